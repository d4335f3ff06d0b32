// Which plans are held, and what may others cite them by?
MATCH (notice:Notice)-[:APPLIES_TO]->(place:Jurisdiction)
WHERE notice.sourceFile IS NOT NULL
RETURN notice.iri AS notice, place.iri AS place, notice.planYear AS year,
       notice.contentDigest AS digest, notice.planTitle AS plan, notice.title AS title,
       notice.documentNumber AS number, notice.issuer AS issuer
