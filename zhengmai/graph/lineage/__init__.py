"""承接关系 lineage: which plans are parents, what a task carries out, what people say of it."""
