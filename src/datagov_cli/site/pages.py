"""The pages of the site in one language: front page, provinces, comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import text
from datagov_cli.model.records import Province
from datagov_cli.queries.fields import Field
from datagov_cli.site.answers import Compared
from datagov_cli.site.charts import standings
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import lay_out
from datagov_cli.site.lists import list_pages
from datagov_cli.site.maps import from_blocks, tile_map
from datagov_cli.site.page import Page, Part, parts_of
from datagov_cli.site.source_pages import source_pages
from datagov_cli.views import Entry, Grid
from datagov_cli.views.comparison import comparison_view, with_beside
from datagov_cli.views.coverage import coverage_map
from datagov_cli.views.timeline import timeline_view

#: Events on the front page.
NEWEST_EVENTS = 8


def pages(edition: Edition) -> Iterator[Page]:
    """Every page of the site in one language."""
    yield _front(edition)
    yield from _comparisons(edition)
    yield from _provinces(edition)
    yield from list_pages(edition)
    yield from source_pages(edition)


def _front(edition: Edition) -> Page:
    answers, lang = edition.answers, edition.lang
    maps = [tile_map(edition, compared) for compared in answers.now.maps]
    claims = coverage_map(answers.store, answers.coverage, answers.now.comparison, lang)
    maps.append(from_blocks(edition, "claims", claims.blocks()))
    past = [event for event in answers.timeline.events if event.date and not event.ahead]
    past = [event for event in past if event.days[0] <= answers.today]
    newest = answers.listed(past[: -NEWEST_EVENTS - 1 : -1])
    content = {
        "maps": maps,
        "coverage": answers.coverage.total,
        "newest_shown": lay_out(timeline_view(answers.store, newest, lang).blocks()),
        "changed": answers.changes[:1],
        "names": [(province.id, province.short_name.get(lang)) for province in answers.provinces],
    }
    about = text(
        "Who steers data governance in China’s provinces, what was decided, which goals are set:"
        " each fact with its source, unknown where the sources are silent.",
        lang,
    )
    title = text("Data governance in China’s provinces", lang)
    return Page("index.html", "front.html", title, about, content, "index")


# --- provinces ------------------------------------------------------------------------------


def _provinces(edition: Edition) -> Iterator[Page]:
    drawn = standings(edition.answers.targets)
    for found in edition.provinces:
        province = found.province
        own = province.name.get(edition.lang)
        about = text(
            "{province}: bodies that steer data governance, who heads them, policies, targets and"
            " events, each with its source.",
            edition.lang,
            province=own,
        )
        listed = list(zip(found.paths, found.layouts, strict=True))
        contents = [
            (section.heading.text, f"{path}#Part-{place}")
            for path, layout in listed
            for place, section in enumerate(layout.sections, start=1)
            if section.heading
        ]
        for path, layout in listed:
            content = {
                "province": province,
                "layout": layout,
                "head": found.layouts[0].title,
                "contents": list(dict(reversed(contents)).items())[::-1],
                "parts": parts_of(found.paths, path),
                "standings": drawn,
                "anchors": _anchors(province),
            }
            yield Page(path, "province.html", own, about, content, "index")


def _anchors(province: Province) -> dict[str, tuple[str, ...]]:
    """By record, the terms that occur in the paragraphs it cites."""
    records: list[Any] = list(province.records())
    records += [head for body in province.bodies for head in body.heads]
    return {f"{province.id}/{record.about.id}": record.about.anchors for record in records}


# --- the comparison -------------------------------------------------------------------------


class ComparedColumn(Frozen):
    """A column of the comparison: its field, and the values to choose from if it has few."""

    key: str
    label: str
    right: bool
    choices: tuple[str, ...]


class ComparedRow(Frozen):
    """A row: the province, its cells, and by field its place when sorted by it."""

    province: str
    cells: tuple[Entry, ...]
    places: tuple[int | None, ...]


def _comparisons(edition: Edition) -> Iterator[Page]:
    """The comparison as of now, and about each of the days on which it changed."""
    answers, lang = edition.answers, edition.lang
    days = [Part(text("now", lang), "compare.html", False)]
    days += [Part(day, f"as-of/{day}.html", False) for day in answers.days]
    for here in days:
        now = here.path == "compare.html"
        compared = answers.now if now else answers.on(here.label)
        title = text("Comparison", lang)
        if not now:
            title = text("Comparison, on {day}", lang, day=here.label)
        about = text(
            "All provinces side by side: who leads, since when, with how many policies and targets"
            " on record.",
            lang,
        )
        content = {
            **_table(edition, compared),
            "maps": [] if now else [tile_map(edition, one) for one in compared.maps],
            "day": None if now else here.label,
            "days": [day.replace(here=day is here) for day in days],
        }
        yield Page(here.path, "compare.html", title, about, content, "compare")


def _table(edition: Edition, compared: Compared) -> dict[str, Any]:
    """The table of a comparison as its view has it, with what sorting and filtering need."""
    comparison = compared.comparison
    view = comparison_view(edition.answers.store, comparison, edition.lang)
    layout = lay_out(view.blocks())
    blocks = [block for section in layout.sections for block in section.blocks]
    grid = next(block for block in blocks if isinstance(block, Grid))
    fields = with_beside(comparison.fields)
    columns = [
        ComparedColumn(field.key, column.label, column.right, _choices(field, grid, place))
        for place, (field, column) in enumerate(zip(fields, grid.columns[1:], strict=True), start=1)
    ]
    rows = [
        ComparedRow(
            row.province.id,
            tuple(cells),
            tuple(compared.places.get(field.key, {}).get(row.province.id) for field in fields),
        )
        for row, cells in zip(comparison.rows, grid.rows, strict=True)
    ]
    notes = [block for block in blocks if block is not grid]
    return {"layout": layout, "columns": columns, "rows": rows, "notes": notes,
            "first": grid.columns[0].label}  # fmt: skip


def _choices(field: Field, grid: Grid, place: int) -> tuple[str, ...]:
    """The different texts of a column of terms, in the order of its rows."""
    if field.kind != "term":
        return ()
    return tuple(dict.fromkeys(row[place].text for row in grid.rows))
