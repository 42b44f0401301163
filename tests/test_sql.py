"""Queries in SQL: they read all tables, and can do nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit, loaded_by

from datagov_cli.base.errors import UsageError
from datagov_cli.export import sql
from datagov_cli.export.content import Chosen, Content
from datagov_cli.export.database import build
from datagov_cli.queries.tables import TABLES
from datagov_cli.render import FORMATS
from datagov_cli.storage import cache
from datagov_cli.storage.store import Store

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def database() -> bytes:
    """The database of the invented country."""
    store = Store(COUNTRY)
    base = build(Content(store, Chosen(tuple(store.province_ids())), "en"))
    return base.serialize()


@pytest.fixture
def base(database: bytes) -> sqlite3.Connection:
    """One to ask, as a run of the command finds it."""
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.deserialize(database)
    return made


def test_a_query_is_answered_in_every_format(run: Run, tiny: Path) -> None:
    query = "select id, id, value, 1e999 as much, x'00ff' as raw, main from targets, bodies limit 1"
    query = query.replace("id, id", "targets.id, bodies.id")
    for name in FORMATS:
        result = run("sql", query, "-f", name, "--data", tiny)
        assert (result.code, result.err) == (0, ""), name
        assert "150000000" in result.out
    row = json.loads(run("sql", query, "-f", "jsonl", "--data", tiny).out)
    assert list(row) == ["id", "id_2", "value", "much", "raw", "main"]
    assert (row["much"], row["raw"], row["main"]) == ("inf", "x'00ff'", 1)


def test_text_is_what_all_commands_print(run: Run, tiny: Path) -> None:
    query = "select province, person, basis, as_of from headships where province = 'hainan'"
    assert run("sql", query, "--data", tiny).out == (
        "province  person  basis    as_of\n"
        "hainan    张三    implied  2030-02\n"
        "hainan    李四    stated   2029-12-31\n"
        "\n"
        "2 rows\n"
    )
    assert run("sql", query, "--data", tiny, "--lang", "zh").out.endswith("2行\n")
    nothing = run("sql", "select id from bodies where 0", "--data", tiny).out
    assert nothing == "id\n\n0 rows\n"


def test_the_query_may_stand_in_a_file_or_come_from_a_pipe(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "query.sql"
    path.write_text("\ufeffselect count(*) as n\nfrom provinces;\n", "utf-8")
    assert run("sql", "-i", path, "-f", "csv").out == "n\n7\n"
    with path.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        assert run("sql", "-", "-f", "csv").out == "n\n7\n"
    missing = run("sql", "-i", tmp_path / "none.sql")
    assert (missing.code, "none.sql: cannot be read" in missing.err) == (3, True)
    path.write_bytes(b"\xff\x00")
    assert run("sql", "-i", path).code == 2


def test_tables_and_columns_are_listed(ask: Ask, run: Run) -> None:
    listed = {row["table"]: row for row in ask("sql", "--tables")["rows"]}
    assert set(TABLES) < set(listed)
    assert listed["provinces"]["rows"] == 7
    assert "as_of" in listed["heads"]["columns"].split(", ")
    columns = ask("sql", "--schema", "heads")["rows"]
    assert [row["column"] for row in columns][:3] == ["province", "body", "id"]
    assert {row["table"] for row in columns} == {"heads"}
    assert {row["table"] for row in ask("sql", "--schema")["rows"]} == set(TABLES)
    wrong = run("sql", "--schema", "hedas")
    assert (wrong.code, 'did you mean "heads"?' in wrong.err) == (2, True)


def test_a_day_is_asked_about(ask: Ask, tiny: Path) -> None:
    query = "select status, standing from policies"
    rows = ask("sql", query, "--data", str(tiny), "--as-of", "2029-12-01")["rows"]
    assert rows == [{"status": "consultation", "standing": "known"}]


def test_chinese_is_found(ask: Ask) -> None:
    query = "select count(*) as n from claims_fts where claims_fts match '领导小组'"
    (row,) = ask("sql", query)["rows"]
    assert row["n"] > 5
    query = "select b.id, j.value from bodies b, json_each('[1]') j, json_tree('[2]') t limit 1"
    (row,) = ask("sql", query)["rows"]
    assert row["value"] == 1


@pytest.mark.parametrize(
    ("query", "error", "hint"),
    [
        ("select * from bodes", 'no table "bodes"', 'did you mean "bodies"?'),
        ("select nmae from bodies", 'no column "nmae"', 'did you mean "name"?'),
        ("select b.nmae from bodies b", 'no column "b.nmae"', 'did you mean "name"?'),
        ("select cuont(id) from bodies", 'no function "cuont"', 'did you mean "count"?'),
        ("select * from zzzzzz", 'no table "zzzzzz"', "--tables lists all of them"),
        ("select from", 'SQL: syntax error near "from"', "--schema lists"),
        ("select 1; select 2", "SQL: You can only execute one statement", "--schema"),
        ("select ?", "SQL: Incorrect number of bindings", "--schema"),
        ("select '\0'", "SQL: ", "--schema"),
        ("select '\ud800'", "SQL: ", "--schema"),
        ("/* nothing */", "there is no query to run", "write a SELECT"),
    ],
)
def test_what_cannot_be_read_is_said(
    query: str, error: str, hint: str, base: sqlite3.Connection
) -> None:
    with pytest.raises(UsageError) as said:
        sql.run_query(base, query)
    assert said.value.message.startswith(error)
    assert hint in (said.value.hint or "")


def test_an_error_is_told_as_all_are(run: Run) -> None:
    assert run("sql", "select * from bodes") == (
        2, "", 'error: no table "bodes"\nhint: did you mean "bodies"?\n',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([], "no query is given"),
        (["--tables", "--schema"], "--tables cannot be combined with --schema"),
        (["--tables", "select 1"], "--tables cannot be combined with a query"),
        (["-i", "a.sql", "select 1"], "--input cannot be combined with a query"),
        (["--schema", "-i", "a.sql"], "--schema cannot be combined with --input"),
    ],
)
def test_one_thing_is_asked(words: list[str], error: str, run: Run) -> None:
    result = run("sql", *words)
    assert (result.code, result.err.splitlines()[0]) == (2, f"error: {error}")


@pytest.mark.parametrize(
    ("query", "tried"),
    [
        ("insert into bodies (id) values ('x')", "write"),
        ("update bodies set name = 'x'", "write"),
        ("delete from bodies", "write"),
        ("drop table bodies", "write"),
        ("create table x (y)", "write"),
        ("create temp table x (y)", "write"),
        ("create view x as select 1", "write"),
        ("create trigger x after insert on bodies begin select 1; end", "write"),
        ("alter table bodies rename to x", "write"),
        ("insert into claims_fts (claims_fts) values ('delete-all')", "write"),
        ("with x as (select 1) insert into bodies (id) select * from x", "write"),
        ("replace into bodies (id) values ('x') returning *", "write"),
        ("begin", "write"),
        ("savepoint x", "write"),
        ("reindex", "write"),
        ("analyze", "write"),
        ("vacuum into 'x.db'", None),
        ("vacuum", None),
        ("attach 'x.db' as x", "attach files"),
        ("attach '/etc/passwd' as x", "attach files"),
        ("detach main", "detach files"),
        ("pragma writable_schema = 1", "use pragmas"),
        ("pragma query_only = 0", "use pragmas"),
        ("pragma hard_heap_limit = 0", "use pragmas"),
        ("select * from pragma_database_list", "use table functions"),
        ("select * from pragma_table_info('bodies')", "use pragmas"),
        ("update sqlite_schema set sql = ''", None),
        ("select load_extension('x')", "call the function load_extension"),
        ("select readfile('/etc/passwd')", None),
        ("select writefile('x', 'y')", None),
        ("select * from fsdir('.')", None),
        ("select fts3_tokenizer('x')", None),
        ("select randomblob(10)", "call the function randomblob"),
        ("select zeroblob(1000000000)", "call the function zeroblob"),
        ("select sqlite_compileoption_get(1)", "call the function sqlite_compileoption_get"),
        ("explain delete from bodies", "write"),
    ],
)
def test_a_query_only_reads(
    query: str,
    tried: str | None,
    base: sqlite3.Connection,
    database: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as refused:
        sql.run_query(base, query)
    if tried:
        assert refused.value.message.startswith(f"sql only reads: a query cannot {tried}")
    assert base.serialize() == database
    assert list(tmp_path.iterdir()) == []
    assert sql.run_query(base, "select count(*) from provinces").rows == [(7,)]


@pytest.mark.parametrize(
    "query",
    [
        "with recursive c(n) as (select 1 union all select n + 1 from c) select sum(n) from c",
        "with recursive c(n) as (select 1 union all select n + 1 from c) select n from c",
        "select count(*) from claims a, claims b, claims c, claims d",
        "select count(*) from claims a, claims b, claims c where a.value || b.value like"
        " '%' || c.value || '%x'",
    ],
)
def test_a_query_that_runs_for_ever_is_stopped(
    query: str, base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "MOST_SECONDS", 0.2)
    with pytest.raises(UsageError, match=r"^the query takes longer than 0.2 seconds$"):
        sql.run_query(base, query)


def test_the_memory_of_a_query_is_bounded(
    base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "with recursive c(n) as (select 1 union all select n + 1 from c limit 100000)"
    monkeypatch.setattr(sql, "MOST_ANSWER", 100_000)
    with pytest.raises(UsageError, match="the answer is too large"):
        sql.run_query(base, f"{endless} select n from c")
    monkeypatch.setattr(sql, "MOST_ROWS", 10)
    assert len(sql.run_query(base, f"{endless} select n from c limit 10").rows) == 10
    with pytest.raises(UsageError, match="the answer is too large"):
        sql.run_query(base, f"{endless} select n from c limit 11")
    # A value that doubles with each row.
    doubling = "with recursive c(t) as (select 'xxxxxxxx' union all select t || t from c)"
    with pytest.raises(UsageError, match="too big"):
        sql.run_query(base, f"{doubling} select max(length(t)) from c")


def test_memory_that_runs_out_is_no_bug(
    base: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(sql._Query, "_fetch", full)
    with pytest.raises(UsageError, match="takes too much memory"):
        sql.run_query(base, "select 1")


def test_an_interrupt_is_no_failure_of_the_query(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> bool:
        """As Python raises it when it enters the function, before the first line."""
        raise KeyboardInterrupt

    sqlite3.enable_callback_tracebacks(False)  # Programs that other tests try turn them on.
    monkeypatch.setattr(sql._Query, "_stop", interrupted)
    result = run("sql", "select count(*) from claims a, claims b")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_the_database_is_kept_until_the_data_changes(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_CACHE", str(tiny / "cache"))
    made: list[object] = []

    def counting(content: Any) -> sqlite3.Connection:
        made.append(content)
        return build(content)

    monkeypatch.setattr("datagov_cli.export.sql.build", counting)
    query = ("sql", "select value from targets", "-f", "csv", "--data", tiny)
    first = run(*query).out
    assert run(*query).out == first
    assert len(made) == 1
    run(*query, "--as-of", "2029")
    run(*query, "--lang", "zh")
    assert len(made) == 3
    edit(tiny / "provinces" / "hainan.yaml", "value: 150000000", "value: 150000001")
    assert "150000001" in run(*query).out
    assert len(made) == 4
    # An entry that is damaged is made again.
    kept = cache.directory()
    assert kept
    for path in kept.glob("datagov-*-sql-*"):
        path.write_bytes(path.read_bytes()[:-9])
    assert "150000001" in run(*query).out
    assert len(made) == 5


def test_an_old_sqlite_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATAGOV_CACHE", str(tmp_path))
    monkeypatch.setattr("datagov_cli.export.database._NEEDED", (99, 0, 0))
    result = run("sql", "select 1")
    assert result.code == 2
    assert "is too old: full-text search needs" in result.err


def test_help_and_errors_load_no_database() -> None:
    calls = ("sql --help", "export --help", "sql", "export -o a.docx")
    assert loaded_by([(call.split(), {}) for call in calls]) == [set()] * 4
