"""From the data of files to the model, by the shape in :mod:`datagov_cli.model.record_keys`.

:func:`province`, :func:`source`, :func:`national` and :func:`vocabulary` raise
:class:`ShapeError` where the data does not fit, and leave it to the
validation to say precisely why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from datagov_cli.base.messages import Label, message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.key_types import (
    BOOLEAN,
    DATE,
    HEADS,
    ID,
    NUMBER,
    STAGES,
    STRING,
    TERM,
    TERMS,
    TEXT,
    TEXTS,
    WRITTEN,
    Key,
)
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.records import (
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
    Measure,
    Meeting,
    Milestone,
    National,
    Policy,
    Province,
    R,
    Record,
    Search,
    Stage,
    Statement,
    Target,
    Term,
    Text,
    Value,
    Withdrawal,
)
from datagov_cli.model.sources import Source
from datagov_cli.storage.shapes import (
    Raw,
    ShapeError,
    as_date,
    as_number,
    as_str,
    as_text,
    cites_at,
    entries,
    list_at,
    maybe,
    one_error,
    text_at,
    value_at,
)


def _note_value(state: str, raw: Any, cite: tuple[Citation, ...] = ()) -> Value:
    """What is not known, with the note on it and the citations of that note."""
    note = as_text(raw)
    searched = list_at(raw, "searched", lambda s: Search(text_at(s, "date"), text_at(s, "where")))
    return Value(state, note=note, searched=searched, cite=cite)


def _value(raw: Raw, about: About, key: Key, read: Callable[[Any], Any]) -> Value | None:
    """The value of a field with its state, or ``None`` where nothing at all is said."""
    name = key.name
    if name in raw:
        value = value_at(raw, name, read)
        ground = about.implied.get(name) or _implied_year(raw, name, value)
        return Value(
            state=KNOWN,
            value=value,
            basis=IMPLIED if ground else STATED,
            note=ground,
            cite=about.cite_for.get(name) or about.cite,
            anchors=about.anchors,
        )
    if name in about.absent:
        return about.absent[name]
    return _dispute(raw, name, lambda claim: value_at(claim, "value", read))


def _dispute(raw: Raw, key: str, read: Callable[[Raw], Any]) -> Value | None:
    """The sides of a dispute about a field, if there is one.

    :param read: from a side, with its value and its citations, to the value.
    """
    if key not in raw.get(DISPUTED, {}):
        return None

    def side_of(side: Raw) -> Value:
        anchors = list_at(side, "anchors", as_str)
        return Value(KNOWN, read(side), cite=cites_at(side), anchors=anchors)

    sides = value_at(raw, DISPUTED, lambda given: list_at(given, key, side_of))
    return Value(DISPUTED, sides=sides)


def _implied_year(raw: Raw, key: str, value: Any) -> Text | None:
    """The ground of a date whose year the source leaves to be inferred, as the wording tells;
    from what it is inferred stands once for all dates in the file of the source."""
    written = raw.get(f"{key}-as-written") if isinstance(value, FuzzyDate) else None
    if not isinstance(written, str) or value.year_named_in(written):
        return None
    return message("The source writes “{written}”; the year is inferred.", written=written)


_UNKNOWN = Value(UNKNOWN)


def _accounted(raw: Raw, about: About, key: Key, read: Callable[[Any], Any]) -> Value:
    value = _value(raw, about, key, read)
    if value is not None:
        return value
    if given := [other for other in key.instead if other in raw]:
        return Value(NOT_APPLICABLE, note=message("Given under {key}.", key=given[0]))
    return _UNKNOWN


def _notes(state: str, own: Mapping[str, tuple[Citation, ...]], raw: Raw) -> dict[str, Value]:
    """The notes on what is in this state, each with its own citations."""
    return {
        key: value_at(raw, key, partial(_note_value, state, cite=own.get(key, ()))) for key in raw
    }


def _absent(raw: Raw, own: Mapping[str, tuple[Citation, ...]]) -> dict[str, Value]:
    """What is accounted for instead of being given.

    :param own: the citations of single fields.
    """
    absent: dict[str, Value] = {}
    for state in (UNKNOWN, NOT_APPLICABLE):
        if state in raw:
            absent |= value_at(raw, state, partial(_notes, state, own))
    disputed = _dispute(raw, HEADS, _headship)
    return {**absent, HEADS: disputed} if disputed else absent


def _headship(side: Raw) -> Head:
    """Who heads a body as one side of a dispute has it, with the citations of that side."""
    cited = {key: side[key] for key in ("cite", "anchors") if key in side}
    return _head({**side["value"], **cited, "id": "", "basis": STATED})


def _withdrawal(raw: Raw) -> Withdrawal | None:
    said = raw.get("withdrawn")
    return Withdrawal(as_date(said["date"]), as_text(said["reason"])) if said else None


def _cite_for(raw: Raw) -> dict[str, tuple[Citation, ...]]:
    """The citations of single fields."""
    return maybe(raw, "cite-for", lambda given: {key: cites_at(given, key) for key in given}) or {}


def _grounds(raw: Raw) -> dict[str, Text]:
    return {key: value_at(raw, key, as_text) for key in raw}


def _about(raw: Raw) -> About:
    cite_for = _cite_for(raw)
    return About(
        id=text_at(raw, "id"),
        cite=cites_at(raw),
        anchors=list_at(raw, "anchors", as_str),
        via=maybe(raw, "via", as_text),
        absent=_absent(raw, cite_for),
        cite_for=cite_for,
        implied=maybe(raw, "implied", _grounds) or {},
        withdrawn=_withdrawal(raw),
    )


def _head(raw: Any) -> Head:
    return _record(Head, "heads", raw)


def _stage(raw: Raw) -> Stage:
    cite = cites_at(raw)
    status = Value(KNOWN, text_at(raw, "status"), cite=cite)
    return Stage(status, Value(KNOWN, value_at(raw, "date", as_date), cite=cite), cite)


#: Type of a key → how its value is read; of a list, how each of its entries is.
_READERS: dict[str, Callable[[Any], Any]] = {
    TEXT: as_text,
    STRING: as_str,
    WRITTEN: as_str,
    DATE: as_date,
    NUMBER: as_number,
    BOOLEAN: lambda raw: raw is True,
    TERM: as_str,
    ID: as_str,
}
_LISTS: dict[str, Callable[[Any], Any]] = {
    TEXTS: as_text,
    TERMS: as_str,
    HEADS: _head,
    STAGES: _stage,
}


def _reader(key: Key) -> Callable[[Raw, Any], Any]:
    """From the data of a record, and what every record has, to what the model has for a key."""
    name, item = key.name, _LISTS.get(key.type)
    read = _READERS[key.type] if item is None else lambda raw: entries(raw, item)
    if key.is_value:
        value = _accounted if key.accountable else _value
        return lambda raw, about: value(raw, about, key, read)
    if item is not None:
        return lambda raw, _: list_at(raw, name, item)
    if key.type == BOOLEAN:
        return lambda raw, _: read(raw.get(name))
    if key.required:
        return lambda raw, _: value_at(raw, name, read)
    return lambda raw, _: maybe(raw, name, read)


@cache
def _readers(kind: str) -> list[tuple[str, Callable[[Raw, Any], Any]]]:
    keys = [key for key in RECORD_KEYS[kind] if key.shown and key.type in (*_READERS, *_LISTS)]
    return [(key.attribute, _reader(key)) for key in keys]


def _given(raw: Raw, kind: str, about: Any = None) -> dict[str, Any]:
    """The attributes of a record, by what :data:`RECORD_KEYS` says of its kind."""
    return {attribute: read(raw, about) for attribute, read in _readers(kind)}


def _record(made: type[R], kind: str, raw: Any) -> R:
    if not isinstance(raw, dict):
        raise ShapeError(message("a record is a mapping"))
    about = _about(raw)
    return made(about=about, **_given(raw, kind, about))


def _records(made: type[R], kind: str, raw: Raw) -> tuple[R, ...]:
    return list_at(raw, kind, lambda item: _record(made, kind, item))


_SECTIONS: dict[str, type[Record]] = {
    "bodies": Body,
    "meetings": Meeting,
    "policies": Policy,
    "targets": Target,
    "measures": Measure,
    "milestones": Milestone,
    "initiatives": Initiative,
}


def _identity(raw: Raw) -> dict[str, Any]:
    """The attributes of a province but for its records."""
    return {
        "id": text_at(raw, "id"),
        "name": as_text(raw.get("name")),
        "short": text_at(raw["name"], "short"),
        "gb2260": text_at(raw, "gb2260"),
        "iso3166_2": text_at(raw, "iso3166-2"),
        "kind": text_at(raw, "kind"),
        "absent": _absent(raw, {}),
    }


def province(raw: Raw) -> Province:
    """Build a province from the data of its file."""
    with one_error():
        sections: dict[str, Any] = {
            kind: _records(made, kind, raw) for kind, made in _SECTIONS.items()
        }
        return Province(**_identity(raw), **sections)


def province_by_section(raw: Raw, whole: Callable[[], Province]) -> Province:
    """Build a province of which each list of records is read when it is first asked for.

    :param raw: data of which it is known that it once had the agreed shape.
    :param whole: makes the province where a list turns out not to have it after all.
    """

    def read(kind: str) -> tuple[Record, ...]:
        try:
            with one_error():
                return _records(_SECTIONS[kind], kind, raw)
        except ShapeError:
            records: tuple[Record, ...] = getattr(whole(), kind)
            return records

    with one_error():
        return Province.deferred(read, **_identity(raw))


def _statement(raw: Any) -> Statement:
    said = _given(raw, "statements")
    anchors = list_at(raw, "anchors", as_str)
    return Statement(id=text_at(raw, "id"), cite=cites_at(raw), anchors=anchors, **said)


def national(raw: Raw) -> National:
    """Build the national facts from the data of their file."""
    with one_error():
        return National(
            text_at(raw, "id"), as_text(raw.get("name")), list_at(raw, "statements", _statement)
        )


def source(raw: Raw) -> Source:
    """Build a source from the data of its file."""
    with one_error():
        via = raw.get("via", {})
        return Source(
            id=text_at(raw, "id"),
            **_given(raw, "source"),
            via=maybe(via, "publisher", as_text),
            via_published=maybe(via, "published", as_date),
            digests=list_at(raw["snapshot"], "sha256", as_str),
            absent=_absent(raw, {}),
            implied=maybe(raw, "implied", _grounds) or {},
            withdrawn=_withdrawal(raw),
        )


def vocabulary(raw: Raw) -> dict[str, Term]:
    """Build a vocabulary, its terms in their order, from the data of its file."""
    with one_error():
        return {
            term: Term(term, as_text(entry.get("label"), Label), position, entry)
            for position, (term, entry) in enumerate(raw["terms"].items())
        }


#: The kinds of data files, as :data:`datagov_cli.storage.data_files.FOLDERS` has them.
_BUILDERS: dict[str, Callable[[Raw], object]] = {
    "province": province,
    "source": source,
    "vocabulary": vocabulary,
    "national": national,
}


def fits(kind: str, raw: Raw) -> bool:
    """Whether the data of a file of that kind has the agreed shape."""
    try:
        _BUILDERS[kind](raw)
    except ShapeError:
        return False
    return True
