"""Explanation of who leads, and with which rank, from the verdicts of ``leadership``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datagov_cli.base.messages import Text, message, remarked, sentences, with_gloss
from datagov_cli.model.key_types import Key
from datagov_cli.model.labels import key_label
from datagov_cli.model.placeholders import NOT_LOOKED_UP
from datagov_cli.model.record_keys import find_key
from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    About,
    Head,
    Meeting,
    Province,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.body_fields import bodies_of
from datagov_cli.queries.fields import Field
from datagov_cli.queries.leadership import (
    DEPUTY,
    DUAL,
    ENDED,
    NO_HEAD,
    NOT_HEAD,
    OLDER,
    UNDATED,
    UNSUPPORTED,
    HeadVerdict,
    Leadership,
    leader_rank,
    leadership,
    leadership_of,
)
from datagov_cli.queries.provenance.steps import Contradiction, Explanation
from datagov_cli.queries.value_text import dated_text, role_text, sides_text, with_basis


def explain_body(explanation: Explanation, province: Province) -> Leadership:
    """Add which body leads, and why that one."""
    leading = leadership(province, explanation.vocabularies.source)
    if leading.body is None:
        none = message("No leading group is on record, so nothing can be derived.")
        gone = leading.no_body.note if leading.no_body else None
        explanation.add_step(gone or none, leading.no_body.cite if leading.no_body else ())
        explanation.add_searches("leading-group", leading.missing())
        return leading
    about, name = leading.body.about, with_gloss(leading.body.name)
    groups = [body for body in active(province.bodies) if body.kind == "leading-group"]
    words: dict[str, Any] = {"body": name, "id": about.id, "number": len(groups)}
    step = message("The leading body is {body} ({id}), the only leading group on record.", **words)
    if len(groups) > 1:
        step = message(
            "The leading body is {body} ({id}), marked as the main one of {number} leading"
            " groups on record.",
            **words,
        )
    explanation.add_step(step, about.cite)
    return leading


def explain_field(explanation: Explanation, province: Province, field: Field) -> None:
    """Add how a field of those who lead is derived."""
    leading = explain_body(explanation, province)
    if leading.body is None:
        return
    _add_verdicts(explanation, province, leading)
    if field.key == "leader-rank":
        _add_rank(explanation, leading)
    elif leading.heads:
        explanation.add_value(
            field.label, explanation.value, field.vocabulary, _key_of_field(field).words
        )
    _add_outcome(explanation, province, field, leading, explanation.value)


def explain_directors(explanation: Explanation, province: Province, field: Field) -> None:
    """Add how it is derived who heads the bureaus: of each the verdicts on its heads."""
    source = explanation.vocabularies.source
    bodies = bodies_of(province, "data-bureau")
    bureaus = [(body, leadership_of(province, body, source)) for body in bodies]
    explanation.add_step(message("{help}.", help=field.help))
    for body, leading in bureaus:
        step = message("Heads of {body} ({id}):", body=with_gloss(body.name), id=body.about.id)
        explanation.add_step(step, body.about.cite)
        if uncertain_on_day(body):
            explanation.add_standing(province, body.about.on_day, None)
        _add_verdicts(explanation, province, leading)
    explanation.add_value(field.label, explanation.value, field.vocabulary)
    if not bureaus:
        explanation.add_searches(field.key, explanation.value)
    each = {part.of.id: part for part in explanation.value.parts if part.of}
    for body, leading in bureaus:
        value = each.get(body.about.id, explanation.value)
        _add_outcome(explanation, province, field, leading, value)


def _add_verdicts(explanation: Explanation, province: Province, leading: Leadership) -> None:
    """Add which heads of a body count, which do not, and why."""
    assert leading.body is not None
    missing = leading.missing()
    explanation.add_searches(f"{leading.body.about.id}.heads", missing)
    if not leading.heads:
        none = message("No head of this body is on record.")
        if province.asked:
            none = message("No head of this body is known for {day}.", day=province.asked.day)
        elif leading.verdicts:
            none = message("None of those on record heads this body.")
        explanation.add_step(sentences(none, None if missing.note == NO_HEAD else missing.note))
    for head in leading.heads:
        _add_counting(explanation, province, head, leading)
    for verdict in leading.excluded:
        explanation.add_step(why_excluded(explanation, verdict), verdict.head.about.cite)
    if len(leading.sides) > 1:
        apart = message(
            "These {number} contradict each other, for no source calls them a pair; each is"
            " one side, and none is preferred.",
            number=len(leading.sides),
        )
        explanation.add_step(apart)


def _add_outcome(
    explanation: Explanation, province: Province, field: Field, leading: Leadership, value: Value
) -> None:
    """Add how far a value that follows from the heads of a body may be trusted, and what the
    heads that do not count would make of it."""
    assert leading.body is not None
    if value.known:
        _add_quality(explanation, leading, value, bool(province.asked))
    if value.state == DISPUTED:
        about = _disputed_by(leading, field, value) or leading.body.about
        explanation.add_dispute(about.id, field.key, value, field.vocabulary, about)
    for verdict in leading.excluded:
        _add_alternative(explanation, field, leading, verdict, value)


def head_name(explanation: Explanation, head: Head) -> Text:
    """What a head is called, and that the headship is implied, if it is."""
    return with_basis(_bare_name(explanation, head), head.basis)


def _bare_name(explanation: Explanation, head: Head) -> Text:
    """What a head is called: by name, else by post, else by id."""
    if head.person.known:
        return with_gloss(head.person.value)
    if head.person.sides:
        return sides_text(head.person, explanation.vocabularies)
    if head.posts.known:
        posts = explanation.display(head.posts.value, "posts")
        return message("{posts} (name not known)", posts=posts)
    return Text(head.about.id, head.about.id) if head.about.id else message("name unknown")


def _disputed_by(leading: Leadership, field: Field, value: Value) -> About | None:
    """The head whose record has the dispute that a field has, if it is that of one record."""
    if field.key == "leader-rank":
        return None
    name = _key_of_field(field).name
    heads = (head for head in leading.heads if head.about.id)
    by = (head.about for head in heads if recorded("heads", head, name).sides == value.sides)
    return next(by, None)


def _derivation(field: Field, explanation: Explanation) -> Callable[[Leadership], Value]:
    """How a field follows from who leads."""
    terms = explanation.vocabularies.terms
    if field.key == "leader-rank":
        return lambda leading: leader_rank(leading, terms("posts"), terms("leader-ranks"))
    return lambda leading: leading.say(_key_of_field(field).name)


def _key_of_field(field: Field) -> Key:
    """The key of heads whose values a field has."""
    named = {"leader.name": "person", "leader.post": "posts", "bureau.director": "person"}
    name = named.get(field.key, field.key.partition(".")[2])
    key = find_key("heads", name)
    assert key is not None
    return key


def _add_counting(
    explanation: Explanation, province: Province, head: Head, leading: Leadership
) -> None:
    about = head.about
    explanation.add_support(about)
    explanation.add_searches_of(about)
    if len(leading.verdicts) == 1:
        reason = message("the only one on record")
    elif head.as_of.known:
        reason = message("no other head is known to come later")
    else:
        reason = message("no other head has a known date either")
    step = message(
        "{who} counts: {role}, {date}; {reason}.",
        who=head_name(explanation, head),
        role=role_text(head, leading.body, explanation.vocabularies),
        date=_dated(head),
        reason=reason,
    )
    explanation.add_step(step, about.cite)
    if head.until and head.until.note and head.until.note != NOT_LOOKED_UP:
        until = remarked(key_label("until", "heads"), head_name(explanation, head))
        explanation.add_value(until, head.until)
    if head.basis == IMPLIED:
        add_inference(explanation, province, head)
        inferred = _record(province, head.inferred_from)
        if inferred is not None:
            explanation.add_support(inferred.about)


def add_inference(explanation: Explanation, province: Province, head: Head) -> None:
    """Add what an implied headship is inferred from; chairing a meeting is the usual case."""
    record = _record(province, head.inferred_from)
    about, ground = head.about, message("the record {id}", id=head.inferred_from or "–")
    if isinstance(record, Meeting):
        about = record.about
        words = {"id": about.id, "date": record.date.value if record.date.known else about.id}
        ground = message("the meeting {id}, {date}", **words)
        if head.person.known and record.chair.known and record.chair.value == head.person.value:
            ground = message("chairing the meeting {id}, {date}", **words)
    step = message(
        "The source cited does not call {who} head; this is inferred from {ground}.",
        who=_bare_name(explanation, head),
        ground=ground,
    )
    explanation.add_step(step, about.cite)


def _dated(head: Head) -> Text:
    if not head.as_of.known:
        return message("date unknown")
    return dated_text(head.as_of.value, head.as_of.basis)


def _record(province: Province, record_id: str | None) -> Any:
    return next((r for r in province.records() if r.about.id == record_id), None)


def why_excluded(explanation: Explanation, verdict: HeadVerdict) -> Text:
    """Why a head of the leading body does not count."""
    head, name = verdict.head, head_name(explanation, verdict.head)
    if verdict.reason == DEPUTY:
        return message("{who} does not count: a deputy does not lead.", who=name)
    if verdict.reason == ENDED:
        ended = explanation.display(head.until.value if head.until else None)
        return message("{who} does not count: the headship ended {date}.", who=name, date=ended)
    if verdict.reason == UNDATED:
        return message(
            "{who} does not count: no date is known, while another head has one.", who=name
        )
    if verdict.reason == OLDER and verdict.successor:
        return message(
            "{who} does not count: {date}, before {other}, {newer}.",
            who=name,
            date=_dated(head),
            other=head_name(explanation, verdict.successor),
            newer=_dated(verdict.successor),
        )
    if verdict.reason == NOT_HEAD:
        role: dict[str, Any] = {"role": explanation.term("roles", head.role), "date": _dated(head)}
        return message("{who} does not count: {role} is not head ({date}).", who=name, **role)
    if verdict.reason == UNSUPPORTED:
        return message("{who} does not count: what it rests on was withdrawn.", who=name)
    if head.about.withdrawn:
        withdrawn = message("{who} does not count: the record was withdrawn.", who=name)
        return sentences(withdrawn, head.about.withdrawn.reason)
    return message("{who} does not count: it is not known who led on that day.", who=name)


def _add_rank(explanation: Explanation, leading: Leadership) -> None:
    posts, ranks = (explanation.vocabularies.terms(name) for name in ("posts", "leader-ranks"))
    for head in leading.heads:
        name = head_name(explanation, head)
        if not head.posts.known and not head.posts.sides:
            unknown = message("The post of {who} is not known.", who=name)
            explanation.add_step(sentences(unknown, head.posts.note))
        if head.posts.sides:
            explanation.add_step(message("The posts of {who} are disputed.", who=name))
        stated = head.posts.sides or ((head.posts,) if head.posts.known else ())
        for cite, post in ((side.cite, post) for side in stated for post in side.value):
            words: dict[str, Any] = {"who": name, "post": explanation.term("posts", post)}
            rank = posts[post].extra.get("rank") if post in posts else None
            if rank in ranks:
                words["rank"] = ranks[str(rank)].label
                step = message("{who}: the post “{post}” gives the rank “{rank}”.", **words)
            else:
                step = message("{who}: the post “{post}” gives no rank.", **words)
            explanation.add_step(step, cite)
    if not leading.heads:
        return
    rule, result = message("no rank without a post"), message("not known")
    if explanation.value.known:
        rank = explanation.term("leader-ranks", explanation.value.value)
        result = with_basis(rank, explanation.value.basis)
        rule = message("the highest rank among the posts of those who count")
        if explanation.value.value == DUAL:
            rule = message("party secretary and head of government lead together")
    elif explanation.value.state == DISPUTED:
        rule, result = message("one rank a side, and they differ"), message("disputed")
    explanation.add_step(message("Rule: {rule}. Result: {result}.", rule=rule, result=result))


def _add_quality(explanation: Explanation, leading: Leadership, value: Value, asked: bool) -> None:
    """Add how far a value may be trusted: implied or not, and as of when.

    :param asked: whether it is about a day; how it stands on that is said for every field.
    """
    if value.basis == IMPLIED:
        implied = message("A head that counts is implied, and so is the result.")
        if all(head.basis != IMPLIED for head in leading.heads):
            implied = message("The headship is stated; this is implied.")
        explanation.add_step(implied)
    if asked:
        return
    date, basis = leading.dated.values()
    said = message("No source gives a date for it, so as of when is not known.")
    if date and basis == IMPLIED:
        said = message("As of {date}, a date that is implied; it may not hold today.", date=date)
    elif date:
        said = message(
            "As of {date}, the latest date that a source gives; it may not hold today.", date=date
        )
    explanation.add_step(said)


def _add_alternative(
    explanation: Explanation,
    field: Field,
    leading: Leadership,
    verdict: HeadVerdict,
    value: Value,
) -> None:
    """Add what the field would be if a head that does not count were the only one.

    Of who led before, that is no contradiction; whoever is stated for a later day to act for a
    head, or to be in charge, puts in question that the head was still there. Of deputies and of
    withdrawn records there is nothing to add, for those do not lead then either.
    """
    assert leading.body is not None
    head, why = verdict.head, why_excluded(explanation, verdict)
    if verdict.reason == NOT_HEAD and (known := _in_doubt(leading, head)):
        who = head_name(explanation, known)
        why = sentences(why, message("Whether {who} was still head then is not known.", who=who))
    elif verdict.reason not in (OLDER, ENDED, UNDATED):
        return
    alone = _derivation(field, explanation)(leading.led_by([head]))
    name = head.about.id or leading.body.about.id
    if alone.state == DISPUTED:
        explanation.add_dispute(name, field.key, alone, field.vocabulary, head.about)
    elif alone.known and alone.value != value.value:
        other = Contradiction(name, field.key, alone, field.vocabulary, why)
        before = verdict.reason in (OLDER, ENDED)
        (explanation.predecessors if before else explanation.contradicts).append(other)


def _in_doubt(leading: Leadership, acting: Head) -> Head | None:
    """The first head that counts and that was perhaps gone when another one was acting."""
    day = acting.as_of
    return next(
        (head for head in leading.heads
         if day.known and head.as_of.known and head.as_of.value.before(day.value)),
        None,
    )  # fmt: skip
