"""All dated records as events, in order.

A founding, a headship (the day for which it is stated, and where they are on record its
beginning and end), a meeting, each status of a policy, a milestone, the year of a target. A
disputed date gives one event for each side. Records without a date are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, joined, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    Body,
    Citation,
    Head,
    Meeting,
    Policy,
    Province,
    Record,
    Target,
    Value,
    active,
)
from datagov_cli.queries.leadership import headships
from datagov_cli.queries.value_text import label_of

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

#: The kinds of events, each with the list of records from which they come.
EVENT_KINDS = {
    "body": "bodies",
    "head": "heads",
    "meeting": "meetings",
    "policy": "policies",
    "milestone": "milestones",
    "target": "targets",
}


class Event(Frozen):
    """Something that happened; ``outside`` if its date may lie outside the period asked for."""

    date: FuzzyDate
    province: Province
    kind: str
    id: str
    title: Text
    cite: tuple[Citation, ...]
    outside: bool = False


class Timeline(Frozen):
    """The events, oldest first, and how many records have no date."""

    events: tuple[Event, ...]
    undated: int


def choose_kinds(names: str | Sequence[str]) -> tuple[str, ...]:
    """The kinds named, or all; the names of sections do as well.

    :param names: several in one text separated by commas.
    :raises UsageError: for an unknown kind.
    """
    sections = {section: kind for kind, section in EVENT_KINDS.items()}
    hint = f"known kinds: {', '.join(EVENT_KINDS)}"
    return split_list(names, "kind of event", hint, EVENT_KINDS, sections) or tuple(EVENT_KINDS)


def check_period(first: FuzzyDate | None, last: FuzzyDate | None) -> None:
    """:raises UsageError: if a period ends before it begins."""
    if first and last and last.before(first):
        raise UsageError(f"--to {last} lies before --from {first}")


def timeline(
    provinces: Iterable[Province],
    vocabularies: Vocabularies,
    kinds: Sequence[str] = tuple(EVENT_KINDS),
    first: FuzzyDate | None = None,
    last: FuzzyDate | None = None,
) -> Timeline:
    """The events of these kinds; those that surely lie outside the period are left out."""
    dated: list[Event] = []
    undated = 0
    for province in provinces:
        for event in _ProvinceEvents(province, vocabularies).events(kinds):
            if event is None:
                undated += 1
                continue
            when = event.date
            if (first and when.end < first.start) or (last and when.start > last.end):
                continue
            outside = bool((first and when.start < first.start) or (last and when.end > last.end))
            dated.append(event.replace(outside=True) if outside else event)
    order = {kind: place for place, kind in enumerate(EVENT_KINDS)}
    dated.sort(key=lambda e: (e.date.sort_key(), e.province.gb2260, order[e.kind], e.id))
    return Timeline(tuple(dated), undated)


class _ProvinceEvents:
    """The events of one province; ``None`` stands for a record without a date."""

    def __init__(self, province: Province, vocabularies: Vocabularies) -> None:
        self.province = province
        self.vocabularies = vocabularies

    def events(self, kinds: Sequence[str]) -> Iterator[Event | None]:
        """The events of these kinds."""
        by_kind = {
            "body": self.bodies,
            "head": self.heads,
            "meeting": self.meetings,
            "policy": self.policies,
            "milestone": self.milestones,
            "target": self.targets,
        }
        for kind in EVENT_KINDS:
            if kind in kinds:
                yield from by_kind[kind]()

    def events_of(
        self, date: Value, kind: str, record: Record, title: Text, owner: str = ""
    ) -> Iterator[Event | None]:
        if date.state not in (KNOWN, DISPUTED):
            yield None
        for side in date.sides or ((date,) if date.known else ()):
            event_title = title
            if date.state == DISPUTED:
                event_title = _with_remark(title, message("date disputed"))
            elif date.basis == IMPLIED:
                event_title = _with_remark(title, message("date implied"))
            cite = side.cite or record.about.cite
            yield Event(side.value, self.province, kind, owner + record.about.id, event_title, cite)

    def bodies(self) -> Iterator[Event | None]:
        for body in active(self.province.bodies):
            title = message("Founded: {body}", body=body.name)
            yield from self.events_of(body.established, "body", body, title)

    def heads(self) -> Iterator[Event | None]:
        for body in active(self.province.bodies):
            for head in active(body.heads):
                owner = f"{body.about.id}/"
                yield from self.events_of(
                    head.as_of, "head", head, self.head_title(body, head), owner
                )
                for value, remark in (
                    (head.since, message("begins")),
                    (head.until, message("ends")),
                ):
                    if value and value.state in (KNOWN, DISPUTED):
                        title = _with_remark(self.head_title(body, head), remark)
                        yield from self.events_of(value, "head", head, title, owner)
            for head in headships(body):
                title = _with_remark(self.head_title(body, head), message("disputed"))
                yield from self.events_of(head.as_of, "head", body, title)

    def head_title(self, body: Body, head: Head) -> Text:
        person = head.person.value if head.person.known else message("name unknown")
        if posts := head.posts.value or ():
            person = _with_remark(person, joined([self.term("posts", post) for post in posts]))
        role = self.term("roles", head.role)
        title = message("{person}: {role} of {body}", person=person, role=role, body=body.name)
        return _with_remark(title, message("implied")) if head.basis == IMPLIED else title

    def meetings(self) -> Iterator[Event | None]:
        for meeting in active(self.province.meetings):
            yield from self.events_of(meeting.date, "meeting", meeting, _meeting_title(meeting))

    def policies(self) -> Iterator[Event | None]:
        for policy in active(self.province.policies):
            for stage in policy.history:
                title = self.stage_title(policy, stage.status.value)
                yield from self.events_of(stage.date, "policy", policy, title)
            title = self.stage_title(policy, policy.status.value)
            yield from self.events_of(policy.date, "policy", policy, title)

    def stage_title(self, policy: Policy, status: str | None) -> Text:
        label = self.term("policy-statuses", status) if status else message("Status unknown")
        return message("{status}: {title}", status=label, title=policy.title)

    def milestones(self) -> Iterator[Event | None]:
        for milestone in active(self.province.milestones):
            yield from self.events_of(milestone.date, "milestone", milestone, milestone.claim)

    def targets(self) -> Iterator[Event | None]:
        for target in active(self.province.targets):
            yield from self.events_of(target.year, "target", target, self.target_title(target))

    def target_title(self, target: Target) -> Text:
        return message(
            "{basis}: {metric}, {relation} {figure}",
            basis=self.term("target-bases", target.basis),
            metric=self.term("metrics", target.metric),
            relation=self.term("relations", target.relation),
            figure=target.as_written,
        )

    def term(self, vocabulary: str, term: str) -> Text:
        return label_of(term, vocabulary, self.vocabularies)


def _meeting_title(meeting: Meeting) -> Text:
    if meeting.title.known:
        title: Text = meeting.title.value
        return title
    return message("Meeting (title unknown)")


def _with_remark(text: Text, remark: Text) -> Text:
    return message("{text} ({remark})", text=text, remark=remark)
