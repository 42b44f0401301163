"""Reading the knowledge base from Python: ``import datagov_cli; datagov_cli.open()``.

What the commands answer, as objects of :mod:`datagov_cli.model`. Nothing is read before it
is asked for. Failures are those of :mod:`datagov_cli.errors`, each with a ``message`` and,
where there is one, a ``hint``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from datagov_cli.errors import UsageError
from datagov_cli.store import Store, find_root

if TYPE_CHECKING:
    from datagov_cli.fields import Field
    from datagov_cli.goals import Goals
    from datagov_cli.model import National, Province, Source, Value
    from datagov_cli.query import Comparison
    from datagov_cli.reasons.parts import Explanation
    from datagov_cli.searching import Answer


class UnknownProvince(UsageError, KeyError):
    """No province on record answers to that name. Also a ``KeyError``, as of any mapping."""

    def __str__(self) -> str:
        return self.message


class Provinces(Mapping[str, "Province"]):
    """The provinces on record by id, in the order of their GB/T 2260 codes.

    A look-up takes any name that the commands take: id, Chinese or English name, GB/T 2260
    or ISO 3166-2 code, in any case.
    """

    def __init__(self, store: Store, turn: Callable[[Province], Province] | None = None) -> None:
        self._store = store
        self._turn = turn

    def __getitem__(self, name: str) -> Province:
        """:raises UnknownProvince: if none answers to that name."""
        try:
            found = self._store.resolve(name)
        except UsageError as error:
            raise UnknownProvince(error.message, error.hint) from None
        province = self._store.province(found)
        return self._turn(province) if self._turn else province

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.province_ids())

    def __len__(self) -> int:
        return len(self._store.province_ids())


class Knowledge:
    """The knowledge base of one data directory; :func:`open` makes one."""

    def __init__(self, store: Store, turn: Callable[[Province], Province] | None = None) -> None:
        self.store = store
        self.provinces = Provinces(store, turn)

    def search(
        self,
        query: str,
        kinds: Sequence[str] = (),
        provinces: Sequence[str] = (),
        limit: int = 20,
    ) -> Answer:
        """The records that hold every word of the query, best first.

        :param kinds: only these kinds of records, such as ``policies``; all if none is named.
        :param provinces: ids of provinces; all if none is named.
        :raises UsageError: if there is nothing to search for.
        """
        from datagov_cli.searching import search

        return search(self.store, query, kinds, provinces, limit)

    def as_of(self, day: str) -> Knowledge:
        """The same knowledge about a day: its provinces are as they stood then.

        :param day: a day, a month or a year, such as ``2024-12-31``.
        :raises UsageError: if it is none.
        """
        from datagov_cli.asof import parse_day, state

        asked = parse_day(day)
        return Knowledge(self.store, lambda found: state(found, asked, self.store.source))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field by which provinces can be compared."""
        from datagov_cli.fields import all_fields

        return tuple(all_fields(self.store))

    @property
    def national(self) -> National:
        """What sources state about the country as a whole."""
        return self.store.national()

    def source(self, source_id: str) -> Source:
        """The source that a citation names."""
        return self.store.source(source_id)

    def value(self, province: Province | str, field: str) -> Value:
        """The value of a field in a province, with its state and citations.

        :raises UsageError: for an unknown province or field.
        """
        from datagov_cli.fields import find_field

        return find_field(field, self.store).get(self._one(province), self.store)

    def compare(
        self,
        fields: Sequence[str] | str = (),
        provinces: Iterable[Province | str] | None = None,
        *,
        differences: bool = False,
    ) -> Comparison:
        """Provinces side by side, ordered by the first field: best first, unknown last.

        :param fields: keys of ``datagov fields``; those for comparing if none is named.
        :param provinces: which ones; all if ``None``.
        :param differences: keep only the fields in which they differ.
        :raises UsageError: for an unknown province or field.
        """
        from datagov_cli import query

        chosen = query.choose_fields([fields] if isinstance(fields, str) else fields, self.store)
        return query.compare(self._some(provinces), chosen, self.store, differences)

    def targets(
        self,
        metrics: Sequence[str] | str = (),
        provinces: Iterable[Province | str] | None = None,
        year: int | str | None = None,
    ) -> Goals:
        """Measurable goals in groups of one metric and unit, the largest first.

        :param metrics: ids or aliases of metrics; all if none is named.
        :raises UsageError: for an unknown province or metric, or what is no year.
        """
        from datagov_cli import goals

        names = [metrics] if isinstance(metrics, str) else metrics
        wanted = goals.choose_year(str(year) if year is not None else None)
        chosen = goals.choose_metrics(names, self.store)
        return goals.select(self._some(provinces), self.store, chosen, wanted)

    def why(self, province: Province | str, field: str) -> Explanation:
        """How a value is known: what it rests on and what contradicts it.

        :param field: key of a field, id of a record, or ``ID.KEY``.
        :raises UsageError: for an unknown province, field or record.
        """
        from datagov_cli.reasons import why

        return why(self._one(province), field, self.store)

    def footnote(self, source_id: str, paragraphs: Iterable[int] = ()) -> str:
        """A source as one line of a footnote, in the form of GB/T 7714-2015."""
        from datagov_cli.footnote import footnote

        return footnote(self.store.source(source_id), paragraphs)

    def _one(self, province: Province | str) -> Province:
        return self.provinces[province] if isinstance(province, str) else province

    def _some(self, provinces: Iterable[Province | str] | None) -> list[Province]:
        if provinces is None:
            return list(self.provinces.values())
        named = [provinces] if isinstance(provinces, str) else provinces
        found = {self._one(province).id: self._one(province) for province in named}
        return list(found.values())


def open(path: str | PathLike[str] | None = None) -> Knowledge:
    """The knowledge base.

    :param path: a data directory, as ``--data`` names it; without one it is found as the
        commands find it: ``DATAGOV_DATA``, the nearest folder from the working directory
        upwards that has ``data/provinces/``, the copy that came with the package.
    :raises DataError: if there is none.
    """
    return Knowledge(Store(find_root(Path(path) if path is not None else None)))
