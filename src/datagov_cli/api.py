"""Reading the knowledge base from Python: ``import datagov_cli; datagov_cli.open()``.

What the commands answer, as objects of :mod:`datagov_cli.model.records`. Nothing is read before it
is asked for. Failures are those of :mod:`datagov_cli.base.errors`, each with a ``message`` and,
where there is one, a ``hint``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from datagov_cli.model.divisions import NATIONAL, is_national
from datagov_cli.queries.provinces import LISTED as LISTED
from datagov_cli.queries.provinces import Provinces as Provinces
from datagov_cli.queries.provinces import UnknownProvinceError as UnknownProvinceError
from datagov_cli.storage.store import Store, find_root

if TYPE_CHECKING:
    from datagov_cli.curation.stale import DueList
    from datagov_cli.curation.verify import Verification
    from datagov_cli.model.dates import FuzzyDate
    from datagov_cli.model.records import National, Province, Value
    from datagov_cli.model.sources import Source
    from datagov_cli.queries.compare import Comparison, Find, Grouping, Query, Selection
    from datagov_cli.queries.coverage import CountryCoverage
    from datagov_cli.queries.fields import Field
    from datagov_cli.queries.provenance.steps import Explanation
    from datagov_cli.queries.provinces import Named
    from datagov_cli.queries.search import Answer
    from datagov_cli.queries.tables.select import TableSelection
    from datagov_cli.queries.targets import TargetGroups
    from datagov_cli.queries.timeline import Timeline


class Knowledge:
    """The knowledge base of one data directory; :func:`open` makes one.

    :param store: where the data is read from.
    :param day: the one asked about, ``None`` for all that is known; see :meth:`as_of`.
    """

    def __init__(self, store: Store, day: FuzzyDate | None = None) -> None:
        self.store = store
        self.day = day
        self.provinces = Provinces(store, day)

    def as_of(self, day: str | None) -> Knowledge:
        """The same knowledge about a day: its provinces are as they stood then.

        :param day: a day, a month or a year, such as ``2024-12-31``; ``None`` for no day.
        :raises UsageError: if it is not a date.
        """
        if day is None:
            return Knowledge(self.store)
        from datagov_cli.queries.as_of import parse_day

        return Knowledge(self.store, parse_day(day))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field by which provinces can be compared."""
        from datagov_cli.queries.fields import all_fields

        return tuple(all_fields(self.store))

    @property
    def national(self) -> National:
        """What sources state about the country as a whole."""
        return self.store.national()

    def source(self, source_id: str) -> Source:
        """The source that a citation names."""
        return self.store.source(source_id)

    def footnote(self, source_id: str, paragraphs: Iterable[int] = ()) -> str:
        """A source as one line of a footnote, in the form of GB/T 7714-2015."""
        from datagov_cli.queries.provenance.footnote import footnote

        return footnote(self.store.source(source_id), paragraphs)

    def ids(self, provinces: Named | None = None) -> list[str]:
        """The ids of the provinces named, each once; of all if ``None``. None of them is read.

        :raises UsageError: for an unknown province.
        """
        return list(self.provinces.named(provinces))

    def value(self, province: Province | str, field: str) -> Value:
        """The value of a field in a province, with its state and citations.

        :raises UsageError: for an unknown province or field.
        """
        from datagov_cli.queries.fields import find_field

        return find_field(field, self.store).get(self._one(province), self.store)

    def why(self, province: Province | str, field: str) -> Explanation:
        """Where a value comes from, and what contradicts it.

        :param field: key of a field, id of a record, ``ID.KEY``; of ``national`` a statement's.
        :raises UsageError: for an unknown province, field or record.
        """
        from datagov_cli.queries.provenance import why

        whole = isinstance(province, str) and is_national(province)
        return why(self.national if whole else self._one(province), field, self.store)

    def select(
        self,
        provinces: Named | None = None,
        *,
        where: Sequence[str] | str = (),
        include_unknown: bool = False,
        sort: str | None = None,
        limit: int | None = None,
    ) -> Selection:
        """The provinces that match conditions, with the values of their fields.

        :param provinces: among which ones; all if ``None``.
        :param where: conditions such as ``leader-rank>=governor``; all must hold.
        :param include_unknown: keep those of which it is not known whether they match.
        :param sort: a field to order by, best first and unknown last; ``-`` in front reverses.
        :param limit: no more rows than this; all if ``None`` or 0.
        :raises UsageError: for an unknown province or field, or an unreadable condition.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries import compare

        asked = self._query(where, include_unknown, sort, limit)
        return compare.select(self._read(named), asked, self.store)

    def compare(
        self,
        fields: Sequence[str] | str = (),
        provinces: Named | None = None,
        *,
        differences: bool = False,
        where: Sequence[str] | str = (),
        include_unknown: bool = False,
        sort: str | None = None,
        limit: int | None = None,
    ) -> Comparison:
        """Provinces side by side, ordered by the first field: best first, unknown last.

        :param fields: keys of ``datagov fields``; those for comparing if none is named.
        :param differences: keep only the fields in which they differ.
        :param sort: another field to order by. This and the rest are as in :meth:`select`.
        :raises UsageError: for an unknown province or field, or an unreadable condition.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries import compare

        chosen = compare.choose_fields(fields, self.store)
        asked = self._query(where, include_unknown, sort, limit)
        return compare.compare(self._read(named), chosen, asked, self.store, differences)

    def group(
        self,
        field: str,
        provinces: Named | None = None,
        *,
        where: Sequence[str] | str = (),
        include_unknown: bool = False,
        sort: str | None = None,
        limit: int | None = None,
    ) -> Grouping:
        """Provinces by their values of a field, best first.

        :param sort: the order of the provinces in a group. This and the rest are as in
            :meth:`select`; ``limit`` is a number of groups.
        :raises UsageError: for an unknown province or field, or an unreadable condition.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries import compare
        from datagov_cli.queries.fields import find_field

        chosen = find_field(field, self.store)
        asked = self._query(where, include_unknown, sort, limit)
        return compare.group(self._read(named), chosen, asked, self.store)

    def records(
        self,
        kind: str,
        provinces: Named | None = None,
        *,
        vocabularies: Sequence[str] | str = (),
        where: Sequence[str] | str = (),
        include_unknown: bool = False,
        sort: str | None = None,
        limit: int | None = None,
        withdrawn: bool = False,
        lang: str = "en",
    ) -> TableSelection:
        """The records of a kind that match conditions, such as ``status=consultation``.

        :param kind: ``policies``, ``heads``, ``sources`` …: a table of
            :mod:`datagov_cli.queries.tables`.
        :param provinces: of which ones; all, and the country as a whole, if ``None``. Of sources,
            those that anything in these provinces rests on.
        :param vocabularies: of ``terms``, only those of these vocabularies.
        :param withdrawn: those that have been withdrawn, too. The rest is as in :meth:`select`.
        :param lang: the language of labels and notes in ``claims``.
        :raises UsageError: for an unknown kind, province or field, an unreadable condition, or
            a day or provinces where the kind has none.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries.tables import Scope, select

        table = select.find_table(kind)
        select.check_scope(table, provinces is not None, self.day is not None)
        asked = self._query(where, include_unknown, sort, limit, select.field_finder(table))
        chosen = select.choose_vocabularies(vocabularies, self.store)
        read = self._read(named) if table.cites else ()
        whole = table.cites and provinces is None and self.day is None
        national = self.national if whole and self.store.has_national else None
        scope = Scope(self.store, read, national, lang, withdrawn)
        return select.select_rows(scope, table, asked, chosen, provinces is not None)

    def targets(
        self,
        metrics: Sequence[str] | str = (),
        provinces: Named | None = None,
        year: int | str | None = None,
        *,
        where: Sequence[str] | str = (),
        sort: str | None = None,
        limit: int | None = None,
    ) -> TargetGroups:
        """Measurable targets in groups of one metric and unit, the largest first.

        :param metrics: ids or aliases of metrics; all if none is named.
        :param where: conditions on the fields of targets, such as ``year>=2027``.
        :param sort: a field of targets to order a group by, as in :meth:`records`.
        :param limit: no more targets than this; all if ``None`` or 0.
        :raises UsageError: for an unknown province or metric, or what is not a year.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries import targets

        wanted = targets.choose_year(str(year) if year is not None else None)
        chosen = targets.choose_metrics(metrics, self.store)
        asked = [province or name for name, province in named.items()]
        selection = self.records("targets", asked, where=where, sort=sort)
        return targets.group(
            selection, self.store, chosen, wanted, in_order=sort is not None, limit=limit or None
        )

    def timeline(
        self,
        provinces: Named | None = None,
        *,
        kinds: Sequence[str] | str = (),
        first: str | None = None,
        last: str | None = None,
        undated: bool = False,
        where: Sequence[str] | str = (),
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Timeline:
        """What happened when, oldest first.

        :param kinds: kinds of events, such as ``meeting``; all if none is named.
        :param first: leave out what surely came before this day, month or year.
        :param last: leave out what surely came after it.
        :param undated: list records without a date too, last.
        :param where: conditions that the provinces must match, as in :meth:`select`.
        :param limit: no more events than this; all if ``None`` or 0.
        :raises UsageError: for an unknown province or kind, what is no date, or a period that
            ends before it begins.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries import timeline
        from datagov_cli.queries.as_of import parse_day

        chosen = timeline.choose_kinds(kinds)
        begin = parse_day(first, "--from") if first is not None else None
        end = parse_day(last, "--to") if last is not None else None
        timeline.check_period(begin, end)
        matching = self.select(self._read(named), where=where) if where else None
        read = matching.provinces if matching else self._read(named)
        events = timeline.timeline(
            read, self.store, chosen, begin, end, self.day, undated, newest_first, limit or None
        )
        return events.replace(left_out=matching and matching.left_out)

    def search(
        self,
        query: Sequence[str] | str,
        kinds: Sequence[str] | str = (),
        provinces: Named | None = None,
        limit: int | None = 20,
        where: Sequence[str] | str = (),
    ) -> Answer:
        """The records that hold every word of the query, best first.

        :param kinds: only these kinds of records, such as ``policies``; all if none is named.
        :param provinces: only these; ``national`` for the country as a whole, too.
        :param limit: no more hits than this; all if ``None`` or 0.
        :param where: conditions that the provinces must match, as in :meth:`select`.
        :raises UsageError: if nothing is searched for; for an unknown kind or province.
        """
        matching = self.select(provinces, where=where) if where else None
        asked = matching.provinces if matching else provinces
        named = None if asked is None else list(self.provinces.named(asked, national=True))
        from datagov_cli.queries import search

        words = search.check_query([query] if isinstance(query, str) else query)
        answer = search.search(self.store, words, search.check_kinds(kinds), named, limit or 0)
        return answer.replace(left_out=matching and matching.left_out)

    def coverage(self, provinces: Named | None = None) -> CountryCoverage:
        """How many claims there are about each province, and on what they rest.

        :raises UsageError: for an unknown province.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.queries.coverage import coverage

        return coverage(self._read(named), self.store)

    def stale(
        self,
        provinces: Named | None = None,
        *,
        older_than: str = "180d",
        ahead: str | None = None,
    ) -> DueList:
        """The records that need re-checking today or on the day asked about, most overdue first.

        :param older_than: how old a headship or a draft may grow: ``180d``, ``6m``, ``1y``.
        :param ahead: also what falls due within that time.
        :raises UsageError: for an unknown province, or if a length of time cannot be read.
        """
        named = self.provinces.named(provinces)
        from datagov_cli.base.clock import today
        from datagov_cli.curation.stale import TimeSpan, due

        span = TimeSpan.parse(older_than)
        horizon = TimeSpan.parse(ahead) if ahead is not None else None
        on = self.day.start if self.day else today()
        return due(self._read(named), on, span, self.store.source, horizon, self.day)

    def verify(
        self,
        snapshots: str | PathLike[str],
        provinces: Named | None = None,
        source: str | None = None,
    ) -> Verification:
        """The anchors of citations, looked up in the texts of the sources.

        :param snapshots: the directory of the texts: files in UTF-8, a paragraph a line.
        :param provinces: which ones; ``national`` for the country as a whole, too. All and
            the country if ``None``.
        :param source: only what cites this source.
        :raises UsageError: for an unknown province or source.
        :raises DataError: if there is no such directory, or the data does not validate.
        """
        wanted = [*self.provinces, NATIONAL] if provinces is None else provinces
        named = self.provinces.named(wanted, national=True)
        from datagov_cli.curation.verify import province_files, verify

        files = province_files(self.store.root, named)
        return verify(self.store.root, files, Path(snapshots), source)

    def _query(
        self,
        where: Sequence[str] | str,
        include_unknown: bool,
        sort: str | None,
        limit: int | None,
        find: Find | None = None,
    ) -> Query:
        from datagov_cli.queries.compare import parse_query

        conditions = [where] if isinstance(where, str) else where
        return parse_query(self.store, conditions, include_unknown, sort, limit, self.day, find)

    def _one(self, province: Province | str) -> Province:
        return self.provinces[province] if isinstance(province, str) else province

    def _read(self, named: Mapping[str, Province | None]) -> list[Province]:
        return [province or self.provinces.by_id(name) for name, province in named.items()]


def open(path: str | PathLike[str] | None = None) -> Knowledge:
    """The knowledge base.

    :param path: a data directory, as ``--data`` names it; without one it is found as the
        commands find it: ``DATAGOV_DATA``, the nearest folder from the working directory
        upwards that has ``data/provinces/``, the copy that came with the package.
    :raises DataError: if there is none.
    """
    return Knowledge(Store(find_root(Path(path) if path is not None else None)))
