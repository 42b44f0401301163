"""The documents under check, together with all that they may refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.model import RECORD_KINDS
from datagov_cli.store import display_name
from datagov_cli.yamlio import Document, Step, read_file

Path_ = tuple[Step, ...]

#: Directory of the data → kind of its files; each kind has a schema of that name.
FOLDERS = {"provinces": "province", "sources": "source", "vocabulary": "vocabulary"}
NATIONAL = "national"
_MODELINE = re.compile(r"\$schema=\S*?([a-z]+)\.schema\.json")


class Item(NamedTuple):
    """A record in a document: where it stands, its kind, its data."""

    path: Path_
    kind: str
    data: Mapping[str, Any]


class Corpus:
    """One data directory; each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._documents: dict[Path, Document] = {}

    def files(self) -> list[Path]:
        """Every data file of the directory, in a fixed order."""
        found = [self.root / "national.yaml"] if (self.root / "national.yaml").exists() else []
        for folder in FOLDERS:
            found += sorted(p for p in (self.root / folder).glob("*.y*ml"))
        return found

    def document(self, path: Path) -> Document:
        if path not in self._documents:
            self._documents[path] = read_file(path, display_name(path))
        return self._documents[path]

    def _ids(self, folder: str) -> dict[str, Any]:
        """The readable files of a folder by their name without ending."""
        loaded = {p.stem: self.document(p).value for p in (self.root / folder).glob("*.yaml")}
        return {name: value for name, value in loaded.items() if isinstance(value, dict)}

    @cached_property
    def sources(self) -> dict[str, Any]:
        return self._ids("sources")

    @cached_property
    def vocabularies(self) -> dict[str, Mapping[str, Any]]:
        """The terms of each vocabulary that can be read."""
        return {
            name: value["terms"]
            for name, value in self._ids("vocabulary").items()
            if isinstance(value.get("terms"), dict)
        }


def kind_of(path: Path, document: Document) -> str:
    """What kind of data file this is: by its folder, else by its first line."""
    if path.parent.name in FOLDERS:
        return FOLDERS[path.parent.name]
    named = _MODELINE.search(document.source[:300])
    if named and named.group(1) in (*FOLDERS.values(), NATIONAL):
        return named.group(1)
    return NATIONAL if path.stem == NATIONAL else "province"


def records(document: Document) -> Iterator[Item]:
    """The records of a document, whatever else is wrong with it; heads behind their body."""
    value = document.value
    if not isinstance(value, dict):
        return
    for kind in (*RECORD_KINDS, "statements"):
        listed = value.get(kind)
        for place, data in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(data, dict):
                continue
            yield Item((kind, place), kind, data)
            heads = data.get("heads") if kind == "bodies" else None
            for number, head in enumerate(heads if isinstance(heads, list) else ()):
                if isinstance(head, dict):
                    yield Item((kind, place, "heads", number), "heads", head)


def mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The mapping under a key; an empty one where there is none."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def walk(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value below ``value`` with its path, outermost first."""
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from walk(item, (*path, place))


def is_citation(path: Path_) -> bool:
    """Whether what stands at this path is a citation, such as ``cls-2025-04-21#13``."""
    names = [step for step in path if isinstance(step, str)]
    return bool(names) and (names[-1] == "cite" or "cite-for" in names[-2:])
