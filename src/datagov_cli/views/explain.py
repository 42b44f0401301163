"""What the codes of findings mean: ``explain``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from datagov_cli.diagnostics import CODES
from datagov_cli.examples import EXAMPLES
from datagov_cli.views import Block, Code, Column, Entry, Grid, Heading, Lines, View
from datagov_cli.views.flat import rows_table
from datagov_cli.views.words import word

HEADER = ["code", "rule", "severity", "why", "mend", "wrong", "right"]


def explain(codes: Collection[str], lang: str) -> View:
    """One code as a page with its example, several as a table."""

    def rows() -> list[dict[str, str]]:
        return [
            dict(zip(HEADER, (code, *CODES[code], *EXAMPLES[code][:2]), strict=True))
            for code in codes
        ]

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/explain@1", "codes": rows()}

    def blocks() -> list[Block]:
        return _page(rows()[0], lang) if len(codes) == 1 else [_listing(rows(), lang)]

    return View(payload, rows_table(HEADER, rows), blocks, "codes")


def _page(row: dict[str, str], lang: str) -> list[Block]:
    return [
        Heading(f"{row['code']} {row['rule']}", word(row["severity"], lang), level=1),
        Lines([row["why"]]),
        Heading(word("wrong", lang)),
        Code(row["wrong"]),
        Heading(word("right", lang)),
        Code(row["right"]),
        Heading(word("mend", lang)),
        Lines([row["mend"]]),
    ]


def _listing(rows: list[dict[str, str]], lang: str) -> Grid:
    columns = [Column(word(key, lang)) for key in ("code", "rule", "severity")]
    return Grid(
        [*columns, Column(word("meaning", lang), fold=True)],
        [
            [
                Entry(row["code"]),
                Entry(row["rule"]),
                Entry(word(row["severity"], lang)),
                Entry(row["why"]),
            ]
            for row in rows
        ],
    )
