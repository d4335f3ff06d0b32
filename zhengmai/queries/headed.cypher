// Which points have these words in their heading?
//bind words
MATCH (point:WorkPoint)
WHERE point.heading CONTAINS $words
//if point
  AND point.iri IN $point
//end
RETURN point.iri AS point, point.heading AS heading
