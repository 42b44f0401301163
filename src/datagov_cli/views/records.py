"""Records as JSON objects, their keys in the order of :mod:`datagov_cli.model.record_keys`.

What can be unknown is a cell; the rest is plain. ``absent`` holds a cell for every
list-valued or optional field that the data accounts for instead of giving it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.key_types import HEADS, TEXT, Key
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.records import (
    DISPUTED,
    National,
    Province,
    Record,
    Stage,
    Text,
    Value,
    active,
)
from datagov_cli.views.cells import Cell, CellWriter, standing_keys, withdrawal_json
from datagov_cli.views.csv_rows import cite_text

Json = dict[str, Any]


def identity(province: Province) -> Json:
    return {
        "id": province.id,
        "name": province.name.zh,
        "name-en": province.name.en,
        "gb2260": province.gb2260,
        "iso3166-2": province.iso3166_2,
        "kind": province.kind,
    }


def _common_json(writer: CellWriter, record: Record, shown: Json) -> Json:
    """The keys in which every record ends."""
    return {
        **standing_keys(record.about.on_day),
        "via": record.about.via.zh if record.about.via else None,
        "absent": {
            key: writer.cell(value)
            for key, value in _accounts(record)
            if not isinstance(shown.get(key), dict)
        },
        "anchors": list(record.about.anchors),
        "cite": writer.cites(record.about.cite),
    }


def _accounts(record: Record) -> Iterator[tuple[str, Value]]:
    """The keys of a record on which it gives an account instead of a value."""
    yield from record.about.absent.items()
    for name in record._fields:
        value = getattr(record, name)
        if isinstance(value, Value) and value.state == DISPUTED:
            yield name.replace("_", "-"), value


#: Kinds whose records are flat, as the contract has them: a value that is not known is
#: ``None`` in them, and the account of it stands under ``absent``.
_FLAT = ("targets",)


def _keys_json(writer: CellWriter, province: Province | None, kind: str, record: Any) -> Json:
    """The keys of a record, by what :data:`RECORD_KEYS` says of its kind."""
    shown: Json = {}
    for key in RECORD_KEYS[kind]:
        if not key.shown:
            continue
        value = getattr(record, key.attribute)
        if isinstance(value, Value) and kind not in _FLAT:
            shown[key.name] = _value_json(writer, province, key, value)
        elif key.type == TEXT and not key.is_value:
            shown[key.name] = value.zh if value else None
            shown[f"{key.name}-en"] = value.en if value else None
        elif key.type == HEADS and province is not None:
            shown[key.name] = [record_json(writer, province, key.name, h) for h in active(value)]
        else:
            shown[key.name] = _plain_json(writer, value)
    return shown


def _value_json(writer: CellWriter, province: Province | None, key: Key, value: Value) -> Cell:
    """A value; of a reference to a body the cell says its name, ``ref`` its id."""
    body = None
    if province is not None and key.refers_to == ("bodies",) and value.known:
        body = province.body(value.value)
    if body is None:
        return writer.cell(value, key.vocabulary)
    named = Value(value.state, body.name, value.basis, value.note, cite=value.cite)
    gone = body.about.withdrawn
    withdrawn = {"withdrawn": str(gone.date)} if gone else {}
    return {**writer.cell(named), "ref": body.about.id, **withdrawn}


def _plain_json(writer: CellWriter, value: Any) -> Any:
    """What has no state of its own, as JSON has it."""
    if isinstance(value, tuple):
        return [_plain_json(writer, item) for item in value]
    if isinstance(value, Value):
        return _plain_json(writer, value.value)
    if isinstance(value, FuzzyDate):
        return str(value)
    if isinstance(value, Text):
        return {"name": value.zh, "name-en": value.en}
    if isinstance(value, Stage):
        date = str(value.date.value)
        return {"status": value.status.value, "date": date, "cite": writer.cites(value.cite)}
    return value


def record_json(writer: CellWriter, province: Province, kind: str, record: Record) -> Json:
    """A record of a kind as JSON has it."""
    shown = {"id": record.about.id, **_keys_json(writer, province, kind, record)}
    return {**shown, **_common_json(writer, record, shown)}


def records_json(writer: CellWriter, province: Province, kind: str) -> list[Json]:
    """The records of one kind, withdrawn ones left out."""
    return [record_json(writer, province, kind, record) for record in province.records(kind)]


def withdrawn_json(province: Province, kinds: Iterable[str]) -> list[Json]:
    """The withdrawn records of these kinds: which, when and why; heads behind their body."""
    found: list[tuple[str, Record]] = []
    for kind in kinds:
        for record in getattr(province, kind):
            found.append((kind, record))
            found += [("heads", head) for head in getattr(record, "heads", ())]
    return [
        {"record": kind, "id": record.about.id, **gone}
        for kind, record in found
        if (gone := withdrawal_json(record.about.withdrawn))
    ]


def national_json(writer: CellWriter, national: National) -> Json:
    return {
        "id": national.id,
        "name": national.name.zh,
        "name-en": national.name.en,
        "statements": [
            {
                "id": s.id,
                **_keys_json(writer, None, "statements", s),
                "cite": writer.cites(s.cite),
            }
            for s in national.statements
        ],
    }


def fact_rows(province: str, kind: str, record: Json, owner: str = "") -> list[list[Any]]:
    """One row a fact of a record, for :data:`FACT_HEADER`."""
    name = f"{owner}{record['id']}"
    rows: list[list[Any]] = []
    for key, value in record.items():
        if key in ("id", "absent", "anchors", "cite", "via") or value in (None, [], {}):
            continue
        if key == "heads":
            for item in value:
                rows += fact_rows(province, key, item, f"{name}/")
        elif isinstance(value, dict):
            rows.append([province, kind, name, key, *_cell_row(value, record)])
        else:
            plain = {"state": "known", "value": _flat_value(value), "basis": "stated", "cite": []}
            rows.append([province, kind, name, key, *_cell_row(plain, record)])
    for key, cell in record["absent"].items():
        rows.append([province, kind, name, key, *_cell_row(cell, record)])
    return rows


FACT_HEADER = [
    "province", "record", "id", "field", "state", "value", "label", "unit", "basis", "as-of",
    "note", "cite",
]  # fmt: skip


def _cell_row(cell: Cell, record: Json) -> list[Any]:
    known = cell["state"] != "unknown" and cell["state"] != "not-applicable"
    cited = cell["cite"] or (record["cite"] if known else [])
    as_of = cell.get("as-of")
    if as_of is None and isinstance(record.get("as-of"), dict):
        as_of = record["as-of"]["value"]
    return [
        cell["state"],
        _flat_value(cell["value"]),
        cell.get("label"),
        record.get("unit") if cell["value"] == record.get("value") else None,
        cell.get("basis"),
        as_of,
        cell.get("note"),
        cite_text(cited),
    ]


def _flat_value(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(_flat_value(item)) for item in value)
    if isinstance(value, dict):
        return value.get("name") or f"{value.get('status')} {value.get('date')}"
    return value
