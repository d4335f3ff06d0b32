"""Bytes → :class:`~zhengmai.loaders.source.Source`: one module, or one room, a file format.

A format says what stands in a file as a person sees it, and what its markup knows: the grids of its
tables, what belongs to the page. What that means in a notice is asked in :mod:`..layout`.
"""
