"""Fields by which a country is compared: data bureaus, exchanges, offices, regulations.

Of a bureau that another one has followed, only the follower counts. What a province was searched
for in vain is accounted for in its file (:attr:`datagov_cli.model.records.Province.absent`). The
registry is :mod:`datagov_cli.queries.fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import message
from datagov_cli.model.record_values import dated_as, recorded
from datagov_cli.model.records import (
    IMPLIED,
    KNOWN,
    STATED,
    UNKNOWN,
    Body,
    Citation,
    Policy,
    Province,
    Record,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.model.sources import Source
from datagov_cli.queries.last_stated import on_day_parts, weakest
from datagov_cli.queries.leadership import COUNTS, verdicts
from datagov_cli.queries.record_fields import NOT_SURE, several

if TYPE_CHECKING:
    from typing import Protocol

    class Sources(Protocol):
        """Where the sources are found, by their ids."""

        def source(self, source_id: str) -> Source: ...

    class Values(Protocol):
        """An answer, as :class:`datagov_cli.queries.fields.Values` is one."""

        @property
        def vocabularies(self) -> Sources: ...

    Derivation = Callable[[Province, Values], Value]

NONE_ON_RECORD = {
    "data-bureau": message("No data bureau is on record."),
    "exchange": message("No data exchange is on record."),
    "office": message("No office of the leading group is on record."),
    "regulation": message("No local regulation with its day of force is on record."),
    "policies": message("No dated document is on record."),
}
NOT_SAID = {
    "opened": message("No source on record says when it opened."),
    "form": message("No source on record says whether it stands by itself."),
    "heads": message("No source on record names its head."),
}
LOCAL_REGULATION = "local-regulation"


def body_names(kind: str) -> Derivation:
    """The names of the bodies of a kind; those of offices of the leading group alone."""

    def derive(province: Province, _: Values) -> Value:
        bodies = _bodies(province, kind)
        names = [recorded("bodies", body, "name") for body in bodies]
        return _together(bodies, names, _missing(province, kind))

    return derive


def body_values(kind: str, attribute: str) -> Derivation:
    """What is known of the bodies of a kind: when they opened, in which form."""

    def derive(province: Province, _: Values) -> Value:
        bodies = _bodies(province, kind)
        if not bodies:
            return _missing(province, kind)
        given = [(body, recorded("bodies", body, attribute)) for body in bodies]
        settled = [value for _, value in given if not value.known and (value.note or value.sides)]
        known = [(body, value) for body, value in given if value.known]
        if not known:
            return settled[0] if settled else Value(UNKNOWN, note=NOT_SAID[attribute])
        return _together([body for body, _ in known], [value for _, value in known], None)

    return derive


def directors(kind: str) -> Derivation:
    """Who heads the bodies of a kind, as of the day for which a source states it."""

    def derive(province: Province, values: Values) -> Value:
        bodies = _bodies(province, kind)
        if not bodies:
            return _missing(province, kind)
        heads = [
            verdict.head
            for body in bodies
            for verdict in verdicts(province, body, values.vocabularies.source)
            if verdict.reason == COUNTS and verdict.head.person.known
        ]
        if not heads:
            account = next((body.about.absent.get("heads") for body in bodies), None)
            return account or Value(UNKNOWN, note=NOT_SAID["heads"])
        named = _together(heads, [recorded("heads", head, "person") for head in heads], None)
        return named.replace(**dated_as(*heads))

    return derive


def regulation_titles(province: Province, _: Values) -> Value:
    """The first and the newest local regulation of which it is known since when it is in force."""
    ends = _regulations(province)
    titles = [recorded("policies", policy, "title") for policy in ends]
    return _together(ends, titles, _missing(province, "regulation"))


def regulations_in_force(province: Province, _: Values) -> Value:
    """Since when the first and the newest local regulation are in force."""
    ends = _regulations(province)
    dates = [recorded("policies", policy, "in-force") for policy in ends]
    return _together(ends, dates, _missing(province, "regulation"))


def newest_policy(province: Province, _: Values) -> Value:
    """The document whose latest status on record is the newest."""
    dated = [policy for policy in active(province.policies) if policy.date.known]
    newest = sorted(dated, key=lambda policy: policy.date.value.sort_key())[-1:]
    titles = [recorded("policies", policy, "title") for policy in newest]
    return _together(newest, titles, Value(UNKNOWN, note=NONE_ON_RECORD["policies"]))


def _bodies(province: Province, kind: str) -> list[Body]:
    bodies = active(province.bodies)
    followed = {body.predecessor.value for body in bodies if body.predecessor}
    if kind == "office":
        main = {body.about.id for body in bodies if body.main}
        bodies = tuple(b for b in bodies if b.parent and b.parent.value in main)
    return [body for body in bodies if body.kind == kind and body.about.id not in followed]


def _regulations(province: Province) -> list[Policy]:
    """The first and the newest, or the only one."""
    found = [
        policy
        for policy in active(province.policies)
        if policy.kind
        and policy.kind.value == LOCAL_REGULATION
        and policy.in_force
        and policy.in_force.known
    ]
    found.sort(key=lambda policy: _in_force(policy).sort_key())
    return [found[0], found[-1]] if len(found) > 1 else found


def _in_force(policy: Policy) -> Any:
    return policy.in_force.value if policy.in_force else None


def _missing(province: Province, kind: str) -> Value:
    return province.absent.get(kind) or Value(UNKNOWN, note=NONE_ON_RECORD[kind])


def _together(records: Sequence[Record], values: Sequence[Value], missing: Value | None) -> Value:
    """What several records say, as one value that is as sure as the least sure of them."""
    if not records:
        assert missing is not None
        return missing
    if any(map(uncertain_on_day, records)):
        return Value(UNKNOWN, note=NOT_SURE)
    implied = [value for value in values if value.basis == IMPLIED]
    return Value(
        KNOWN,
        several(value.value for value in values),
        IMPLIED if implied else STATED,
        note=implied[0].note if implied else None,
        cite=_citations(c for value in values for c in value.cite),
        via=tuple(dict.fromkeys(outlet for value in values for outlet in value.via)),
        **on_day_parts(weakest(record.about.on_day for record in records)),
    )


def _citations(cites: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cites))
