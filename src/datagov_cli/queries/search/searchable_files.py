"""What is searched: the records of each data file, their passages in the form that is compared.

They are made once for each file and kept in the cache, under the bytes of the file and of the
vocabularies whose labels they hold. What is kept is JSON in several lines, so that a search
decodes no more than it needs: mostly the second line alone.

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
    from datagov_cli.model.records import Citation, Text
    from datagov_cli.queries.search.passages import SearchRecord

#: To be raised whenever what is kept, or how, changes.
_LAYOUT = b"5"
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
    """The searchable records of one data file; see above for what it is made of."""

    def __init__(self, content: bytes) -> None:
        head, folded, *self._rest = content.split(b"\n", 5)
        known: dict[str, Any] = json.loads(head)
        self.province: str | None = known["province"]
        self.name: list[str] | None = known["name"]
        self.signs: str = known["signs"]
        self.weights: str = known["weights"]
        self.folded: str = json.loads(folded)

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
    return [_searchable_file(store, folder, name, ground) for folder, name in _data_files(store)]


def _searchable_file(store: Store, folder: str, name: str, ground: bytes) -> SearchableFile:
    """The rows of one file, kept or made anew.

    :param ground: a digest of what they rest on besides the file itself.
    """
    path = store.path(folder, name)
    data = read(path)
    key = b"\0".join((folder.encode(), data, ground))
    content = cache.read("search", key)
    if content is None:
        from datagov_cli.queries.search import passages
        from datagov_cli.storage import parse_records

        labels = {name: store.terms(name) for name in VOCABULARIES}
        if folder == "provinces":
            province = parse(path, data, parse_records.province)
            content = _stored_bytes(passages.of_province(province, labels), province.name)
        elif folder:
            content = _stored_bytes(
                passages.of_source(parse(path, data, parse_records.source), labels), None
            )
        else:
            facts = parse(path, data, parse_records.national)
            content = _stored_bytes(passages.of_national(facts, labels), facts.name)
        cache.write("search", key, content)
    return SearchableFile(content)


def _stored_bytes(entries: Sequence[SearchRecord], name: Text | None) -> bytes:
    """What is kept of a file."""
    from datagov_cli.queries.search.passages import PLAIN

    holders: dict[tuple[str, int], list[str]] = {}
    numbers: dict[tuple[str, int], int] = {}
    lists: dict[tuple[str, ...], int] = {}
    shown = []
    for record, entry in enumerate(entries):
        own: dict[str, list[list[Any]]] = {}
        reserved: dict[str, list[Any]] = {}
        passages, fields = [], []
        for place, (field, text, weight, cite, said) in enumerate(entry.passages):
            passage = (text, weight)
            passages.append(numbers.setdefault(passage, len(numbers)))
            holders.setdefault(passage, []).append(str(record))
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
    held = "\n".join(map(" ".join, holders.values()))
    kinds = [entry.kind for entry in entries]
    parts = (head, folded, written, held, [kinds, list(lists)], *shown)
    lines = (json.dumps(part, ensure_ascii=False) for part in parts)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _cite_pairs(citations: Iterable[Citation]) -> list[list[Any]]:
    return [[cited.source, cited.paragraph] for cited in citations]


def _data_files(store: Store) -> Iterator[tuple[str, str]]:
    """Each data file: its folder in the data, and its name without the ending."""
    for province in store.province_ids():
        yield "provinces", province
    if (store.root / "national.yaml").exists():
        yield "", "national"
    for source in store.ids("sources"):
        yield "sources", source
