"""Rules about what a value says: figures, units, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from datagov_cli.base.clock import today
from datagov_cli.base.errors import NotationError
from datagov_cli.base.messages import Text, message
from datagov_cli.curation.validation.corpus import (
    Corpus,
    Item,
    Path_,
    Subject,
    as_date,
    called,
    cites_for,
    entries,
    mapping,
    said,
    source_ids,
)
from datagov_cli.model.dates import FuzzyDate, NotInCalendarError
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.key_types import DATE
from datagov_cli.model.quantities import parse_written
from datagov_cli.model.record_keys import RECORD_KEYS, having
from datagov_cli.model.records import NOT_APPLICABLE, UNKNOWN

DATE_KEYS = {key.name for keys in RECORD_KEYS.values() for key in keys if key.type == DATE}
#: Kind of record → the keys of dates that a source can only report once they are past.
REPORTED = having("reported")


def figures(subject: Subject) -> Iterator[Diagnostic]:
    """The wording of a source gives the figure and the unit that are stored."""
    for item in subject.items:
        written, value, unit = (item.data.get(key) for key in ("as-written", "value", "unit"))
        if item.kind not in ("targets", "measures", "statements") or not isinstance(written, str):
            continue
        try:
            figure, surface = parse_written(written)
        except NotationError as error:
            yield subject.fault(
                "DG401",
                (*item.path, "as-written"),
                error.said,
                message("write the figure and the unit as the source does, such as 240亿元"),
            )
            continue
        entry = mapping(subject.corpus.vocabularies.get("units", {}), str(unit))
        multiples = mapping(entry, "multiples")
        if _number(factor := multiples.get(surface)):
            figure *= Decimal(str(factor))
        if _number(value) and Decimal(str(value)) != figure:
            said = message(
                'the value {value} does not match "{written}"', value=value, written=written
            )
            hint = message("that is {figure}", figure=f"{figure:f}")
            yield subject.fault("DG401", (*item.path, "value"), said, hint)
        listed = entry.get("written")
        words = listed if isinstance(listed, list) else []
        wordings = [*(word for word in words if isinstance(word, str)), *multiples]
        if isinstance(unit, str) and entry and surface not in wordings:
            yield subject.fault(
                "DG402",
                (*item.path, "unit"),
                message('the unit "{unit}" does not match "{written}"', unit=unit, written=written),
                message("sources write it as {wordings}", wordings=tuple(wordings)),
            )
        yield from _unit_of_metric(subject, item)


def _unit_of_metric(subject: Subject, item: Item) -> Iterator[Diagnostic]:
    vocabularies = subject.corpus.vocabularies
    metric, unit = item.data.get("metric"), item.data.get("unit")
    wanted = mapping(vocabularies.get("metrics", {}), str(metric)).get("unit")
    known = isinstance(unit, str) and unit in vocabularies.get("units", {})
    if known and wanted not in (unit, None):
        words = {"metric": metric, "wanted": wanted, "unit": unit}
        said = message('"{metric}" is measured in {wanted}, not {unit}', **words)
        yield subject.fault("DG406", (*item.path, "unit"), said)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def real_dates(subject: Subject) -> Iterator[Diagnostic]:
    """Every date is a day, a month or a year of the calendar."""
    for item in (subject.whole, *subject.items):
        for path, value in _dates(item):
            try:
                if isinstance(value, str):
                    FuzzyDate.parse(value)
            except NotInCalendarError as error:
                yield subject.fault("DG403", path, error.said)
            except ValueError:
                continue  # The schema says so.


def _dates(item: Item) -> Iterator[tuple[Path_, Any]]:
    """Everything in a record that is to be a date, with its place."""
    data, path = item.data, item.path
    for where, _, key, value in said(item):
        if key in DATE_KEYS:
            yield where, value
    for key in ("via", "withdrawn"):
        for name in ("published", "date"):
            if name in mapping(data, key):
                yield (*path, key, name), data[key][name]
    for place, stage in entries(data, "history"):
        yield (*path, "history", place, "date"), stage.get("date")
    for account in (UNKNOWN, NOT_APPLICABLE):
        for field in mapping(data, account):
            for place, search in entries(mapping(data[account], field), "searched"):
                yield (*path, account, field, "searched", place, "date"), search.get("date")


class Dated(NamedTuple):
    """A date with its place and its name for a reader; ``owner`` says of which other record."""

    path: Path_
    name: str
    value: Any
    owner: Text | str = ""


def date_order(subject: Subject) -> Iterator[Diagnostic]:
    """What comes first has the earlier date, as far as the dates tell."""
    bodies = subject.by_kind.get("bodies", {})
    for item in subject.items:
        for first, second in _ordered(item, bodies, subject):
            early, late = as_date(first.value), as_date(second.value)
            if early and late and early.after(late):
                said = message(
                    "{late} is before the {key} {early}{owner}",
                    late=late,
                    key=first.name,
                    early=early,
                    owner=first.owner,
                )
                yield subject.fault("DG404", second.path, said)


def _ordered(
    item: Item, bodies: Mapping[str, Item], subject: Subject
) -> Iterator[tuple[Dated, Dated]]:
    """The pairs of dates of a record of which the first cannot be the later one."""
    if item.kind == "heads":
        body = Item(item.path[:2], "bodies", subject.value["bodies"][item.path[1]])
        yield _dated(body, "established"), _dated(item, "as-of")
        yield _dated(item, "since"), _dated(item, "as-of")
        yield _dated(item, "as-of"), _dated(item, "until")
        yield _dated(item, "since"), _dated(item, "until")
    elif item.kind in ("meetings", "milestones") and _known(item, "body", bodies):
        yield _dated(bodies[item.data["body"]], "established"), _dated(item, "date")
    elif item.kind == "bodies" and _known(item, "predecessor", bodies):
        earlier = bodies[item.data["predecessor"]]
        yield _dated(earlier, "established"), _dated(item, "established")
    elif item.kind == "policies":
        stages = [
            Dated((*item.path, "history", place, "date"), "date", stage.get("date"))
            for place, stage in entries(item.data, "history")
        ]
        yield from pairwise([*stages, _dated(item, "date")])
        if _known(item, "supersedes", subject.by_kind.get("policies", {})):
            earlier = subject.by_kind["policies"][item.data["supersedes"]]
            yield _first_dated(earlier), _dated(item, "date")
    elif item.kind == "targets" and _known(item, "policy", subject.by_kind.get("policies", {})):
        yield _first_dated(subject.by_kind["policies"][item.data["policy"]]), _dated(item, "year")


def _first_dated(policy: Item) -> Dated:
    """The first date of a policy on record; none where it is only known to have been repealed."""
    for place, stage in entries(policy.data, "history"):
        path = (*policy.path, "history", place, "date")
        return Dated(path, "date", stage.get("date"), _of(policy))
    repealed = policy.data.get("status") == "repealed"
    date = _dated(policy, "date")._replace(owner=_of(policy))
    return date._replace(value=None) if repealed else date


def _of(item: Item) -> Text:
    return message(" of {record}", record=called(item))


def _known(item: Item, key: str, peers: Mapping[str, Item]) -> bool:
    name = item.data.get(key)
    return isinstance(name, str) and name in peers


def _dated(item: Item, key: str) -> Dated:
    return Dated((*item.path, key), key, item.data.get(key))


def withdrawals(subject: Subject) -> Iterator[Diagnostic]:
    """What is withdrawn was so by now, and not before it was published.

    :raises UsageError: if ``DATAGOV_TODAY`` holds no day.
    """
    for item in (subject.whole, *subject.items):
        day = as_date(mapping(item.data, "withdrawn").get("date"))
        path = (*item.path, "withdrawn", "date")
        if day and day.start > today():
            yield subject.fault(
                "DG404", path, message("the withdrawal of {day} is still to come", day=day)
            )
        published = as_date(item.data.get("published"))
        if day and published and published.after(day):
            said = message(
                "the withdrawal of {day} is before the publication, {published}",
                day=day,
                published=published,
            )
            yield subject.fault("DG404", path, said)


def date_after_source(subject: Subject) -> Iterator[Diagnostic]:
    """What a source reports as past lies no later than the source."""
    for item in subject.items:
        if item.data.get("status") == "in-force":
            continue  # Announced beforehand.
        for key in REPORTED.get(item.kind, ()):
            reported = as_date(item.data.get(key))
            published = _published(cites_for(item, key), subject.corpus)
            if reported and published and all(reported.after(day) for day in published):
                latest = max(published, key=FuzzyDate.sort_key)
                said = message(
                    "{reported} is after the source was published, {latest}",
                    reported=reported,
                    latest=latest,
                )
                yield subject.fault(
                    "DG405", (*item.path, key), said, _cite_later(subject.corpus, key, reported)
                )


def _cite_later(corpus: Corpus, key: str, reported: FuzzyDate) -> Text:
    """How to cite another source for a single date, with the id of a later one if there is one."""
    later = (
        name
        for name in sorted(corpus.sources)
        if (days := _published([name], corpus)) and not reported.after(days[0])
    )
    name = next(later, "SOURCE")
    return message(
        "if a later source says {key} {reported}, cite it for that alone:"
        " cite-for: {{{key}: [{name}#¶]}}, with the paragraph in place of ¶",
        key=key,
        reported=reported,
        name=name,
    )


def _published(cited: Any, corpus: Corpus) -> list[FuzzyDate] | None:
    """When each cited source was published; ``None`` where that is not known of all."""
    days: list[FuzzyDate] = []
    for name in source_ids(cited):
        source = corpus.sources.get(name, {})
        day = as_date(mapping(source, "via").get("published")) or as_date(source.get("published"))
        if day is None:
            return None
        days.append(day)
    return days or None


def implied_years(subject: Subject) -> Iterator[Diagnostic]:
    """Of a date whose wording gives no year, the record or its source says how it is known."""
    for item in subject.items:
        for key in DATE_KEYS & item.data.keys() - mapping(item.data, "implied").keys():
            day, written = as_date(item.data[key]), item.data.get(f"{key}-as-written")
            if day is None or not isinstance(written, str) or day.year_named_in(written):
                continue
            names = source_ids(cites_for(item, key))
            if not any("implied-years" in mapping(subject.corpus.sources, n) for n in names):
                said = message(
                    '"{written}" gives no year, and nothing says from what {year} is inferred',
                    written=written,
                    year=day.year,
                )
                hint = message("say it under implied-years: of the source, or under implied: here")
                yield subject.fault("DG203", (*item.path, key), said, hint)


def expectations(subject: Subject) -> Iterator[Diagnostic]:
    """An expectation is set by no policy; a count has its figure."""
    for item in subject.items:
        if item.data.get("basis") == "expectation" and "policy" in item.data:
            said = message("an expectation cannot have a policy")
            hint = message("change it to basis: target, or remove the policy")
            yield subject.fault("DG407", (*item.path, "policy"), said, hint)
        kind = item.data.get("kind") if item.kind == "statements" else None
        if kind == "count":
            for key in ("relation", "value", "unit", "as-written"):
                if key not in item.data:
                    said = message('a count lacks the key "{key}"', key=key)
                    yield subject.fault("DG101", item.path, said)
        if kind == "opinion" and "attributed-to" not in item.data:
            said = message('an opinion lacks the key "attributed-to"')
            yield subject.fault("DG101", item.path, said)


def snapshots(subject: Subject) -> Iterator[Diagnostic]:
    """A source has as many digests as paragraphs, and was not reposted before it appeared."""
    if subject.kind != "source":
        return
    data = subject.whole.data
    snapshot = mapping(data, "snapshot")
    count, digests = snapshot.get("paragraphs"), snapshot.get("sha256")
    if isinstance(count, int) and isinstance(digests, list) and count != len(digests):
        said = message("{count} paragraphs and {number} digests", count=count, number=len(digests))
        yield subject.fault("DG408", ("snapshot", "paragraphs"), said)
    published = as_date(data.get("published"))
    repost = as_date(mapping(data, "via").get("published"))
    if published and repost and published.after(repost):
        said = message(
            "the repost of {repost} is before the publication, {published}",
            repost=repost,
            published=published,
        )
        yield subject.fault("DG404", ("via", "published"), said)


VALUE_RULES = (
    figures, real_dates, date_order, withdrawals, date_after_source, implied_years, expectations,
    snapshots,
)  # fmt: skip
