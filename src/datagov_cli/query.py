"""Questions about provinces: which fields, in which order, where they differ.

Pure functions over the model; nothing here knows how an answer is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.dates import FuzzyDate
from datagov_cli.errors import UsageError
from datagov_cli.fields import FIELDS, Field, find_field
from datagov_cli.frozen import Frozen
from datagov_cli.model import IMPLIED, Province, Text, Value

if TYPE_CHECKING:
    from datagov_cli.fields import Vocabularies


class Row(Frozen):
    """One province and its values, one for each field asked for."""

    province: Province
    values: tuple[Value, ...]


class Comparison(Frozen):
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]


def choose_fields(names: Sequence[str], vocabularies: Vocabularies) -> tuple[Field, ...]:
    """The fields named, each once, in their order; those for comparing if none is named.

    :param names: keys, several in one text separated by commas.
    :raises UsageError: for an unknown field.
    """
    keys = [key for name in names for key in name.split(",") if key.strip()]
    if names and not keys:
        raise UsageError("no field is named", "datagov fields lists all of them")
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
) -> Comparison:
    """The provinces side by side, ordered by the first field: best first, unknown last.

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
    if fields:
        first = fields[0]
        rows.sort(key=lambda r: (*_order(r.values[0], first, vocabularies), r.province.gb2260))
    return Comparison(tuple(fields), tuple(rows))


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
