"""Explanation of a record, or of one of its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.labels import key_label, kind_label
from datagov_cli.model.quantities import parse_quantity
from datagov_cli.model.record_keys import DATE, NUMBER, Key, find_key
from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import (
    DISPUTED,
    KNOWN,
    RECORD_KINDS,
    Body,
    Head,
    Policy,
    Province,
    Record,
    Target,
    Value,
    active,
)
from datagov_cli.queries.provenance.heads import add_inference
from datagov_cli.queries.provenance.steps import Contradiction, Explanation

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

#: The key that says most about a record, its value when nothing else is asked for.
MAIN = {
    "bodies": "name",
    "heads": "person",
    "meetings": "title",
    "policies": "title",
    "targets": "value",
    "milestones": "claim",
    "initiatives": "summary",
}
_PLAIN = ("about", "main", "heads", "history", "inferred_from")


class LocatedRecord(Frozen):
    """A record, its kind, and the body that a head belongs to."""

    kind: str
    record: Record
    owner: str = ""


def located_records(province: Province) -> Iterator[LocatedRecord]:
    """All records that are not withdrawn, heads behind their body."""
    for kind in RECORD_KINDS:
        for record in province.records(kind):
            yield LocatedRecord(kind, record)
            if isinstance(record, Body):
                for head in active(record.heads):
                    yield LocatedRecord("heads", head, record.about.id)


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
            keys = keys_of(place)
            if key not in keys:
                hint = did_you_mean(key, keys, f"it has: {', '.join(keys)}")
                raise UsageError(f'the record "{record_id}" has no "{key}"', hint)
            return place, key
    return None


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
    key, record = key_of(place, name), place.record
    value = recorded(place.kind, record, name)
    if key.type == NUMBER and isinstance(record, Target):
        value = value.replace(unit=record.unit)
    body = None
    if key.refers_to == ("bodies",) and value.known:
        body = province.body(value.value)
    return value.replace(value=body.name) if body else value


def of_record(
    province: Province, place: LocatedRecord, key: str | None, vocabularies: Vocabularies
) -> Explanation:
    """Why a record, or one key of it, says what it says."""
    about, kind = place.record.about, place.kind
    asked = key or MAIN[kind]
    value, row = value_of(province, place, asked), key_of(place, asked)
    explanation = Explanation(
        vocabularies,
        f"{about.id}.{key}" if key else about.id,
        key_label(asked, kind),
        value,
        row.vocabulary,
        dated=kind == "heads" and row.type != DATE,
        words=row.words,
    )
    explanation.add_step(
        message("Record {id} ({kind}).", id=about.id, kind=kind_label(kind)), about.cite
    )
    for name in [asked] if key else keys_of(place):
        part, row = value_of(province, place, name), key_of(place, name)
        explanation.add_value(key_label(name, kind), part, row.vocabulary, row.words)
        explanation.add_searches(f"{about.id}.{name}", part)
        if part.state == DISPUTED:
            explanation.add_dispute(about.id, name, part, row.vocabulary, about)
    if isinstance(place.record, Target) and asked == "value":
        add_figure(explanation, place.record)
        add_other_figures(explanation, province, place.record)
    if isinstance(place.record, Head) and place.record.inferred_from:
        add_inference(explanation, province, place.record)
    if isinstance(place.record, Policy) and asked in ("status", "date", "title"):
        for stage in place.record.history:
            status = explanation.term("policy-statuses", stage.status.value)
            step = message("{date}: {status}.", date=stage.date.value, status=status)
            explanation.add_step(step, stage.cite)
    if value.known:
        explanation.add_support(about, value.cite or about.cite)
    elif key is None:
        explanation.add_support(about)
    return explanation


def add_figure(explanation: Explanation, target: Target) -> None:
    """Add how the figure as written became the value."""
    try:
        parse_quantity(target.as_written)
    except ValueError:
        return
    figure = explanation.display(target.value, unit=target.unit)
    step = message(
        "Written “{written}”, which is {value}.", written=target.as_written, value=figure
    )
    explanation.add_step(step, target.about.cite)


def add_other_figures(explanation: Explanation, province: Province, target: Target) -> None:
    """Add other targets of the same metric that may be for the same year and differ."""
    for other in active(province.targets):
        if other.about.id == target.about.id or other.metric != target.metric:
            continue
        if (other.value, other.unit) == (target.value, target.unit) or _years_differ(target, other):
            continue
        about = other.about
        value = Value(KNOWN, other.value, unit=other.unit, cite=about.cite, anchors=about.anchors)
        why = message("Another record, {id}, gives another figure.", id=about.id)
        explanation.contradicts.append(Contradiction(about.id, "value", value, "units", why))


def _years_differ(one: Target, two: Target) -> bool:
    if not (one.year.known and two.year.known):
        return False
    first, second = one.year.value, two.year.value
    return first.before(second) is True or first.after(second) is True
