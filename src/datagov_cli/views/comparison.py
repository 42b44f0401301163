"""Provinces as rows, fields as columns: ``list`` and ``compare``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from datagov_cli.model.records import IMPLIED, LAST_KNOWN, STATED, Value
from datagov_cli.queries.compare import Comparison, ProvinceRow, QueryResult, Selection
from datagov_cli.queries.fields import FIELDS, Field
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.cells import Cell, CellWriter
from datagov_cli.views.csv_rows import RESERVATIONS, cell_part, cell_text, reservation
from datagov_cli.views.records import identity
from datagov_cli.views.result_view import result_view

#: The field in whose column the dates of the others that speak of who leads may stand.
DATE_FIELD = "leader.as-of"


def list_view(
    store: Store,
    selection: Selection,
    lang: str,
    columns: Sequence[Field] = (),
    long: bool = False,
) -> View:
    """Provinces at a glance; JSON and CSV have every field.

    :param columns: these fields instead, in every format.
    :param long: as rows of claims.
    """
    fields = [field for field in columns or FIELDS.values() if not field.identity]
    if long:
        return _long_view(store, selection, selection.rows(fields), fields, lang)
    glance = with_beside(fields if columns else [field for field in fields if field.glance])

    def content(writer: CellWriter) -> dict[str, Any]:
        shown = [
            {**identity(row.province), "fields": _cells(writer, fields, row)}
            for row in selection.rows(fields)
        ]
        return {"provinces": shown}

    def table(writer: CellWriter) -> Table:
        return _csv_table(writer, fields, selection.rows(fields))

    def blocks(writer: CellWriter) -> list[Block]:
        return _side_by_side(writer, glance, selection.rows(glance))

    return result_view(store, selection, lang, "list@1", "provinces", content, table, blocks)


def comparison_view(
    store: Store,
    comparison: Comparison,
    lang: str,
    drawn: Callable[[CellWriter], list[Block]] | None = None,
    transpose: bool = False,
    long: bool = False,
) -> View:
    """Provinces as rows and fields as columns; the other way round with ``transpose``.

    :param drawn: what a reader sees instead of the table.
    :param long: as rows of claims.
    """
    fields, rows = comparison.fields, comparison.rows
    if long:
        return _long_view(store, comparison, rows, fields, lang)

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
        return _csv_table(writer, fields, rows)

    def blocks(writer: CellWriter) -> list[Block]:
        if not fields:
            return [Lines([writer.text("the provinces do not differ in these fields")], quiet=True)]
        if transpose:
            return _side_by_side(writer, fields, rows, transpose)
        shown = with_beside(fields)
        return _side_by_side(writer, shown, _rows_of(comparison, shown))

    return result_view(
        store, comparison, lang, "compare@1", "rows", content, table, drawn or blocks
    )


def _long_view(
    store: Store,
    result: QueryResult,
    rows: Sequence[ProvinceRow],
    fields: Sequence[Field],
    lang: str,
) -> View:
    """The values of provinces as rows of claims."""
    from datagov_cli.queries.tables import Scope
    from datagov_cli.queries.tables.long_rows import claims_of_provinces
    from datagov_cli.queries.tables.select import choose_columns
    from datagov_cli.views.record_table import record_table_view

    scope = Scope(store, [row.province for row in rows], lang=lang)
    claims = claims_of_provinces(scope, result, rows, fields)
    glance = choose_columns(claims.table.glance, claims.table, store)
    return record_table_view(store, claims, lang, glance)


def _cells(writer: CellWriter, fields: Sequence[Field], row: ProvinceRow) -> dict[str, Cell]:
    return {
        field.key: _cell(writer, field, value)
        for field, value in zip(fields, row.values, strict=True)
    }


def _cell(writer: CellWriter, field: Field, value: Value) -> Cell:
    return writer.cell(value, field.vocabulary, field.dated)


def with_beside(fields: Sequence[Field]) -> list[Field]:
    """The fields and, behind each, those that are to be read beside it."""
    asked = {field.key: field for field in fields}
    keys = dict.fromkeys(key for field in fields for key in (field.key, *field.beside))
    return [asked.get(key) or FIELDS[key] for key in keys]


def _rows_of(comparison: Comparison, fields: Sequence[Field]) -> list[ProvinceRow]:
    """The rows of a comparison with the values of these fields, asked for or beside."""
    known = (*comparison.fields, *comparison.beside)
    places = {field.key: place for place, field in enumerate(known)}
    order = [places[field.key] for field in fields]
    return [
        ProvinceRow(row.province, tuple((*row.values, *row.beside)[place] for place in order))
        for row in comparison.rows
    ]


def _side_by_side(
    writer: CellWriter,
    fields: Sequence[Field],
    rows: Sequence[ProvinceRow],
    transpose: bool = False,
) -> list[Block]:
    """The table, with a column for each field."""
    if not rows:
        return [Lines([writer.text("no province is known to match")], quiet=True)]
    names = [
        Entry(row.province.short_name.get(writer.lang), record=row.province.id) for row in rows
    ]
    beside = {key for field in fields for key in field.beside}
    dates = not transpose and any(field.key == DATE_FIELD for field in fields)
    shared = _stated_together(fields, rows)
    cells = [
        [
            _value_entry(
                writer,
                field,
                value,
                field.key in beside,
                dates if field.dated else shared is not None,
                _says_implied(fields, row),
            )
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
                right=field.kind == "number" and not field.measured,
                fold=field.kind != "code",
                # Who leads is never shown apart from the date of that.
                joined=field.dated and before.dated,
            )
            for before, field in pairwise((fields[0], *fields))
        ]
        lines = [[name, *row] for name, row in zip(names, cells, strict=True)]
    grid = Grid(columns, lines, keyed=True)
    if shared is None or shared.on_day is None:
        return [grid]
    when = writer.stated(shared.on_day, shared.as_of, shared.as_of_basis)
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


def _says_implied(fields: Sequence[Field], row: ProvinceRow) -> bool:
    """Whether a row says elsewhere than at the date that the headship is implied."""
    return any(
        value.basis == IMPLIED or field.key == "leader.basis"
        for field, value in zip(fields, row.values, strict=True)
        if field.dated and field.key != DATE_FIELD
    )


def _value_entry(
    writer: CellWriter, field: Field, value: Value, beside: bool, dates: bool, implied: bool
) -> Entry:
    """A value in a table, without its note.

    No marks on a count, which no source states, nor on what stands beside the field that
    carries them. Who leads is dated, and what is only last known says how old it is, unless
    ``dates`` says so for it: a column of the same row for who leads, a line below the table for
    other fields. Such a date says that the headship is ``implied`` only where nothing beside it
    does; that the date itself is, always.
    """
    counted = field.kind == "number" and not field.measured
    is_date = field.key == DATE_FIELD
    own = value.as_of_basis == IMPLIED
    says = own or (value.basis == IMPLIED and not implied)
    entry = writer.entry(
        value,
        field.vocabulary,
        full=False,
        marks=not (counted or beside),
        aged=not dates or value.as_of is None,
        dated=field.dated and not (dates or is_date),
    )
    if is_date and value.known and value.on_day:
        last = value.on_day.standing == LAST_KNOWN
        said = [writer.age(value.on_day)] if last else []
        said += [writer.implied()] if says else []
        return entry.replace(aside=writer.remarks(*said), marks="" if beside else entry.marks)
    if beside and is_date and value.known:
        return entry.replace(aside=entry.aside if says else "", marks="")
    return entry


def _csv_table(writer: CellWriter, fields: Sequence[Field], rows: Sequence[ProvinceRow]) -> Table:
    """One column a field, with the unit and the qualifiers of a figure behind it, and one for
    what has to be said of them all."""
    header = ["province", "name", "name-en"]
    for field in fields:
        header += [field.key, *(f"{field.key}.{part}" for part in _parts(field))]
    return Table([*header, RESERVATIONS], (_csv_row(writer, fields, row) for row in rows))


def _parts(field: Field) -> Sequence[str]:
    return ("unit", "qualifiers") if field.measured else ()


def _csv_row(writer: CellWriter, fields: Sequence[Field], row: ProvinceRow) -> list[Any]:
    from datagov_cli.queries.tables.columns import qualifiers_text

    flat: list[Any] = [row.province.id, row.province.name.zh, row.province.name.en]
    said: dict[str, str | None] = {}
    dates = next((field for field in fields if field.key == DATE_FIELD), None)
    for field, value in zip(fields, row.values, strict=True):
        cell = _cell(writer, field, value)
        flat.append(cell_text(cell["value"]))
        flat += [cell_part(cell, part, writer.lang) for part in _parts(field)]
        said[field.key] = reservation(value)
        dated = field.dated and (dates is None or not field.key.startswith("leader"))
        if value.known and (dated or (value.on_day and value.on_day.standing == LAST_KNOWN)):
            said[f"{field.key}.as-of"] = value.as_of
        said[f"{field.key}.as-of-basis"] = (
            value.as_of_basis if value.as_of_basis != STATED else None
        )
        said[f"{field.key}.undated"] = str(value.undated) if value.undated else None
        said[f"{field.key}.sources"] = "withdrawn" if writer.unsupported(value) else None
        said[f"{field.key}.via"] = ", ".join(outlet.zh for outlet in value.via)
    return [*flat, qualifiers_text({key: each for key, each in said.items() if each}) or None]
