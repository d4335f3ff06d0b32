// Which notices are held?
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if notice
  AND notice.iri IN $notice
//end
//if file
  AND notice.sourceFile = $file
//end
//if number
  AND notice.documentNumber = $number
//end
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
RETURN notice.iri AS notice, notice.title AS title, notice.planTitle AS plan,
       notice.documentNumber AS number, notice.issuer AS issuer, notice.issued AS issued,
       notice.planYear AS year, notice.sourceFile AS file, place.iri AS within,
       notice.unreadCharacters AS unread, notice.pointCount AS points,
       notice.taskCount AS tasks, notice.damagedCount AS damaged
