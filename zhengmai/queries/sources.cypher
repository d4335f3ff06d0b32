// What are the notices of a place called, of when are they, and what tells whether they changed?
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
//if notice
  AND notice.iri = $notice
//end
//if place
  AND place.iri = $place
//end
RETURN notice.iri AS notice, notice.issued AS issued, notice.published AS published,
       notice.planYear AS year, notice.documentNumber AS number, notice.planTitle AS plan,
       notice.title AS title, notice.contentDigest AS digest
