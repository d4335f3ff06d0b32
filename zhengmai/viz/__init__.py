"""Interactive pages: the notices, units and lineage of a store as HTML that opens from disk."""
