// The notices that are held, and nothing of them.
//if notice
UNWIND $notice AS iri
MATCH (notice:Notice {iri: iri})
WITH notice
//end
MATCH (notice:Notice)
WHERE notice.sourceFile IS NOT NULL
RETURN notice.iri AS notice
