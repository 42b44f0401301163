"""XLSX: a sheet for each table, and in front what the export is and what its columns mean.

Every text is written as text, and no cell can act as a formula, not even after it has been saved
as CSV; see :func:`datagov_cli.base.safe_text.inert`. Dates are text, as they may be a year or a
month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.base.safe_text import inert
from datagov_cli.export.content import Content
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataColumn, DataRow

#: What a sheet, a cell and an address may hold (support.microsoft.com, Excel specifications and
#: limits), and how many addresses a sheet may.
_MOST_ROWS, _MOST_CHARACTERS, _LONGEST_ADDRESS, _MOST_ADDRESSES = 1_048_576, 32_767, 2_079, 65_530
_CUT = "… (cut here; other formats have the whole)"
#: Characters across, by the type of a column.
_WIDTHS = {"number": 12, "boolean": 8, "date": 12, "term": 18, "id": 24, "list": 30, "text": 36}
#: An address that opens in a browser, and no file or program.
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")


def write(content: Content, target: Path) -> None:
    """Write the workbook.

    :raises UsageError: if a table has more rows than a sheet.
    :raises OSError: if it cannot be written.
    """
    # With ``constant_memory`` it takes a third as much memory and half as long again.
    book = xlsxwriter.Workbook(str(target))
    names = ("about", "columns", *TABLES)
    sheets = {name: book.add_worksheet(name) for name in names}
    styles = {
        "bold": book.add_format({"bold": True, "bottom": 1}),
        "link": book.get_default_url_format(),
    }
    written = {name: _Sheet(sheets[name], TABLES[name].columns, styles) for name in TABLES}
    written["citations"].refer("source", written["sources"])
    for name, rows in content.batches():
        written[name].write(rows)
    for name, columns, described in content.described():
        written[name] = _Sheet(sheets[name], columns, styles)
        written[name].write(described)
    for sheet in written.values():
        sheet.finish()
    about = content.about()
    made = datetime.fromisoformat(about["generated-at"].removesuffix("Z"))
    book.set_properties({"title": about["title"], "comments": about["cite-as"], "created": made})
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


class _Sheet:
    """One sheet, whose rows are written one after the other."""

    def __init__(self, sheet: Any, columns: Sequence[DataColumn], styles: dict[str, Any]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._link = styles["link"]
        self._rows = 0
        self._addresses = 0
        for place, column in enumerate(columns):
            width = max(_WIDTHS[column.type], min(len(column.name) + 4, 24))
            sheet.set_column(place, place, width)
        #: Place of a column → the sheet of which it names a row.
        self._referring: dict[int, _Sheet] = {}
        #: The first value of a row → its number.
        self._rows_by_id: dict[Any, int] = {}
        self._linked = {place for place, c in enumerate(columns) if c.name in ("url", "value")}
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, styles["bold"])

    def refer(self, name: str, other: _Sheet) -> None:
        """Make a column links to the rows of another sheet, which is written before."""
        self._referring[[column.name for column in self._columns].index(name)] = other

    def write(self, rows: Iterable[DataRow]) -> None:
        """Add rows."""
        for row in rows:
            self._rows += 1
            if self._rows >= _MOST_ROWS:
                hint = message("choose provinces, or another format")
                raise UsageError(
                    message("a sheet of XLSX has at most {number} rows", number=f"{_MOST_ROWS:,}"),
                    hint,
                )
            self._rows_by_id[row[0]] = self._rows
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, bool):
                    self._sheet.write_boolean(self._rows, place, value)
                elif isinstance(value, str):
                    self._text(place, value)
                else:
                    self._sheet.write_number(self._rows, place, value)

    def _text(self, place: int, value: str) -> None:
        text = str(inert(value))
        if len(text) > _MOST_CHARACTERS:
            text = text[: _MOST_CHARACTERS - len(_CUT)] + _CUT
        address = self._address(place, value)
        if address and self._addresses < _MOST_ADDRESSES:
            self._addresses += 1
            self._sheet.write_url(self._rows, place, address, self._link, text)
        else:
            self._sheet.write_string(self._rows, place, text)

    def _address(self, place: int, value: str) -> str | None:
        """Where a cell leads to, if anywhere."""
        if place in self._referring:
            other = self._referring[place]
            row = other._rows_by_id.get(value)
            return f"internal:'{other._sheet.get_name()}'!A{row + 1}" if row else None
        if place in self._linked and len(value) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(value):
            return value
        return None

    def finish(self) -> None:
        """Let the rows be filtered by their columns."""
        self._sheet.autofilter(0, 0, max(self._rows, 1), len(self._columns) - 1)
