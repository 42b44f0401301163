"""Records as JSON objects: one function a kind, keys in a fixed order.

What can be unknown is a cell; the rest is plain. ``absent`` holds a cell for every
list-valued or optional field that the data accounts for instead of giving it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datagov_cli.model import (
    RECORD_KINDS,
    Body,
    Head,
    Initiative,
    Meeting,
    Milestone,
    National,
    Policy,
    Province,
    Record,
    Target,
    Text,
    Value,
    active,
)
from datagov_cli.views.cells import Cell, Scribe, standing_keys
from datagov_cli.views.flat import cite_text

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


def _end(scribe: Scribe, record: Record, shown: Json) -> Json:
    """The keys in which every record ends."""
    return {
        **standing_keys(record.about.on_day),
        "via": record.about.via.zh if record.about.via else None,
        "absent": {
            key: scribe.cell(value)
            for key, value in record.about.absent.items()
            if not isinstance(shown.get(key), dict)
        },
        "anchors": list(record.about.anchors),
        "cite": scribe.cites(record.about.cite),
    }


def _maybe(scribe: Scribe, value: Value | None, vocabulary: str | None = None) -> Cell | None:
    return scribe.cell(value, vocabulary) if value is not None else None


def _pair(key: str, text: Text | None) -> Json:
    return {key: text.zh if text else None, f"{key}-en": text.en if text else None}


def _reference(scribe: Scribe, province: Province, value: Value) -> Cell:
    """A reference to a body: the cell says its name, ``ref`` its id."""
    body = province.body(value.value) if value.known else None
    if body is None:
        return scribe.cell(value)
    named = Value(value.state, body.name, value.basis, value.note, cite=value.cite)
    return {**scribe.cell(named), "ref": body.about.id}


def head(scribe: Scribe, _: Province, record: Head) -> Json:
    shown: Json = {
        "id": record.about.id,
        "person": scribe.cell(record.person),
        "role": record.role,
        "posts": scribe.cell(record.posts, "posts"),
        "as-of": scribe.cell(record.as_of),
        "since": _maybe(scribe, record.since),
        "until": _maybe(scribe, record.until),
        "basis": record.basis,
        "inferred-from": record.inferred_from,
    }
    return {**shown, **_end(scribe, record, shown)}


def body(scribe: Scribe, province: Province, record: Body) -> Json:
    shown: Json = {
        "id": record.about.id,
        "kind": record.kind,
        "main": record.main,
        **_pair("name", record.name),
        "as-written": record.as_written,
        "established": scribe.cell(record.established),
        "founder": _maybe(scribe, record.founder),
        "parent": _reference(scribe, province, record.parent) if record.parent else None,
        "predecessor": (
            _reference(scribe, province, record.predecessor) if record.predecessor else None
        ),
        "heads": [head(scribe, province, h) for h in active(record.heads)],
    }
    return {**shown, **_end(scribe, record, shown)}


def meeting(scribe: Scribe, province: Province, record: Meeting) -> Json:
    shown: Json = {
        "id": record.about.id,
        "body": _reference(scribe, province, record.body),
        "date": scribe.cell(record.date),
        "title": scribe.cell(record.title),
        "chair": scribe.cell(record.chair),
        "speakers": [{"name": s.zh, "name-en": s.en} for s in record.speakers],
        "themes": list(record.themes),
        **_pair("summary", record.summary),
    }
    return {**shown, **_end(scribe, record, shown)}


def policy(scribe: Scribe, province: Province, record: Policy) -> Json:
    shown: Json = {
        "id": record.about.id,
        **_pair("title", record.title),
        "issuer": _reference(scribe, province, record.issuer),
        "status": scribe.cell(record.status, "policy-statuses"),
        "date": scribe.cell(record.date),
        "doc-number": _maybe(scribe, record.doc_number),
        "supersedes": record.supersedes,
        "history": [
            {"status": stage.status, "date": str(stage.date), "cite": scribe.cites(stage.cite)}
            for stage in record.history
        ],
        "topics": list(record.topics),
        **_pair("summary", record.summary),
    }
    return {**shown, **_end(scribe, record, shown)}


def target(scribe: Scribe, _: Province, record: Target) -> Json:
    """Flat, as the contract has it: ``year`` and ``policy`` are ``None`` where absent."""
    shown: Json = {
        "id": record.about.id,
        "metric": record.metric,
        "relation": record.relation,
        "value": record.value,
        "unit": record.unit,
        "as-written": record.as_written,
        "year": str(record.year.value) if record.year.known else None,
        "basis": record.basis,
        "policy": record.policy.value,
        "body": record.body,
    }
    return {**shown, **_end(scribe, record, shown)}


def milestone(scribe: Scribe, _: Province, record: Milestone) -> Json:
    shown: Json = {
        "id": record.about.id,
        "date": scribe.cell(record.date),
        **_pair("claim", record.claim),
        "scope": scribe.cell(record.scope, "scopes"),
        "body": record.body,
        "topics": list(record.topics),
    }
    return {**shown, **_end(scribe, record, shown)}


def initiative(scribe: Scribe, _: Province, record: Initiative) -> Json:
    shown: Json = {
        "id": record.about.id,
        "topics": list(record.topics),
        "mode": _maybe(scribe, record.mode, "modes"),
        **_pair("summary", record.summary),
    }
    return {**shown, **_end(scribe, record, shown)}


WRITERS: dict[str, Callable[[Scribe, Province, Any], Json]] = dict(
    zip(RECORD_KINDS, (body, meeting, policy, target, milestone, initiative), strict=True)
)


def records(scribe: Scribe, province: Province, kind: str) -> list[Json]:
    """The records of one kind, withdrawn ones left out."""
    return [WRITERS[kind](scribe, province, record) for record in province.records(kind)]


def national(scribe: Scribe, facts: National) -> Json:
    return {
        "id": facts.id,
        "name": facts.name.zh,
        "name-en": facts.name.en,
        "statements": [
            {
                "id": s.id,
                "kind": s.kind,
                **_pair("claim", s.claim),
                **_pair("attributed-to", s.attributed_to),
                "relation": s.relation,
                "value": s.value,
                "unit": s.unit,
                "as-written": s.as_written,
                "topics": list(s.topics),
                "cite": scribe.cites(s.cite),
            }
            for s in facts.statements
        ],
    }


def facts(province: str, kind: str, record: Json, owner: str = "") -> list[list[Any]]:
    """One row a fact of a record, for :data:`FACT_HEADER`."""
    name = f"{owner}{record['id']}"
    rows: list[list[Any]] = []
    for key, value in record.items():
        if key in ("id", "absent", "anchors", "cite", "via") or value in (None, [], {}):
            continue
        if key == "heads":
            for item in value:
                rows += facts(province, key, item, f"{name}/")
        elif isinstance(value, dict):
            rows.append([province, kind, name, key, *_cell_row(value, record)])
        else:
            plain = {"state": "known", "value": _flat(value), "basis": "stated", "cite": []}
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
        _flat(cell["value"]),
        cell.get("label"),
        record.get("unit") if cell["value"] == record.get("value") else None,
        cell.get("basis"),
        as_of,
        cell.get("note"),
        cite_text(cited),
    ]


def _flat(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(str(_flat(item)) for item in value)
    if isinstance(value, dict):
        return value.get("name") or f"{value.get('status')} {value.get('date')}"
    return value
