"""A flat table of the data as rows for a spreadsheet."""

from __future__ import annotations

from typing import Any

from datagov_cli.queries.tables import DataTable as FlatTable
from datagov_cli.queries.tables import Scope
from datagov_cli.views import Table


def spreadsheet(table: FlatTable, scope: Scope) -> Table:
    """The rows of a table, read one by one as they are written."""
    header = [column.name for column in table.columns]
    return Table(header, ([_cell(value) for value in row] for row in table.rows(scope)))


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
