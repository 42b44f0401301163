"""The documents under check, together with all that they may refer to."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.messages import Text, message
from datagov_cli.curation.validation.load_schema import load_schema
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.key_types import HEADS
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage.data_files import FOLDERS, files_in, is_read_name, leads_out
from datagov_cli.storage.documents import Document, Step
from datagov_cli.storage.store import display_name, find_schemas

Path_ = tuple[Step, ...]

#: The folders whose files others refer to.
SHARED = ("sources", "vocabulary")
_MODELINE = re.compile(r"\$schema=(?:[^\s/]*+/)*+([a-z]++)\.schema\.json")


class Item(NamedTuple):
    """A record in a document: where it stands, its kind, its data."""

    path: Path_
    kind: str
    data: Mapping[str, Any]


class Corpus:
    """One data directory.

    :param read: the documents read so far, by their real paths, shared by the corpora of a
        run: directories may share their sources and their vocabulary.
    """

    def __init__(self, root: Path, read: dict[str, Document] | None = None) -> None:
        self.root = root
        self._read: dict[str, Document] = {} if read is None else read

    @cached_property
    def schemas(self) -> Path:
        """The schemas beside the data.

        :raises DataError: if they are not this version's own but for their lists of terms.
        """
        folder = find_schemas(self.root)
        for kind in (*FOLDERS.values(), NATIONAL):
            load_schema(folder, kind)
        return folder

    def document(self, path: Path) -> Document:
        """A file as read; sources and vocabularies, which others refer to, are kept."""
        from datagov_cli.storage.yaml_reader import read_file

        if path.parent.name not in SHARED:
            return read_file(path, display_name(path))
        real = os.path.realpath(path)
        if real not in self._read:
            self._read[real] = read_file(path, display_name(path))
        return self._read[real]

    def files(self, folder: str) -> list[Path]:
        """The data files of a folder; none of one that is a link out of the directory, which
        is a finding of its own.

        :raises DataError: if it cannot be read.
        """
        path = self.root / folder
        return [] if leads_out(path) else files_in(path)

    def _ids(self, folder: str) -> dict[str, Any]:
        """The readable files of a folder by their name without ending."""
        files = (path for path in self.files(folder) if is_read_name(path.name))
        loaded = {path.stem: self.document(path).value for path in files}
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


class Subject:
    """One document under check: what it holds, of which kind, and what it may refer to.

    :param refused: the paths of values that do not fit their schema. Rules are not
        given them to read: they find nothing in their place, and the key is there all the same.
    """

    def __init__(
        self, document: Document, path: Path, corpus: Corpus, refused: Collection[Path_] = ()
    ) -> None:
        self.document = document
        self.value = _without(document.value, refused) if refused else document.value
        self.path = path
        self.corpus = corpus
        self.kind = kind_of(path, document)
        self.items = list(records(self.value))
        self.fault = document.fault
        self.suggest = document.suggest

    @cached_property
    def by_kind(self) -> dict[str, dict[str, Item]]:
        """The records by kind and id."""
        by_kind: dict[str, dict[str, Item]] = {}
        for item in self.items:
            if isinstance(item.data.get("id"), str):
                by_kind.setdefault(item.kind, {})[item.data["id"]] = item
        return by_kind

    @cached_property
    def active(self) -> list[Item]:
        """The records that are not withdrawn, a head of a withdrawn body among them."""
        return [item for item in self.items if "withdrawn" not in item.data]

    @property
    def whole(self) -> Item:
        """The file itself, as if it were a record of the file's kind."""
        return Item((), self.kind, mapping({"": self.value}, ""))


def kind_of(path: Path, document: Document) -> str:
    """What kind of data file this is: by its folder, else by its first line."""
    if path.parent.name in FOLDERS:
        return FOLDERS[path.parent.name]
    named = _MODELINE.search(document.source[:300])
    if named and named.group(1) in (*FOLDERS.values(), NATIONAL):
        return named.group(1)
    return NATIONAL if path.stem == NATIONAL else "province"


def _without(value: Any, refused: Collection[Path_]) -> Any:
    """The data with nothing in place of what is refused."""
    copy = deepcopy({"": value})
    for path in sorted(refused, key=len, reverse=True):  # Parts before the whole.
        *parents, last = ("", *path)
        holder: Any = copy
        for step in parents:
            holder = holder[step]
        holder[last] = None
    return copy[""]


def records(value: Any) -> Iterator[Item]:
    """The records of a document's data, whatever else is wrong with it; heads behind their
    body."""
    if not isinstance(value, dict):
        return
    for kind in (*RECORD_KINDS, "statements"):
        for place, data in entries(value, kind):
            yield Item((kind, place), kind, data)
            if kind == "bodies":
                for number, head in entries(data, "heads"):
                    yield Item((kind, place, "heads", number), "heads", head)


def mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The mapping under a key; an empty one where there is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def entries(data: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings in the list under a key, each with its place in the list."""
    value = data.get(key)
    for place, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, dict):
            yield place, entry


def claims(item: Item) -> Iterator[tuple[Path_, str, Mapping[str, Any]]]:
    """The claims of a record's disputes: where each stands, on which field, and what it says."""
    disputes = mapping(item.data, "disputed")
    for field in disputes:
        for place, claim in entries(disputes, field):
            yield (*item.path, "disputed", field, place), field, claim


def said(item: Item) -> Iterator[tuple[Path_, str, str, Any]]:
    """What a record says under each key: the place, the kind of record that has the key, the
    key, the value. The sides of its disputes too; those about who heads a body are heads."""
    for key, value in item.data.items():
        yield (*item.path, key), item.kind, key, value
    for path, field, claim in claims(item):
        value = claim.get("value")
        if field != HEADS:
            yield (*path, "value"), item.kind, field, value
        elif isinstance(value, dict):
            for key, content in value.items():
                yield (*path, "value", key), HEADS, key, content


def cited(item: Item) -> Iterator[tuple[Path_, str]]:
    """Every citation of a record with its place."""
    for path, listed in cite_lists(item):
        for place, value in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(value, str):
                yield (*path, place), value


def cite_lists(item: Item) -> Iterator[tuple[Path_, Any]]:
    """The lists of citations of a record with their places: its own, those of single fields,
    of earlier statuses, of the sides of disputes."""
    yield (*item.path, "cite"), item.data.get("cite")
    for field, listed in mapping(item.data, "cite-for").items():
        yield (*item.path, "cite-for", field), listed
    for place, stage in entries(item.data, "history"):
        yield (*item.path, "history", place, "cite"), stage.get("cite")
    for path, _, claim in claims(item):
        yield (*path, "cite"), claim.get("cite")


def cites_for(item: Item, field: str) -> Any:
    """The citations of a field, as the file has them: its own, else those of its record."""
    return mapping(item.data, "cite-for").get(field) or item.data.get("cite")


def source_ids(cites: Any) -> list[str]:
    """The ids of the sources that a list of citations names, each once; none of what is no list."""
    listed = cites if isinstance(cites, list) else ()
    return list(dict.fromkeys(str(cite).partition("#")[0] for cite in listed))


def called(item: Item) -> Text:
    """A record as messages call it: by its id, if it has one."""
    name = item.data.get("id")
    return quoted(name[:80]) if isinstance(name, str) else message("this record")


def quoted(word: object) -> Text:
    """A word of a file in quotation marks."""
    return message('"{word}"', word=word)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(text)
    except ValueError:
        return None


def as_date(value: Any) -> FuzzyDate | None:
    """What is written as a date; ``None`` if it is none, which other rules report."""
    return _parsed(value) if isinstance(value, str) else None
