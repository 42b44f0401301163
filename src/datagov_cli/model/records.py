"""The data as immutable objects: records, values with their state, citations.

The classes follow Popolo where it has a word (organisation, post, membership). Everything
is immutable; :mod:`datagov_cli.storage.parse_records` makes them from the data of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from datagov_cli.base.errors import NotationError
from datagov_cli.base.frozen import Deferred, Frozen
from datagov_cli.base.messages import Text as Text
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.record_keys import SOUGHT

KNOWN, UNKNOWN, NOT_APPLICABLE, DISPUTED = "known", "unknown", "not-applicable", "disputed"
#: The maps of a record that account for keys which have no value.
ACCOUNTS = (UNKNOWN, NOT_APPLICABLE, DISPUTED)
STATED, IMPLIED = "stated", "implied"
#: What a figure is: a target is set, an expectation is only what a source expects.
TARGET, EXPECTATION = "target", "expectation"
#: How something stands on a day that was asked for.
LAST_KNOWN, NOT_KNOWN = "last-known", "not-known"

#: The lists of records of a province file, in the order in which they are read and shown.
RECORD_KINDS = (
    "bodies", "meetings", "policies", "targets", "measures", "milestones", "initiatives",
)  # fmt: skip

#: As the schemas have it.
_CITATION = r"([a-z0-9]+(?:-[a-z0-9]+)*)#([0-9]{1,4})"


class Citation(Frozen):
    """A paragraph of a registered source; paragraph 0 is the title."""

    source: str
    paragraph: int

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read ``source-id#paragraph``.

        :raises NotationError: if it is not written so.
        """
        read = re.fullmatch(_CITATION, text)
        if read is None:
            raise NotationError(message('"{text}" is not source-id#paragraph', text=text))
        return cls(read[1], int(read[2]))

    def __str__(self) -> str:
        return f"{self.source}#{self.paragraph}"


class Search(Frozen):
    """Where something was looked for and not found, and when."""

    date: str
    where: str


class OnDay(Frozen):
    """What is known of something on the day that was asked for with ``--as-of``.

    ``standing`` is ``known`` (for that very day), ``last-known`` (stated for an earlier one)
    or ``not-known``. ``age`` has the least and the most days between the statement and the
    day; no most where the statement is undated. ``as_of`` is the date of the last source that
    states it; a headship has a date of its own, for which it is stated.
    """

    standing: str
    age: tuple[int, int | None] | None = None
    as_of: str | None = None


class Qualifiers(Frozen):
    """What the figure of a target would be misread without: its relation to the figure, the
    year by whose end, and whether it is a target or an expectation."""

    relation: str
    year: Value
    basis: str

    def uncited(self) -> Qualifiers:
        """The same, whatever the year rests on, by which figures are compared."""
        return self.replace(year=Value(self.year.state, self.year.value, self.year.basis))


class RecordName(Frozen):
    """A record by its id and by what it is called."""

    id: str
    name: Text


class Value(Frozen):
    """A value with its state, so that what is not known is data too.

    ``value`` is ``None`` unless the state is known; a :class:`Text`, a :class:`FuzzyDate`,
    a number (with its ``unit``, a term of the vocabulary of units), a term of a vocabulary,
    or a tuple of these. ``sides`` are those of a dispute, each a known value of its own.
    ``as_of_basis`` says whether the day for which it is stated is itself implied. The figure of a
    target has its ``qualifiers``; ``via`` has the outlets that the sources cited credit for it.
    What several records say differently has ``parts``, what each of them says by itself, ``of``
    that record. ``undated`` counts records without a date that may be newer than the newest.
    """

    state: str
    value: Any = None
    basis: str = STATED
    note: Text | None = None
    as_of: str | None = None
    as_of_basis: str = STATED
    unit: str | None = None
    cite: tuple[Citation, ...] = ()
    anchors: tuple[str, ...] = ()
    sides: tuple[Value, ...] = ()
    searched: tuple[Search, ...] = ()
    on_day: OnDay | None = None
    qualifiers: Qualifiers | None = None
    via: tuple[Text, ...] = ()
    of: RecordName | None = None
    parts: tuple[Value, ...] = ()
    undated: int = 0

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.state == KNOWN


class Withdrawal(Frozen):
    """When and why a record or a source was withdrawn; it supports nothing from then on."""

    date: FuzzyDate
    reason: Text

    @property
    def said(self) -> Text:
        """When and why, as answers say it."""
        return message("withdrawn on {date}: {reason}", date=self.date, reason=self.reason)


class About(Frozen):
    """What every record has: its id, its citations and, in ``absent``, the fields that are
    declared unknown or not applicable, each with a note; and the lists that are disputed.

    ``cite_for`` and ``implied`` have the citations and the grounds of single fields, as the
    file has them.
    """

    id: str
    cite: tuple[Citation, ...]
    anchors: tuple[str, ...]
    via: Text | None
    absent: Mapping[str, Value]
    cite_for: Mapping[str, tuple[Citation, ...]]
    implied: Mapping[str, Text]
    withdrawn: Withdrawal | None
    on_day: OnDay | None = None


class Head(Frozen):
    """A person at a post who heads a body; a membership.

    As one side of a dispute about who heads a body it has no id, and the citations of the side.
    """

    about: About
    person: Value
    role: str
    posts: Value
    as_of: Value
    since: Value | None
    until: Value | None
    basis: str
    inferred_from: str | None


