// The time limits in sentences that no task was read from.
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if within
  AND place.iri IN $within
//end
//if year
  AND notice.planYear = $year
//end
UNWIND notice.unreadLimits AS limit
RETURN notice.iri AS notice, limit AS limit
