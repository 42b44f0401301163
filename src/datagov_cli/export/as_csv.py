"""CSV: a file for each table, one that says what the export is and one about its columns.

No cell can act as a formula, see :func:`datagov_cli.base.safe_text.inert`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from datagov_cli.base.safe_text import inert
from datagov_cli.export.content import Content
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataColumn


def write(content: Content, target: Path) -> None:
    """Write the files into a folder; the rows are written as they are read."""
    with ExitStack() as stack:
        writers = {
            name: Writer(stack, target, name, table.columns, content.bom)
            for name, table in TABLES.items()
        }
        for name, rows in content.batches():
            writers[name].write(rows)
        for name, columns, described in content.described():
            Writer(stack, target, name, columns, content.bom).write(described)


class Writer:
    """One file of a table.

    :param stack: closes it.
    :param bom: begin it with a byte-order mark.
    """

    def __init__(
        self,
        stack: ExitStack,
        folder: Path,
        name: str,
        columns: Sequence[DataColumn],
        bom: bool = False,
    ) -> None:
        encoding = "utf-8-sig" if bom else "utf-8"
        path = folder / f"{name}.csv"
        file: TextIO = stack.enter_context(path.open("w", encoding=encoding, newline=""))
        self._csv = csv.writer(file, lineterminator="\n")
        self._csv.writerow([column.name for column in columns])

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows."""
        self._csv.writerows([cell(value) for value in row] for row in rows)


def cell(value: Any) -> Any:
    """A value as CSV has it."""
    return str(value).lower() if isinstance(value, bool) else inert(value)
