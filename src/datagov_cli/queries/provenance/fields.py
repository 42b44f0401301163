"""Explanation of the value of a field in a province."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import Text, joined, message, with_gloss
from datagov_cli.model.labels import key_label, kind_label
from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import (
    DISPUTED,
    RECORD_KINDS,
    Province,
    Record,
    Target,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.fields import TARGETS, Field, find_metric
from datagov_cli.queries.provenance import heads, records
from datagov_cli.queries.provenance.steps import Explanation
from datagov_cli.queries.record_fields import counted, newest_target, unknown_fields

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

Explainer = Callable[[Explanation, Province, Field], None]


def of_field(province: Province, field: Field, vocabularies: Vocabularies) -> Explanation:
    """Why a field has its value. One without an explainer of its own has its value alone."""
    value = field.get(province, vocabularies)
    explanation = Explanation(
        vocabularies, field.key, field.label, value, field.vocabulary, field.dated
    )
    _explainer(field)(explanation, province, field)
    explanation.add_standing(province, value.on_day, value.as_of, value.as_of_basis)
    return explanation


def _explainer(field: Field) -> Explainer:
    if field.key in EXPLAINERS:
        return EXPLAINERS[field.key]
    if field.key.startswith("leader"):
        return heads.explain_field
    if field.key.startswith(TARGETS):
        return _target
    return _value_alone


def _value_alone(explanation: Explanation, province: Province, field: Field) -> None:
    """Nothing is known but the value itself and what it cites."""
    explanation.add_step(message("{help}.", help=field.help))
    explanation.add_value(field.label, explanation.value, field.vocabulary)
    _add_undated(explanation)
    for part in explanation.value.parts or (explanation.value,):
        one_of_several = part.of if explanation.value.parts else None
        name = f"{field.key} ({one_of_several.id})" if one_of_several else field.key
        explanation.add_searches(name, part)
        record = records.find_record(province, part.of.id) if part.of else None
        if record and part.state == DISPUTED:
            about = record[0].record.about
            explanation.add_dispute(about.id, field.key, part, field.vocabulary, about)
    _support_by_cited(explanation, province)


def _add_undated(explanation: Explanation) -> None:
    if number := explanation.value.undated:
        chosen = message(
            "Chosen from those that have a date; {number} without one may be newer.", number=number
        )
        explanation.add_step(chosen)


def _support_by_cited(explanation: Explanation, province: Province) -> None:
    """The records of which the value cites paragraphs."""
    for place in records.located_records(province):
        cited = tuple(c for c in place.record.about.cite if c in explanation.value.cite)
        if cited:
            explanation.add_support(place.record.about, cited)


def _identity(explanation: Explanation, _: Province, field: Field) -> None:
    explanation.add_step(
        message(
            "{label}: {value}, from the tables of GB/T 2260 and ISO 3166-2; it needs no citation.",
            label=field.label,
            value=explanation.display(explanation.value.value, field.vocabulary),
        )
    )


def _body(explanation: Explanation, province: Province, field: Field) -> None:
    leading = heads.explain_body(explanation, province)
    if leading.body is None:
        return
    about, value = leading.body.about, explanation.value
    explanation.add_value(field.label, value, field.vocabulary)
    explanation.add_searches(f"{about.id}.{field.key.partition('.')[2]}", value)
    if value.known:
        explanation.add_support(about, value.cite)
    if value.state == DISPUTED:
        explanation.add_dispute(about.id, field.key, value, field.vocabulary, about)


def _count(explanation: Explanation, province: Province, field: Field) -> None:
    kind = field.key.partition(".")[0]
    listed = counted(province, field.key)
    records_counted = active(listed)
    for record in records_counted:
        words: dict[str, Any] = {"id": record.about.id, "name": _called(record)}
        step = message("Counted: {id}, {name}", **words)
        if uncertain_on_day(record):
            step = message("Not known to have existed: {id}, {name}", **words)
        explanation.add_step(step, record.about.cite)
        explanation.add_support(record.about)
    withdrawn = len(listed) - len(records_counted)
    if withdrawn:
        explanation.add_step(message("Withdrawn records, not counted: {number}.", number=withdrawn))
    if explanation.value.known:
        words = {"kind": kind_label(kind), "number": explanation.value.value}
        explanation.add_step(message("{kind} on record: {number}.", **words))
    else:
        explanation.add_value(field.label, explanation.value)


def _called(record: Record) -> Text:
    """What a record is called in a list, beside its id."""
    for name in ("name", "title", "claim", "summary", "as_written"):
        called = getattr(record, name, None)
        if isinstance(called, Value):
            called = called.value
        if called:
            return with_gloss(called) if isinstance(called, Text) else Text(called, called)
    return Text(record.about.id, record.about.id)


def _latest(explanation: Explanation, province: Province, field: Field) -> None:
    kind = field.key.partition(".")[0]
    for record in province.records(kind):
        date = recorded(kind, record, "date")
        explanation.add_value(record.about.id, date)
        explanation.add_searches(f"{record.about.id}.date", date)
        if date == explanation.value.replace(undated=0):
            explanation.add_support(record.about, date.cite)
    if explanation.value.known:
        explanation.add_step(
            message("The latest of these dates: {date}.", date=explanation.value.value)
        )
        _add_undated(explanation)
    else:
        explanation.add_value(field.label, explanation.value)


def _topics(explanation: Explanation, province: Province, field: Field) -> None:
    if not explanation.value.known:
        explanation.add_value(field.label, explanation.value)
        return
    for topic in explanation.value.value:
        naming = [
            record
            for record in province.records()
            if topic in getattr(record, "topics", getattr(record, "themes", ()))
        ]
        ids = joined([record.about.id for record in naming])
        cite = dict.fromkeys(c for record in naming for c in record.about.cite)
        explanation.add_step(
            message("{topic}: named by {ids}.", topic=explanation.term("topics", topic), ids=ids),
            cite,
        )
    _support_by_cited(explanation, province)


def _unknowns(explanation: Explanation, province: Province, _: Field) -> None:
    for place in records.located_records(province):
        about = place.record.about
        for key, account in unknown_fields(place.kind, place.record):
            explanation.add_value(f"{about.id}.{key}", account)
            explanation.add_searches(f"{about.id}.{key}", account)
    number = explanation.value.value
    explanation.add_step(
        message("Fields recorded as not stated by the sources: {number}.", number=number)
    )


def _target(explanation: Explanation, province: Province, field: Field) -> None:
    metric = find_metric(field.key, explanation.vocabularies)
    chosen = newest_target(province, metric.id) if metric else None
    if chosen is None:
        explanation.add_value(field.label, explanation.value, field.vocabulary)
        return
    same = [target for target in active(province.targets) if target.metric == chosen.metric]
    for target in same:
        on_record = message(
            "On record: {id} ({basis}), {relation} {value}.",
            id=target.about.id,
            basis=explanation.term("target-bases", target.basis),
            relation=explanation.term("relations", target.relation),
            value=explanation.display(target.value, unit=target.unit),
        )
        explanation.add_step(on_record, target.about.cite)
        explanation.add_value(key_label("year"), target.year)
    explanation.add_step(_choice(chosen, same))
    if uncertain_on_day(chosen):
        explanation.add_standing(province, chosen.about.on_day, None)
    records.add_figure(explanation, chosen)
    explanation.add_value(key_label("policy"), chosen.policy)
    explanation.add_searches_of(chosen.about)
    explanation.add_support(chosen.about)
    records.add_other_figures(explanation, province, chosen)


def _choice(chosen: Target, same: list[Target]) -> Text:
    """Why that target of a metric is shown."""
    record_id = chosen.about.id
    if len(same) == 1:
        return message("It is the only target of this metric: {id}.", id=record_id)
    if not chosen.year.known:
        return message(
            "The year of none is known; the first on record is shown: {id}.", id=record_id
        )
    if sum(target.year.value == chosen.year.value for target in same) == 1:
        return message("The target for the latest year is shown: {id}.", id=record_id)
    return message(
        "Several are for the latest year; the first on record is shown: {id}.", id=record_id
    )


#: Field → what explains it, where its value alone does not say how it was derived.
EXPLAINERS: dict[str, Explainer] = {
    "kind": _identity,
    "gb2260": _identity,
    "iso3166-2": _identity,
    "body.name": _body,
    "body.established": _body,
    "bureau.director": heads.explain_directors,
    "meetings.latest": _latest,
    "topics": _topics,
    "unknowns.count": _unknowns,
    **{f"{kind}.count": _count for kind in (*RECORD_KINDS, "expectations")},
}
