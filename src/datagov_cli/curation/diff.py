"""The changes between two states of the data, field by field.

Compared are the records of provinces, of the country, sources and vocabularies. They are matched
by their ids, so neither their order, nor the layout of a file, nor the name of a file or
directory counts. Every key of a record is compared (:func:`_statements`), and the order of a
list where it says something (:data:`_NUMBERED`, :func:`_order`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.errors import DataError
from datagov_cli.base.files import UnreadableError
from datagov_cli.base.messages import Label, Text, message
from datagov_cli.curation.validation.choose_files import place_of
from datagov_cli.curation.validation.corpus import SHARED, mapping, records
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import ACCOUNTS, RECORD_KINDS
from datagov_cli.storage import parse_records, sections
from datagov_cli.storage.data_files import (
    FOLDERS,
    data_files,
    is_data_name,
    is_read_name,
    read_data,
)
from datagov_cli.storage.store import display_name

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
WITHDRAWN, REINSTATED, MOVED, CITED = "withdrawn", "reinstated", "moved", "cited"
#: What is said of a file that cannot be read.
VALIDATE = message("datagov validate lists them all")
#: Of a file that could not be read before; ``before`` then says why.
UNREADABLE = "unreadable"

#: Keys that are no field: what holds records of its own, and what is told of the record as a
#: whole. By its id a record is known, but a file that has none is known by its name.
_NO_FIELD = {"heads", "cite", "anchors", _WITHDRAWAL := "withdrawn"}
_IMPLIED, _CITE_FOR = "implied", "cite-for"
#: Keys that hold a mapping from fields.
_BY_FIELD = {*ACCOUNTS, _IMPLIED, _CITE_FOR}
#: Lists whose entries are known by their place: a citation names a paragraph by its number.
_NUMBERED = {"snapshot.sha256"}
#: The terms of a vocabulary, whose order is their rank.
_TERMS = "terms"

#: After so many citations those of a record are no longer repeated with each of its changes.
MOST_CITES = 10_000
#: Characters by which a record is named.
MOST_NAME = 200

#: Kinds of records that have their ids besides those of provinces.
_SHARED = ("source", "term", "vocabulary")

RecordId = tuple[str, str]
PlainData = Mapping[str, Any]
#: A data file: its path, the name that is said of it, and its bytes or why they are not read.
DataFile = tuple[Path, str, bytes | UnreadableError]


class RecordState(NamedTuple):
    """A record: whose it is, of which kind, below which other record, and what it says."""

    owner: str
    kind: str
    id: str
    within: str
    label: Text | str
    data: Mapping[str, Any]


class Change(NamedTuple):
    """One difference. ``field`` is empty for a record as a whole."""

    owner: str
    kind: str
    id: str
    label: Text | str
    change: str
    field: str
    before: str | None
    after: str | None
    cited: tuple[str, ...]
    uncited: tuple[str, ...]


def data_at(root: Path) -> Iterator[DataFile]:
    """Every data file of a data directory.

    :raises DataError: if a folder cannot be read.
    """
    for path in data_files(root):
        try:
            yield path, display_name(path), read_data(path)
        except UnreadableError as error:
            yield path, display_name(path), error


def changes(
    before: Iterable[DataFile],
    after: Iterable[DataFile],
    hints: tuple[Text, Text] = (VALIDATE, VALIDATE),
) -> list[Change]:
    """Every difference in meaning between two states of the data.

    A file that could not be read before is told as such and not compared, so that what fixes it
    can be looked at all the same; nothing is told of one that is the same afterwards.

    :param hints: what is said of a file of either state that cannot be read.
    :raises DataError: if a file cannot be read afterwards and could be before, or is no file.
    """
    both = list(before), list(after)
    before, after = _changed(both[0], both[1]), _changed(both[1], both[0])
    read: dict[bytes, PlainData] = {}
    unreadable: set[str] = set()
    told: list[Change] = []
    readable = []
    for file in before:
        try:
            _value(file, read, hints[0])
        except DataError as error:
            if isinstance(file[2], UnreadableError):
                raise
            unreadable.add(place_of(file[0]))
            told.append(_unreadable(file[0], error.message))
        else:
            readable.append(file)
    compared = [file for file in after if place_of(file[0]) not in unreadable]
    records = (_records_by_id(files, read, hints[1]) for files in (readable, compared))
    return [*told, *changes_between(*records)]


def _changed(one: list[DataFile], other: list[DataFile]) -> list[DataFile]:
    """The files of one state that are not in the other one as well, byte for byte."""
    same = {(place_of(path), held) for path, _, held in other if isinstance(held, bytes)}
    return [f for f in one if not isinstance(f[2], bytes) or (place_of(f[0]), f[2]) not in same]


def _unreadable(path: Path, message: str) -> Change:
    owner = path.parent.name if path.parent.name in SHARED else path.stem
    place, name = place_of(path), _short(path.stem)
    return Change(_short(owner), _kind(path), name, place, UNREADABLE, "", message, None, (), ())


def _records_by_id(
    files: Iterable[DataFile], read: dict[bytes, PlainData], hint: Text
) -> dict[RecordId, RecordState]:
    """Every record of one state of the data by owner and id.

    :raises DataError: if a file cannot be read without a fault.
    """
    by_id: dict[RecordId, RecordState] = {}
    for file in files:
        path = file[0]
        if is_data_name(path.name) and not is_read_name(path.name):
            continue  # No command reads it, and ``validate`` says so.
        for record in _records(path, _value(file, read, hint)):
            by_id[(record.owner, f"{record.kind}/{record.id}"
                   if record.kind in _SHARED else record.id)] = record  # fmt: skip
    return by_id


def _value(file: DataFile, read: dict[bytes, PlainData], hint: Text) -> PlainData:
    """The plain data of a file.

    :param read: those of the files read so far, by their bytes.
    :raises DataError: if it cannot be read without a fault.
    """
    path, name, held = file
    if isinstance(held, UnreadableError):
        from datagov_cli.storage.yaml_reader import unread

        refused: PlainData = unread(held, name).require_clean(hint).value
        return refused
    if held not in read:
        read[held] = _plain_data(path, name, held, hint)
    return read[held]


def _plain_data(path: Path, name: str, held: bytes, hint: Text) -> PlainData:
    """The plain data of a file, from an earlier run if they are kept."""
    kept = sections.find(held)
    if kept is not None:
        with suppress(ValueError):  # else the entry is damaged
            return dict(kept)
    from datagov_cli.storage.yaml_reader import read_bytes

    value: PlainData = read_bytes(held, name).require_clean(hint).value
    if parse_records.fits(_kind(path), value):
        sections.keep(held, value)
    return value


def _kind(path: Path) -> str:
    return FOLDERS.get(path.parent.name, NATIONAL)


def _records(path: Path, value: PlainData) -> Iterator[RecordState]:
    kind = _kind(path)
    name = str(value.get("id", path.stem))
    if kind == "vocabulary":
        terms = mapping(value, _TERMS)
        about = _with_dotted_keys({**value, _TERMS: list(terms)})
        yield RecordState("vocabulary", kind, name, "", name, about)
        for term, data in terms.items():
            if isinstance(data, dict):
                yield RecordState("vocabulary", "term", f"{name}/{term}", name, term, data)
        return
    if kind == "source":
        yield RecordState("sources", kind, name, "", name, _with_dotted_keys(value))
        return
    held = {key for key in (*RECORD_KINDS, "statements") if isinstance(value.get(key), list)}
    identity = {key: item for key, item in value.items() if key not in held}
    yield RecordState(name, kind, name, "", name, _with_dotted_keys(identity))
    bodies: Any = value.get("bodies")
    for item in records(value):
        headed = item.kind == "heads" and isinstance(bodies, list)
        within = _record_label(bodies[int(item.path[1])]) if headed else ""
        named = _record_label(item.data)
        called = Label(kind_label(item.kind).zh, item.kind)
        label = message("{label}: {value}", label=called, value=named)
        if within:
            label = message("head of {body}", body=within)
        yield RecordState(name, item.kind, str(item.data.get("id")), within, label, item.data)


def _record_label(data: Mapping[str, Any]) -> str:
    for key in ("name", "title", "label", "claim", "summary", "person"):
        pair = data.get(key)
        if isinstance(pair, dict) and isinstance(pair.get("zh"), str):
            return _short(pair["zh"])
    return _short(str(data.get("id")))


def _with_dotted_keys(data: Mapping[str, Any]) -> dict[str, Any]:
    """Nested mappings (a name, a snapshot) as dotted keys."""
    flat: dict[str, Any] = {}
    for key, value in data.items():
        nested = isinstance(value, dict) and not {"zh", "en"} <= value.keys()
        if nested and key not in _BY_FIELD and key != _WITHDRAWAL:
            flat.update({f"{key}.{inner}": item for inner, item in value.items()})
        else:
            flat[key] = value
    return flat


def changes_between(
    before: Mapping[RecordId, RecordState], after: Mapping[RecordId, RecordState]
) -> list[Change]:
    """Every difference in meaning, by owner and record; reformatting is none."""
    changes: list[Change] = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            label, cited = _record_label(new.data), _citations(new.data)
            changes.append(_record_change(new, ADDED, None, label, cited))
        elif new is None and old is not None:
            label, cited = _record_label(old.data), _citations(old.data)
            changes.append(_record_change(old, REMOVED, label, None, (), cited))
        elif old is not None and new is not None:
            changes += _differences(old, new)
    return changes


def _about(record: RecordState) -> tuple[str, str, str, Text | str]:
    """What each change of a record says of it; in short, as there may be thousands of them."""
    label = _short(record.label) if isinstance(record.label, str) else record.label
    return _short(record.owner), record.kind, _short(record.id), label


def _short(name: str) -> str:
    return name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…"


def _record_change(
    record: RecordState,
    change: str,
    before: str | None,
    after: str | None,
    cited: tuple[str, ...] = (),
    uncited: tuple[str, ...] = (),
) -> Change:
    return Change(*_about(record), change, "", before, after, cited, uncited)


def _differences(old: RecordState, new: RecordState) -> Iterator[Change]:
    if old.data is new.data and (old.kind, old.within) == (new.kind, new.within):
        return  # Both are from a file that is the same in both states.
    if (old.kind, old.within) != (new.kind, new.within):
        left, entered = _short(old.within or old.kind), _short(new.within or new.kind)
        yield _record_change(new, MOVED, left, entered)
    was, now = old.data.get(_WITHDRAWAL), new.data.get(_WITHDRAWAL)
    if was and not now:
        yield _record_change(new, REINSTATED, _value_text(was), None)
    elif now and not was:
        yield _record_change(new, WITHDRAWN, None, _value_text(now))
    elif was != now:
        yield Change(*_about(new), CHANGED, _WITHDRAWAL, _value_text(was), _value_text(now), (), ())
    cited, uncited = _citations(old.data), _citations(new.data)
    added = tuple(sorted({*uncited} - {*cited}))
    dropped = tuple(sorted({*cited} - {*uncited}))
    said, says = _statements(old.data), _statements(new.data)
    if old.kind == new.kind == "vocabulary":
        said[_TERMS], says[_TERMS] = _order(old.data[_TERMS], new.data[_TERMS])
    changed, told = False, 0
    for field in dict.fromkeys((*said, *says)):
        before, after = said.get(field), says.get(field)
        if before != after:
            changed = True
            yield Change(*_about(new), CHANGED, field, before, after, added, dropped)
            told += len(added) + len(dropped)
            if told > MOST_CITES:
                added = dropped = ()
    if not changed and (added or dropped):
        yield _record_change(new, CITED, ", ".join(cited), ", ".join(uncited), added, dropped)
    elif _anchors(old.data) != _anchors(new.data):
        yield _record_change(new, CITED, _anchors(old.data), _anchors(new.data))


def _statements(data: Mapping[str, Any]) -> dict[str, str]:
    """What a record says, each field in a line: its value with the ground if it is implied, or
    how it is accounted for.

    Citations of single fields are fields of their own (``cite-for.date``), and so is each entry
    of a list in :data:`_NUMBERED` (``snapshot.sha256.13``).
    """
    said: dict[str, list[str]] = {}
    for key, value in data.items():
        if key in _BY_FIELD and isinstance(value, dict):
            for field, item in value.items():
                name = f"{_CITE_FOR}.{field}" if key == _CITE_FOR else field
                prefix = f"{key}: " if key in ACCOUNTS else ""
                if key != _IMPLIED:
                    said.setdefault(name, []).append(prefix + _value_text(item))
        elif key in _NUMBERED and isinstance(value, list):
            said.update((f"{key}.{place}", [_value_text(v)]) for place, v in enumerate(value))
        elif key not in _NO_FIELD:
            said.setdefault(key, []).append(_value_text(value))
    for field, ground in mapping(data, _IMPLIED).items():
        said.setdefault(field, []).append(f"(implied: {_value_text(ground)})")
    return {field: " ".join(parts) for field, parts in said.items()}


def _order(before: list[str], after: list[str]) -> tuple[str, str]:
    """The terms that have changed places and what stands between them, in both orders. What is
    new or gone is told by itself, and moves no other."""
    both = {*before} & {*after}
    one, two = ([term for term in terms if term in both] for terms in (before, after))
    moved = [place for place, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    span = slice(moved[0], moved[-1] + 1) if moved else slice(0)
    return ", ".join(one[span]), ", ".join(two[span])


def _value_text(value: Any) -> str:
    if isinstance(value, dict):
        if {"zh", "en"} <= value.keys():
            rest = {key: item for key, item in value.items() if key not in ("zh", "en")}
            tail = f" ({_value_text(rest)})" if rest else ""
            return f"{value['zh']} / {value['en']}{tail}"
        return ", ".join(f"{key}: {_value_text(item)}" for key, item in value.items())
    if isinstance(value, list):
        # Of no other list does the order mean anything.
        return ", ".join(sorted(_value_text(item) for item in value))
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _citations(data: Mapping[str, Any]) -> tuple[str, ...]:
    lists: list[Any] = [data.get("cite")]
    fields = data.get("cite-for")
    lists += fields.values() if isinstance(fields, dict) else ()
    return tuple(sorted({str(c) for cites in lists if isinstance(cites, list) for c in cites}))


def _anchors(data: Mapping[str, Any]) -> str:
    return _value_text(data.get("anchors", []))
