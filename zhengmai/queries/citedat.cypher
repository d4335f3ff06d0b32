// Where do notices cite the documents that they rest on?
MATCH (notice:Notice)-[cites:BASED_ON]->(document:Notice)
WHERE true
//if notice
  AND notice.iri IN $notice
//end
UNWIND range(0, size(coalesce(cites.spans, [])) - 1, 2) AS at
RETURN DISTINCT notice.iri AS notice, document.iri AS document, cites.spans[at] AS start,
       cites.spans[at + 1] AS end
