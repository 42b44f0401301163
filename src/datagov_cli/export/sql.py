"""Querying the database in SQL. A query may come from anyone, so it can do nothing but read.

SQLite's own authoriser refuses all else: to write, to attach files, to set pragmas, to call a
function that is not listed here. Time, memory and the size of the answer are bounded.
"""

from __future__ import annotations

import math
import re
import sqlite3
import time
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import Text, message
from datagov_cli.export.content import Content
from datagov_cli.export.database import build
from datagov_cli.storage import cache

#: Seconds that a query may take.
MOST_SECONDS = 10.0
#: Bytes that SQLite may use, the database included; and that the answer may have, roughly.
MOST_MEMORY, MOST_ANSWER = 512 << 20, 128 << 20
#: Rows of an answer.
MOST_ROWS = 1_000_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 16 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1 << 20,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
#: Instructions of SQLite's machine between two looks at the clock.
_STEPS = 10_000

#: The functions that a query may call (sqlite.org: lang_corefunc, lang_aggfunc,
#: windowfunctions, lang_datefunc, lang_mathfunc, json1, fts5): none that loads or opens anything,
#: none that makes a value as large as one likes or one that is random.
FUNCTIONS = frozenset(
    """
    abs char coalesce concat concat_ws format glob hex ifnull iif instr length like likelihood
    likely lower ltrim max min nullif octet_length printf quote replace round rtrim sign substr
    substring trim typeof unhex unicode unlikely upper
    avg count group_concat string_agg sum total
    cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank
    row_number
    date datetime julianday strftime time timediff unixepoch
    acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10
    log2 mod pi pow power radians sin sinh sqrt tan tanh trunc
    json json_array json_array_length json_each json_extract json_group_array json_group_object
    json_object json_quote json_tree json_type json_valid -> ->>
    bm25 highlight match snippet
    """.split()  # noqa: SIM905 - a list of them would be three times as long
)
#: Actions of the authoriser (sqlite.org/c3ref/c_alter_table.html) → what is tried, in words.
_REFUSED = {
    sqlite3.SQLITE_ATTACH: message("attach files"),
    sqlite3.SQLITE_DETACH: message("detach files"),
    sqlite3.SQLITE_PRAGMA: message("use pragmas"),
}


#: What to do about a query that takes too much.
_LESS = message("ask for less at once, with WHERE or LIMIT")
#: What a query may name that there is not.
_MISSING = {
    "table": message("table"),
    "column": message("column"),
    "function": message("function"),
}


