"""The index: every record with its passages in a file of SQLite in the cache directory.

It is a copy for speed and nothing else. Each data file is known by the hash of its bytes, so
one that has changed is filed anew at the next search; an index that is damaged, or of another
version, is made anew, and where none can be kept it lives in memory for one run.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from binascii import crc32
from collections.abc import Iterator, Sequence
from importlib.util import source_hash
from pathlib import Path
from typing import Any

from datagov_cli import __version__, cache
from datagov_cli.datafiles import files_in
from datagov_cli.divisions import DIVISIONS
from datagov_cli.files import Unreadable, read_bounded
from datagov_cli.frozen import Frozen
from datagov_cli.searching.han import fold
from datagov_cli.searching.passages import (
    NAME,
    VOCABULARIES,
    Entry,
    Labels,
    of_national,
    of_province,
    of_source,
)
from datagov_cli.searching.words import is_han, tokens
from datagov_cli.store import Store

#: To be raised whenever what is filed, or how, changes.
LAYOUT = 1
#: Indexes of other directories that are kept.
MOST = 8
#: A record's place: the GB code of its file, a hash of the file's name, its number in the file.
#: The order of places is thus the same whatever was filed first.
_NAME_BITS, _NUMBER_BITS = 29, 14
_NATIONAL, _SOURCES, _NO_CODE = 999_998, 999_999, 999_997
_TABLES = """\
CREATE TABLE file (base INTEGER PRIMARY KEY, path TEXT UNIQUE, hash TEXT);
CREATE TABLE record (place INTEGER PRIMARY KEY, province TEXT, kind TEXT, id TEXT,
                     folded TEXT, weights TEXT, passages TEXT);
