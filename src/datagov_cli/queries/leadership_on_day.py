"""Who leads on a day: from the points in time at which headships are evidenced.

The rules are those of :mod:`datagov_cli.queries.as_of`; here they are asked about one calendar day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import DISPUTED, KNOWN, LAST_KNOWN, NOT_KNOWN, Head, Value

#: First and last day on which something may lie.
DayRange = tuple[date, date]
FOREVER: DayRange = (date.min, date.max)
LATER, ENDED = "later", "ended"


class Evidence(Frozen):
    """The points at which a headship is evidenced; ``dated`` if one is on record."""

    since: DayRange | None
    stated: DayRange
    until: DayRange | None
    dated: bool

    @property
    def points(self) -> list[DayRange]:
        """The points that are on record or follow from the sources."""
        return [span for span in (self.since, self.stated, self.until) if span]

    def on(self, day: date) -> str:
        """The standing on one day."""
        if self.until and self.until[1] < day:
            return ENDED
        if not any(end <= day for _, end in self.points):
            begins_later = self.since is not None and day < self.since[0]
            return LATER if begins_later or min(self.points)[0] > day else NOT_KNOWN
        if any(start >= day for start, _ in self.points):
            return KNOWN
        return NOT_KNOWN if self.until else LAST_KNOWN


class HeadEvidence(Frozen):
    """A head, and when its headship is evidenced."""

    head: Head
    evidence: Evidence

    def same(self, other: HeadEvidence) -> bool:
        """Whether both say that the same person leads at the same posts."""
        one, two = self.head, other.head
        return one.person.known and (
            (one.person.value, one.posts.value, one.role, one.basis)
            == (two.person.value, two.posts.value, two.role, two.basis)
        )

    def reach(self, day: date) -> DayRange:
        """When the headship is last evidenced by the day."""
        if self.evidence.on(day) == KNOWN:
            return day, day
        start, end = self.evidence.stated
        return min(start, day), min(end, day)


def leading(lines: Sequence[HeadEvidence], day: date) -> tuple[frozenset[int], bool]:
    """Which of the heads lead on one day, by their places, and whether that is known; if it
    is not, those who may."""
    on_day = [line.evidence.on(day) for line in lines]
    alive = [place for place, stands in enumerate(on_day) if stands not in (LATER, ENDED)]
    pool = [place for place in alive if lines[place].evidence.dated] or alive
    sure = [place for place in pool if on_day[place] != NOT_KNOWN]
    reach = {place: lines[place].reach(day) for place in sure}
    # The sides of a dispute stand or fall together: none of them is the other's successor.
    sides = {place for place in sure if not lines[place].head.about.id}
    newest = [
        p for p in sure if not any(reach[p][1] < reach[q][0] for q in sure if not {p, q} <= sides)
    ]
    if sides.intersection(newest):
        newest += sorted(sides.difference(newest))
    rivals = [
        place
        for place in pool
        if place not in sure and not (newest and all(lines[place].same(lines[p]) for p in newest))
    ]
    return frozenset(newest + rivals), not rivals


def deciding_days(asked: DayRange, spans: Iterable[DayRange]) -> list[date]:
    """The days of a span between which no answer about the other spans changes."""
    days = set(asked)
    for edge in {edge for span in spans for edge in span}:
        for ordinal in range(edge.toordinal() - 1, edge.toordinal() + 2):
            if asked[0].toordinal() <= ordinal <= asked[1].toordinal():
                days.add(date.fromordinal(ordinal))
    return sorted(days)


def range_of(value: Value | None) -> DayRange | None:
    """The days on which a date may lie; of a disputed one those of all sides."""
    if value is None:
        return None
    sides = value.sides if value.state == DISPUTED else (value,)
    dates = [c.value for c in sides if isinstance(c.value, FuzzyDate)]
    if not dates:
        return None
    return min(day.start for day in dates), max(day.end for day in dates)


def date_text(value: Value | None) -> str:
    """A date as written; of a disputed one all sides."""
    sides = () if value is None else value.sides or (value,)
    return " / ".join(str(side.value) for side in sides)
