"""What two states of the data say differently, claim by claim.

A claim is a field of a record of a province (or of the country, a source, a vocabulary).
Records are known by their ids, so neither their order nor the layout of a file counts, nor
the name of a file or directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.errors import DataError
from datagov_cli.base.files import Unreadable
from datagov_cli.curation.validation.corpus import records
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.records import DISPUTED, NOT_APPLICABLE, UNKNOWN
from datagov_cli.storage import parse_records, sections
from datagov_cli.storage.data_files import FOLDERS, data_files, read_data
from datagov_cli.storage.store import display_name

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
WITHDRAWN, MOVED, CITED = "withdrawn", "moved", "cited"

#: Keys that are no claims of their own: they say where a claim comes from or how to find it.
_SUPPORT = {"id", "cite", "cite-for", "anchors", "heads", "implied", UNKNOWN, NOT_APPLICABLE,
            DISPUTED, "withdrawn"}  # fmt: skip

Key = tuple[str, str]
Plain = Mapping[str, Any]
#: A data file: its path, the name that is said of it, and its bytes or why they are not read.
File = tuple[Path, str, bytes | Unreadable]


class Record(NamedTuple):
    """A record: whose it is, of which kind, below which other record, and what it says."""

    owner: str
    kind: str
    id: str
    within: str
    label: str
    data: Mapping[str, Any]


class Change(NamedTuple):
    """One difference. ``field`` is empty for a record as a whole."""

    owner: str
    kind: str
    id: str
    label: str
    change: str
    field: str
    before: str | None
    after: str | None
    cited: tuple[str, ...]
    uncited: tuple[str, ...]


def files(root: Path) -> Iterator[File]:
    """Every data file of a data directory.

    :raises DataError: if a folder cannot be read.
    """
    for path in data_files(root):
        try:
            yield path, display_name(path), read_data(path)
        except Unreadable as error:
            yield path, display_name(path), error


def gather(
    files: Iterable[File],
    hint: str = "datagov validate lists them all",
    read: dict[bytes, Plain] | None = None,
) -> dict[Key, Record]:
    """Every record of one state of the data by owner and id.

    :param hint: what is said of a file that cannot be read.
    :param read: the data of files read so far by their bytes; what is the same in two states
        is then read once, and not compared.
    :raises DataError: if a file cannot be read without a fault.
    """
    found: dict[Key, Record] = {}
    read = {} if read is None else read
    for path, name, held in files:
        if isinstance(held, Unreadable) or held not in read:
            value = _plain(path, name, held, hint)
        else:
            value = read[held]
        if isinstance(held, bytes):
            read[held] = value
        for record in _records(path, value):
            found[(record.owner, f"{record.kind}/{record.id}"
                   if record.kind in ("source", "term") else record.id)] = record  # fmt: skip
    return found


def _plain(path: Path, name: str, held: bytes | Unreadable, hint: str) -> Plain:
    """The plain data of a file, from an earlier run if they are kept."""
    kept = None if isinstance(held, Unreadable) else sections.find(held)
    if kept is not None:
        with suppress(ValueError):  # else the entry is damaged
            return dict(kept)
    from datagov_cli.storage import yaml_reader

    if isinstance(held, Unreadable):
        document = yaml_reader.unread(held, name)
    else:
        document = yaml_reader.read_bytes(held, name)
    if document.faults:
        fault = document.faults[0]
        raise DataError(f"{fault.place()}: {fault.message}", hint)
    value: Plain = document.value
    if isinstance(held, bytes) and parse_records.fits(_kind(path), value):
        sections.keep(held, value)
    return value


def _kind(path: Path) -> str:
    return FOLDERS.get(path.parent.name, NATIONAL)


def _records(path: Path, value: Plain) -> Iterator[Record]:
    kind = _kind(path)
    name = str(value.get("id", path.stem))
    if kind == "vocabulary":
        terms = value.get("terms")
        for term, data in (terms if isinstance(terms, dict) else {}).items():
            if isinstance(data, dict):
                yield Record("vocabulary", "term", f"{name}/{term}", name, term, data)
        return
    if kind == "source":
        yield Record("sources", kind, name, "", name, _flat(value))
        return
    lists = {"bodies", "meetings", "policies", "targets", "milestones", "initiatives", "statements"}
    identity = {key: item for key, item in value.items() if key not in lists}
    yield Record(name, kind, name, "", name, _flat(identity))
    bodies = value.get("bodies")
    for item in records(value):
        within = ""
        if item.kind == "heads" and isinstance(bodies, list):
            within = _label(bodies[int(item.path[1])])
        label = f"{item.kind}: {_label(item.data)}"
        if within:
            label = f"head of {within}"
        yield Record(name, item.kind, str(item.data.get("id")), within, label, item.data)


def _label(data: Mapping[str, Any]) -> str:
    for key in ("name", "title", "claim", "summary", "person"):
        pair = data.get(key)
        if isinstance(pair, dict) and isinstance(pair.get("zh"), str):
            return str(pair["zh"])
    return str(data.get("id"))


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """Nested mappings (a name, a snapshot) as dotted keys."""
    flat: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict) and key not in _SUPPORT and not {"zh", "en"} <= value.keys():
            flat.update({f"{key}.{inner}": item for inner, item in value.items()})
        else:
            flat[key] = value
    return flat


def compare(before: Mapping[Key, Record], after: Mapping[Key, Record]) -> list[Change]:
    """Every difference in meaning, by owner and record; reformatting is none."""
    changes: list[Change] = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            changes.append(_whole(new, ADDED, None, _label(new.data), _cites(new.data), ()))
        elif new is None and old is not None:
            changes.append(_whole(old, REMOVED, _label(old.data), None, (), _cites(old.data)))
        elif old is not None and new is not None and not _is_same(old, new):
            changes += _differences(old, new)
    return changes


def _is_same(old: Record, new: Record) -> bool:
    """Whether both are from a file that is the same in both states, and stand at one place."""
    return old.data is new.data and (old.kind, old.within) == (new.kind, new.within)


def _whole(
    record: Record,
    change: str,
    before: str | None,
    after: str | None,
    cited: tuple[str, ...] = (),
    uncited: tuple[str, ...] = (),
) -> Change:
    return Change(
        record.owner,
        record.kind,
        record.id,
        record.label,
        change,
        "",
        before,
        after,
        cited,
        uncited,
    )


def _differences(old: Record, new: Record) -> Iterator[Change]:
    if (old.kind, old.within) != (new.kind, new.within):
        yield _whole(new, MOVED, old.within or old.kind, new.within or new.kind)
    withdrawn = new.data.get("withdrawn")
    if withdrawn and not old.data.get("withdrawn"):
        yield _whole(new, WITHDRAWN, None, _said(withdrawn))
    cited, uncited = _cites(old.data), _cites(new.data)
    added = tuple(c for c in uncited if c not in cited)
    dropped = tuple(c for c in cited if c not in uncited)
    fields = list(dict.fromkeys((*_fields(old.data), *_fields(new.data))))
    changed = False
    for field in fields:
        before, after = _state(old.data, field), _state(new.data, field)
        if before != after:
            changed = True
            yield Change(new.owner, new.kind, new.id, new.label, CHANGED, field, before, after,
                         added, dropped)  # fmt: skip
    if not changed and (added or dropped):
        yield _whole(new, CITED, ", ".join(cited), ", ".join(uncited), added, dropped)
    elif not changed and _anchors(old.data) != _anchors(new.data):
        yield _whole(new, CITED, _anchors(old.data), _anchors(new.data))


def _fields(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (key for key in data if key not in _SUPPORT)
    for account in (UNKNOWN, NOT_APPLICABLE, DISPUTED):
        noted = data.get(account)
        yield from noted if isinstance(noted, dict) else ()


def _state(data: Mapping[str, Any], field: str) -> str | None:
    """What a record says of a field, in a line; ``None`` if it says nothing."""
    if field in data:
        said = _said(data[field])
        grounds = data.get("implied")
        return f"{said} (implied)" if isinstance(grounds, dict) and field in grounds else said
    for account in (UNKNOWN, NOT_APPLICABLE, DISPUTED):
        noted = data.get(account)
        if isinstance(noted, dict) and field in noted:
            return f"{account}: {_said(noted[field])}"
    return None


def _said(value: Any) -> str:
    if isinstance(value, dict):
        if {"zh", "en"} <= value.keys():
            rest = {key: item for key, item in value.items() if key not in ("zh", "en")}
            tail = f" ({_said(rest)})" if rest else ""
            return f"{value['zh']} / {value['en']}{tail}"
        return ", ".join(f"{key}: {_said(item)}" for key, item in value.items())
    if isinstance(value, list):
        # No list of a record has an order that means something.
        return ", ".join(sorted(_said(item) for item in value))
    return (
        "nothing"
        if value is None
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def _cites(data: Mapping[str, Any]) -> tuple[str, ...]:
    found: list[Any] = [data.get("cite")]
    fields = data.get("cite-for")
    found += fields.values() if isinstance(fields, dict) else ()
    return tuple(sorted({str(c) for cites in found if isinstance(cites, list) for c in cites}))


def _anchors(data: Mapping[str, Any]) -> str:
    return _said(data.get("anchors", []))
