"""The data as flat tables: one a kind of record, and one of claims, a row for each fact.

Everything that leaves the program in rows is to be read from here. What a table has follows
from :mod:`datagov_cli.model.record_keys`; its values are plain: ids of terms and of records, dates
as they are written, lists joined by ``"; "``.

* A text has a column in Chinese and one in English, ``title`` and ``title-en``.
* A field that may be unknown has a column ``…-state`` beside it: empty where the value is
  known and stated, else ``implied``, ``unknown``, ``not-applicable`` or ``disputed``. The
  value of what is disputed is empty; ``claims`` has each side of it.
* ``claims`` has a row for each fact and citation: a fact with two citations has two rows that
  differ in ``source``, ``paragraph`` and ``tier`` alone, one without a citation has one.
* ``citations`` has a row for each paragraph that a claim cites; its ``source`` and
  ``paragraph`` are those of ``claims``.

Reservations go with the values. What follows from an implied headship is implied (see
:mod:`datagov_cli.model.record_values`); the as-of of a headship stands beside each fact of it;
relation, year and basis stand beside a figure; whom the source credits, beside each fact.
Records that have been withdrawn are in no table; sources are, with the day and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datagov_cli.model.key_types import (
    BOOLEAN,
    DATE,
    HEADS,
    ID,
    NAMES,
    NUMBER,
    REPOST,
    SNAPSHOT,
    STAGES,
    TERM,
    TERMS,
    TEXT,
    TEXTS,
    Key,
)
from datagov_cli.model.record_keys import RECORD_KEYS, VIA
from datagov_cli.model.record_values import value_of_key
from datagov_cli.model.records import IMPLIED, KNOWN, R, Record, Value, active
from datagov_cli.model.sources import Source
from datagov_cli.queries.tables.citations import CITATIONS
from datagov_cli.queries.tables.claims import COLUMNS as CLAIMS
from datagov_cli.queries.tables.claims import claim_rows
from datagov_cli.queries.tables.columns import (
    PROVINCE,
    STANDING,
    DataColumn,
    DataRow,
    DataTable,
    Scope,
    TableRow,
    cell_value,
    plain_row,
)

__all__ = ["TABLES", "DataColumn", "DataRow", "DataTable", "Scope", "TableRow"]

_TYPES = {NUMBER: "number", BOOLEAN: "boolean", DATE: "date", TERM: "term", ID: "id"}
_ID = DataColumn("id", "text", ("记录的标识", "Id of the record"))
_BODY = DataColumn("body", "id", ("所属机构", "The body that is headed"), refers_to=("bodies",))
_END = (
    STANDING,
    DataColumn("via", "text", VIA.about),
    DataColumn("via-en", "text", VIA.about),
    DataColumn("anchors", "list", ("关键词", "Terms that occur in the paragraphs cited")),
)
_CITE = DataColumn("cite", "list", ("引证", "Citations, source#paragraph"))

_WHY = ("撤回原因", "Why it was withdrawn")
_WITHDRAWN = (
    DataColumn("withdrawn", "date", ("撤回日期", "When it was withdrawn, if it was")),
    DataColumn("withdrawn-reason", "text", _WHY),
    DataColumn("withdrawn-reason-en", "text", _WHY),
)


def _columns(key: Key) -> Iterator[DataColumn]:
    several = key.type in (TEXTS, TERMS, HEADS, STAGES)
    if key.type == SNAPSHOT:
        yield DataColumn("paragraphs", "number", ("段数", "Number of paragraphs, title included"))
        return
    kind = "list" if several else _TYPES.get(key.type, "text")
    referred = ("heads",) if key.type == HEADS else key.refers_to
    yield DataColumn(key.name, kind, key.about, key.vocabulary, referred)
    if key.type in (TEXT, TEXTS, NAMES, REPOST):
        yield DataColumn(f"{key.name}-en", kind, key.about)
    if key.type == NAMES:
        yield DataColumn("short", "text", ("中文简称", "Short Chinese name"))
    if key.type == REPOST:
        yield DataColumn("via-published", "date", ("转载日期", "Day of the repost"))
    if key.uncertain:
        about = (f"“{key.label[0]}”的状态", f"State of {key.name}, unless known and stated")
        yield DataColumn(f"{key.name}-state", "text", about)


def _cells(kind: str, record: Any, key: Key) -> Iterator[Any]:
    """The values for the columns of a key."""
    if key.type == SNAPSHOT:
        yield len(record.digests)
        return
    value = value_of_key(kind, record, key)
    content = value.value if value is not None and value.known else None
    if key.type == HEADS and content:
        content = active(content) or None
    yield cell_value(content)
    if key.type in (TEXT, TEXTS, NAMES, REPOST):
        yield _english(content)
    if key.type == NAMES:
        yield record.short
    if key.type == REPOST:
        yield cell_value(record.via_published)
    if key.uncertain:
        yield state_of(value)


def _own(kind: str, record: Any) -> Iterator[Any]:
    for key in RECORD_KEYS[kind]:
        if key.shown:
            yield from _cells(kind, record, key)


def _listed(kind: str) -> tuple[DataColumn, ...]:
    return tuple(column for key in RECORD_KEYS[kind] if key.shown for column in _columns(key))


def _record_row(kind: str, record: Record) -> DataRow:
    """A record of a province from its id on."""
    about = record.about
    via = (about.via.zh, about.via.en) if about.via else (None, None)
    ends = (about.on_day.standing if about.on_day else None, *via, "; ".join(about.anchors))
    return (about.id, *_own(kind, record), *ends, "; ".join(map(str, about.cite)))


def _of_kind(kind: str, *glance: str) -> DataTable:
    def records(scope: Scope) -> Iterator[TableRow]:
        for province in scope.provinces:
            for record in _listed_records(scope, getattr(province, kind)):
                yield TableRow(record, province)

    def write(row: TableRow) -> DataRow:
        return (row.province and row.province.id, *_record_row(kind, row.record))

    return DataTable(
        kind, (PROVINCE, _ID, *_listed(kind), *_END, _CITE), records, write, kind, glance
    )


def _listed_records(scope: Scope, records: tuple[R, ...]) -> tuple[R, ...]:
    return records if scope.withdrawn else active(records)


def _heads(scope: Scope) -> Iterator[TableRow]:
    for province in scope.provinces:
        for body in _listed_records(scope, province.bodies):
            for head in _listed_records(scope, body.heads):
                yield TableRow(head, province, body)


def _head(row: TableRow) -> DataRow:
    assert row.province
    assert row.body
    return (row.province.id, row.body.about.id, *_record_row("heads", row.record))


def _statement(row: TableRow) -> DataRow:
    cite = "; ".join(map(str, row.record.cite))
    return (row.record.id, *_own("statements", row.record), cite)


def _source(row: TableRow) -> DataRow:
    source: Source = row.record
    gone = source.withdrawn
    reason = (gone.reason.zh, gone.reason.en) if gone else (None, None)
    return (source.id, *_own("source", source), cell_value(gone and gone.date), *reason)


#: What a vocabulary may say of its terms besides their labels.
_OF_TERMS = (
    DataColumn("rank", "term", ("级别", "Rank of a post"), "leader-ranks"),
    DataColumn("unit", "term", ("计量单位", "Unit of a metric"), "units"),
    DataColumn("aliases", "list", ("别名", "Other names of a metric")),
    DataColumn("written", "list", ("来源中的写法", "How sources write a unit")),
)


def _terms(scope: Scope) -> Iterator[TableRow]:
    for vocabulary in scope.store.ids("vocabulary"):
        for term in scope.store.terms(vocabulary).values():
            extra = (term.extra.get(column.name) for column in _OF_TERMS)
            more = ("; ".join(map(str, x)) if isinstance(x, list) else x for x in extra)
            label = term.label
            yield TableRow((vocabulary, term.id, term.position, label.zh, label.en, *more))


def _english(value: Any) -> str | None:
    texts = value if isinstance(value, tuple) else (value,)
    return "; ".join(text.en for text in texts) if value else None


def state_of(value: Value | None) -> str | None:
    """What a column of states says: ``None`` of a value that is known and stated."""
    if value is None or value.state != KNOWN:
        return value.state if value else None
    return IMPLIED if value.basis == IMPLIED else None


#: Every table by its name.
TABLES: dict[str, DataTable] = {
    table.name: table
    for table in (
        DataTable(
            "provinces",
            (_ID, *_listed("province")),
            lambda scope: (TableRow(province, province) for province in scope.provinces),
            lambda row: (row.record.id, *_own("province", row.record)),
            "province",
        ),
        _of_kind("bodies", "name", "kind", "established"),
        DataTable(
            "heads",
            (PROVINCE, _BODY, _ID, *_listed("heads"), *_END, _CITE),
            _heads,
            _head,
            "heads",
            ("person", "posts", "body", "as-of"),
        ),
        _of_kind("meetings", "date", "title", "chair"),
        _of_kind("policies", "title", "status", "date"),
        _of_kind("targets", "metric", "value"),
        _of_kind("measures", "metric", "relation", "value"),
        _of_kind("milestones", "date", "claim", "scope"),
        _of_kind("initiatives", "summary", "mode"),
        DataTable(
            "statements",
            (_ID, *_listed("statements"), _CITE),
            lambda scope: map(TableRow, scope.national.statements if scope.national else ()),
            _statement,
            "statements",
            ("kind", "claim", "as-of"),
        ),
        DataTable(
            "sources",
            (_ID, *_listed("source"), *_WITHDRAWN),
            lambda scope: map(TableRow, map(scope.store.source, scope.store.ids("sources"))),
            _source,
            "source",
            ("id", "title", "published", "records"),
            shared=True,
        ),
        DataTable(
            "terms",
            (
                DataColumn("vocabulary", "text", ("词表", "The vocabulary")),
                _ID,
                DataColumn("position", "number", ("次序", "Its place, which is its rank; 0 first")),
                DataColumn("label", "text", ("名称", "Its label")),
                DataColumn("label-en", "text", ("名称", "Its label")),
                *_OF_TERMS,
            ),
            _terms,
            plain_row,
            glance=("id", "label", "label-en", "position", "rank", "unit"),
            shared=True,
            cites=False,
        ),
        DataTable(
            "claims",
            CLAIMS,
            lambda scope: map(TableRow, claim_rows(scope)),
            plain_row,
            glance=(
                "province",
                "record",
                "field",
                "state",
                "value",
                "basis",
                "as-of",
                "note",
                "qualifiers",
                "via",
                "standing",
                "source",
                "paragraph",
            ),
        ),
        CITATIONS,
    )
}
