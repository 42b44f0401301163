"""What a record says under a key, with every reservation: the one home that all answers read.

Who wants to show, list, search or explain something of a record asks :func:`value_of_key`, so
that none of them forgets what the file says about it, or what follows from a headship that is
only implied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datagov_cli.model.key_types import DATE, NUMBER, Key
from datagov_cli.model.record_keys import find_key
from datagov_cli.model.records import (
    IMPLIED,
    KNOWN,
    STATED,
    UNKNOWN,
    About,
    Citation,
    Head,
    Qualifiers,
    Target,
    Value,
)

#: What a source states of a person even where it calls nobody head, and what is no statement of
#: a source at all. Everything else that a head's record says is of the headship.
_NOT_OF_THE_HEADSHIP = ("posts", "basis", "inferred-from")


def follows_from_headship(head: Head, key: str) -> bool:
    """Whether what a head's record says under a key is implied because the headship is.

    That this person heads the body, in which role, as of when, since and until when: all this
    is no more certain than the headship. The posts are those that the source gives the person.
    """
    return head.basis == IMPLIED and key not in _NOT_OF_THE_HEADSHIP


def headship_date(*heads: Head) -> str | None:
    """The newest day for which one of these headships is stated, as written; where that is
    disputed, the days of all sides."""
    dates = [head.as_of.value for head in heads if head.as_of.known]
    if dates:
        return str(max(dates, key=lambda day: day.sort_key()))
    sides = (side.value for head in heads for side in head.as_of.sides)
    return " / ".join(map(str, sides)) or None


def dated_as(*heads: Head) -> dict[str, Any]:
    """What a value takes over of the date of these headships: the day, and whether it is implied
    rather than stated."""
    day = headship_date(*heads)
    dates = [head.as_of for head in heads if head.as_of.known and str(head.as_of.value) == day]
    implied = any(date.basis == IMPLIED for date in dates)
    return {"as_of": day, "as_of_basis": IMPLIED if implied else STATED}


def is_empty(content: Any) -> bool:
    """Whether nothing is given under a key: no value, or a list without entries."""
    return content is None or (isinstance(content, tuple) and not content)


def value_of_key(kind: str, record: Any, key: Key) -> Value | None:
    """What a record says under a key, as a value with its state; ``None`` if nothing.

    Also of what is plain in the model, with the citations and the ground that the file has
    for it, and of lists that are accounted for instead of being given. What is said of a head
    is dated as the headship is, and as well known on the day that was asked for.
    """
    about: Any = getattr(record, "about", record)
    content = getattr(record, key.attribute)
    if is_empty(content):
        return account_of(about, key.name)
    if isinstance(content, Value):
        value = content
    else:
        own: dict[str, tuple[Citation, ...]] = getattr(about, "cite_for", {})
        all_of_it: tuple[Citation, ...] = getattr(about, "cite", ())
        cite = own.get(key.name, all_of_it)
        value = Value(KNOWN, content, cite=cite, anchors=getattr(about, "anchors", ()))
        if key.name in getattr(about, "implied", {}):
            value = value.replace(basis=IMPLIED, note=about.implied[key.name])
    if is_measured(kind, key):
        value = value.replace(unit=record.unit)
    if isinstance(record, Target) and key.type == NUMBER:
        value = _figure(record, value)
    if isinstance(about, About) and about.via:
        value = with_sides(value, via=(about.via,))
    if kind != "heads":
        return value
    if key.type != DATE:
        value = with_sides(value, on_day=record.about.on_day, **dated_as(record))
    if follows_from_headship(record, key.name):
        value = with_sides(value, basis=IMPLIED)
    return value


def is_measured(kind: str, key: Key) -> bool:
    """Whether a value under a key is a figure in the unit of its record, and no mere number."""
    return key.type == NUMBER and find_key(kind, "unit") is not None


def account_of(about: Any, name: str) -> Value | None:
    """The account that a record gives of a list instead of it; of a dispute about who heads a
    body each side is dated as its headship is."""
    account: Value | None = getattr(about, "absent", {}).get(name)
    if account is None or not account.sides:
        return account
    sides = (side.replace(**dated_as(side.value)) for side in account.sides)
    return account.replace(sides=tuple(sides))


def _figure(target: Target, value: Value) -> Value:
    """The figure of a target, with what it would be misread without, as well known on the day
    that was asked for as the target is."""
    qualifiers = Qualifiers(target.relation, target.year, target.basis)
    on_day = target.about.on_day
    dated = on_day.as_of if on_day else None
    return value.replace(qualifiers=qualifiers, on_day=on_day, as_of=dated)


def figure_of(target: Target) -> Value:
    """The figure of a target as a value, with all that has to stand beside it."""
    return recorded("targets", target, "value")


def recorded(kind: str, record: Any, name: str) -> Value:
    """:func:`value_of_key` by the name of the key; unknown, without a note, if nothing.

    :raises KeyError: if records of that kind have no such key.
    """
    key = find_key(kind, name)
    if key is None:
        raise KeyError(f"{kind} have no key {name}")
    return value_of_key(kind, record, key) or Value(UNKNOWN)


def joined_value(content: Any, values: Iterable[Value], **more: Any) -> Value:
    """What is derived from several values, no more certain than these: with the citations of all
    that are known, and the ground of the first that is implied.

    :param more: the other attributes of the value, such as as of when it is stated.
    """
    known = [value for value in values if value.known]
    implied = [value for value in known if value.basis == IMPLIED]
    return Value(
        KNOWN,
        content,
        IMPLIED if implied else STATED,
        next((value.note for value in implied if value.note), None),
        cite=each_once(value.cite for value in known),
        via=each_once(value.via for value in known),
        **more,
    )


def each_once(groups: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    """What is in these groups, each once, in their order."""
    return tuple(dict.fromkeys(item for group in groups for item in group))


def several(values: Iterable[Any]) -> Any:
    """One value as itself, several as a tuple, repeated ones once; those of a list one by one."""
    each = each_once(value if isinstance(value, tuple) else (value,) for value in values)
    return each[0] if len(each) == 1 else each


def beside(kind: str, record: Any, key: Key) -> list[tuple[Key, Value]]:
    """What must stand beside a value lest it be misread: the other keys, and what they say."""
    others = (find_key(kind, name) for name in key.beside)
    return [
        (other, value) for other in others if other and (value := value_of_key(kind, record, other))
    ]


def with_sides(value: Value, **changes: Any) -> Value:
    """The value, and each side of a dispute, with these changes."""
    sides = tuple(side.replace(**changes) for side in value.sides)
    return value.replace(**changes, sides=sides)
