// The notices that are held.
MATCH (notice:Notice)
WHERE notice.sourceFile IS NOT NULL
RETURN notice.iri AS notice
