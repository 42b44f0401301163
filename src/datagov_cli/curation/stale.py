"""Records that need re-checking: headships, drafts and targets that may have changed.

Pure functions over the model. An imprecise date counts from its last possible day, so that
nothing is called older than it is known to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate, last_day
from datagov_cli.model.records import (
    DISPUTED,
    NOT_APPLICABLE,
    UNKNOWN,
    Body,
    Citation,
    Province,
    Record,
    Value,
    active,
)
from datagov_cli.queries.last_stated import Sources
from datagov_cli.queries.leadership import OLDER, WITHDRAWN, has_ended, headships, verdicts

DRAFT_STATUS = "consultation"

_SPAN = re.compile(r"([0-9]{1,5})([dwmy])")


class TimeSpan(Frozen):
    """A length of time: ``180d``, ``26w``, ``6m``, ``1y``."""

    text: str
    days: int
    months: int

    @classmethod
    def parse(cls, text: str) -> TimeSpan:
        """Read a length of time.

        :raises UsageError: if the text is not one.
        """
        read = _SPAN.fullmatch(text.strip().lower())
        if read is None:
            hint = message(
                "write a number of days, weeks, months or years, such as 180d, 26w, 6m, 1y"
            )
            raise UsageError(message('"{text}" is not a length of time', text=text), hint)
        number, unit = int(read[1]), read[2]
        days = {"d": number, "w": 7 * number}.get(unit, 0)
        months = {"m": number, "y": 12 * number}.get(unit, 0)
        return cls(f"{number}{unit}", days, months)

    def after(self, day: date) -> date:
        """The day that much later; where a month is too short, its last day."""
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
    """What was found to be due on a day, and which age was asked for; ``day`` is the one asked
    about, ``None`` if it is today."""

    today: date
    older_than: TimeSpan
    entries: tuple[Due, ...]
    day: FuzzyDate | None = None

    @property
    def is_due(self) -> bool:
        """Whether any entry is due."""
        return any(entry.is_due for entry in self.entries)


def due(
    provinces: Iterable[Province],
    today: date,
    older_than: TimeSpan,
    sources: Sources,
    ahead: TimeSpan | None = None,
    day: FuzzyDate | None = None,
) -> DueList:
    """The records that are due, most overdue first; then those without a date, which may be due.

    :param sources: from the id of a source to the source.
    :param older_than: how old a headship or a draft may grow. A target is due as soon as its
        year is over, since the data has no outcome of any.
    :param ahead: also what falls due within that time from today.
    :param day: the day asked about, of which ``today`` is the first; the provinces are as they
        stood then.
    """
    last = ahead.after(today) if ahead else today
    listed = [
        _due(watched, today, older_than)
        for province in provinces
        for watched in _watched(province, sources)
        if watched.since.state != NOT_APPLICABLE
    ]
    dated = [item for item in listed if item.by is not None and item.by < last]
    dated.sort(key=lambda item: -(item.overdue or 0))
    undated = (item for item in listed if item.by is None)
    return DueList(today, older_than, (*dated, *undated), day)


def _watched(province: Province, sources: Sources) -> Iterator[Watched]:
    """What may change: headships not known to have ended, of those of heads the newest;
    disputes about who heads a body; drafts, targets; policies of which the date is missing."""
    for body in active(province.bodies):
        for verdict in verdicts(province, body, sources):
            head = verdict.head
            over = verdict.reason in (WITHDRAWN, OLDER) or has_ended(head)
            if head.about.id and not over:
                yield Watched(province, "heads", head, "as-of", head.as_of, body)
        if sides := headships(body):
            dates = tuple(side.as_of for side in sides if side.as_of.known)
            stated = Value(DISPUTED, sides=dates) if dates else Value(UNKNOWN)
            yield Watched(province, "bodies", body, "heads", stated, body)
    policies = active(province.policies)
    replaced = {policy.supersedes for policy in policies}
    for policy in policies:
        if DRAFT_STATUS in _sides(policy.status):
            if policy.about.id not in replaced:
                yield Watched(province, "policies", policy, "status", policy.date)
        elif not _sides(policy.date):
            yield Watched(province, "policies", policy, "date", policy.date)
    for target in active(province.targets):
        yield Watched(province, "targets", target, "year", target.year)


def _due(watched: Watched, today: date, older_than: TimeSpan) -> Due:
    value = watched.since
    cite = value.cite or tuple(c for side in value.sides for c in side.cite)
    cite = cite or watched.record.about.cite
    dates: list[FuzzyDate] = _sides(value)
    if not dates:
        return Due(watched, None, cite)
    end = max(day.end for day in dates)
    by = end if watched.kind == "targets" else older_than.after(end)
    since = " / ".join(map(str, dates))
    return Due(watched, since, cite, (today - end).days, by, (today - by).days)


def _sides(value: Value) -> list[Any]:
    """A known value, or the values of all sides of a dispute."""
    return [value.value] if value.known else [side.value for side in value.sides]
