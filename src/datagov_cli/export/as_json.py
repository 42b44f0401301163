"""JSON: the rows of all tables and, but for a day asked about, the files that they are made of.

``files`` has each data file as its schema describes it, so that what is read from here is the
same as what is read from the data directory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datagov_cli.export.content import Content
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataRow
from datagov_cli.render.as_json import document

SCHEMA = "datagov/export@1"


def write(content: Content, target: Path) -> None:
    """Write the document."""
    tables = content.rows_by_table()
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_pieces(content, tables))


def _pieces(content: Content, tables: dict[str, list[DataRow]]) -> Iterator[str]:
    yield f'{{"schema": "{SCHEMA}",\n"about": {_line(content.about())},\n"tables": {{\n'
    parts = []
    for name, rows in tables.items():
        header = [column.name for column in TABLES[name].columns]
        objects = ",\n".join(_line(dict(zip(header, row, strict=True))) for row in rows)
        parts.append(f'"{name}": [\n{objects}]')
    yield ",\n".join(parts)
    yield "}"
    if content.chosen.day is None:
        yield ',\n"files": {\n'
        yield ",\n".join(_data_files(content, tables))
        yield "}"
    yield "}\n"


def _data_files(content: Content, tables: dict[str, list[DataRow]]) -> Iterator[str]:
    """Each data file that the tables rest on."""
    names = {
        "provinces": list(content.chosen.ids),
        "sources": [row[0] for row in tables["sources"]],
        "vocabulary": content.store.ids("vocabulary"),
    }
    for folder, listed in names.items():
        files = (f'"{name}": {_line(content.store.document(folder, name))}' for name in listed)
        yield f'"{folder}": {{\n' + ",\n".join(files) + "}"
    if content.has_country:
        yield f'"{NATIONAL}": {_line(content.store.document("", NATIONAL))}'


def _line(value: Any) -> str:
    return document(value).rstrip("\n")
