"""Who leads: derived from the leading body's heads, never stored.

The rule: of the heads of the leading body (the leading group marked ``main``), those count
that have a ground and that no other is known to follow. The rank is ``dual`` if a party
secretary and a head of government lead together, as co-heads or as first head and head; else
the highest rank among the posts.

Heads that count and that no source calls a pair contradict each other, whether the data says
so (``disputed``) or not. What follows from each of them is one side: a value on which all sides
agree is known, any other disputed. So two sources that name different party secretaries leave
the name disputed and the rank known.

The rule is applied in one place, :func:`leadership`, which gives a verdict on every head;
whoever shows or explains who leads reads those. :func:`verdicts` gives them for any body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.model.record_keys import REFERENCES
from datagov_cli.model.record_values import dated_as, joined_value, recorded, several
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    UNKNOWN,
    Body,
    Citation,
    Head,
    OnDay,
    Province,
    Term,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.last_stated import Sources, weakest

DUAL, SECRETARY, GOVERNOR = "dual", "party-secretary", "governor"

#: The roles of those who lead. Deputies do not; nor does who acts for a head or is in charge of
#: the work without being one.
HEAD, CO_HEAD, FIRST_HEAD = LEADING_ROLES = ("head", "co-head", "first-head")
DEPUTY_ROLES = ("deputy", "executive-deputy")

NO_BODY = message("No leading group is on record.")
NO_HEAD = message("No head is on record.")
ALL_LEFT = message("Every head on record has left.")
NO_POST = message("The post of the head is not on record.")
NOT_ALL_SAY = message("The sources contradict each other on who leads, and not all of them say it.")

#: Why a head of the leading body counts, or does not. The first of them that applies holds.
WITHDRAWN, UNSUPPORTED, DEPUTY, NOT_HEAD = "withdrawn", "unsupported", "deputy", "not-head"
UNCERTAIN, ENDED = "uncertain", "ended"
UNDATED, OLDER, COUNTS = "undated", "older", "counts"


class HeadVerdict(Frozen):
    """Whether a head counts as one who leads.

    ``reason`` is ``counts``, or why the head does not: the record is ``withdrawn``; it is
    ``unsupported``, for all that it rests on was; a ``deputy`` does not lead, nor does who is
    ``not-head``, acting for one; it is ``uncertain`` who leads on the day that was asked for;
    the headship has ``ended``; it is ``undated`` while another one is dated; or it is
    ``older`` than that of ``successor``, a head that counts.
    """

    head: Head
    reason: str
    successor: Head | None = None


class Leadership(Frozen):
    """The leading body, and a verdict on each of its heads in the order of the data; behind
    them those on the sides of a dispute about who heads it, which have no id.

    ``no_body`` is the account of there being none, on the day that was asked for or at all.
    """

    body: Body | None
    verdicts: tuple[HeadVerdict, ...] = ()
    no_body: Value | None = None

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads that count."""
        return tuple(verdict.head for verdict in self.verdicts if verdict.reason == COUNTS)

    @property
    def excluded(self) -> tuple[HeadVerdict, ...]:
        """The verdicts on the heads that do not count."""
        return tuple(verdict for verdict in self.verdicts if verdict.reason != COUNTS)

    @property
    def sides(self) -> tuple[Leadership, ...]:
        """The heads that count, apart where they contradict each other; else all in one."""
        counted = self.heads
        together = tuple(head for head in counted if head.role == CO_HEAD)
        firsts = [head for head in counted if head.role == FIRST_HEAD]
        plain = [head for head in counted if head.role not in (CO_HEAD, FIRST_HEAD)]
        # None stands for a side of a pair that is not on record.
        nobody: list[Head | None] = [None]
        pairs = product(firsts or nobody, plain or nobody)
        possible = [together, *(tuple(head for head in pair if head) for pair in pairs)]
        return tuple(self.led_by(heads) for heads in possible if heads)

    def led_by(self, heads: Iterable[Head]) -> Leadership:
        """The same body with these heads, all of which count."""
        return self.replace(verdicts=tuple(HeadVerdict(head, COUNTS) for head in heads))

    def derive(self, one: Callable[[Leadership], Value]) -> Value:
        """What follows from who leads; disputed where the sides do not agree on it.

        :param one: derives it from heads that do not contradict each other.
        """
        return self._agreed([one(side) for side in self.sides])

    def _agreed(self, values: list[Value]) -> Value:
        """Values that were derived from the sides, as one."""
        first = values[0]
        if len(values) == 1:
            return first
        if all(value.known and value.value == first.value for value in values):
            return self.value(first.value, values)
        if not all(value.known or value.sides for value in values):
            some = any(value.known or value.sides for value in values)
            return Value(UNKNOWN, note=NOT_ALL_SAY) if some else first
        each = [side for value in values for side in (value.sides or (value,))]
        return dispute(each)

    def derive_by_posts(self, one: Callable[[Leadership], Value]) -> Value:
        """:meth:`derive` for what follows from the posts, of which each side counts as well."""

        def on_each_side(leading: Leadership) -> Value:
            return leading._agreed(
                [one(leading.led_by(heads)) for heads in product(*map(_by_posts, leading.heads))]
            )

        return self.derive(on_each_side)

    @property
    def dated(self) -> dict[str, Any]:
        """As of when they lead, as parts of a value; see :func:`dated_as`."""
        return dated_as(*self.heads)

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
        return joined_value(content, parts, on_day=self.on_day, **self.dated)

    def say(self, key: str) -> Value:
        """What the heads that count say under a key together, known if one of them says it;
        disputed where they contradict each other."""
        return self.derive(lambda side: side._together(key)) if self.heads else self.missing()

    def _together(self, key: str) -> Value:
        parts = self.parts(key)
        disputed = next((part for part in parts if part.state == DISPUTED), None)
        if disputed:
            return disputed.replace(on_day=self.on_day, **self.dated)
        known = [part.value for part in parts if part.known]
        return self.value(several(known), parts) if known else parts[0]

    def missing(self, silent: Text = NO_HEAD) -> Value:
        """The account that the data gives of there being no head.

        :param silent: what to say where it gives none and no head is known to have left.
        """
        if self.body is None:
            return self.no_body or Value(UNKNOWN, note=NO_BODY)
        account = self.body.about.absent.get("heads")
        if account and not account.sides:
            return account
        left = any(verdict.reason == ENDED for verdict in self.verdicts)
        return Value(UNKNOWN, note=ALL_LEFT if left else silent)


