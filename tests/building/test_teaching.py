"""印出的全称: what one notice prints in full settles the short name of another of its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, permutations
from pathlib import Path

import pytest

from zhengmai import api
from zhengmai.building import processes
from zhengmai.building.preparation import prepare
from zhengmai.graph.stores.opening import open_store
from zhengmai.queries.printed import held_notices
from zhengmai.queries.tasks import tasks

SHORT = "市文广旅局"
FULL = "市文化广电和旅游局"
OTHER_FULL = "市文化广播电视和旅游局"
CANONICAL = "榆津市文化广电和旅游局"
AS_PRINTED = "榆津市文广旅局"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a notice that gives a task to each of some units."""

    def of(
        *units: str, number: int = 5, year: int = 2025, city: str = "榆津", name: str = ""
    ) -> Path:
        listed = "\n".join(
            f"{n}. 第{n}类事项的办理结果在网站公布。（责任单位：{unit}）"
            for n, unit in enumerate(units, 1)
        )
        file = tmp_path / "notices" / f"{name or f'{city}{year}-{number}'}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f"{city}市人民政府办公室文件\n\n{city[0]}政办发〔{year}〕{number}号\n\n"
            f"{city}市人民政府办公室关于印发{year}年{city}市政务公开工作要点（{number}）的通知\n\n"
            f"市政府各部门：\n\n现将要点印发给你们，请认真贯彻落实。\n\n{city}市人民政府办公室\n"
            f"{year}年3月{number}日\n\n{year}年{city}市政务公开工作要点（{number}）\n\n"
            f"一、抓好公开\n\n（一）办事公开\n\n{listed}\n",
            "utf-8",
        )
        return file

    return of


def units_in(store: Path | str) -> dict[str, list[str]]:
    """The full names that each notice in a store gives its units."""
    with open_store(store) as opened:
        rows = tasks(opened)
    found: dict[str, list[str]] = {}
    for task in rows:
        found.setdefault(task.notice.rpartition("/")[2], []).extend(u.unit for u in task.units)
    return found


def graphs(store: Path | str) -> dict[str, bytes]:
    with open_store(store) as opened:
        return {name: opened.graph(name) for name in opened.graphs()}


def built(files: Sequence[Path], store: Path | str, **options: object) -> list[bool]:
    report = api.build_store(files, store, **options)  # type: ignore[arg-type]
    assert [f.file for f in report.files] == [str(file) for file in files]
    assert all(f.error is None for f in report.files)
    return [f.changed for f in report.files]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("order", [1, -1])
def test_a_full_name_in_one_notice_settles_the_short_one_in_another(
    write: Write, tmp_path: Path, order: int, workers: int
) -> None:
    files = [write(SHORT, "市财政局", number=5), write(FULL, number=3)][::order]
    assert built(files, tmp_path / "z.db", workers=workers) == [True, True]
    assert units_in(tmp_path / "z.db")["榆政办发-2025-5"] == [CANONICAL, "榆津市财政局"]
    (learner,) = (
        t.decode() for name, t in graphs(tmp_path / "z.db").items() if name.endswith("2025-5")
    )
    assert f"{SHORT} is {CANONICAL}: so printed in 榆政办发〔2025〕3号" in learner
    assert f'altLabel> "{SHORT}"' in learner


def test_whatever_the_order_and_the_number_of_builds_the_store_is_the_same(
    write: Write, tmp_path: Path
) -> None:
    files = [write(SHORT), *(write(FULL, number=n) for n in (3, 2))]
    wanted: dict[str, bytes] = {}
    for turn, order in enumerate(permutations(files)):
        store = tmp_path / f"{turn}.db"
        assert built(order, store) == [True] * 3
        if turn % 2 == 0:
            assert built(order[::-1], store) == [False] * 3
        wanted = wanted or graphs(store)
        assert graphs(store) == wanted
    assert "so printed in 榆政办发〔2025〕2号" in b"".join(wanted.values()).decode()


