"""The language of ``--where``: one condition, ``FIELD OP VALUE``.

===========  ===============================================================================
``=``        is; of several values: one of them is
``!=``       is not; of several values: none of them is
``<`` ``>``  before and after, less and more; of ranked terms *lower* and *higher* in rank:
             ``leader-rank>=governor`` is governor or better
``<= >=``    the same, or equal
``~``        contains: a list one of the terms, a name or code the text, a period the date
===========  ===============================================================================

After ``=``, ``!=`` and ``~`` a list separated by commas is *or*: ``leader-rank=governor,dual``.
Terms are written by id or label, names in Chinese or English, both in any case, provinces and
records by their ids too. Figures may be
written as sources write them (``200亿元``). A rough date is a period: ``<2020`` is before the
first day of that year, ``=2020`` within it. A value that begins or ends in quotes or spaces, or
reads like a state, stands in double quotes, within which a quote is doubled.

After ``=`` and ``!=`` the words ``known``, ``unknown``, ``not-applicable`` and ``disputed`` ask
for the state of a value, ``stated`` and ``implied`` for its basis, unless they are values of the
field itself (``leader.basis=implied``, the ``state`` of claims).

A condition answers ``True``, ``False`` or ``None`` for *not known*. A value that is unknown
answers nothing but the question for its state; a disputed one answers where all its sides agree.
What does not apply is known not to be any value: ``=``, ``~`` and all orders answer *no*, ``!=``
*yes*. ``!=`` is the exact opposite of ``=``; of what applies, so are ``>=`` of ``<`` and ``>`` of
``<=``. Of several conditions (Kleene's logic) one *no* is enough for *no*, and only all *yes* for
*yes*.

About a day (``--as-of``) a value that is only last known finds what it matches, marked as such,
but rules nothing out: it may have changed, so what would be *no* is *not known*. Its state and
its basis are as certain as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.queries.fields import Field, find_field
from datagov_cli.queries.value_tests import (
    AlternativeError,
    Condition,
    OperatorError,
    ValueTest,
    all_of,
    takes_part_of_a_name,
    value_test,
)

if TYPE_CHECKING:
    from typing import Protocol

    from datagov_cli.model.records import Term, Value
    from datagov_cli.queries.fields import Vocabularies

    class Answers(Protocol):
        """The values of one answer, of provinces or of records."""

        def get(self, subject: Any, field: Any, /) -> Value: ...

        def terms(self, vocabulary: str) -> dict[str, Term]: ...


OPERATORS = ("!=", "<=", ">=", "=", "<", ">", "~")
#: Of a long expression only this much on either side of a fault is shown.
MARGIN = 60

#: Letters of any script: who writes the name of a field in Chinese gets its key as a hint.
_FIELD = re.compile(r"\s*([\w.-]*)\s*")
_OPERATOR = re.compile("|".join(map(re.escape, OPERATORS)))


class FilterSyntaxError(UsageError):
    """A condition that cannot be read, with a caret under the character at fault."""

    def __init__(
        self, said: Text | str, text: str, place: int, advice: Text | str | None = None
    ) -> None:
        super().__init__(said, advice, _excerpt(text, place))
        self.place = place


class Filter(Frozen):
    """A condition and the test that it puts to the value of its field.

    ``nearby`` is the same with ``~``, where ``=`` asks for a whole name.
    """

    condition: Condition
    field: Field
    test: ValueTest
    nearby: Filter | None = None

    def answer(self, subject: Any, values: Answers) -> bool | None:
        """Whether it holds of a province or a record; ``None`` where that is not known."""
        return self.test(values.get(subject, self.field))


def answer_all(filters: Iterable[Filter], subject: Any, values: Answers) -> bool | None:
    """Whether all hold: no if one does not, else not known if one is not known."""
    return all_of(filter_.answer(subject, values) for filter_ in filters)


# --- reading --------------------------------------------------------------------------------


def parse_condition(text: str) -> tuple[Condition, int, int]:
    """A condition, and the places at which its field and its value begin.

    :raises FilterSyntaxError: where it does not follow the grammar.
    """
    named = _FIELD.match(text)
    assert named
    start, end = named.start(1), named.end()
    example = message(
        "write FIELD OP VALUE, for example leader-rank=governor or body.established<2020"
    )
    if not named.group(1):
        raise FilterSyntaxError(message("no field given"), text, start, example)
    operator = _OPERATOR.match(text, end)
    if not operator:
        known = message("operators: {known}", known=", ".join(OPERATORS))
        what = (
            message("an operator is missing")
            if end == len(text)
            else message("an operator is expected here")
        )
        raise FilterSyntaxError(what, text, end, known)
    place = operator.end()
    if text[place : place + 1] in ("=", "<", ">", "~"):
        hint = message(
            "operators: {known}; quote a value that begins with one of them",
            known=", ".join(OPERATORS),
        )
        raise FilterSyntaxError(message("not a valid operator"), text, place, hint)
    raw = text[place:]
    place += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    if not raw:
        raise FilterSyntaxError(message("a value is missing"), text, place, example)
    literal = raw.startswith('"')
    if literal:
        raw = _unquoted(text, raw, place)
    return Condition(named.group(1).casefold(), operator.group(), raw, literal), start, place


def _unquoted(text: str, raw: str, place: int) -> str:
    body = raw[1:].replace('""', "\0\0")
    end = body.find('"')
    if end < 0:
        raise FilterSyntaxError(message("the quote is not closed"), text, place)
    if body[end + 1 :]:
        raise FilterSyntaxError(
            message("nothing may follow the closing quote"), text, place + end + 2
        )
    return raw[1 : end + 1].replace('""', '"')


def read_filter(
    text: str,
    vocabularies: Vocabularies,
    find: Callable[[str, Vocabularies], Field] = find_field,
) -> Filter:
    """Read one condition and settle what it asks.

    :param find: gives the field with a key.
    :raises FilterSyntaxError: for wrong grammar, an unknown field or a value that the field
        cannot have.
    """
    condition, start, place = parse_condition(text)
    try:
        field = find(condition.key, vocabularies)
    except UsageError as error:
        raise FilterSyntaxError(error.said, text, start, error.advice) from None
    try:
        test = value_test(condition, field, vocabularies)
    except AlternativeError as error:
        at = text.index(error.alternative, place)
        raise FilterSyntaxError(error.said, text, at, error.advice) from None
    except UsageError as error:
        raise FilterSyntaxError(error.said, text, place, error.advice) from None
    except OperatorError as error:
        at = text.index(condition.operator, start)
        raise FilterSyntaxError(
            error.said, text, at, message("use {operators}", operators=error.instead)
        ) from None
    if condition.operator != "=" or not takes_part_of_a_name(field):
        return Filter(condition, field, test)
    near = condition.replace(operator="~")
    return Filter(
        condition, field, test, Filter(near, field, value_test(near, field, vocabularies))
    )


def _excerpt(text: str, place: int) -> tuple[str, str]:
    """The expression and a caret under one of its characters, wide ones counted as two."""
    from datagov_cli.base.safe_text import visible
    from datagov_cli.base.text_width import cells

    before = visible(text[max(0, place - MARGIN) : place])
    return before + visible(text[place : place + MARGIN]), " " * cells(before) + "^"
