"""The pages of one place in one file, to be mailed: it opens by itself, without any other file.

The file holds every page, asset and piece of data; ``assets/single.js`` shows the page that the
address names. Its security policy allows the very scripts that it was written with.
"""

from __future__ import annotations

from pathlib import Path

from zhengmai.errors import ZhengmaiError
from zhengmai.viz.addresses import file_name
from zhengmai.viz.files import write_page
from zhengmai.viz.frame import allowed, asset
from zhengmai.viz.pages import ASSET_NAMES, loaded, page, routes
from zhengmai.viz.site import Site
from zhengmai.viz.templating import environment


def single_file(site: Site) -> bytes:
    """All pages of a site as one page."""
    assets = {name: _for_script(asset(name)) for name in ASSET_NAMES}
    shell = asset("single.js")
    scripts = [shell, *(text for name, text in assets.items() if name.endswith(".js"))]
    policy = " ".join(f"'{allowed(text)}'" for text in scripts)
    data = {path: {"to": to, "given": list(given)} for path, (to, given) in loaded(site)}
    pages = {site.addresses.path(r): _without_policy(page(site, r)) for r in routes(site)}
    told = (
        environment()
        .get_template("single.html")
        .render(policy=policy, pages=pages, assets=assets, data=data, shell=shell)
    )
    return told.encode()


def file_of(out: Path, place: str | None) -> Path:
    """The file that is meant: as it is named, else one of the place's name in that folder."""
    if out.suffix.lower() in {".html", ".htm"}:
        return out
    return out / file_name(f"政脉-{place}" if place else "政脉")


def write_single(site: Site, out: Path) -> Path:
    """Write all pages of a site into one file, as a whole or not at all.

    Raises:
        ZhengmaiError: the file cannot be written.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        return write_page(out, single_file(site))
    except OSError as error:
        raise ZhengmaiError(f"{out}: the page cannot be written: {error.strerror}") from error


def _without_policy(text: str) -> str:
    """A page without the policy that would forbid its scripts here."""
    begin = text.index('<meta http-equiv="Content-Security-Policy"')
    end = text.index(">", begin) + 1
    return text[:begin] + text[end:]


def _for_script(text: str) -> str:
    """A script as a browser hashes it: with line ends of one kind, and none that ends it early."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("</script", "<\\/script")
