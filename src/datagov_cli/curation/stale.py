"""Records that need re-checking: headships, drafts and targets that may have changed.

Pure functions over the model. A date counts from the last day on which it may lie, so that
nothing is called older than it is known to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.model.dates import FuzzyDate, last_day
from datagov_cli.model.records import (
    NOT_APPLICABLE,
    Body,
    Citation,
    Province,
    Record,
    Value,
    active,
)

DRAFT = "consultation"

_SPAN = re.compile(r"([0-9]{1,5})([dwmy])")


class Span(Frozen):
    """A length of time: ``180d``, ``26w``, ``6m``, ``1y``."""

    text: str
    days: int
    months: int

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read one.

        :raises UsageError: if it is none.
        """
        read = _SPAN.fullmatch(text.strip().lower())
        if read is None:
            hint = "write a number of days, weeks, months or years, such as 180d, 26w, 6m, 1y"
            raise UsageError(f'"{text}" is not a length of time', hint)
        number, unit = int(read[1]), read[2]
        days = {"d": number, "w": 7 * number}.get(unit, 0)
        months = {"m": number, "y": 12 * number}.get(unit, 0)
        return cls(f"{number}{unit}", days, months)

    def after(self, day: date) -> date:
        """The day that lies so much later; where a month is too short, its last day."""
        try:
            if self.months:
                years, month = divmod(day.month - 1 + self.months, 12)
                last = last_day(day.year + years, month + 1)
                day = last.replace(day=min(day.day, last.day))
            return day + timedelta(days=self.days)
        except (ValueError, OverflowError):
            return date.max


class Watched(Frozen):
    """A record whose ``field`` may have changed; ``since`` is the date from which it counts,
    ``body`` that of a head."""

    province: Province
    kind: str
    record: Record
    field: str
    since: Value
    body: Body | None = None


class Due(Frozen):
    """A record to be re-checked ``by`` a day; ``age`` and ``overdue`` are in days.

    All three are ``None`` where no date is known. ``overdue`` is not positive where the day
    is still to come.
    """

    watched: Watched
    since: str | None
    cite: tuple[Citation, ...]
    age: int | None = None
    by: date | None = None
    overdue: int | None = None

    @property
    def is_due(self) -> bool:
        """Whether the day has passed; ``False`` without a date, for then it is not known."""
        return self.overdue is not None and self.overdue > 0


class DueList(Frozen):
    """What was found to be due on a day, and which age was asked for."""

    today: date
    older_than: Span
    entries: tuple[Due, ...]

    @property
    def is_due(self) -> bool:
        """Whether there is something of which the day has passed."""
        return any(entry.is_due for entry in self.entries)


def due(
    provinces: Iterable[Province], today: date, older_than: Span, ahead: Span | None = None
) -> DueList:
    """What is due, most overdue first; behind it what has no date, for it may be due as well.

    :param older_than: how old a headship or a draft may grow. A target is due as soon as its
        year is over, since the data has no outcome of any.
    :param ahead: also what falls due within that time from today.
    """
    last = ahead.after(today) if ahead else today
    listed = [
        _look(watched, today, older_than)
        for province in provinces
        for watched in _watch(province)
        if watched.since.state != NOT_APPLICABLE
    ]
    dated = [found for found in listed if found.by is not None and found.by < last]
    dated.sort(key=lambda found: -(found.overdue or 0))
    undated = (found for found in listed if found.by is None)
    return DueList(today, older_than, (*dated, *undated))


def _watch(province: Province) -> Iterator[Watched]:
    """What may change: headships not known to have ended, drafts, targets; policies of which
    the date is missing."""
    for body in active(province.bodies):
        for head in active(body.heads):
            if head.until is None or not head.until.known:
                yield Watched(province, "heads", head, "as-of", head.as_of, body)
    policies = active(province.policies)
    replaced = {policy.supersedes for policy in policies}
    for policy in policies:
        if DRAFT in _claimed(policy.status):
            if policy.about.id not in replaced:
                yield Watched(province, "policies", policy, "status", policy.date)
        elif not _claimed(policy.date):
            yield Watched(province, "policies", policy, "date", policy.date)
    for target in active(province.targets):
        yield Watched(province, "targets", target, "year", target.year)


def _look(watched: Watched, today: date, older_than: Span) -> Due:
    value = watched.since
    cite = value.cite or tuple(c for claim in value.claims for c in claim.cite)
    cite = cite or watched.record.about.cite
    dates: list[FuzzyDate] = _claimed(value)
    if not dates:
        return Due(watched, None, cite)
    end = max(day.end for day in dates)
    by = end if watched.kind == "targets" else older_than.after(end)
    since = " / ".join(map(str, dates))
    return Due(watched, since, cite, (today - end).days, by, (today - by).days)


def _claimed(value: Value) -> list[Any]:
    """A known value, or what each side of a dispute claims."""
    return [value.value] if value.known else [claim.value for claim in value.claims]
