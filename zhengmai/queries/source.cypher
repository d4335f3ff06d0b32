// The text of the source of a notice, and all that was read from it.
//bind notice
MATCH (notice:Notice {iri: $notice})
WHERE notice.sourceText IS NOT NULL AND notice.reading IS NOT NULL
RETURN notice.sourceText AS text, notice.reading AS reading
