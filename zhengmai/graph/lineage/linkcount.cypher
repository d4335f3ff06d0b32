// How many lineage links are there?
MATCH ()-[link:CARRIES_OUT]->()
RETURN count(link) AS links
