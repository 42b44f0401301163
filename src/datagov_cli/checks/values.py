"""Rules about what a value says: figures, units, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.checks.corpus import Corpus, Item, Path_, mapping, records, walk
from datagov_cli.dates import FuzzyDate
from datagov_cli.diagnostics import Diagnostic
from datagov_cli.quantities import parse_quantity
from datagov_cli.yamlio import Document

DATE_KEYS = ("established", "as-of", "since", "until", "date", "year", "published")


def figures(document: Document, _: str, __: Path, corpus: Corpus) -> Iterator[Diagnostic]:
    """The wording of a source gives the figure and the unit that are stored."""
    for item in records(document):
        written, value, unit = (item.data.get(key) for key in ("as-written", "value", "unit"))
        if item.kind not in ("targets", "statements") or not isinstance(written, str):
            continue
        try:
            figure, surface = parse_quantity(written)
        except ValueError as error:
            yield document.fault(
                "DG401",
                (*item.path, "as-written"),
                str(error),
                "write figure and unit as the source does, such as 240亿元",
            )
            continue
        if _number(value) and Decimal(str(value)) != figure:
            yield document.fault(
                "DG401",
                (*item.path, "value"),
                f'the value {value} is not "{written}"',
                f"that is {figure:f}",
            )
        entry = corpus.vocabularies.get("units", {}).get(str(unit))
        wordings = entry.get("written", []) if isinstance(entry, dict) else []
        if isinstance(unit, str) and entry is not None and surface not in wordings:
            yield document.fault(
                "DG402",
                (*item.path, "unit"),
                f'the unit "{unit}" is not what "{written}" says',
                f"sources write it as {', '.join(wordings)}",
            )
        yield from _unit_of_metric(document, item, corpus)


def _unit_of_metric(document: Document, item: Item, corpus: Corpus) -> Iterator[Diagnostic]:
    metric = corpus.vocabularies.get("metrics", {}).get(str(item.data.get("metric")))
    unit = item.data.get("unit")
    known = unit in corpus.vocabularies.get("units", {}) if isinstance(unit, str) else False
    if known and isinstance(metric, dict) and metric.get("unit") not in (unit, None):
        yield document.fault(
            "DG406",
            (*item.path, "unit"),
            f'"{item.data["metric"]}" is measured in {metric["unit"]}, not {unit}',
        )


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def real_dates(document: Document, *_: Any) -> Iterator[Diagnostic]:
    """Every date is a day, a month or a year of the calendar."""
    for path, value in walk(document.value):
        if isinstance(value, str) and _is_date(path) and _date(value) is None:
            try:
                FuzzyDate.parse(value)
            except ValueError as error:
                # A wrong notation is the schema's to report.
                if "calendar" in str(error):
                    yield document.fault("DG403", path, str(error))


def _is_date(path: Path_) -> bool:
    if not path:
        return False
    claimed = path[-1] == "value" and "disputed" in path and path[-3] in DATE_KEYS
    return path[-1] in DATE_KEYS or claimed


def _date(value: Any) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


class Dated(NamedTuple):
    """A date with its place and its name for a reader."""

    path: Path_
    name: str
    value: Any


def date_order(document: Document, *_: Any) -> Iterator[Diagnostic]:
    """What comes first has the earlier date, as far as the dates tell."""
    bodies = {item.data.get("id"): item for item in records(document) if item.kind == "bodies"}
    for item in records(document):
        for first, second in _ordered(item, bodies, document):
            early, late = _date(first.value), _date(second.value)
            if early and late and early.after(late):
                message = f"{late} lies before the {first.name} {early}"
                yield document.fault("DG404", second.path, message)


def _ordered(
    item: Item, bodies: Mapping[Any, Item], document: Document
) -> Iterator[tuple[Dated, Dated]]:
    """The pairs of dates of a record of which the first cannot be the later one."""
    if item.kind == "heads":
        body = Item(item.path[:2], "bodies", document.value["bodies"][item.path[1]])
        yield _dated(body, "established"), _dated(item, "as-of")
        yield _dated(item, "since"), _dated(item, "as-of")
        yield _dated(item, "as-of"), _dated(item, "until")
        yield _dated(item, "since"), _dated(item, "until")
    elif item.kind == "meetings" and item.data.get("body") in bodies:
        yield _dated(bodies[item.data["body"]], "established"), _dated(item, "date")
    elif item.kind == "bodies" and item.data.get("predecessor") in bodies:
        earlier = bodies[item.data["predecessor"]]
        yield _dated(earlier, "established"), _dated(item, "established")
    elif item.kind == "policies":
        history = item.data.get("history")
        stages = [
            Dated((*item.path, "history", place, "date"), "date", stage.get("date"))
            for place, stage in enumerate(history if isinstance(history, list) else [])
            if isinstance(stage, dict)
        ]
        yield from pairwise([*stages, _dated(item, "date")])


def _dated(item: Item, key: str) -> Dated:
    return Dated((*item.path, key), key, item.data.get(key))


#: Kind of record → the keys of dates that a source can only report once they are past.
REPORTED = {
    "bodies": ("established",),
    "heads": ("as-of", "since", "until"),
    "meetings": ("date",),
    "policies": ("date",),
    "milestones": ("date",),
}


def date_after_source(document: Document, _: str, __: Path, corpus: Corpus) -> Iterator[Diagnostic]:
    """What a source reports as past lies no later than the source."""
    for item in records(document):
        if item.data.get("status") == "in-force":
            continue  # Announced beforehand.
        for key in REPORTED.get(item.kind, ()):
            cited = mapping(item.data, "cite-for").get(key) or item.data.get("cite")
            found = _date(item.data.get(key))
            published = _published(cited, corpus)
            if found and published and all(found.after(day) for day in published):
                latest = max(published, key=FuzzyDate.sort_key)
                yield document.fault(
                    "DG405",
                    (*item.path, key),
                    f"{found} lies after the source, which is of {latest}",
                )


def _published(cited: Any, corpus: Corpus) -> list[FuzzyDate] | None:
    """When each cited source was published; ``None`` where that is not known of all."""
    days: list[FuzzyDate] = []
    for name in cited if isinstance(cited, list) else []:
        source = corpus.sources.get(str(name).partition("#")[0], {})
        day = _date(mapping(source, "via").get("published")) or _date(source.get("published"))
        if day is None:
            return None
        days.append(day)
    return days or None


def expectations(document: Document, *_: Any) -> Iterator[Diagnostic]:
    """An expectation is set by no policy; a count has its figure."""
    for item in records(document):
        if item.data.get("basis") == "expectation" and "policy" in item.data:
            yield document.fault(
                "DG407",
                (*item.path, "policy"),
                "an expectation is set by no policy",
                "make it basis: target, or drop the policy",
            )
        if item.kind == "statements" and item.data.get("kind") == "count":
            for key in ("relation", "value", "unit", "as-written"):
                if key not in item.data:
                    yield document.fault("DG101", item.path, f'a count lacks the key "{key}"')
        if (
            item.kind == "statements"
            and item.data.get("kind") == "opinion"
            and "attributed-to" not in item.data
        ):
            yield document.fault("DG101", item.path, 'an opinion lacks the key "attributed-to"')


def snapshots(document: Document, kind: str, *_: Any) -> Iterator[Diagnostic]:
    """A source has as many digests as paragraphs, and was not reposted before it appeared."""
    if kind != "source":
        return
    snapshot = mapping(document.value, "snapshot")
    count, digests = snapshot.get("paragraphs"), snapshot.get("sha256")
    if isinstance(count, int) and isinstance(digests, list) and count != len(digests):
        yield document.fault(
            "DG408", ("snapshot", "paragraphs"), f"{count} paragraphs and {len(digests)} digests"
        )
    published = _date(document.value.get("published"))
    repost = _date(mapping(document.value, "via").get("published"))
    if published and repost and published.after(repost):
        yield document.fault(
            "DG404", ("via", "published"), f"{repost} lies before the published {published}"
        )


VALUE_RULES = (figures, real_dates, date_order, date_after_source, expectations, snapshots)
