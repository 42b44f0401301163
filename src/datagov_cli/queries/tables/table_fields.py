"""The fields by which the records of a table are listed, ordered and asked for.

Each key of a kind of record is one, by its name; besides, every record has its ``id``, its
``province`` and the ``source`` on which it rests. A table of plain rows has its columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import count
from typing import Any

from datagov_cli.base.messages import Label, Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.key_types import (
    BOOLEAN,
    DATE,
    HEADS,
    ID,
    NUMBER,
    SNAPSHOT,
    STAGES,
    STRING,
    TERM,
    TERMS,
    WRITTEN,
    Key,
)
from datagov_cli.model.labels import key_label, kind_label
from datagov_cli.model.record_keys import RECORD_KEYS, VIA
from datagov_cli.model.record_values import (
    dated_as,
    each_once,
    is_measured,
    joined_value,
    recorded,
    value_of_key,
)
from datagov_cli.model.records import DISPUTED, KNOWN, Citation, Province, Term, Value, active
from datagov_cli.queries.fields import Derivation, Field
from datagov_cli.queries.last_stated import weakest
from datagov_cli.queries.leadership import dispute
from datagov_cli.queries.tables import TABLES, DataColumn, DataTable, Scope, TableRow
from datagov_cli.queries.tables.columns import cell_value, record_names

#: The state of a value on which a record says nothing, and of which it need not.
NOTHING = ""


class RecordReference(Text):
    """Another record, by its name and its id."""

    id: str


class TableValues:
    """The values of the rows of one answer."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._names: dict[str, dict[str, Text]] = {}

    def get(self, row: TableRow, field: Field) -> Value:
        """The value of a field of a row."""
        return field.derive(row, self)

    def terms(self, vocabulary: str) -> dict[str, Term]:
        """A vocabulary: its terms by id, in their order."""
        return self.scope.store.terms(vocabulary)

    def reference(self, province: Province | None, record_id: str) -> RecordReference:
        """Another record of a province, or a source where there is no province."""
        if province is None:
            return _referring(self.scope.store.source(record_id).title, record_id)
        if province.id not in self._names:
            self._names[province.id] = record_names(province)
        return _referring(self._names[province.id].get(record_id), record_id)

    def used(self, source_id: str) -> int:
        """How many records rest on a source, those about the country among them."""
        return self._used[source_id]

    @cached_property
    def _used(self) -> Counter[str]:
        """How many records rest on each source."""
        tables = (each for each in TABLES.values() if each.kind not in ("", "province", "source"))
        rows = ((table.kind, row) for table in tables for row in table.records(self.scope))
        return Counter(source for kind, row in rows for source in _sources_cited(kind, row))


def _referring(name: Text | None, record_id: str) -> RecordReference:
    zh, en = (name.zh, name.en) if name else (record_id, record_id)
    return RecordReference(zh, en, record_id)


def fields_of(table: DataTable) -> dict[str, Field]:
    """The fields of a table by their keys."""
    listed = _record_fields(table) if table.kind else map(_of_column, table.columns, count())
    return {field.key: field for field in listed}


# --- of records -------------------------------------------------------------------------------

_KINDS = {
    STRING: "code",
    WRITTEN: "code",
    BOOLEAN: "code",
    DATE: "date",
    NUMBER: "number",
    SNAPSHOT: "number",
    TERM: "term",
    TERMS: "term",
}


def _record_fields(table: DataTable) -> Iterator[Field]:
    kind = table.kind
    columns = {column.name for column in table.columns}
    if "province" in columns:
        about = message("The province, by any of its names or codes")
        named = _given(lambda row, _: row.province and row.province.id)
        yield Field("province", kind_label("province"), "province", about, named)
    named = _given(lambda row, _: row.about.id)
    yield Field("id", key_label("id"), "code", message("Id of the record"), named)
    if kind == "heads":
        about = message("The body that is headed")
        yield Field("body", kind_label("body"), "name", about, _given(_headed))
    for key in RECORD_KEYS[kind]:
        if key.shown:
            yield _of_key(kind, key)
    about = message("A source on which it rests, by id or title")
    if "cite" in columns:
        yield Field("source", key_label("source"), "name", about, _given(partial(_cited, kind)))
    if "via" in columns and kind != "source":
        credited = _given(lambda row, _: row.about.via)
        yield Field("via", key_label("via"), "name", Label(*VIA.about), credited)
    if kind == "source":
        about = message("How many records rest on it")
        label = message("Records", context="number")
        yield Field("records", label, "number", about, _use_count)
    if "anchors" in columns or kind == "source":
        about = message("When it was withdrawn, if it was")
        gone = _given(lambda row, _: row.about.withdrawn and row.about.withdrawn.date)
        yield Field("withdrawn", key_label("withdrawn"), "date", about, gone)


