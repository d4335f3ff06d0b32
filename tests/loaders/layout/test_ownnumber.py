"""文号: the number of the notice itself, where no line of its own prints it."""

from __future__ import annotations

import pytest

from tests.loaders.reading import read

_BODY = """各街道办事处：
《2025年渡口整治任务》已经区政府同意，现印发给你们。
渡南区人民政府办公室
2025年6月18日
2025年渡口整治任务
一、守渡口
（一）看船。查救生衣。
"""
OWN = "渡政办发〔2025〕6号"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("2025年区政府渡口整治任务（渡政办发〔2025〕6号）", "2025年区政府渡口整治任务"),
        ("渡政办发[2025]6号渡南区渡口整治任务的通知", "渡南区渡口整治任务的通知"),
        ("渡南区2025年渡口整治任务 渡政办发〔2025〕6号", "渡南区2025年渡口整治任务"),
        ("政策文号:渡政办发〔2025〕6号", None),
        ("公文字号：渡政办发〔2025〕6号\n发布日期：2025-06-20", None),
        ("通知文号 渡政办发〔2025〕6号", None),
        ("发文编号｜渡政办发〔2025〕6号", None),
        ("渡政办发〔2025〕6号 签发人：何守渡", None),
        ("字号：渡政办发〔2025〕6号", None),
        ("字号：渡政办发〔2025〕6号　　有效性：有效", None),
        ("索引号：0130/2025-2　公文字号：渡政办发〔2025〕6号　状态：有效", None),
        ("渡南区重点工作清单（渡政办发〔2025〕6号）\n来源：区政府 2025-06-20 10:56",
         "渡南区重点工作清单"),
        ("（渡政办发〔2025〕6号）渡南区渡口整治实施细则", "渡南区渡口整治实施细则"),
    ],
)  # fmt: skip
def test_beside_other_words(head: str, title: str | None) -> None:
    notice = read(f"{head}\n{_BODY}")
    assert notice.document_number == OWN
    assert notice.quote(notice.number_spans) in (OWN, "渡政办发[2025]6号")
    assert notice.citations == ()
    assert notice.title == title


def test_the_size_of_characters_is_no_number() -> None:
    notice = read(f"字号：[大 中 小] 渡政办发〔2025〕6号\n{_BODY}")
    assert notice.document_number in (None, OWN)


@pytest.mark.parametrize(
    "sentence",
    [
        "根据榆津市渡口条例（渡政办发〔2025〕6号），查救生衣。",
        "按照《2025年渡口条例》（渡政办发〔2025〕6号）要求，查救生衣。",
        "渡口条例（渡政办发〔2025〕6号）要求查救生衣。",
        "转发市政府渡口整治任务的通知（渡政办发〔2025〕6号）",
        "贯彻落实渡政办发〔2025〕6号文件精神",
        "详见渡口整治任务（渡政办发〔2025〕6号）",
    ],
)
def test_the_number_of_another_document(sentence: str) -> None:
    notice = read(f"{_BODY[:9]}{sentence}\n{_BODY[9:]}")
    assert notice.document_number is None
