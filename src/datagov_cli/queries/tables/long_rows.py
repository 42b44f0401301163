"""Rows of the table of claims for an answer: ``--long``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.model.records import KNOWN, Value
from datagov_cli.queries.compare import ProvinceRow, QueryResult
from datagov_cli.queries.fields import Field
from datagov_cli.queries.tables import TABLES, Scope, TableRow
from datagov_cli.queries.tables.claims import (
    Fact,
    Facts,
    fact_rows,
    label_in,
    rows_of_facts,
    said_beside,
)
from datagov_cli.queries.tables.select import TableSelection
from datagov_cli.queries.tables.table_fields import TableValues


def claims_of_records(selection: TableSelection, fields: Sequence[Field] = ()) -> TableSelection:
    """What the records of an answer say, a row for each fact and each citation.

    :param fields: only what they say in these.
    :raises UsageError: of a table that has no records.
    """
    table, scope = selection.table, selection.values.scope
    if table.kind in ("", "source"):
        raise UsageError(
            message("--long is for what records claim, and {table} claim nothing", table=table.name)
        )
    keys = {field.key for field in fields}

    def facts() -> Iterator[Fact]:
        for row in selection.rows:
            told = Facts(scope, row.province)
            of = told.of(table.name, table.kind, row.about.id, row.record)
            # The column of the field is the fourth of a fact.
            yield from (fact for fact in of if not keys or fact[0][3] in keys)

    return _claims(selection, scope, facts())


def claims_of_provinces(
    scope: Scope, result: QueryResult, rows: Sequence[ProvinceRow], fields: Sequence[Field]
) -> TableSelection:
    """What the values of provinces in these fields are and rest on, in the same rows."""

    def facts() -> Iterator[Fact]:
        for row in rows:
            for field, value in zip(fields, row.values, strict=True):
                terms = field.vocabulary if field.kind == "term" else None
                for part in value.parts or (value,):
                    name = part.of.id if part.of else row.province.id
                    place = (row.province.id, "provinces", name, field.key)
                    yield from fact_rows(
                        place,
                        part,
                        scope.lang,
                        partial(label_in, scope.lang, scope.store, terms),
                        qualifiers=_qualifiers(part),
                        via="; ".join(outlet.get(scope.lang) for outlet in part.via) or None,
                        standing=part.on_day.standing if part.on_day else None,
                    )

    return _claims(result, scope, facts())


def _claims(result: QueryResult, scope: Scope, facts: Iterator[Fact]) -> TableSelection:
    return TableSelection(
        table=TABLES["claims"],
        rows=tuple(map(TableRow, rows_of_facts(scope, facts))),
        values=TableValues(scope),
        withdrawn=getattr(result, "withdrawn", 0),
        **result.said,
    )


def _qualifiers(value: Value) -> str | None:
    if value.undated:
        return said_beside([("undated", Value(KNOWN, value.undated))])
    if value.qualifiers is None:
        return None
    relation, basis = (Value(KNOWN, x) for x in (value.qualifiers.relation, value.qualifiers.basis))
    return said_beside((("relation", relation), ("year", value.qualifiers.year), ("basis", basis)))
