"""The page that shows a notice's text with what was read: its markup, and in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.viz.conftest import Watched, watching
from zhengmai import api
from zhengmai.errors import ZhengmaiError
from zhengmai.model import Notice
from zhengmai.shown import visible
from zhengmai.viz.explain_page import explanation, write_explanation

HOSTILE = (
    "</div></span><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    "<style>*{display:none}</style>'\"&lt;b&gt;<!--\x1b[31m\u202e"
)


class Parsed(HTMLParser):
    """The tags of a page, the text within #text, and the texts of scripts and styles."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.raw: list[str] = []
        self._open: list[str | None] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"meta", "input", "br", "link"}:
            return
        self._open.append("raw" if tag in {"script", "style"} else dict(attrs).get("id"))

    def handle_endtag(self, _tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "raw":
            self.raw.append(data)
        elif "text" in self._open:
            self.text.append(data)

    def all(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.tags if attribute in a]


@pytest.fixture(scope="module")
def notice(samples: Path) -> Notice:
    return api.read(samples / "district-b-2025.txt")


@pytest.fixture(scope="module")
def hostile(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Notice:
    """A notice with the hostile text in title, heading, task, unit, citation and unread text."""
    text = (samples / "district-b-2025.txt").read_text("utf-8")
    for old, new in {
        "企业反映账款被拖欠的，": f"企业反映{HOSTILE}账款被拖欠的，",
        "营商环境信息公开\n": "营商环境<script>window.hacked=1</script>公开\n",
        "县住建局、县财政局）": "县住建局、县<img/src=x/onerror=window.hacked=1>财政局）",
        "2025年湄川省政务公开工作要点》": "2025年湄川省<b onclick=x>政务公开工作要点》",
        "各乡镇、各部门落实情况": f"{HOSTILE}各乡镇、各部门落实情况",
    }.items():
        assert old in text
        text = text.replace(old, new, 1)
    file = tmp_path_factory.mktemp("hostile") / "<b>notice.txt"
    file.write_text("\n" * 4100 + text, "utf-8")  # control signs are looked for in the beginning
    return api.read(file)


def test_the_text_on_the_page_is_the_text_of_the_file(samples: Path) -> None:
    for file in sorted(samples.glob("*.txt")):
        read = api.read(file)
        assert "".join(Parsed(explanation(read)).text) == visible(read.text)


@pytest.mark.parametrize("parting", ["\n\n", "\n　\n \n\n", "\n"])
def test_of_empty_lines_few_are_shown_and_none_is_lost(
    samples: Path, tmp_path: Path, parting: str
) -> None:
    """Pages of the web part each cell of a table by empty lines."""
    lines = (samples / "district-b-2025.txt").read_text("utf-8").splitlines()
    file = tmp_path / "airy.txt"
    file.write_text(parting.join(lines), "utf-8", newline="\n")
    notice = api.read(file)
    page = explanation(notice)
    assert "".join(Parsed(page).text) == visible(notice.text)
    shown = "".join(Parsed(re.sub(rb'<span class="blank">[^<]*</span>', b"", page)).text)
    assert shown.split() == visible(notice.text).split()
    assert not re.search(r"\n\s*\n", shown.strip())


def test_the_same_notice_gives_the_same_page(notice: Notice) -> None:
    assert explanation(notice) == explanation(notice)


def test_the_page_asks_for_nothing(notice: Notice, hostile: Notice) -> None:
    for of in (notice, hostile):
        found = Parsed(explanation(of))
        names = {t for t, _ in found.tags}
        assert not names & {"img", "link", "iframe", "object", "embed", "base", "form", "svg"}
        assert not found.all("src")
        assert all(re.fullmatch(r"#(at-\d+|text)", href) for href in found.all("href"))
        assert not re.search(r"https?:|url\(|@import", "".join(found.raw))
        (policy,) = [
            a["content"] or ""
            for _, a in found.tags
            if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy


def test_every_link_leads_to_a_place(notice: Notice) -> None:
    found = Parsed(explanation(notice))
    ids = found.all("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in found.all("href")} <= set(ids)
    groups = set(found.all("data-group"))
    assert {f"t{i}" for i in range(len(notice.tasks))} <= groups
    assert {f"p{i}" for i in range(len(notice.points))} <= groups
    assert {f"n{i}" for i in range(len(notice.unread))} <= groups
    assert groups <= set(found.all("data-go"))


def test_facts_are_told_by_words_and_not_by_colour_alone(notice: Notice) -> None:
    titles = "\n".join(Parsed(explanation(notice)).all("title"))
    assert "牵头单位 → 苍坪县发展和改革局" in titles
    assert "完成时限 → 2025-07-31" in titles
    tags = Parsed(explanation(notice)).all("data-tag")
    for tag in ("任务 1", "要点（一）", "牵头", "配合", "→ 2025-07-31", "未读 1", "文号"):
        assert tag in tags, tag


def test_what_is_wrong_with_a_notice_is_told_beside_its_place(shared: Path) -> None:
    of = api.read(shared / "notices" / "tianqiao-2024.txt")
    page = explanation(of)
    found = Parsed(page)
    assert "".join(found.text) == visible(of.text)
    for index in range(1, len(of.remarks) + 1):
        assert any(t.startswith(f"注意 {index}：") for t in found.all("data-tag"))
    assert "任务 9（续）" in found.all("data-tag")
    assert "原文残缺" in page.decode()


def test_a_page_without_doubts_says_so(notice: Notice) -> None:
    from dataclasses import replace

    page = explanation(replace(notice, unread=(), remarks=())).decode()
    assert "没有未读的文字，也没有需要注意的地方" in page


def test_hostile_texts_stay_text(hostile: Notice) -> None:
    page = explanation(hostile)
    found = Parsed(page)
    assert "".join(found.text) == visible(hostile.text)
    names = [t for t, _ in found.tags]
    assert names.count("script") == names.count("style") == 1
    assert not any(key.startswith("on") for _, a in found.tags for key in a)
    assert "hacked" not in "".join(found.raw)
    assert page.decode().count("window.hacked=1") > 4
    assert not set(page.decode()) & set("\x1b\u202e\x00\r")


def test_writing_is_whole_or_not_at_all(notice: Notice, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert write_explanation(notice, page) == page
    first = page.read_bytes()
    write_explanation(notice, page)
    assert page.read_bytes() == first == explanation(notice)
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(ZhengmaiError, match="cannot be written"):
        write_explanation(notice, tmp_path / "none" / "page.html")


def test_a_file_that_is_no_such_page_is_left_alone(notice: Notice, tmp_path: Path) -> None:
    other = tmp_path / "notice.html"
    other.write_text("<p>通知</p>", "utf-8")
    with pytest.raises(ZhengmaiError, match="give another name"):
        write_explanation(notice, other)
    assert other.read_text("utf-8") == "<p>通知</p>"


# In a browser


@pytest.fixture(params=["wide", "narrow"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    with watching(browser, 1400 if request.param == "wide" else 420) as found:
        yield found


def opened(watched: Watched, notice: Notice, folder: Path) -> Page:
    return watched.open(write_explanation(notice, folder / "page.html"))


def marked(page: Page) -> str:
    """What is highlighted, in the order of the text."""
    found: str = page.evaluate(
        "[...document.querySelectorAll('#text .on')].map(e => e.textContent).join('|')"
    )
    return found


def shows(page: Page, selector: str) -> bool:
    """Whether the first such element is on the screen and nothing lies over it."""
    found: bool = page.evaluate(
        """selector => {
            const part = document.querySelector(selector);
            const box = part.getClientRects()[0];
            const at = document.elementFromPoint(box.left + box.width / 2, box.top + 5);
            return at !== null && (part.contains(at) || at.contains(part));
        }""",
        selector,
    )
    return found


def test_a_task_in_the_list_shows_all_its_places(
    watched: Watched, notice: Notice, tmp_path: Path
) -> None:
    page = opened(watched, notice, tmp_path)
    assert page.evaluate("document.getElementById('text').textContent") == visible(notice.text)
    index = next(i for i, t in enumerate(notice.tasks) if t.number == "3" and t.point == "10")
    task = notice.tasks[index]
    page.click(f"[data-group=t{index}] a")
    said = marked(page).replace("|", "").replace("\n", "")
    assert said.startswith(f"3{task.text}")
    for assignment in task.assignments:
        assert assignment.unit in said
    assert shows(page, "#text .on")
    assert "年底前" in said
    assert page.locator("aside [aria-current]").count() == 1
    assert page.locator("#said").inner_text().startswith("任务 3")
    page.keyboard.press("Escape")
    assert marked(page) == ""


def test_a_place_in_the_text_turns_to_its_task(
    watched: Watched, notice: Notice, tmp_path: Path
) -> None:
    page = opened(watched, notice, tmp_path)
    index = len(notice.tasks) - 1
    run = page.locator(f"#text [data-g~=t{index}].k-responsible").first
    run.scroll_into_view_if_needed()
    run.click()
    assert page.locator("aside .chosen").get_attribute("data-group") == f"t{index}"
    assert shows(page, "aside .chosen")


def test_keys_lead_through_tasks_and_doubts(
    watched: Watched, notice: Notice, tmp_path: Path
) -> None:
    page = opened(watched, notice, tmp_path)
    chosen = page.locator("aside .chosen")
    for key, group in (("j", "t0"), ("j", "t1"), ("k", "t0"), ("k", f"t{len(notice.tasks) - 1}")):
        page.keyboard.press(key)
        assert chosen.get_attribute("data-group") == group
        assert shows(page, "#text .on")
    page.keyboard.press("u")
    assert chosen.get_attribute("data-group") == "n0"
    assert marked(page) == notice.unread[0].text


def test_kinds_can_be_hidden(watched: Watched, notice: Notice, tmp_path: Path) -> None:
    page = opened(watched, notice, tmp_path)
    before = page.locator("#text .k-deadline").count()
    assert before > 20
    page.uncheck("input[data-kind=deadline]")
    assert page.locator("#text .s.k-deadline").count() == 0
    assert page.locator("#text i.k-deadline:visible").count() == 0
    assert page.locator("#text .s.k-task").count() > 20
    page.check("input[data-kind=deadline]")
    assert page.locator("#text .k-deadline").count() == before


def test_hostile_texts_are_shown_and_do_nothing(
    watched: Watched, hostile: Notice, tmp_path: Path
) -> None:
    page = opened(watched, hostile, tmp_path)
    assert page.evaluate("document.getElementById('text').textContent") == visible(hostile.text)
    for _ in hostile.tasks[:4]:
        page.keyboard.press("j")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, #text script, aside script, #text style").count() == 0
    assert page.locator("#text").is_visible()


def test_nothing_is_wider_than_the_window(watched: Watched, notice: Notice, tmp_path: Path) -> None:
    page = opened(watched, notice, tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_can_be_told_from_its_ground(
    browser: Browser, notice: Notice, tmp_path: Path, scheme: str
) -> None:
    """Every run of the text, each tag and all words of the list: contrast 4.5 : 1 (WCAG AA)."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(write_explanation(notice, tmp_path / "page.html").as_uri())
    page.keyboard.press("j")
    low = page.evaluate(
        """() => {
            const light = c => {
                const [r, g, b] = c.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
                    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
            };
            const ground = e => {
                for (let at = e; at; at = at.parentElement) {
                    const style = getComputedStyle(at);
                    const stripes = style.backgroundImage.match(/rgb\\([^)]*\\)/g);
                    if (stripes) return stripes;
                    const flat = style.backgroundColor;
                    if (!/^rgba.*, 0\\)$/.test(flat)) return [flat];
                }
                return ["rgb(255, 255, 255)"];
            };
            const parts = document.querySelectorAll("#text .s, #text i, aside *, .legend *, dl *");
            const found = new Set();
            for (const part of parts) {
                const ink = light(getComputedStyle(part).color);
                for (const under of ground(part).map(light)) {
                    const [a, b] = ink > under ? [ink, under] : [under, ink];
                    if ((a + .05) / (b + .05) < 4.5) found.add(part.className || part.tagName);
                }
            }
            return [...found];
        }"""
    )
    context.close()
    assert low == []


def test_without_scripts_the_links_lead_to_their_places(
    browser: Browser, notice: Notice, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_explanation(notice, tmp_path / "page.html").as_uri())
    assert page.locator("input:visible, kbd:visible").count() == 0
    page.click("[data-group=t5] a")
    place = page.url.rsplit("#", 1)[1]
    assert page.locator(f"#{place}:target").inner_text() in notice.text
    assert page.locator("#text :target").count() == 1
    box = page.locator(f"#{place}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 720
    context.close()


def test_it_can_be_printed(browser: Browser, notice: Notice, tmp_path: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(write_explanation(notice, tmp_path / "page.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('aside')).overflowY") == "visible"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("kbd:visible, input:visible").count() == 0
    assert len(page.pdf()) > 10_000
    context.close()
