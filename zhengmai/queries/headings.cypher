// Under which points do these tasks stand?
//bind task
UNWIND $task AS iri
MATCH (task:Task {iri: iri})-[:UNDER]->(point:WorkPoint)
RETURN task.iri AS task, point.iri AS point, point.heading AS heading
