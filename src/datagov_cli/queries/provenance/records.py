"""Explanation of a record, or of one of its keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.key_types import DATE, Key
from datagov_cli.model.labels import key_label, kind_label
from datagov_cli.model.quantities import parse_written
from datagov_cli.model.record_keys import SINGULAR, find_key
from datagov_cli.model.record_values import beside, dated_as, recorded
from datagov_cli.model.records import (
    DISPUTED,
    KNOWN,
    RECORD_KINDS,
    UNKNOWN,
    Body,
    Head,
    Measure,
    Meeting,
    Milestone,
    Policy,
    Province,
    Record,
    Target,
    Value,
    Withdrawal,
    active,
    uncertain_on_day,
)
from datagov_cli.model.sources import Source
from datagov_cli.queries.last_stated import on_day_parts
from datagov_cli.queries.provenance.heads import add_inference
from datagov_cli.queries.provenance.steps import Contradiction, Explanation
from datagov_cli.queries.value_text import exact_text

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

#: The key that says most about a record, its value when nothing else is asked for.
MAIN = {
    "bodies": "name",
    "heads": "person",
    "meetings": "title",
    "policies": "title",
    "targets": "value",
    "measures": "value",
    "milestones": "claim",
    "initiatives": "summary",
}
#: Relations of a target or a measure to its figure: what is added; what is the least.
_INCREMENTS, _FLOORS = ("add", "grow-by"), ("exceed", "at-least")
_PLAIN = ("about", "main", "heads", "history", "inferred_from")


class LocatedRecord(Frozen):
    """A record, its kind, and the body that a head belongs to."""

    kind: str
    record: Record
    owner: str = ""


def located_records(province: Province) -> Iterator[LocatedRecord]:
    """All records that are not withdrawn, heads behind their body."""
    return (place for place, gone in _all_records(province) if gone is None)


def _all_records(province: Province) -> Iterator[tuple[LocatedRecord, Withdrawal | None]]:
    """All records, each with its withdrawal; a head goes with its body."""
    for kind in RECORD_KINDS:
        for record in getattr(province, kind):
            gone = record.about.withdrawn
            yield LocatedRecord(kind, record), gone
            for head in record.heads if isinstance(record, Body) else ():
                yield LocatedRecord("heads", head, record.about.id), head.about.withdrawn or gone


def find_record(province: Province, name: str) -> tuple[LocatedRecord, str | None] | None:
    """The record that ``name`` names, and the key of it, if one is named too.

    ``ID``, ``ID.KEY``; the kind before it (``targets.ID``), or the body before a head
    (``BODY/HEAD``), may be given.

    :raises UsageError: if there is the record and it has no such key.
    """
    folded = name.strip().casefold()
    head, dot, rest = folded.partition(".")
    if dot and head in (*RECORD_KINDS, "heads"):
        folded = rest
    record_id, _, key = folded.partition(".")
    owner, _, record_id = record_id.rpartition("/")
    for place in located_records(province):
        if place.record.about.id == record_id and owner in ("", place.owner):
            if not key:
                return place, None
            require_key(record_id, key, keys_of(place))
            return place, key
    return None


def require_key(record_id: str, key: str, known: Collection[str]) -> None:
    """:raises UsageError: if a key is none of those that a record has."""
    if key not in known:
        hint = did_you_mean(key, known, message("it has: {known}", known=", ".join(known)))
        raise UsageError(message('the record "{id}" has no "{key}"', id=record_id, key=key), hint)


def find_withdrawn(province: Province, name: str) -> tuple[LocatedRecord, Withdrawal] | None:
    """The withdrawn record that ``name`` names, and its withdrawal; a head goes with its body."""
    record_id = name.strip().casefold().rpartition("/")[2].partition(".")[0]
    withdrawn = ((place, gone) for place, gone in _all_records(province) if gone)
    return next((each for each in withdrawn if each[0].record.about.id == record_id), None)


def of_withdrawn(
    place: LocatedRecord, withdrawal: Withdrawal, vocabularies: Vocabularies
) -> Explanation:
    """When and why a record was withdrawn, and what it had cited."""
    about, label = place.record.about, kind_label(SINGULAR[place.kind])
    gone = Value(UNKNOWN, note=withdrawal.said)
    explanation = Explanation(vocabularies, about.id, label, gone)
    explanation.withdrawn = withdrawal
    explanation.add_record(about.id, place.kind, about.cite)
    explanation.add_step(message("It was {withdrawn}", withdrawn=withdrawal.said))
    explanation.add_step(message("It supports nothing; whatever rests on it alone is reported."))
    return explanation


def of_source(province: Province, source: Source, vocabularies: Vocabularies) -> Explanation:
    """What a source is, whether it still stands, and which records of a province cite it."""
    explanation = Explanation(
        vocabularies, source.id, kind_label("sources"), Value(KNOWN, source.title)
    )
    explanation.withdrawn = source.withdrawn
    if source.withdrawn:
        explanation.add_step(message("It was {withdrawn}", withdrawn=source.withdrawn.said))
    citing = [
        (place, cited)
        for place in located_records(province)
        if (cited := [c for c in place.record.about.cite if c.source == source.id])
    ]
    for place, cited in citing:
        explanation.add_record(place.record.about.id, place.kind, cited)
        explanation.add_support(place.record.about, cited)
    explanation.add_step(message("Records that cite it: {number}.", number=len(citing)))
    return explanation


def keys_of(place: LocatedRecord) -> list[str]:
    """The keys of a record on which something is recorded, known or not."""
    record = place.record
    named = [
        name.replace("_", "-")
        for name in record._fields
        if name not in _PLAIN and getattr(record, name) not in (None, ())
    ]
    return list(dict.fromkeys([*named, *record.about.absent]))


def key_of(place: LocatedRecord, name: str) -> Key:
    """The row of the table of keys for one that :func:`keys_of` has."""
    key = find_key(place.kind, name)
    assert key is not None
    return key


def value_of(province: Province, place: LocatedRecord, name: str) -> Value:
    """The value of a key; what is plain in the file becomes one that the record states, and a
    reference to a body its name."""
    value = recorded(place.kind, place.record, name)
    return province.with_names(value) if key_of(place, name).refers_to == ("bodies",) else value


def of_record(
    province: Province, place: LocatedRecord, key: str | None, vocabularies: Vocabularies
) -> Explanation:
    """Why a record, or one key of it, says what it says."""
    about, kind = place.record.about, place.kind
    asked = key or MAIN[kind]
    row = key_of(place, asked)
    value = _on_day(place, value_of(province, place, asked))
    explanation = Explanation(
        vocabularies,
        f"{about.id}.{key}" if key else about.id,
        key_label(asked, kind),
        value,
        row.vocabulary,
        dated=kind == "heads" and row.type != DATE,
        words=row.words,
    )
    if value.qualifiers is None:
        explanation.beside = beside(kind, place.record, row)
    explanation.add_record(about.id, kind, about.cite)
    for name in [asked] if key else keys_of(place):
        part, row = value_of(province, place, name), key_of(place, name)
        explanation.add_value(key_label(name, kind), part, row.vocabulary, row.words)
        explanation.add_searches(f"{about.id}.{name}", part)
        if part.state == DISPUTED:
            explanation.add_dispute(about.id, name, part, row.vocabulary, about)
    if isinstance(place.record, Target | Measure) and asked == "value":
        add_figure(explanation, place.record)
        add_other_figures(explanation, province, place.record)
    if isinstance(place.record, Head) and place.record.inferred_from:
        add_inference(explanation, province, place.record)
    if isinstance(place.record, Policy) and asked in ("status", "date", "title"):
        for stage in place.record.history:
            status = explanation.term("policy-statuses", stage.status.value)
            step = message("{date}: {status}.", date=stage.date.value, status=status)
            explanation.add_step(step, stage.cite)
    explanation.add_standing(province, value.on_day, value.as_of, value.as_of_basis)
    if value.known:
        explanation.add_support(about, value.cite or about.cite)
    elif key is None:
        explanation.add_support(about)
    return explanation


def _on_day(place: LocatedRecord, value: Value) -> Value:
    """The value with the standing of its record on the day asked about. What has happened stays,
    and of a policy nothing changes but its status."""
    record = place.record
    settled = isinstance(record, Meeting | Milestone | Policy) and not uncertain_on_day(record)
    if value.on_day or settled or not value.known:
        return value
    parts = on_day_parts(record.about.on_day)
    if isinstance(record, Head) and parts:
        parts |= dated_as(record)
    return value.replace(**parts)


def add_figure(explanation: Explanation, record: Target | Measure) -> None:
    """Add how the figure as written became the value."""
    try:
        parse_written(record.as_written)
    except ValueError:
        return
    figure = exact_text(record, explanation.vocabularies)
    step = message(
        "Written “{written}”, which is {value}.", written=record.as_written, value=figure
    )
    explanation.add_step(step, record.about.cite)


def add_other_figures(
    explanation: Explanation, province: Province, record: Target | Measure
) -> None:
    """Add other targets, or measures, of the same metric that may be for the same year and
    differ."""
    kind = "targets" if isinstance(record, Target) else "measures"
    others: tuple[Target | Measure, ...] = active(getattr(province, kind))
    for other in others:
        if other.about.id == record.about.id or other.metric != record.metric:
            continue
        if _years_differ(record, other) or _compatible(kind, record, other):
            continue
        figure = explanation.display(other.value, unit=other.unit)
        if other.relation:
            relation = explanation.term("relations", other.relation)
            figure = message("{relation} {value}", relation=relation, value=figure)
        name, value = other.about.id, recorded(kind, other, "value")
        why = message(
            "Another record, {id}, gives another figure: {figure}.", id=name, figure=figure
        )
        explanation.contradicts.append(Contradiction(name, "value", value, "units", why))


def _compatible(kind: str, one: Target | Measure, two: Target | Measure) -> bool:
    """Whether two figures of a metric may both hold: they are equal, of different bodies, an
    increment and a level, or results of which one is more than the other."""
    if recorded(kind, one, "body").value != recorded(kind, two, "body").value:
        return True
    if (one.relation in _INCREMENTS) != (two.relation in _INCREMENTS):
        return True
    if one.unit != two.unit:
        return False
    less = min(one, two, key=lambda figure: figure.value)
    return one.value == two.value or (kind == "measures" and less.relation in _FLOORS)


def _years_differ(one: Target | Measure, two: Target | Measure) -> bool:
    if not (one.year.known and two.year.known):
        return False
    first, second = one.year.value, two.year.value
    return first.before(second) is True or first.after(second) is True
