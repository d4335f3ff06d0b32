"""The language of the genre: how notices write numbers, units, duties, limits and citations.

Rules about words, as tables with examples; nothing here knows files, lines or tables.
"""
