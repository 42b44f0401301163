"""Who leads: derived from the leading body's heads, never stored.

The rule: of the heads of the leading body (the leading group marked ``main``), those count
that no other is known to follow. The rank is ``dual`` if party secretary and head of
government lead together, else the highest rank among the posts.
"""

from __future__ import annotations

from collections.abc import Mapping

from datagov_cli.frozen import Frozen
from datagov_cli.model import (
    IMPLIED,
    KNOWN,
    STATED,
    UNKNOWN,
    Body,
    Citation,
    Head,
    OnDay,
    Province,
    Term,
    Text,
    Value,
    doubtful,
    standing,
)

DUAL, SECRETARY, GOVERNOR = "dual", "party-secretary", "governor"

NO_BODY = Text("未记录领导小组。", "No leading group is on record.")
NO_HEAD = Text("未记录组长。", "No head is on record.")
NO_POST = Text("未记录组长的职务。", "The post of the head is not on record.")


class Leadership(Frozen):
    """The leading body and the heads that count, newest known."""

    body: Body | None
    heads: tuple[Head, ...]
    no_body: Value | None = None

    @property
    def basis(self) -> str:
        return IMPLIED if any(head.basis == IMPLIED for head in self.heads) else STATED

    @property
    def as_of(self) -> str | None:
        """The newest day for which one of the headships is stated, as written."""
        dates = [head.as_of.value for head in self.heads if head.as_of.known]
        return str(max(dates, key=lambda day: day.sort_key())) if dates else None

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

    @property
    def cite(self) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(c for head in self.heads for c in head.about.cite))

    def missing(self) -> Value:
        """The account that the data gives of there being no head."""
        if self.body is None:
            return self.no_body or Value(UNKNOWN, note=NO_BODY)
        return self.body.about.absent.get("heads") or Value(UNKNOWN, note=NO_HEAD)


def leadership(province: Province) -> Leadership:
    """The leading body of a province and the heads that are newest among the known.

    Where a day was asked for, :mod:`datagov_cli.asof` has kept only the heads that count.
    """
    body = next((b for b in standing(province.bodies) if b.main), None)
    if body is None:
        return Leadership(None, (), province.asked.no_body if province.asked else None)
    leading = [head for head in standing(body.heads) if head.role != "deputy"]
    if province.asked:
        return Leadership(body, tuple(head for head in leading if not doubtful(head)))
    return Leadership(
        body,
        newest([head for head in leading if not (head.until is not None and head.until.known)]),
    )


def newest(heads: list[Head]) -> tuple[Head, ...]:
    """The heads that none of the others is known to follow.

    A head without an as-of counts only where no head has one.
    """
    dated = [head for head in heads if head.as_of.known]
    if not dated:
        return tuple(heads)
    return tuple(
        head
        for head in dated
        if not any(head.as_of.value.before(other.as_of.value) for other in dated)
    )


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
    together = len(leading.heads) > 1 and {SECRETARY, GOVERNOR} <= set(ranked)
    best = DUAL if together else min(ranked, key=lambda rank: ranks[rank].position)
    return Value(
        KNOWN,
        best,
        leading.basis,
        as_of=leading.as_of,
        cite=leading.cite,
        on_day=leading.on_day,
    )


def _best(head: Head, posts: Mapping[str, Term], ranks: Mapping[str, Term]) -> str | None:
    if not head.posts.known:
        return None
    held = [str(posts[post].extra.get("rank")) for post in head.posts.value if post in posts]
    known = [rank for rank in held if rank in ranks]
    return min(known, key=lambda rank: ranks[rank].position) if known else None
