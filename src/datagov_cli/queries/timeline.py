"""All dated records as events, in order.

A founding, a headship (the date for which it is stated, and where they are on record its
beginning and end), a meeting, each status of a policy, a milestone, the year by whose end a
target is to be reached. A disputed date gives one event for each side. Records without a date
are counted, and listed last if that is asked for.

About a day (``--as-of``) what came later is left out, but for the targets that were set by then;
headships that were over by then are there, for they are part of what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, joined_clauses, message, remarked
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    EXPECTATION,
    IMPLIED,
    KNOWN,
    NOT_KNOWN,
    Body,
    Citation,
    Head,
    Meeting,
    OnDay,
    Policy,
    Province,
    Record,
    Target,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.leadership import headships
from datagov_cli.queries.leadership_on_day import DayRange
from datagov_cli.queries.value_text import (
    by_the_end_of,
    display,
    label_of,
    role_text,
    sides_text,
    target_text,
)

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

#: The kinds of events, each with the list of records from which they come; the methods of
#: :class:`_ProvinceEvents` that give them are called as these are.
EVENT_KINDS = {
    "body": "bodies",
    "head": "heads",
    "meeting": "meetings",
    "policy": "policies",
    "milestone": "milestones",
    "target": "targets",
}


#: What the date of an event is: nothing began on the date for which a headship is stated, and
#: what is due or expected is so by the end of it.
FOUNDED, OPENED, STATED_FOR, BEGINS, ENDS = "founded", "opened", "stated-for", "begins", "ends"
HELD, STATUS, HAPPENED, DUE, EXPECTED = "held", "status", "happened", "due", "expected"


class Event(Frozen):
    """A date of a record, ``None`` if it is not known.

    ``what`` says what the date is: ``stated-for``, ``due`` … ``outside`` if it may lie outside
    the period asked for; ``on_day`` is how the record stood on the day asked about.
    """

    date: FuzzyDate | None
    province: Province
    kind: str
    id: str
    what: str
    title: Text
    cite: tuple[Citation, ...]
    on_day: OnDay | None = None
    outside: bool = False

    @property
    def ahead(self) -> bool:
        """Whether it is only to be reached."""
        return self.what in (DUE, EXPECTED)

    @property
    def days(self) -> DayRange:
        """The first and the last day on which it may lie; those without a date come last."""
        if self.date is None:
            return date.max, date.max
        return (self.date.end, self.date.end) if self.ahead else (self.date.start, self.date.end)


class Timeline(Frozen):
    """The events, oldest first, and how many records have no date; ``day`` is the one asked
    about. Those without a date are ``listed`` among the events, or not. ``total`` is how many
    events there are without a limit; ``left_out`` are the provinces of which it is not known
    whether they match, ``None`` where no condition was set."""

    events: tuple[Event, ...]
    undated: int
    day: FuzzyDate | None = None
    listed: bool = False
    total: int = 0
    left_out: tuple[Province, ...] | None = None


def choose_kinds(names: str | Sequence[str]) -> tuple[str, ...]:
    """The kinds named, or all; the names of sections do as well.

    :param names: several in one text separated by commas.
    :raises UsageError: for an unknown kind.
    """
    sections = {section: kind for kind, section in EVENT_KINDS.items()}
    hint = message("known kinds: {known}", known=", ".join(EVENT_KINDS))
    return split_list(names, message("kind of event"), hint, EVENT_KINDS, sections) or tuple(
        EVENT_KINDS
    )


def check_period(first: FuzzyDate | None, last: FuzzyDate | None) -> None:
    """:raises UsageError: if a period ends before it begins."""
    if first and last and last.before(first):
        raise UsageError(message("--to {last} lies before --from {first}", last=last, first=first))


def timeline(
    provinces: Iterable[Province],
    vocabularies: Vocabularies,
    kinds: Sequence[str] = tuple(EVENT_KINDS),
    first: FuzzyDate | None = None,
    last: FuzzyDate | None = None,
    day: FuzzyDate | None = None,
    undated: bool = False,
    newest_first: bool = False,
    limit: int | None = None,
) -> Timeline:
    """The events of these kinds; those that surely lie outside the period are left out.

    :param day: the day asked about; the provinces are as they stood then.
    :param undated: list the records without a date too, last.
    :param limit: no more events than this.
    """
    dated: list[Event] = []
    without: list[Event] = []
    begins = first.start if first else date.min
    ends = last.end if last else date.max
    # What is ahead may well lie after the day asked about.
    ends_by_then = min(ends, day.end) if day else ends
    for province in provinces:
        for event in _ProvinceEvents(province, vocabularies).events(kinds):
            if event.date is None:
                without.append(event)
                continue
            begin, end = event.days
            latest = ends if event.ahead else ends_by_then
            if end < begins or begin > latest:
                continue
            if day and event.kind == "head" and end > day.start:
                event = event.replace(on_day=OnDay(NOT_KNOWN))
            outside = begin < begins or end > latest
            dated.append(event.replace(outside=True) if outside else event)
    order = {kind: place for place, kind in enumerate(EVENT_KINDS)}
    for events in (dated, without):
        events.sort(key=lambda e: (e.province.gb2260, order[e.kind], e.id))
    dated.sort(key=lambda e: e.days, reverse=newest_first)
    events = [*dated, *without] if undated else dated
    return Timeline(tuple(events[:limit]), len(without), day, undated, len(events))


class _ProvinceEvents:
    """The events of one province; a record without a date has one without it."""

    def __init__(self, province: Province, vocabularies: Vocabularies) -> None:
        self.province = province
        self.vocabularies = vocabularies

    def events(self, kinds: Sequence[str]) -> Iterator[Event]:
        """The events of these kinds."""
        for kind, section in EVENT_KINDS.items():
            if kind in kinds:
                yield from getattr(self, section)()

    def events_of(
        self, date: Value, kind: str, what: str, record: Record, title: Text, owner: str = ""
    ) -> Iterator[Event]:
        name = owner + record.about.id
        # What has happened stays so; what is to be reached may have changed.
        lasts = what in (DUE, EXPECTED) or uncertain_on_day(record)
        on_day = record.about.on_day if lasts else None
        if kind == "head" and _dated(date):
            on_day = None  # Who led on the day is another question than what its date is.
        if date.state == DISPUTED:
            title = remarked(title, message("date disputed"))
        elif date.known and date.basis == IMPLIED:
            title = remarked(title, message("date implied"))
        for side in date.sides or (date,):
            cite = (_dated(date) and side.cite) or record.about.cite
            yield Event(side.value, self.province, kind, name, what, title, cite, on_day)

    def bodies(self) -> Iterator[Event]:
        for body in active(self.province.bodies):
            title = message("Founded: {body}", body=body.name)
            opened = body.opened if body.opened and _dated(body.opened) else None
            if _dated(body.established) or opened is None:
                yield from self.events_of(body.established, "body", FOUNDED, body, title)
            if opened:
                title = message("Opened: {body}", body=body.name)
                yield from self.events_of(opened, "body", OPENED, body, title)

    def heads(self) -> Iterator[Event]:
        """Those of all heads on record; about a day, those without a date only if they may have
        led on it."""
        asked = self.province.asked
        then = {head.about.id: head for body in self.province.bodies for head in body.heads}
        for body in active((asked.whole if asked else self.province).bodies):
            for head in active(body.heads):
                if not asked or head.about.id in then or _dated(head.as_of):
                    yield from self.dates_of(body, then.get(head.about.id, head))
            yield from self.sides_of(body)

    def dates_of(self, body: Body, head: Head) -> Iterator[Event]:
        owner, title = f"{body.about.id}/", self.head_title(body, head)
        named, stated = title, message("stated for this date")
        if head.basis == IMPLIED:
            named = remarked(title, message("implied"))
            stated = message("implied for this date")
        on_date = remarked(title, stated) if _dated(head.as_of) else named
        yield from self.events_of(head.as_of, "head", STATED_FOR, head, on_date, owner)
        for value, what, remark in (
            (head.since, BEGINS, message("begins")),
            (head.until, ENDS, message("ends")),
        ):
            if value and _dated(value):
                yield from self.events_of(value, "head", what, head, remarked(named, remark), owner)

    def sides_of(self, body: Body) -> Iterator[Event]:
        """Who heads a body by each side of a dispute about it."""
        for head in headships(body):
            title = remarked(self.head_title(body, head), message("disputed"))
            if _dated(head.as_of):
                title = remarked(title, message("stated for this date"))
            yield from self.events_of(head.as_of, "head", STATED_FOR, body, title)

    def head_title(self, body: Body, head: Head) -> Text:
        person = self.said(head.person) or message("name unknown")
        remarks = [message("name implied")] if head.person.basis == IMPLIED else []
        if posts := self.said(head.posts, "posts"):
            implied = head.posts.basis == IMPLIED
            remarks.append(joined_clauses(posts, message("implied")) if implied else posts)
        person = remarked(person, *remarks) if remarks else person
        role = role_text(head, body, self.vocabularies)
        return message("{person}: {role} of {body}", person=person, role=role, body=body.name)

    def said(self, value: Value, vocabulary: str | None = None) -> Text | None:
        """What is known, or the sides of a dispute; a name in the language of the title."""
        if value.sides:
            return sides_text(value, self.vocabularies, vocabulary)
        if isinstance(value.value, Text):
            return value.value
        return display(value.value, self.vocabularies, vocabulary) if value.known else None

    def meetings(self) -> Iterator[Event]:
        for meeting in active(self.province.meetings):
            title = _meeting_title(meeting)
            yield from self.events_of(meeting.date, "meeting", HELD, meeting, title)

    def policies(self) -> Iterator[Event]:
        for policy in active(self.province.policies):
            for stage in policy.history:
                title = self.stage_title(policy, stage.status)
                yield from self.events_of(stage.date, "policy", STATUS, policy, title)
            title = self.stage_title(policy, policy.status)
            yield from self.events_of(policy.date, "policy", STATUS, policy, title)
            dates = (policy.date, *(stage.date for stage in policy.history))
            told = {str(date.value) for date in dates}
            for value, status in ((policy.passed, "passed"), (policy.in_force, "in-force")):
                if value and _dated(value) and str(value.value) not in told:
                    title = self.stage_title(policy, Value(KNOWN, status))
                    yield from self.events_of(value, "policy", STATUS, policy, title)

    def stage_title(self, policy: Policy, status: Value) -> Text:
        label = self.said(status, "policy-statuses") or message("Status unknown")
        label = _reserved(label, status)
        return message("{status}: {title}", status=label, title=policy.title)

    def milestones(self) -> Iterator[Event]:
        for milestone in active(self.province.milestones):
            title = milestone.claim
            yield from self.events_of(milestone.date, "milestone", HAPPENED, milestone, title)

    def targets(self) -> Iterator[Event]:
        for target in active(self.province.targets):
            what = EXPECTED if target.basis == EXPECTATION else DUE
            title = self.target_title(target)
            yield from self.events_of(target.year, "target", what, target, title)

    def target_title(self, target: Target) -> Text:
        basis = label_of(target.basis, "target-bases", self.vocabularies)
        aim = target_text(target, self.vocabularies)
        if not target.year.known:
            return message("{basis}: {aim}", basis=basis, aim=aim)
        when = by_the_end_of(target.year.value)
        return message("{basis}: {aim} {when}", basis=basis, aim=aim, when=when)


def _dated(value: Value) -> bool:
    return value.state in (KNOWN, DISPUTED)


def _reserved(said: Text, value: Value) -> Text:
    """What a value says, and that it is implied, if it is."""
    return remarked(said, message("implied")) if value.basis == IMPLIED else said


def _meeting_title(meeting: Meeting) -> Text:
    if meeting.title.known:
        return _reserved(meeting.title.value, meeting.title)
    return message("Meeting (title unknown)")