@pytest.mark.parametrize(
    ("teacher", "why"),
    [
        ({"city": "别津"}, "another place"),
        ({"year": 2023}, "before a reform"),
        ({"year": 2018}, "before two"),
    ],
)
def test_another_place_or_time_teaches_nothing(
    write: Write, tmp_path: Path, teacher: dict[str, object], why: str
) -> None:
    files = [write(SHORT), write(FULL, number=3, **teacher)]
    built(files, tmp_path / "z.db")
    assert units_in(tmp_path / "z.db")["榆政办发-2025-5"] == [AS_PRINTED], why


@pytest.mark.parametrize(("learner", "teacher"), [(2025, 2024), (2019, 2023), (2015, 2018)])
def test_another_year_of_the_same_time_does(
    write: Write, tmp_path: Path, learner: int, teacher: int
) -> None:
    built([write(SHORT, year=learner), write(FULL, number=3, year=teacher)], tmp_path / "z.db")
    assert units_in(tmp_path / "z.db")[f"榆政办发-{learner}-5"] == [CANONICAL]


def test_two_full_names_settle_nothing(write: Write, tmp_path: Path) -> None:
    built([write(SHORT), write(FULL, number=3), write(OTHER_FULL, number=4)], tmp_path / "z.db")
    assert units_in(tmp_path / "z.db")["榆政办发-2025-5"] == [AS_PRINTED]


def test_what_the_notice_itself_prints_goes_first(write: Write, tmp_path: Path) -> None:
    files = [
        write(SHORT, OTHER_FULL, number=5),
        write(SHORT, OTHER_FULL, FULL, number=6),
        write(FULL, number=3),
    ]
    built(files, tmp_path / "z.db")
    found = units_in(tmp_path / "z.db")
    assert found["榆政办发-2025-5"] == ["榆津" + OTHER_FULL] * 2
    assert found["榆政办发-2025-6"][0] == AS_PRINTED


def test_a_short_name_passes_for_no_full_one(write: Write, tmp_path: Path) -> None:
    built([write("市文旅体局"), write("市文广旅新体局", number=3)], tmp_path / "z.db")
    assert units_in(tmp_path / "z.db")["榆政办发-2025-5"] == ["榆津市文旅体局"]


