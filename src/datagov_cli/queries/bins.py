"""Values of one field in bins, for a map that can distinguish only a few.

Each term is a bin by itself. So are dates and numbers as long as there are few; else
they are put into at most five groups of about as many values each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import Value
from datagov_cli.queries.fields import Field

MAX_BINS = 5
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: Kinds of field whose values a map can tell apart.
MAPPED = ("term", "date", "number")


class Bin(Frozen):
    """One bin: its letter, and the values in it in their order."""

    letter: str
    values: tuple[Any, ...]


def bins_of(field: Field, values: Iterable[Value]) -> tuple[Bin, ...]:
    """The bins of these values; those that are not known belong to none.

    :param values: in the order in which a comparison has them, so that A is the first.
    :raises UsageError: if the field is of a kind that a map cannot show, or has too many
        different values.
    """
    if field.kind not in MAPPED:
        raise UsageError(
            message('a map cannot show "{key}": every province has its own', key=field.key),
            message(
                "fields of the kinds term, date and number can be shown; datagov fields lists them"
            ),
        )
    distinct = list(dict.fromkeys(value.value for value in values if value.known))
    groups = [[value] for value in distinct] if field.kind == "term" else _runs(distinct)
    if len(groups) > len(LETTERS):
        said = message(
            '"{key}" has {number} different values, too many for a map',
            key=field.key,
            number=len(groups),
        )
        raise UsageError(said, message("compare without --map shows them all"))
    return tuple(Bin(LETTERS[n], tuple(group)) for n, group in enumerate(groups))


def _runs(values: Sequence[Any]) -> list[list[Any]]:
    """At most five runs of the values; two that may be equal are never set apart."""
    if len(values) <= MAX_BINS:
        return [[value] for value in values]
    runs: list[list[Any]] = []
    for value in values:
        if runs and not all(_surely_differ(earlier, value) for earlier in runs[-1]):
            runs[-1].append(value)
        else:
            runs.append([value])
    groups: dict[int, list[Any]] = {}
    before = 0
    for run in runs:
        groups.setdefault(before * MAX_BINS // len(values), []).extend(run)
        before += len(run)
    return list(groups.values())


def _surely_differ(one: Any, two: Any) -> bool:
    """Whether the two are certainly different: dates may overlap."""
    if isinstance(one, FuzzyDate) and isinstance(two, FuzzyDate):
        return one.before(two) is True or one.after(two) is True
    return bool(one != two)
