"""Traditional characters are understood as simplified ones, and stay as printed."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read, units
from zhengmai.hanzi import is_traditional, simplified, simplified_forms
from zhengmai.loaders.excerpt import fold
from zhengmai.model import Notice
from zhengmai.ontology.resolution import resolve

HEAD = """濟南市天橋區人民政府辦公室關於印發2025年渡口工作要點的通知
濟天政辦發〔2025〕6號
各街道辦事處，區政府各部門：
《2025年渡口工作要點》已經區政府同意，現印發給你們。
濟南市天橋區人民政府辦公室
2025年6月18日
"""


def notice(body: str) -> Notice:
    return resolve(read(HEAD + body))


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [
        ("責任單位", "责任单位"),
        ("縣農業農村局", "县农业农村局"),
        ("關於印發通知", "关于印发通知"),
        ("關于印發通知", "关于印发通知"),
        ("臺兒莊區", "台儿庄区"),
        ("區政府各部門", "区政府各部门"),
        ("乾县", "乾县"),
        ("著名商标", "著名商标"),
        ("abc 1.", "abc 1."),
    ],
)
def test_simplified(traditional: str, expected: str) -> None:
    assert simplified(traditional) == expected
    assert fold(traditional) == expected


def test_every_form_is_one_character_that_does_not_change_again() -> None:
    forms = simplified_forms()
    assert all(len(a) == len(b) == 1 for a, b in forms.items())
    assert not forms.keys() & set(forms.values())


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        (HEAD, True),
        ("縣教體局牽頭，縣財政局負責，各鎮實施：設立門診。", True),
        ("区教体局牵头，区财政局负责。", False),
        ("请镇长陳國強到会。", False),
        ("《國學入門》读本发到各校，各单位负责落实。", False),
        ("", False),
    ],
)
def test_which_texts_are_traditional(text: str, *, traditional: bool) -> None:
    assert is_traditional(text) is traditional


def test_a_head_stays_as_printed_and_is_understood() -> None:
    read_ = notice("一、守渡口\n（一）看船。查救生衣。\n")
    assert read_.title == "濟南市天橋區人民政府辦公室關於印發2025年渡口工作要點的通知"
    assert read_.plan_title == "2025年渡口工作要點"
    assert read_.document_number == "濟天政辦發〔2025〕6號"
    assert read_.issuer == "濟南市天橋區人民政府辦公室"
    assert read_.addressees == ("各街道辦事處", "區政府各部門")
    assert [place.name for place in read_.jurisdiction] == ["山东省", "济南市", "天桥区"]
    assert not read_.unread


@pytest.mark.parametrize(
    ("bracket", "printed", "canonical"),
    [
        ("（責任單位：區財政局）", "责區財政局", ["济南市天桥区财政局", "天桥区财政局"]),
        ("（牽頭單位：區衛生健康局）", "牵區衛生健康局", ["天桥区卫生健康局"]),
        ("（區應急管理局負責）", "责區應急管理局", ["天桥区应急管理局"]),
        (
            "（牽頭單位：區農業農村局；配合單位：各街道辦事處）",
            "牵區農業農村局 配各街道辦事處*",
            ["天桥区农业农村局", "各街道辦事處"],
        ),
        ("（責任單位：區殘聯、團區委）", "责區殘聯 责團區委", ["天桥区残疾人联合会"]),
    ],
)
def test_units(bracket: str, printed: str, canonical: list[str]) -> None:
    (task,) = notice(f"一、守渡口\n（一）看船。年底前換完救生衣。{bracket}\n").tasks
    assert units(task.assignments) == printed
    assert task.assignments[0].canonical in canonical
    assert [d.date.isoformat() for d in task.deadlines if d.date] == ["2025-12-31"]


@pytest.mark.parametrize(
    "line", ["（此件公開發布）", "【字體：大 中 小】", "掃一掃在手機打開當前頁", "瀏覽次數：12"]
)
def test_furniture(line: str) -> None:
    assert not notice(f"{line}\n一、守渡口\n（一）看船。查救生衣。\n").unread


def test_a_table() -> None:
    body = "序號\t工作任務\t責任單位\t完成時限\n1\t換救生衣\t區應急管理局\t9月底前\n"
    (task,) = notice(body).tasks
    assert (task.text, units(task.assignments)) == ("換救生衣", "责區應急管理局")
    assert task.deadlines[0].as_written == "9月底前"


def test_places_of_two_bodies() -> None:
    text = HEAD.replace(
        "濟南市天橋區人民政府辦公室", "中共濟南市天橋區委 濟南市天橋區人民政府"
    ).replace("2025年6月18日\n", "")
    read_ = resolve(read(text + "一、守渡口\n（一）看船。查救生衣。\n"))
    assert read_.issuer == "中共濟南市天橋區委 濟南市天橋區人民政府"
    assert read_.jurisdiction[-1].name == "天桥区"
