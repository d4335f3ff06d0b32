"""How the weights of lineage are made: labelled cascades, the fit, and what is measured on them."""
