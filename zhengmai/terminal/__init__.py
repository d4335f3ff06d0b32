"""Answers for people: what the commands print when no JSON is asked for.

One module a group of answers, one function an answer; :mod:`.tables` is what all of them use.
"""
