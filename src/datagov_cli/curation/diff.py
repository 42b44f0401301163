"""What two states of the data say differently, claim by claim.

A claim is a field of a record of a province (or of the country, a source, a vocabulary).
Records are known by their ids, so neither their order nor the layout of a file counts, nor
the name of a file or directory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.errors import DataError
from datagov_cli.curation.validation.corpus import records
from datagov_cli.model.records import DISPUTED, NOT_APPLICABLE, UNKNOWN
from datagov_cli.storage.data_files import FOLDERS, data_files
from datagov_cli.storage.documents import Document
from datagov_cli.storage.store import display_name
from datagov_cli.storage.yaml_reader import read_file

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
WITHDRAWN, MOVED, CITED = "withdrawn", "moved", "cited"

#: Keys that are no claims of their own: they say where a claim comes from or how to find it.
_SUPPORT = {"id", "cite", "cite-for", "anchors", "heads", "implied", UNKNOWN, NOT_APPLICABLE,
            DISPUTED, "withdrawn"}  # fmt: skip

#: After so many citations those of a record are no longer repeated with each of its changes.
MOST_CITES = 10_000
#: Characters by which a record is named.
MOST_NAME = 200

Key = tuple[str, str]


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


def documents(root: Path) -> Iterator[tuple[Path, Document]]:
    """Every data file of a data directory, with its path.

    :raises DataError: if a folder cannot be read.
    """
    return ((path, read_file(path, display_name(path))) for path in data_files(root))


def gather(
    documents: Iterable[tuple[Path, Document]], hint: str = "datagov validate lists them all"
) -> dict[Key, Record]:
    """Every record of one state of the data by owner and id.

    :param hint: what is said of a file that cannot be read.
    :raises DataError: if a file cannot be read without a fault.
    """
    found: dict[Key, Record] = {}
    for path, document in documents:
        if document.faults:
            fault = document.faults[0]
            raise DataError(f"{fault.place()}: {fault.message}", hint)
        for record in _records(path, document.value, document):
            found[(record.owner, f"{record.kind}/{record.id}"
                   if record.kind in ("source", "term") else record.id)] = record  # fmt: skip
    return found


def _records(path: Path, value: Mapping[str, Any], document: Any) -> Iterator[Record]:
    kind = FOLDERS.get(path.parent.name, "national")
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
    for item in records(document.value):
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
            return _short(pair["zh"])
    return _short(str(data.get("id")))


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
        elif old is not None and new is not None:
            changes += _differences(old, new)
    return changes


def _about(record: Record) -> tuple[str, str, str, str]:
    """What each change of a record says of it; in short, as there may be thousands of them."""
    return _short(record.owner), record.kind, _short(record.id), record.label


def _short(name: str) -> str:
    return name if len(name) <= MOST_NAME else f"{name[: MOST_NAME - 1]}…"


def _whole(
    record: Record,
    change: str,
    before: str | None,
    after: str | None,
    cited: tuple[str, ...] = (),
    uncited: tuple[str, ...] = (),
) -> Change:
    return Change(*_about(record), change, "", before, after, cited, uncited)


def _differences(old: Record, new: Record) -> Iterator[Change]:
    if (old.kind, old.within) != (new.kind, new.within):
        yield _whole(new, MOVED, old.within or old.kind, new.within or new.kind)
    withdrawn = new.data.get("withdrawn")
    if withdrawn and not old.data.get("withdrawn"):
        yield _whole(new, WITHDRAWN, None, _said(withdrawn))
    cited, uncited = _cites(old.data), _cites(new.data)
    added = tuple(sorted({*uncited} - {*cited}))
    dropped = tuple(sorted({*cited} - {*uncited}))
    fields = list(dict.fromkeys((*_fields(old.data), *_fields(new.data))))
    changed, told = False, 0
    for field in fields:
        before, after = _state(old.data, field), _state(new.data, field)
        if before != after:
            changed = True
            yield Change(*_about(new), CHANGED, field, before, after, added, dropped)
            told += len(added) + len(dropped)
            if told > MOST_CITES:
                added = dropped = ()
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
