"""Rows of CSV: from rows of JSON, or from a flat table of the data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.views import Table

if TYPE_CHECKING:
    from datagov_cli.queries.tables import DataTable, Scope
    from datagov_cli.views.cells import CellWriter


def rows_table(
    header: Sequence[str], rows: Callable[[], Iterable[Mapping[str, Any]]]
) -> Callable[[], Table]:
    """The table of rows that JSON has as well: a column for each of these keys.

    :param rows: makes them, when the table is asked for.
    """
    return lambda: Table(list(header), ([cell_text(row[key]) for key in header] for row in rows()))


def cell_text(value: Any) -> Any:
    """A list in one cell: citations as :func:`cite_text` has them, else with semicolons."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], dict):
        return cite_text(value)
    return "; ".join(map(str, value))


def cell_part(cell: Mapping[str, Any], part: str, lang: str = "zh") -> Any:
    """One key of a cell of JSON as a column of CSV; of a dispute each side with its citations."""
    if part == "cite":
        return cite_text(cell["cite"])
    if part == "claims":
        sides = ((cell_text(side["value"]), cite_text(side["cite"])) for side in cell.get(part, ()))
        return " / ".join(f"{value} [{cited}]" for value, cited in sides) or None
    return cell.get("via-en" if part == "via" and lang == "en" else part)


def data_table_rows(table: DataTable, scope: Scope) -> Table:
    """A flat table of the data; its rows are read one by one as they are written."""
    header = [column.name for column in table.columns]
    rows = table.rows(scope)
    return Table(
        header, ([str(x).lower() if isinstance(x, bool) else x for x in row] for row in rows)
    )


def fact_table(writer: CellWriter, scope: Scope, kinds: Sequence[str]) -> Table:
    """A row for each fact of these kinds of records and each side of a dispute, with all that
    the table of claims says of it; its citations in one cell."""
    from datagov_cli.queries.tables.claims import FACT_COLUMNS, facts

    names = {"kind": "record", "record": "id"}
    header = [names.get(column.name, column.name) for column in FACT_COLUMNS]
    rows = ([*row, cite_text(writer.cites(cites))] for row, cites in facts(scope, kinds))
    return Table([*header, "cite"], rows)


def cite_text(cites: Iterable[Mapping[str, str]]) -> str:
    """Citations in one cell: ``source¶5 source¶6``."""
    return " ".join(f"{c['source']}{c['at']}" for c in cites)
