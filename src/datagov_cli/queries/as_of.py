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
answer, else it is not known. So an answer about 2025 stays for each of its days; only the date
for which a headship is stated may be an earlier one, such as its beginning, early in 2025.

**Bodies** are there if anything dates them by the day: their founding or opening, a head, a
meeting, a policy, a milestone. A founding after the day is a no: the body is left out, and what
is asked of it does not apply. Else whether it existed is not known.

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
heads a body are heads like others here, but none of them follows another; those that count are
its sides on the day.

**Policies** have the last status whose date lies by the day, until the next; where the next
straddles the day the status is not known. Before its first stage a policy did not exist yet.
What a later status brought (its number, who passed it, since when it is in force) is left out:
``dated_by`` and ``latest`` of :mod:`datagov_cli.model.record_keys` say which keys that are.
**Targets** go with their policy. **Meetings, milestones** after the day are left out, and
**initiatives** are known from the meeting on that put them forward, else from the publication.

**What may have changed since its last source** is only last known after that source appeared:
the status on record of a policy, a body, a target, an initiative. See
:mod:`datagov_cli.queries.last_stated`. What has happened stays.

A record of which it is not known whether it was there yet is kept and marked. It makes
counts, and lists such as the topics, not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from datagov_cli.base.errors import NotationError, UsageError
from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    IDENTITY,
    IMPLIED,
    KNOWN,
    LAST_KNOWN,
    NOT_APPLICABLE,
    NOT_KNOWN,
    STATED,
    UNKNOWN,
    Asked,
    Body,
    Head,
    Initiative,
    Meeting,
    Milestone,
    OnDay,
    Policy,
    Province,
    R,
    Record,
    Target,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.dates_on_day import DatesOnDay
from datagov_cli.queries.last_stated import (
    Sources,
    accounts_without_later_notes,
    standing,
    without_later_notes,
)
from datagov_cli.queries.leadership import LEADING_ROLES, has_ground, headships
from datagov_cli.queries.leadership_on_day import (
    ENDED,
    LATER,
    DayRange,
    Evidence,
    HeadEvidence,
    date_text,
    deciding_days,
    leading,
    range_of,
)


def parse_day(text: str, option: str = "--as-of") -> FuzzyDate:
    """The day that an option names.

    :raises UsageError: if it is no date.
    """
    try:
        return FuzzyDate.parse(text.strip())
    except NotationError as error:
        hint = message(
            "{option} takes a year, a month or a day: 2024, 2024-12, 2024-12-31", option=option
        )
        raise UsageError(error.said, hint) from None


def state(province: Province, day: FuzzyDate, sources: Sources) -> Province:
    """The province as it stood on a day.

    :param day: may be rough; see the rules above.
    :param sources: from the id of a source to the source, for its date of publication.
    """
    return _ProvinceOnDay(province, day, sources).province()


