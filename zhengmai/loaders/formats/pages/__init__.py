"""Printed pages → text: characters and ruled lines at their places, put in reading order.

PDF, OFD and scans know where a character stands and nothing else. Here the lines that a page
broke become paragraphs again, rulings and columns of white space become tables, and what belongs to
the page (its number, running heads) is told from the notice. No character is left out, printed
twice or made up; white space is not counted as one.

Lengths are in points (1/72 inch), y runs down the page.
"""

from zhengmai.loaders.formats.pages.flow import Layout, layout
from zhengmai.loaders.formats.pages.glyphs import Glyph, Page, Ruling

__all__ = ["Glyph", "Layout", "Page", "Ruling", "layout"]
