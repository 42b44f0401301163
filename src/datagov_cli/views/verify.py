"""The results of checking citations: ``verify``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import Text, clauses, join, message, plural, text
from datagov_cli.model.records import Citation
from datagov_cli.model.sources import place
from datagov_cli.views import Block, Column, Entry, Grid, Lines, View
from datagov_cli.views.csv_rows import rows_table

if TYPE_CHECKING:
    from datagov_cli.curation.verify import Result, Verification


Json = dict[str, Any]

#: Status of a cited statement (see :mod:`datagov_cli.curation.verify`) → its label.
STATUSES: dict[str, Text] = {
    "found": message("found"),
    "not-found": message("not found"),
    "text-differs": message("text differs"),
    "unanchored": message("not anchored"),
    "no-snapshot": message("no snapshot"),
}

RESULT_KEYS = [
    "province", "record", "id", "status", "anchors", "missing", "unanchored", "cite", "file",
    "line", "column",
]  # fmt: skip


def verify_view(run: Verification, lang: str) -> View:
    """The result for every cited statement; a reader sees only those that failed."""

    def results() -> list[Json]:
        return [_result(run, result) for result in run.results]

    def payload() -> Json:
        return {
            "schema": "datagov/verify@1",
            "snapshots": [
                {"source": name, "tier": tier, "paragraphs": number, "held": held}
                for name, (tier, number, held, _) in run.sources.items()
            ],
            "claims": len(run.results),
            **run.counts(),
            "results": results(),
        }

    def blocks() -> list[Block]:
        shown: list[Block] = []
        rows = [_result_row(result, lang) for result in run.results if result.status != "found"]
        if rows:
            columns = [
                Column(text("Place", lang)),
                Column(text("Record", lang)),
                Column(text("Result", lang)),
                Column(text("Not there", lang), fold=True),
                Column(text("Paragraphs", lang), fold=True),
            ]
            shown.append(Grid(columns, rows))
        held = []
        for name, (_, number, there, _) in run.sources.items():
            said: Json = {"source": name, "held": there, "number": number}
            held.append(text("{source}: {held} of {number} paragraphs available", lang, **said))
        for name, why in run.skipped:
            held.append(text("{file}: not read: {reason}", lang, file=name, reason=why))
        if held:
            shown.append(Lines(held, quiet=True))
        return [*shown, Lines([_summary(run, lang)])]

    return View(payload, rows_table(RESULT_KEYS, results), blocks, "results")


def _result(run: Verification, result: Result) -> Json:
    statement = result.statement
    return {
        "province": statement.province,
        "record": statement.record,
        "id": statement.id,
        "status": result.status,
        "anchors": list(dict.fromkeys(wording.text for wording in statement.wordings)),
        "missing": [wording.text for wording in result.missing],
        "unanchored": [str(part) for part in result.unanchored],
        "cite": [
            {
                "source": c.source,
                "at": place(c.paragraph, run.sources[c.source].is_excerpt),
                "tier": run.sources[c.source].tier,
            }
            for c in statement.cites
        ],
        "file": statement.document.name,
        "line": result.line,
        "column": result.column,
    }


def _result_row(result: Result, lang: str) -> list[Entry]:
    statement = result.statement
    cites: Sequence[Citation] = result.differing or tuple(statement.cites)
    if result.missing:
        groups = groupby(result.missing, attrgetter("cites"))
        cites = tuple(dict.fromkeys(cite for listed, _ in groups for cite in listed))
    return [
        Entry(f"{statement.document.name}:{result.line}:{result.column}"),
        Entry(statement.id),
        Entry(STATUSES[result.status].get(lang)),
        Entry(join([w.text for w in result.missing] or map(str, result.unanchored), lang)),
        Entry("", marks=_places(cites)),
    ]


def _places(cites: Sequence[Citation]) -> str:
    """``gazette-2030¶1 ¶2``: the name of a source once for all of its paragraphs."""
    places: dict[str, list[str]] = {}
    for cite in cites:
        places.setdefault(cite.source, []).append(f"¶{cite.paragraph}")
    return " ".join(f"{source}{' '.join(at)}" for source, at in places.items())


def _summary(run: Verification, lang: str) -> str:
    """The run in one line: ``9 claims: 7 found, 1 not found, 1 text differs, 0 no snapshot``."""
    counts = [
        message("{number} {status}", number=number, status=STATUSES[status])
        for status, number in run.counts().items()
    ]
    return plural(
        "{number} claim: {counts}",
        "{number} claims: {counts}",
        len(run.results),
        counts=clauses(counts, lang),
    ).get(lang)
