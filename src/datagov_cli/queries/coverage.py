"""How much is known: claims counted by their state, by what they rest on and how new that is.

A claim is a fact of the table of claims (:mod:`datagov_cli.queries.tables.claims`) without
the name, the codes and the kind of a division, which follow from GB/T 2260 and ISO 3166-2. What
was looked for in a province as a whole and not found is among the unknown fields.
Withdrawn sources support nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import DISPUTED, IMPLIED, KNOWN, UNKNOWN, Province
from datagov_cli.queries.tables.claims import FACT_COLUMNS, Fact, facts
from datagov_cli.queries.tables.columns import Scope
from datagov_cli.storage.store import Store

#: The tier of a source that is the government's own.
OFFICIAL = "official"
#: What the table of claims has of a division as such.
_IDENTITY = "provinces"


class Coverage(Frozen):
    """Claims counted. ``claims`` are those with a value or sides, ``known`` those with a value,
    ``implied`` those of them that are inferred, ``disputed`` those with sides.

    ``unknown`` are the fields that the sources leave open, ``searched`` those of them that say
    where one looked. ``official`` are claims that an official source supports,
    ``independent`` those that two publishers do. ``newest`` is the latest day on which one of
    the sources was published, ``None`` where none says so.
    """

    claims: int = 0
    known: int = 0
    implied: int = 0
    disputed: int = 0
    unknown: int = 0
    searched: int = 0
    official: int = 0
    independent: int = 0
    newest: FuzzyDate | None = None

    @property
    def in_short(self) -> Text:
        """What there is of most weight in the counts."""
        return message(
            "{claims} claims: {implied} implied, {official} on official sources; {unknown} unknown",
            **{name: getattr(self, name) for name in _COUNTS},
        )

    @property
    def said(self) -> Text:
        """The counts in one line."""
        return message(
            "{claims} claims: {implied} implied, {disputed} disputed; {official} on an official"
            " source, {independent} on two publishers; {unknown} fields unknown, {searched} of"
            " them searched for",
            **{name: getattr(self, name) for name in _COUNTS},
        )


_COUNTS = [name for name in Coverage._fields if name != "newest"]


class ProvinceCoverage(Frozen):
    """The claims about a province: all of them, and those of each kind of record."""

    province: Province
    total: Coverage
    kinds: dict[str, Coverage]


class CountryCoverage(Frozen):
    """The claims about several provinces, and all of them together."""

    provinces: tuple[ProvinceCoverage, ...]
    total: Coverage


def coverage(provinces: Iterable[Province], store: Store) -> CountryCoverage:
    """The claims about these provinces, in their order."""
    counted = tuple(_of_province(province, store) for province in provinces)
    return CountryCoverage(counted, _sum(each.total for each in counted))


def _of_province(province: Province, store: Store) -> ProvinceCoverage:
    kinds: dict[str, list[Coverage]] = {}
    for (kind, _, _), rows in groupby(facts(Scope(store, [province])), key=_fact_key):
        fact = list(rows)
        if kind != _IDENTITY or _of(fact[0], "state") != KNOWN:
            kinds.setdefault(kind, []).append(_count(fact, store))
    by_kind = {kind: _sum(counted) for kind, counted in kinds.items()}
    return ProvinceCoverage(province, _sum(by_kind.values()), by_kind)


_PLACES = {column.name: place for place, column in enumerate(FACT_COLUMNS)}


def _of(fact: Fact, column: str) -> Any:
    return fact[0][_PLACES[column]]


def _fact_key(fact: Fact) -> tuple[Any, ...]:
    """What a fact is of; the sides of a dispute are one."""
    return tuple(_of(fact, column) for column in ("kind", "record", "field"))


def _count(fact: list[Fact], store: Store) -> Coverage:
    """Count a fact, given as its rows: one, or one for each side."""
    first = fact[0]
    state = _of(first, "state")
    cited = (store.source(name) for name in {cite.source for _, cites in fact for cite in cites})
    sources = [source for source in cited if getattr(source, "withdrawn", None) is None]
    claimed = state in (KNOWN, DISPUTED)
    return Coverage(
        claims=claimed,
        known=state == KNOWN,
        implied=state == KNOWN and _of(first, "basis") == IMPLIED,
        disputed=state == DISPUTED,
        unknown=state == UNKNOWN,
        searched=state == UNKNOWN and bool(_of(first, "searched")),
        official=claimed and any(source.tier == OFFICIAL for source in sources),
        independent=claimed and len({source.publisher.zh for source in sources}) > 1,
        newest=_newest(*(source.published for source in sources)),
    )


def _newest(*days: FuzzyDate | None) -> FuzzyDate | None:
    return max((day for day in days if day), key=lambda day: day.end, default=None)


def _sum(counted: Iterable[Coverage]) -> Coverage:
    each = tuple(counted)
    counts = {name: sum(getattr(one, name) for one in each) for name in _COUNTS}
    return Coverage(**counts, newest=_newest(*(one.newest for one in each)))
