// Where do these tasks stand in their notices, and what is to be known of how they were read?
//bind task
UNWIND $task AS iri
MATCH (task:Task {iri: iri})
OPTIONAL MATCH (task)-[:UNDER]->(point:WorkPoint)
RETURN task.iri AS task, task.line AS line, task.openEnded AS openEnded, task.damaged AS damaged,
       point.iri AS point, point.number AS pointNumber
