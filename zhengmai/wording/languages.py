"""Which language is spoken: as the user says it, else as the machine is set."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH, CHINESE = "en", "zh"
VARIABLE = "ZHENGMAI_LANG"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NAMES = {"zh": CHINESE, "chinese": CHINESE, "中文": CHINESE, "汉语": CHINESE,
          "en": ENGLISH, "english": ENGLISH, "英文": ENGLISH, "英语": ENGLISH}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language, and whether somebody asked for it by name (an option, a variable of ours)."""

    language: str = ENGLISH
    aloud: bool = False


_now = [Spoken()]  # a notebook's: English, until the command line says otherwise


def spoken() -> Spoken:
    """What is spoken now."""
    return _now[0]


def speak(choice: Spoken) -> None:
    """Speak so from now on."""
    _now[0] = choice


def named(name: str) -> str | None:
    """The language of a name (``zh``, ``zh_CN.UTF-8``, ``English``, 中文), if it is one of ours."""
    plain = name.strip().lower().replace("-", "_").partition(".")[0].partition("@")[0]
    return _NAMES.get(plain) or _NAMES.get(plain.partition("_")[0])


def chosen(option: str | None, environment: Mapping[str, str] | None = None) -> Spoken:
    """What to speak: as the option says, else our variable, else the locale.

    Args:
        option: of the command line, or None; a name that is no language counts as none.
        environment: in place of that of the process.
    """
    given = os.environ if environment is None else environment
    for name in (option, given.get(VARIABLE)):
        language = named(name or "")
        if language is not None:
            return Spoken(language, aloud=True)
    return Spoken(named(_locale(given)) or ENGLISH)


def _locale(given: Mapping[str, str]) -> str:
    """The locale for messages, as gettext finds it; on Windows that of its menus."""
    said = next((given[name] for name in _LOCALES if given.get(name)), "")
    if not said and sys.platform == "win32":
        said = _of_windows()
    if not said or said.partition(".")[0] in ("C", "POSIX"):
        return ""  # nobody's language, whatever LANGUAGE says
    first = next(filter(None, given.get("LANGUAGE", "").split(":")), "")
    return first or said


def _of_windows() -> str:
    if sys.platform == "win32":  # so that mypy looks at it there alone
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
