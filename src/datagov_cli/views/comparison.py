"""Provinces as rows, fields as columns: ``list`` and ``compare``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datagov_cli.model.records import LAST_KNOWN, Value
from datagov_cli.queries.compare import Comparison, ProvinceRow, QueryResult, Selection
from datagov_cli.queries.fields import FIELDS, Field
from datagov_cli.queries.tables.columns import qualifiers_text
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Cell, CellWriter
from datagov_cli.views.csv_rows import cite_text
from datagov_cli.views.records import identity
from datagov_cli.views.result_view import result_view


def list_view(store: Store, selection: Selection, lang: str, columns: Sequence[Field] = ()) -> View:
    """Provinces at a glance; JSON and CSV have every field.

    :param columns: these fields instead, in every format.
    """
    fields = list(columns) or list(FIELDS.values())
    glance = list(columns) or [field for field in fields if field.glance]

    def content(writer: CellWriter) -> dict[str, Any]:
        shown = [
            {**identity(row.province), "fields": _cells(writer, fields, row)}
            for row in selection.rows(fields)
        ]
        return {"provinces": shown}

    def table(writer: CellWriter) -> Table:
        return _csv_table(writer, fields, selection.rows(fields), selection)

    def blocks(writer: CellWriter) -> list[Block]:
        return _side_by_side(writer, glance, selection.rows(glance), selection)

    return result_view(store, selection, lang, "list@1", "provinces", content, table, blocks)


def comparison_view(
    store: Store,
    comparison: Comparison,
    lang: str,
    drawn: Callable[[CellWriter], list[Block]] | None = None,
    transpose: bool = False,
) -> View:
    """Provinces as rows and fields as columns; the other way round with ``transpose``.

    :param drawn: what a reader sees instead of the table.
    """
    fields, rows = comparison.fields, comparison.rows

    def content(writer: CellWriter) -> dict[str, Any]:
        shown = [
            {
                "province": row.province.id,
                "name": row.province.name.zh,
                "cells": _cells(writer, fields, row),
            }
            for row in rows
        ]
        return {"fields": [field.key for field in fields], "rows": shown}

    def table(writer: CellWriter) -> Table:
        return _csv_table(writer, fields, rows, comparison)

    def blocks(writer: CellWriter) -> list[Block]:
        if not fields:
            return [Lines([writer.text("the provinces do not differ in these fields")], quiet=True)]
        if transpose:
            return _side_by_side(writer, fields, rows, comparison, transpose)
        return _side_by_side(writer, *_with_beside(comparison), comparison)

    return result_view(
        store, comparison, lang, "compare@1", "rows", content, table, drawn or blocks
    )


def _cells(writer: CellWriter, fields: Sequence[Field], row: ProvinceRow) -> dict[str, Cell]:
    return {
        field.key: _cell(writer, field, value)
        for field, value in zip(fields, row.values, strict=True)
    }


def _cell(writer: CellWriter, field: Field, value: Value) -> Cell:
    return writer.cell(value, field.vocabulary, field.dated)


def _with_beside(comparison: Comparison) -> tuple[list[Field], list[ProvinceRow]]:
    """The fields and, behind each, those that are to be read beside it; and rows to match."""
    fields = (*comparison.fields, *comparison.beside)
    places = {field.key: place for place, field in enumerate(fields)}
    keys = dict.fromkeys(key for f in comparison.fields for key in (f.key, *f.beside))
    order = [places[key] for key in keys]
    rows = []
    for row in comparison.rows:
        values = (*row.values, *row.beside)
        rows.append(ProvinceRow(row.province, tuple(values[place] for place in order)))
    return [fields[place] for place in order], rows


def _side_by_side(
    writer: CellWriter,
    fields: Sequence[Field],
    rows: Sequence[ProvinceRow],
    result: QueryResult,
    transpose: bool = False,
) -> list[Block]:
    """The table, with a column for each field."""
    if not rows:
        return [Lines([writer.text("no province is known to match")], quiet=True)]
    names = [Entry(writer.both(row.province.name)) for row in rows]
    beside = {key for field in fields for key in field.beside}
    aged = result.day is not None
    dated = all(field.key != "leader.as-of" for field in fields)
    shared = _stated_together(fields, rows)
    cells = [
        [
            _entry(writer, field, value, field.key in beside, dated if field.dated else not shared)
            for field, value in zip(fields, row.values, strict=True)
        ]
        for row in rows
    ]
    if any(field.dated for field in fields):
        writer.use("as-of")
    if transpose:
        columns = [Column(writer.text("Field")), *(Column(n.text, fold=True) for n in names)]
        lines = [
            [Entry(field.label.get(writer.lang)), *(row[place] for row in cells)]
            for place, field in enumerate(fields)
        ]
    else:
        columns = [Column(writer.text("Province"))]
        columns += [
            Column(
                field.label.get(writer.lang),
                field.kind == "number" and not field.measured,
                field.kind in ("name", "person", "term") or field.measured or aged,
            )
            for field in fields
        ]
        lines = [[name, *row] for name, row in zip(names, cells, strict=True)]
    grid = Grid(columns, lines)
    if shared is None or shared.on_day is None:
        return [grid]
    when = writer.stated(shared.on_day, shared.as_of)
    return [
        grid,
        Lines([writer.text("last known, where no date is given: {when}", when=when)], True),
    ]


def _stated_together(fields: Sequence[Field], rows: Sequence[ProvinceRow]) -> Value | None:
    """One of the values that are only last known, if all of them are stated for one date: that is
    then said once. Those about who leads have dates of their own."""
    last = {
        (value.as_of, value.on_day): value
        for row in rows
        for field, value in zip(fields, row.values, strict=True)
        if not field.dated and value.on_day and value.on_day.standing == LAST_KNOWN
    }
    return next(iter(last.values())) if len(last) == 1 else None


def _entry(writer: CellWriter, field: Field, value: Value, beside: bool, dated: bool) -> Entry:
    """A value in a table, without its note.

    No marks on a count, which no source states, nor on what stands beside the field that
    carries them. What is only last known says how old it is, or the column of dates does.
    """
    counted = field.kind == "number" and not field.measured
    entry = writer.entry(
        value,
        field.vocabulary,
        full=False,
        marks=not (counted or beside),
        dated=dated or value.as_of is None,
    )
    if field.key == "leader.as-of" and value.known and value.on_day:
        last = value.on_day.standing == LAST_KNOWN
        aside = writer.remarks(writer.age(value.on_day)) if last else ""
        return Entry(entry.text, entry.state, aside, "" if beside else entry.marks)
    return Entry(entry.text, entry.state) if beside and field.kind == "date" else entry


def _csv_table(
    writer: CellWriter, fields: Sequence[Field], rows: Sequence[ProvinceRow], result: QueryResult
) -> Table:
    parts = PARTS_ON_DAY if result.day else PARTS
    header = ["province", "name", "name-en"]
    for field in fields:
        header += [field.key, *(f"{field.key}.{part}" for part in _parts(field, parts))]
    return Table(header, (_csv_row(writer, fields, row, parts) for row in rows))


#: The columns of CSV that follow the value of a field.
PARTS = ("state", "label", "unit", "basis", "as-of", "note", "cite")
PARTS_ON_DAY = ("state", "label", "unit", "basis", "as-of", "age-days", "standing", "note", "cite")


def _parts(field: Field, parts: Sequence[str]) -> Sequence[str]:
    return ("qualifiers", *parts) if field.measured else parts


def _part(cell: Cell, part: str) -> Any:
    """What a column of CSV has of a cell."""
    if part == "cite":
        return cite_text(cell["cite"])
    if part == "qualifiers" and part in cell:
        year = cell[part]["year"]
        return qualifiers_text({**cell[part], "year": year["value"] or year["state"]})
    return cell.get(part)


def _csv_row(
    writer: CellWriter, fields: Sequence[Field], row: ProvinceRow, parts: Sequence[str]
) -> list[Any]:
    flat: list[Any] = [row.province.id, row.province.name.zh, row.province.name.en]
    for field, value in zip(fields, row.values, strict=True):
        cell = _cell(writer, field, value)
        content = cell["value"]
        if isinstance(content, list):
            content = "; ".join(map(str, content))
        flat.append(content)
        flat += [_part(cell, part) for part in _parts(field, parts)]
    return flat
