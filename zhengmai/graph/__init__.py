"""Where notice graphs are kept, how their tasks are linked, and views of them for networkx."""
