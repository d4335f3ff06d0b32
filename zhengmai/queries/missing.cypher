// Documents that held notices rest on, which are not held themselves.
MATCH (notice:Notice)-[cites:BASED_ON]->(document:Notice)
WHERE document.sourceFile IS NULL AND NOT EXISTS { (document)-[:SAME_AS]->() }
//if notice
  AND notice.iri IN $notice
//end
UNWIND coalesce(cites.citedTitles, [null]) AS title
RETURN DISTINCT notice.iri AS notice, document.iri AS document, title AS title,
       cites.citedNumber AS number, cites.relation AS relation
