"""How far what the sources state reaches: the last day for which a record is attested.

What may change (a status, a body, a target, an initiative) is attested up to the publication of
the last source that states it. On a later day it is only *last known*, as of that publication.
The notes of the data tell what an editor knew; one that names a day after the day asked about
tells what came later, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    KNOWN,
    LAST_KNOWN,
    NOT_KNOWN,
    Citation,
    OnDay,
    R,
    Value,
)
from datagov_cli.model.sources import Source

TELLS_OF_LATER = message("The note on record refers to a later day.")
#: A year of our time as a note may write it, with its month and day if they follow.
_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])"
    r"(?:-([0-9]{2})(?:-([0-9]{2}))?|年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?)?"
)


#: From the id of a source to the source.
Sources = Callable[[str], Source]


class Publications:
    """When sources appeared, each looked up once.

    :param sources: from the id of a source to the source.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._dates: dict[str, FuzzyDate | None] = {}

    def of(self, source_id: str) -> FuzzyDate | None:
        """When the source, or else its repost, appeared; ``None`` if that is not known."""
        if source_id not in self._dates:
            source = self._sources(source_id)
            self._dates[source_id] = source.published or source.via_published
        return self._dates[source_id]

    def last(self, cites: Iterable[Citation], *values: Value | None) -> FuzzyDate | None:
        """When the last of these sources appeared; if that is known of none, the last of the
        dates that they give.

        :param values: those dates; of a disputed one its sides.
        """
        dates = [day for source in {c.source for c in cites} if (day := self.of(source))]
        if not dates:
            given = [side for v in values if v for side in (v.sides or (v,))]
            dates = [v.value for v in given if isinstance(v.value, FuzzyDate)]
        return max(dates, key=lambda date: (date.end, date.start), default=None)


def standing(day: FuzzyDate, last: FuzzyDate | None) -> OnDay:
    """How something stands on a day that is there by then.

    :param last: the last date for which it is attested, ``None`` if that is not known.
    """
    if last is None:
        return OnDay(LAST_KNOWN)
    if day.end <= last.start:
        return OnDay(KNOWN)
    least, most = (day.start - last.end).days, (day.end - last.start).days
    return OnDay(LAST_KNOWN, (max(0, least), most), str(last))


def weakest(standings: Iterable[OnDay | None]) -> OnDay | None:
    """The standing of what several records say together: that of the one which is least sure and
    attested least recently, as old as any may be. ``None`` where no day was asked about."""
    given = [on_day for on_day in standings if on_day]
    worst = max(given, key=doubt, default=None)
    if worst is None or worst.age is None:
        return worst
    most = [on_day.age[1] for on_day in given if on_day.age]
    known = [days for days in most if days is not None]
    return worst.replace(age=(worst.age[0], max(known) if len(known) == len(most) else None))


def doubt(on_day: OnDay) -> tuple[int, int]:
    """By what standings are ordered, the surest first."""
    order = (KNOWN, LAST_KNOWN, NOT_KNOWN)
    return order.index(on_day.standing), on_day.age[0] if on_day.age else 0


def on_day_parts(on_day: OnDay | None) -> dict[str, Any]:
    """What a value takes over of the standing of the records that it is derived from."""
    return {"on_day": on_day, "as_of": on_day.as_of} if on_day else {}


def without_later_notes(record: R, day: FuzzyDate) -> R:
    """The record without those notes of its data that tell of a day after this one."""
    changes: dict[str, Any] = {
        name: changed
        for name, value in record.__dict__.items()
        if isinstance(value, Value) and (changed := _without_later(value, day)) is not value
    }
    kept = accounts_without_later_notes(record.about.absent, day)
    if kept != record.about.absent:
        changes["about"] = record.about.replace(absent=kept)
    changed_record: R = record.replace(**changes) if changes else record  # type: ignore[assignment]
    return changed_record


def accounts_without_later_notes(accounts: Mapping[str, Value], day: FuzzyDate) -> dict[str, Value]:
    """Accounts of what is not known, by what it is, without those notes."""
    return {key: _without_later(value, day) for key, value in accounts.items()}


def _without_later(value: Value, day: FuzzyDate) -> Value:
    if value.note is None or value.state in (KNOWN, DISPUTED) or not _later(value.note, day):
        return value
    return value.replace(note=TELLS_OF_LATER)


def _later(note: Text, day: FuzzyDate) -> bool:
    return any(
        date.start > day.end for written in (note.zh, note.en) for date in _dates_in(written)
    )


@lru_cache(10_000)  # A site asks about the same notes for each of its days.
def _dates_in(written: str) -> tuple[FuzzyDate, ...]:
    dates = []
    for found in _DATE.finditer(written):
        year, *rest = found.groups()
        month, date = rest[0] or rest[2], rest[1] or rest[3]
        parts = [year, *(part.zfill(2) for part in (month, date) if part)]
        try:
            dates.append(FuzzyDate.parse("-".join(parts)))
        except ValueError:  # Such as a number that only looks like a date.
            dates.append(FuzzyDate.parse(year))
    return tuple(dates)
