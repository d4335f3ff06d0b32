// Which tasks have these words in their text?
//bind words
//if phrase
CALL db.index.fulltext.queryNodes('zhengmai_texts', $phrase) YIELD node AS task
WITH task WHERE task:Task AND task.text CONTAINS $words
//end
MATCH (task:Task)
WHERE task.text CONTAINS $words
//if task
  AND task.iri IN $task
//end
RETURN task.iri AS task