class _ProvinceOnDay(DatesOnDay):
    """Makes a province as it stood on a day; the rules are those of the module."""

    def __init__(self, province: Province, day: FuzzyDate, sources: Sources) -> None:
        super().__init__(day, sources)
        self.all = province

    # --- the province ---------------------------------------------------------------------

    def province(self) -> Province:
        """The bodies and whether there is a leading one now, other records when asked for."""
        bodies = [body for b in self.told("bodies") if (body := self.body(b))]
        main = next((body for body in active(self.all.bodies) if body.main), None)
        there = any(body.main for body in bodies)
        gone = self.not_there(main) if main and not there else None
        now = {name: getattr(self.all, name) for name in IDENTITY}
        now["absent"] = accounts_without_later_notes(self.all.absent, self.day)
        asked = Asked(self.day, gone, self.all)
        return Province.deferred(self.records, **now, bodies=tuple(bodies), asked=asked)

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind other than bodies."""
        if kind == "policies":
            return tuple(self.policies.values())
        if kind == "targets":
            targets = (self.target(target) for target in self.told(kind))
            return tuple(target for target in targets if target)
        if kind == "initiatives":
            return tuple(
                self.marked(item, self.by(self.put_forward(item)), self.stated_last(item))
                for item in self.told(kind)
            )
        return self.happened(self.told(kind), "year" if kind == "measures" else "date")

    def told(self, kind: str) -> Iterator[Any]:
        """The records of a kind, without the notes that tell what came later."""
        for record in active(getattr(self.all, kind)):
            yield without_later_notes(record, self.day)

    def stated_last(self, record: Record) -> FuzzyDate | None:
        """When the last of its sources appeared."""
        return self.publications.last(record.about.cite)

    def put_forward(self, initiative: Initiative) -> DayRange:
        """When it was at the latest: at its meeting, else when its source appeared."""
        for meeting in active(self.all.meetings):
            if meeting.about.id == initiative.meeting:
                return self.span(meeting.date, initiative.about.cite)
        return self.span(None, initiative.about.cite)

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """Those that existed on the day, by their ids."""
        return {
            policy.about.id: changed
            for policy in self.told("policies")
            if (changed := self.policy(policy))
        }

    @cached_property
    def recorded(self) -> frozenset[str]:
        """The ids of all policies on record."""
        return frozenset(policy.about.id for policy in active(self.all.policies))

    def marked(
        self, record: R, there: bool | None, last: FuzzyDate | None = None, lasts: bool = True
    ) -> R:
        """The record, with whether it is known to have been there on the day.

        :param last: when it was last stated.
        :param lasts: whether it may have changed since; what has happened may not.
        """
        stands = OnDay(KNOWN) if there else OnDay(NOT_KNOWN)
        if there and lasts:
            stands = standing(self.day, last)
        changed: Any = record.replace(about=record.about.replace(on_day=stands))
        marked: R = changed
        return marked

    def happened(self, records: Iterable[R], key: str) -> tuple[R, ...]:
        """The records that do not surely lie after the day; ``key`` dates them."""
        by_then: list[R] = []
        for record in records:
            when = self.by(self.span(getattr(record, key, None), record.about.cite))
            if when is not False:
                by_then.append(self.marked(record, when, lasts=False))
        return tuple(by_then)

    # --- bodies and heads -----------------------------------------------------------------

    def body(self, body: Body) -> Body | None:
        """The body as it stood on the day; ``None`` if it was founded later."""
        there, last = self.existed(body)
        if there is False:
            return None
        heads, account = self.heads(body)
        kept = {**body.about.absent, "heads": account}
        if account is None:
            del kept["heads"]
        body = body.replace(about=body.about.replace(absent=kept), heads=heads)
        body = self.without_later_keys("bodies", body)
        if there is None and body.established.known:
            body = body.replace(established=Value(UNKNOWN, note=self.straddles(body.established)))
        return self.marked(body, there, last)

    def existed(self, body: Body) -> tuple[bool | None, FuzzyDate | None]:
        """Whether a body existed, and when it was last stated.

        What dates it by the day makes it exist; only its founding can deny it.
        """
        founded = range_of(body.established)
        if founded and self.by(founded) is False:
            return False, None
        heads = (*active(body.heads), *headships(body))
        traces = [span for head in heads for span in self.evidence(head).points]
        dates: list[Value | None] = [body.established, body.opened]
        cites = set(body.about.cite).union(*(date.cite for date in dates if date))
        traces += [self.span(date, date.cite or body.about.cite) for date in dates if date]
        for head in active(body.heads):
            cites.update(head.about.cite)
            dates.append(head.as_of)
        did: list[Meeting | Milestone] = [
            *(m for m in active(self.all.meetings) if m.body.value == body.about.id),
            *(m for m in active(self.all.milestones) if m.body == body.about.id),
        ]
        for record in did:
            traces.append(self.span(record.date, record.about.cite))
            cites.update(record.about.cite)
            dates.append(record.date)
        for policy in active(self.all.policies):
            if policy.issuer.value == body.about.id:
                traces += self.stages(policy)
                cites.update(policy.about.cite)
                dates.append(policy.date)
        there = True if any(self.by(span) for span in traces) else None
        return there, self.publications.last(cites, *dates)

    def not_there(self, main: Body) -> Value:
        """Why there was no leading body on the day."""
        founded: Text | str = date_text(main.established)
        basis = STATED
        if any(side.basis == IMPLIED for side in main.established.sides or (main.established,)):
            basis, founded = IMPLIED, message("{date} (date implied)", date=founded)
        note = message(
            "The leading group on record was founded in {founded}, after {day}.",
            founded=founded,
            day=self.day,
        )
        return Value(NOT_APPLICABLE, basis=basis, note=note, cite=main.established.cite)

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
        head = self.without_later_keys("heads", without_later_notes(line.head, self.day))
        # Of who led before the day for which a source states it, the beginning is what counts.
        if head.since and head.as_of.known and head.as_of.value.after(self.day):
            head = head.replace(as_of=head.since)
        return head.replace(about=head.about.replace(on_day=stands))

    # --- policies and targets -------------------------------------------------------------

    def stages(self, policy: Policy) -> list[DayRange]:
        """When each stage began: those of the history, then the status on record."""
        spans = [self.span(stage.date, stage.cite or policy.about.cite) for stage in policy.history]
        cites = policy.status.cite or policy.about.cite
        start, end = self.span(policy.date, cites, reported=policy.status.value != "in-force")
        if spans and not range_of(policy.date):
            start = spans[-1][0]
        return [*spans, (start, max(start, end))]

    def policy(self, policy: Policy) -> Policy | None:
        """The policy with its status on the day; ``None`` where it did not exist yet."""
        begun = [self.by(span) for span in self.stages(policy)]
        stated_last = self.publications.last(
            policy.status.cite or policy.about.cite, policy.date, *(s.date for s in policy.history)
        )
        on_day = standing(self.day, stated_last)
        if not any(reached is not False for reached in begun):
            return None
        last = max((i for i, reached in enumerate(begun) if reached), default=-1)
        if None in begun[last + 1 :]:
            place = begun.index(None, last + 1)
            values = [*(stage.date for stage in policy.history), policy.date]
            status = Value(UNKNOWN, note=self.straddles(values[place]))
            date = policy.date if begun[-1] is None else status
            changed = policy.replace(status=status, date=date, history=policy.history[: last + 1])
        elif last == len(policy.history):
            dated = policy.date.known and policy.status.known
            since = str(policy.date.value) if dated else None
            stated = policy.status.replace(on_day=on_day, as_of=on_day.as_of or since)
            changed = policy.replace(status=stated)
        else:
            stage = policy.history[last]
            cite = stage.cite or policy.about.cite
            changed = policy.replace(
                status=stage.status.replace(
                    on_day=on_day, as_of=on_day.as_of or str(stage.date.value), cite=cite
                ),
                date=stage.date.replace(cite=cite),
                history=policy.history[:last],
            )
        # One that has a single status is uncertain as a whole, where that is.
        changed = self.without_later_keys("policies", changed, not policy.history or begun[-1])
        return self.marked(changed, last >= 0, stated_last)

    def target(self, target: Target) -> Target | None:
        """Targets go with their policy, those without one with the day of publication."""
        stated_last = self.stated_last(target)
        there = self.by(self.span(None, target.about.cite))
        if target.policy.known and target.policy.value in self.recorded:
            policy = self.policies.get(target.policy.value)
            if policy is None:
                return None
            there = not uncertain_on_day(policy)
        return self.marked(target, there, stated_last)
