// Where do these tasks stand in their notices: line of the file, and the number of their point?
//bind task
UNWIND $task AS iri
MATCH (task:Task {iri: iri})
OPTIONAL MATCH (task)-[:UNDER]->(point:WorkPoint)
RETURN task.iri AS task, task.line AS line, point.iri AS point, point.number AS pointNumber
