"""Queries about provinces: which of them, which fields, in which order, where they differ.

Pure functions over the model; nothing here knows how an answer is shown. An answer carries all
that has to be said with it: see :class:`QueryResult`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    NOT_APPLICABLE,
    UNKNOWN,
    Province,
    Qualifiers,
    Text,
    Value,
)
from datagov_cli.queries.fields import FIELDS, Field, Values, find_field
from datagov_cli.queries.filters import Filter, answer_all, read_filter
from datagov_cli.queries.frames import Tabular

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies
    from datagov_cli.queries.filters import Answers

    #: Gives the field with a key.
    Find = Callable[[str, Vocabularies], Field]


class ProvinceRow(Frozen):
    """One province and its values: one for each field asked for, and one for each field that
    a table shows beside those."""

    province: Province
    values: tuple[Value, ...]
    beside: tuple[Value, ...] = ()


class Query(Frozen):
    """Which provinces, in which order, how many rows at most, about which day."""

    filters: tuple[Filter, ...] = ()
    include_unknown: bool = False
    sort: Field | None = None
    reverse: bool = False
    limit: int | None = None
    day: FuzzyDate | None = None


class QueryResult(Frozen):
    """What an answer about provinces says of itself, whatever its rows are.

    ``day`` is the one asked about, ``None`` if none was; ``left_out`` are the provinces of
    which it is not known whether they match, ``None`` where no condition was set; ``total``
    is the number of rows before the ``limit``, ``None`` if there is no limit. ``nearby`` has
    conditions with ``~`` in place of ``=`` that more rows match, and how many.
    """

    day: FuzzyDate | None
    left_out: tuple[Any, ...] | None
    total: int
    limit: int | None
    nearby: tuple[tuple[str, int], ...]

    @property
    def said(self) -> dict[str, Any]:
        """What it says of itself, for another answer to the same query."""
        return {name: getattr(self, name) for name in QueryResult._fields}


class Selection(QueryResult):
    """Provinces, and the values of the answer about them."""

    provinces: tuple[Province, ...]
    values: Values

    def rows(self, fields: Sequence[Field]) -> list[ProvinceRow]:
        """The provinces with their values for these fields, derived only now."""
        return [
            ProvinceRow(province, tuple(self.values.get(province, field) for field in fields))
            for province in self.provinces
        ]


class Comparison(QueryResult, Tabular):
    """Provinces side by side; ``beside`` are the fields that a table shows next to those asked
    for."""

    fields: tuple[Field, ...]
    beside: tuple[Field, ...]
    rows: tuple[ProvinceRow, ...]

    def to_dicts(self) -> list[dict[str, Any]]:
        from datagov_cli.queries.tables import state_of
        from datagov_cli.queries.tables.columns import cell_value

        made = []
        for row in self.rows:
            cells: dict[str, Any] = {"province": row.province.id}
            for field, value in zip(self.fields, row.values, strict=True):
                cells[field.key] = cell_value(value.value if value.known else None)
                cells[f"{field.key}-state"] = state_of(value)
            made.append(cells)
        return made


class ValueGroup(Frozen):
    """The provinces that share a value. ``value`` is that one; a row may have several."""

    value: Value
    rows: tuple[ProvinceRow, ...]


class Grouping(QueryResult):
    """Provinces by their values of a field; the rows of the answer are its groups."""

    field: Field
    groups: tuple[ValueGroup, ...]


def parse_query(
    vocabularies: Vocabularies,
    where: Sequence[str] = (),
    include_unknown: bool = False,
    sort: str | None = None,
    limit: int | None = None,
    day: FuzzyDate | None = None,
    find: Find | None = None,
) -> Query:
    """Read what is asked for.

    :param where: conditions, as :mod:`datagov_cli.queries.filters` reads them.
    :param sort: a field; with ``-`` in front the other way round.
    :param limit: a number of rows; none or 0 for all.
    :param find: gives the field with a key; that of provinces if ``None``.
    :raises UsageError: for an unknown field, a condition that cannot be read or a limit below 0.
    """
    if limit is not None and limit < 0:
        raise UsageError(
            message("{number} is not a number of rows", number=limit), message("0 or none for all")
        )
    find = find or find_field
    return Query(
        tuple(read_filter(text, vocabularies, find) for text in where),
        include_unknown,
        find(sort.removeprefix("-"), vocabularies) if sort else None,
        sort is not None and sort.startswith("-"),
        limit or None,
        day,
    )


def select(provinces: Iterable[Province], query: Query, vocabularies: Vocabularies) -> Selection:
    """The provinces that match, in the order asked for, if one was."""
    values = Values(vocabularies)
    matches = matching(provinces, query, values)
    provinces = tuple(matches.found[: query.limit])
    return Selection(provinces=provinces, values=values, **matches.said)


def compare(
    provinces: Iterable[Province],
    fields: Sequence[Field],
    query: Query,
    vocabularies: Vocabularies,
    differences: bool = False,
) -> Comparison:
    """The provinces that match side by side, in the order asked for; if none was, by the first
    field: best first, unknown last.

    :param differences: keep only the fields in which the provinces differ.
    """
    values = Values(vocabularies)
    matches = matching(provinces, query, values)
    found = matches.found
    if differences:
        fields = [
            field
            for field in fields
            if len({_compared_content(values.get(province, field)) for province in found}) > 1
        ]
    if fields and not query.sort:
        found = _sorted(found, fields[0], values)
    asked = {field.key for field in fields}
    near = dict.fromkeys(key for field in fields for key in field.beside if key not in asked)
    beside = tuple(FIELDS[key] for key in near)
    rows = (
        ProvinceRow(
            province,
            tuple(values.get(province, field) for field in fields),
            tuple(values.get(province, field) for field in beside),
        )
        for province in found[: query.limit]
    )
    return Comparison(fields=tuple(fields), beside=beside, rows=tuple(rows), **matches.said)


def group(
    provinces: Iterable[Province], field: Field, query: Query, vocabularies: Vocabularies
) -> Grouping:
    """The provinces that match by value, best first, then those without one; a province that
    has several values stands in several groups."""
    values = Values(vocabularies)
    matches = matching(provinces, query, values)
    rows_by_value: dict[Value, list[ProvinceRow]] = {}
    for province in matches.found:
        value = values.get(province, field)
        items: tuple[Any, ...] = (value.value,)
        if value.known and isinstance(value.value, tuple):
            items = value.value
        for item in dict.fromkeys(items):
            shared = Value(value.state, item, unit=value.unit, qualifiers=_qualifiers(value))
            rows_by_value.setdefault(shared, []).append(ProvinceRow(province, (value,)))
    groups = [ValueGroup(value, tuple(rows)) for value, rows in rows_by_value.items()]
    states = (NOT_APPLICABLE, DISPUTED, UNKNOWN)

    def order(group: ValueGroup) -> tuple[Any, ...]:
        state = group.value.state
        place = states.index(state) if state in states else -1
        return (place, *_sort_key(group.value, field, values))

    groups.sort(key=order)
    said = matches.said | {"total": len(groups)}
    return Grouping(field=field, groups=tuple(groups[: query.limit]), **said)


def choose_fields(names: str | Sequence[str], vocabularies: Vocabularies) -> tuple[Field, ...]:
    """The fields named, each once, in their order; those for comparing if none is named.

    :param names: keys, several in one text separated by commas.
    :raises UsageError: for an unknown field.
    """
    keys = split_list(names, message("field"), message("datagov fields lists all of them"))
    named = [find_field(key, vocabularies) for key in keys]
    chosen = named or sorted(
        (field for field in FIELDS.values() if field.compared),
        key=lambda field: field.key != "leader-rank",
    )
    return tuple(dict.fromkeys(chosen))


class Matches(QueryResult):
    """All that matches, in the order asked for, whatever the limit."""

    found: list[Any]


def matching(subjects: Iterable[Any], query: Query, values: Answers) -> Matches:
    """The provinces or records that match, in the order asked for."""
    kept = list(subjects)
    found, left_out = [], []
    for subject in kept:
        answer = answer_all(query.filters, subject, values)
        if answer or (answer is None and query.include_unknown):
            found.append(subject)
        elif answer is None:
            left_out.append(subject)
    nearby = _nearby(kept, query.filters, len(found), values)
    if query.sort:
        found = _sorted(found, query.sort, values, query.reverse)
    unsure = tuple(left_out) if query.filters else None
    return Matches(query.day, unsure, len(found), query.limit, nearby, found)


def _nearby(
    subjects: Sequence[Any], filters: Sequence[Filter], found: int, values: Answers
) -> tuple[tuple[str, int], ...]:
    """Each condition that would find more with ``~``, the others as they are, and how many."""
    more = []
    for filter_ in filters:
        if filter_.nearby is None:
            continue
        instead = [filter_.nearby if other is filter_ else other for other in filters]
        number = sum(answer_all(instead, subject, values) is True for subject in subjects)
        if number > found:
            more.append((str(filter_.nearby.condition), number))
    return tuple(more)


def by_field(comparison: Comparison, field: Field, vocabularies: Vocabularies) -> Comparison:
    """The same provinces with one field alone, asked for or beside, in its order."""
    place = (*comparison.fields, *comparison.beside).index(field)
    pairs = [(row.province, (*row.values, *row.beside)[place]) for row in comparison.rows]
    ordered = _in_order(pairs, field, Values(vocabularies))
    rows = tuple(ProvinceRow(province, (value,)) for province, value in ordered)
    return comparison.replace(fields=(field,), beside=(), rows=rows)


def _sorted(
    subjects: Iterable[Any], field: Field, values: Answers, reverse: bool = False
) -> list[Any]:
    """In the order of their values of a field."""
    pairs = [(subject, values.get(subject, field)) for subject in subjects]
    return [subject for subject, _ in _in_order(pairs, field, values, reverse)]


def _in_order(
    pairs: Iterable[tuple[Any, Value]], field: Field, values: Answers, reverse: bool = False
) -> list[tuple[Any, Value]]:
    """By their values of a field, then by code; what is not known comes last either way."""
    by_code = sorted(pairs, key=lambda pair: str(pair[0].gb2260))
    known = [pair for pair in by_code if pair[1].known]
    known.sort(key=lambda pair: _sort_key(pair[1], field, values), reverse=reverse)
    return [*known, *(pair for pair in by_code if not pair[1].known)]


def _sort_key(value: Value, field: Field, values: Answers) -> tuple[Any, ...]:
    """Known before unknown; terms by rank, numbers largest first, dates oldest first."""
    if not value.known:
        return (True, (), False, ())
    items = value.value if isinstance(value.value, tuple) else (value.value,)
    ranked = field.kind == "term" and field.vocabulary
    terms = values.terms(ranked) if ranked else {}

    def key(item: Any) -> Any:
        if isinstance(item, FuzzyDate):
            return item.sort_key()
        if isinstance(item, Text):
            return item.zh
        if isinstance(item, str):
            return (terms[item].position, item) if item in terms else (len(terms), item)
        return -item

    keys = [key(item) for item in items]
    if ranked:
        keys.sort()
    return (False, tuple(keys[:1]), value.basis == IMPLIED, tuple(keys))


def _compared_content(value: Value) -> Any:
    """What makes two values differ for a reader: what they say, not who says it."""
    return (value.state, value.value, value.sides, _qualifiers(value))


def _qualifiers(value: Value) -> Qualifiers | None:
    return value.qualifiers.uncited() if value.qualifiers else None
