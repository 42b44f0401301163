"""From the data of files to the model.

:func:`province`, :func:`source`, :func:`national` and :func:`vocabulary` raise
:class:`ShapeError` where the data does not fit, and leave it to :mod:`datagov_cli.checks`
to say precisely why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from datagov_cli.dates import FuzzyDate
from datagov_cli.model import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    NOT_APPLICABLE,
    STATED,
    UNKNOWN,
    About,
    Body,
    Citation,
    Head,
    Initiative,
    Meeting,
    Milestone,
    National,
    Policy,
    Province,
    Search,
    Source,
    Stage,
    Statement,
    Target,
    Term,
    Text,
    Value,
)


class ShapeError(ValueError):
    """The data does not have the agreed shape."""


T = TypeVar("T")
Raw = Mapping[str, Any]


def _text(raw: Any) -> Text:
    if not isinstance(raw, Mapping):
        raise ShapeError("a text is a pair of zh and en")
    return Text(_str(raw, "zh"), _str(raw, "en"))


def _str(raw: Raw, key: str) -> str:
    found = raw.get(key)
    if not isinstance(found, str):
        raise ShapeError(f"{key} is not a text")
    return found


def _as_str(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ShapeError("not a text")
    return raw


def _maybe(raw: Raw, key: str, read: Callable[[Any], T]) -> T | None:
    return read(raw[key]) if key in raw else None


def _list(raw: Raw, key: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    found = raw.get(key, [])
    if not isinstance(found, list):
        raise ShapeError(f"{key} is not a list")
    return tuple(read(item) for item in found)


def _strings(raw: Any) -> tuple[str, ...]:
    return _list({"": raw}, "", _as_str)


def _number(raw: Raw, key: str) -> int | float:
    found = raw.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ShapeError(f"{key} is not a number")
    return found


def citation(text: Any) -> Citation:
    """Read ``source-id#paragraph``."""
    source, _, paragraph = _as_str(text).partition("#")
    if not paragraph.isascii() or not paragraph.isdigit():
        raise ShapeError(f"{text} is not source-id#paragraph")
    return Citation(source, int(paragraph))


def _note_value(state: str, raw: Any) -> Value:
    note = _text(raw)
    searched = _list(raw, "searched", lambda s: Search(_str(s, "date"), _str(s, "where")))
    return Value(state, note=note, searched=searched)


def _value(raw: Raw, key: str, read: Callable[[Any], Any]) -> Value | None:
    """The value of a field with its state, or ``None`` where nothing at all is said."""
    cite = _list(raw.get("cite-for", {}), key, citation) or _list(raw, "cite", citation)
    if key in raw:
        implied = raw.get("implied", {}).get(key)
        return Value(
            KNOWN,
            read(raw[key]),
            basis=IMPLIED if implied else STATED,
            note=_text(implied) if implied else None,
            cite=cite,
            anchors=_list(raw, "anchors", _as_str),
        )
    for state in (UNKNOWN, NOT_APPLICABLE):
        if key in raw.get(state, {}):
            return _note_value(state, raw[state][key])
    if key in raw.get(DISPUTED, {}):
        claims = tuple(
            Value(
                KNOWN,
                read(claim["value"]),
                cite=_list(claim, "cite", citation),
                anchors=_list(claim, "anchors", _as_str),
            )
            for claim in raw[DISPUTED][key]
        )
        return Value(DISPUTED, claims=claims)
    return None


def _accounted(raw: Raw, key: str, read: Callable[[Any], Any]) -> Value:
    found = _value(raw, key, read)
    return found if found is not None else Value(UNKNOWN)


def _absent(raw: Raw) -> dict[str, Value]:
    return {
        key: _note_value(state, note)
        for state in (UNKNOWN, NOT_APPLICABLE)
        for key, note in raw.get(state, {}).items()
    }


def _about(raw: Raw) -> About:
    if not isinstance(raw, Mapping):
        raise ShapeError("a record is a mapping")
    withdrawn = raw.get("withdrawn")
    return About(
        id=_str(raw, "id"),
        cite=_list(raw, "cite", citation),
        anchors=_list(raw, "anchors", _as_str),
        via=_maybe(raw, "via", _text),
        absent=_absent(raw),
        withdrawn=_text(withdrawn["reason"]) if withdrawn else None,
    )


def _date(raw: Any) -> FuzzyDate:
    return FuzzyDate.parse(_as_str(raw))


def _head(raw: Raw) -> Head:
    return Head(
        about=_about(raw),
        person=_accounted(raw, "person", _text),
        role=_str(raw, "role"),
        posts=_accounted(raw, "posts", _strings),
        as_of=_accounted(raw, "as-of", _date),
        since=_value(raw, "since", _date),
        until=_value(raw, "until", _date),
        basis=_str(raw, "basis"),
        inferred_from=_maybe(raw, "inferred-from", _as_str),
    )


def _body(raw: Raw) -> Body:
    return Body(
        about=_about(raw),
        kind=_str(raw, "kind"),
        main=raw.get("main") is True,
        name=_text(raw.get("name")),
        as_written=_maybe(raw, "as-written", _as_str),
        established=_accounted(raw, "established", _date),
        founder=_value(raw, "founder", _text),
        parent=_value(raw, "parent", _as_str),
        predecessor=_value(raw, "predecessor", _as_str),
        heads=_list(raw, "heads", _head),
    )


