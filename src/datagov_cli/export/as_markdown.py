"""Markdown: the pages that ``show`` prints, in one file or a file each, with all sources cited."""

from __future__ import annotations

from pathlib import Path

from datagov_cli.export.content import Content
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.records import Province
from datagov_cli.queries.compare import parse_query, select
from datagov_cli.render import OutputStyle, render
from datagov_cli.views import Card, Entry, Heading, Table, View
from datagov_cli.views.province import national_view, province_view

#: The page that a folder opens with.
_FIRST = "README.md"


def write(content: Content, target: Path) -> None:
    """Write the pages one after the other into a file, or each into a file of a folder."""
    folder = target.is_dir()
    if folder:
        (target / "provinces").mkdir()
    pages: list[str] = []
    links: list[str] = []
    for province in content.provinces():
        page = _page(_of_province(content, province))
        if folder:
            (target / "provinces" / f"{province.id}.md").write_text(page, "utf-8", newline="\n")
            links.append(f"- [{province.id}](provinces/{province.id}.md)\n")
        else:
            pages.append(page)
    if content.has_country:
        page = _page(national_view(content.store, content.store.national(), content.lang))
        if folder:
            (target / f"{NATIONAL}.md").write_text(page, "utf-8", newline="\n")
            links.append(f"- [{NATIONAL}]({NATIONAL}.md)\n")
        else:
            pages.append(page)
    first = _page(_about(content))
    text = "\n".join([first, "".join(links)] if folder else [first, *pages])
    (target / _FIRST if folder else target).write_text(text, "utf-8", newline="\n")


def _of_province(content: Content, province: Province) -> View:
    asked = parse_query(content.store, day=content.chosen.day)
    return province_view(content.store, select([province], asked, content.store), (), content.lang)


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
