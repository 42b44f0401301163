"""Measurable targets of several provinces, in comparable groups.

Pure functions over the model; nothing here knows how an answer is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import NOT_APPLICABLE, Province, Target
from datagov_cli.queries.fields import TARGETS, find_metric

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies
    from datagov_cli.queries.tables.select import TableSelection


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
    about, ``None`` if none was. ``left_out`` is how many of which it is not known whether they
    match the conditions, ``total`` how many there are without a limit, if that cuts some off.
    """

    groups: tuple[TargetGroup, ...]
    unplaced: int
    year: FuzzyDate | None = None
    day: FuzzyDate | None = None
    left_out: int = 0
    total: int | None = None


def choose_metrics(names: str | Sequence[str], vocabularies: Vocabularies) -> tuple[str, ...]:
    """The metrics named, each once; aliases and keys of fields (``targets.METRIC``) do too.

    :param names: ids, several in one text separated by commas.
    :raises UsageError: for an unknown metric, with the nearest one as a hint.
    """
    wanted = split_list(
        names, message("metric"), message("datagov fields lists them as targets.METRIC")
    )
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
    known = message("known metrics: {known}", known=", ".join(ids))
    raise UsageError(
        message('unknown metric "{name}"', name=name), did_you_mean(folded, names, known)
    )


def choose_year(text: str | None) -> FuzzyDate | None:
    """The year asked for.

    :raises UsageError: if it is none.
    """
    if text is None:
        return None
    if len(text) == 4 and text.isascii() and text.isdigit() and text != "0000":
        return FuzzyDate.parse(text)
    raise UsageError(
        message('"{text}" is not a year', text=text), message("four digits, as in 2025")
    )


def group(
    selection: TableSelection,
    vocabularies: Vocabularies,
    metrics: Sequence[str] = (),
    year: FuzzyDate | None = None,
    in_order: bool = False,
    limit: int | None = None,
) -> TargetGroups:
    """The targets of a selection in groups, in the order of the vocabulary of metrics.

    :param metrics: only these; all where none is named.
    :param year: only targets that are known to be for it.
    :param in_order: whether a group keeps the order of the selection.
    :param limit: no more targets than this, those that stand first.
    """
    listed, unplaced = [], 0
    for row in selection.rows:
        if row.province and (not metrics or row.record.metric in metrics):
            within = _within(row.record, year)
            unplaced += within is None
            listed += [ProvinceTarget(row.province, row.record)] if within else []
    if not in_order:
        listed.sort(key=_largest_first)
    groups = _groups(listed, vocabularies)
    total = None
    if limit is not None and len(listed) > limit:
        total = len(listed)
        kept = [item for group in groups for item in group.targets][:limit]
        groups = _groups(kept, vocabularies)
    left_out = len(selection.left_out or ())
    return TargetGroups(groups, unplaced, year, selection.day, left_out, total)


def _groups(items: Iterable[ProvinceTarget], vocabularies: Vocabularies) -> tuple[TargetGroup, ...]:
    """The targets by metric and unit, in the order of the vocabulary of metrics."""
    by_unit: dict[tuple[str, str], list[ProvinceTarget]] = {}
    for item in items:
        by_unit.setdefault((item.target.metric, item.target.unit), []).append(item)
    order = {term: place for place, term in enumerate(vocabularies.terms("metrics"))}
    groups = [TargetGroup(*key, tuple(targets)) for key, targets in by_unit.items()]
    groups.sort(key=lambda group: (order.get(group.metric, len(order)), group.metric, group.unit))
    return tuple(groups)


def _within(target: Target, year: FuzzyDate | None) -> bool | None:
    if year is None:
        return True
    if target.year.state == NOT_APPLICABLE:
        return False
    return target.year.value.during(year) if target.year.known else None


def _largest_first(item: ProvinceTarget) -> tuple[float, str, str]:
    return (-item.target.value, item.province.gb2260, item.target.about.id)
