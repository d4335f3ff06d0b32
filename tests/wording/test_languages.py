"""Which language is spoken."""

from __future__ import annotations

import pytest

from zhengmai.wording import languages
from zhengmai.wording.languages import Spoken, chosen


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GBK"}, "zh"),
        ({"LANG": "zh_CN"}, "zh"),
        ({"LANG": "zh_Hans_CN@x"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "en"),
        ({"LANG": "zhaba"}, "en"),
    ],
)
def test_the_locale_says_so(environment: dict[str, str], language: str) -> None:
    assert chosen(None, environment) == Spoken(language, aloud=False)


def test_on_windows_the_menus_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """There no variable tells the language, as a rule."""
    monkeypatch.setattr(languages.sys, "platform", "win32")
    monkeypatch.setattr(languages, "_of_windows", lambda: "zh_CN")
    assert chosen(None, {}) == Spoken("zh")
    assert chosen(None, {"LANG": "en_US"}) == Spoken("en")


def test_what_is_said_aloud_comes_first() -> None:
    here = {"ZHENGMAI_LANG": "en", "LANG": "zh_CN.UTF-8"}
    assert chosen(None, here) == Spoken("en", aloud=True)
    assert chosen("zh", here) == Spoken("zh", aloud=True)
    assert chosen("中文", here) == Spoken("zh", aloud=True)
    assert chosen(None, {"ZHENGMAI_LANG": "zh_CN.UTF-8"}) == Spoken("zh", aloud=True)


def test_a_language_that_is_none_leaves_it_to_the_machine() -> None:
    assert chosen("fr", {"LANG": "zh_CN.UTF-8"}) == Spoken("zh")
    assert chosen(None, {"ZHENGMAI_LANG": "fr"}) == Spoken("en")
