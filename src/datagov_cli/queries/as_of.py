"""What is known about a day: ``--as-of``.

:func:`state` turns a province into the province as it stood on a day, so that every field,
view and format answers about that day without knowing of it. The answer is about the day,
not about what was published by then: a source of 2025 may say how things stood in 2023.

**Dates** are intervals. A date lies *by* the day if it surely is no later: yes, no, or not
known, which is the answer about 2025-02 and the day 2025-02-14. What a source reports as past
lies no later than the source's publication (data rule DG405), so an undated fact holds by the
day from that publication on and is not known before; a rough date ends there as well. A
status that comes into force is exempt, for it may be announced.

**A rough day** (2025, 2025-02) asks about every day in it: what holds for all of them is the
answer, else it is not known. So an answer about 2025 stays for each of its days.

**Bodies** are there if anything dates them by the day: their founding, a head, a meeting, a
policy, a milestone. A founding after the day is a no: the body is left out, and what is asked
of it does not apply. Else whether it existed is not known.

**Heads** are evidenced at up to three points: since when, as of when, until when.

- *known*: one point lies by the day, and one surely does not lie before it. A headship that
  is stated for the day itself is the usual case.
- *last known*: a point lies by the day, none surely after it, and no end is on record. The
  value keeps the date for which it was stated, and its age on the day.
- *no*: the day lies before the since or after the until.
- *not known*: all points lie after the day (then the note has the earliest), or one of them
  straddles it.

Of several heads those count that no other is known to follow by the day; undated ones only
where none is dated. If a head that straddles the day could be one of them, it is not known
who leads, unless it is the same person at the same posts. The sides of a dispute about who
heads a body are heads like others here, and those that count are its sides on the day.

**Policies** have the last status whose date lies by the day, until the next; where the next
straddles the day the status is not known. Before its first stage a policy did not exist yet.
**Targets** go with their policy. **Meetings, milestones** after the day are left out, and
**initiatives**, which bear no date, are known from the publication on.

A record of which it is not known whether it was there yet is kept and marked. It makes
counts, and lists such as the topics, not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    IDENTITY,
    KNOWN,
    LAST_KNOWN,
    NOT_APPLICABLE,
    NOT_KNOWN,
    UNKNOWN,
    Asked,
    Body,
    Citation,
    Head,
    OnDay,
    Policy,
    Province,
    R,
    Record,
    Source,
    Target,
    Value,
    active,
)
from datagov_cli.queries.leadership import LEADING_ROLES, has_ground, headships
from datagov_cli.queries.leadership_on_day import (
    ENDED,
    FOREVER,
    LATER,
    DayRange,
    Evidence,
    HeadEvidence,
    date_text,
    deciding_days,
    leading,
    range_of,
)

Sources = Callable[[str], Source]


def parse_day(text: str, option: str = "--as-of") -> FuzzyDate:
    """The day that an option names.

    :raises UsageError: if it is no date.
    """
    try:
        return FuzzyDate.parse(text.strip())
    except ValueError as error:
        hint = f"{option} takes a year, a month or a day: 2024, 2024-12, 2024-12-31"
        raise UsageError(str(error), hint) from None


def state(province: Province, day: FuzzyDate, sources: Sources) -> Province:
    """The province as it stood on a day.

    :param day: may be rough; see the rules above.
    :param sources: from the id of a source to the source, for its date of publication.
    """
    return _ProvinceOnDay(province, day, sources).province()


class _ProvinceOnDay:
    """Makes a province as it stood on a day; the rules are those of the module."""

    def __init__(self, province: Province, day: FuzzyDate, sources: Sources) -> None:
        self.all = province
        self.day = day
        self.sources = sources

    # --- dates ----------------------------------------------------------------------------

    def by(self, span: DayRange) -> bool | None:
        """Whether it lies by the day, on every day that the day may mean."""
        if span[1] <= self.day.start:
            return True
        return False if span[0] > self.day.end else None

    def published(self, cites: Iterable[Citation]) -> date | None:
        """The day by which all of these sources had appeared, if that is known."""
        days = [_publication(self.sources(c.source)) for c in cites]
        return max((day for day in days if day), default=None) if all(days) else None

    def span(
        self, value: Value | None, cites: Iterable[Citation], reported: bool = True
    ) -> DayRange:
        """When it may lie, the publication of its sources being the end of what they report."""
        start, end = range_of(value) or FOREVER
        published = self.published(cites) if reported else None
        return start, min(end, published) if published and published >= start else end

    # --- the province ---------------------------------------------------------------------

    def province(self) -> Province:
        """The bodies and whether there is a leading one now, other records when asked for."""
        bodies = [body for b in active(self.all.bodies) if (body := self.body(b))]
        main = next((body for body in active(self.all.bodies) if body.main), None)
        there = any(body.main for body in bodies)
        gone = self.not_there(main) if main and not there else None
        now = {name: getattr(self.all, name) for name in IDENTITY}
        asked = Asked(self.day, gone)
        return Province.deferred(self.records, **now, bodies=tuple(bodies), asked=asked)

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind other than bodies."""
        if kind == "policies":
            return tuple(self.policies.values())
        if kind == "targets":
            targets = (self.target(target) for target in active(self.all.targets))
            return tuple(target for target in targets if target)
        if kind == "initiatives":
            return tuple(
                self.marked(item, self.by(self.span(None, item.about.cite)))
                for item in active(self.all.initiatives)
            )
        return self.happened(getattr(self.all, kind))

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Those that existed on the day, by their ids."""
        return {
            policy.about.id: changed
            for policy in active(self.all.policies)
            if (changed := self.policy(policy))
        }

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The ids of all policies on record."""
        return frozenset(policy.about.id for policy in active(self.all.policies))

    def marked(self, record: R, there: bool | None) -> R:
        """The record, with whether it is known to have been there on the day."""
        stands = OnDay(KNOWN if there else NOT_KNOWN)
        changed: Any = record.replace(about=record.about.replace(on_day=stands))
        marked: R = changed
        return marked

    def happened(self, records: Iterable[R]) -> tuple[R, ...]:
        """The records that do not surely lie after the day."""
        by_then: list[R] = []
        for record in active(records):
            when = self.by(self.span(getattr(record, "date", None), record.about.cite))
            if when is not False:
                by_then.append(self.marked(record, when))
        return tuple(by_then)

    # --- bodies and heads -----------------------------------------------------------------

    def body(self, body: Body) -> Body | None:
        """The body as it stood on the day; ``None`` if it was founded later."""
        there = self.existed(body)
        if there is False:
            return None
        heads, account = self.heads(body)
        kept = {**body.about.absent, "heads": account}
        if account is None:
            del kept["heads"]
        body = body.replace(about=body.about.replace(absent=kept), heads=heads)
        if there is None and body.established.known:
            body = body.replace(established=Value(UNKNOWN, note=self.straddles(body.established)))
        return self.marked(body, there)

    def existed(self, body: Body) -> bool | None:
        """What dates a body by the day makes it exist; only its founding can deny it."""
        founded = range_of(body.established)
        heads = (*active(body.heads), *headships(body))
        traces = [span for head in heads for span in self.evidence(head).points]
        traces += [self.span(None, body.about.cite)]
        for meeting in active(self.all.meetings):
            if meeting.body.value == body.about.id:
                traces.append(self.span(meeting.date, meeting.about.cite))
        for milestone in active(self.all.milestones):
            if milestone.body == body.about.id:
                traces.append(self.span(milestone.date, milestone.about.cite))
        for policy in active(self.all.policies):
            if policy.issuer.value == body.about.id:
                traces += self.stages(policy)
        if founded and self.by(founded) is False:
            return False
        traces.append(self.span(body.established, body.established.cite or body.about.cite))
        return True if any(self.by(span) for span in traces) else None

    def not_there(self, main: Body) -> Value:
        """Why there was no leading body on the day."""
        day, founded = self.day, date_text(main.established)
        note = message(
            "The leading group on record was founded in {founded}, after {day}.",
            founded=founded,
            day=day,
        )
        return Value(NOT_APPLICABLE, note=note, cite=main.established.cite)

    def evidence(self, head: Head) -> Evidence:
        """When a headship is evidenced."""
        cites = head.about.cite
        since = self.span(head.since, cites) if range_of(head.since) else None
        until = self.span(head.until, cites) if range_of(head.until) else None
        stated = self.span(head.as_of, cites)
        dated = bool(range_of(head.as_of) or since)
        if not range_of(head.as_of) and since:
            stated = (since[0], max(since[0], stated[1]))
        return Evidence(since, stated, until, dated)

    def heads(self, body: Body) -> tuple[tuple[Head, ...], Value | None]:
        """The heads that count or may count, and an account where it is not known who does or
        the sources contradict each other; of a dispute the sides that were there by then."""
        disputed = headships(body)
        listed = [h for h in active(body.heads) if has_ground(self.all, h, self.sources)]
        lines = [HeadEvidence(head, self.evidence(head)) for head in (*listed, *disputed)]
        asked = (self.day.start, self.day.end)
        days = deciding_days(asked, (span for line in lines for span in line.evidence.points))
        leads = [line for line in lines if line.head.role in LEADING_ROLES]
        answers = [leading(leads, day) for day in days]
        settled = all(known and who == answers[0][0] for who, known in answers)
        possible = frozenset(place for who, _ in answers for place in who)
        shown_heads: list[Head] = []
        place = -1
        for line in lines:
            on_days = {line.evidence.on(day) for day in days}
            if line.head.role not in LEADING_ROLES:
                kept, sure = bool(on_days - {LATER, ENDED}), on_days <= {KNOWN, LAST_KNOWN}
            else:
                place += 1
                kept, sure = place in possible, settled
            if kept:
                shown_heads.append(self.on_day(line, sure, on_days))
        account = None if disputed else body.about.absent.get("heads")
        if leads and not (settled and possible):
            account = Value(UNKNOWN, note=self.reason_unknown(leads, days))
        elif sides := [head for head in shown_heads if not head.about.id]:
            account = Value(DISPUTED, sides=tuple(self.side(head) for head in sides))
        return tuple(head for head in shown_heads if head.about.id), account

    @staticmethod
    def side(head: Head) -> Value:
        """A side of a dispute about who heads a body."""
        about = head.about
        return Value(KNOWN, head, cite=about.cite, anchors=about.anchors, on_day=about.on_day)

    def on_day(self, line: HeadEvidence, sure: bool, on_days: set[str]) -> Head:
        if not sure:
            stands = OnDay(NOT_KNOWN)
        elif on_days == {KNOWN}:
            stands = OnDay(KNOWN, (0, 0))
        else:
            start, end = line.evidence.stated
            least = max(0, (self.day.start - end).days)
            most = None if start == date.min else max(0, (self.day.end - start).days)
            stands = OnDay(LAST_KNOWN, (least, most))
        return line.head.replace(about=line.head.about.replace(on_day=stands))

    # --- why it is not known --------------------------------------------------------------

    def reason_unknown(self, leads: Sequence[HeadEvidence], days: Sequence[date]) -> Text:
        seen = [(line, {line.evidence.on(day) for day in days}) for line in leads]
        day = self.day
        for line, on_days in sorted(seen, key=lambda pair: NOT_KNOWN not in pair[1]):
            if on_days - {LATER, ENDED}:
                head = line.head
                dated = [v for v in (head.as_of, head.since, head.until) if range_of(v)]
                rough = [v for v in dated if self.by(range_of(v) or FOREVER) is None]
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

    def straddles(self, value: Value | None) -> Text:
        """The note on a date that may lie before or after the day."""
        day = self.day
        if value is None or not range_of(value):
            return message("Undated: whether it already held on {day} is not known.", day=day)
        return message(
            "Dated {date}: whether that is by {day} is not known.", date=date_text(value), day=day
        )

    # --- policies and targets -------------------------------------------------------------

    def stages(self, policy: Policy) -> list[DayRange]:
        """When each stage began: those of the history, then the status on record."""
        spans = [self.span(stage.date, stage.cite or policy.about.cite) for stage in policy.history]
        announced = policy.status.value == "in-force"
        start, end = self.span(policy.date, policy.about.cite, reported=not announced)
        if spans and not range_of(policy.date):
            start = spans[-1][0]
        return [*spans, (start, max(start, end))]

    def policy(self, policy: Policy) -> Policy | None:
        """The policy with its status on the day; ``None`` where it did not exist yet."""
        begun = [self.by(span) for span in self.stages(policy)]
        if not any(reached is not False for reached in begun):
            return None
        last = max((i for i, reached in enumerate(begun) if reached), default=-1)
        if None in begun[last + 1 :]:
            place = begun.index(None, last + 1)
            values = [*(stage.date for stage in policy.history), policy.date]
            status = Value(UNKNOWN, note=self.straddles(values[place]))
            changed = policy.replace(status=status, history=policy.history[: last + 1])
        elif last == len(policy.history):
            dated = policy.date.known and policy.status.known
            stated = policy.status.replace(as_of=str(policy.date.value) if dated else None)
            changed = policy.replace(status=stated)
        else:
            stage = policy.history[last]
            cite = stage.cite or policy.about.cite
            changed = policy.replace(
                status=stage.status.replace(as_of=str(stage.date.value), cite=cite),
                date=stage.date.replace(cite=cite),
                history=policy.history[:last],
                doc_number=None,
            )
        return self.marked(changed, last >= 0)

    def target(self, target: Target) -> Target | None:
        """Targets go with their policy, those without one with the day of publication."""
        if target.policy.known and target.policy.value in self.recorded:
            policy = self.policies.get(target.policy.value)
            if policy is None:
                return None
            there = policy.about.on_day is not None and policy.about.on_day.standing == KNOWN
            return self.marked(target, there)
        return self.marked(target, self.by(self.span(None, target.about.cite)))


def _publication(source: Source) -> date | None:
    """The last day on which the source, or else its repost, may have appeared."""
    day = source.published or source.via_published
    return day.end if day else None
