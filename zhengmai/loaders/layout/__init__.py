"""Source → document: lines become paragraphs and tables, these head, sections, points and rows.

Nothing here knows which format a text comes from.
"""
