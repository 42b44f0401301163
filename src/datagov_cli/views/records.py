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
from datagov_cli.model.record_values import account_of, value_of_key
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    National,
    Province,
    Record,
    Stage,
    Statement,
    Text,
    Value,
    active,
)
from datagov_cli.views.cells import Cell, CellWriter, standing_keys
from datagov_cli.views.cited_sources import withdrawal_json
from datagov_cli.views.csv_rows import cell_part

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


def _common_json(writer: CellWriter, kind: str, record: Record, shown: Json) -> Json:
    """The keys in which every record ends."""
    about = record.about
    return {
        **standing_keys(about.on_day),
        **_both("via", about.via),
        "absent": {
            key: writer.cell(value)
            for key, value in _accounts(kind, record)
            if not isinstance(shown.get(key), dict)
        },
        "cite-for": {
            key: writer.cites(cites)
            for key, cites in about.cite_for.items()
            if not isinstance(shown.get(key), dict)
        },
        "anchors": list(about.anchors),
        "cite": writer.cites(about.cite),
    }


def _accounts(kind: str, record: Record) -> Iterator[tuple[str, Value]]:
    """The keys of a record on which it gives an account instead of a value."""
    for name, value in record.about.absent.items():
        yield name, account_of(record.about, name) or value
    for key in RECORD_KEYS[kind]:
        said = value_of_key(kind, record, key) if key.shown and key.is_value else None
        if said is not None and said.state == DISPUTED:
            yield key.name, said


def _both(key: str, text: Text | None) -> Json:
    """A text under its key, and in English under another."""
    return {key: text.zh if text else None, f"{key}-en": text.en if text else None}


#: Kinds whose records are flat, as the contract has them: a value that is not known is ``None``
#: in them; its state, where it is not known and stated, and the note on it stand beside it.
_FLAT = ("targets",)


def _keys_json(writer: CellWriter, province: Province | None, kind: str, record: Any) -> Json:
    """The keys of a record, by what :data:`RECORD_KEYS` says of its kind."""
    shown: Json = {}
    for key in RECORD_KEYS[kind]:
        if not key.shown:
            continue
        value = getattr(record, key.attribute)
        if isinstance(value, Value) and kind not in _FLAT:
            said = value_of_key(kind, record, key) or value
            shown[key.name] = _value_json(writer, province, key, said)
        elif key.type == TEXT and not key.is_value:
            shown |= _both(key.name, value)
        elif key.type == HEADS and province is not None:
            shown[key.name] = [record_json(writer, province, key.name, h) for h in active(value)]
        else:
            shown[key.name] = _plain_json(writer, value)
            if isinstance(value, Value):
                shown |= _flat_account(writer, province, key, value)
    return shown


def _flat_account(writer: CellWriter, province: Province | None, key: Key, value: Value) -> Json:
    """What has to stand beside a plain value: that it is implied or why it is not known, the
    sides of a dispute, and that the policy referred to was withdrawn."""
    cell = writer.cell(value, key.vocabulary)
    state = IMPLIED if value.basis == IMPLIED else None
    account = {
        f"{key.name}-state": state if value.known else value.state,
        f"{key.name}-note": cell.get("note") or cell_part(cell, "claims"),
    }
    if key.refers_to == ("policies",):
        policies = province.policies if province is not None else ()
        gone = [policy.about.withdrawn for policy in policies if policy.about.id == value.value]
        account[f"{key.name}-withdrawn"] = next((str(each.date) for each in gone if each), None)
    return account


def _value_json(writer: CellWriter, province: Province | None, key: Key, value: Value) -> Cell:
    """A value; of a reference to a body the cell says its name, ``ref`` its id."""
    body = None
    if province is not None and key.refers_to == ("bodies",) and value.known:
        body = province.body(value.value)
    if body is None:
        return writer.cell(value, key.vocabulary)
    gone = body.about.withdrawn
    withdrawn = {"withdrawn": str(gone.date)} if gone else {}
    return {**writer.cell(value.replace(value=body.name)), "ref": body.about.id, **withdrawn}


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
    return {**shown, **_common_json(writer, kind, record, shown)}


def records_json(writer: CellWriter, province: Province, kind: str) -> list[Json]:
    """The records of one kind, withdrawn ones left out."""
    return [record_json(writer, province, kind, record) for record in province.records(kind)]


def withdrawn_json(province: Province, kinds: Iterable[str]) -> list[Json]:
    """The withdrawn records of these kinds: which, when and why; heads behind their body."""
    listed: list[tuple[str, Record]] = []
    for kind in kinds:
        for record in getattr(province, kind):
            listed.append((kind, record))
            listed += [("heads", head) for head in getattr(record, "heads", ())]
    return [
        {"record": kind, "id": record.about.id, **gone}
        for kind, record in listed
        if (gone := withdrawal_json(record.about.withdrawn))
    ]


def national_json(writer: CellWriter, national: National) -> Json:
    return {
        "id": national.id,
        "name": national.name.zh,
        "name-en": national.name.en,
        "statements": [statement_json(writer, s) for s in national.statements],
    }


def statement_json(writer: CellWriter, statement: Statement) -> Json:
    """A statement about the country as JSON has it."""
    shown = _keys_json(writer, None, "statements", statement)
    return {"id": statement.id, **shown, "cite": writer.cites(statement.cite)}
