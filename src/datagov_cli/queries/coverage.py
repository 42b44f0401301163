"""How much is known: claims counted by their state, by what they rest on and how new that is.

A claim is a fact of the table of claims (:mod:`datagov_cli.queries.tables.claims`) without
the name, the codes and the kind of a division, which follow from GB/T 2260 and ISO 3166-2.
Withdrawn sources support nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import DISPUTED, IMPLIED, KNOWN, UNKNOWN, Province
from datagov_cli.model.sources import Source
from datagov_cli.queries.tables.claims import COLUMNS, claim_rows
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
            **{name: getattr(self, name) for name in ("claims", "implied", "official", "unknown")},
        )

    @property
    def said(self) -> Text:
        """The counts in one line."""
        return message(
            "{claims} claims: {implied} implied, {disputed} disputed; {official} on an official"
            " source, {independent} on two publishers; {unknown} fields unknown, {searched} of"
            " them searched for",
            **{name: getattr(self, name) for name in self._fields if name != "newest"},
        )

    def plus(self, other: Coverage) -> Coverage:
        """Both together."""
        counts = {
            name: getattr(self, name) + getattr(other, name)
            for name in self._fields
            if name != "newest"
        }
        days = [day for day in (self.newest, other.newest) if day]
        newest = max(days, key=lambda day: day.end) if days else None
        return Coverage(**counts, newest=newest)


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
    for kind, fact in _facts(Scope(store, [province])):
        kinds.setdefault(kind, []).append(_count(fact, store))
    by_kind = {kind: _sum(counted) for kind, counted in kinds.items()}
    return ProvinceCoverage(province, _sum(by_kind.values()), by_kind)


def _facts(scope: Scope) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each fact with its kind: its rows, one for each citation and each side."""
    names = [column.name for column in COLUMNS]
    rows = (dict(zip(names, row, strict=True)) for row in claim_rows(scope))
    for (kind, _, _), fact in groupby(
        rows, key=lambda row: (row["kind"], row["record"], row["field"])
    ):
        listed = list(fact)
        if kind != _IDENTITY or listed[0]["state"] != KNOWN:
            yield kind, listed


def _count(fact: list[dict[str, Any]], store: Store) -> Coverage:
    first = fact[0]
    state = first["state"]
    cited = (store.source(name) for name in {row["source"] for row in fact} if name)
    sources = [source for source in cited if getattr(source, "withdrawn", None) is None]
    claimed = state in (KNOWN, DISPUTED)
    return Coverage(
        claims=claimed,
        known=state == KNOWN,
        implied=state == KNOWN and first["basis"] == IMPLIED,
        disputed=state == DISPUTED,
        unknown=state == UNKNOWN,
        searched=state == UNKNOWN and bool(first["searched"]),
        official=claimed and any(source.tier == OFFICIAL for source in sources),
        independent=claimed and len({source.publisher.zh for source in sources}) > 1,
        newest=_newest(sources),
    )


def _newest(sources: Iterable[Source]) -> FuzzyDate | None:
    days = [source.published for source in sources if source.published]
    return max(days, key=lambda day: day.end) if days else None


def _sum(counted: Iterable[Coverage]) -> Coverage:
    total = Coverage()
    for each in counted:
        total = total.plus(each)
    return total
