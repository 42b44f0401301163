"""Why a record says what it says, and one of its keys."""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.errors import UsageError, did_you_mean
from datagov_cli.frozen import Frozen
from datagov_cli.model import (
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
    standing,
)
from datagov_cli.quantities import parse_quantity
from datagov_cli.reasons.heads import inference
from datagov_cli.reasons.parts import Contradiction, Reason, Shown, Trail, Word, step
from datagov_cli.record_keys import find_key

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


class Place(Frozen):
    """A record, its kind, and the body that a head belongs to."""

    kind: str
    record: Record
    owner: str = ""


def places(province: Province) -> Iterator[Place]:
    """All records that stand, heads behind their body."""
    for kind in RECORD_KINDS:
        for record in province.records(kind):
            yield Place(kind, record)
            if isinstance(record, Body):
                for head in standing(record.heads):
                    yield Place("heads", head, record.about.id)


def find(province: Province, name: str) -> tuple[Place, str | None] | None:
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
    for place in places(province):
        if place.record.about.id == record_id and owner in ("", place.owner):
            if not key:
                return place, None
            keys = keys_of(place)
            if key not in keys:
                hint = did_you_mean(key, keys, f"it has: {', '.join(keys)}")
                raise UsageError(f'the record "{record_id}" has no "{key}"', hint)
            return place, key
    return None


def keys_of(place: Place) -> list[str]:
    """The keys of a record on which something is on file, known or not."""
    record = place.record
    named = [
        name.replace("_", "-")
        for name in record._fields
        if name not in _PLAIN and getattr(record, name) not in (None, ())
    ]
    return list(dict.fromkeys([*named, *record.about.absent]))


def value_of(province: Province, place: Place, key: str) -> Value:
    """The value of a key; what is plain in the file becomes one that the record states."""
    record = place.record
    found = getattr(record, key.replace("-", "_"), None)
    if found in (None, ()):
        return record.about.absent[key]
    if not isinstance(found, Value):
        unit = record.unit if key == "value" and isinstance(record, Target) else None
        about = record.about
        found = Value(KNOWN, found, unit=unit, cite=about.cite, anchors=about.anchors)
    row = find_key(place.kind, key)
    if row and row.refers_to == ("bodies",) and found.known:
        body = province.body(found.value)
        if body:
            return Value(**{**found.__dict__, "value": body.name})
    return found


def vocabulary_of(place: Place, key: str) -> str | None:
    row = find_key(place.kind, key)
    return row.vocabulary if row else None


def of_record(province: Province, place: Place, key: str | None) -> Reason:
    """The reason of a record, or of one key of it."""
    trail, about = Trail(), place.record.about
    trail.say("record", about.cite, id=about.id, kind=Word(place.kind))
    asked = key or MAIN[place.kind]
    value = value_of(province, place, asked)
    vocabulary = vocabulary_of(place, asked)
    for told in [asked] if key else keys_of(place):
        part = value_of(province, place, told)
        trail.state(Word(told), part, vocabulary_of(place, told))
        trail.search(f"{about.id}.{told}", part)
        if part.state == DISPUTED:
            trail.dispute(about.id, told, part, vocabulary_of(place, told), about)
    if isinstance(place.record, Target) and asked == "value":
        tell_figure(trail, place.record)
        tell_rivals(trail, province, place.record)
    if isinstance(place.record, Head) and place.record.inferred_from:
        trail.steps.append(inference(province, place.record))
    if isinstance(place.record, Policy) and asked in ("status", "date", "title"):
        for stage in place.record.history:
            status = Shown(stage.status.value, "policy-statuses")
            trail.say("stage", stage.cite, status=status, date=Shown(stage.date.value))
    if value.known:
        trail.rest_on(about, value.cite or about.cite)
    elif key is None:
        trail.rest_on(about)
    field = f"{about.id}.{key}" if key else about.id
    return trail.reason(field, Word(asked), value, vocabulary)


def tell_figure(trail: Trail, target: Target) -> None:
    """How the figure as written became the value."""
    try:
        parse_quantity(target.as_written)
    except ValueError:
        return
    figure = Shown(target.value, unit=target.unit)
    trail.say("figure", target.about.cite, written=target.as_written, value=figure)


def tell_rivals(trail: Trail, province: Province, target: Target) -> None:
    """Other goals of the same metric that may be for the same year and say another figure."""
    for other in standing(province.targets):
        if other.about.id == target.about.id or other.metric != target.metric:
            continue
        if (other.value, other.unit) == (target.value, target.unit) or _years_differ(target, other):
            continue
        about = other.about
        value = Value(KNOWN, other.value, unit=other.unit, cite=about.cite, anchors=about.anchors)
        why = step("rival", about.cite, id=about.id)
        trail.contradicts.append(Contradiction(about.id, "value", value, "units", why))


def _years_differ(one: Target, two: Target) -> bool:
    if not (one.year.known and two.year.known):
        return False
    first, second = one.year.value, two.year.value
    return first.before(second) is True or first.after(second) is True
