"""Values of the data as text in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import (
    Label,
    Lazy,
    Text,
    joined,
    joined_clauses,
    message,
    plural,
    remarked,
    with_gloss,
)
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    NOT_APPLICABLE,
    STATED,
    TARGET,
    UNKNOWN,
    Body,
    Head,
    Measure,
    OnDay,
    Qualifiers,
    Target,
    Value,
)
from datagov_cli.queries.leadership import HEAD

if TYPE_CHECKING:
    from datagov_cli.model.dates import FuzzyDate
    from datagov_cli.queries.fields import Vocabularies


def display(
    value: Any,
    vocabularies: Vocabularies,
    vocabulary: str | None = None,
    unit: str | None = None,
) -> Text:
    """A known value.

    :param vocabulary: the home of its terms, of which the labels are shown.
    :param unit: the unit of a number, a term of the vocabulary of units.
    """
    if isinstance(value, Head):
        return headship(value, vocabularies)
    if isinstance(value, tuple):
        return joined([display(item, vocabularies, vocabulary) for item in value])
    if isinstance(value, Text):
        return with_gloss(value)
    if isinstance(value, int | float) and unit:
        return _measured(value, label_of(unit, "units", vocabularies))
    if isinstance(value, int | float):
        return _same(figure(value))
    return label_of(value, vocabulary, vocabularies) if vocabulary else _same(str(value))


def display_value(value: Value, vocabularies: Vocabularies, vocabulary: str | None = None) -> Text:
    """What a known value says, as :func:`display` has it; the figure of a target stands behind
    its relation, for 10,000 more is not 10,000."""
    shown = display(value.value, vocabularies, vocabulary, value.unit)
    if value.qualifiers is None:
        return shown
    relation = label_of(value.qualifiers.relation, "relations", vocabularies)
    return message("{relation} {figure}", relation=relation, figure=shown)


def target_text(target: Target, vocabularies: Vocabularies) -> Text:
    """What is aimed at, without the year: ``5G base stations, add 10,000 base stations``.

    In Chinese as a Chinese source writes it; readers of English get the figure in their own units.
    """
    figure = display(target.value, vocabularies, unit=target.unit)
    # What has a space in it is the English of a source: 10 billion yuan.
    written = figure.zh if " " in target.as_written else target.as_written
    return message(
        "{metric}, {relation} {figure}",
        metric=label_of(target.metric, "metrics", vocabularies),
        relation=label_of(target.relation, "relations", vocabularies),
        figure=Text(written, figure.en),
    )


#: What is said of the year of a target in place of it.
_NO_YEAR = {
    UNKNOWN: message("year unknown"),
    NOT_APPLICABLE: message("no year"),
    DISPUTED: message("year disputed"),
}


def qualifying_remarks(qualifiers: Qualifiers) -> list[Text]:
    """What has to be said behind the figure of a target: by when, and that it is no target."""
    year, remarks = qualifiers.year, []
    if year.state == KNOWN:
        remarks.append(by_the_end_of(year.value))
        remarks += [message("year implied")] if year.basis == IMPLIED else []
    else:
        remarks.append(_NO_YEAR[year.state])
    if qualifiers.basis != TARGET:
        remarks.append(message("expectation, not a target"))
    return remarks


def by_the_end_of(when: FuzzyDate) -> Text:
    """A date as the one by which something is to be reached."""
    if when.text == when.year:
        return message("by the end of {year}", year=when)
    return message("by {date}", date=when)


def dated_text(as_of: object, basis: str = STATED) -> Text:
    """For which date something is stated, and that the date is implied, if it is."""
    if not as_of:
        return message("undated")
    when = message("as of {date}", date=as_of)
    return joined_clauses(when, message("date implied")) if basis == IMPLIED else when


def with_basis(said: Text, basis: str) -> Text:
    """What is said, and that it is implied, if it is."""
    return remarked(said, message("implied")) if basis == IMPLIED else said


def stated_text(on_day: OnDay, as_of: str | None, basis: str = STATED) -> Text:
    """For which date something is stated, and how old that is on the day asked about."""
    when = dated_text(as_of, basis)
    return joined_clauses(when, age_text(on_day)) if on_day.age else when


def age_text(on_day: OnDay) -> Text:
    """How much earlier than the day asked about something is stated; its age must be known."""
    assert on_day.age is not None
    least, most = on_day.age
    if most is None:
        return message("at least {number} days earlier", number=least)
    if least == most:
        return plural("{number} day earlier", "{number} days earlier", least)
    return message("{number} days earlier", number=f"{least}–{most}")


def headship(head: Head, vocabularies: Vocabularies) -> Text:
    """Who heads a body in which role, at which posts and as of when, as far as it is known."""
    who = with_gloss(head.person.value) if head.person.known else message("name unknown")
    if head.posts.known:
        posts = display(head.posts.value, vocabularies, "posts")
        who = message("{person}, {posts}", person=who, posts=posts)
    said = [label_of(head.role, "roles", vocabularies)]
    if head.as_of.known:
        said.append(dated_text(head.as_of.value, head.as_of.basis))
    return remarked(who, *said)


def role_text(head: Head, body: Body | None, vocabularies: Vocabularies) -> Text:
    """The role of a head in a body, as :func:`role_within` has it."""
    return role_within(body, head.role, label_of(head.role, "roles", vocabularies))


def role_within(body: Body | None, role: str, label: Text) -> Text:
    """What a role is called in a body: who heads a leading group is called 组长 in Chinese, and
    nobody else is.

    :param label: what the role is called in general.
    """
    of_group = role == HEAD and body is not None and body.kind == "leading-group"
    return message("Head") if of_group else label


def sides_text(value: Value, vocabularies: Vocabularies, vocabulary: str | None = None) -> Text:
    """The sides of a dispute, called so."""
    sides = [display(side.value, vocabularies, vocabulary) for side in value.sides]
    shown = Lazy(lambda lang: " / ".join(side.get(lang) for side in sides), "sides", *sides)
    return remarked(shown, message("disputed"))


def label_of(term: str, vocabulary: str, vocabularies: Vocabularies) -> Text:
    """The label of a term; the term itself where the vocabulary lacks it."""
    terms = vocabularies.terms(vocabulary)
    return terms[term].label if term in terms else _same(term)


def figure(number: int | float) -> str:
    """A figure with its thousands set apart and nothing rounded away."""
    return f"{number:,}"


def exact_text(record: Target | Measure, vocabularies: Vocabularies) -> Text:
    """The figure of a record with its unit, digit by digit in Chinese too."""
    return _with_unit(figure(record.value), label_of(record.unit, "units", vocabularies))


def _measured(number: int | float, unit: Text) -> Text:
    """A figure with its unit; in Chinese in 万 and 亿, unless the unit is written in Latin."""
    chinese = _in_chinese(number) if _LATIN_UNIT.match(unit.zh) is None else figure(number)
    return _with_unit(figure(number), unit, chinese)


def _with_unit(shown: str, unit: Text, chinese: str = "") -> Text:
    """A figure and its unit; between Chinese characters, or a figure and %, is no space."""
    gap = " " if _LATIN_UNIT.match(unit.zh) else ""
    return Label(f"{chinese or shown}{gap}{unit.zh}", f"{shown} {unit.en}")


_LATIN_UNIT = re.compile("[A-Za-z]")
#: The large units of Chinese figures (GB/T 15835-2011, General rules for writing numerals).
_LARGE = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))


def _in_chinese(number: int | float) -> str:
    """A figure in the largest Chinese unit in which two decimals hold it, so that nothing is
    rounded away; else its digits."""
    for size, name in _LARGE:
        hundredths, rest = divmod(abs(number) * 100, size)
        if hundredths >= 100 and not rest:
            whole, part = divmod(int(hundredths), 100)
            decimals = f".{part:02}".rstrip("0") if part else ""
            return f"{'-' if number < 0 else ''}{whole:,}{decimals}{name}"
    return figure(number)


def _same(shown: str) -> Text:
    return Text(shown, shown)
