// How much some notices hold; nothing of those that are not held.
//bind notice
UNWIND $notice AS iri
MATCH (notice:Notice {iri: iri})
WHERE notice.sourceFile IS NOT NULL
RETURN notice.iri AS notice, notice.pointCount AS points, notice.taskCount AS tasks
