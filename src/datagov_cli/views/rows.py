"""Rows as they are, whatever they mean: ``sql``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.base.messages import plural
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View


def rows_view(columns: Sequence[str], rows: Sequence[Sequence[Any]], lang: str) -> View:
    """A table of plain values.

    :param columns: names, each one once.
    """

    def payload() -> dict[str, Any]:
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        return {"schema": "datagov/sql@1", "columns": list(columns), "rows": objects}

    def blocks() -> list[Block]:
        figures = [
            all(isinstance(row[place], int | float | None) for row in rows)
            for place in range(len(columns))
        ]
        heads = [
            Column(name, right=figure, fold=not figure)
            for name, figure in zip(columns, figures, strict=True)
        ]
        cells = [["" if value is None else str(value) for value in row] for row in rows]
        counted = plural("1 row", "{number} rows", len(rows)).get(lang)
        return [
            Grid(heads, [[Entry(text) for text in row] for row in cells]),
            Lines([counted], quiet=True),
        ]

    return View(payload, lambda: Table(list(columns), map(list, rows)), blocks, "rows")
