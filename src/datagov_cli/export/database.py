"""The tables as a SQLite database: what ``export`` writes and what ``sql`` queries.

Names have ``_`` where the tables have ``-``, so that SQL needs no quotes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.export.content import Content
from datagov_cli.export.keys import ForeignKey, check_unique, holding_keys, primary_key
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataColumn, DataRow

#: The first with the trigram tokenizer (sqlite.org/fts5.html).
_NEEDED = (3, 34, 0)
_TYPES = {"number": "NUMERIC", "boolean": "INTEGER"}

#: The full text of claims: words of three characters or more, of any script. Its rows are those
#: of the table by ``number``.
_SEARCH = """
CREATE VIRTUAL TABLE claims_fts USING fts5(
  value, label, note, content='claims', content_rowid='number', tokenize='trigram');
INSERT INTO claims_fts(claims_fts) VALUES ('rebuild');
"""

#: What is asked for often. Name → what its rows are, and how they are found.
VIEWS = {
    "facts": (
        "a row a fact, however many paragraphs it cites",
        """SELECT province, kind, record, field, state, value, label, unit, basis, as_of,
  as_of_basis, note, qualifiers, standing, count(source) AS citations
FROM claims
GROUP BY province, kind, record, field, state, value, label, unit, basis, as_of, as_of_basis,
  note, searched, qualifiers, via, standing
ORDER BY min(number)""",
    ),
    "cited_claims": (
        "a row a claim and paragraph cited, with what the source is",
        """SELECT claims.*, citations.place, sources.title AS source_title,
  sources.publisher AS source_publisher, sources.published AS source_published,
  sources.published_state AS source_published_state, sources.url,
  sources.withdrawn AS source_withdrawn
FROM claims
JOIN citations USING (source, paragraph)
JOIN sources ON sources.id = claims.source
ORDER BY claims.number""",
    ),
    "open_questions": (
        "a row for each fact that no source states: unknown, disputed, not applicable, implied",
        """SELECT * FROM facts WHERE state <> 'known' OR basis = 'implied'""",
    ),
    "headships": (
        "each headship of the main leading group of a province, deputies and earlier heads too",
        """SELECT bodies.province, provinces.name AS province_name, bodies.name AS body,
  heads.person, heads.person_state, heads.posts, heads.posts_state, heads.role, heads.as_of,
  heads.as_of_state, heads.until, heads.until_state, heads.basis, bodies.heads_state,
  heads.standing, heads.cite
FROM bodies
JOIN provinces ON provinces.id = bodies.province
LEFT JOIN heads ON heads.province = bodies.province AND heads.body = bodies.id
WHERE bodies.main = 1
ORDER BY provinces.gb2260, heads.as_of DESC""",
    ),
    "figures": (
        "targets and measures in one list, with the labels of their metrics and units",
        """SELECT f.*, metric.label AS metric_label, metric.label_en AS metric_label_en,
  unit.label AS unit_label, unit.label_en AS unit_label_en
FROM (
  SELECT 'target' AS what, province, id, metric, relation, value, unit, as_written, year,
    year_state, basis, standing, cite FROM targets
  UNION ALL
  SELECT 'measure', province, id, metric, relation, value, unit, as_written, year, year_state,
    NULL, standing, cite FROM measures
) AS f
LEFT JOIN terms AS metric ON metric.vocabulary = 'metrics' AND metric.id = f.metric
LEFT JOIN terms AS unit ON unit.vocabulary = 'units' AND unit.id = f.unit""",
    ),
}


def sql_name(name: str) -> str:
    """The name of a column in SQL."""
    return name.replace("-", "_")


def build(content: Content) -> sqlite3.Connection:
    """The database, in memory.

    :raises DataError: if the data cannot be read, or two records have one id.
    :raises UsageError: if the SQLite of this Python is too old.
    """
    if sqlite3.sqlite_version_info < _NEEDED:
        raise UsageError(
            message(
                "SQLite {version} is too old: full-text search needs 3.34",
                version=sqlite3.sqlite_version,
            ),
            message("use a Python that comes with a newer one"),
        )
    tables = content.rows_by_table()
    check_unique(tables)
    keys = holding_keys(tables)
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("PRAGMA page_size = 4096")
    base.execute("BEGIN")
    for name, rows in tables.items():
        _create(base, name, TABLES[name].columns, keys[name])
        _insert(base, name, len(TABLES[name].columns), rows)
        _index(base, name, keys[name])
    for name, columns, described in content.described(sql_name):
        _create(base, name, columns, [])
        _insert(base, name, len(columns), described)
    base.execute("COMMIT")
    for name, (about, query) in VIEWS.items():
        base.execute(f"CREATE VIEW {name} AS -- {about}\n{query}")
    base.executescript(_SEARCH)
    return base


def _create(
    base: sqlite3.Connection, name: str, columns: Iterable[DataColumn], keys: list[ForeignKey]
) -> None:
    """Make a table, with a comment beside each column."""
    lines = []
    if name == "claims":
        lines.append(("number INTEGER PRIMARY KEY", "its place in the export"))
    for column in columns:
        kind = _TYPES.get(column.type, "TEXT")
        lines.append((f"{_identifier(column.name)} {kind}", column.about[1].replace("\n", " ")))
    if name in TABLES and primary_key(name):
        lines.append((f"PRIMARY KEY ({_identifiers(primary_key(name))})", ""))
    if name == "citations":
        lines.append(("UNIQUE (source, paragraph)", ""))
    for key in keys:
        refers = f"REFERENCES {_identifier(key.table)} ({_identifiers(key.found_in)})"
        lines.append((f"FOREIGN KEY ({_identifiers(key.columns)}) {refers}", ""))
    last = len(lines) - 1
    written = [
        f"  {line}{',' if place < last else ''}{f' -- {about}' if about else ''}"
        for place, (line, about) in enumerate(lines)
    ]
    base.execute(f"CREATE TABLE {_identifier(name)} (\n" + "\n".join(written) + "\n)")


def _index(base: sqlite3.Connection, name: str, keys: list[ForeignKey]) -> None:
    """Make the indexes of what is looked up: references, and records in the claims. Columns with
    which another one begins need none of their own."""
    wanted = [key.columns for key in keys]
    if name == "claims":
        wanted += [("province", "kind", "record"), ("field", "state")]
    others = [*wanted, primary_key(name)]
    for columns in wanted:
        if all(other == columns or other[: len(columns)] != columns for other in others):
            index = _identifier(f"{name}_by_{'_'.join(columns)}")
            base.execute(f"CREATE INDEX {index} ON {_identifier(name)} ({_identifiers(columns)})")


def _insert(base: sqlite3.Connection, name: str, number: int, rows: Iterable[DataRow]) -> None:
    marks = ", ".join("?" * number)
    columns = ""
    if name == "claims":
        columns = f"({_identifiers(column.name for column in TABLES[name].columns)})"
    base.executemany(f"INSERT INTO {_identifier(name)} {columns} VALUES ({marks})", rows)


def _identifiers(names: Iterable[str]) -> str:
    return ", ".join(map(_identifier, names))


def _identifier(name: str) -> str:
    return f'"{sql_name(name)}"'
