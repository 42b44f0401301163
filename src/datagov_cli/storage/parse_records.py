"""From the data of files to the model, by the shape in :mod:`datagov_cli.model.record_keys`.

:func:`province`, :func:`source`, :func:`national` and :func:`vocabulary` raise
:class:`ShapeError` where the data does not fit, and leave it to the
validation to say precisely why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar

from datagov_cli.base.messages import message
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
from datagov_cli.model.placeholders import PLACEHOLDERS, readable
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
    Source,
    Stage,
    Statement,
    Target,
    Term,
    Text,
    Value,
    Withdrawal,
)


class ShapeError(ValueError):
    """The data does not have the agreed shape."""


T = TypeVar("T")
Raw = Mapping[str, Any]


def _text(raw: Any) -> Text:
    if not isinstance(raw, dict):
        raise ShapeError("a text is a pair of zh and en")
    zh, en = _str(raw, "zh"), _str(raw, "en")
    text = Text(zh, en)
    return readable(text) if zh in PLACEHOLDERS or en in PLACEHOLDERS else text


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
    return tuple(map(read, found))


# The same few citations and dates come back in record after record.
_parsed_citation = lru_cache(maxsize=4096)(Citation.parse)
_parsed_date = lru_cache(maxsize=4096)(FuzzyDate.parse)


def _citation(raw: Any) -> Citation:
    return _parsed_citation(_as_str(raw))


def _cites(raw: Raw, key: str = "cite") -> tuple[Citation, ...]:
    return _list(raw, key, _citation)


def _note_value(state: str, raw: Any, cite: tuple[Citation, ...] = ()) -> Value:
    """What is not known, with the note on it and the citations of that note."""
    note = _text(raw)
    searched = _list(raw, "searched", lambda s: Search(_str(s, "date"), _str(s, "where")))
    return Value(state, note=note, searched=searched, cite=cite)


def _value(raw: Raw, key: str, read: Callable[[Any], Any]) -> Value | None:
    """The value of a field with its state, or ``None`` where nothing at all is said."""
    own = _cites(raw["cite-for"], key) if "cite-for" in raw else ()
    cite = own or _cites(raw)
    if key in raw:
        value = read(raw[key])
        implied = raw.get("implied", {}).get(key)
        ground = _text(implied) if implied else _implied_year(value, raw.get(f"{key}-as-written"))
        return Value(
            KNOWN,
            value,
            basis=IMPLIED if ground else STATED,
            note=ground,
            cite=cite,
            anchors=_list(raw, "anchors", _as_str),
        )
    for state in (UNKNOWN, NOT_APPLICABLE):
        if key in raw.get(state, {}):
            return _note_value(state, raw[state][key], own)
    return _dispute(raw, key, lambda claim: read(claim["value"]))


def _dispute(raw: Raw, key: str, read: Callable[[Raw], Any]) -> Value | None:
    """The sides of a dispute about a field, if there is one.

    :param read: from a side, with its value and its citations, to the value.
    """
    if key not in raw.get(DISPUTED, {}):
        return None
    sides = tuple(
        Value(KNOWN, read(side), cite=_cites(side), anchors=_list(side, "anchors", _as_str))
        for side in raw[DISPUTED][key]
    )
    return Value(DISPUTED, sides=sides)


def _implied_year(value: Any, written: Any) -> Text | None:
    """The ground of a date whose year the source leaves to be inferred, as the wording tells;
    from what it is inferred stands once for all dates in the file of the source."""
    if not isinstance(written, str) or not isinstance(value, FuzzyDate):
        return None
    if value.year_named_in(written):
        return None
    return message("The source writes “{written}”; the year is inferred.", written=written)


def _accounted(raw: Raw, key: Key, read: Callable[[Any], Any]) -> Value:
    found = _value(raw, key.name, read)
    if found is not None:
        return found
    if given := [other for other in key.instead if other in raw]:
        return Value(NOT_APPLICABLE, note=message("Given under {key}.", key=given[0]))
    return Value(UNKNOWN)


def _absent(raw: Raw) -> dict[str, Value]:
    own = raw.get("cite-for", {})
    found = {
        key: _note_value(state, note, _cites(own, key))
        for state in (UNKNOWN, NOT_APPLICABLE)
        for key, note in raw.get(state, {}).items()
    }
    disputed = _dispute(raw, HEADS, _headship)
    return {**found, HEADS: disputed} if disputed else found


def _headship(side: Raw) -> Head:
    """Who heads a body as one side of a dispute has it, with the citations of that side."""
    cited = {key: side[key] for key in ("cite", "anchors") if key in side}
    return _head({**side["value"], **cited, "id": "", "basis": STATED})


def _withdrawal(raw: Raw) -> Withdrawal | None:
    found = raw.get("withdrawn")
    return Withdrawal(_date(found["date"]), _text(found["reason"])) if found else None


def _about(raw: Raw) -> About:
    cite_for = raw.get("cite-for", {})
    return About(
        id=_str(raw, "id"),
        cite=_cites(raw),
        anchors=_list(raw, "anchors", _as_str),
        via=_maybe(raw, "via", _text),
        absent=_absent(raw),
        cite_for={key: _cites(cite_for, key) for key in cite_for},
        implied={key: _text(ground) for key, ground in raw.get("implied", {}).items()},
        withdrawn=_withdrawal(raw),
    )


def _date(raw: Any) -> FuzzyDate:
    return _parsed_date(_as_str(raw))


def _number(raw: Any) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ShapeError("not a number")
    return raw


def _head(raw: Any) -> Head:
    return _record(Head, "heads", raw)


def _stage(raw: Raw) -> Stage:
    cite = _cites(raw)
    status = Value(KNOWN, _str(raw, "status"), cite=cite)
    return Stage(status, Value(KNOWN, _date(raw.get("date")), cite=cite), cite)


#: Type of a key → how its value is read; of a list, how each of its entries is.
_READERS: dict[str, Callable[[Any], Any]] = {
    TEXT: _text,
    STRING: _as_str,
    WRITTEN: _as_str,
    DATE: _date,
    NUMBER: _number,
    BOOLEAN: lambda raw: raw is True,
    TERM: _as_str,
    ID: _as_str,
}
_LISTS: dict[str, Callable[[Any], Any]] = {
    TEXTS: _text,
    TERMS: _as_str,
    HEADS: _head,
    STAGES: _stage,
}


def _reader(key: Key) -> Callable[[Raw], Any]:
    """From the data of a record to what the model has for a key."""
    name, item = key.name, _LISTS.get(key.type)
    read = _READERS[key.type] if item is None else lambda raw: _list({"": raw}, "", item)
    if key.is_value:
        if key.accountable:
            return lambda raw: _accounted(raw, key, read)
        return lambda raw: _value(raw, name, read)
    if item is not None:
        return lambda raw: _list(raw, name, item)
    if key.type == BOOLEAN:
        return lambda raw: read(raw.get(name))
    if key.required:
        return lambda raw: read(raw[name])
    return lambda raw: _maybe(raw, name, read)


@cache
def _readers(kind: str) -> list[tuple[str, str, Callable[[Raw], Any]]]:
    keys = [key for key in RECORD_KEYS[kind] if key.shown and key.type in (*_READERS, *_LISTS)]
    return [(key.name, key.attribute, _reader(key)) for key in keys]


def _given(raw: Any, kind: str) -> dict[str, Any]:
    """The attributes of a record, by what :data:`RECORD_KEYS` says of its kind."""
    if not isinstance(raw, dict):
        raise ShapeError("a record is a mapping")
    found = {}
    for name, attribute, read in _readers(kind):
        try:
            found[attribute] = read(raw)
        except KeyError as error:
            raise ShapeError(f"{error.args[0]} is missing") from error
        except ValueError as error:
            raise ShapeError(f"{name}: {error}") from error
    return found


def _record(made: type[R], kind: str, raw: Any) -> R:
    attributes = _given(raw, kind)
    return made(about=_about(raw), **attributes)


def _records(made: type[R], kind: str, raw: Raw) -> tuple[R, ...]:
    return _list(raw, kind, lambda item: _record(made, kind, item))


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
        "id": _str(raw, "id"),
        "name": _text(raw.get("name")),
        "short": _str(raw["name"], "short"),
        "gb2260": _str(raw, "gb2260"),
        "iso3166_2": _str(raw, "iso3166-2"),
        "kind": _str(raw, "kind"),
        "absent": _absent(raw),
    }


def province(raw: Raw) -> Province:
    """Build a province from the data of its file."""
    with _Shape():
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
            with _Shape():
                return _records(_SECTIONS[kind], kind, raw)
        except ShapeError:
            found: tuple[Record, ...] = getattr(whole(), kind)
            return found

    with _Shape():
        return Province.deferred(read, **_identity(raw))


def _statement(raw: Any) -> Statement:
    return Statement(cite=_cites(raw), id=_str(raw, "id"), **_given(raw, "statements"))


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
            **_given(raw, "source"),
            via=_maybe(via, "publisher", _text),
            via_published=_maybe(via, "published", _date),
            digests=_list(raw["snapshot"], "sha256", _as_str),
            absent=_absent(raw),
            implied={key: _text(ground) for key, ground in raw.get("implied", {}).items()},
            withdrawn=_withdrawal(raw),
        )


def vocabulary(raw: Raw) -> dict[str, Term]:
    """Build a vocabulary, its terms in their order, from the data of its file."""
    with _Shape():
        return {
            term: Term(term, _text(entry.get("label")), position, entry)
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


class _Shape:
    """Turns what Python says of data of a wrong shape into one error."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, KeyError | TypeError | AttributeError | ValueError):
            raise ShapeError(str(error)) from error
