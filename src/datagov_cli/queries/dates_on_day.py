"""Dates beside a day that was asked about: on which side of it they lie, so far as is known.

The rules are those of :mod:`datagov_cli.queries.as_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.key_types import Key
from datagov_cli.model.record_keys import RECORD_KEYS, find_key
from datagov_cli.model.records import NOT_APPLICABLE, NOT_KNOWN, UNKNOWN, Citation, R, Value
from datagov_cli.queries.last_stated import Publications, Sources
from datagov_cli.queries.leadership_on_day import (
    ENDED,
    FOREVER,
    LATER,
    DayRange,
    HeadEvidence,
    date_text,
    range_of,
)

OF_A_LATER_STATUS = message("The record states it of a later status only.")


class DatesOnDay:
    """Compares dates with a day.

    :param day: may be rough: a month or a year.
    :param sources: for their dates of publication.
    """

    def __init__(self, day: FuzzyDate, sources: Sources) -> None:
        self.day = day
        self.sources = sources
        self.publications = Publications(sources)

    def by(self, span: DayRange) -> bool | None:
        """Whether it lies by the day, on every day that the day may mean."""
        if span[1] <= self.day.start:
            return True
        return False if span[0] > self.day.end else None

    def published(self, cites: Iterable[Citation]) -> date | None:
        """The day by which all of these sources had appeared, if that is known."""
        days = [self.publications.of(c.source) for c in cites]
        return max((day.end for day in days if day), default=None) if all(days) else None

    def span(
        self, value: Value | None, cites: Iterable[Citation], reported: bool = True
    ) -> DayRange:
        """When it may lie, the publication of its sources being the end of what they report."""
        start, end = range_of(value) or FOREVER
        published = self.published(cites) if reported else None
        return start, min(end, published) if published and published >= start else end

    def within(self, span: DayRange) -> bool:
        """Whether it lies among the days asked about, which are several."""
        start, end = self.day.start, self.day.end
        return start < end and start <= span[0] and span[1] <= end

    def straddles(self, value: Value | None) -> Text:
        """The note on a date that may lie before or after the day."""
        day = self.day
        if value is None or not range_of(value):
            return message("Undated: whether it already held on {day} is not known.", day=day)
        return message(
            "Dated {date}: whether that is by {day} is not known.", date=date_text(value), day=day
        )

    def without_later_keys(self, kind: str, record: R, latest: bool | None = True) -> R:
        """The record without what its keys tell of a later day, by the columns ``dated_by`` and
        ``latest`` of :mod:`datagov_cli.model.record_keys`. A date that may lie before or after the
        day is not known.

        :param latest: of a policy, whether its latest status had begun.
        """
        changes: dict[str, Any] = {}
        for key in RECORD_KEYS[kind]:
            value = getattr(record, key.attribute) if key.dated_by or key.latest else None
            if value is None or (holds := self._holds(kind, record, key, latest)):
                continue
            rough = holds is None and key.name == key.dated_by
            changes[key.attribute] = Value(UNKNOWN, note=self.straddles(value)) if rough else None
        for key in RECORD_KEYS[kind] if changes else ():
            if changes.keys() & {name.replace("-", "_") for name in key.instead}:
                value = getattr(record, key.attribute)
                if value.state == NOT_APPLICABLE:
                    changes[key.attribute] = Value(UNKNOWN, note=OF_A_LATER_STATUS)
        changed: R = record.replace(**changes) if changes else record  # type: ignore[assignment]
        return changed

    def _holds(self, kind: str, record: Any, key: Key, latest: bool | None) -> bool | None:
        dating = find_key(kind, key.dated_by)
        date: Value | None = getattr(record, dating.attribute) if dating else None
        if dating and date and range_of(date):
            return self.by(self.span(date, date.cite or record.about.cite, dating.reported))
        return latest if key.latest else True

    def reason_unknown(self, leads: Sequence[HeadEvidence], days: Sequence[date]) -> Text:
        """Why it is not known who leads on any of these days.

        :param leads: those who may lead, at least one.
        """
        seen = [(line, {line.evidence.on(day) for day in days}) for line in leads]
        day = self.day
        for line, on_days in sorted(seen, key=lambda pair: NOT_KNOWN not in pair[1]):
            if on_days - {LATER, ENDED}:
                head = line.head
                dated = [v for v in (head.as_of, head.since, head.until) if range_of(v)]
                rough = [v for v in dated if self.by(range_of(v) or FOREVER) is None]
                within = [v for v in rough if self.within(range_of(v) or FOREVER)]
                if within:
                    return message(
                        "Stated for {date}: whether for every day of {day} is not known.",
                        date=date_text(within[0]),
                        day=day,
                    )
                return self.straddles(next(iter(rough or dated), None))
        later = [line for line, on_days in seen if LATER in on_days]
        if later:
            dates = [v for line in later for v in (line.head.since, line.head.as_of) if range_of(v)]
            earliest = date_text(min(dates, key=lambda value: range_of(value) or FOREVER))
            return message(
                "The earliest date on record is {date}, after {day}.", date=earliest, day=day
            )
        last = max(leads, key=lambda line: line.evidence.until or line.evidence.stated)
        until = date_text(last.head.until)
        return message(
            "The last head on record led until {date}, before {day}.", date=until, day=day
        )
