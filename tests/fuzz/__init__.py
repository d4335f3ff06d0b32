"""Notices at random, broken and hostile ones, and builds that are killed: nothing may be a crash.

``grammar`` writes notices, ``mutation`` breaks true ones, ``oracle`` says what is wrong with how a
file was read, ``running`` does this many times, and ``python -m tests.fuzz`` does it by hand
(``make fuzz``). What was found once stands in ``found/`` and is tried each time.
"""
