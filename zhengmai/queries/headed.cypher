// Which points have these words in their heading?
//bind words
MATCH (point:WorkPoint)
WHERE point.heading CONTAINS $words
RETURN point.iri AS point
