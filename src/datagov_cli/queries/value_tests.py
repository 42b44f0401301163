"""What a condition of ``--where`` asks of a value; :mod:`.filters` has its language.

A test answers ``True``, ``False`` or ``None`` for *not known*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.errors import NotationError, UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.divisions import DIVISIONS, find_division
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    LAST_KNOWN,
    NOT_APPLICABLE,
    STATED,
    UNKNOWN,
    Term,
    Text,
    Value,
)
from datagov_cli.queries.fields import Field, find_metric

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

STATES = (KNOWN, UNKNOWN, NOT_APPLICABLE, DISPUTED)
BASES = (STATED, IMPLIED)
#: Vocabularies whose order says who ranks higher.
RANKED = ("leader-ranks", "posts")


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


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Kleene's *and*: no if one is no, else not known if one is not known."""
    given = set(answers)
    return False if False in given else None if None in given else True


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Kleene's *or*: yes if one is yes, else not known if one is not known."""
    given = set(answers)
    return True if True in given else None if None in given else False


class OperatorError(Exception):
    """The kind of a field has no such operator; ``instead`` are some that it has."""

    def __init__(self, said: Text, instead: Text | None = None) -> None:
        super().__init__(said.en)
        self.said = said
        self.instead = instead or message("=, != or ~")


class AlternativeError(UsageError):
    """What is wrong with one of several values separated by commas."""

    def __init__(self, error: UsageError, alternative: str) -> None:
        super().__init__(error.said, error.advice)
        self.alternative = alternative


def value_test(condition: Condition, field: Field, vocabularies: Vocabularies) -> ValueTest:
    """The test that a condition puts to the value of a field.

    :raises UsageError: for a value that the field cannot have.
    :raises OperatorError: for an operator that it does not have.
    """
    if condition.operator == "!=":
        same = _test_of_any(condition.replace(operator="="), field, vocabularies, excludes=True)
        return lambda value: _not(same(value))
    return _test_of_any(condition, field, vocabularies, excludes=False)


def _test_of_any(
    condition: Condition, field: Field, vocabularies: Vocabularies, excludes: bool
) -> ValueTest:
    """The test for one of several values.

    :param excludes: the answer that rules a value out, which what is only last known cannot give.
    """
    parts = _alternatives(condition, field)
    if len(parts) == 1:
        return _test_of_one(condition, field, vocabularies, excludes)
    tests = []
    for part in parts:
        try:
            tests.append(_test_of_one(condition.replace(value=part), field, vocabularies, excludes))
        except UsageError as error:
            raise AlternativeError(error, part) from None
    return lambda value: any_of(test(value) for test in tests)


#: A comma that does not set the thousands of a figure apart.
_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),")


def _alternatives(condition: Condition, field: Field) -> list[str]:
    """The values of which one will do. A whole name may have a comma itself."""
    if condition.literal or condition.operator not in ("=", "~"):
        return [condition.value]
    text = condition.value
    parts = [part.strip() for part in (_COMMA.split(text) if field.measured else text.split(","))]
    if not all(parts):
        raise UsageError(message('no value given before or after a comma of "{text}"', text=text))
    whole = [text] if len(parts) > 1 and condition.operator == "=" else []
    return [*parts, *whole] if _MAKERS[field.kind] is _name_test else parts


def _test_of_one(
    condition: Condition, field: Field, vocabularies: Vocabularies, excludes: bool
) -> ValueTest:
    word = condition.value.casefold()
    terms = (
        vocabularies.terms(field.vocabulary) if field.kind == "term" and field.vocabulary else {}
    )
    plain = condition.literal or word in terms or field.kind == "state"
    if condition.operator == "=" and not plain:
        if word in STATES:
            return lambda value: value.state == word
        if word in BASES:
            return lambda value: value.basis == word if value.known else _without(value)
    ordered = field.kind in ("date", "number") or field.vocabulary in RANKED
    if condition.operator not in ("=", "~") and not ordered:
        raise OperatorError(message("{key} is not ordered", key=field.key))
    units = _units_asked(condition, vocabularies) if field.measured else frozenset()
    negated = {">=": "<", ">": "<="}.get(condition.operator)
    asked = condition.replace(operator=negated or condition.operator)
    ask = _MAKERS[field.kind](asked, field, terms, vocabularies)

    def compare(value: Value) -> bool | None:
        if value.state == DISPUTED:
            answers = {compare(side) for side in value.sides}
            return answers.pop() if len(answers) == 1 else None
        if not value.known:
            return _without(value)
        # Figures in different units are neither equal nor in any order.
        if units and value.unit and value.unit not in units:
            return False
        answer = ask(value.value if isinstance(value.value, tuple) else (value.value,))
        return _not(answer) if negated else answer

    def test(value: Value) -> bool | None:
        answer = compare(value)
        last_known = value.on_day is not None and value.on_day.standing == LAST_KNOWN
        return None if last_known and answer is excludes else answer

    return test


def _without(value: Value) -> bool | None:
    """What one that is not known answers. Where there can be no value, it is not the one asked
    about, nor in any order to it."""
    return False if value.state == NOT_APPLICABLE else None


def takes_part_of_a_name(field: Field) -> bool:
    """Whether ``~`` finds a part of what ``=`` asks for as a whole."""
    return _MAKERS[field.kind] is _name_test


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