def test_what_the_store_holds_teaches_and_is_left_as_it_is(write: Write, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    teacher, learner, earlier = write(FULL, number=3), write(SHORT), write(SHORT, number=1)
    assert built([earlier], store) == [True]
    assert built([teacher], store) == [True]
    assert built([learner], store) == [True]
    found = units_in(store)
    assert found["榆政办发-2025-5"] == [CANONICAL]
    assert found["榆政办发-2025-1"] == [AS_PRINTED]
    assert built([learner], store) == [False]
    assert built([earlier], store) == [True]
    assert units_in(store)["榆政办发-2025-1"] == [CANONICAL]


def test_a_teacher_that_says_otherwise_now_is_heard(write: Write, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    files = [write(SHORT), write(FULL, number=3)]
    built(files, store)
    write(OTHER_FULL, number=3)
    assert built(files, store) == [True, True]
    assert units_in(store)["榆政办发-2025-5"] == ["榆津" + OTHER_FULL]
    write("市财政局", number=3)
    assert built(files, store) == [True, True]
    assert units_in(store)["榆政办发-2025-5"] == [AS_PRINTED]
    whole = tmp_path / "whole.db"
    built(files, whole)
    assert graphs(store) == graphs(whole)


def test_what_is_put_twice_and_is_as_before_has_not_changed(write: Write, tmp_path: Path) -> None:
    """The teacher was removed from the store, and is read after the learner."""
    store = tmp_path / "z.db"
    files = [write(SHORT), write(FULL, number=3)]
    built(files, store)
    before = graphs(store)
    api.remove("榆政办发〔2025〕3号", store)
    assert built(files, store) == [False, True]
    assert graphs(store) == before


def test_of_two_files_of_one_notice_the_last_one_counts(write: Write, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    first = write(FULL, number=3, name="first")
    second, learner = write("市财政局", number=3, name="second"), write(SHORT)
    report = api.build_store([first, learner, second], store)
    assert [f.error is None for f in report.files] == [False, True, True]
    assert units_in(store) == {"榆政办发-2025-3": ["榆津市财政局"], "榆政办发-2025-5": [AS_PRINTED]}
    before = graphs(store)
    api.build_store([first, learner, second], store)
    assert graphs(store) == before


def test_a_persons_word_goes_before_what_is_printed(write: Write, tmp_path: Path) -> None:
    files = [write(SHORT), write(FULL, number=3)]
    corrections = tmp_path / "corrections.toml"
    for entry in (
        f'[[alias]]\nnames = ["{SHORT}"]\nunit = "榆津市文化局"\nwhy = "另一机构"',
        f'[[merge]]\nunits = ["{AS_PRINTED}"]\ninto = "榆津市文化局"\nwhy = "另一机构"',
        f'[[split]]\nname = "{SHORT}"\nnotice = "榆政办发〔2025〕5号"\nunit = "榆津市文化局"\n'
        'why = "另一机构"',
    ):
        corrections.write_text(entry, "utf-8")
        built(files, tmp_path / "z.db", corrections=corrections)
        assert units_in(tmp_path / "z.db")["榆政办发-2025-5"] == ["榆津市文化局"]
    corrections.write_text(
        f'[[merge]]\nunits = ["{CANONICAL}"]\ninto = "榆津市文旅委员会"\nwhy = "更名"', "utf-8"
    )
    built(files, tmp_path / "z.db", corrections=corrections)
    found = units_in(tmp_path / "z.db")
    assert found["榆政办发-2025-3"] == ["榆津市文旅委员会"]
    assert found["榆政办发-2025-5"] == [AS_PRINTED]  # a name that was put right teaches nothing


def test_what_a_person_says_is_not_printed(write: Write, tmp_path: Path) -> None:
    files = [write(SHORT), write("市财政局", number=3)]
    corrections = tmp_path / "corrections.toml"
    corrections.write_text(
        f'[[task]]\nnotice = "榆政办发〔2025〕3号"\ntask = "1"\nresponsible = ["{FULL}"]', "utf-8"
    )
    built(files, tmp_path / "z.db", corrections=corrections)
    built(files[:1], tmp_path / "z.db")
    assert units_in(tmp_path / "z.db")["榆政办发-2025-5"] == [AS_PRINTED]


def test_where_nothing_is_settled_no_file_is_read_twice(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(path: Path, *given: object, **named: object) -> object:
        read.append(path.stem)
        return prepare(path, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(processes, "prepare", noted)
    files = [write(SHORT, number=n) for n in (1, 2)] + [write("市城市管理局", number=3)]
    built(files, tmp_path / "z.db")
    assert len(read) == len(files)


def test_both_stores_hold_the_same(write: Write, tmp_path: Path, neo4j_store: str) -> None:
    teacher, learner, late = write(FULL, number=3), write(SHORT), write(SHORT, number=7)
    embedded = tmp_path / "z.db"
    for files in ([learner, teacher], [late], [late, teacher, learner]):
        assert built(files, embedded) == built(files, neo4j_store)
        assert graphs(embedded) == graphs(neo4j_store)
    assert set(chain.from_iterable(units_in(neo4j_store).values())) == {CANONICAL}
    place = prepare(teacher).names.place  # type: ignore[union-attr]
    with open_store(embedded) as one, open_store(neo4j_store) as other:
        assert held_notices(one, place) == held_notices(other, place)


def test_the_store_tells_of_a_notice_what_its_file_does(samples: Path, tmp_path: Path) -> None:
    store = tmp_path / "z.db"
    files = sorted(samples.glob("*.txt"))
    api.build_store(files, store)
    prepared = [prepare(file) for file in files]
    taught = 0
    with open_store(store) as opened:
        for names in (p.names for p in prepared if p.names is not None):
            held = [n.printed for n in held_notices(opened, names.place)]
            assert tuple(names.printed()) in held
            taught += len(names.fulls)
    assert taught > 0