class Rows(NamedTuple):
    """An answer: the names of its columns, each one once, and its rows."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def database(content: Content) -> sqlite3.Connection:
    """The database of an export in memory; it is kept for the next run, as making it takes long.

    :raises DataError: if the data cannot be read.
    :raises UsageError: if the SQLite of this Python is too old.
    """
    key = _cache_key(content)
    kept = cache.read("sql", key)
    if kept is not None:
        base = sqlite3.connect(":memory:", isolation_level=None)
        base.deserialize(zlib.decompress(kept))
        return base
    base = build(content)
    cache.write("sql", key, zlib.compress(base.serialize(), 1))
    return base


def _cache_key(content: Content) -> bytes:
    """All that the database depends on: the data, how it is asked for, the program."""
    package = Path(__file__).parents[1]
    code = [(str(path), path.stat().st_mtime_ns) for path in sorted(package.rglob("*.py"))]
    said = (content.about(), content.chosen, content.lang, sqlite3.sqlite_version, code)
    return repr(said).encode("utf-8", "surrogatepass")


def run_query(base: sqlite3.Connection, query: str) -> Rows:
    """What a query gives.

    :param query: one ``SELECT``, ``WITH`` or ``VALUES``.
    :raises UsageError: if it is none, cannot be read, names what is not there, does anything but
        read, or takes too much time or memory.
    """
    return _Query(base).run(query)


class _Query:
    """One query, and what became of it."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.refused: Text | None = None
        self.late = False
        self.until = math.inf

    def run(self, query: str) -> Rows:
        names = _names(self.base)
        self._bound()
        self.until = time.monotonic() + MOST_SECONDS
        try:
            cursor = self.base.execute(query)
            if cursor.description is None:
                raise UsageError(message("there is no query to run"), message("write a SELECT"))
            columns = _once([column[0] for column in cursor.description])
            return Rows(columns, self._fetch(cursor))
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise self._usage_error(error, names) from None
        except MemoryError:
            raise UsageError(message("the query takes too much memory"), _LESS) from None
        finally:
            self.base.set_progress_handler(None, 0)
            self.base.set_authorizer(None)

    def _bound(self) -> None:
        """Set the limits; pragmas come before the authoriser, which refuses them."""
        # What virtual tables prepare when they are first used, the authoriser would refuse.
        for first in (
            "claims_fts WHERE claims_fts MATCH 'abc'",
            "json_each('[]')",
            "json_tree('[]')",
        ):
            self.base.execute(f"SELECT 1 FROM {first}").fetchall()
        self.base.execute("PRAGMA query_only = 1")
        self.base.execute("PRAGMA temp_store = 2")  # In memory, and so within the next limit.
        self.base.execute(f"PRAGMA hard_heap_limit = {MOST_MEMORY}")
        for limit, most in _LIMITS.items():
            self.base.setlimit(limit, most)
        self.base.set_authorizer(self._allow)
        self.base.set_progress_handler(self._stop, _STEPS)

    def _allow(self, action: int, one: str | None, two: str | None, *_: str | None) -> int:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (two or "").lower() in FUNCTIONS:
            return sqlite3.SQLITE_OK
        if (action, one) == (sqlite3.SQLITE_PRAGMA, "data_version"):
            return sqlite3.SQLITE_OK  # FTS5 asks for it; it says nothing of the data.
        self.refused = _REFUSED.get(action, message("write"))
        if action == sqlite3.SQLITE_FUNCTION:
            self.refused = message("call the function {name}", name=two)
        if (action, one) == (sqlite3.SQLITE_UPDATE, "sqlite_master"):  # So they are made known.
            self.refused = message("use table functions but json_each and json_tree")
        return sqlite3.SQLITE_DENY

    def _stop(self) -> bool:
        self.late = time.monotonic() > self.until
        return self.late

    def _fetch(self, cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        size = 0
        for row in cursor:
            rows.append(tuple(map(_plain, row)))
            size += sum(len(value) for value in row if isinstance(value, str | bytes)) + 50
            if len(rows) > MOST_ROWS or size > MOST_ANSWER:
                raise UsageError(message("the answer is too large"), _LESS)
        return rows

    def _usage_error(self, error: Exception, names: dict[str, list[str]]) -> UsageError:
        """What a failure of SQLite means."""
        said = str(error)
        if self.late:
            seconds = f"{MOST_SECONDS:g}"
            late = message("the query takes longer than {number} seconds", number=seconds)
            return UsageError(late, _LESS)
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            # The user's: raised wherever Python comes to look, and taken by SQLite for its own.
            raise KeyboardInterrupt
        if self.refused:
            hint = message("datagov export --output datagov.sqlite gives a database of your own")
            return UsageError(
                message("sql only reads: a query cannot {refused}", refused=self.refused), hint
            )
        missing = re.fullmatch(r"no such (table|column|function): (.+)", said)
        if missing is None:
            unread = re.fullmatch('near "(.*)": syntax error', said, re.DOTALL)
            return UsageError(
                message('SQL: syntax error near "{word}"', word=unread[1])
                if unread
                else message("SQL: {said}", said=said),
                message("datagov sql --schema lists tables and columns"),
            )
        what, name = missing.groups()
        hint = message(
            "datagov sql {option} lists all of them",
            option="--tables" if what == "table" else "--schema",
        )
        known = {"table": names, "column": [c for columns in names.values() for c in columns]}
        listed = known.get(what, FUNCTIONS)
        return UsageError(
            message('no {what} "{name}"', what=_MISSING[what], name=name),
            did_you_mean(name.rpartition(".")[2], listed, hint),
        )


def _names(base: sqlite3.Connection) -> dict[str, list[str]]:
    """The tables and views, and their columns."""
    kinds = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
    listed = [row[0] for row in base.execute(kinds)]
    shown = [name for name in listed if not name.startswith(("claims_fts_", "sqlite_"))]
    info = "SELECT name FROM pragma_table_info(?)"
    return {name: [row[0] for row in base.execute(info, [name])] for name in shown}


def tables(base: sqlite3.Connection) -> Rows:
    """The tables and views: how many rows each has, and its columns."""
    rows = [
        (name, base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0], ", ".join(columns))
        for name, columns in _names(base).items()
    ]
    return Rows(["table", "rows", "columns"], rows)


def _once(names: list[str]) -> list[str]:
    """The names, a number behind those that came before."""
    seen: dict[str, None] = {}
    for name in names:
        number, free = 1, name
        while free in seen:
            number += 1
            free = f"{name}_{number}"
        seen[free] = None
    return list(seen)


def _plain(value: Any) -> Any:
    """A value as all formats can show it: bytes in hexadecimal, no number that JSON lacks."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
