"""Named questions: ``NAME.rq`` holds the query, the module beside it gives typed rows."""