class Body(Frozen):
    """An organisation that steers or runs data governance; ``main`` for the leading group."""

    about: About
    kind: str
    main: bool
    name: Text
    as_written: str | None
    established: Value
    opened: Value | None
    founder: Value | None
    purpose: Text | None
    form: Value | None
    plate_of: Value | None
    parent: Value | None
    predecessor: Value | None
    city: Value | None
    heads: tuple[Head, ...]


class Meeting(Frozen):
    """A meeting; the value of ``body`` is the id of the body that met."""

    about: About
    body: Value
    date: Value
    title: Value
    chair: Value
    speakers: tuple[Text, ...]
    themes: tuple[str, ...]
    summary: Text | None


class Stage(Frozen):
    """One status of a policy, and when it began; either may be unknown."""

    status: Value
    date: Value
    cite: tuple[Citation, ...]


class Policy(Frozen):
    """A document; ``date`` is when ``status`` began, ``history`` has the earlier statuses."""

    about: About
    title: Text
    kind: Value | None
    issuer: Value
    issued_by: Value | None
    issuing_level: Value | None
    status: Value
    date: Value
    passed: Value | None
    session: Value | None
    in_force: Value | None
    doc_number: Value | None
    supersedes: str | None
    history: tuple[Stage, ...]
    topics: tuple[str, ...]
    summary: Text | None


class Target(Frozen):
    """A measurable target; ``value`` is in ``unit``, ``as_written`` is the source's wording."""

    about: About
    metric: str
    relation: str
    value: int | float
    unit: str
    as_written: str
    year: Value
    basis: str
    policy: Value
    body: str | None


class Measure(Frozen):
    """A result that a source reports; ``value`` is in ``unit``, for the year or day ``year``."""

    about: About
    metric: str
    relation: str | None
    value: int | float
    unit: str
    as_written: str
    year: Value
    body: str | None


class Milestone(Frozen):
    """A first or a founding, as a source claims it."""

    about: About
    date: Value
    claim: Text
    scope: Value
    body: str | None
    topics: tuple[str, ...]


class Initiative(Frozen):
    """Something that a province pursues; ``meeting`` is the id of the one that put it forward."""

    about: About
    meeting: str | None
    topics: tuple[str, ...]
    mode: Value | None
    summary: Text


Record = Head | Body | Meeting | Policy | Target | Measure | Milestone | Initiative
R = TypeVar("R", bound=Record)


def active(records: Iterable[R]) -> tuple[R, ...]:
    """The records that have not been withdrawn."""
    return tuple(record for record in records if record.about.withdrawn is None)


def uncertain_on_day(record: Record) -> bool:
    """Whether it is not known that the record holds on the day that was asked for."""
    return record.about.on_day is not None and record.about.on_day.standing == NOT_KNOWN


class Asked(Frozen):
    """The day of ``--as-of``; ``no_body`` explains why there was no leading body on that day, if
    there was none; ``whole`` is the province with all that is on record, later things too."""

    day: FuzzyDate
    no_body: Value | None
    whole: Province


#: The attributes of a province but for its records.
IDENTITY = ("id", "name", "short", "gb2260", "iso3166_2", "kind", "absent")


class Province(Deferred):
    """A province and its records; each list of them may be read only when it is asked for.

    ``absent`` has the accounts of what was looked for in the province and not found, by what
    it is (``leading-group``, ``data-bureau``, ``exchange``, ``regulation``).
    """

    id: str
    name: Text
    short: str
    gb2260: str
    iso3166_2: str
    kind: str
    bodies: tuple[Body, ...]
    meetings: tuple[Meeting, ...]
    policies: tuple[Policy, ...]
    targets: tuple[Target, ...]
    measures: tuple[Measure, ...]
    milestones: tuple[Milestone, ...]
    initiatives: tuple[Initiative, ...]
    absent: Mapping[str, Value]
    asked: Asked | None = None

    @property
    def short_name(self) -> Text:
        """What a table calls it: in Chinese the short name, in English the only one."""
        return Text(self.short, self.name.en)

    def sought(self, *kinds: str) -> list[tuple[str, Value]]:
        """What was looked for and not found, with the account of it, of these kinds of records."""
        named = ((name, self.absent.get(name)) for name, kind in SOUGHT.items() if kind in kinds)
        return [(name, value) for name, value in named if value]

    def records(self, *kinds: str) -> tuple[Record, ...]:
        """The records of these kinds, of all kinds if none is named; none that is withdrawn."""
        return active(r for kind in kinds or RECORD_KINDS for r in getattr(self, kind))

    def with_names(self, value: Value) -> Value:
        """A reference to a body, or each side of one that is disputed, by the name of the body."""
        body = self.body(value.value) if value.known else None
        named = value if body is None else value.replace(value=body.name)
        return named.replace(sides=tuple(map(self.with_names, value.sides)))

    def body(self, body_id: str) -> Body | None:
        return next((body for body in self.bodies if body.about.id == body_id), None)


class Statement(Frozen):
    """What a source states about the country as a whole."""

    id: str
    kind: str
    claim: Text
    as_of: FuzzyDate | None
    attributed_to: Text | None
    relation: str | None
    value: int | float | None
    unit: str | None
    as_written: str | None
    topics: tuple[str, ...]
    cite: tuple[Citation, ...]
    anchors: tuple[str, ...]


class National(Frozen):
    """What sources state about the country as a whole."""

    id: str
    name: Text
    statements: tuple[Statement, ...]


class Term(Frozen):
    """A term of a vocabulary; ``position`` is its rank, 0 first."""

    id: str
    label: Text
    position: int
    extra: Mapping[str, Any]
