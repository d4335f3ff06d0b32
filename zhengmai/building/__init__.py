"""The work of a build: files are found, prepared one by one, stored, and linked.

:mod:`.build` is the whole of it. :mod:`.copying` fills a store from another one instead of from
files. A notebook sees this room through :mod:`zhengmai.api`, and so does the command line.
"""
