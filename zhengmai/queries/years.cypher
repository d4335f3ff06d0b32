// Of which years are the plans?
MATCH (notice:Notice)
WHERE notice.sourceFile IS NOT NULL
RETURN DISTINCT notice.planYear AS year
