// Which notices have these words in a title of theirs?
//bind words
MATCH (notice:Notice)
WHERE notice.sourceFile IS NOT NULL
  AND (notice.title CONTAINS $words OR notice.planTitle CONTAINS $words)
RETURN notice.iri AS notice
