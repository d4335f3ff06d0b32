// What was reported on tasks?
//if notice
UNWIND $notice AS iri
//end
MATCH (report:Report)
WHERE true
//if notice
  AND report.notice = iri
//end
RETURN report.iri AS report, report.task AS task, report.taskText AS text,
       report.taskContext AS context, report.status AS status, report.progress AS progress,
       report.material AS material, report.reportedBy AS by, report.reportedAt AS at,
       report.reportedIn AS file, report.instead AS instead
