// The notices that are held, and how much they hold.
//if notice
UNWIND $notice AS iri
MATCH (notice:Notice {iri: iri})
WITH notice
//end
MATCH (notice:Notice)
WHERE notice.sourceFile IS NOT NULL
RETURN notice.iri AS notice, notice.pointCount AS points, notice.taskCount AS tasks
