"""Facts, a row each, and the table of claims: a row for each fact and each citation of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from datagov_cli.model.key_types import HEADS, STAGES, STRING, Key
from datagov_cli.model.record_keys import RECORD_KEYS, VIA
from datagov_cli.model.record_values import beside, dated_as, value_of_key
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    RECORD_KINDS,
    Body,
    Citation,
    Head,
    OnDay,
    Province,
    Record,
    Stage,
    Text,
    Value,
    active,
)
from datagov_cli.model.sources import WHOLE
from datagov_cli.queries.tables.columns import (
    PROVINCE,
    STANDING,
    DataColumn,
    DataRow,
    Scope,
    cell_value,
    qualifiers_text,
    record_names,
)
from datagov_cli.queries.value_text import headship, label_of
from datagov_cli.storage.store import Store

#: The columns of a fact; behind them stand its citations.
FACT_COLUMNS = (
    PROVINCE,
    DataColumn("kind", "text", ("记录的种类", "Kind of record: the name of its table")),
    DataColumn(
        "record",
        "id",
        ("记录的标识", "Id of the record"),
        refers_to=("provinces", *RECORD_KINDS, "heads", "statements"),
    ),
    DataColumn("field", "text", ("字段", "The key of the record that says it")),
    DataColumn("state", "text", ("状态", "known, unknown, not-applicable or disputed")),
    DataColumn("value", "text", ("值", "The value; of what is disputed, one side a row")),
    DataColumn(
        "label", "text", ("显示名", "Label of a term, name of a record, text in the language")
    ),
    DataColumn("unit", "term", ("计量单位", "Unit of a figure"), "units"),
    DataColumn("basis", "term", ("依据", "Whether it is stated or implied"), "bases"),
    DataColumn("as-of", "date", ("所述日期", "The day for which a source states it")),
    DataColumn("as-of-basis", "term", ("日期依据", "implied, if that day is"), "bases"),
    DataColumn("note", "text", ("说明", "Why it is not known, or what it is inferred from")),
    DataColumn("searched", "list", ("已查之处", "Where it was searched in vain, and when")),
    DataColumn(
        "qualifiers",
        "list",
        ("须一并列出的键值", "What must stand beside the value: relation=add; year=2025"),
    ),
    DataColumn("via", "text", VIA.about),
    STANDING,
)
COLUMNS = (
    *FACT_COLUMNS,
    DataColumn("source", "id", ("来源", "The source cited"), refers_to=("sources",)),
    DataColumn("paragraph", "number", ("段", "Its paragraph; 0 is the title")),
    DataColumn("tier", "term", ("来源级别", "Tier of the source"), "tiers"),
    DataColumn("extent", "term", ("所读范围", "How much of the source was read"), "extents"),
)  # fmt: skip


Fact = tuple[DataRow, tuple[Citation, ...]]


def claim_rows(scope: Scope) -> Iterator[DataRow]:
    """The rows of the table, in the order of the data."""
    return rows_of_facts(scope, facts(scope))


def rows_of_facts(scope: Scope, told: Iterable[Fact]) -> Iterator[DataRow]:
    """Facts as rows of the table: one for each citation, or one without."""
    for row, cites in told:
        for cite in cites:
            source = scope.store.source(cite.source)
            yield (*row, cite.source, cite.paragraph, source.tier, source.extent or WHOLE)
        if not cites:
            yield (*row, None, None, None, None)


def facts(scope: Scope, kinds: Sequence[str] = ("provinces", *RECORD_KINDS)) -> Iterator[Fact]:
    """Each fact, each side of a dispute by itself, and the citations of it.

    :param kinds: the tables whose records count; heads stand behind their body.
    """
    for province in scope.provinces:
        of = Facts(scope, province)
        if "provinces" in kinds:
            yield from of.of("provinces", "province", province.id, province)
        yield from of.sought(kinds)
        for kind in RECORD_KINDS:
            for record in province.records(kind) if kind in kinds else ():
                yield from of.of_record(kind, record)
    for statement in scope.national.statements if scope.national else ():
        yield from Facts(scope, None).of("statements", "statements", statement.id, statement)


#: The short name of a province, a part of its ``name`` in files.
_SHORT = Key("short", STRING, ("简称", "Short name"), ("中文简称", "Short Chinese name"))


def fact_rows(
    place: DataRow,
    value: Value,
    lang: str,
    label: Callable[[Any], str | None],
    *,
    qualifiers: str | None,
    via: str | None,
    standing: str | None,
) -> Iterator[Fact]:
    """A fact as rows of the table: one, or of a dispute one for each side.

    :param place: province, kind, record and field.
    :param label: what a value is called.
    """
    searched = "; ".join(f"{s.where}, {s.date}" for s in value.searched)
    for side in value.sides if value.state == DISPUTED else (value,):
        dated = side if side.as_of else value
        row = (
            *place,
            value.state,
            None if side.value is None else str(_text_of(side.value)),
            label(side.value),
            side.unit,
            side.basis if side.known else None,
            dated.as_of,
            IMPLIED if dated.as_of_basis == IMPLIED else None,
            note.get(lang) if (note := value.note or side.note) else None,
            searched or None,
            qualifiers,
            via,
            standing,
        )
        yield row, side.cite


def label_in(lang: str, store: Store, vocabulary: str | None, value: Any) -> str | None:
    """What a value is called; ``None`` where that is what it says itself.

    :param vocabulary: the home of its terms.
    """
    if isinstance(value, tuple):
        labels = (label_in(lang, store, vocabulary, item) for item in value)
        return "; ".join(label for label in labels if label is not None) or None
    if isinstance(value, Text):
        return value.get(lang)
    if isinstance(value, Head):
        return headship(value, store).get(lang)
    if isinstance(value, Stage):
        status = label_of(value.status.value, "policy-statuses", store)
        return f"{status.get(lang)} {value.date.value}"
    if vocabulary and value is not None:
        return label_of(value, vocabulary, store).get(lang)
    return None


def said_beside(values: Iterable[tuple[str, Value]]) -> str | None:
    """``relation=add; year=2025; year-basis=implied``: of what is implied the basis too."""
    said = {}
    for name, value in values:
        said[name] = value.value if value.known else value.state
        if value.basis == IMPLIED:
            said[f"{name}-basis"] = IMPLIED
    return qualifiers_text(said) or None


class Facts:
    """The facts of one province, or of the country, as rows."""

    def __init__(self, scope: Scope, province: Province | None) -> None:
        self.store = scope.store
        self.lang = scope.lang
        self.province = province

    def sought(self, kinds: Sequence[str]) -> Iterator[Fact]:
        """What was looked for in the province and not found, of these kinds of records."""
        if self.province is None:
            return
        for name, value in self.province.sought(*kinds):
            key = Key(name, STRING, (name, name), (name, name))
            yield from self._fact(
                "provinces", "province", self.province.id, self.province, key, value
            )

    def of_record(self, kind: str, record: Record) -> Iterator[Fact]:
        """Those of a record; of a body, its heads' behind them."""
        yield from self.of(kind, kind, record.about.id, record)
        for head in active(record.heads) if isinstance(record, Body) else ():
            yield from self.of_record("heads", head)

    def of(self, table: str, kind: str, name: str, record: Any) -> Iterator[Fact]:
        """Those of a record alone.

        :param table: its table, and ``kind`` its kind in :mod:`datagov_cli.model.record_keys`.
        :param name: its id.
        """
        for key in RECORD_KEYS[kind]:
            value = value_of_key(kind, record, key) if key.shown else None
            if value is None or (key.type == HEADS and value.known):
                continue
            for each in self._each(key, value):
                yield from self._fact(table, kind, name, record, key, each)
        if isinstance(record, Province):
            short = Value(KNOWN, record.short)
            yield from self._fact(table, kind, name, record, _SHORT, short)

    def _each(self, key: Key, value: Value) -> Iterable[Value]:
        """The facts under a key: each earlier status of a policy is one of its own."""
        if key.type == STAGES and value.known:
            return [value.replace(value=(s,), cite=s.cite or value.cite) for s in value.value]
        return (value,)

    def _fact(
        self, table: str, kind: str, name: str, record: Any, key: Key, value: Value
    ) -> Iterator[Fact]:
        """One fact: a row for each side of a dispute."""
        about = getattr(record, "about", None)
        on_day = value.on_day or (about.on_day if about else None)
        place = (self.province.id if self.province else None, table, name, key.name)
        return fact_rows(
            place,
            _dated(value, record, on_day),
            self.lang,
            partial(self._label, key),
            qualifiers=said_beside((k.name, said) for k, said in beside(kind, record, key)),
            via=about.via.get(self.lang) if about and about.via else None,
            standing=on_day.standing if on_day else None,
        )

    def _label(self, key: Key, value: Any) -> str | None:
        if not key.refers_to:
            return label_in(self.lang, self.store, key.vocabulary, value)
        named = self._names.get(value)
        return named.get(self.lang) if named else None

    @cached_property
    def _names(self) -> dict[str, Text]:
        """What the records of this province are called."""
        return record_names(self.province)


def _text_of(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else cell_value(value)


def _dated(value: Value, record: Any, on_day: OnDay | None) -> Value:
    """The value with the day for which it is stated: that of a headship is the day of each fact
    of it; of what is only last known, the date of the last source."""
    if isinstance(record, Head) and not value.as_of:
        return value.replace(**dated_as(record))
    if on_day and not value.as_of:
        return value.replace(as_of=on_day.as_of)
    return value
