"""Rules about who heads a body: what two records say of one day, and of who acts for a head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from datagov_cli.base.messages import Text, message
from datagov_cli.curation.validation.corpus import Item, Subject, as_date, called, claims
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.key_types import HEADS
from datagov_cli.queries.leadership import CO_HEAD, FIRST_HEAD, HEAD, LEADING_ROLES

#: The pairs of roles that lead together; any other two heads contradict each other.
TOGETHER = (frozenset((CO_HEAD,)), frozenset((FIRST_HEAD, HEAD)))
#: The roles of those who act for a head without being one, and the post that they do not hold.
IN_PLACE, THE_POST = ("acting", "in-charge"), "director"


def one_head(subject: Subject) -> Iterator[Diagnostic]:
    """A body has one head a day, unless a source calls two of them a pair or the data says
    that the sources contradict each other."""
    bodies: dict[object, list[Item]] = {}
    for item in subject.active:
        if item.kind == HEADS and _leads(item):
            bodies.setdefault(item.path[1], []).append(item)
        if item.kind == "bodies":
            bodies.setdefault(item.path[1], []).extend(_disputed(item))
    for heads in bodies.values():
        for first, second in combinations(heads, 2):
            if frozenset((first.data["role"], second.data["role"])) in TOGETHER:
                continue
            if "disputed" in first.path and "disputed" in second.path:
                continue
            yield from _contradiction(subject, *sorted((first, second), key=lambda i: i.path[2:]))


def _leads(item: Item) -> bool:
    return item.data.get("role") in LEADING_ROLES


def _disputed(body: Item) -> Iterator[Item]:
    """The sides of a dispute about who heads a body, each as a head."""
    for path, field, side in claims(body):
        value = side.get("value")
        if field == HEADS and isinstance(value, dict):
            head = Item((*path, "value"), HEADS, value)
            if _leads(head):
                yield head


def _contradiction(subject: Subject, first: Item, second: Item) -> Iterator[Diagnostic]:
    one, two = Tenure.of(first), Tenure.of(second)
    if one.apart(two):
        return
    if one.overlaps(two):
        later = second if one.starts_before(two) else first
        other = first if later is second else second
        key = "since" if "since" in later.data else "as-of"
        yield subject.fault(
            "DG404",
            (*later.path, key),
            message("the terms of {one} and {other} overlap", one=_who(first), other=_who(second)),
            message(
                "correct since or until, or say until when {who} headed the body", who=_who(other)
            ),
        )
    elif one.stated and two.stated and one.stated.during(two.stated) is not False:
        said = message(
            "{one} is head as of {day}, and so is {other} as of {other_day}",
            one=_who(second),
            day=two.stated,
            other=_who(first),
            other_day=one.stated,
        )
        hint = message(
            "if a source says that both lead, make them co-head, or first-head and head; if the"
            " sources contradict each other, put both under disputed: heads:"
        )
        yield subject.fault("DG409", (*second.path, "as-of"), said, hint)


def _who(item: Item) -> Text:
    return called(item) if "id" in item.data else message("a side of the dispute")


class Tenure(NamedTuple):
    """When a head is known to have headed a body: from ``begin`` until ``end``, both rough.

    ``stated`` is the day for which a source states it.
    """

    begin: FuzzyDate | None
    end: FuzzyDate | None
    stated: FuzzyDate | None

    @classmethod
    def of(cls, item: Item) -> Tenure:
        since, stated, until = (as_date(item.data.get(k)) for k in ("since", "as-of", "until"))
        return cls(since or stated, until or stated, stated)

    @property
    def sure(self) -> tuple[date, date] | None:
        """The days on which it surely lasted, if there are any."""
        if self.begin is None or self.end is None or self.begin.end > self.end.start:
            return None
        return self.begin.end, self.end.start

    def apart(self, other: Tenure) -> bool:
        """Whether one surely ends before the other begins, or on the day on which it does."""
        return self._before(other) or other._before(self)

    def _before(self, other: Tenure) -> bool:
        if self.end is None or other.begin is None:
            return False
        handed_over = not self.is_point and self.end.end == other.begin.start
        return handed_over or self.end.before(other.begin) is True

    def overlaps(self, other: Tenure) -> bool:
        """Whether both surely lasted on one day, of which more is known than the day for which
        a source states each."""
        one, two = self.sure, other.sure
        if one is None or two is None or (self.is_point and other.is_point):
            return False
        return max(one[0], two[0]) <= min(one[1], two[1])

    @property
    def is_point(self) -> bool:
        """Whether nothing is known but the day for which it is stated."""
        return self.begin is self.stated and self.end is self.stated

    def starts_before(self, other: Tenure) -> bool:
        return bool(self.begin and other.begin and self.begin.sort_key() <= other.begin.sort_key())


def in_place_of_a_head(subject: Subject) -> Iterator[Diagnostic]:
    """Who acts for the head of a bureau, or is in charge of its work, is not its director."""
    for item in subject.items:
        posts = item.data.get("posts")
        if item.kind != HEADS or item.data.get("role") not in IN_PLACE:
            continue
        if isinstance(posts, list) and THE_POST in posts:
            said = message(
                "{head} has the role {role} and the post {post}",
                head=called(item),
                role=item.data["role"],
                post=THE_POST,
            )
            hint = message("give the post that the source names, or account for posts:")
            yield subject.fault("DG410", (*item.path, "posts", posts.index(THE_POST)), said, hint)


HEAD_RULES = (one_head, in_place_of_a_head)
