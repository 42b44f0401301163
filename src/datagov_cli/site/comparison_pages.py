"""The comparison of the provinces: as of now, and about each of the days on which it changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import text
from datagov_cli.queries.fields import Field
from datagov_cli.site.answers import MOST_DAYS, Compared
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import Layout, lay_out
from datagov_cli.site.maps import TileMap, tile_map
from datagov_cli.site.page import Page
from datagov_cli.views import Block, Entry, Grid
from datagov_cli.views.comparison import comparison_view, with_beside


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
    places: tuple[int, ...]


class Side(Frozen):
    """Maps and table of one day, or of now: ``first`` is the label of the first column, ``notes``
    stand below the table, ``layout`` has its sources and legend."""

    maps: tuple[TileMap, ...]
    columns: tuple[ComparedColumn, ...]
    rows: tuple[ComparedRow, ...]
    first: str
    notes: tuple[Block, ...]
    layout: Layout


class Sides:
    """The comparison in one language: as of now, and about each of the days on which it changed.

    :param edition: the site in that language.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def now(self) -> Side:
        return _side(self.edition, self.edition.answers.now)

    @cached_property
    def days(self) -> dict[str, Side]:
        """By day, the newest first."""
        answers = self.edition.answers
        return {day: _side(self.edition, answers.on(day)) for day in answers.days}


def comparison_pages(sides: Sides) -> Iterator[Page]:
    """A page for now, and one for each of the days."""
    lang = sides.edition.lang
    title = text("Comparison", lang)
    about = text(
        "All provinces side by side: who leads, since when, with how many policies and targets"
        " on record.",
        lang,
    )
    days = [(day, f"as-of/{day}.html") for day in sides.days]
    columns = _choices_of_all([sides.now, *sides.days.values()])
    shared = {"days": days, "most_days": MOST_DAYS}
    content = {**shared, "side": sides.now, "columns": columns, "day": None}
    yield Page("compare.html", "compare.html", title, about, content, "compare")
    for place, (day, path) in enumerate(days):
        side = sides.days[day]
        near = days[max(place - 1, 0) : place + 2]
        content = {**shared, "side": side, "columns": side.columns, "day": day, "near": near}
        told = text("Comparison, on {day}", lang, day=day)
        yield Page(path, "compare.html", told, about, content, "compare")


def _side(edition: Edition, compared: Compared) -> Side:
    """A comparison as its view has it, with what sorting and filtering need."""
    comparison = compared.comparison
    view = comparison_view(edition.answers.store, comparison, edition.lang)
    layout = lay_out(view.blocks())
    grid = next(block for block in layout.blocks if isinstance(block, Grid))
    fields = with_beside(comparison.fields)
    columns = tuple(
        ComparedColumn(field.key, column.label, column.right, _choices(field, grid, place))
        for place, (field, column) in enumerate(zip(fields, grid.columns[1:], strict=True), start=1)
    )
    rows = tuple(
        ComparedRow(
            row.province.id,
            tuple(cells),
            tuple(compared.places[field.key][row.province.id] for field in fields),
        )
        for row, cells in zip(comparison.rows, grid.rows, strict=True)
    )
    maps = tuple(tile_map(edition, one) for one in compared.maps)
    notes = tuple(block for block in layout.blocks if block is not grid)
    return Side(maps, columns, rows, grid.columns[0].label, notes, layout)


def _choices(field: Field, grid: Grid, place: int) -> tuple[str, ...]:
    """The different texts of a column of terms, in the order of its rows."""
    if field.kind != "term":
        return ()
    return tuple(dict.fromkeys(row[place].text for row in grid.rows))


def _choices_of_all(sides: Sequence[Side]) -> tuple[ComparedColumn, ...]:
    """The columns of the first, to choose from what stands in them on any day."""
    return tuple(
        column.replace(
            choices=tuple(dict.fromkeys(c for each in sides for c in each.columns[place].choices))
        )
        for place, column in enumerate(sides[0].columns)
    )
