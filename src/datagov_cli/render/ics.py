"""iCalendar (RFC 5545): what has a date, as entries of a calendar.

It serves every view that says what happens when: by its ``events``, else by the list that
``items`` names in its payload. Each entry of that list has

- ``date``: a day, a month or a year, with ``~`` if approximate; without one it is left out;
- ``title``: what happens;
- ``province`` and ``id``: together with ``record``, if there is one, its lasting name;
- ``description``: more about it, if there is more to say.

All entries are of a whole day. One that is known to the month or the year stands on its
first day, and its title says so: ``Founded – 2025-02 (month)``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from datagov_cli.base.clock import today
from datagov_cli.base.messages import Text, clauses, message, parenthesised, spaced
from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.render import OutputStyle
from datagov_cli.views import View

#: Longest line in octets, its end left out (RFC 5545, section 3.1).
MAX_OCTETS = 75
#: What a backslash stands before (section 3.3.11).
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_PRECISION = {
    4: message("year", context="precision"),
    7: message("month", context="precision"),
}


def render(view: View, output: OutputStyle) -> Iterator[str]:
    yield from _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//datagov//datagov//EN")
    yield from _lines("CALSCALE:GREGORIAN")
    stamp = f"DTSTAMP:{_digits(today())}T000000Z"
    seen: dict[str, int] = {}
    for event in view.events() if view.events else view.payload()[view.items]:
        if event["date"] is not None:
            yield from _event(event, _uid(event, seen), stamp, output.lang)
    yield from _lines("END:VCALENDAR")


def _event(event: Mapping[str, Any], uid: str, stamp: str, lang: str) -> Iterator[str]:
    date = FuzzyDate.parse(event["date"])
    start = FuzzyDate.parse(event["date"].rstrip("~")).start
    yield from _lines("BEGIN:VEVENT", f"UID:{escape(uid)}", stamp)
    yield from _lines(f"DTSTART;VALUE=DATE:{_digits(start)}")
    yield from _lines(f"SUMMARY:{escape(event['title'] + _precision(date, lang))}")
    if event.get("description"):
        yield from _lines(f"DESCRIPTION:{escape(event['description'])}")
    # What is to be read on a day does not make its reader busy.
    yield from _lines("TRANSP:TRANSPARENT", "END:VEVENT")


def _uid(event: Mapping[str, Any], seen: dict[str, int]) -> str:
    """A name that stays when title or date change; two events of one record are numbered."""
    parts = [event[key] for key in ("province", "record", "id") if event.get(key)]
    name = "/".join(parts)
    seen[name] = seen.get(name, 0) + 1
    return f"{name}@datagov" if seen[name] == 1 else f"{name}/{seen[name]}@datagov"


def _precision(date: FuzzyDate, lang: str) -> str:
    """What a calendar cannot say of a date by itself: that it is no single day."""
    words: list[Text | str] = [_PRECISION.get(len(str(date).rstrip("~")), "")]
    words += [message("approximate")] if date.approximate else []
    said = clauses(words, lang)
    return f" – {spaced(str(date), parenthesised([said], lang))}" if said else ""


def _digits(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def escape(text: str) -> str:
    """The text as a value of type TEXT; hidden characters as their ``\\uXXXX``."""
    return escape_hidden(text).translate(_ESCAPES)


def _lines(*lines: str) -> Iterator[str]:
    for line in lines:
        yield fold(line) + "\r\n"


def fold(line: str) -> str:
    """The line broken after at most :data:`MAX_OCTETS` octets, never within a character."""
    if len(line.encode("utf-8")) <= MAX_OCTETS:
        return line
    parts: list[str] = []
    part, octets = "", 0
    for character in line:
        size = len(character.encode("utf-8"))
        if octets + size > MAX_OCTETS:
            parts.append(part)
            part, octets = "", 1  # The space that begins a line that goes on.
        part += character
        octets += size
    return "\r\n ".join([*parts, part])
