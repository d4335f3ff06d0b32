// Which tasks belong to this point?
//bind point
MATCH (:WorkPoint {iri: $point})<-[:UNDER]-(task:Task)
RETURN task.iri AS task
