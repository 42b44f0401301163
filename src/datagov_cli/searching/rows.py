"""What is searched: the records of each data file, their passages in the form that is compared.

They are made once for each file and kept in the cache, under the bytes of the file and of the
vocabularies whose labels they hold. What is kept is JSON in several lines, so that a search
decodes no more than it needs: mostly the second line alone.

1. ``province`` (or ``None``), ``name`` (that of the province or country in Chinese and English),
   ``signs`` (the Chinese characters that occur, and ü) and ``weights`` (a digit a passage)
2. the passages, folded: each different one once, with a line feed between
3. the same passages as they are written
4. of each record its kind; of each record the numbers of its passages
5. from here on, a line a record: id, citations, the field of each passage, and by the place of a
   passage its citations where they are its own
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from datagov_cli import cache
from datagov_cli.searching.han import fold
from datagov_cli.searching.words import is_han
from datagov_cli.store import Store, parse, read

if TYPE_CHECKING:
    from datagov_cli.model import Citation, Text
    from datagov_cli.searching.passages import Entry

#: To be raised whenever what is kept, or how, changes.
_LAYOUT = b"1"
#: The vocabularies whose labels are searched.
VOCABULARIES = (
    "topics", "posts", "roles", "body-kinds", "metrics", "modes", "policy-statuses", "scopes",
    "target-bases", "units", "province-kinds", "statement-kinds", "source-kinds", "tiers",
)  # fmt: skip


class Rows:
    """The searchable records of one data file; see above for what it is made of."""

    def __init__(self, content: bytes) -> None:
        head, folded, self._written, self._records, self._shown = content.split(b"\n", 4)
        self._head: dict[str, Any] = json.loads(head)
        self.province: str | None = self._head["province"]
        self.name: list[str] | None = self._head["name"]
        self.signs: str = self._head["signs"]
        self.weights: str = self._head["weights"]
        self.folded: str = json.loads(folded)

    @cached_property
    def passages(self) -> list[str]:
        """The different passages as they are written."""
        written: str = json.loads(self._written)
        return written.split("\n")

    @cached_property
    def records(self) -> list[tuple[str, list[int]]]:
        """Of each record its kind, and the numbers of its passages."""
        return list(zip(*json.loads(self._records), strict=True))

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._shown.split(b"\n")

    def shown(self, record: int) -> tuple[str, list[list[Any]], list[str], dict[str, Any]]:
        """What else there is to show: id, citations, fields, and citations by passage."""
        shown: tuple[str, list[list[Any]], list[str], dict[str, Any]]
        shown = json.loads(self._lines[record])
        return shown


def rows(store: Store) -> list[Rows]:
    """The rows of all data files: provinces by their codes, the country, sources by their ids.

    :raises DataError: if a data file cannot be read.
    """
    labels = [read(store.path("vocabulary", name)) for name in VOCABULARIES]
    ground = b"\0".join((_LAYOUT, *labels))
    return [_rows(store, folder, name, ground) for folder, name in _files(store)]


def _rows(store: Store, folder: str, name: str, ground: bytes) -> Rows:
    """The rows of one file, kept or made anew.

    :param ground: what they rest on besides the file itself.
    """
    path = store.path(folder, name)
    data = read(path)
    key = b"\0".join((folder.encode(), data, ground))
    content = cache.read("search", key)
    if content is None:
        from datagov_cli import build
        from datagov_cli.searching import passages

        labels = {name: store.terms(name) for name in VOCABULARIES}
        if folder == "provinces":
            province = parse(path, data, build.province)
            content = _content(passages.of_province(province, labels), province.name)
        elif folder:
            content = _content(passages.of_source(parse(path, data, build.source), labels), None)
        else:
            facts = parse(path, data, build.national)
            content = _content(passages.of_national(facts, labels), facts.name)
        cache.write("search", key, content)
    return Rows(content)


def _content(entries: Sequence[Entry], name: Text | None) -> bytes:
    """What is kept of a file."""
    numbers: dict[tuple[str, int], int] = {}
    kinds, lines, shown = [], [], []
    for entry in entries:
        kinds.append(entry.kind)
        lines.append([numbers.setdefault((text, weight), len(numbers)) for _, text, weight, _ in entry.passages])
        fields = [field for field, _, weight, _ in entry.passages if weight]
        cites = {place: _plain(cite) for place, (_, _, _, cite) in enumerate(entry.passages) if cite is not None}
        shown.append([entry.id, _plain(entry.cite), fields, cites])
    written = "\n".join(text for text, _ in numbers)
    folded = fold(written)
    head = {
        "province": entries[0].province if entries else None,
        "name": name and [name.zh, name.en],
        "signs": "".join(sorted(sign for sign in set(folded) if is_han(sign) or sign == "ü")),
        "weights": "".join(str(weight) for _, weight in numbers),
    }
    parts = (head, folded, written, [kinds, lines], *shown)
    return "\n".join(json.dumps(part, ensure_ascii=False) for part in parts).encode()


def _plain(citations: Iterable[Citation]) -> list[list[Any]]:
    return [[cited.source, cited.paragraph] for cited in citations]


def _files(store: Store) -> Iterator[tuple[str, str]]:
    """Each data file: its folder in the data, and its name without the ending."""
    for province in store.province_ids():
        yield "provinces", province
    if (store.root / "national.yaml").exists():
        yield "", "national"
    for path in sorted((store.root / "sources").glob("*.yaml")):
        yield "sources", path.stem
