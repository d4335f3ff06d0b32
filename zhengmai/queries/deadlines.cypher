// By when are these tasks due?
//bind task
UNWIND $task AS iri
MATCH (task:Task {iri: iri})-[:DUE]->(deadline:Deadline)
RETURN task.iri AS task, deadline.iri AS deadline, deadline.kind AS kind,
       deadline.lastDay AS day, deadline.rule AS rule, deadline.asWritten AS phrase
