"""A comparison on a map of tiles: ``compare --map``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import clauses, spaced
from datagov_cli.model.divisions import DIVISIONS, OUT_OF_SCOPE
from datagov_cli.model.labels import STATES
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    LAST_KNOWN,
    NOT_APPLICABLE,
    STATED,
    UNKNOWN,
)
from datagov_cli.queries.bins import Bin, bins_of
from datagov_cli.queries.compare import Comparison
from datagov_cli.queries.fields import FIELDS, TARGETS
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Heading, Tile, Tiles, View
from datagov_cli.views.cells import LEGEND, CellWriter
from datagov_cli.views.comparison import comparison_view

#: The country as a grid of equal tiles, which let a small municipality be seen as well as a large
#: region. It keeps who lies north, south, east or west of whom as far as squares allow; it is no
#: map of borders. Row by row from the north; ISO 3166-2:CN codes, ``..`` where no division is.
_GRID = """
.. .. .. .. .. .. HL
.. .. .. .. .. .. JL
.. .. .. .. NM BJ LN
XJ GS NX SX HE TJ ..
XZ QH SN HA SD .. ..
.. SC CQ HB AH JS SH
.. YN GZ HN JX ZJ ..
.. .. GX GD FJ .. TW
.. .. HI MO HK .. ..
"""

#: Code without its ``CN-`` → row and column, counted from 0 in the north-west.
PLACES: dict[str, tuple[int, int]] = {
    code: (row, column)
    for row, line in enumerate(_GRID.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}

NO_DATA = "··"
#: The mark of a division that has data and was not compared: none.
NOT_ASKED = ""
IMPLIED_MARK = "*"
MARKS = {UNKNOWN: "?", NOT_APPLICABLE: "–", DISPUTED: "!"}


def map_view(store: Store, comparison: Comparison, lang: str, hint: bool = True) -> View:
    """The comparison of one field, for a reader on a map; for machines it is as without.

    :param hint: tell which command gives the sources, which a map does not cite.
    :raises UsageError: if the field cannot be shown on a map.
    """
    (field,) = comparison.fields
    bins = bins_of(field, (row.values[0] for row in comparison.rows))

    def blocks(writer: CellWriter) -> list[Block]:
        return _Map(writer, comparison, bins).blocks(store.province_ids(), hint)

    return comparison_view(store, comparison, lang, blocks)


class _Map:
    def __init__(self, writer: CellWriter, comparison: Comparison, bins: tuple[Bin, ...]) -> None:
        self.writer = writer
        (self.field,) = comparison.fields
        self.values = {row.province.id: row.values[0] for row in comparison.rows}
        self.bins = bins
        self.dated = False
        self.vocabulary = self.field.vocabulary if self.field.kind == "term" else None
        self.tone = {value: n for n, each in enumerate(bins) for value in each.values}

    def blocks(self, on_file: list[str], hint: bool = True) -> list[Block]:
        writer = self.writer
        tiles = []
        where: dict[str, list[str]] = {}
        for name in {**DIVISIONS, **self.values}:
            mark = self._mark(name, on_file)
            where.setdefault(mark.rstrip(IMPLIED_MARK), []).append(self._legend_name(name, mark))
            if division := DIVISIONS.get(name):
                code = division.iso3166_2.removeprefix("CN-")
                value = self.values.get(name)
                tone = self.tone[value.value] if value and value.known else -1
                tiles.append(Tile(*PLACES[code], division.short, code, mark, tone))
        blocks: list[Block] = [
            Heading(self.field.label.get(writer.lang), self.field.key, level=1),
            Tiles(tiles),
            self._legend(where),
        ]
        if any(tile.mark.endswith(IMPLIED_MARK) for tile in tiles):
            writer.explain(f"{IMPLIED_MARK} {LEGEND[IMPLIED].get(writer.lang)}")
        if MARKS[UNKNOWN] in where:
            writer.explain(LEGEND[UNKNOWN].get(writer.lang))
        if any(self._mark(name, on_file) == NO_DATA for name in OUT_OF_SCOPE):
            writer.explain(writer.text("Hong Kong, Macao and Taiwan are outside the scope."))
        if self.dated:
            writer.explain(
                writer.text(
                    "in parentheses: the date for which a source states it; it may not hold today."
                )
            )
        if hint and (self.field.key in FIELDS or self.field.key.startswith(TARGETS)):
            writer.explain(
                writer.text("sources: datagov why PROVINCE {field}", field=self.field.key)
            )
        return blocks

    def _legend_name(self, province_id: str, mark: str) -> str:
        """A division in the legend: marked if implied, dated if it speaks of who leads."""
        division = DIVISIONS.get(province_id)
        name = division.short_name.get(self.writer.lang) if division else province_id
        name += IMPLIED_MARK if mark.endswith(IMPLIED_MARK) else ""
        value = self.values.get(province_id)
        if value is None:
            return name
        if value.sides or value.parts:
            sides = self.writer.sides(value, self.vocabulary, dated=self.field.dated)
            return spaced(name, self.writer.remarks(sides))
        if not value.known:
            return name
        if not self.field.dated:
            plain = value.replace(basis=STATED)  # Implied is what the mark says.
            said = self.writer.reservations(plain, relation=True)
            return spaced(name, self.writer.remarks(*said))
        basis = value.as_of_basis
        if value.on_day and value.on_day.standing == LAST_KNOWN:
            last = self.writer.last_known(value.on_day, value.as_of, basis=basis)
            return spaced(name, self.writer.remarks(last))
        self.dated = True
        when = [value.as_of or self.writer.text("undated")]
        when += [self.writer.text("date implied")] if basis == IMPLIED else []
        return spaced(name, self.writer.remarks(clauses(when, self.writer.lang)))

    def _mark(self, province_id: str, on_file: list[str]) -> str:
        value = self.values.get(province_id)
        if value is None:
            return NOT_ASKED if province_id in on_file else NO_DATA
        if not value.known:
            return MARKS[value.state]
        letter = self.bins[self.tone[value.value]].letter
        return letter + (IMPLIED_MARK if value.basis == IMPLIED else "")

    def _legend(self, where: dict[str, list[str]]) -> Grid:
        """Mark, what it means, how many, and which; those without data are only counted."""
        writer, text = self.writer, self.writer.text
        meanings: list[tuple[str, str, str]] = [
            (each.letter, self._meaning(each), "known") for each in self.bins
        ]
        meanings += [(mark, STATES[state].get(writer.lang), state) for state, mark in MARKS.items()]
        meanings += [
            (NO_DATA, text("no data"), UNKNOWN),
            (NOT_ASKED, text("not compared"), UNKNOWN),
        ]
        rows = []
        for mark, meaning, state in meanings:
            names = where.get(mark, [])
            if names:
                which = "" if mark == NO_DATA else writer.join(names)
                label, number = Entry(mark or "( )"), Entry(str(len(names)))
                rows.append([label, Entry(meaning, state), number, Entry(which)])
        columns = [
            Column(""),
            Column(self.field.label.get(writer.lang), fold=True),
            Column(text("Provinces"), right=True),
            Column(text("Which"), fold=True),
        ]
        return Grid(columns, rows)

    def _meaning(self, values_bin: Bin) -> str:
        first, last = values_bin.values[0], values_bin.values[-1]
        if self.field.kind == "number":
            first, last = last, first
        shown = self._shown(first)
        if first != last:
            shown = f"{shown} – {self._shown(last)}"
        unit = next((v.unit for v in self.values.values() if v.known and v.unit), None)
        return f"{shown} {self.writer.term('units', unit)}" if unit else shown

    def _shown(self, value: Any) -> str:
        return self.writer.show(value, self.vocabulary)
