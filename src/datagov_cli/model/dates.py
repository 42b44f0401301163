"""Dates as precise as their source: a year, a month or a day, possibly approximate.

The notation is EDTF level 0 (ISO 8601-2:2019) for a year, a month or a day, with the
level 1 mark ``~`` for *approximate*: ``2014``, ``2025-02``, ``2025-04-18``, ``2025-03~``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from unicodedata import normalize

from datagov_cli.base.errors import NotationError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message

#: The notation as a regular expression; ``schemas/`` holds the same pattern.
PATTERN = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?$"


#: Chinese figures of years, as official documents write them: 二〇二五年.
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class NotInCalendarError(NotationError):
    """The notation is that of a date, and there is no such day."""


class FuzzyDate(Frozen):
    """A date known to the year, the month or the day, as the interval it stands for.

    ``start`` and ``end`` are the first and the last day on which it may lie. An
    approximate date is widened by one unit of its own precision on either side.
    Comparisons answer ``True``, ``False`` or ``None`` for *not known*.
    """

    text: str
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> FuzzyDate:
        """Read one date.

        :raises NotInCalendarError: if there is no such day.
        :raises NotationError: if the notation is wrong.
        """
        if not re.fullmatch(PATTERN, text):
            raise NotationError(
                message(
                    '"{text}" is not a date such as 2014, 2025-02, 2025-04-18 or 2025-03~',
                    text=text,
                )
            )
        approximate = text.endswith("~")
        parts = _parts(text)
        try:
            start, end = _interval(parts)
            if approximate:
                day = timedelta(days=1)
                start = _interval(_as_precise(start - day, parts))[0]
                end = _interval(_as_precise(end + day, parts))[1]
        except (ValueError, OverflowError):
            raise NotInCalendarError(
                message('"{text}" is not a day of the calendar', text=text)
            ) from None
        return cls(text, start, end)

    def year_named_in(self, written: str) -> bool:
        """Whether a wording gives the year, in figures of any form: 2025年, 二〇二五年."""
        return self.year in normalize("NFKC", written).translate(_FIGURES)

    def before(self, other: FuzzyDate) -> bool | None:
        """Whether every day of this one lies before every day of ``other``."""
        if self.end < other.start:
            return True
        return False if self.start >= other.end else None

    def after(self, other: FuzzyDate) -> bool | None:
        """Whether every day of this one lies after every day of ``other``."""
        return other.before(self)

    def during(self, other: FuzzyDate) -> bool | None:
        """Whether this one lies within ``other``; ``None`` where they only overlap."""
        if other.start <= self.start and self.end <= other.end:
            return True
        return False if self.end < other.start or self.start > other.end else None

    @property
    def year(self) -> str:
        """The year as written, without the mark for *approximate*."""
        return self.text[:4]

    @property
    def parts(self) -> list[int]:
        """The year, the month and the day, as far as they are written."""
        return _parts(self.text)

    @property
    def approximate(self) -> bool:
        """Whether it is only about that year, month or day."""
        return self.text.endswith("~")

    def sort_key(self) -> tuple[date, date]:
        """Oldest first; of two that begin together the more precise first."""
        return (self.start, self.end)

    def __str__(self) -> str:
        return self.text


def _parts(text: str) -> list[int]:
    return [int(part) for part in text.rstrip("~").split("-")]


def _interval(parts: list[int]) -> tuple[date, date]:
    year, month, day = (*parts, None, None)[:3]
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), last_day(year, month)
    return date(year, month, day), date(year, month, day)


def _as_precise(day: date, parts: list[int]) -> list[int]:
    """The year, the month and the day of a day, no more of them than these parts have."""
    return [day.year, day.month, day.day][: len(parts)]


def last_day(year: int, month: int) -> date:
    """The last day of a month.

    :raises ValueError: if the calendar has no such month.
    """
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return following - timedelta(days=1) if following else date.max