ItemsTest = Callable[[tuple[Any, ...]], "bool | None"]


def _term_test(
    condition: Condition, field: Field, terms: dict[str, Term], vocabularies: Vocabularies
) -> ItemsTest:
    operator = condition.operator
    only = _find_term(condition.value, field, terms)
    if operator in ("=", "~"):
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
    hint = did_you_mean(name, [*terms, *labels], message("values: {known}", known=known))
    if re.search(r"\||\bor\b", name):
        hint = message("write {key}=A,B for one of several values", key=field.key)
    elif re.search(r"\band\b", name, re.IGNORECASE):
        hint = message("give --where once for each condition; all must hold")
    raise UsageError(message('{key} has no value "{name}"', key=field.key, name=name), hint)


def _state_test(condition: Condition, field: Field, *_: Any) -> ItemsTest:
    """A column of states: those of the facts that its rows tell, and not of the column."""
    wanted = _folded(condition.value)
    if wanted not in STATES:
        known = message("values: {known}", known=", ".join(STATES))
        raise UsageError(
            message('{key} has no value "{name}"', key=field.key, name=condition.value),
            did_you_mean(wanted, STATES, known),
        )
    return lambda items: wanted in items


def _date_test(condition: Condition, *_: Any) -> ItemsTest:
    operator = condition.operator
    try:
        period = FuzzyDate.parse(condition.value)
    except NotationError as error:
        raise UsageError(error.said, message("write a year, a month or a day")) from None

    def within(days: Sequence[FuzzyDate]) -> bool | None:
        return any_of(day.during(period) for day in days)

    def earlier(days: Sequence[FuzzyDate]) -> bool | None:
        newest = max(days, key=FuzzyDate.sort_key)
        edge = period.start if operator == "<" else period.end
        surely = newest.end < edge if operator == "<" else newest.end <= edge
        never = newest.start >= edge if operator == "<" else newest.start > edge
        return True if surely else False if never else None

    return within if operator in ("=", "~") else earlier


def _number_test(
    condition: Condition, field: Field, _: Any, vocabularies: Vocabularies
) -> ItemsTest:
    from decimal import Decimal

    from datagov_cli.model.quantities import parse_quantity

    def as_written(figure: float) -> Decimal:
        """7.7 as the file has it, not the binary number next to it."""
        return Decimal(str(figure))

    operator = condition.operator
    if operator == "~":
        raise OperatorError(
            message("~ does not apply to numbers"), message("=, !=, <, <=, > or >=")
        )
    try:
        wanted, unit = parse_quantity(condition.value)
    except ValueError:
        hint = message("write 100, 1.5 or 240亿元")
        raise UsageError(
            message('"{value}" is not a number', value=condition.value), hint
        ) from None
    if unit and unit not in _units(field, vocabularies):
        raise UsageError(
            message('{key} is not in "{unit}"', key=field.key, unit=unit),
            message("use the unit of the field, or none"),
        )
    if operator == "=":
        return lambda items: any(as_written(item) == wanted for item in items)
    if operator == "<":
        return lambda items: all(as_written(item) < wanted for item in items)
    return lambda items: all(as_written(item) <= wanted for item in items)


def _units(field: Field, vocabularies: Vocabularies) -> set[str]:
    """The ways to write the unit of a figure: that of its metric, or any, where each record has
    one of its own; no count has one."""
    if not field.measured:
        return set()
    units, metric = vocabularies.terms("units"), find_metric(field.key, vocabularies)
    own = units[str(metric.extra.get("unit"))] if metric else None
    return {name for unit in ([own] if own else units.values()) for name in _ways_to_write(unit)}


def _ways_to_write(unit: Term) -> tuple[str, ...]:
    return (unit.id, unit.label.zh, unit.label.en, *unit.extra.get("written", ()))


def _units_asked(condition: Condition, vocabularies: Vocabularies) -> frozenset[str]:
    """The units, by id, that a figure may be meant in: several are written alike, such as those
    of what is counted in 个. One in another unit is not compared with it."""
    from datagov_cli.model.quantities import parse_quantity

    try:
        _, written = parse_quantity(condition.value)
    except ValueError:
        return frozenset()
    units = vocabularies.terms("units").values()
    return frozenset(unit.id for unit in units if written in _ways_to_write(unit))


def _name_test(condition: Condition, *_: Any) -> ItemsTest:
    wanted = _folded(condition.value)
    if condition.operator == "~":
        return lambda items: any(wanted in name for item in items for name in _names(item))
    return lambda items: any(wanted in _names(item) for item in items)


def _names(item: Any) -> list[str]:
    """What answers to a name: a text in both languages, of a record its id too."""
    if not isinstance(item, Text):
        return [_folded(item)]
    return [_folded(name) for name in (item.zh, item.en, getattr(item, "id", "")) if name]


def _province_test(condition: Condition, *_: Any) -> ItemsTest:
    """Provinces by any of their names."""
    wanted = _folded(condition.value)
    if condition.operator == "~":
        return lambda items: any(
            wanted in _folded(name) for item in items for name in _division_names(item)
        )
    division = find_division(condition.value)
    only = division.id if division else wanted
    return lambda items: only in items


def _division_names(province_id: str) -> tuple[str, ...]:
    division = DIVISIONS.get(province_id)
    return division.names() if division else (province_id,)


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
    "province": _province_test,
    "state": _state_test,
}
