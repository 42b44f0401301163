"""The contract of the command line: streams, exit codes, files, languages, colour."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers import ROOT, Run, git

from datagov_cli import __version__
from datagov_cli.base.text_width import cells
from datagov_cli.cli import completion
from datagov_cli.cli.app import COMMANDS
from datagov_cli.cli.commands import new
from datagov_cli.render import CALENDAR_FORMATS, ENDINGS, FORMATS

PROGRAM = [sys.executable, "-m", "datagov_cli"]


@pytest.mark.parametrize(
    ("arguments", "code", "error", "hint"),
    [
        ("show yunan", 2, 'unknown province "yunan"', 'did you mean "yunnan"?'),
        ("show 青海", 2, "no data on Qinghai (青海省) yet", "datagov list shows"),
        ("show zzz", 2, 'unknown province "zzz"', "datagov list shows"),
        ("show", 2, "missing argument PROVINCE", "datagov list shows the provinces"),
        ("shwo yunnan", 2, 'unknown command "shwo"', 'did you mean "show"?'),
        ("version", 2, 'unknown command "version"', '"datagov --version"'),
        ("yunnan", 2, 'unknown command "yunnan"', '"datagov show yunnan"'),
        ("云南 --as-of 2030", 2, 'unknown command "云南"', '"datagov show 云南"'),
        ("help shwo", 2, 'unknown command "shwo"', 'did you mean "show"?'),
        ("new meeting", 2, "missing argument PROVINCE", "datagov new meeting --help"),
        ("verify", 2, "missing option --snapshots", "datagov verify --help"),
        ("list --color sometimes", 2, '--color takes no "sometimes"', "auto, always, never"),
        ("list --output list.foo", 2, 'no format has the ending ".foo"', ".txt, .json"),
        ("list --output list.ics", 2, 'no format has the ending ".ics"', ".txt, .json"),
        ("--show-completion tcsh", 2, 'unknown shell "tcsh"', "bash, zsh, fish"),
        ("compare --field leader-rnk", 2, 'unknown field "leader-rnk"', '"leader-rank"?'),
        ("compare --field targets.nope", 2, 'unknown field "targets.nope"', "targets.count"),
        ("compare --field ,", 2, "no field given", "datagov fields"),
        ("compare --feild x", 2, "no such option: --feild", "--field"),
        ("list --format xml", 2, 'unknown format "xml"', "text, json"),
        ("list --lang fr", 2, 'unknown language "fr"', "zh, zh-Hant"),
        ("show guangdong -s target", 2, 'unknown section "target"', '"targets"?'),
        ("show national -s targets", 2, "national is shown by itself", None),
        ("show national guangdong", 2, "national is shown by itself", None),
        ("list --data nowhere", 3, "no data in nowhere", "provinces"),
        ("validate nowhere.yaml", 3, "nowhere.yaml does not exist", "give a data file"),
        ("list --output nowhere/list.txt", 3, "cannot be written", None),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: str, code: int, error: str, hint: str | None, run: Run
) -> None:
    result = run(*arguments.split())
    assert (result.code, result.out) == (code, "")
    lines = result.err.splitlines()
    assert lines[0].startswith("error: ")
    assert error in lines[0]
    if hint is None:
        assert len(lines) == 1
    else:
        assert lines[1].startswith("hint: ")
        assert hint in lines[1]


def test_errors_keep_standard_output_empty_under_json(run: Run) -> None:
    result = run("show", "yunan", "--format", "json")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.json", "{"), ("x.CSV", "province,"), ("x.md", "| "), ("x.yml", "schema:"), ("x", "Prov")],
)
def test_the_ending_of_a_file_says_its_format(
    name: str, begins: str, run: Run, tmp_path: Path
) -> None:
    assert run("list", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)
    assert run("list", "-f", "jsonl", "-o", tmp_path / name, "--force").code == 0
    assert (tmp_path / name).read_text("utf-8").startswith('{"id"')


def test_every_format_of_an_answer_has_an_ending() -> None:
    assert set(ENDINGS.values()) >= set(CALENDAR_FORMATS)


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"datagov {__version__}\n"
    assert run().out == run("--help").out
    assert run("-h").code == 0
    assert run("help").out == run("help", "--help").out == run("--help").out
    assert run("help", "show").out == run("show", "--help").out
    assert run("help", "new", "head").out == run("new", "head", "--help").out


def test_help_is_as_wide_as_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def widest(columns: str) -> int:
        monkeypatch.setenv("COLUMNS", columns)
        return max(map(len, run("compare", "--help").out.splitlines()))

    assert 70 < widest("80") <= 80 < 90 < widest("100") <= 100 < widest("300") <= 120


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, run: Run) -> None:
    text = run(name, "--help").out
    assert f"Usage: datagov {name}" in text
    assert "Examples:" in text
    assert f"  {name}" in run("--help").out


@pytest.mark.parametrize("kind", new.SUBCOMMANDS)
def test_every_kind_of_record_has_an_example_of_making_one(kind: str, run: Run) -> None:
    text = run("new", kind, "--help").out
    example = text.split("Examples:")[1].split("\n\n")[0]
    assert f"datagov new {kind} " in example
    assert max(map(cells, example.splitlines())) <= 80


@pytest.mark.parametrize("kind", set(new.SUBCOMMANDS) - {"source"})
def test_an_example_of_making_a_record_can_be_called(kind: str, run: Run, tiny: Path) -> None:
    text = run("new", kind, "--help").out.split("Examples:")[1].split("\n\n")[0]
    words = shlex.split(text.replace("\\\n", " ").strip().splitlines()[0])
    names = {"hainan": "guizhou" if kind == "province" else "hainan", "digital-group": "group"}
    words = [names.get(word, word) for word in words]
    result = run(*words[1:], "--dry-run", "--data", tiny)
    assert (result.code, result.err) == (0, ""), result.out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_serves_every_reading_command(name: str, run: Run, tiny: Path) -> None:
    calls = (
        "show hainan xizang",
        "show national",
        "list",
        "compare",
        "coverage",
        "info",
        "fields",
        "sql --tables",
        "validate",
    )
    for call in calls:
        result = run(*call.split(), "-f", name, "--data", tiny)
        assert (result.code, result.err) == (0, ""), call
        assert result.out.endswith("\n") or (name, call) == ("jsonl", "validate")


def test_output_writes_a_whole_file_and_overwrites_only_by_force(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out" / "list.json"
    target.parent.mkdir()
    assert run("list", "-f", "json", "-o", target).out == ""
    first = target.read_text(encoding="utf-8")
    assert json.loads(first)["schema"] == "datagov/list@1"
    refused = run("fields", "-f", "json", "-o", target)
    assert (refused.code, "--force" in refused.err) == (2, True)
    assert target.read_text(encoding="utf-8") == first
    assert run("fields", "-f", "json", "-o", target, "--force").code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "datagov/fields@1"
    assert [path.name for path in target.parent.iterdir()] == ["list.json"]


def test_a_failed_write_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out" / "folder"
    target.mkdir(parents=True)
    assert run("list", "-o", target, "--force").code == 2
    assert list(target.parent.iterdir()) == [target]


def test_the_locale_and_the_option_choose_the_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = run("compare", "-F", "leader-rank").out
    assert "Leader rank" in english
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = run("compare", "-F", "leader-rank").out
    assert "领导层级" in chinese
    assert run("compare", "-F", "leader-rank", "--lang", "both").out == english


def test_colour_only_where_it_is_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("show", "guangdong").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("show", "guangdong").out
    assert "\x1b[" in coloured
    assert "\x1b" not in run("show", "guangdong", "--no-color").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("show", "guangdong").out


def test_hostile_text_stays_text(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8").replace("en: Invented meeting", r'en: "[red]=1+1</script>|"')
    path.write_text(text, "utf-8")
    assert "[red]=1+1</script>|" in run("show", "hainan", "--data", tiny).out
    assert r"\[red\]=1+1\</script\>\|" in run("show", "hainan", "-f", "md", "--data", tiny).out
    path.write_text(text.replace("zh: 虚构之首", 'zh: "=HYPERLINK(1)"'), "utf-8")
    assert ",'=HYPERLINK(1)," in run("show", "hainan", "-f", "csv", "--data", tiny).out


def test_an_escape_sequence_in_an_argument_reaches_no_terminal(run: Run) -> None:
    result = run("show", "\x1b[31mred\u202e")
    assert result.err.splitlines()[0] == r'error: unknown province "\u001b[31mred\u202e"'


def test_a_broken_data_file_ends_in_one_clear_line(run: Run, tiny: Path) -> None:
    (tiny / "provinces" / "hainan.yaml").write_text("id: hainan\nid: hainan\n", "utf-8")
    result = run("show", "hainan", "--data", tiny)
    assert (result.code, result.out) == (3, "")
    assert "hainan.yaml:2:1: duplicate key" in result.err
    assert "hint: datagov validate" in result.err
    (tiny / "provinces" / "hainan.yaml").write_text("id: hainan\n", "utf-8")
    assert "does not fit the schema" in run("show", "hainan", "--data", tiny).err


def test_a_source_that_is_not_registered_is_missing_data(run: Run, tiny: Path) -> None:
    (tiny / "sources" / "gazette-2030.yaml").unlink()
    result = run("show", "hainan", "--data", tiny)
    assert (result.code, result.out) == (3, "")
    path = tiny / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").replace("gazette-2030#", "../x#"), "utf-8")
    assert '"../x#1" is not source-id#paragraph' in run("show", "hainan", "--data", tiny).err


def test_csv_for_excel_begins_with_a_byte_order_mark(run: Run) -> None:
    assert run("list", "-f", "csv", "--bom").out.startswith("\ufeffprovince,")


def test_output_is_utf8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*PROGRAM, "show", "guangdong"], capture_output=True, cwd=ROOT, env=environment, timeout=60
    )
    assert done.returncode == 0
    assert "广东省" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("show yun", ["yunnan"]),
        ("show 福", ["福建省"]),
        ("compare --field leader-", ["leader-rank"]),
        ("compare --field kind,leader.n", ["kind,leader.name"]),
        ("compare --field targets.ai", ["targets.ai-core-industry-revenue"]),
        ("list --format js", ["json", "jsonl"]),
        ("show yunnan --section t", ["targets"]),
        ("li", ["list"]),
        ("show --data tests/data/tiny ha", ["hainan"]),
        ("list policies --where st", ["status"]),
        ("list policies --where status=in", ["status=in-force"]),
        ("list heads --sort pe", ["person"]),
        ("list --data nowhere --where leader-rank=", []),
        ("list --color a", ["auto", "always"]),
        ("list --lang b", ["both"]),
        ("why guangdong leader-r", ["leader-rank"]),
        ("why --data tests/data/tiny hainan zh", ["zhang-san"]),
        ("verify --source gaz", ["gazette-2025-04-21"]),
        ("new head hainan --cite gaz", ["gazette-2025-04-21#"]),
        ("new head --data tests/data/tiny hainan --body gro", ["group"]),
    ],
)
def test_completion(
    words: str, completed: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_DATAGOV_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"datagov {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
    result = run()
    assert (result.out.split(), result.err) == (completed, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_of_the_shell_that_is_named_is_printed(shell: str, run: Run) -> None:
    mark = {"bash": "complete -o default", "zsh": "#compdef datagov", "fish": "complete --command"}
    script = run("--show-completion", shell)
    assert script.code == 0
    assert mark.get(shell, "Register-ArgumentCompleter") in script.out
    assert run(f"--show-completion={shell}").out == script.out


def test_branches_and_tags_are_completed(repo: Path) -> None:
    git(repo, "tag", "v1.0")
    git(repo, "branch", "feature/x")
    context = SimpleNamespace(params={"data": str(repo / "data")})
    assert completion.revisions(context, "") == ["HEAD", "feature/x", "main", "v1.0"]  # type: ignore[arg-type]
    assert completion.revisions(context, "fe") == ["feature/x"]  # type: ignore[arg-type]


def test_an_internal_error_asks_for_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("datagov_cli.storage.store.find_root", broken)
    monkeypatch.setattr("datagov_cli.cli.context.find_root", broken)
    result = run("list")
    assert (result.code, result.out) == (70, "")
    assert result.err.startswith("error: internal error: ZeroDivisionError: oops\nhint: ")


def test_fix_puts_right_what_is_plainly_misspelt_and_nothing_else(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    healthy = path.read_text("utf-8")
    broken = healthy.replace("mode: orderly", "mode: ordrly").replace("posts: [p", "postss: [p")
    path.write_text(broken.replace('date: "2030-01-15"', 'date: "2030-13"'), "utf-8")
    result = run("validate", "--fix", "--data", tiny, "-f", "json")
    document = json.loads(result.out)
    assert result.code == 1
    assert [(f["was"], f["now"]) for f in document["fixed"]] == [
        ("postss", "posts"),
        ("ordrly", "orderly"),
    ]
    assert [d["code"] for d in document["diagnostics"]] == ["DG403"]
    text = run("validate", "--fix", "--data", tiny).out
    assert text.endswith("25 files: 1 error, 0 warnings\n")
