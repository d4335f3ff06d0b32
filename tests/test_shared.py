"""Real notices and hand-made labels, beside the checkout: counts, figures and their floors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import zhengmai
from zhengmai import interchange
from zhengmai.api import Zhengmai, build_store
from zhengmai.evaluation import evaluate_folders

TASKS = {
    "gangcheng-2024": 26,
    "taierzhuang-2022": 67,
    "jinan-2025": 16,
    "tianqiao-2024": 56,
    "zhifu-2024": 14,
}
LABELLED = ["gangcheng-2024", "jinan-2025", "zhifu-2024"]


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("real") / "z.db"
    report = build_store(sorted((shared / "notices").glob("*.txt")), store)
    assert report.ok
    return store


# units, collectives, limits, damaged tasks: told when a change of the reader moves them
COUNTS = {
    "gangcheng-2024": (17, 18, 27, 0),
    "taierzhuang-2022": (75, 96, 8, 0),
    "jinan-2025": (7, 30, 0, 0),
    "tianqiao-2024": (36, 65, 59, 3),
    "zhifu-2024": (0, 0, 3, 0),
}


@pytest.mark.parametrize(("name", "counts"), COUNTS.items())
def test_how_much_is_read_from_the_real_notices(
    shared: Path, name: str, counts: tuple[int, int, int, int]
) -> None:
    tasks = zhengmai.read(shared / "notices" / f"{name}.txt").tasks
    kinds = [a.kind.value for t in tasks for a in t.assignments]
    assert counts == (
        kinds.count("unit"),
        kinds.count("collective"),
        sum(len(t.deadlines) for t in tasks),
        sum(t.damaged for t in tasks),
    )


def test_national_pages_against_labels_of_their_own(shared: Path) -> None:
    labels = Path(__file__).parent / "labels"
    found = list(evaluate_folders(labels, shared / "notices" / "national"))
    assert [e.error for e in found] == [None, None]
    assert [miss for e in found for miss in e.misses] == []


def run_scorer(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("name", "count"), TASKS.items())
def test_every_task_of_the_real_notices_is_read(shared: Path, name: str, count: int) -> None:
    notice = zhengmai.read(shared / "notices" / f"{name}.txt")
    assert len(notice.tasks) == count
    for task in notice.tasks:
        if task.text:
            quoted = "".join(notice.quote(task.spans).split())
            assert quoted == "".join(task.text.split())


def test_extraction_against_the_labels(shared: Path, tmp_path: Path) -> None:
    pairs: list[Path] = []
    for name in LABELLED:
        read = tmp_path / f"{name}.json"
        notice = zhengmai.read(shared / "notices" / f"{name}.txt")
        read.write_text(json.dumps(interchange.notice(notice), ensure_ascii=False), "utf-8")
        pairs += [shared / "gold" / f"{name}.json", read]
    done = run_scorer(shared / "score" / "score_extraction.py", *pairs, "--json", "--floor", "0.93")
    assert done.returncode == 0, done.stdout
    total = json.loads(done.stdout[: done.stdout.rindex("}") + 1])["TOTAL"]
    for figure in ("tasks_f1", "units_f1", "deadlines_f1", "points_f1"):
        assert total[figure] >= 0.97, (figure, total[figure])


@pytest.fixture(scope="module")
def cascade(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("cascade") / "z.db"
    assert build_store(shared / "cascade", store).ok
    return store


def test_lineage_against_the_cascade(shared: Path, cascade: Path, tmp_path: Path) -> None:
    links = tmp_path / "links.json"
    with zhengmai.open(cascade) as graph:
        links.write_text(json.dumps(interchange.links(graph.links())), "utf-8")
    scorer = shared / "score" / "score_lineage.py"
    done = run_scorer(scorer, shared / "cascade", links, "--floor", "0.85")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["unplaced"] <= 2  # prose points that the labels leave out


def test_lineage_against_the_samples(
    shared: Path, samples: Path, sample_graph: Zhengmai, tmp_path: Path
) -> None:
    links = tmp_path / "links.json"
    links.write_text(json.dumps(interchange.links(sample_graph.links())), "utf-8")
    done = run_scorer(shared / "score" / "score_lineage.py", samples, links, "--floor", "0.9")
    assert done.returncode == 0, done.stdout


def test_units_of_the_cascade_are_read_without_a_miss(shared: Path) -> None:
    truth = {t["id"]: t for t in json.loads((shared / "cascade" / "units.json").read_text("utf-8"))}
    read = {}
    for level in ("city", "district", "county", "zone"):
        notice = zhengmai.read(shared / "cascade" / f"{level}.txt")
        numbers = {p.id: p.number.translate(str.maketrans("()", "（）")) for p in notice.points}
        for task in notice.tasks:
            number = task.number.translate(str.maketrans("()", "（）"))
            prefix = numbers[task.point or ""] if level == "county" else ""
            read[f"{level}:{prefix}{number}"] = task
    assert read.keys() == truth.keys()
    widths = str.maketrans("()", "（）")
    for name, task in truth.items():
        expected = [(a["role"], a["unit"].translate(widths)) for a in task["assignments"]]
        found = [(a.role.value, a.unit.translate(widths)) for a in read[name].assignments]
        assert found == expected, name
        assert read[name].open_ended == task["open_ended"], name


@pytest.mark.parametrize(
    ("place", "unit", "tasks"),
    [
        # Counted by hand in the notices.
        ("天桥区", "天桥区人民政府办公室", 8),  # 23, 26, 27, 40, 41, 43, 50, 53
        ("台儿庄区", "台儿庄区人民政府办公室", 12),
        ("济南市", "天桥区人民政府办公室", 8),
    ],
)
def test_the_busiest_unit(real: Path, place: str, unit: str, tasks: int) -> None:
    with zhengmai.open(real) as graph:
        first = graph.workload(place, top=1)[0]
    assert (first.unit, first.tasks) == (unit, tasks)


def test_three_units_of_gangcheng_carry_two_tasks_each(real: Path) -> None:
    """Ties are ordered by name."""
    with zhengmai.open(real) as graph:
        rows = graph.workload("钢城区")
    assert [(r.unit, r.tasks) for r in rows if r.tasks > 1] == [
        ("钢城区人民政府办公室", 2),
        ("钢城区教育和体育局", 2),
        ("钢城区行政审批服务局", 2),
    ]


def test_cited_parents_are_told_as_not_held(real: Path) -> None:
    with zhengmai.open(real) as graph:
        missing = [m.label for m in graph.gaps("烟芝政办发〔2024〕2号").missing_parents]
    assert missing == [
        "《2024年烟台市政务公开工作要点》（烟政办发〔2024〕9号）",
        "《2024年山东省政务公开工作要点》（鲁政办发〔2024〕2号）",
    ]


def test_notices_of_different_years_are_not_linked(real: Path) -> None:
    """济南市 2025 is the superior of 天桥区 and 钢城区 2024, but not in that year."""
    with zhengmai.open(real) as graph:
        assert graph.links() == []
