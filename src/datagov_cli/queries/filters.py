"""The language of ``--where``: one condition, ``FIELD OP VALUE``.

===========  ===============================================================================
``=``        is; of several values: these and no others (``governor,deputy-party-secretary``)
``!=``       is not
``<`` ``>``  before and after, less and more; of ranked terms *lower* and *higher* in rank:
             ``leader-rank>=governor`` is governor or better
``<= >=``    the same, or equal
``~``        contains: a list one of the terms, a name or code the text
===========  ===============================================================================

Terms are written by id or label, names in Chinese or English, both in any case. Figures may be
written as sources write them (``200亿元``). A rough date is a period: ``<2020`` is before the
first day of that year, ``=2020`` within it. A value that begins or ends in quotes or spaces, or
reads like a state, stands in double quotes, within which a quote is doubled.

After ``=`` and ``!=`` the words ``known``, ``unknown``, ``not-applicable`` and ``disputed`` ask
for the state of a value, ``stated`` and ``implied`` for its basis, unless they are terms of the
field itself (``leader.basis=implied``).

A condition answers ``True``, ``False`` or ``None`` for *not known*. A value that is unknown or
does not apply answers nothing but the question for its state; a disputed one answers where all
its sides agree. ``!=`` is the exact opposite of ``=``, ``>=`` of ``<``, ``>`` of ``<=``. Of
several conditions (Kleene's logic) one *no* is enough for *no*, and only all *yes* for *yes*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    NOT_APPLICABLE,
    STATED,
    UNKNOWN,
    Province,
    Term,
    Text,
    Value,
)
from datagov_cli.queries.fields import Field, find_field, find_metric

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Values, Vocabularies

OPERATORS = ("!=", "<=", ">=", "=", "<", ">", "~")
STATES = (KNOWN, UNKNOWN, NOT_APPLICABLE, DISPUTED)
BASES = (STATED, IMPLIED)
#: Vocabularies whose order says who ranks higher.
RANKED = ("leader-ranks", "posts")
#: Of a long expression only this much on either side of a fault is shown.
MARGIN = 60

_FIELD = re.compile(r"\s*([A-Za-z0-9_.-]*)\s*")
_OPERATOR = re.compile("|".join(map(re.escape, OPERATORS)))


class FilterSyntaxError(UsageError):
    """A condition that cannot be read, with a caret under the character at fault."""

    def __init__(self, message: str, text: str, place: int, hint: str | None = None) -> None:
        super().__init__(message, hint, _excerpt(text, place))
        self.place = place


class Condition(Frozen):
    """One condition as written; ``literal`` if its value stood in quotes."""

    key: str
    operator: str
    value: str
    literal: bool

    def __str__(self) -> str:
        doubled = self.value.replace('"', '""')
        return f"{self.key}{self.operator}" + (f'"{doubled}"' if self.literal else self.value)


ValueTest = Callable[[Value], "bool | None"]


class Filter(Frozen):
    """A condition and the test that it puts to the value of its field."""

    condition: Condition
    field: Field
    test: ValueTest

    def answer(self, province: Province, values: Values) -> bool | None:
        """Whether it holds of a province; ``None`` where that is not known."""
        return self.test(values.get(province, self.field))


def answer_all(filters: Iterable[Filter], province: Province, values: Values) -> bool | None:
    """Whether all hold: no if one does not, else not known if one is not known."""
    answers = [filter_.answer(province, values) for filter_ in filters]
    if False in answers:
        return False
    return None if None in answers else True


# --- reading --------------------------------------------------------------------------------


def parse_condition(text: str) -> Condition:
    """Read one condition.

    :raises BadExpression: where it does not follow the grammar.
    """
    return _parse_with_places(text)[0]


def _parse_with_places(text: str) -> tuple[Condition, int, int]:
    """The condition, and the places at which its field and its value begin."""
    named = _FIELD.match(text)
    assert named
    start, end = named.start(1), named.end()
    example = "write FIELD OP VALUE, for example leader-rank=governor or body.established<2020"
    if not named.group(1):
        raise FilterSyntaxError("no field given", text, start, example)
    operator = _OPERATOR.match(text, end)
    if not operator:
        known = f"operators: {', '.join(OPERATORS)}"
        what = "an operator is missing" if end == len(text) else "an operator is expected here"
        raise FilterSyntaxError(what, text, end, known)
    place = operator.end()
    if text[place : place + 1] in ("=", "<", ">", "~"):
        hint = f"operators: {', '.join(OPERATORS)}; quote a value that begins with one of them"
        raise FilterSyntaxError("not a valid operator", text, place, hint)
    raw = text[place:]
    place += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    if not raw:
        raise FilterSyntaxError("a value is missing", text, place, example)
    literal = raw.startswith('"')
    if literal:
        raw = _unquoted(text, raw, place)
    return Condition(named.group(1).casefold(), operator.group(), raw, literal), start, place


def _unquoted(text: str, raw: str, place: int) -> str:
    body = raw[1:].replace('""', "\0\0")
    end = body.find('"')
    if end < 0:
        raise FilterSyntaxError("the quote is not closed", text, place)
    if body[end + 1 :]:
        raise FilterSyntaxError("nothing may follow the closing quote", text, place + end + 2)
    return raw[1 : end + 1].replace('""', '"')


def read_filter(text: str, vocabularies: Vocabularies) -> Filter:
    """Read one condition and settle what it asks.

    :raises BadExpression: for wrong grammar, an unknown field or a value that the field
        cannot have.
    """
    condition, start, place = _parse_with_places(text)
    try:
        field = find_field(condition.key, vocabularies)
    except UsageError as error:
        raise FilterSyntaxError(error.message, text, start, error.hint) from None
    try:
        test = _value_test(condition, field, vocabularies)
    except UsageError as error:
        raise FilterSyntaxError(error.message, text, place, error.hint) from None
    except _OperatorError as error:
        at = text.index(condition.operator, start)
        raise FilterSyntaxError(str(error), text, at, error.hint) from None
    return Filter(condition, field, test)


def _excerpt(text: str, place: int) -> tuple[str, str]:
    """The expression and a caret under one of its characters, wide ones counted as two."""
    from datagov_cli.base.safe_text import visible
    from datagov_cli.base.text_width import cells

    before = visible(text[max(0, place - MARGIN) : place])
    return before + visible(text[place : place + MARGIN]), " " * cells(before) + "^"


#: The operators of dates and numbers, as a hint.
_ORDERED = "use =, !=, <, <=, > or >="


class _OperatorError(Exception):
    """The kind of a field has no such operator; ``hint`` names those that it has."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


