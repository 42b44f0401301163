"""What a site is made of: the answers of the commands, each asked for once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, cached_property
from typing import TYPE_CHECKING

from datagov_cli.api import Knowledge
from datagov_cli.base.clock import today
from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.curation.validation import validate
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.records import National, Province
from datagov_cli.queries.compare import by_field
from datagov_cli.queries.fields import FIELDS, Field, Values
from datagov_cli.queries.tables.claims import COLUMNS, claim_rows
from datagov_cli.queries.tables.columns import Scope
from datagov_cli.site.downloads import Download, Downloads
from datagov_cli.site.history import Changed, history
from datagov_cli.views.info import newest_source

if TYPE_CHECKING:
    from datagov_cli.curation.stale import DueList
    from datagov_cli.curation.validation import Report
    from datagov_cli.queries.compare import Comparison, Grouping
    from datagov_cli.queries.coverage import CountryCoverage
    from datagov_cli.queries.provenance.steps import Explanation
    from datagov_cli.queries.targets import TargetGroups
    from datagov_cli.queries.timeline import Event, Timeline

LANGUAGES = ("zh", "en")
#: The fields of the map, in the order of its switch; those that the data cannot fill are left out.
MAP_FIELDS = ("leader-rank", "bureau.kind", "body.established", "policies.count", "targets.count")
#: Those of them that are also shown about earlier days.
MAP_FIELDS_OF_DAYS = ("leader-rank", "body.established", "policies.count")
#: The fields of the comparison; names, dates and what is beside them follow by themselves.
COMPARED = (
    "leader-rank", "body.established", "bureau.kind", "bureau.opened", "policies.count",
    "targets.count",
)  # fmt: skip
#: The days for which map and comparison are made besides the present: no more than these, the
#: newest.
MOST_DAYS = 60
#: Kinds of events that change what the comparison says of who leads.
_CHANGING = ("body", "head")
#: The claims that say what a division is, which follow from standards and not from sources.
_IDENTITY = "provinces"


class Use(Frozen):
    """What a record rests on a source for: its fields and the paragraphs."""

    province: str
    kind: str
    record: str
    fields: tuple[str, ...]
    paragraphs: tuple[int, ...]


class Answers:
    """The answers about one state of the data.

    :param known: all that is known; not about a day.
    :param exported: the data as files to take away, if they are to be made.
    """

    def __init__(self, known: Knowledge, exported: Downloads | None = None) -> None:
        self.known = known
        self.store = known.store
        self.today = today()
        self.provinces: list[Province] = [known.provinces[name] for name in known.provinces]
        self._exported = exported
        self.values = Values(self.store)
        # Both languages ask for these; a field is named by its key, a province by its id.
        self.grouping: Callable[[str], Grouping] = cache(known.group)
        self.explanation: Callable[[str, str], Explanation] = cache(known.why)
        #: The provinces side by side about a day of :attr:`days`.
        self.on: Callable[[str], Compared] = cache(
            lambda day: Compared(known.as_of(day), MAP_FIELDS_OF_DAYS)
        )

    @cached_property
    def coverage(self) -> CountryCoverage:
        return self.known.coverage()

    @cached_property
    def timeline(self) -> Timeline:
        return self.known.timeline()

    def listed(self, events: Sequence[Event], undated: int = 0) -> Timeline:
        """Some events of the timeline, as a whole of their own.

        :param undated: the number of records without a date that are told of with them.
        """
        return self.timeline.replace(events=tuple(events), undated=undated, total=len(events))

    @cached_property
    def targets(self) -> TargetGroups:
        return self.known.targets()

    @cached_property
    def due(self) -> DueList:
        return self.known.stale()

    @cached_property
    def report(self) -> Report:
        """What the checks find in the data."""
        return validate(self.store.root)

    @cached_property
    def newest(self) -> FuzzyDate | None:
        """When the newest source appeared."""
        return newest_source(self.store)

    @cached_property
    def changes(self) -> list[Changed]:
        """What changed in the data, the newest first; nothing where there is no history."""
        return history(self.store.root)

    @cached_property
    def downloads(self) -> list[Download]:
        """The data as files to take away; none if they are not to be made."""
        return self._exported.files() if self._exported else []

    @cached_property
    def national(self) -> National | None:
        """What sources state about the country as a whole, if the data has it."""
        return self.store.national() if self.store.has_national else None

    @cached_property
    def sources(self) -> frozenset[str]:
        """The ids of the sources."""
        return frozenset(self.store.ids("sources"))

    @cached_property
    def source_ids(self) -> list[str]:
        """The sources, the newest first, those without a date last."""

        def order(name: str) -> tuple[bool, int, str]:
            published = self.store.source(name).published
            return published is None, -published.end.toordinal() if published else 0, name

        return sorted(self.sources, key=order)

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """By source, what rests on it."""
        names = [column.name for column in COLUMNS]
        scope = Scope(self.store, self.provinces, self.national)
        by_source: dict[str, dict[tuple[str, str, str], tuple[set[str], set[int]]]] = {}
        for row in claim_rows(scope):
            claim = dict(zip(names, row, strict=True))
            if claim["source"] is None or claim["kind"] == _IDENTITY:
                continue
            key = (claim["province"] or NATIONAL, claim["kind"], claim["record"])
            fields, paragraphs = by_source.setdefault(claim["source"], {}).setdefault(
                key, (set(), set())
            )
            fields.add(claim["field"])
            paragraphs.add(claim["paragraph"])
        return {
            source: [
                Use(*key, tuple(sorted(fields)), tuple(sorted(paragraphs)))
                for key, (fields, paragraphs) in of_source.items()
            ]
            for source, of_source in by_source.items()
        }

    # --- the comparison and its days --------------------------------------------------------

    @cached_property
    def days(self) -> list[str]:
        """The days for which map and comparison are made, the newest first: those on which a body
        or a headship changed."""
        events = self.known.timeline(kinds=_CHANGING).events
        limit = self.today.isoformat()
        ends = {event.date.end.isoformat() for event in events if event.date}
        return sorted((day for day in ends if day <= limit), reverse=True)[:MOST_DAYS]

    @cached_property
    def now(self) -> Compared:
        """The provinces side by side."""
        return Compared(self.known, MAP_FIELDS)


class Compared:
    """The provinces side by side, compared once for both languages.

    :param known: all that is known, or all about a day.
    :param mapped: the keys of the fields that maps show.
    """

    def __init__(self, known: Knowledge, mapped: tuple[str, ...]) -> None:
        self._known = known
        self._mapped = mapped

    @cached_property
    def comparison(self) -> Comparison:
        """All provinces by :data:`COMPARED`."""
        return self._known.compare(COMPARED)

    @cached_property
    def places(self) -> dict[str, dict[str, int]]:
        """By field of the comparison, the place of each province when sorted by it: best first,
        unknown last."""
        fields = (*self.comparison.fields, *self.comparison.beside)
        return {
            field.key: {
                row.province.id: place for place, row in enumerate(self._by_field(field).rows)
            }
            for field in fields
        }

    @cached_property
    def maps(self) -> list[Comparison]:
        """A comparison for each field that a map can show."""
        from datagov_cli.queries.bins import bins_of

        shown = []
        for key in self._mapped:
            compared = self._by_field(FIELDS[key])
            with suppress(UsageError):
                bins_of(FIELDS[key], (row.values[0] for row in compared.rows))
                shown.append(compared)
        return shown

    def _by_field(self, field: Field) -> Comparison:
        return by_field(self.comparison, field, self._known.store)
