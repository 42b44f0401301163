"""How much is known: ``coverage``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.clock import today
from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import KNOWN, Value
from datagov_cli.queries.compare import Comparison
from datagov_cli.queries.coverage import CountryCoverage, Coverage
from datagov_cli.queries.fields import Field
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import rows_table
from datagov_cli.views.map import map_view

Json = dict[str, Any]

#: What is counted, with the heads of its columns.
COUNTS: dict[str, Text] = {
    "claims": message("Claims"),
    "implied": message("Implied", context="count"),
    "disputed": message("Disputed", context="count"),
    "unknown": message("Unknown", context="count"),
    "searched": message("Searched"),
    "official": message("Official"),
    "independent": message("Two publishers"),
}
KEYS = ["province", "kind", "known", *COUNTS, "newest", "newest-age-days"]
CLAIMS = message("Claims: values on record, both sides of a dispute counted as one.")
#: The row of all kinds, and that of all provinces.
ALL = "all"


def coverage_view(store: Store, counted: CountryCoverage, lang: str) -> View:
    """A line a province and one for all; of a single province, a line a kind of record."""

    def payload() -> Json:
        return {
            "schema": "datagov/coverage@1",
            "provinces": [
                {
                    "province": each.province.id,
                    "name": each.province.name.zh,
                    "name-en": each.province.name.en,
                    **_counts(each.total),
                    "kinds": {kind: _counts(of_kind) for kind, of_kind in each.kinds.items()},
                }
                for each in counted.provinces
            ],
            "total": _counts(counted.total),
        }

    def rows() -> list[Json]:
        listed = []
        for each in counted.provinces:
            for kind, of_kind in (*each.kinds.items(), (ALL, each.total)):
                listed.append({"province": each.province.id, "kind": kind, **_counts(of_kind)})
        return [*listed, {"province": ALL, "kind": ALL, **_counts(counted.total)}]

    def blocks() -> list[Block]:
        return _blocks(CellWriter(store, lang), counted)

    return View(payload, rows_table(KEYS, rows), blocks, "provinces")


def coverage_map(store: Store, counted: CountryCoverage, compared: Comparison, lang: str) -> View:
    """The number of claims about each province, for a reader on a map.

    :param compared: any comparison of the provinces that were counted.
    """
    claims = {each.province.id: Value(KNOWN, each.total.claims) for each in counted.provinces}
    field = Field("claims", COUNTS["claims"], "number", CLAIMS, lambda of, _: claims[of.id])
    # A map has its bins in the order of the rows, and a comparison the highest figure first.
    order = sorted(compared.rows, key=lambda row: -claims[row.province.id].value)
    rows = tuple(row.replace(values=(claims[row.province.id],)) for row in order)
    return map_view(store, compared.replace(fields=(field,), rows=rows), lang)


def _counts(of: Coverage) -> Json:
    return {
        "known": of.known,
        **{name: getattr(of, name) for name in COUNTS},
        "newest": str(of.newest) if of.newest else None,
        "newest-age-days": _age(of.newest),
    }


def _age(day: FuzzyDate | None) -> int | None:
    """How many days ago the last day was that a date may mean; at least none."""
    return max((today() - day.end).days, 0) if day else None


def _blocks(writer: CellWriter, counted: CountryCoverage) -> list[Block]:
    single = len(counted.provinces) == 1
    first = writer.text("Record") if single else writer.text("Province")
    columns = [
        Column(first),
        *(Column(label.get(writer.lang), right=True) for label in COUNTS.values()),
        Column(writer.text("Newest source")),
    ]
    if single:
        (of,) = counted.provinces
        rows = [
            _counts_row(kind_label(kind).get(writer.lang), each) for kind, each in of.kinds.items()
        ]
        rows.append(_counts_row(of.province.name.get(writer.lang), of.total))
    else:
        rows = [
            _counts_row(each.province.name.get(writer.lang), each.total, each.province.id)
            for each in counted.provinces
        ]
        rows.append(_counts_row(writer.text("All provinces"), counted.total))
    legend = [
        CLAIMS.get(writer.lang),
        writer.text("Searched: unknown fields for which a search without result is recorded."),
        writer.text("Official: claims that a government's own page supports."),
    ]
    return [
        Grid(columns, rows, keyed=True),
        Lines([counted.total.said.get(writer.lang)]),
        Lines(legend, quiet=True),
    ]


def _counts_row(name: str, of: Coverage, record: str = "") -> list[Entry]:
    counts = [Entry(str(getattr(of, count))) for count in COUNTS]
    return [Entry(name, record=record), *counts, Entry(str(of.newest or ""))]
