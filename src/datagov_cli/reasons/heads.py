"""Why someone leads, and with which rank: the rule of :mod:`datagov_cli.leaders`, told.

What counts is asked of that module, not decided here once more; only the grounds on which a
head does not count are named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.fields import Field
from datagov_cli.leaders import DUAL, Leadership, leadership
from datagov_cli.model import DISPUTED, IMPLIED, Head, Meeting, Province, Value
from datagov_cli.reasons.parts import Contradiction, Note, Shown, Step, Trail, Unnamed, step

if TYPE_CHECKING:
    from datagov_cli.fields import Vocabularies


def tell_body(trail: Trail, province: Province) -> Leadership:
    """Say which body leads, and why that one."""
    leading = leadership(province)
    if leading.body is None:
        trail.say("no-body")
        return leading
    groups = [body for body in province.records("bodies") if _is_group(body)]
    key = "body-main" if len(groups) > 1 else "body-only"
    about = leading.body.about
    trail.say(key, about.cite, body=leading.body.name, id=about.id, count=len(groups))
    return leading


def _is_group(body: Any) -> bool:
    return bool(body.kind == "leading-group")


def tell(trail: Trail, province: Province, field: Field, vocabularies: Vocabularies) -> None:
    """Say how a field of those who lead comes about."""
    leading = tell_body(trail, province)
    if leading.body is None:
        return
    body = leading.body
    trail.search(f"{body.about.id}.heads", leading.missing())
    if not leading.heads:
        missing = leading.missing()
        trail.say("no-head", note=Note(missing.note) if missing.note else "")
    for head in leading.heads:
        _tell_counting(trail, province, head, leading)
    for head in body.heads:
        if head not in leading.heads:
            trail.steps.append(_left_out(head, leading))
    value = field.get(province, vocabularies)
    if field.key == "leader-rank":
        _tell_rank(trail, leading, value, vocabularies)
    elif leading.heads:
        trail.state(Note(field.label), value, field.vocabulary)
    if value.known:
        _tell_quality(trail, leading, value)
    if value.state == DISPUTED:
        for head in leading.heads:
            if _part(head, field.key) == value:
                trail.dispute(head.about.id, field.key, value, field.vocabulary, head.about)
    for head in body.heads:
        if head not in leading.heads:
            _tell_other(trail, province, field, vocabularies, head, value)


def who(head: Head) -> Any:
    """What a head is called: by name, else by post, else by id."""
    if head.person.known:
        return head.person.value
    return Unnamed(head.posts.value) if head.posts.known else head.about.id


def _part(head: Head, key: str) -> Value | None:
    parts = {"leader.name": head.person, "leader.post": head.posts, "leader.as-of": head.as_of}
    return parts.get(key)


def _tell_counting(trail: Trail, province: Province, head: Head, leading: Leadership) -> None:
    about = head.about
    trail.rest_on(about)
    trail.look_up(about)
    role = Shown(head.role, "roles")
    alone = len(leading.heads) == 1 and leading.body is not None and len(leading.body.heads) == 1
    dated = "dated" if head.as_of.known else "undated"
    key = f"counts-only-{dated}" if alone else f"counts-{dated}"
    day = Shown(head.as_of.value) if head.as_of.known else ""
    trail.say(key, about.cite, who=who(head), role=role, date=day)
    if head.basis == IMPLIED:
        trail.steps.append(inference(province, head))
        inferred = _record(province, head.inferred_from)
        if inferred is not None:
            trail.rest_on(inferred.about)


def inference(province: Province, head: Head) -> Step:
    """What an implied headship is inferred from; chairing a meeting is the usual case."""
    record = _record(province, head.inferred_from)
    if not isinstance(record, Meeting):
        return step("implied-by", head.about.cite, who=who(head), id=head.inferred_from or "–")
    known = head.person.known and record.chair.known
    chaired = known and record.chair.value == head.person.value
    date = Shown(record.date.value) if record.date.known else record.about.id
    key = "implied-by-chairing" if chaired else "implied-by-meeting"
    return step(key, record.about.cite, who=who(head), id=record.about.id, date=date)


def _record(province: Province, record_id: str | None) -> Any:
    return next((r for r in province.records() if r.about.id == record_id), None)


def _left_out(head: Head, leading: Leadership) -> Step:
    """Why a head of the leading body does not count."""
    about = head.about
    if about.withdrawn is not None:
        return step("out-withdrawn", about.cite, who=who(head), note=Note(about.withdrawn))
    if head.role == "deputy":
        return step("out-deputy", about.cite, who=who(head))
    if head.until is not None and head.until.known:
        return step("out-ended", about.cite, who=who(head), date=Shown(head.until.value))
    if not head.as_of.known:
        return step("out-undated", about.cite, who=who(head))
    followed = [
        other
        for other in leading.heads
        if other.as_of.known and head.as_of.value.before(other.as_of.value)
    ]
    if not followed:
        return step("out-other", about.cite, who=who(head))
    other = followed[0]
    return step(
        "out-older",
        about.cite,
        who=who(head),
        date=Shown(head.as_of.value),
        other=who(other),
        newer=Shown(other.as_of.value),
    )


def _tell_rank(trail: Trail, leading: Leadership, value: Value, vocabularies: Vocabularies) -> None:
    posts, ranks = vocabularies.terms("posts"), vocabularies.terms("leader-ranks")
    for head in leading.heads:
        if not head.posts.known:
            note = Note(head.posts.note) if head.posts.note else ""
            trail.say("no-post", who=who(head), note=note)
            continue
        for post in head.posts.value:
            rank = posts[post].extra.get("rank") if post in posts else None
            shown = Shown(rank, "leader-ranks") if rank in ranks else None
            key = "post-rank" if shown else "post-no-rank"
            key = key if head.person.known else f"unnamed-{key}"
            cite = head.posts.cite
            trail.say(key, cite, who=who(head), post=Shown(post, "posts"), rank=shown or "")
    if value.known:
        rule = "rule-dual" if value.value == DUAL else "rule-highest"
        trail.say(rule, rank=Shown(value.value, "leader-ranks"))
    elif leading.heads:
        trail.say("rule-none")


def _tell_quality(trail: Trail, leading: Leadership, value: Value) -> None:
    """How far the answer may be trusted: implied or not, and as of when."""
    if value.basis == IMPLIED:
        trail.say("rule-implied")
    if leading.as_of:
        trail.say("rule-as-of", date=leading.as_of)
    else:
        trail.say("rule-undated")


def _tell_other(
    trail: Trail,
    province: Province,
    field: Field,
    vocabularies: Vocabularies,
    head: Head,
    answer: Value,
) -> None:
    """What the field would be if a head that does not count were the only one.

    Of deputies and of withdrawn records nothing, for those do not lead then either.
    """
    alone = field.get(_headed_by(province, head), vocabularies)
    if alone.state == DISPUTED:
        trail.dispute(head.about.id, field.key, alone, field.vocabulary, head.about)
    elif alone.known and alone.value != answer.value:
        why = _left_out(head, leadership(province))
        other = Contradiction(head.about.id, field.key, alone, field.vocabulary, why)
        trail.contradicts.append(other)


def _headed_by(province: Province, head: Head) -> Province:
    """The province as if this head alone led its leading body, and still did."""
    lasting = head.replace(until=None)
    bodies = tuple(
        body.replace(heads=(lasting,)) if head in body.heads else body for body in province.bodies
    )
    return province.replace(bodies=bodies)