# --- testing --------------------------------------------------------------------------------


def _value_test(condition: Condition, field: Field, vocabularies: Vocabularies) -> ValueTest:
    operator, word = condition.operator, condition.value.casefold()
    negated = {"!=": "=", ">=": "<", ">": "<="}.get(operator)
    if negated:
        positive = _value_test(condition.replace(operator=negated), field, vocabularies)
        return lambda value: _not(positive(value))
    terms = (
        vocabularies.terms(field.vocabulary) if field.kind == "term" and field.vocabulary else {}
    )
    if operator == "=" and not condition.literal and word not in terms:
        if word in STATES:
            return lambda value: value.state == word
        if word in BASES:
            return lambda value: value.basis == word if value.known else None
    ask = _MAKERS[field.kind](condition, field, terms, vocabularies)

    def test(value: Value) -> bool | None:
        if value.state == DISPUTED:
            answers = {test(side) for side in value.sides}
            return answers.pop() if len(answers) == 1 else None
        if not value.known:
            return None
        return ask(value.value if isinstance(value.value, tuple) else (value.value,))

    return test


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


ItemsTest = Callable[[tuple[Any, ...]], "bool | None"]


def _term_test(
    condition: Condition, field: Field, terms: dict[str, Term], vocabularies: Vocabularies
) -> ItemsTest:
    operator = condition.operator
    if operator not in ("=", "~") and field.vocabulary not in RANKED:
        raise _OperatorError(f"{field.key} is not ordered", "use =, != or ~")
    listed = operator == "=" and not condition.literal
    names = condition.value.split(",") if listed else [condition.value]
    wanted = {_find_term(name.strip(), field, terms) for name in names}
    if operator == "=":
        return lambda items: set(items) == wanted
    (only,) = wanted
    if operator == "~":
        return lambda items: only in items
    ranks = vocabularies.terms("leader-ranks")

    def rank(term: str) -> int:
        named = terms[term].extra.get("rank", term) if term in terms else term
        return ranks[named].position if named in ranks else len(ranks)

    # The first term is the highest, and so is the best of several posts.
    if operator == "<":
        return lambda items: min(map(rank, items)) > rank(only)
    return lambda items: min(map(rank, items)) >= rank(only)


