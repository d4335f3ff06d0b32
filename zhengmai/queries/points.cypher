// Points and the notices that they stand in; those that say a word in their heading or text.
//if phrase
CALL db.index.fulltext.queryNodes('zhengmai_texts', $phrase) YIELD node AS point
WITH point WHERE point:WorkPoint
//end
MATCH (point:WorkPoint)-[:PART_OF]->(notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if point
  AND point.iri IN $point
//end
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
//if word
  AND (point.heading CONTAINS $word OR point.text CONTAINS $word)
//end
RETURN point.iri AS point, point.number AS number, point.order AS order, point.heading AS heading,
       point.text AS text, notice.iri AS notice, notice.planTitle AS plan,
       notice.documentNumber AS document, notice.title AS title,
       notice.planYear AS year, notice.sourceFile AS file
