// What were the lineage links of each notice made from?
MATCH (notice:Notice) WHERE notice.linkedBy IS NOT NULL
RETURN notice.iri AS notice, notice.linkedBy AS linked
