"""The databases that keep notice graphs, one room each; :mod:`.opening` opens the one named."""
