"""Provinces side by side, and the registry of fields: ``list``, ``compare``, ``fields``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.fields import FIELDS, Field, all_fields
from datagov_cli.model import LAST_KNOWN, Province, Value
from datagov_cli.query import Comparison, Row
from datagov_cli.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Cell, Scribe
from datagov_cli.views.frame import PLAIN, Frame
from datagov_cli.views.records import cite_text, identity


def list_provinces(
    store: Store,
    provinces: Sequence[Province],
    lang: str,
    columns: Sequence[Field] = (),
    frame: Frame = PLAIN,
) -> View:
    """Provinces at a glance; JSON and CSV have every field.

    :param columns: these fields instead, in every format.
    """
    fields = list(columns) or list(FIELDS.values())
    kept = frame.cut(list(provinces))

    def payload() -> dict[str, Any]:
        scribe = Scribe(store, lang)
        shown = [
            {
                **identity(province),
                "fields": {
                    field.key: _cell(scribe, field, field.get(province, store)) for field in fields
                },
            }
            for province in kept
        ]
        return frame.document("list@1", {"provinces": shown})

    def rows() -> list[Row]:
        return [
            Row(province, tuple(field.get(province, store) for field in fields))
            for province in kept
        ]

    def blocks() -> list[Block]:
        glance = list(columns) or [field for field in fields if field.glance]
        shown = [
            Row(province, tuple(field.get(province, store) for field in glance))
            for province in kept
        ]
        return _side_by_side(Scribe(store, lang), glance, shown, frame, len(provinces))

    def table() -> Table:
        return _flat(Scribe(store, lang), fields, rows(), frame)

    return View(payload, table, blocks, "provinces")


def compare(
    store: Store,
    comparison: Comparison,
    lang: str,
    transpose: bool = False,
    frame: Frame = PLAIN,
) -> View:
    """Provinces as rows and fields as columns; the other way round with ``transpose``."""
    fields, rows = comparison.fields, frame.cut(list(comparison.rows))

    def payload() -> dict[str, Any]:
        scribe = Scribe(store, lang)
        shown = [
            {
                "province": row.province.id,
                "name": row.province.name.zh,
                "cells": {
                    field.key: _cell(scribe, field, value)
                    for field, value in zip(fields, row.values, strict=True)
                },
            }
            for row in rows
        ]
        content = {"fields": [field.key for field in fields], "rows": shown}
        return frame.document("compare@1", content)

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        shown = list(fields) if transpose else _with_company(fields)
        full = [
            Row(row.province, tuple(field.get(row.province, store) for field in shown))
            for row in rows
        ]
        if not shown:
            return [Lines([scribe.text("the provinces do not differ in these fields")], quiet=True)]
        return _side_by_side(scribe, shown, full, frame, len(comparison.rows), transpose)

    def table() -> Table:
        return _flat(Scribe(store, lang), fields, rows, frame)

    return View(payload, table, blocks, "rows")


def _cell(scribe: Scribe, field: Field, value: Value) -> Cell:
    return scribe.cell(value, field.vocabulary, field.dated)


def _with_company(fields: Sequence[Field]) -> list[Field]:
    """The fields and, behind each, those that are to be read beside it."""
    keys = dict.fromkeys(key for field in fields for key in (field.key, *field.beside))
    own = {field.key: field for field in fields}
    return [own.get(key) or FIELDS[key] for key in keys]


def _side_by_side(
    scribe: Scribe,
    fields: Sequence[Field],
    rows: Sequence[Row],
    frame: Frame,
    count: int,
    transpose: bool = False,
) -> list[Block]:
    """The table and what explains it; ``count`` rows were there before the limit."""
    scribe.ask(frame.day)
    if not rows:
        return [
            Lines([scribe.text("no province is known to match")], quiet=True),
            *frame.foot(scribe, count),
        ]
    names = [Entry(scribe.both(row.province.name)) for row in rows]
    beside = {key for field in fields for key in field.beside}
    aged = frame.day is not None
    dated = all(field.key != "leader.as-of" for field in fields)
    cells = [
        [
            _entry(scribe, field, value, field.key in beside, dated)
            for field, value in zip(fields, row.values, strict=True)
        ]
        for row in rows
    ]
    if any(field.dated for field in fields):
        scribe.use("as-of")
    if transpose:
        columns = [Column(scribe.text("Field")), *(Column(n.text, fold=True) for n in names)]
        lines = [
            [Entry(field.label.get(scribe.lang)), *(row[place] for row in cells)]
            for place, field in enumerate(fields)
        ]
    else:
        columns = [Column(scribe.text("Province"))]
        columns += [
            Column(
                field.label.get(scribe.lang),
                field.kind == "number",
                field.kind in ("name", "person", "term") or (aged and field.dated),
            )
            for field in fields
        ]
        lines = [[name, *row] for name, row in zip(names, cells, strict=True)]
    foot = frame.foot(scribe, count)
    return [Grid(columns, lines), *foot, *scribe.source_blocks(), *scribe.legend()]


def _entry(scribe: Scribe, field: Field, value: Value, beside: bool, dated: bool) -> Entry:
    """A value in a table, without its note.

    No marks on a count, which no source states, nor on what stands beside the field that
    carries them. What is only last known says how old it is, or the column of dates does.
    """
    counted = field.kind == "number" and field.vocabulary is None
    entry = scribe.entry(
        value,
        field.vocabulary,
        full=False,
        marks=not (counted or beside),
        dated=dated or value.as_of is None,
    )
    if field.key == "leader.as-of" and value.known and value.on_day:
        last = value.on_day.standing == LAST_KNOWN
        aside = scribe.remarks(scribe.age(value.on_day)) if last else ""
        return Entry(entry.text, entry.state, aside, "" if beside else entry.marks)
    return Entry(entry.text, entry.state) if beside and field.kind == "date" else entry


def _flat(scribe: Scribe, fields: Sequence[Field], rows: Sequence[Row], frame: Frame) -> Table:
    parts = PARTS_ON_DAY if frame.day else PARTS
    header = ["province", "name", "name-en"]
    for field in fields:
        header += [field.key, *(f"{field.key}.{part}" for part in parts)]
    return Table(header, (_flat_row(scribe, fields, row, parts) for row in rows))


PARTS = ("state", "label", "unit", "basis", "as-of", "note", "cite")
PARTS_ON_DAY = ("state", "label", "unit", "basis", "as-of", "age-days", "standing", "note", "cite")


def _flat_row(scribe: Scribe, fields: Sequence[Field], row: Row, parts: Sequence[str]) -> list[Any]:
    flat: list[Any] = [row.province.id, row.province.name.zh, row.province.name.en]
    for field, value in zip(fields, row.values, strict=True):
        cell = _cell(scribe, field, value)
        content = cell["value"]
        if isinstance(content, list):
            content = "; ".join(map(str, content))
        flat.append(content)
        flat += [cite_text(cell["cite"]) if part == "cite" else cell.get(part) for part in parts]
    return flat


def registry(store: Store, lang: str) -> View:
    """Every field: its key, meaning and possible values."""

    def described() -> list[dict[str, Any]]:
        return [
            {
                "key": field.key,
                "label": field.label.get(lang),
                "kind": field.kind,
                "help": field.help.get(lang),
                "values": list(store.terms(field.vocabulary))
                if field.vocabulary and field.kind == "term"
                else [],
            }
            for field in all_fields(store)
        ]

    def table() -> Table:
        header = ["key", "label", "kind", "help", "values"]
        return Table(
            header,
            ([*(f[key] for key in header[:-1]), "; ".join(f["values"])] for f in described()),
        )

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        columns = [
            Column(scribe.text("Field")),
            Column(scribe.text("Kind")),
            Column(scribe.text("Meaning"), fold=True),
            Column(scribe.text("Values"), fold=True),
        ]
        rows = [
            [Entry(f["key"]), Entry(f["kind"]), Entry(f["help"]), Entry(_some(f["values"]))]
            for f in described()
        ]
        return [Grid(columns, rows)]

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/fields@1", "fields": described()}

    return View(payload, table, blocks, "fields")


def _some(values: list[str], most: int = 9) -> str:
    """The values in one line; of a long vocabulary only how many there are."""
    return (
        ", ".join(values) if len(values) <= most else f"{', '.join(values[:3])} … ({len(values)})"
    )