def dispute(sides: Iterable[Value]) -> Value:
    """A dispute of these sides, each with its own reservations; dated as they are."""
    each = tuple(dict.fromkeys(sides))
    dates = dict.fromkeys(side.as_of for side in each if side.as_of)
    on_day = weakest(side.on_day for side in each)
    return Value(DISPUTED, sides=each, as_of=" / ".join(dates) or None, on_day=on_day)


def leadership(province: Province, sources: Sources) -> Leadership:
    """The leading body of a province, and which of its heads count: the newest known.

    A head without an as-of counts only where no head has one. Where a day was asked for,
    :mod:`datagov_cli.queries.as_of` has applied the rule to that day and kept only the heads that
    count or may count.

    :param sources: from the id of a source to the source; what was withdrawn is no ground.
    """
    body = next((b for b in active(province.bodies) if b.main), None)
    if body is None:
        gone = province.asked.no_body if province.asked else None
        return Leadership(None, no_body=gone or province.absent.get("leading-group"))
    return leadership_of(province, body, sources)


def leadership_of(province: Province, body: Body, sources: Sources) -> Leadership:
    """Which heads of a body count; parameters as for :func:`leadership`."""
    return Leadership(body, verdicts(province, body, sources))


def verdicts(province: Province, body: Body, sources: Sources) -> tuple[HeadVerdict, ...]:
    """Which of the heads of a body count, in the order of the data; disputed ones last."""
    asked = province.asked
    disputed = headships(body)
    heads = (*body.heads, *disputed)
    excluded = {id(head): _excluded(province, head, sources) for head in heads}
    left = [head for head in heads if not excluded[id(head)]]
    dated = [] if asked else [head for head in left if head.as_of.known]
    # The sides of a dispute stand or fall together: none of them is the other's successor.
    last = [head for head in dated if not _later_head(head, _rivals(head, dated, disputed))]
    if any(head in last for head in disputed):
        last += [head for head in disputed if head in left and head not in last]

    def verdict(head: Head) -> HeadVerdict:
        if reason := excluded[id(head)]:
            return HeadVerdict(head, reason)
        if head in last:
            return HeadVerdict(head, COUNTS)
        if dated and not head.as_of.known:
            return HeadVerdict(head, UNDATED)
        successor = _later_head(head, last) if dated else None
        return HeadVerdict(head, OLDER if successor else COUNTS, successor)

    return tuple(verdict(head) for head in heads)


