// Which documents does each held notice repeal, and which held notices are these?
MATCH (notice:Notice)-[:REPEALS]->(document:Notice)
MATCH (notice)-[cites:BASED_ON|MENTIONS]->(document)
UNWIND coalesce(cites.citedTitles, [null]) AS title
OPTIONAL MATCH (document)-[:SAME_AS {by: notice.iri}]->(held:Notice)
RETURN DISTINCT notice.iri AS notice, document.iri AS document, title AS title,
       cites.citedNumber AS number, held.iri AS held
