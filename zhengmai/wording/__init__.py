"""The words for people in their language: one catalogue, English templates and their Chinese.

The code says everything in English, with f-strings. Where a message leaves for a person
(:func:`said`: the terminal's errors, messages, help, prompts, progress), it is found again among
the templates of ``zh/*.toml`` and said in the language that is spoken (:mod:`.languages`). Answers
(tables, traces, reports) are written in Chinese in the code; :func:`answered` says their heads and
fixed words in English where that was asked for aloud. What stands in a gap of a template is a
value, whoever wrote it: it is never taken for a message unless the template says so.

A new message needs nothing at its place; its line goes into the file of its room in ``zh/``.
``tests/wording`` fails until it is there.
"""

from zhengmai.wording.catalogue import chinese, counted, english
from zhengmai.wording.languages import CHINESE, ENGLISH, Spoken, spoken

__all__ = ["answered", "chinese", "english", "in_answer", "in_language", "phrase", "said"]


def said(message: str) -> str:
    """A message in the language that is spoken; one that the catalogue lacks as it stands."""
    return in_language(message, spoken().language)


def in_language(message: str, language: str) -> str:
    """A message in ``zh`` or ``en``.

    Raises:
        ValueError: for another language.
    """
    if language not in (CHINESE, ENGLISH):
        raise ValueError(f"{language!r} is not spoken here: give {CHINESE!r} or {ENGLISH!r}")
    return chinese(message) if language == CHINESE else counted(message)


def answered(words: str) -> str:
    """Fixed words of an answer, which the code has in Chinese; in English where asked for aloud."""
    return english(words) if _in_english() else words


def in_answer(message: str) -> str:
    """A message that stands in an answer, in the language of answers."""
    return message if _in_english() else chinese(message)


def _in_english() -> bool:
    return spoken() == Spoken(ENGLISH, aloud=True)


def phrase(words: str) -> str:
    """The words as they are: marks a part of a message for the test of the catalogue."""
    return words