CREATE TABLE sign (sign TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE filed USING
    fts5(name, rest, around, content='', detail=column, tokenize='ascii');
"""


class Row(Frozen):
    """A record as it is looked through.

    ``folded`` has a line a passage, ``weights`` a digit a line; ``passages`` is JSON, read
    for the records that are shown.
    """

    place: int
    province: str | None
    kind: str
    id: str
    folded: str
    weights: str
    passages: str


class Index:
    """The index of a store's data, brought up to date when it is opened.

    :raises DataError: if a data file cannot be read.
    :raises sqlite3.Error: if the index is damaged.
    """

    def __init__(self, store: Store, path: Path | None) -> None:
        self._store = store
        self._base = sqlite3.connect(path or ":memory:", timeout=30, isolation_level=None)
        try:
            wanted = dict(self._marks())
            if self._known() != wanted:
                self._base.execute("PRAGMA synchronous=OFF")
                with self._base:
                    self._base.execute("BEGIN IMMEDIATE")
                    self._update(wanted)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._base.close()

    # --- questions --------------------------------------------------------------------------

    def rows(
        self,
        question: str,
        kinds: Sequence[str] = (),
        provinces: Sequence[str] = (),
        most: int = -1,
    ) -> list[Row]:
        """The records that a question in the language of FTS5 may mean, in the order of places.

        :param most: no more than this; all if negative.
        """
        chosen, values = "", [question]
        for column, names in (("kind", kinds), ("province", provinces)):
            if names:
                chosen += f" AND {column} IN ({', '.join('?' * len(names))})"
                values += names
        found = self._base.execute(
            "SELECT record.* FROM filed JOIN record ON record.place = filed.rowid"
            f" WHERE filed MATCH ?{chosen} ORDER BY filed.rowid LIMIT ?",
            [*values, most],
        )
        return [Row(*row) for row in found]

    def some(self, most: int) -> list[Row]:
        """The first records of all, for want of better ones."""
        return [
            Row(*row)
            for row in self._base.execute("SELECT * FROM record ORDER BY place LIMIT ?", [most])
        ]

    def signs(self) -> set[str]:
        """All Chinese characters that occur."""
        return {sign for (sign,) in self._base.execute("SELECT sign FROM sign")}

    # --- keeping ----------------------------------------------------------------------------

    def _update(self, wanted: dict[str, str]) -> None:
        known = self._known()
        if known.get("") != wanted[""]:
            self._empty(wanted[""])
            known = {}
        for path, mark in known.items():
            if wanted.get(path) != mark:
                self._forget(path)
        labels = {name: self._store.terms(name) for name in VOCABULARIES}
        for path, mark in wanted.items():
            if path and known.get(path) != mark:
                self._file(path, mark, self._entries(path, labels))

    def _known(self) -> dict[str, str]:
        """The files that are filed and their marks; that of all vocabularies under ``""``."""
        made = self._base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'file'")
        if not made.fetchone()[0]:
            return {}
        return dict(self._base.execute("SELECT path, hash FROM file"))

    def _marks(self) -> Iterator[tuple[str, str]]:
        """Every data file and a mark that changes with its bytes."""
        root = self._store.root
        folder = root / "vocabulary"
        yield "", f"{LAYOUT} " + " ".join(_mark(folder / f"{name}.yaml") for name in VOCABULARIES)
        for province in self._store.province_ids():
            yield f"provinces/{province}", _mark(root / "provinces" / f"{province}.yaml")
        if (root / "national.yaml").exists():
            yield "national", _mark(root / "national.yaml")
        for path in files_in(root / "sources"):
            if path.suffix == ".yaml":
                yield f"sources/{path.stem}", _mark(path)

    def _entries(self, path: str, labels: Labels) -> list[Entry]:
        # A store of its own for each file, so that the model of one is let go of at a time.
        store = Store(self._store.root)
        folder, _, name = path.rpartition("/")
        if folder == "provinces":
            return of_province(store.province(name), labels)
        return (
            of_source(store.source(name), labels)
            if name != path
            else of_national(store.national(), labels)
        )

    def _empty(self, mark: str) -> None:
        for name in ("file", "record", "sign", "filed"):
            self._base.execute(f"DROP TABLE IF EXISTS {name}")
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self._base.execute("INSERT INTO file VALUES (-1, '', ?)", [mark])

    def _file(self, path: str, mark: str, entries: Sequence[Entry]) -> None:
        base = _first_place(path)
        while self._base.execute("SELECT 1 FROM file WHERE base = ?", [base]).fetchone():
            base += 1 << _NUMBER_BITS
        self._base.execute("INSERT INTO file VALUES (?, ?, ?)", [base, path, mark])
        signs: set[str] = set()
        for place, entry in enumerate(entries, start=base):
            folded = fold("\n".join(passage.text for passage in entry.passages))
            weights = "".join(str(passage.weight) for passage in entry.passages)
            row = (entry.province, entry.kind, entry.id, folded, weights, _as_json(entry))
            self._base.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", [place, *row])
            columns = _columns(folded, weights)
            self._base.execute(
                "INSERT INTO filed(rowid, name, rest, around) VALUES (?, ?, ?, ?)",
                [place, *columns],
            )
            signs.update(filter(is_han, folded))
        self._base.executemany("INSERT OR IGNORE INTO sign VALUES (?)", [(s,) for s in signs])

    def _forget(self, path: str) -> None:
        found = self._base.execute("SELECT base FROM file WHERE path = ?", [path]).fetchone()
        span = (found[0], found[0] + (1 << _NUMBER_BITS) - 1)
        rows = self._base.execute(
            "SELECT place, folded, weights FROM record WHERE place BETWEEN ? AND ?", span
        ).fetchall()
        for place, folded, weights in rows:
            # An FTS5 table without content takes out what it is told had been put in.
            self._base.execute(
                "INSERT INTO filed(filed, rowid, name, rest, around) VALUES ('delete', ?, ?, ?, ?)",
                [place, *_columns(folded, weights)],
            )
        self._base.execute("DELETE FROM record WHERE place BETWEEN ? AND ?", span)
        self._base.execute("DELETE FROM file WHERE path = ?", [path])


def _columns(folded: str, weights: str) -> list[str]:
    """The tokens of names, of the other passages, and of what is around the record."""
    lines: tuple[list[str], list[str], list[str]] = ([], [], [])
    for line, weight in zip(folded.split("\n"), weights, strict=True):
        lines[2 if weight == "0" else int(int(weight) < NAME)].append(line)
    return [" ".join(sorted(tokens(each))) for each in lines]


def _as_json(entry: Entry) -> str:
    def cites(given: Sequence[Any]) -> list[list[Any]]:
        return [[c.source, c.paragraph] for c in given]

    passages = [
        [p.field, p.text] if p.cite is None else [p.field, p.text, cites(p.cite)]
        for p in entry.passages
        if p.weight
    ]
    return json.dumps({"cite": cites(entry.cite), "passages": passages}, ensure_ascii=False)


def _first_place(path: str) -> int:
    folder, _, name = path.rpartition("/")
    if folder == "provinces":
        code = int(DIVISIONS[name].gb2260) if name in DIVISIONS else _NO_CODE
    else:
        code = _SOURCES if folder else _NATIONAL
    return (code << _NAME_BITS | crc32(name.encode()) >> 3) << _NUMBER_BITS


def _mark(path: Path) -> str:
    """The hash of a file's bytes; empty if it cannot be read, which its reader then says."""
    try:
        data = read_bounded(path)
    except Unreadable:
        return ""
    return f"{len(data)}-{source_hash(data).hex()}"


@contextlib.contextmanager
def opened(store: Store) -> Iterator[Index]:
    """The index of a store; one that is kept where that can be, else one in memory.

    :raises DataError: if a data file cannot be read.
    """
    index = _kept(store) or Index(store, None)
    try:
        yield index
    finally:
        index.close()


def _path(store: Store) -> Path | None:
    folder = cache.directory()
    if folder is None:
        return None
    root = str(store.root.resolve()).encode("utf-8", "surrogateescape")
    return folder / f"search-{__version__}-{source_hash(root).hex()}.sqlite"


def _kept(store: Store) -> Index | None:
    path = _path(store)
    if path is None:
        return None
    for _ in range(2):
        with contextlib.suppress(OSError, sqlite3.Error):
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                _tidy(path.parent)
            return Index(store, path)
        discard(store)
    return None


def discard(store: Store) -> None:
    """Remove the index that is kept."""
    path = _path(store)
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink()


def _tidy(folder: Path) -> None:
    """Keep the newest indexes only, and none of another version."""
    kept = sorted(folder.glob("search-*.sqlite"), key=lambda path: path.stat().st_mtime)
    for place, path in enumerate(reversed(kept), start=1):
        if place >= MOST or not path.name.startswith(f"search-{__version__}-"):
            path.unlink(missing_ok=True)
