// Which superior plans was each notice linked with?
MATCH (notice:Notice) WHERE notice.answersTo IS NOT NULL
UNWIND notice.answersTo AS superior
RETURN notice.iri AS notice, superior AS superior
