"""Why a field of the registry has the value that it has in a province."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from datagov_cli.fields import TARGETS, Field, newest_target
from datagov_cli.model import (
    DISPUTED,
    RECORD_KINDS,
    UNKNOWN,
    Province,
    Record,
    Text,
    Value,
    active,
)
from datagov_cli.reasons import heads, records
from datagov_cli.reasons.parts import Note, Reason, Shown, Trail, Word

if TYPE_CHECKING:
    from datagov_cli.fields import Vocabularies

Teller = Callable[[Trail, Province, Field, "Vocabularies", Value], None]


def of_field(province: Province, field: Field, vocabularies: Vocabularies) -> Reason:
    """The reason of a field. One without a teller of its own is told by its value alone."""
    trail = Trail()
    value = field.get(province, vocabularies)
    _teller(field)(trail, province, field, vocabularies, value)
    return trail.reason(field.key, Note(field.label), value, field.vocabulary, field.dated)


def _teller(field: Field) -> Teller:
    if field.key in TELLERS:
        return TELLERS[field.key]
    if field.dated:
        return _leader
    if field.key.startswith(TARGETS):
        return _target
    return _plain


def _leader(
    trail: Trail, province: Province, field: Field, vocabularies: Vocabularies, _: Value
) -> None:
    heads.tell(trail, province, field, vocabularies)


def _plain(trail: Trail, province: Province, field: Field, _: Vocabularies, value: Value) -> None:
    """Nothing is known but the value itself and what it cites."""
    trail.say("meaning", help=Note(field.help))
    trail.state(Note(field.label), value, field.vocabulary)
    trail.search(field.key, value)
    _rest_on_cited(trail, province, value)


def _rest_on_cited(trail: Trail, province: Province, value: Value) -> None:
    """The records of which a value cites paragraphs."""
    for place in records.places(province):
        cited = tuple(c for c in place.record.about.cite if c in value.cite)
        if cited:
            trail.rest_on(place.record.about, cited)


def _identity(trail: Trail, _: Province, field: Field, __: Vocabularies, value: Value) -> None:
    trail.say("standard", label=Note(field.label), value=Shown(value.value, field.vocabulary))


def _body(trail: Trail, province: Province, field: Field, _: Vocabularies, value: Value) -> None:
    leading = heads.tell_body(trail, province)
    if leading.body is None:
        return
    about = leading.body.about
    trail.state(Note(field.label), value, field.vocabulary)
    trail.search(f"{about.id}.{field.key.partition('.')[2]}", value)
    if value.known:
        trail.rest_on(about, value.cite)
    if value.state == DISPUTED:
        trail.dispute(about.id, field.key, value, field.vocabulary, about)


def _count(trail: Trail, province: Province, field: Field, _: Vocabularies, value: Value) -> None:
    kind = field.key.partition(".")[0]
    found = province.records(kind)
    for record in found:
        trail.say("counted", record.about.cite, id=record.about.id, name=_called(record))
        trail.rest_on(record.about)
    withdrawn = len(getattr(province, kind)) - len(found)
    if withdrawn:
        trail.say("withdrawn", count=withdrawn)
    trail.say("count", kind=Word(kind), count=value.value)


def _called(record: Record) -> Text | str:
    """What a record is called in a list, beside its id."""
    for name in ("name", "title", "claim", "summary", "as_written"):
        found = getattr(record, name, None)
        if isinstance(found, Value):
            found = found.value
        if found:
            return found if isinstance(found, Text | str) else str(found)
    return record.about.id


def _latest(trail: Trail, province: Province, field: Field, _: Vocabularies, value: Value) -> None:
    for record in province.records(field.key.partition(".")[0]):
        date = getattr(record, "date", Value(UNKNOWN))
        trail.state(record.about.id, date)
        trail.search(f"{record.about.id}.date", date)
        if value.known and date == value:
            trail.rest_on(record.about, date.cite)
    if value.known:
        trail.say("latest", date=Shown(value.value))
    else:
        trail.state(Note(field.label), value)


def _topics(trail: Trail, province: Province, field: Field, _: Vocabularies, value: Value) -> None:
    if not value.known:
        return trail.state(Note(field.label), value)
    for topic in value.value:
        naming = [
            record
            for record in province.records()
            if topic in getattr(record, "topics", getattr(record, "themes", ()))
        ]
        ids = tuple(record.about.id for record in naming)
        cite = dict.fromkeys(c for record in naming for c in record.about.cite)
        trail.say("topic", cite, topic=Shown(topic, "topics"), ids=Shown(ids))
    return _rest_on_cited(trail, province, value)


def _unknowns(trail: Trail, province: Province, _: Field, __: Vocabularies, value: Value) -> None:
    for place in records.places(province):
        about = place.record.about
        for key, account in about.absent.items():
            if account.state == UNKNOWN:
                trail.state(f"{about.id}.{key}", account)
                trail.search(f"{about.id}.{key}", account)
    trail.say("unknowns", count=value.value)


def _target(
    trail: Trail, province: Province, field: Field, vocabularies: Vocabularies, value: Value
) -> None:
    metric = _metric(field, vocabularies)
    chosen = newest_target(province, metric)
    if chosen is None:
        return trail.state(Note(field.label), value, field.vocabulary)
    same = [target for target in active(province.targets) if target.metric == metric]
    for target in same:
        trail.say(
            "target",
            target.about.cite,
            id=target.about.id,
            relation=Shown(target.relation, "relations"),
            value=Shown(target.value, unit=target.unit),
            basis=Shown(target.basis, "target-bases"),
        )
        trail.state(Word("year"), target.year)
    tied = [target for target in same if target.year == chosen.year]
    alone = "only" if len(same) == 1 else "newest" if len(tied) == 1 else "first"
    trail.say(f"target-{alone}", id=chosen.about.id)
    records.tell_figure(trail, chosen)
    trail.state(Word("policy"), chosen.policy)
    trail.look_up(chosen.about)
    trail.rest_on(chosen.about)
    return records.tell_rivals(trail, province, chosen)


def _metric(field: Field, vocabularies: Vocabularies) -> str:
    """The metric of a field of targets, whose key may hold an alias."""
    named = field.key.removeprefix(TARGETS)
    for term in vocabularies.terms("metrics").values():
        if named == term.id or named in term.extra.get("aliases", ()):
            return term.id
    return named


#: Field → who tells it, where its value alone does not say how it came about.
TELLERS: dict[str, Teller] = {
    "kind": _identity,
    "gb2260": _identity,
    "iso3166-2": _identity,
    "body.name": _body,
    "body.established": _body,
    "meetings.latest": _latest,
    "topics": _topics,
    "unknowns.count": _unknowns,
    **{f"{kind}.count": _count for kind in RECORD_KINDS},
}
