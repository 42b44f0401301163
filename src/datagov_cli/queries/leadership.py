"""Who leads: derived from the leading body's heads, never stored.

The rule: of the heads of the leading body (the leading group marked ``main``), those count
that no other is known to follow. The rank is ``dual`` if party secretary and head of
government lead together, else the highest rank among the posts.

The rule is applied in one place, :func:`leadership`, which gives a verdict on every head;
whoever shows or explains who leads reads those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.record_values import headship_date, recorded
from datagov_cli.model.records import (
    IMPLIED,
    KNOWN,
    STATED,
    UNKNOWN,
    Asked,
    Body,
    Head,
    OnDay,
    Province,
    Term,
    Value,
    active,
    uncertain_on_day,
)

DUAL, SECRETARY, GOVERNOR = "dual", "party-secretary", "governor"

NO_BODY = message("No leading group is on record.")
NO_HEAD = message("No head is on record.")
NO_POST = message("The post of the head is not on record.")

#: Why a head of the leading body counts, or does not. The first of them that applies holds.
WITHDRAWN, DEPUTY, UNCERTAIN, ENDED = "withdrawn", "deputy", "uncertain", "ended"
UNDATED, OLDER, COUNTS = "undated", "older", "counts"


class HeadVerdict(Frozen):
    """Whether a head counts as one who leads.

    ``reason`` is ``counts``, or why the head does not: the record is ``withdrawn``; a
    ``deputy`` does not lead; it is ``uncertain`` who leads on the day that was asked for; the
    headship has ``ended``; it is ``undated`` while another one is dated; or it is ``older``
    than that of ``successor``, a head that counts.
    """

    head: Head
    reason: str
    successor: Head | None = None


class Leadership(Frozen):
    """The leading body, and a verdict on each of its heads in the order of the data.

    ``no_body`` is the account of there being none on the day that was asked for.
    """

    body: Body | None
    verdicts: tuple[HeadVerdict, ...] = ()
    no_body: Value | None = None

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads that count."""
        return tuple(verdict.head for verdict in self.verdicts if verdict.reason == COUNTS)

    @property
    def as_of(self) -> str | None:
        """As of when they lead, see :func:`headship_date`."""
        return headship_date(*self.heads)

    @property
    def on_day(self) -> OnDay | None:
        """How the headship stands on the day that was asked for: as its weakest part, as old
        as its newest."""
        days = [head.about.on_day for head in self.heads if head.about.on_day]
        if not days:
            return None
        weakest = next((day.standing for day in days if day.standing != KNOWN), KNOWN)
        aged = [day.age for day in days if day.age]
        if not aged:
            return OnDay(weakest)
        most = min((most for _, most in aged if most is not None), default=None)
        return OnDay(weakest, (min(least for least, _ in aged), most))

    def parts(self, key: str) -> list[Value]:
        """What the heads that count say under a key, each with its reservations."""
        return [recorded("heads", head, key) for head in self.heads]

    def value(self, content: Any, parts: Iterable[Value]) -> Value:
        """What is derived from parts of the heads that count, as a value no more certain than
        these, dated as the headship is."""
        known = [part for part in parts if part.known]
        basis = IMPLIED if any(part.basis == IMPLIED for part in known) else STATED
        return Value(
            KNOWN,
            content,
            basis,
            as_of=self.as_of,
            cite=tuple(dict.fromkeys(c for part in known for c in part.cite)),
            on_day=self.on_day,
            via=tuple(dict.fromkeys(outlet for part in known for outlet in part.via)),
        )

    def missing(self) -> Value:
        """The account that the data gives of there being no head."""
        if self.body is None:
            return self.no_body or Value(UNKNOWN, note=NO_BODY)
        return self.body.about.absent.get("heads") or Value(UNKNOWN, note=NO_HEAD)


def leadership(province: Province) -> Leadership:
    """The leading body of a province, and which of its heads count: the newest known.

    A head without an as-of counts only where no head has one. Where a day was asked for,
    :mod:`datagov_cli.queries.as_of` has applied the rule to that day and kept only the heads that
    count or may count.
    """
    body = next((b for b in active(province.bodies) if b.main), None)
    if body is None:
        return Leadership(None, no_body=province.asked.no_body if province.asked else None)
    asked = province.asked
    left = [head for head in body.heads if not _excluded(head, asked)]
    dated = [] if asked else [head for head in left if head.as_of.known]
    last = [head for head in dated if not _later_head(head, dated)]

    def verdict(head: Head) -> HeadVerdict:
        if reason := _excluded(head, asked):
            return HeadVerdict(head, reason)
        if dated and not head.as_of.known:
            return HeadVerdict(head, UNDATED)
        successor = _later_head(head, last) if dated else None
        return HeadVerdict(head, OLDER if successor else COUNTS, successor)

    return Leadership(body, tuple(verdict(head) for head in body.heads))


def _excluded(head: Head, asked: Asked | None) -> str | None:
    """Why a head cannot lead whatever the others are."""
    if head.about.withdrawn is not None:
        return WITHDRAWN
    if head.role == "deputy":
        return DEPUTY
    if asked:
        return UNCERTAIN if uncertain_on_day(head) else None
    return ENDED if head.until is not None and head.until.known else None


def _later_head(head: Head, others: Iterable[Head]) -> Head | None:
    """The first of the others that is stated for a later day."""
    return next((other for other in others if head.as_of.value.before(other.as_of.value)), None)


def leader_rank(leading: Leadership, posts: Mapping[str, Term], ranks: Mapping[str, Term]) -> Value:
    """The rank of whoever leads, with basis, as-of and citations.

    :param posts: the vocabulary of posts, each with the ``rank`` that it gives.
    :param ranks: the vocabulary of ranks, best first.
    """
    if not leading.heads:
        return leading.missing()
    ranked = [rank for head in leading.heads if (rank := _best(head, posts, ranks))]
    if not ranked:
        return Value(UNKNOWN, note=NO_POST)
    together = {SECRETARY, GOVERNOR} <= set(ranked)
    best = DUAL if together else min(ranked, key=lambda rank: ranks[rank].position)
    return leading.value(best, (*leading.parts("role"), *leading.parts("posts")))


def _best(head: Head, posts: Mapping[str, Term], ranks: Mapping[str, Term]) -> str | None:
    if not head.posts.known:
        return None
    held = [str(posts[post].extra.get("rank")) for post in head.posts.value if post in posts]
    known = [rank for rank in held if rank in ranks]
    return min(known, key=lambda rank: ranks[rank].position) if known else None
