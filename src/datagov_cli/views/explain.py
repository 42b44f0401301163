"""What the codes of findings mean: ``explain``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from datagov_cli.base.messages import text, translated
from datagov_cli.curation.validation.examples import EXAMPLES
from datagov_cli.model.finding_codes import CODES, SEVERITIES
from datagov_cli.views import Block, CodeBlock, Column, Entry, Grid, Heading, Lines, View
from datagov_cli.views.csv_rows import rows_table

HEADER = ["code", "rule", "severity", "why", "fix", "wrong", "right"]


def explain_view(codes: Collection[str], lang: str) -> View:
    """One code as a page with its example, several as a table."""

    def rows() -> list[dict[str, str]]:
        made = []
        for code in codes:
            rule, why, fix, severity = CODES[code]
            said = translated(why, lang), translated(fix, lang)
            values = (code, rule, severity, *said, *EXAMPLES[code][:2])
            made.append(dict(zip(HEADER, values, strict=True)))
        return made

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/explain@1", "codes": rows()}

    def blocks() -> list[Block]:
        return _page(rows()[0], lang) if len(codes) == 1 else [_listing(rows(), lang)]

    return View(payload, rows_table(HEADER, rows), blocks, "codes")


def _page(row: dict[str, str], lang: str) -> list[Block]:
    return [
        Heading(f"{row['code']} {row['rule']}", SEVERITIES[row["severity"]].get(lang), level=1),
        Lines([row["why"]]),
        Heading(text("Wrong", lang)),
        CodeBlock(row["wrong"]),
        Heading(text("Right", lang)),
        CodeBlock(row["right"]),
        Heading(text("How to fix it", lang)),
        Lines([row["fix"]]),
    ]


def _listing(rows: list[dict[str, str]], lang: str) -> Grid:
    columns = [Column(t) for t in (text("Code", lang), text("Rule", lang), text("Severity", lang))]
    return Grid(
        [*columns, Column(text("Meaning", lang), fold=True)],
        [
            [
                Entry(row["code"]),
                Entry(row["rule"]),
                Entry(SEVERITIES[row["severity"]].get(lang)),
                Entry(row["why"]),
            ]
            for row in rows
        ],
    )
