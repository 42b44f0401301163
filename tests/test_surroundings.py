"""Odd surroundings of a run: what happens to its streams, folder and variables never ends as a
bug."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT, Run

from datagov_cli.cli.app import COMMANDS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the shell of Unix is needed")

#: One call of each kind of writer: an answer, findings, help, the version.
CALLS = ["list", "validate", "list -f csv", "--help", "list --help", "--version"]


def shell(line: str, /, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which DATAGOV stands for the program."""
    program = f"{shlex.quote(sys.executable)} -m datagov_cli"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}
    return subprocess.run(
        ["bash", "-c", line.replace("DATAGOV", program)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("call", "to", "reason"),
    [
        *((call, ">/dev/full", "No space left on device") for call in CALLS),
        *((call, ">&-", "Bad file descriptor") for call in ("list", "--help")),
        ("validate", "<&- >&-", "Bad file descriptor"),
    ],
)
def test_an_answer_that_cannot_be_written_is_an_error(call: str, to: str, reason: str) -> None:
    done = shell(f"DATAGOV {call} {to}")
    assert done.stderr.decode() == f"error: standard output cannot be written: {reason}\n"
    assert done.returncode == 3


def test_a_question_that_cannot_be_read_is_an_error() -> None:
    done = shell("DATAGOV sql - <&-")
    assert done.stderr == b"error: standard input cannot be read\n"
    assert (done.returncode, done.stdout) == (3, b"")


@pytest.mark.parametrize("call", [*CALLS, "list -o /dev/stdout"])
def test_a_pipe_that_nobody_reads_is_quiet(call: str) -> None:
    done = shell(f"exec 3> >(exec <&-); wait $!; DATAGOV {call} >&3")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("call", "code", "to"),
    [
        ("list --no-such", 2, "2>&-"),
        ("list --no-such", 2, ">/dev/full 2>/dev/full"),
        ("show nowhere", 2, "2>/dev/full"),
        ("show nowhere", 2, ">&- 2>&-"),
        ("list --data /none", 3, "2>&-"),
        ("list --data /none", 3, ">/dev/full 2>/dev/full"),
    ],
)
def test_the_exit_code_stands_when_errors_cannot_be_told(call: str, code: int, to: str) -> None:
    assert shell(f"DATAGOV {call} {to}").returncode == code


def test_a_file_is_written_with_all_streams_closed(tmp_path: Path) -> None:
    expected = shell("DATAGOV list").stdout
    done = shell(f"DATAGOV list -o {shlex.quote(str(tmp_path))}/x <&- >&- 2>&-")
    assert done.returncode == 0
    assert (tmp_path / "x").read_bytes() == expected


@pytest.mark.parametrize(
    ("call", "data"),
    [*((call, "") for call in ("list", "validate", "diff", "list -o x", "fmt x.yaml")),
     ("list", "elsewhere"), ("diff", "elsewhere")],
)  # fmt: skip
def test_a_working_directory_that_is_gone_is_an_error(
    call: str, data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not data:
        monkeypatch.delenv("DATAGOV_DATA")
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; DATAGOV {call}", tmp_path)
    assert done.stderr.startswith(b"error: the working directory cannot be used: No such file")
    assert done.returncode == 3


def test_help_needs_no_working_directory(tmp_path: Path) -> None:
    assert shell("mkdir gone; cd gone; rmdir ../gone; DATAGOV --help", tmp_path).returncode == 0


@pytest.mark.parametrize("columns", ["²", "①", "9" * 5000, "-1", "0", "", " 80", "1e3"])
def test_a_width_that_is_none_is_passed_over(
    columns: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = (("list",), ("list", "--help"))
    usual = [run(*call) for call in calls]
    odd = {"COLUMNS": columns, "LINES": columns, "FORCE_COLOR": ""}
    for name, value in odd.items():
        monkeypatch.setenv(name, value)
    assert [run(*call) for call in calls] == usual


def test_a_width_that_is_none_stops_no_start(run: Run) -> None:
    usual = run("list", "--help")
    done = shell("DATAGOV list --help", COLUMNS="²", LINES="²", FORCE_COLOR="")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, usual.out, b"")


@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "ascii:strict"])
def test_help_can_be_printed_in_any_encoding(encoding: str, run: Run) -> None:
    """That of all commands, one behind the other in one process."""
    code = (
        "import sys\nfrom datagov_cli.__main__ import main\n"
        "for name in sys.argv[1:]:\n"
        "    sys.argv = ['datagov', name, '--help']\n"
        "    try:\n        main()\n"
        "    except SystemExit as ended:\n        assert not ended.code\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *COMMANDS], cwd=ROOT, capture_output=True, timeout=60,
        env={**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    helps = "".join(run(command, "--help").out for command in COMMANDS)
    assert done.stdout.decode() == helps


@pytest.mark.parametrize("encoding", ["gbk", "big5", "latin-1"])
def test_both_streams_have_one_encoding(encoding: str) -> None:
    """That which is asked for, if Chinese can be written in it."""
    line = "DATAGOV search 虚构无此 2>&1; DATAGOV list --columns kind 2>&1; DATAGOV show 桂林 2>&1"
    known = encoding if encoding.startswith("gb") else "utf-8"
    done = shell(f"{line}; DATAGOV show guangdong -f csv", PYTHONIOENCODING=encoding)
    assert "广" in done.stdout.decode(known)
    assert done.stderr == b""


def test_an_interrupt_while_modules_are_loaded_is_quiet() -> None:
    code = (
        "import builtins, os, signal\nreal = builtins.__import__\n"
        "def interrupted(name, *rest):\n"
        "    if name == 'datagov_cli.cli.app':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(name, *rest)\n"
        "from datagov_cli.__main__ import main\n"
        "builtins.__import__ = interrupted\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "list"], cwd=ROOT, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_whoever_ends_a_run_leaves_no_draft(name: str, tmp_path: Path) -> None:
    """The signal comes when the draft is written and has not yet taken its name."""
    code = (
        "import os, signal\n"
        # Whoever runs the tests may have told their processes to ignore it, as nohup does.
        f"signal.signal(signal.{name}, signal.SIG_DFL)\n"
        f"os.replace = lambda *_: os.kill(os.getpid(), signal.{name})\n"
        "from datagov_cli.__main__ import main\nmain()"
    )
    arguments = ["explain", "-o", "x.txt", "--force"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert list(tmp_path.iterdir()) == []
