"""Exports: whole, the same each time, harmless, and read by other programs as what they are."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers import COUNTRY, HERE, TODAY, Run, commit, edit, git, hold

from datagov_cli import export as exporting
from datagov_cli.base import progress
from datagov_cli.cli.app import app
from datagov_cli.export import EXPORTS
from datagov_cli.export.content import Chosen, Content
from datagov_cli.model.records import Text, Value
from datagov_cli.queries.tables import TABLES, Scope
from datagov_cli.storage import parse_records
from datagov_cli.storage.store import Store

#: Format → what it is written to.
TARGETS = {
    "json": "all.json",
    "jsonl": "claims.jsonl",
    "csv": "tables",
    "xlsx": "all.xlsx",
    "sqlite": "all.sqlite",
    "parquet": "tables",
    "frictionless": "package",
    "popolo": "all.popolo.json",
    "md": "all.md",
}
#: What stands in each text of the hostile data.
HOSTILE = {
    "zh": "＝cmd|' /C calc'!A0 <script>alert(1)</script> |[x](javascript:a)",
    "en": " \n@SUM(1+1) =1 </td> ``` \" ' ; -- ${x}",
}
#: Characters that no data file may have, should one get through all the same.
HIDDEN = "\t=1+1\r\u202e\u200b\u2028\x07\x00\x1b[31m"

Export = Callable[..., Path]


@pytest.fixture
def export(run: Run, tiny: Path, tmp_path: Path) -> Export:
    """Export the small data set; gives back where to."""
    (tmp_path / "out").mkdir()

    def call(name: str, *arguments: str, target: str | None = None, err: str = "") -> Path:
        path = tmp_path / "out" / (target or TARGETS[name])
        result = run("export", "-f", name, "-o", path, "--data", tiny, *arguments)
        assert (result.code, result.out, result.err) == (0, "", err)
        return path

    return call


def content(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of each file of a folder."""
    if path.is_file():
        return {"": path.read_bytes()}
    files = (file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_xlsx(path: Path, sheet: str) -> list[dict[str, Any]]:
    from openpyxl import load_workbook

    header, *rows = load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def expected(data: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table, read without exporting them."""
    store = Store(data)
    scope = Scope(store, store.provinces(), store.national(), "en")
    columns = [column.name for column in TABLES[name].columns]
    return [dict(zip(columns, row, strict=True)) for row in TABLES[name].rows(scope)]


def hostile(data: Path) -> None:
    """Put what does harm elsewhere into the texts of a data set."""
    for path in data.rglob("*.yaml"):
        if path.parent.name == "vocabulary":
            continue
        text = path.read_text("utf-8")
        for lang, harm in HOSTILE.items():
            written = f"{lang}: {json.dumps(harm)}"
            text = re.sub(rf"\b{lang}: ([^,{{}}\n]+)", lambda _: written, text)  # noqa: B023
        path.write_text(text, "utf-8")


# --- what holds for every format --------------------------------------------------------------


@pytest.mark.parametrize("name", EXPORTS)
def test_two_runs_give_equal_bytes(name: str, export: Export) -> None:
    first = content(export(name))
    assert first
    assert all(first.values())
    assert content(export(name, "--force")) == first


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_says_when_and_of_which_data_it_was_made(
    name: str, export: Export, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(HERE.parent / "data" / "LICENSE", tiny / "LICENSE")
    said = about_of(name, export(name))
    assert said["generated-at"] == TODAY
    assert re.fullmatch("sha256:[0-9a-f]{64}", said["data-version"])
    assert "CC BY 4.0" in said["licence"]
    assert "datagov contributors" in said["cite-as"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    edit(tiny / "provinces" / "hainan.yaml", "value: 150000000", "value: 150000001")
    later = about_of(name, export(name, "--force"))
    assert later["generated-at"] == "2030-03-17T17:46:40Z"
    assert later["data-version"] != said["data-version"]


@pytest.mark.parametrize("named", ["soon", "-1", "1e9", "9" * 30, "\u0663"])
def test_a_time_that_is_none_is_refused(
    named: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", named)
    result = run("export", "-f", "json")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f'error: SOURCE_DATE_EPOCH is "{named}"\nhint: ')


def about_of(name: str, path: Path) -> dict[str, str]:
    """What an export says of itself, flat."""
    if name in ("json", "popolo"):
        return json.loads(path.read_text("utf-8"))["about"]  # type: ignore[no-any-return]
    if name == "jsonl":
        return json.loads(path.read_text("utf-8").splitlines()[0])["about"]  # type: ignore[no-any-return]
    if name == "frictionless":
        return json.loads((path / "datapackage.json").read_text("utf-8"))["about"]  # type: ignore[no-any-return]
    if name == "md":
        lines = re.findall(r"^- ([a-z-]+): (.*)$", path.read_text("utf-8"), re.MULTILINE)
        return {key: value.replace("`", "") for key, value in lines}
    if name == "sqlite":
        with sqlite3.connect(path) as base:
            return dict(base.execute("SELECT key, value FROM about"))
    if name == "xlsx":
        return {row["key"]: row["value"] for row in read_xlsx(path, "about")}
    if name == "csv":
        return {row["key"]: row["value"] for row in read_csv(path / "about.csv")}
    from pyarrow.parquet import read_table

    return {row["key"]: row["value"] for row in read_table(path / "about.parquet").to_pylist()}


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("chosen", ["xizang", "--where meetings.count=0"])
def test_an_export_holds_the_provinces_chosen(name: str, chosen: str, export: Export) -> None:
    path = export(name, *chosen.split())
    texts = b"".join(raw_texts(name, path))
    assert b"Tibet" in texts
    assert b"Hainan" not in texts


def raw_texts(name: str, path: Path) -> list[bytes]:
    """All that an export says, as text."""
    if name == "xlsx":
        with zipfile.ZipFile(path) as book:
            return [book.read(part) for part in book.namelist()]
    if name == "parquet":
        from pyarrow.parquet import read_table

        tables = [read_table(file) for file in sorted(path.iterdir())]
        return [json.dumps(table.to_pylist(), ensure_ascii=False).encode() for table in tables]
    return list(content(path).values())


@pytest.mark.parametrize("name", EXPORTS)
def test_hostile_data_does_nothing_anywhere(name: str, export: Export, tiny: Path) -> None:
    hostile(tiny)
    path = export(name)
    text = b"\n".join(raw_texts(name, path)).decode("utf-8", "replace")
    if name in ("csv", "frictionless"):
        cells = [
            cell
            for file in path.glob("*.csv")
            for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
            for cell in row
        ]
        assert any("cmd|" in cell for cell in cells)
        assert_inert(cells)
    if name == "xlsx":
        assert "<f>" not in text
        assert "<script>" not in text
        rows = [row for sheet in ("meetings", "claims") for row in read_xlsx(path, sheet)]
        values = [str(value) for row in rows for value in row.values()]
        assert any("cmd|" in value for value in values)
        assert_inert(values)
    if name == "md":
        assert "<script>" not in text
        assert not re.search(r"[^\\]\]\(javascript", text)
    if name == "json":
        document = json.loads(text)
        assert document["tables"]["meetings"][0]["title"] == HOSTILE["zh"]
    if name == "sqlite":
        with sqlite3.connect(path) as base:
            ((title, english),) = base.execute("SELECT title, title_en FROM meetings")
        assert {"zh": title, "en": english} == HOSTILE


@pytest.mark.parametrize("name", EXPORTS)
def test_hidden_characters_are_shown_or_escaped(
    name: str, export: Export, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    province = Store(tiny).province("hainan")
    said = Text(HIDDEN, HIDDEN)
    (meeting,) = province.meetings
    meeting = meeting.replace(title=Value("known", said, cite=meeting.about.cite), summary=said)
    bodies = tuple(body.replace(name=said) for body in province.bodies)
    changed = province.replace(name=said, bodies=bodies, meetings=(meeting,))
    monkeypatch.setattr(Content, "provinces", lambda _: iter([changed]))
    path = export(name)
    texts = raw_texts(name, path)
    if name not in ("sqlite", "parquet"):
        text = b"\n".join(texts).decode("utf-8")
        assert "u202e" in text
        assert not re.search("[\u202e\u200b\u2028\x07\x00\x1b]", text)
    if name == "json":
        assert json.loads(texts[0])["tables"]["meetings"][0]["title"] == HIDDEN
    if name == "csv":
        assert_inert([cell for row in read_csv(path / "meetings.csv") for cell in row.values()])
    if name == "sqlite":
        with sqlite3.connect(path) as base:
            assert base.execute("SELECT title FROM meetings").fetchall() == [(HIDDEN,)]


def assert_inert(cells: list[str]) -> None:
    """No cell is a formula for a spreadsheet, whatever it drops in front of it."""
    assert not [cell for cell in cells if re.match(r"[\s\x00-\x20]*[=+@＝＋－＠]", cell)]
    minus = [cell for cell in cells if re.match(r"[\s\x00-\x20]*-", cell)]
    assert not [cell for cell in minus if not re.fullmatch(r"-[\d.e+-]+", cell)]


# --- where an export goes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        ("", "no format is named", "give --format"),
        ("-o a.docx", 'the ending ".docx" says no format', "give --format"),
        ("-o folder", "says no format", "give --format"),
        ("-o a.zip", 'the ending ".zip" says no format', "give --format"),
        ("-o a.csv", "csv is several files", "--format csv -o FOLDER"),
        ("-o a.parquet", "parquet is several files", "name a folder"),
        ("-f csv", "csv is several files", "-o FOLDER"),
        ("-f jsno", 'unknown format "jsno"', 'did you mean "json"?'),
        ("-f json -o a.zip", "json is one file, not an archive", "name it otherwise"),
        ("-o a.json nowhere", 'unknown province "nowhere"', "shows the provinces"),
        ("-o a.json --as-of soon", "soon", "--as-of takes a year"),
        ("-o missing/a.json", "a.json cannot be written", ""),
        ("-f csv -o missing/a", "missing/a cannot be written", ""),
    ],
)
def test_what_cannot_be_is_said(
    words: str, error: str, hint: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("export", *words.split())
    assert (result.code in (2, 3), result.out) == (True, "")
    assert error in result.err.splitlines()[0]
    assert hint in result.err
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_package_that_is_missing_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("export", "-o", tmp_path / "a.xlsx")
    assert result.code == 2
    assert result.err == (
        "error: xlsx needs the package xlsxwriter\nhint: pip install 'datagov-cli[export]'\n"
    )


@pytest.mark.parametrize("name", ["json", "csv"])
def test_what_is_there_is_overwritten_only_by_force(
    name: str, export: Export, run: Run, tiny: Path
) -> None:
    path = export(name)
    first = content(path)
    edit(tiny / "provinces" / "hainan.yaml", "value: 150000000", "value: 150000001")
    refused = run("export", "-f", name, "-o", path, "--data", tiny)
    assert (refused.code, "--force" in refused.err) == (2, True)
    assert content(path) == first
    export(name, "--force")
    assert content(path) != first
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_with_other_files_is_never_replaced(export: Export, run: Run, tiny: Path) -> None:
    path = export("csv")
    (path / "thesis.docx").write_text("mine")
    held = content(path)
    refused = run("export", "-f", "csv", "-o", path, "--data", tiny, "--force")
    assert refused.code == 2
    assert "thesis.docx, which is no part of this export" in refused.err
    assert content(path) == held
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_failure_leaves_what_was_there(name: str, export: Export, run: Run, tiny: Path) -> None:
    path = export(name)
    held = content(path)
    (tiny / "provinces" / "xizang.yaml").write_text("id: [\n")
    failed = run("export", "-f", name, "-o", path, "--data", tiny, "--force")
    assert (failed.code, failed.out) == (3, "")
    assert content(path) == held
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_swap_that_fails_puts_the_old_folder_back(
    export: Export, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export("csv")
    held = content(path)
    rename = os.rename

    def failing(old: Path, new: Path) -> None:
        if Path(new) == path and Path(old).name.endswith(".tmp") and len(calls) == 1:
            calls.append(new)
            raise OSError("the disk is gone")
        calls.append(new)
        rename(old, new)

    calls: list[Path] = []
    monkeypatch.setattr("os.rename", failing)
    assert run("export", "-f", "csv", "-o", path, "--data", tiny, "--force").code == 3
    assert content(path) == held


@pytest.mark.parametrize("name", ["csv", "parquet", "frictionless", "sqlite", "md"])
def test_an_archive_holds_the_files_of_the_folder(name: str, export: Export) -> None:
    folder = content(export(name, target="folder"))
    archive = export(name, target="all.zip")
    with zipfile.ZipFile(archive) as packed:
        assert {part: packed.read(part) for part in packed.namelist()} == folder
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert content(export(name, "--force", target="all.zip")) == content(archive)


def test_the_ending_says_the_format(run: Run, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for ending in ("json", "jsonl", "ndjson", "xlsx", "sqlite", "DB", "popolo.json", "md"):
        path = tmp_path / "out" / f"a.{ending}"
        assert run("export", "-o", path, "--data", tiny).code == 0
        assert path.stat().st_size
    assert (tmp_path / "out" / "a.DB").read_bytes().startswith(b"SQLite format 3")
    assert "memberships" in json.loads((tmp_path / "out" / "a.popolo.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["json", "jsonl", "sqlite", "xlsx", "md"])
def test_one_file_can_go_to_standard_output(
    name: str, tiny: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / TARGETS[name]
    for more in (["-o", str(path)], [], ["-o", "-"]):
        with pytest.raises(SystemExit):
            app(["export", "-f", name, "--data", str(tiny), *more], prog_name="datagov")
        out = capsysbinary.readouterr().out
        assert out == (b"" if str(path) in more else path.read_bytes())


@pytest.mark.parametrize("name", ["sqlite", "xlsx"])
def test_a_terminal_is_spared_what_is_no_text(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = run("export", "-f", name)
    assert (result.code, result.out) == (2, "")
    assert f"{name} is no text for a terminal" in result.err


def test_a_disk_that_is_full_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name, module in (("json", "as_json"), ("xlsx", "as_xlsx"), ("csv", "as_csv")):
        monkeypatch.setattr(f"datagov_cli.export.{module}.write", full)
        for more in (["-o", str(tmp_path / name)], *([[]] if name == "json" else [])):
            result = run("export", "-f", name, *more)
            assert (result.code, result.out) == (3, "")
            assert "cannot be written: No space left on device" in result.err
    assert {path.name for path in tmp_path.iterdir()} <= {"cache", "out", "tiny"}


# --- which part of the data ---------------------------------------------------------------------


def test_where_says_what_is_left_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    result = run("export", "--where", "leader-rank>=governor", "-o", path)
    left_out = [line for line in result.err.splitlines() if "not known whether it matches" in line]
    assert left_out
    ids = {row["id"] for row in json.loads(path.read_text("utf-8"))["tables"]["provinces"]}
    kept = run("list", "--where", "leader-rank>=governor", "-f", "json").out
    assert ids == {province["id"] for province in json.loads(kept)["provinces"]}
    both = run(
        "export", "--where", "leader-rank>=governor", "--include-unknown", "-o", path, "--force"
    )
    assert "not known" not in both.err


def test_a_part_has_the_sources_that_it_cites(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert run("export", "-o", path).code == 0
    whole = json.loads(path.read_text("utf-8"))
    assert whole["tables"]["statements"]
    assert run("export", "yunnan", "-o", path, "--force").code == 0
    part = json.loads(path.read_text("utf-8"))
    cited = {row["source"] for row in part["tables"]["citations"]}
    assert (
        {row["id"] for row in part["tables"]["sources"]} == cited == set(part["files"]["sources"])
    )
    assert part["tables"]["statements"] == []
    assert "national" not in part["files"]
    assert part["about"]["chosen"] == "provinces yunnan"


def test_as_of_is_about_the_day(export: Export) -> None:
    note = "note: the national statements have no dates, so --as-of does not apply\n"
    path = export("json", "--as-of", "2029-12-01", err=note)
    document = json.loads(path.read_text("utf-8"))
    assert document["about"]["as-of"] == "2029-12-01"
    # The plan was only a draft then; files, which tell of later days, are no answer about it.
    (plan,) = document["tables"]["policies"]
    assert (plan["status"], plan["standing"]) == ("consultation", "known")
    assert "files" not in document
    assert document["tables"]["statements"] == []


def test_the_revision_is_that_of_git(repo: Path, run: Run, tmp_path: Path) -> None:
    def revision() -> Any:
        path = tmp_path / "a.json"
        assert run("export", "-o", path, "--data", repo / "data", "--force").code == 0
        return json.loads(path.read_text("utf-8"))["about"]["git-revision"]

    head = git(repo, "rev-parse", "HEAD").strip()
    assert revision() == head
    (repo / "data" / "notes.txt").write_text("no data file")
    assert revision() == head
    # A copy that no command reads is no part of the data, whether it is committed or not.
    copied = repo / "data" / "provinces" / "hainan (1).yaml"
    copied.write_text("id: [\n", "utf-8")
    commit(repo, "a copy")
    head = git(repo, "rev-parse", "HEAD").strip()
    assert revision() == head
    copied.unlink()
    assert revision() == head
    edit(repo / "data" / "provinces" / "hainan.yaml", "value: 150000000", "value: 150000001")
    assert revision() == f"{head}+changes"
    git(repo, "checkout", "-q", ".")
    (repo / "data" / "provinces" / "xizang.yaml").unlink()
    assert revision() == f"{head}+changes"
    shutil.rmtree(repo / ".git")
    assert revision() is None
    # Git with the longer of its two kinds of ids.
    git(repo, "init", "-q", "--object-format=sha256")
    (repo / "README").write_text("no data", "utf-8")
    git(repo, "add", "README")
    git(repo, "commit", "-q", "-m", "no data")
    assert revision() is None
    commit(repo, "data")
    head = git(repo, "rev-parse", "HEAD").strip()
    assert (revision(), len(head)) == (head, 64)


# --- the formats, read by other programs --------------------------------------------------------


@pytest.mark.parametrize("data", ["tiny", "disputed", "reservations", "country"])
def test_json_gives_the_same_model_back(
    data: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root: Path = request.getfixturevalue(data)
    assert run("export", "-o", tmp_path / "a.json", "--data", root).code == 0
    files = json.loads((tmp_path / "a.json").read_text("utf-8"))["files"]
    store = Store(root)
    read = {name: parse_records.province(file) for name, file in files["provinces"].items()}
    assert list(read) == store.province_ids()
    assert list(read.values()) == store.provinces()
    for name, file in files["sources"].items():
        assert parse_records.source(file) == store.source(name)
    for name, file in files["vocabulary"].items():
        assert parse_records.vocabulary(file) == store.terms(name)
    assert parse_records.national(files["national"]) == store.national()


def test_json_and_json_lines_have_every_row(export: Export, tiny: Path) -> None:
    tables = json.loads(export("json").read_text("utf-8"))["tables"]
    assert tables == {name: expected(tiny, name) for name in TABLES}
    lines = [json.loads(line) for line in export("jsonl").read_text("utf-8").splitlines()]
    assert lines[0].pop("about")["rows"] == {name: len(rows) for name, rows in tables.items()}
    assert lines == tables["claims"]


def test_csv_has_every_row_and_a_mark_for_excel(export: Export, tiny: Path) -> None:
    folder = export("csv")
    assert {path.stem for path in folder.iterdir()} == {*TABLES, "about", "columns"}
    for name in TABLES:
        rows = [{key: plain(value) for key, value in row.items()} for row in expected(tiny, name)]
        assert read_csv(folder / f"{name}.csv") == rows
    described = {(row["table"], row["column"]) for row in read_csv(folder / "columns.csv")}
    assert described == {(t.name, column.name) for t in TABLES.values() for column in t.columns}
    marked = export("csv", "--bom", "--force")
    assert all(text.startswith(b"\xef\xbb\xbf") for text in content(marked).values())


def plain(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_xlsx_has_a_sheet_a_table(export: Export, tiny: Path) -> None:
    from openpyxl import load_workbook

    path = export("xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["about", "columns", *TABLES]
    for name in TABLES:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        rows = [[None if v == "" else v for v in row.values()] for row in expected(tiny, name)]
        assert [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)][: len(rows)] == (
            rows
        )
    # A year is no number and no day.
    assert {row["as-of"] for row in read_xlsx(path, "heads")} == {"2030-02", "2029-12-31", None}
    links = [
        (cell.hyperlink.target or cell.hyperlink.location)
        for name in ("sources", "citations")
        for row in book[name].iter_rows(max_row=2)
        for cell in row
        if cell.hyperlink
    ]
    assert links == ["https://example.org/gazette", "'sources'!A2"]
    assert {row["key"] for row in read_xlsx(path, "about")} >= {"states.unknown", "rows.claims"}


def test_xlsx_links_no_file_and_says_where_it_cuts(export: Export, tiny: Path) -> None:
    edit(tiny / "sources" / "gazette-2030.yaml", "https://example.org/gazette", "file:///etc/x")
    long = "长" * 40_000
    edit(tiny / "provinces" / "hainan.yaml", "summary: {zh: 虚构。", f"summary: {{zh: {long}")
    path = export("xlsx")
    with zipfile.ZipFile(path) as book:
        assert not [part for part in book.namelist() if "_rels/sheet" in part and "file:" in
                    book.read(part).decode()]  # fmt: skip
    (summary,) = (row["summary"] for row in read_xlsx(path, "policies"))
    assert summary.endswith("… (cut here; other formats have the whole)")
    assert len(summary) == 32_767


def test_sqlite_has_keys_that_hold_and_rows_that_fit(export: Export, tiny: Path) -> None:
    with sqlite3.connect(export("sqlite")) as base:
        base.row_factory = sqlite3.Row
        assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {
            name: {row["table"] for row in base.execute(f"PRAGMA foreign_key_list({name})")}
            for name in TABLES
        }
        assert keys["policies"] == {"provinces", "bodies", "policies"}
        assert keys["claims"] == {"provinces", "sources", "citations"}
        assert keys["citations"] == {"sources"}
        for name in TABLES:
            rows = [dict(row) for row in base.execute(f"SELECT * FROM {name}")]
            for row in rows:
                row.pop("number", None)
            wanted = expected(tiny, name)
            assert rows == [{k.replace("-", "_"): v for k, v in row.items()} for row in wanted]
        found = base.execute(
            "SELECT record FROM claims JOIN claims_fts ON claims_fts.rowid = claims.number"
            " WHERE claims_fts MATCH '虚构会议'"
        )
        assert {row[0] for row in found} == {"meeting-1"}
        headships = base.execute(
            "SELECT person, basis, as_of FROM headships WHERE province = 'hainan'"
        )
        assert [tuple(row) for row in headships] == [
            ("张三", "implied", "2030-02"), ("李四", "stated", "2029-12-31"),
        ]  # fmt: skip
        asked = base.execute("SELECT DISTINCT state FROM open_questions ORDER BY state")
        assert {row[0] for row in asked} == {"disputed", "unknown", "known"}


@pytest.mark.parametrize(
    ("view", "reservations"),
    [
        ("facts", "state basis as_of_basis standing"),
        ("cited_claims", "as_of_basis source_published_state source_withdrawn"),
        (
            "headships",
            "person_state posts_state as_of_state until_state basis heads_state standing",
        ),
        ("figures", "year_state basis standing"),
    ],
)
def test_a_view_has_the_reservations_of_what_it_shows(
    view: str, reservations: str, export: Export
) -> None:
    with sqlite3.connect(export("sqlite")) as base:
        shown = {row[1] for row in base.execute(f"PRAGMA table_info({view})")}
        assert shown >= set(reservations.split())


def test_a_reference_to_what_was_withdrawn_stays_and_is_no_key(export: Export, tiny: Path) -> None:
    gone = '    withdrawn: {date: "2030-05-02", reason: {zh: 误记。, en: Recorded in error.}}\n'
    edit(tiny / "provinces" / "hainan.yaml", "    topics: [digital-economy]\n", gone)
    with sqlite3.connect(export("sqlite")) as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        listed = {row[2] for row in base.execute("PRAGMA foreign_key_list(targets)")}
        assert "policies" not in listed
        assert base.execute("SELECT DISTINCT policy FROM targets").fetchall() == [("plan",)]


def test_two_records_of_one_id_are_a_fault_of_the_data(
    run: Run, tiny: Path, tmp_path: Path
) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "  - id: old-group", "  - id: group")
    for name in ("sqlite", "frictionless"):
        result = run("export", "-f", name, "-o", tmp_path / "new", "--data", tiny)
        assert result.code == 3
        assert "bodies has two records named hainan group" in result.err
        assert "datagov validate" in result.err


@pytest.mark.filterwarnings("ignore")
def test_datasette_serves_the_folder(export: Export) -> None:
    from datasette.app import Datasette

    folder = export("sqlite", target="folder")
    served = Datasette(config_dir=folder)

    async def get(path: str) -> Any:
        answer = await served.client.get(path)
        assert answer.status_code == 200
        return answer

    async def visit() -> None:
        rows = (await get("/datagov/claims.json?_search=虚构会议&_shape=array")).json()
        assert {row["record"] for row in rows} == {"meeting-1"}
        page = (await get("/datagov/bodies")).text
        assert "Full name, with the province in front" in page

    asyncio.run(visit())


@pytest.mark.filterwarnings("ignore")
def test_parquet_is_typed_and_described(export: Export, tiny: Path) -> None:
    import duckdb
    import pandas
    import polars
    from pyarrow.parquet import read_schema

    folder = export("parquet")
    assert {path.stem for path in folder.iterdir()} == {*TABLES, "about", "columns"}
    for name in TABLES:
        wanted = expected(tiny, name)
        path = folder / f"{name}.parquet"
        counted: Any = duckdb.sql(f"SELECT count(*) FROM '{path}'")
        assert counted.fetchall() == [(len(wanted),)]
        assert len(pandas.read_parquet(path)) == polars.read_parquet(path).height == len(wanted)
        for field in read_schema(path):
            assert field.metadata[b"description"]
    schema = read_schema(folder / "targets.parquet")
    types = {field.name: str(field.type) for field in schema}
    assert (types["value"], types["as_written"]) == ("double", "string")
    bodies = polars.read_parquet(folder / "bodies.parquet").to_dicts()
    assert bodies[0]["main"] is True
    assert bodies[0]["heads"] == ["zhang-san", "li-si"]
    claims = polars.read_parquet(folder / "claims.parquet").to_dicts()
    rows = [{k.replace("-", "_"): v for k, v in row.items()} for row in expected(tiny, "claims")]
    assert claims == rows


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_no_fault(export: Export, tiny: Path) -> None:
    """Not even in hostile data; but one that is put in."""
    import frictionless

    hostile(tiny)
    folder = export("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert len(report.tasks) == len(TABLES)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    fields = {field["name"]: field for field in schemas["policies"]["fields"]}
    assert fields["status"]["constraints"]["enum"] == Store(tiny).term_ids("policy-statuses")
    assert fields["status"]["description"] == "Latest status that a source gives"
    assert schemas["policies"]["primaryKey"] == ["province", "id"]
    broken = folder / "policies.csv"
    broken.write_text(broken.read_text("utf-8").replace("issued", "isued"), "utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


@pytest.mark.parametrize("data", ["tiny", "disputed", "reservations", "country"])
def test_popolo_fits_its_schema_and_says_what_is_implied(
    data: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root: Path = request.getfixturevalue(data)
    path = tmp_path / "a.popolo.json"
    assert run("export", "-o", path, "--data", root).code == 0
    document = json.loads(path.read_text("utf-8"))
    schema = json.loads((HERE / "external_schemas" / "popolo.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    ids = {name: {each["id"] for each in document[name]}
           for name in ("areas", "organizations", "persons", "posts")}  # fmt: skip
    for membership in document["memberships"]:
        assert membership["organization_id"] in ids["organizations"]
        assert membership["area_id"] in ids["areas"]
        assert membership.get("person_id", membership["id"]) in {*ids["persons"], membership["id"]}
        assert {*membership.get("post_ids", ()), membership.get("post_id")} <= {*ids["posts"], None}
        assert ("implied" in membership["role"]) is (membership["basis"] == "implied")
    names = [person["name"] for person in document["persons"]]
    if data == "reservations":
        said = {each["id"]: each for each in document["memberships"]}
        assert said["yunnan/bureau/inferred"]["role"] == "Head (implied)"
        assert said["fujian/bureau/director"]["as_of_basis"] == "implied"
        assert "as_of_basis" not in said["yunnan/bureau/inferred"]
    if data == "disputed":
        assert document["left_out"]["disputed"] == 2
        assert not {"孙七", "Sun Qi", "Zhou Ba", "Wang Wu"} & set(names)


def test_markdown_is_the_pages_of_show(export: Export, run: Run, tiny: Path) -> None:
    folder = export("md", target="folder")
    assert sorted(content(folder)) == [
        "README.md", "national.md", "provinces/hainan.md", "provinces/xizang.md",
    ]  # fmt: skip
    shown = run("show", "hainan", "-f", "md", "--lang", "en", "--data", tiny).out
    assert (folder / "provinces" / "hainan.md").read_text("utf-8") == shown
    assert shown in export("md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text("utf-8")):
        assert (folder / target).is_file()


@pytest.mark.parametrize(
    ("name", "lang"),
    [("popolo", "en"), ("popolo", "zh"), ("jsonl", "zh"), ("md", "zh"), ("frictionless", "en")],
)
def test_the_whole_of_it(name: str, lang: str, export: Export) -> None:
    path = export(name, "--lang", lang)
    shown = path / "datapackage.json" if name == "frictionless" else path
    text = re.sub("sha256:[0-9a-f`]+", "sha256:…", shown.read_text("utf-8"))
    hold(HERE / "exported" / f"{name}-{lang}.txt", text)


def test_the_schema_of_the_database(export: Export) -> None:
    with sqlite3.connect(export("sqlite")) as base:
        listed = base.execute("SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'claims_fts_%'")
        text = "".join(f"{row[0]};\n" for row in listed if row[0])
    hold(HERE / "exported" / "schema.sql", text)


# --- while it takes its time --------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_on_a_terminal_when_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(progress.with_progress("abcd", 4)) == list("abcd")
    assert "2/4" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("time.monotonic", lambda: 0.0)
    assert list(progress.with_progress("abcd", 4)) == list("abcd")
    assert terminal.getvalue() == ""


def test_provinces_are_not_kept() -> None:
    """Only so does the memory of a format that writes row by row stay flat."""
    import gc
    import weakref

    store = Store(COUNTRY)
    everything = Content(store, Chosen(tuple(store.province_ids())), "en")
    read: list[weakref.ref[Any]] = []
    most = 0
    for province in everything.provinces():
        read.append(weakref.ref(province))
        del province
        gc.collect(1)  # The young ones: all that has been read since.
        most = max(most, sum(each() is not None for each in read))
    assert len(read) == 7
    assert most <= 1


def test_the_table_of_formats_names_modules() -> None:
    for each in EXPORTS.values():
        assert (Path(exporting.__file__).parent / f"{each.module}.py").is_file()
