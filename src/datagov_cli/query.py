"""Questions about provinces: which fields, in which order, where they differ.

Pure functions over the model; nothing here knows how an answer is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.dates import FuzzyDate
from datagov_cli.errors import UsageError
from datagov_cli.fields import FIELDS, Field, find_field
from datagov_cli.filters import Filter, answer_all, read
from datagov_cli.frozen import Frozen
from datagov_cli.model import DISPUTED, IMPLIED, NOT_APPLICABLE, UNKNOWN, Province, Text, Value

if TYPE_CHECKING:
    from datagov_cli.fields import Vocabularies


class Row(Frozen):
    """One province and its values, one for each field asked for."""

    province: Province
    values: tuple[Value, ...]


class Comparison(Frozen):
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]


class Question(Frozen):
    """Which provinces, in which order, how many of them, and grouped by what."""

    filters: tuple[Filter, ...] = ()
    include_unknown: bool = False
    sort: Field | None = None
    reverse: bool = False
    group_by: Field | None = None
    limit: int | None = None


class Choice(Frozen):
    """The provinces that a question is about; ``left_out`` are those of which it is not known
    whether they match."""

    provinces: tuple[Province, ...]
    left_out: tuple[Province, ...]


class Group(Frozen):
    """The provinces that share a value. ``value`` is that one; a row may have several."""

    value: Value
    rows: tuple[Row, ...]


def question(
    vocabularies: Vocabularies,
    where: Sequence[str] = (),
    include_unknown: bool = False,
    sort: str | None = None,
    group_by: str | None = None,
    limit: int | None = None,
) -> Question:
    """Read what the command line asks for.

    :param sort: a field; with ``-`` in front the other way round.
    :raises UsageError: for an unknown field or a condition that cannot be read.
    """
    reverse = sort is not None and sort.startswith("-")
    return Question(
        tuple(read(text, vocabularies) for text in where),
        include_unknown,
        find_field(sort.removeprefix("-"), vocabularies) if sort else None,
        reverse,
        find_field(group_by, vocabularies) if group_by else None,
        limit,
    )


def choose(provinces: Iterable[Province], asked: Question, vocabularies: Vocabularies) -> Choice:
    """The provinces that match, in the order asked for, if one was."""
    chosen, left_out = [], []
    for province in provinces:
        answer = answer_all(asked.filters, province, vocabularies)
        if answer or (answer is None and asked.include_unknown):
            chosen.append(province)
        elif answer is None:
            left_out.append(province)
    if asked.sort:
        rows = [Row(p, (asked.sort.get(p, vocabularies),)) for p in chosen]
        chosen = [row.province for row in _sorted(rows, asked.sort, vocabularies, asked.reverse)]
    return Choice(tuple(chosen), tuple(left_out))


def groups(provinces: Sequence[Province], field: Field, vocabularies: Vocabularies) -> list[Group]:
    """The provinces by value, best first, then those without one; a province that has several
    values stands in several groups."""
    found: dict[Any, list[Row]] = {}
    for province in provinces:
        value = field.get(province, vocabularies)
        items: tuple[Any, ...] = (value.value,)
        if value.known and isinstance(value.value, tuple):
            items = value.value
        for item in dict.fromkeys(items):
            found.setdefault((value.state, item, value.unit), []).append(Row(province, (value,)))
    made = [
        Group(Value(state, item, unit=unit), tuple(rows))
        for (state, item, unit), rows in found.items()
    ]
    states = (NOT_APPLICABLE, DISPUTED, UNKNOWN)

    def order(group: Group) -> tuple[Any, ...]:
        state = group.value.state
        place = states.index(state) if state in states else -1
        return (place, *_order(group.value, field, vocabularies))

    return sorted(made, key=order)


def choose_fields(names: Sequence[str], vocabularies: Vocabularies) -> tuple[Field, ...]:
    """The fields named, each once, in their order; those for comparing if none is named.

    :param names: keys, several in one text separated by commas.
    :raises UsageError: for an unknown field.
    """
    keys = [key for name in names for key in name.split(",") if key.strip()]
    if names and not keys:
        raise UsageError("no field given", "datagov fields lists all of them")
    found = [find_field(key, vocabularies) for key in keys]
    chosen = found or sorted(
        (field for field in FIELDS.values() if field.compared),
        key=lambda field: field.key != "leader-rank",
    )
    return tuple(dict.fromkeys(chosen))


def compare(
    provinces: Iterable[Province],
    fields: Sequence[Field],
    vocabularies: Vocabularies,
    differences: bool = False,
    ordered: bool = False,
) -> Comparison:
    """The provinces side by side, ordered by the first field: best first, unknown last.

    :param ordered: leave them in the order in which they come.
    :param differences: keep only the fields in which the provinces differ.
    """
    rows = [
        Row(province, tuple(field.get(province, vocabularies) for field in fields))
        for province in provinces
    ]
    if differences:
        kept = [
            place
            for place in range(len(fields))
            if len({_said(row.values[place]) for row in rows}) > 1
        ]
        fields = [fields[place] for place in kept]
        rows = [Row(row.province, tuple(row.values[place] for place in kept)) for row in rows]
    if fields and not ordered:
        rows = _sorted(rows, fields[0], vocabularies)
    return Comparison(tuple(fields), tuple(rows))


def _sorted(
    rows: Iterable[Row], field: Field, vocabularies: Vocabularies, reverse: bool = False
) -> list[Row]:
    """By the first value, then by code; what is not known comes last either way."""
    rows = sorted(rows, key=lambda row: row.province.gb2260)
    known = [row for row in rows if row.values[0].known]
    known.sort(key=lambda row: _order(row.values[0], field, vocabularies), reverse=reverse)
    return [*known, *(row for row in rows if not row.values[0].known)]


def _order(value: Value, field: Field, vocabularies: Vocabularies) -> tuple[Any, ...]:
    """Known before unknown; terms by rank, numbers largest first, dates oldest first."""
    if not value.known:
        return (True, (), False, ())
    items = value.value if isinstance(value.value, tuple) else (value.value,)
    ranked = field.kind == "term" and field.vocabulary
    terms = vocabularies.terms(ranked) if ranked else {}

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


def _said(value: Value) -> Any:
    """What makes two values differ for a reader: what they say, not who says it."""
    return (value.state, value.value, value.claims)
