// Which documents does each notice cite?
MATCH (notice:Notice)-[cites:BASED_ON|MENTIONS]->(document:Notice)
UNWIND coalesce(cites.citedTitles, [null]) AS title
RETURN DISTINCT notice.iri AS notice, document.iri AS document, title AS title,
       cites.citedNumber AS number, cites.relation AS relation, cites.citedLevel AS level,
       EXISTS { (notice)-[:REPEALS]->(document) } AS repeals