def _find_term(name: str, field: Field, terms: dict[str, Term]) -> str:
    folded = _folded(name)
    for term in terms.values():
        if folded in (term.id, _folded(term.label.zh), _folded(term.label.en)):
            return term.id
    known = ", ".join(list(terms)[:9]) + (" …" if len(terms) > 9 else "")
    labels = [text for term in terms.values() for text in (term.label.zh, term.label.en)]
    raise UsageError(
        f'{field.key} has no value "{name}"',
        did_you_mean(name, [*terms, *labels], f"values: {known}"),
    )


def _date_test(condition: Condition, *_: Any) -> ItemsTest:
    operator = condition.operator
    if operator == "~":
        raise _OperatorError("~ does not apply to dates", _ORDERED)
    try:
        period = FuzzyDate.parse(condition.value)
    except ValueError as error:
        raise UsageError(str(error), "write a year, a month or a day") from None

    def within(days: Sequence[FuzzyDate]) -> bool | None:
        answers = {day.during(period) for day in days}
        return False if False in answers else None if None in answers else True

    def earlier(days: Sequence[FuzzyDate]) -> bool | None:
        newest = max(days, key=FuzzyDate.sort_key)
        edge = period.start if operator == "<" else period.end
        surely = newest.end < edge if operator == "<" else newest.end <= edge
        never = newest.start >= edge if operator == "<" else newest.start > edge
        return True if surely else False if never else None

    return within if operator == "=" else earlier


def _number_test(
    condition: Condition, field: Field, _: Any, vocabularies: Vocabularies
) -> ItemsTest:
    from datagov_cli.model.quantities import parse_quantity

    operator = condition.operator
    if operator == "~":
        raise _OperatorError("~ does not apply to numbers", _ORDERED)
    try:
        wanted, unit = parse_quantity(condition.value)
    except ValueError:
        hint = "write 100, 1.5 or 240亿元"
        raise UsageError(f'"{condition.value}" is not a number', hint) from None
    if unit and unit not in _units(field, vocabularies):
        raise UsageError(f'{field.key} is not in "{unit}"', "use the unit of the field, or none")
    if operator == "=":
        return lambda items: all(item == wanted for item in items)
    if operator == "<":
        return lambda items: all(item < wanted for item in items)
    return lambda items: all(item <= wanted for item in items)


def _units(field: Field, vocabularies: Vocabularies) -> set[str]:
    """The ways to write the unit of a target's field; no other number has one."""
    if field.vocabulary != "units":
        return set()
    metric = find_metric(field.key, vocabularies)
    unit = vocabularies.terms("units")[str(metric and metric.extra.get("unit"))]
    return {unit.id, unit.label.zh, unit.label.en, *unit.extra.get("written", ())}


def _name_test(condition: Condition, field: Field, *_: Any) -> ItemsTest:
    operator, wanted = condition.operator, _folded(condition.value)
    if operator not in ("=", "~"):
        raise _OperatorError(f"{field.key} is not ordered", "use =, != or ~")

    def names(item: Any) -> tuple[str, ...]:
        return (_folded(item.zh), _folded(item.en)) if isinstance(item, Text) else (_folded(item),)

    if operator == "~":
        return lambda items: any(wanted in name for item in items for name in names(item))
    return lambda items: all(wanted in names(item) for item in items)


def _folded(text: str) -> str:
    """A name without case and width."""
    from unicodedata import normalize

    return normalize("NFKC", text).casefold().strip()


_MAKERS: dict[str, Callable[..., ItemsTest]] = {
    "term": _term_test,
    "date": _date_test,
    "number": _number_test,
    "name": _name_test,
    "person": _name_test,
    "code": _name_test,
}
