"""A plan that is held twice is told, since its tasks are counted twice."""

from __future__ import annotations

from pathlib import Path

from zhengmai.api import build_store
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.twins import twins


def build(folder: Path, texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    (folder / "in").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "in" / name).write_text(text, "utf-8")
    return build_store(folder / "in", folder / "z.db").twins


def test_a_plan_without_its_number_is_the_same_plan(samples: Path, tmp_path: Path) -> None:
    text = (samples / "district-b-2025.txt").read_text("utf-8")
    assert text.count("苍坪政办发〔2025〕9号") == 1
    other = text.replace("苍坪政办发〔2025〕9号", "")
    assert build(tmp_path, {"a.txt": text}) == ()
    ((one, two),) = build(tmp_path, {"b.txt": other})
    assert "苍坪政办发〔2025〕9号" in (one, two)
    with open_store(tmp_path / "z.db") as store:
        (twin,) = twins(store)
        assert twin.shared == 1.0
        assert twins(store, [twin.one]) == twins(store, [twin.other]) == [twin]
        assert twins(store, []) == []


def test_two_plans_of_one_title_are_two(samples: Path, tmp_path: Path) -> None:
    """The same title in another place, in another year, and with other tasks."""
    text = (samples / "district-b-2025.txt").read_text("utf-8")
    elsewhere = text.replace("苍坪", "桐岭")
    before = text.replace("2025", "2024")
    files = {"a.txt": text, "b.txt": elsewhere, "c.txt": before}
    first, second = (SHORT.format(number=n, tasks=t) for n, t in (("3", MEND), ("30", PLANT)))
    assert build(tmp_path, files | {"d.txt": first, "e.txt": second}) == ()
    assert build(tmp_path, {"f.txt": SHORT.format(number="31", tasks=MEND)}) != ()


SHORT = """榆津市人民政府办公室关于印发2025年榆津市重点工作任务的通知
榆津政办发〔2025〕{number}号
各有关单位：
现将《2025年榆津市重点工作任务》印发给你们。
榆津市人民政府办公室
2025年3月1日
2025年榆津市重点工作任务
{tasks}"""
MEND = "1.修好老码头。（责任单位：市交通运输局）\n2.清淤三条河。（责任单位：市水利局）\n"
PLANT = "1.种树两万株。（责任单位：市林业局）\n2.开放夜校十所。（责任单位：市教育局）\n"
