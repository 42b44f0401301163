"""Parquet: a file for each table, with typed columns; what a column holds stands in its metadata.

Names have ``_`` where the tables have ``-``, as in SQL. Ids and terms of which there are several
are lists; a date is text, as it may be a year or a month.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from datagov_cli.export.content import Content
from datagov_cli.export.database import sql_name
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataColumn, DataRow


def write(content: Content, target: Path) -> None:
    """Write the files into a folder."""
    tables = content.rows_by_table()
    about = json.dumps(content.about(), ensure_ascii=False)
    for name, rows in tables.items():
        _write(content, target, name, TABLES[name].columns, rows, about)
    for name, columns, described in content.described(sql_name):
        _write(content, target, name, columns, described, about)


def _write(
    content: Content,
    folder: Path,
    name: str,
    columns: Sequence[DataColumn],
    rows: Sequence[DataRow],
    about: str,
) -> None:
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays, fields = [], []
    for column, held in zip(columns, values, strict=True):
        kind = _type(column)
        if column.type == "list" and kind != pyarrow.string():
            held = tuple(each and each.split("; ") for each in held)
        arrays.append(pyarrow.array(held, kind))
        described = {"description": content.meaning(column)}
        fields.append(pyarrow.field(sql_name(column.name), kind, metadata=described))
    schema = pyarrow.schema(fields, metadata={"datagov": about})
    table = pyarrow.Table.from_arrays(arrays, schema=schema)
    pyarrow.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _type(column: DataColumn) -> Any:
    if column.type == "number":
        return pyarrow.float64()
    if column.type == "boolean":
        return pyarrow.bool_()
    # Of texts it is not known where one ends: they may hold what joins them.
    if column.type == "list" and (column.vocabulary or column.refers_to):
        return pyarrow.list_(pyarrow.string())
    return pyarrow.string()
