"""Values of the data as text in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import Text, joined, message, remarked, with_gloss
from datagov_cli.model.records import Head

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies


def display(
    value: Any,
    vocabularies: Vocabularies,
    vocabulary: str | None = None,
    unit: str | None = None,
) -> Text:
    """A known value: names in Chinese, for readers of English with their English gloss.

    :param vocabulary: the home of its terms, of which the labels are shown.
    :param unit: the unit of a number, a term of the vocabulary of units.
    """
    if isinstance(value, Head):
        return headship(value, vocabularies)
    if isinstance(value, tuple):
        return joined([display(item, vocabularies, vocabulary) for item in value])
    if isinstance(value, Text):
        return with_gloss(value)
    if isinstance(value, int | float):
        shown = _same(figure(value))
        if not unit:
            return shown
        return message("{value} {unit}", value=shown, unit=label_of(unit, "units", vocabularies))
    return label_of(value, vocabulary, vocabularies) if vocabulary else _same(str(value))


def headship(head: Head, vocabularies: Vocabularies) -> Text:
    """Who heads a body in which role, at which posts and as of when, as far as it is known."""
    who = with_gloss(head.person.value) if head.person.known else message("name unknown")
    if head.posts.known:
        posts = display(head.posts.value, vocabularies, "posts")
        who = message("{person}, {posts}", person=who, posts=posts)
    said = [label_of(head.role, "roles", vocabularies)]
    if head.as_of.known:
        said.append(message("as of {date}", date=head.as_of.value))
    return remarked(who, *said)


def label_of(term: str, vocabulary: str, vocabularies: Vocabularies) -> Text:
    """The label of a term; the term itself where the vocabulary lacks it."""
    terms = vocabularies.terms(vocabulary)
    return terms[term].label if term in terms else _same(term)


def figure(number: int | float) -> str:
    """A figure with its thousands set apart and nothing rounded away."""
    return f"{number:,}"


def _same(shown: str) -> Text:
    return Text(shown, shown)