def headships(body: Body) -> tuple[Head, ...]:
    """Who heads a body by each side of a dispute about it; empty where there is none."""
    account = body.about.absent.get("heads")
    return tuple(side.value for side in account.sides) if account else ()


def _rivals(head: Head, others: Iterable[Head], disputed: tuple[Head, ...]) -> list[Head]:
    """Those who may have followed a head: not those of another side of the same dispute."""
    return [other for other in others if not (head in disputed and other in disputed)]


def _excluded(province: Province, head: Head, sources: Sources) -> str | None:
    """Why a head cannot lead whatever the others are."""
    asked = province.asked
    if head.about.withdrawn is not None:
        return WITHDRAWN
    if head.role not in LEADING_ROLES:
        return DEPUTY if head.role in DEPUTY_ROLES else NOT_HEAD
    if asked:
        return UNCERTAIN if uncertain_on_day(head) else None
    if not has_ground(province, head, sources):
        return UNSUPPORTED
    return ENDED if has_ended(head) else None


def has_ended(head: Head) -> bool:
    """Whether a source says when the headship ended."""
    return head.until is not None and head.until.known


def has_ground(province: Province, head: Head, sources: Sources) -> bool:
    """Whether anything that a headship rests on still stands: a source, and of an implied one
    the record from which it is inferred, with a source of its own."""
    if not has_source(head.about.cite, sources):
        return False
    if head.basis != IMPLIED or head.inferred_from is None:
        return True
    kinds = REFERENCES["heads"]["inferred-from"]
    peers = (record for kind in kinds for record in province.records(kind))
    grounds = (peer for peer in peers if peer.about.id == head.inferred_from)
    return any(has_source(ground.about.cite, sources) for ground in grounds)


def has_source(cites: Iterable[Citation], sources: Sources) -> bool:
    """Whether one of the sources cited still stands."""
    named = {cite.source for cite in cites}
    return not named or any(sources(name).withdrawn is None for name in named)


def _later_head(head: Head, others: Iterable[Head]) -> Head | None:
    """The first of the others that is stated for a later day."""
    return next(
        (o for o in others if head.as_of.known and o.as_of.known
         and head.as_of.value.before(o.as_of.value)),
        None,
    )  # fmt: skip


def leader_rank(leading: Leadership, posts: Mapping[str, Term], ranks: Mapping[str, Term]) -> Value:
    """The rank of whoever leads, with basis, as-of and citations.

    :param posts: the vocabulary of posts, each with the ``rank`` that it gives.
    :param ranks: the vocabulary of ranks, best first.
    """

    def rank(side: Leadership) -> Value:
        held = [best for head in side.heads if (best := _best(head, posts, ranks))]
        if not held:
            return Value(UNKNOWN, note=NO_POST)
        together = {SECRETARY, GOVERNOR} <= set(held)
        best = DUAL if together else min(held, key=lambda each: ranks[each].position)
        return side.value(best, (*side.parts("role"), *side.parts("posts")))

    return leading.derive_by_posts(rank) if leading.heads else leading.missing()


def _by_posts(head: Head) -> tuple[Head, ...]:
    """A head of whom the posts are disputed, once for each side."""
    if head.posts.state != DISPUTED:
        return (head,)
    return tuple(
        head.replace(posts=side, about=head.about.replace(cite=side.cite))
        for side in head.posts.sides
    )


def _best(head: Head, posts: Mapping[str, Term], ranks: Mapping[str, Term]) -> str | None:
    if not head.posts.known:
        return None
    held = [str(posts[post].extra.get("rank")) for post in head.posts.value if post in posts]
    known = [rank for rank in held if rank in ranks]
    return min(known, key=lambda rank: ranks[rank].position) if known else None
