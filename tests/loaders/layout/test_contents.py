"""Tables of contents, and lists that only look like them."""

from __future__ import annotations

import pytest

from tests.loaders.reading import parsed, read
from zhengmai.loaders.layout.outline import outline

TITLE = "渡南区渡口规划\n"
BODY = (
    "一、守渡口\n（一）看船。\n查救生衣。\n（二）修船。\n换木板。\n"
    "二、护码头\n（一）清淤。\n挖泥沙。\n"
)

CONTENTS = [
    "目录\n一、守渡口……1\n（一）看船……1\n（二）修船……3\n二、护码头……12\n",
    "目 录\n一、守渡口 1\n（一）看船 1\n（二）修船 3\n二、护码头 12\n",
    "一、守渡口 5\n\n（一）看船。 5\n\n（二）修船。 9\n\n二、护码头 12\n\n（一）清淤。 13\n",
    "一、守渡口............ 1\n二、护码头............ 4\n附件............ 9\n",
    "一、守渡口·····1\n（一）看船·····2\n（二）修船·····2\n",
    "一、守渡口 - 1 -\n（一）看船 - 1 -\n二、护码头 - 4 -\n",
    "（一）看船 2\n（二）修船 3\n（一）清淤 5\n",
]


@pytest.mark.parametrize("listed", CONTENTS)
def test_a_table_of_contents_holds_no_points(listed: str) -> None:
    notice = read(TITLE + listed + BODY)
    assert [p.heading for p in notice.points] == ["看船", "修船", "清淤"]
    assert [p.text for p in notice.points] == ["查救生衣。", "换木板。", "挖泥沙。"]
    assert not any("……" in u.text or "目" in u.text for u in notice.unread)


LISTS = [
    "一、新学校 5\n二、新病床 7\n三、新渡船 9\n",
    "1.小学 5\n2.初中 7\n3.高中 9\n",
    "（一）看船 12\n（二）修船 9\n（三）清淤 3\n",
    "一、2025年换船5艘\n（一）换大船3\n（二）换小船2\n",
    "一、守渡口……1\n二、护码头……2\n",
    "一、看船。\n到2025年\n（一）修船。\n到2026\n",
]


@pytest.mark.parametrize("listed", LISTS)
def test_a_list_with_numbers_stays(listed: str) -> None:
    parts = outline(parsed(TITLE + listed).blocks)
    assert len(parts.points) + len(parts.sections) >= 2
