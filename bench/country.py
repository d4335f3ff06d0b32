"""A folder of notices as a province publishes them: python bench/country.py FOLDER [NOTICES]

A province, 16 cities, 140 counties and their towns issue three plans a year each, on schools, on
what is done for people's livelihood, and on water. The texts are those of three cascades of
``training/cascades`` (web pages, Word, Markdown, tables, prose), written for other places: the
names of the places and the numbers of the documents are replaced, so that what carries out what
stays known. ``lineage.json`` beside them tells it: the notices with their places and numbers, and
the true pairs of task and superior point, by file and number.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

CASCADES = Path(__file__).parents[1] / "training" / "cascades"
SUBJECTS = ("schooling-2025", "livelihood-2025", "water-2022")
YEAR = "2025"
CITIES, COUNTIES = 16, 140
PROVINCE, CITY, COUNTY, TOWN = range(4)
_FIRST = "澄沅栖苍瑶霁涧棠湛砚芷昭沐黎岱槐渡鹭雁箬蒲荻榆桐梓楠柘泓涟滢濮漳岐峪嵘琅璞瓯畲筠"
_SECOND = "川陵浦原塘湾岭坪渚汀泽渊皋坞垣墟亭桥驿渠潭峡谷岗丘埠津浒洲滩源坝屏畈圃庄堡寨坊门"
_NUMBER = re.compile(r"^(?P<body>.+?)〔\d{4}〕(?P<serial>\d+)号$")


@dataclass(frozen=True)
class Place:
    """A place of the invented province.

    Attributes:
        depth: province, city, county or town.
        name: with its ending: 澄川市.
        above: what it lies in, the province first.
    """

    depth: int
    name: str
    above: tuple[Place, ...] = ()

    @property
    def stem(self) -> str:
        """The name without 省, 市, 区, 县, 镇."""
        return self.name[:-1]


def places(count: int) -> Iterator[Place]:
    """So many places, each after the one that it lies in."""
    stems = (f + s for f, s in product(_FIRST, _SECOND))
    province = Place(PROVINCE, f"{next(stems)}省")
    yield from islice(_below(province, stems), count)


def _below(province: Place, stems: Iterator[str]) -> Iterator[Place]:
    yield province
    cities = [Place(CITY, f"{next(stems)}市", (province,)) for _ in range(CITIES)]
    yield from cities
    endings = cycle("区县")
    counties = [
        Place(COUNTY, next(stems) + next(endings), (province, city))
        for city, _ in zip(cycle(cities), range(COUNTIES), strict=False)
    ]
    yield from counties
    for county in cycle([c for c in counties if c.name.endswith("县")]):
        yield Place(TOWN, f"{next(stems)}镇", (*county.above, county))


@dataclass(frozen=True)
class Form:
    """A notice of a cascade, to be written for other places.

    Attributes:
        file: its name.
        names: the places it is of, the province first.
        number: its document number.
    """

    file: str
    names: tuple[str, ...]
    number: str


@cache
def cascade(subject: str) -> tuple[dict[str, Form], Mapping[str, Any]]:
    """The notices of a cascade by level, and what is known of it."""
    told = json.loads((CASCADES / subject / "lineage.json").read_text("utf-8"))
    forms = {
        one["level"]: Form(one["file"], tuple(one["jurisdiction"]), one["document_number"])
        for one in told["notices"]
    }
    return forms, told


def level_of(place: Place) -> str:
    """Which notice of a cascade a place's is made from."""
    if place.depth == COUNTY:
        return "district" if place.name.endswith("区") else "county"
    return ("province", "city", "county", "town")[place.depth]


def words(place: Place, subject: str) -> dict[str, str]:
    """What is replaced in the text of a cascade to make it one of a place."""
    forms, _ = cascade(subject)
    own = forms[level_of(place)]
    found: dict[str, str] = {}
    chain = (*place.above, place)
    for depth, (old, new) in enumerate(zip(own.names, chain, strict=True)):
        above = level_of(new)
        number = _NUMBER.match(forms[above].number)
        assert number is not None  # noqa: S101 - the cascades are our own
        serial = int(number["serial"]) + 100 * SUBJECTS.index(subject)  # each has its own
        found[forms[above].number] = f"{new.stem}{number['body'][1:]}〔{YEAR}〕{serial}号"
        found[old] = new.name
        if depth:  # a province may be called after its river
            found[old[:-1]] = new.stem
    found[subject[-4:]] = YEAR
    return found


def written(content: bytes, name: str, replaced: Mapping[str, str]) -> bytes:
    """A file with words replaced; in Word documents, in the XML."""
    if not name.endswith(".docx"):
        return _replaced(content.decode(), replaced).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            piece = old.read(entry)
            if entry.filename.endswith(".xml"):
                piece = _replaced(piece.decode(), replaced).encode()
            new.writestr(entry, piece, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _replaced(text: str, replaced: Mapping[str, str]) -> str:
    longest_first = sorted(replaced, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda match: replaced[match[0]], text)


def write(folder: Path, notices: int) -> int:
    """Write so many notices and what is known of them; returns how many pairs are."""
    folder.mkdir(parents=True, exist_ok=True)
    told: list[dict[str, object]] = []
    files: dict[tuple[str, str], str] = {}
    pairs: list[dict[str, str]] = []
    for place in places(-(-notices // len(SUBJECTS))):
        for subject in SUBJECTS[: notices - len(told)]:
            forms, known = cascade(subject)
            form = forms[level_of(place)]
            replaced = words(place, subject)
            suffix = Path(form.file).suffix
            file = files[subject, place.name] = f"{place.name}-{subject[:-5]}{suffix}"
            content = (CASCADES / subject / form.file).read_bytes()
            (folder / file).write_bytes(written(content, file, replaced))
            chain = [p.name for p in (*place.above, place)]
            number = replaced[form.number]
            told.append({"file": file, "jurisdiction": chain, "document_number": number})
            pairs += _pairs(known, level_of(place), _files(files, subject, place))
    data = {"notices": told, "links": pairs}
    (folder / "lineage.json").write_text(json.dumps(data, ensure_ascii=False, indent=0), "utf-8")
    return len(pairs)


def _files(files: Mapping[tuple[str, str], str], subject: str, place: Place) -> Mapping[str, str]:
    """The files of a place and of those above it, by level."""
    return {level_of(p): files[subject, p.name] for p in (*place.above, place)}


def _pairs(
    known: Mapping[str, Any], level: str, files: Mapping[str, str]
) -> Sequence[dict[str, str]]:
    found = []
    for link in known["links"]:
        (child, task), (parent, point) = (link[end].split(":", 1) for end in ("child", "parent"))
        if child == level and parent in files:
            found.append(
                {"child": files[child], "task": task, "parent": files[parent], "point": point}
            )
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    notices = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    print(f"{notices} notices with {write(folder, notices)} true links in {folder}")


if __name__ == "__main__":
    main()
