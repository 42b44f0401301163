"""Keys of the tables, and which of them hold in an export.

A record may name one that was withdrawn since, or was not there yet on the day asked about. The
reference stays; the key is then declared by no format, as programs would refuse the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from datagov_cli.base.errors import DataError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataRow


class ForeignKey(Frozen):
    """Columns of a table, and those of another one in which their values are found."""

    columns: tuple[str, ...]
    table: str
    found_in: tuple[str, ...]


def primary_key(table: str) -> tuple[str, ...]:
    """The columns by which a row of a table is known; none for claims, whose rows have no name."""
    names = [column.name for column in TABLES[table].columns]
    leading = ("vocabulary", "province", "body")
    if "id" not in names:
        return ()
    return (*(name for name in names[: names.index("id")] if name in leading), "id")


def foreign_keys(table: str) -> list[ForeignKey]:
    """What columns of a table refer to, where it is one table."""
    columns = TABLES[table].columns
    keys = []
    for column in columns:
        if column.type != "id" or len(column.refers_to) != 1:
            continue
        (other,) = column.refers_to
        found_in = primary_key(other)
        own = (column.name,) if len(found_in) == 1 else ("province", column.name)
        keys.append(ForeignKey(own, other, found_in))
    if table == "claims":
        keys.append(ForeignKey(("source", "paragraph"), "citations", ("source", "paragraph")))
    return keys


def holding_keys(tables: Mapping[str, Sequence[DataRow]]) -> dict[str, list[ForeignKey]]:
    """The foreign keys of each table that hold for all its rows.

    :param tables: all rows of every table.
    """
    kept: dict[tuple[str, tuple[str, ...]], set[Any]] = {}

    def values(table: str, columns: tuple[str, ...]) -> set[Any]:
        """The values of one column, or tuples of those of several, but for what is empty."""
        if (table, columns) not in kept:
            pick = picking(table, columns)
            picked = set(map(pick, tables[table]))
            kept[table, columns] = {
                value
                for value in picked
                if value is not None and not (isinstance(value, tuple) and None in value)
            }
        return kept[table, columns]

    def holds(table: str, key: ForeignKey) -> bool:
        return values(key.table, key.found_in) >= values(table, key.columns)

    return {table: [key for key in foreign_keys(table) if holds(table, key)] for table in tables}


def check_unique(tables: Mapping[str, Sequence[DataRow]]) -> None:
    """:raises DataError: if two rows of a table have one primary key."""
    for table, rows in tables.items():
        key = primary_key(table)
        if not key:
            continue
        known, count = (
            Counter(map(picking(table, key), rows)).most_common(1)[0] if rows else ("", 0)
        )
        if count > 1:
            named = " ".join(known) if isinstance(known, tuple) else known
            hint = message("datagov validate lists every fault")
            raise DataError(
                message("{table} has two records named {id}", table=table, id=named), hint
            )


def picking(table: str, columns: Sequence[str]) -> Callable[[DataRow], Any]:
    """A function from a row of a table to the value of a column, or a tuple of several."""
    names = [column.name for column in TABLES[table].columns]
    return itemgetter(*map(names.index, columns))