def _meeting(raw: Raw) -> Meeting:
    return Meeting(
        about=_about(raw),
        body=_accounted(raw, "body", _as_str),
        date=_accounted(raw, "date", _date),
        title=_accounted(raw, "title", _text),
        chair=_accounted(raw, "chair", _text),
        speakers=_list(raw, "speakers", _text),
        themes=_list(raw, "themes", _as_str),
        summary=_maybe(raw, "summary", _text),
    )


def _stage(raw: Raw) -> Stage:
    return Stage(_str(raw, "status"), _date(raw.get("date")), _list(raw, "cite", citation))


def _policy(raw: Raw) -> Policy:
    return Policy(
        about=_about(raw),
        title=_text(raw.get("title")),
        issuer=_accounted(raw, "issuer", _as_str),
        status=_accounted(raw, "status", _as_str),
        date=_accounted(raw, "date", _date),
        doc_number=_value(raw, "doc-number", _as_str),
        supersedes=_maybe(raw, "supersedes", _as_str),
        history=_list(raw, "history", _stage),
        topics=_list(raw, "topics", _as_str),
        summary=_maybe(raw, "summary", _text),
    )


def _target(raw: Raw) -> Target:
    return Target(
        about=_about(raw),
        metric=_str(raw, "metric"),
        relation=_str(raw, "relation"),
        value=_number(raw, "value"),
        unit=_str(raw, "unit"),
        as_written=_str(raw, "as-written"),
        year=_accounted(raw, "year", _date),
        basis=_str(raw, "basis"),
        policy=_accounted(raw, "policy", _as_str),
        body=_maybe(raw, "body", _as_str),
    )


def _milestone(raw: Raw) -> Milestone:
    return Milestone(
        about=_about(raw),
        date=_accounted(raw, "date", _date),
        claim=_text(raw.get("claim")),
        scope=_accounted(raw, "scope", _as_str),
        body=_maybe(raw, "body", _as_str),
        topics=_list(raw, "topics", _as_str),
    )


def _initiative(raw: Raw) -> Initiative:
    return Initiative(
        about=_about(raw),
        topics=_list(raw, "topics", _as_str),
        mode=_value(raw, "mode", _as_str),
        summary=_text(raw.get("summary")),
    )


def province(raw: Raw) -> Province:
    """Build a province from the data of its file."""
    with _Shape():
        return Province(
            id=_str(raw, "id"),
            name=_text(raw.get("name")),
            short=_str(raw["name"], "short"),
            gb2260=_str(raw, "gb2260"),
            iso3166_2=_str(raw, "iso3166-2"),
            kind=_str(raw, "kind"),
            bodies=_list(raw, "bodies", _body),
            meetings=_list(raw, "meetings", _meeting),
            policies=_list(raw, "policies", _policy),
            targets=_list(raw, "targets", _target),
            milestones=_list(raw, "milestones", _milestone),
            initiatives=_list(raw, "initiatives", _initiative),
        )


def _statement(raw: Raw) -> Statement:
    return Statement(
        id=_str(raw, "id"),
        kind=_str(raw, "kind"),
        claim=_text(raw.get("claim")),
        attributed_to=_maybe(raw, "attributed-to", _text),
        relation=_maybe(raw, "relation", _as_str),
        value=_number(raw, "value") if "value" in raw else None,
        unit=_maybe(raw, "unit", _as_str),
        as_written=_maybe(raw, "as-written", _as_str),
        topics=_list(raw, "topics", _as_str),
        cite=_list(raw, "cite", citation),
    )


def national(raw: Raw) -> National:
    """Build the national facts from the data of their file."""
    with _Shape():
        return National(
            _str(raw, "id"), _text(raw.get("name")), _list(raw, "statements", _statement)
        )


def source(raw: Raw) -> Source:
    """Build a source from the data of its file."""
    with _Shape():
        via = raw.get("via", {})
        return Source(
            id=_str(raw, "id"),
            kind=_str(raw, "kind"),
            tier=_str(raw, "tier"),
            language=_str(raw, "language"),
            title=_text(raw.get("title")),
            publisher=_text(raw.get("publisher")),
            author=_maybe(raw, "author", _text),
            published=_maybe(raw, "published", _date),
            url=_maybe(raw, "url", _as_str),
            via=_maybe(via, "publisher", _text),
            via_published=_maybe(via, "published", _date),
            note=_maybe(raw, "note", _text),
            digests=_list(raw["snapshot"], "sha256", _as_str),
            absent=_absent(raw),
        )


def vocabulary(raw: Raw) -> dict[str, Term]:
    """Build a vocabulary, its terms in their order, from the data of its file."""
    with _Shape():
        return {
            term: Term(term, _text(entry.get("label")), position, entry)
            for position, (term, entry) in enumerate(raw["terms"].items())
        }


class _Shape:
    """Turns what Python says of data of a wrong shape into one error."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, KeyError | TypeError | AttributeError | ValueError):
            raise ShapeError(str(error)) from error
