"""Rows of CSV: from rows of JSON, or from a flat table of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.views import Table

if TYPE_CHECKING:
    from datagov_cli.queries.tables import DataTable, Scope


def rows_table(
    header: Sequence[str], rows: Callable[[], Iterable[Mapping[str, Any]]]
) -> Callable[[], Table]:
    """The table of rows that JSON has as well: a column for each of these keys.

    :param rows: makes them, when the table is asked for.
    """
    return lambda: Table(list(header), ([_cell(row[key]) for key in header] for row in rows()))


def _cell(value: Any) -> Any:
    """A list in one cell: citations as :func:`cite_text` has them, else with semicolons."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return cite_text(value)
    return "; ".join(map(str, value))


def data_table_rows(table: DataTable, scope: Scope) -> Table:
    """A flat table of the data; its rows are read one by one as they are written."""
    header = [column.name for column in table.columns]
    rows = table.rows(scope)
    return Table(
        header, ([str(x).lower() if isinstance(x, bool) else x for x in row] for row in rows)
    )


def cite_text(cites: Iterable[Mapping[str, str]]) -> str:
    """Citations in one cell: ``source¶5 source¶6``; of a withdrawn source it says so."""
    return " ".join(
        f"{c['source']}{c['at']}{' (withdrawn)' if c.get('withdrawn') else ''}" for c in cites
    )
