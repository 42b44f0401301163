"""A data package (specs.frictionlessdata.io, version 1): CSV files, and what their columns hold.

Descriptions, terms and keys come from the tables; a key that does not hold is left out, so that
the package is valid.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from datagov_cli.export.as_csv import Writer
from datagov_cli.export.content import Content
from datagov_cli.export.keys import ForeignKey, check_unique, holding_keys, primary_key
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataColumn
from datagov_cli.render.as_json import document

_TYPES = {"number": "number", "boolean": "boolean"}


def write(content: Content, target: Path) -> None:
    """Write ``datapackage.json`` and a file for each table into a folder.

    :raises DataError: if two records have one id.
    """
    tables = content.rows_by_table()
    check_unique(tables)
    with ExitStack() as stack:
        for name, rows in tables.items():
            Writer(stack, target, name, TABLES[name].columns).write(rows)
    keys = holding_keys(tables)
    resources = []
    for name, table in TABLES.items():
        schema: dict[str, Any] = {
            "fields": [_field(content, name, column) for column in table.columns],
            "missingValues": [""],
        }
        if primary_key(name):
            schema["primaryKey"] = list(primary_key(name))
        if keys[name]:
            schema["foreignKeys"] = [_reference(name, key) for key in keys[name]]
        file = {"path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv"}
        read = {"mediatype": "text/csv", "encoding": "utf-8"}
        resources.append({"name": name, **file, **read, "schema": schema})
    about = content.about()
    package = {
        "profile": "tabular-data-package",
        "name": "datagov",
        "title": about["title"],
        "description": about["cite-as"],
        "version": about["data-version"],
        "created": _moment(about["generated-at"]),
        **({"licenses": [_licence(about)]} if about["licence"] else {}),
        "about": about,
        "resources": resources,
    }
    (target / "datapackage.json").write_text(document(package, indent=2), "utf-8", newline="\n")


def _field(content: Content, table: str, column: DataColumn) -> dict[str, Any]:
    kind = _TYPES.get(column.type, "string")
    field = {
        "name": column.name,
        "type": kind,
        "title": column.name,
        "description": content.meaning(column),
    }
    constraints: dict[str, Any] = {}
    if column.type == "term" and column.vocabulary:
        constraints["enum"] = list(content.store.terms(column.vocabulary))
    if column.name in primary_key(table):
        constraints["required"] = True
    return {**field, "constraints": constraints} if constraints else field


def _reference(table: str, key: ForeignKey) -> dict[str, Any]:
    """A foreign key. Where a part of it may be empty, data packages take it for missing, so that
    part is then declared by itself."""
    fields, found_in = list(key.columns), list(key.found_in)
    if fields[0] == "province" and fields[-1] not in primary_key(table):
        fields, found_in = fields[-1:], found_in[-1:]
    return {"fields": fields, "reference": {"resource": key.table, "fields": found_in}}


def _moment(made_at: str) -> str:
    """A time as data packages have it (RFC 3339)."""
    return made_at if "T" in made_at else f"{made_at}T00:00:00Z"


def _licence(about: dict[str, Any]) -> dict[str, str]:
    known = {"path": about["licence-url"], "title": about["licence"]}
    if "CC BY 4.0" in about["licence"]:
        known["name"] = "CC-BY-4.0"
    return {key: value for key, value in known.items() if value}
