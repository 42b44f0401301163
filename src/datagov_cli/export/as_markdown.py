"""Markdown: the pages that ``show`` prints, in one file or a file each, with all sources cited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datagov_cli.export.content import Content
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.queries.compare import parse_query, select
from datagov_cli.render import OutputStyle, render
from datagov_cli.views import Card, Entry, Heading, Table, View
from datagov_cli.views.province import national_view, province_view

#: The page that a folder opens with.
_FIRST = "README.md"


def write(content: Content, target: Path) -> None:
    """Write the pages one after the other into a file, or each into a file of a folder."""
    if not target.is_dir():
        pages = [page for _, page in _pages(content)]
        target.write_text("\n".join([_page(_about(content)), *pages]), "utf-8", newline="\n")
        return
    (target / "provinces").mkdir()
    links = []
    for name, page in _pages(content):
        (target / name).write_text(page, "utf-8", newline="\n")
        links.append(f"- [{Path(name).stem}]({name})\n")
    first = f"{_page(_about(content))}\n{''.join(links)}"
    (target / _FIRST).write_text(first, "utf-8", newline="\n")


def _pages(content: Content) -> Iterator[tuple[str, str]]:
    """Each page with the name of its file."""
    store, lang = content.store, content.lang
    asked = parse_query(store, day=content.chosen.day)
    for province in content.provinces():
        view = province_view(store, select([province], asked, store), (), lang)
        yield f"provinces/{province.id}.md", _page(view)
    if content.has_country:
        yield f"{NATIONAL}.md", _page(national_view(store, store.national(), lang))


def _page(view: View) -> str:
    return "".join(render(view, "md", OutputStyle()))


def _about(content: Content) -> View:
    """What the export is."""
    about = content.about()
    states = about.pop("states")
    about.pop("rows")
    heading = Heading(about.pop("title"), level=1)
    said = [*((key, value) for key, value in about.items() if value), *states.items()]
    card = Card([(key, Entry(value)) for key, value in said])
    return View(lambda: about, lambda: Table([], []), lambda: [heading, card])
