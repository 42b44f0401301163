"""Fields derived from the records of a province other than heads: counts, dates, topics,
figures. The registry is :mod:`datagov_cli.queries.fields`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import message
from datagov_cli.model.placeholders import NOT_LOOKED_UP
from datagov_cli.model.record_keys import ACCOUNTABLE
from datagov_cli.model.record_values import each_once, figure_of, recorded
from datagov_cli.model.records import (
    EXPECTATION,
    KNOWN,
    RECORD_KINDS,
    UNKNOWN,
    Citation,
    OnDay,
    Province,
    Record,
    Target,
    Term,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.last_stated import Publications, doubt, on_day_parts, weakest

if TYPE_CHECKING:
    from typing import Protocol

    from datagov_cli.model.dates import FuzzyDate
    from datagov_cli.model.sources import Source

    class Sources(Protocol):
        """Where the sources are found, by their ids."""

        def source(self, source_id: str) -> Source: ...

    class Values(Protocol):
        """An answer, as :class:`datagov_cli.queries.fields.Values` is one."""

        @property
        def vocabularies(self) -> Sources: ...

        def terms(self, vocabulary: str) -> dict[str, Term]: ...

    Derivation = Callable[[Province, Values], Value]

COUNTED = message("Counted from the records on file.")
NO_TARGET = message("No such target is on record.")
NONE_DATED = message("No date is on record.")
NO_TOPIC = message("No topic is on record.")
NOT_SURE = message("Whether it existed on that day is not known.")


def _citations_of(records: Iterable[Record]) -> tuple[Citation, ...]:
    return each_once(record.about.cite for record in records)


def counted(province: Province, key: str) -> tuple[Record, ...]:
    """The records that ``KIND.count`` is about, withdrawn ones among them; of what is measured,
    targets and expectations apart.

    :param key: the key of the field.
    """
    kind = key.partition(".")[0]
    if kind not in ("targets", "expectations"):
        records: tuple[Record, ...] = getattr(province, kind)
        return records
    expected = kind == "expectations"
    return tuple(t for t in province.targets if (t.basis == EXPECTATION) == expected)


def count(key: str) -> Derivation:
    """How many records :func:`counted` has; unknown where some may not have been there."""

    def derive(province: Province, _: Values) -> Value:
        records = active(counted(province, key))
        most, least = len(records), sum(not uncertain_on_day(record) for record in records)
        if least < most:
            between = message("Between {least} and {most} on that day.", least=least, most=most)
            return Value(UNKNOWN, note=between)
        # A document stays on record; it is its status that may change.
        lasting = () if key == "policies.count" else (r.about.on_day for r in records)
        parts = on_day_parts(weakest(lasting))
        return Value(KNOWN, len(records), note=COUNTED, cite=_citations_of(records), **parts)

    return derive


def latest(kind: str) -> Derivation:
    """The latest date of the records of a kind."""

    def derive(province: Province, values: Values) -> Value:
        dated = [
            (value, record)
            for record in province.records(kind)
            if (value := recorded(kind, record, "date")).known
        ]
        if not dated:
            return Value(UNKNOWN, note=NONE_DATED)
        if any(uncertain_on_day(record) for _, record in dated):
            return Value(UNKNOWN, note=NOT_SURE)
        dates = [value for value, _ in dated]
        last = max(dates, key=lambda value: value.value.sort_key())
        return last.replace(undated=undated(province.records(kind), last.value, values))

    return derive


def undated(records: Iterable[Any], day: FuzzyDate, values: Values) -> int:
    """How many of these records have no date and may be newer than this day: what a source
    reports is no younger than the source."""
    published = Publications(values.vocabularies.source)
    without = (record for record in records if not record.date.known)
    last = (published.last(record.about.cite, record.date) for record in without)
    return sum(date is None or date.end > day.start for date in last)


def topics(province: Province, values: Values) -> Value:
    """The topics of all records, each once."""
    by_topic: dict[str, list[Record]] = {}
    for record in province.records():
        for topic in getattr(record, "topics", getattr(record, "themes", ())):
            by_topic.setdefault(topic, []).append(record)
    if not by_topic:
        return Value(UNKNOWN, note=NO_TOPIC)
    order = {term: place for place, term in enumerate(values.terms("topics"))}
    ordered = sorted(by_topic, key=lambda topic: order.get(topic, len(order)))
    unsure = [topic for topic in ordered if all(map(uncertain_on_day, by_topic[topic]))]
    if unsure:
        sure = len(ordered) - len(unsure)
        note = message(
            "Known for that day: {sure}; not known: {unsure} more.", sure=sure, unsure=len(unsure)
        )
        return Value(UNKNOWN, note=note)
    cite = _citations_of(record for records in by_topic.values() for record in records)
    parts = on_day_parts(weakest(_surest(by_topic[topic]) for topic in ordered))
    return Value(KNOWN, tuple(ordered), cite=cite, **parts)


def _surest(records: Iterable[Record]) -> OnDay | None:
    """The standing of what one of several records suffices for."""
    standings = [record.about.on_day for record in records if record.about.on_day]
    return min(standings, key=doubt, default=None)


def unknown_fields(kind: str, record: Record) -> list[tuple[str, Value]]:
    """The fields that every record of a kind must account for, and that are unknown of this one.

    What a record may account for or not, such as since when a head is in office, is none of
    them: the numbers of two provinces could not be compared.
    """
    accounts = ((name, record.about.absent.get(name)) for name in ACCOUNTABLE[kind])
    return [
        (name, value)
        for name, value in accounts
        if value and value.state == UNKNOWN and value.note != NOT_LOOKED_UP
    ]


def unknowns(province: Province, _: Values) -> Value:
    """How many fields of the records are declared unknown."""
    kinds = {kind: province.records(kind) for kind in RECORD_KINDS}
    kinds["heads"] = tuple(h for body in active(province.bodies) for h in active(body.heads))
    number = sum(len(unknown_fields(kind, r)) for kind, records in kinds.items() for r in records)
    return Value(KNOWN, number, note=COUNTED)


def newest_target(province: Province, metric: str) -> Target | None:
    """The target of that metric with the latest year."""
    of_metric = [target for target in active(province.targets) if target.metric == metric]
    dated = [target for target in of_metric if target.year.known]
    if dated:
        return max(dated, key=lambda target: target.year.value.sort_key())
    return of_metric[0] if of_metric else None


def target(metric: str) -> Derivation:
    """The figure of the newest target of a metric, with its qualifiers."""

    def derive(province: Province, _: Values) -> Value:
        if any(t.metric == metric and uncertain_on_day(t) for t in active(province.targets)):
            return Value(UNKNOWN, note=NOT_SURE)
        newest = newest_target(province, metric)
        return figure_of(newest) if newest else Value(UNKNOWN, note=NO_TARGET)

    return derive
