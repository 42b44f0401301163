"""What is searched: the records of the data files, their passages in the form that is compared.

They are made once for each province, for the country, and for every :data:`SOURCES` sources, and
kept in the cache, under the bytes of these files and of the vocabularies whose labels they hold.
What is kept is JSON in several lines, so that a search decodes no more than it needs: mostly the
second line alone.

1. ``province`` (or ``None``), ``name`` (that of the province or country in Chinese and English),
   ``signs`` (the Chinese characters that occur, and ü) and ``weights`` (a digit a passage)
2. the passages, folded: each different one once, with a line feed between
3. the same passages as they are written
4. by passage, likewise, the numbers of the records that have it
5. the kind of each record; the lists of fields that records have
6. from here on, a line a record: :class:`StoredRecord`, its fields as the number of such a list
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.queries.search.chinese import fold
from datagov_cli.queries.search.tokens import is_han
from datagov_cli.storage import cache
from datagov_cli.storage.store import Store, parse, read

if TYPE_CHECKING:
    from pathlib import Path

    from datagov_cli.model.records import Citation, Text
    from datagov_cli.queries.search.passages import SearchRecord

#: To be raised whenever what is kept, or how, changes.
_LAYOUT = b"6"
#: Sources are small and many: so many are kept together.
SOURCES = 200
#: The vocabularies whose labels are searched, or stand beside what is found.
VOCABULARIES = sorted({k.vocabulary for keys in RECORD_KEYS.values() for k in keys if k.vocabulary})


class StoredRecord(Frozen):
    """A record: its citations, as source and paragraph, the numbers of its passages and the
    field of each, those that surround it last, by place the citations of a passage that has its
    own and what must be said with it (state, basis, and of each key beside it the plain value and
    a text in Chinese and English), as of when it is stated and the basis of that date, and whom
    the source credits."""

    id: str
    cite: list[list[Any]]
    passages: list[int]
    fields: list[str]
    own: dict[str, list[list[Any]]]
    reserved: dict[str, list[Any]]
    as_of: str | None
    as_of_basis: str
    via: list[str] | None


class SearchableFile:
    """The searchable records of a data file, or of several sources; see above for what it is
    made of."""

    def __init__(self, content: bytes) -> None:
        head, folded, *self._rest = content.split(b"\n", 5)
        known: dict[str, Any] = json.loads(head)
        self.province: str | None = known["province"]
        self.name: list[str] | None = known["name"]
        self.signs: str = known["signs"]
        self.weights: str = known["weights"]
        self.folded: str = json.loads(folded)
        self._held: dict[str, bool] = {}

    def holds(self, pattern: str) -> bool:
        """Whether a pattern occurs in the folded passages; each is looked for once."""
        if pattern not in self._held:
            self._held[pattern] = re.search(pattern, self.folded) is not None
        return self._held[pattern]

    @cached_property
    def passages(self) -> list[str]:
        """The different passages as they are written."""
        written: str = json.loads(self._rest[0])
        return written.split("\n")

    @cached_property
    def _holders(self) -> list[str]:
        holders: str = json.loads(self._rest[1])
        return holders.split("\n")

    def holders(self, passage: int) -> Iterator[int]:
        """The numbers of the records that have a passage."""
        return map(int, self._holders[passage].split())

    @cached_property
    def _kinds_and_fields(self) -> tuple[list[str], list[list[str]]]:
        kinds, fields = json.loads(self._rest[2])
        return kinds, fields

    def kind(self, record: int) -> str:
        """The kind of a record."""
        return self._kinds_and_fields[0][record]

    @cached_property
    def _shown(self) -> list[bytes]:
        return self._rest[3].split(b"\n")

    def shown(self, record: int) -> StoredRecord:
        """What there is to show of a record."""
        name, cite, passages, fields, *more = json.loads(self._shown[record])
        return StoredRecord(name, cite, passages, self._kinds_and_fields[1][fields], *more)


def searchable_files(store: Store) -> list[SearchableFile]:
    """The rows of all data files: provinces by their codes, the country, sources by their ids.

    :raises DataError: if a data file cannot be read.
    """
    labels = [read(store.path("vocabulary", name)) for name in VOCABULARIES]
    ground = cache.blake2b(b"\0".join((_LAYOUT, *labels))).digest()
    sources = store.ids("sources")
    parts = [("provinces", [province]) for province in store.province_ids()]
    parts += [("", ["national"])] if store.has_national else []
    parts += [
        ("sources", sources[start : start + SOURCES]) for start in range(0, len(sources), SOURCES)
    ]
    return [_searchable_file(store, folder, names, ground) for folder, names in parts]


def _searchable_file(
    store: Store, folder: str, names: Sequence[str], ground: bytes
) -> SearchableFile:
    """The rows of one file, or of several in a folder, kept or made anew.

    :param ground: a digest of what they rest on besides the files themselves.
    """
    files = [(path, read(path)) for path in (store.path(folder, name) for name in names)]
    lengths = " ".join(str(len(data)) for _, data in files)
    key = b"\0".join((folder.encode(), ground, lengths.encode(), *(data for _, data in files)))
    content = cache.read("search", key)
    if content is None:
        content = _stored_bytes(*_records(store, folder, files))
        cache.write("search", key, content)
    return SearchableFile(content)


def _records(
    store: Store, folder: str, files: Sequence[tuple[Path, bytes]]
) -> tuple[list[SearchRecord], Text | None]:
    """The records of files of one kind, and the name of the province or country they are of."""
    from datagov_cli.queries.search import passages
    from datagov_cli.storage import parse_records

    labels = {name: store.terms(name) for name in VOCABULARIES}
    if folder == "sources":
        # An entry in the cache for each would take longer than reading all of them.
        sources = (parse(path, data, parse_records.source, keep=False) for path, data in files)
        return [record for source in sources for record in passages.of_source(source, labels)], None
    ((path, data),) = files
    if folder == "provinces":
        province = parse(path, data, parse_records.province)
        return passages.of_province(province, labels), province.name
    facts = parse(path, data, parse_records.national)
    return passages.of_national(facts, labels), facts.name


def _stored_bytes(entries: Sequence[SearchRecord], name: Text | None) -> bytes:
    """What is kept of these records."""
    from datagov_cli.queries.search.passages import PLAIN

    numbers: dict[tuple[str, int], int] = {}
    holders: list[list[str]] = []
    lists: dict[tuple[str, ...], int] = {}
    shown = []
    for record, entry in enumerate(entries):
        own: dict[str, list[list[Any]]] = {}
        reserved: dict[str, list[Any]] = {}
        passages, fields, held_by = [], [], str(record)
        for place, (field, text, weight, cite, said) in enumerate(entry.passages):
            number = numbers.setdefault((text, weight), len(holders))
            if number == len(holders):
                holders.append([])
            holders[number].append(held_by)
            passages.append(number)
            fields.append(field)
            if cite is not None:
                own[str(place)] = _cite_pairs(cite)
            if said != PLAIN:
                beside = [[key, plain, text.zh, text.en] for key, plain, text in said.beside]
                reserved[str(place)] = [said.state, said.basis, beside]
        listed = lists.setdefault(tuple(fields), len(lists))
        via = entry.via and [entry.via.zh, entry.via.en]
        cited, dated = _cite_pairs(entry.cite), (entry.as_of, entry.as_of_basis)
        shown.append([entry.id, cited, passages, listed, own, reserved, *dated, via])
    written = "\n".join(text for text, _ in numbers)
    folded = fold(written)
    head = {
        "province": entries[0].province if entries else None,
        "name": name and [name.zh, name.en],
        "signs": "".join(sorted(sign for sign in set(folded) if is_han(sign) or sign == "ü")),
        "weights": "".join(str(weight) for _, weight in numbers),
    }
    held = "\n".join(map(" ".join, holders))
    kinds = [entry.kind for entry in entries]
    parts = (head, folded, written, held, [kinds, list(lists)], *shown)
    lines = (json.dumps(part, ensure_ascii=False) for part in parts)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _cite_pairs(citations: Iterable[Citation]) -> list[list[Any]]:
    return [[cited.source, cited.paragraph] for cited in citations]
