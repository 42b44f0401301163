"""Fields by which a country is compared: data bureaus, exchanges, offices, regulations.

Of a bureau that another one has followed, only the follower counts. What a province was searched
for in vain is accounted for in its file (:attr:`datagov_cli.model.records.Province.absent`). Where
several bodies or regulations are asked about, what each of them says is a part of the value, of
that record; a dispute about one of them makes the value disputed. What rests on withdrawn sources
alone says nothing. The registry is :mod:`datagov_cli.queries.fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from datagov_cli.base.messages import message
from datagov_cli.model.record_values import each_once, joined_value, recorded, several, with_sides
from datagov_cli.model.records import (
    UNKNOWN,
    Body,
    Policy,
    Province,
    RecordName,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.last_stated import on_day_parts, weakest
from datagov_cli.queries.leadership import dispute, has_source, leadership_of
from datagov_cli.queries.leadership_on_day import FOREVER, range_of
from datagov_cli.queries.record_fields import NOT_SURE, undated

if TYPE_CHECKING:
    from datagov_cli.queries.record_fields import Derivation, Values

NONE_ON_RECORD = {
    "data-bureau": message("No data bureau is on record."),
    "exchange": message("No data exchange is on record."),
    "office": message("No office of the leading group is on record."),
    "regulation": message("No local regulation passed and not repealed is on record."),
    "policies": message("No dated document is on record."),
}
NOT_SAID = {
    "opened": message("No source on record says when it opened."),
    "form": message("No source on record says whether it stands by itself."),
    "heads": message("No source on record names its head."),
    "in-force": message("No source on record says since when it is in force."),
}
UNSUPPORTED = message("All sources on record for it were withdrawn.")
LOCAL_REGULATION = "local-regulation"
#: The statuses of a regulation that has been passed and not been repealed.
PASSED = ("passed", "issued", "in-force", "revised")


def body_names(kind: str) -> Derivation:
    """The names of the bodies of a kind; those of offices of the leading group alone."""
    return _of_bodies(kind, lambda _, body, __: recorded("bodies", body, "name"), named=True)


def body_values(kind: str, attribute: str) -> Derivation:
    """What is known of the bodies of a kind: when they opened, in which form."""
    return _of_bodies(kind, lambda _, body, __: _said("bodies", body, attribute))


def _said(kind: str, record: Body | Policy, key: str) -> Value:
    """What a record says under a key; where it is silent, that no source says it."""
    value = recorded(kind, record, key)
    silent = not (value.known or value.sides or value.note) and key in NOT_SAID
    return Value(UNKNOWN, note=NOT_SAID[key]) if silent else value


def directors(kind: str) -> Derivation:
    """Who heads the bodies of a kind, as of the day for which a source states it."""

    def said(province: Province, body: Body, values: Values) -> Value:
        heads = leadership_of(province, body, values.vocabularies.source)
        return heads.say("person") if heads.heads else heads.missing(NOT_SAID["heads"])

    return _of_bodies(kind, said)


def regulations(key: str) -> Derivation:
    """What is known of the first and the newest local regulation of which it is known since when
    it is in force; where that is known of none, of those that have been passed."""

    def derive(province: Province, values: Values) -> Value:
        each = [(policy, _said("policies", policy, key)) for policy in _regulations(province)]
        return _together(each, values, key == "title") or _missing(province, "regulation")

    return derive


def newest_policy(province: Province, values: Values) -> Value:
    """The document whose latest status on record is the newest of those that are dated; where
    rough dates do not tell which, all that may be it."""
    dated = [policy for policy in active(province.policies) if policy.date.known]
    dated.sort(key=lambda policy: policy.date.value.sort_key())
    newest = [p for p in dated if not any(p.date.value.before(o.date.value) for o in dated)]
    titles = [(policy, recorded("policies", policy, "title")) for policy in newest]
    value = _together(titles, values, named=True)
    if value is None:
        return Value(UNKNOWN, note=NONE_ON_RECORD["policies"])
    day = newest[0].date.value
    return value.replace(undated=undated(active(province.policies), day, values))


def _of_bodies(
    kind: str, said: Callable[[Province, Body, Values], Value], named: bool = False
) -> Derivation:
    """What the bodies of a kind say together; see :func:`_together`."""

    def derive(province: Province, values: Values) -> Value:
        each = [(body, said(province, body, values)) for body in bodies_of(province, kind)]
        return _together(each, values, named) or _missing(province, kind)

    return derive


def bodies_of(province: Province, kind: str) -> list[Body]:
    """The bodies of a kind but for those that another one has followed; of offices, those of the
    leading group alone."""
    bodies = active(province.bodies)
    followed = {body.predecessor.value for body in bodies if body.predecessor}
    if kind == "office":
        main = {body.about.id for body in bodies if body.main}
        bodies = tuple(b for b in bodies if b.parent and b.parent.value in main)
    return [body for body in bodies if body.kind == kind and body.about.id not in followed]


def _regulations(province: Province) -> list[Policy]:
    """The first and the newest, or the only one; one whose day of force is disputed stands at the
    earliest of these days. Where none has such a day, all that have been passed."""
    regulations = [
        policy
        for policy in active(province.policies)
        if policy.kind and policy.kind.value == LOCAL_REGULATION
    ]
    in_force = [policy for policy in regulations if range_of(policy.in_force)]
    if not in_force:
        return [policy for policy in regulations if policy.status.value in PASSED]
    in_force.sort(key=lambda policy: range_of(policy.in_force) or FOREVER)
    return [in_force[0], in_force[-1]] if len(in_force) > 1 else in_force


def _missing(province: Province, kind: str) -> Value:
    return province.absent.get(kind) or Value(UNKNOWN, note=NONE_ON_RECORD[kind])


def _together(
    each: Sequence[tuple[Body | Policy, Value]], values: Values, named: bool = False
) -> Value | None:
    """What several records say, as one value that is as sure as the least sure of them; ``None``
    if there is no record.

    :param named: whether it is their names that they say, which need no name beside them.
    """
    parts = [_of_record(record, value, values, named) for record, value in each]
    told = [part for part in parts if part.known or part.sides]
    if not told:
        return next((p.replace(of=None) for p in parts if p.note or p is parts[-1]), None)
    if len(parts) == 1:
        return parts[0]
    if unsure := [part for part in parts if part.note == NOT_SURE]:
        return unsure[0].replace(of=None)
    alike = named or all(part.known and part.value == parts[0].value for part in parts)
    apart = () if alike else tuple(parts)
    if sides := each_once(part.sides for part in parts):
        return dispute(sides).replace(parts=apart)
    on_day = weakest(part.on_day for part in told)
    dates = each_once((part.as_of,) for part in told if part.as_of)
    return joined_value(
        several(part.value for part in told),
        told,
        as_of=(on_day and on_day.as_of) or " / ".join(dates) or None,
        on_day=on_day,
        parts=apart,
    )


def _of_record(record: Body | Policy, value: Value, values: Values, named: bool) -> Value:
    """What a record says, as what is of that record unless it is ``named`` itself; unknown if
    nothing that it rests on still stands, or if it is not known whether the record was there."""
    cites = each_once((value.cite, *(side.cite for side in value.sides)))
    told = value.known or bool(value.sides)
    if told and not has_source(cites, values.vocabularies.source):
        value = Value(UNKNOWN, note=UNSUPPORTED)
    elif told and uncertain_on_day(record):
        value = Value(UNKNOWN, note=NOT_SURE)
    elif told and value.on_day is None:
        value = with_sides(value, **on_day_parts(record.about.on_day))
    if named:
        return value
    name = record.name if isinstance(record, Body) else record.title
    return with_sides(value, of=RecordName(record.about.id, name))