def _given(content: Callable[[TableRow, TableValues], Any]) -> Derivation:
    """What a record says, or nothing."""

    def derive(row: TableRow, values: TableValues) -> Value:
        said = content(row, values)
        return Value(KNOWN, said) if said else Value(NOTHING)

    return derive


def _of_key(kind: str, key: Key) -> Field:
    name = "paragraphs" if key.type == SNAPSHOT else key.name
    measured = is_measured(kind, key)
    vocabulary = "units" if measured else key.vocabulary
    beside = (*key.beside, "unit") if measured else key.beside
    return Field(
        name,
        key_label(key.name, kind),
        _KINDS.get(key.type, "name"),
        Label(*key.about),
        partial(_derive, kind, key),
        vocabulary,
        beside,
    )


def _derive(kind: str, key: Key, row: TableRow, values: TableValues) -> Value:
    """What a record says under a key, in the form in which fields have it."""
    if key.type == SNAPSHOT:
        return Value(KNOWN, len(row.record.digests))
    value = value_of_key(kind, row.record, key)
    if value is None:
        return Value(NOTHING)
    if key.type == HEADS:
        return _persons(row, value)
    content = partial(_content, key, row, values)
    return value.replace(
        value=content(value.value) if value.known else None,
        sides=tuple(side.replace(value=content(side.value)) for side in value.sides),
    )


def _content(key: Key, row: TableRow, values: TableValues, content: Any) -> Any:
    if key.type == ID:
        return values.reference(row.province, content)
    if key.type == STAGES:
        return tuple(str(cell_value(stage)) for stage in content)
    return str(content).lower() if key.type == BOOLEAN else content


def _persons(row: TableRow, account: Value) -> Value:
    """Who heads a body, as far as names are known; where it is disputed, each side."""
    heads = active(row.record.heads)
    if not heads:
        return account
    persons = [recorded("heads", head, "person") for head in heads]
    named = [head for head in heads if head.person.known]
    if named:
        known = [person for person in persons if person.known]
        on_day = weakest(person.on_day for person in known)
        content = tuple(person.value for person in known)
        return joined_value(content, known, on_day=on_day, **dated_as(*named))
    if sides := each_once(person.sides for person in persons):
        return dispute(sides)
    return persons[0]


def _headed(row: TableRow, values: TableValues) -> RecordReference | None:
    return values.reference(row.province, row.body.about.id) if row.body else None


def _cited(kind: str, row: TableRow, values: TableValues) -> tuple[RecordReference, ...]:
    return tuple(values.reference(None, source) for source in _sources_cited(kind, row))


def _sources_cited(kind: str, row: TableRow) -> tuple[str, ...]:
    """The sources on which anything rests that a record says, each once."""
    cites: list[Citation] = list(row.about.cite)
    said = [value_of_key(kind, row.record, key) for key in RECORD_KEYS[kind] if key.shown]
    for value in (*said, *getattr(row.about, "absent", {}).values()):
        for each in (value, *value.sides) if value else ():
            cites += each.cite
    for stage in getattr(row.record, "history", ()):
        cites += stage.cite
    return tuple(dict.fromkeys(cite.source for cite in cites))


def _use_count(row: TableRow, values: TableValues) -> Value:
    return Value(KNOWN, values.used(row.record.id))


# --- of plain rows ----------------------------------------------------------------------------

_COLUMN_KINDS = {"number": "number", "date": "date", "term": "term"}
#: Of columns by their names, which come before their types.
_NAMED_KINDS = {"province": "province", "state": "state"}


def _of_column(column: DataColumn, place: int) -> Field:
    kind = _NAMED_KINDS.get(column.name) or _COLUMN_KINDS.get(column.type, "name")

    def derive(row: TableRow, _: TableValues) -> Value:
        return _plain_value(row.record[place], column.type)

    return Field(
        column.name, key_label(column.name), kind, Label(*column.about), derive, column.vocabulary
    )


def _plain_value(content: Any, column_type: str) -> Value:
    if content is None:
        return Value(NOTHING)
    if column_type == "list":
        return Value(KNOWN, tuple(str(content).split("; ")))
    if column_type == "date":
        sides = [Value(KNOWN, FuzzyDate.parse(date)) for date in content.split(" / ")]
        return sides[0] if len(sides) == 1 else Value(DISPUTED, sides=tuple(sides))
    return Value(KNOWN, content)
