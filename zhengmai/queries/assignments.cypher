// Which units do these tasks name?
//bind task
UNWIND $task AS iri
MATCH (task:Task {iri: iri})-[of:ASSIGNED_TO]->(unit:Unit|CollectiveUnit)
RETURN task.iri AS task, of.order AS position, unit.iri AS unit, unit.name AS name,
       of.role AS role, of.asWritten AS written, of.secondName AS second
