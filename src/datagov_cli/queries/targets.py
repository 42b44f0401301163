"""Measurable targets of several provinces, in comparable groups.

Pure functions over the model; nothing here knows how an answer is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import Province, Target, active
from datagov_cli.queries.fields import TARGETS, find_metric

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies


class ProvinceTarget(Frozen):
    """A target and the province whose it is."""

    province: Province
    target: Target


class TargetGroup(Frozen):
    """Targets that may be compared: of one metric and in one unit, the largest first."""

    metric: str
    unit: str
    targets: tuple[ProvinceTarget, ...]


class TargetGroups(Frozen):
    """Targets in comparable groups.

    ``year`` is the one asked for, ``None`` if none was; ``unplaced`` is how many targets were
    left out because it is not known whether they are for that year; ``day`` is the one asked
    about, ``None`` if none was.
    """

    groups: tuple[TargetGroup, ...]
    unplaced: int
    year: FuzzyDate | None = None
    day: FuzzyDate | None = None


def choose_metrics(names: str | Sequence[str], vocabularies: Vocabularies) -> tuple[str, ...]:
    """The metrics named, each once; aliases and keys of fields (``targets.METRIC``) do too.

    :param names: ids, several in one text separated by commas.
    :raises UsageError: for an unknown metric, with the nearest one as a hint.
    """
    wanted = split_list(names, "metric", "datagov fields lists them as targets.METRIC")
    return tuple(dict.fromkeys(_metric_id(name, vocabularies) for name in wanted))


def _metric_id(name: str, vocabularies: Vocabularies) -> str:
    folded = name.casefold().removeprefix(TARGETS)
    ids = vocabularies.term_ids("metrics")
    if folded in ids:
        return folded  # Without reading the vocabulary.
    if metric := find_metric(folded, vocabularies):
        return metric.id
    metrics = vocabularies.terms("metrics").values()
    names = [*ids, *(alias for metric in metrics for alias in metric.extra.get("aliases", ()))]
    known = f"known metrics: {', '.join(ids)}"
    raise UsageError(f'unknown metric "{name}"', did_you_mean(folded, names, known))


def choose_year(text: str | None) -> FuzzyDate | None:
    """The year asked for.

    :raises UsageError: if it is none.
    """
    if text is None:
        return None
    if len(text) == 4 and text.isascii() and text.isdigit() and text != "0000":
        return FuzzyDate.parse(text)
    raise UsageError(f'"{text}" is not a year', "four digits, as in 2025")


def select(
    provinces: Iterable[Province],
    vocabularies: Vocabularies,
    metrics: Sequence[str] = (),
    year: FuzzyDate | None = None,
    day: FuzzyDate | None = None,
) -> TargetGroups:
    """The targets of these provinces in groups, in the order of the vocabulary of metrics.

    :param metrics: only these; all where none is named.
    :param year: only targets that are known to be for it.
    :param day: the day asked about; the provinces are as they stood then.
    """
    by_unit: dict[tuple[str, str], list[ProvinceTarget]] = {}
    unplaced = 0
    for province in provinces:
        for target in active(province.targets):
            if metrics and target.metric not in metrics:
                continue
            within = _within(target, year)
            unplaced += within is None
            if within:
                place = (target.metric, target.unit)
                by_unit.setdefault(place, []).append(ProvinceTarget(province, target))
    order = {term: place for place, term in enumerate(vocabularies.terms("metrics"))}
    groups = [
        TargetGroup(metric, unit, tuple(sorted(targets, key=_largest_first)))
        for (metric, unit), targets in by_unit.items()
    ]
    groups.sort(key=lambda group: (order.get(group.metric, len(order)), group.metric, group.unit))
    return TargetGroups(tuple(groups), unplaced, year, day)


def _within(target: Target, year: FuzzyDate | None) -> bool | None:
    if year is None:
        return True
    return target.year.value.during(year) if target.year.known else None


def _largest_first(item: ProvinceTarget) -> tuple[float, str, str]:
    return (-item.target.value, item.province.gb2260, item.target.about.id)
