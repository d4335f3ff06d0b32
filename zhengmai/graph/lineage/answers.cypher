// Which superior plans was each notice linked with?
//if notice
UNWIND $notice AS iri
MATCH (notice:Notice {iri: iri})
WITH notice
//end
MATCH (notice:Notice) WHERE notice.answersTo IS NOT NULL
//if superior
  AND any(superior IN notice.answersTo WHERE superior IN $superior)
//end
UNWIND notice.answersTo AS superior
WITH notice, superior
WHERE true
//if superior
  AND superior IN $superior
//end
RETURN notice.iri AS notice, superior AS superior
