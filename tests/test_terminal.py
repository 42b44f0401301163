"""At a terminal: colours, widths, marks, and how a run is broken off there."""

from __future__ import annotations

import errno
import os
import re
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import COUNTRY, ROOT, TODAY, Result, Run

from datagov_cli.render import text

pty = pytest.importorskip("pty", reason="a pseudo-terminal is for Unix")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

#: A sequence that sets or ends a colour or weight (ECMA-48, SGR).
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PROGRAM = [sys.executable, "-m", "datagov_cli"]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a plain terminal, and nothing that says otherwise about colours."""
    unset = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "DATAGOV_DEBUG", "COLORTERM")
    return {
        **{name: value for name, value in os.environ.items() if name not in unset},
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT / "src"),
        "DATAGOV_DATA": str(COUNTRY),
        "DATAGOV_TODAY": TODAY,
        "LANG": "en_US.UTF-8",
        "PAGER": "cat",
        **more,
    }


Terminal = Callable[..., Result]


@pytest.fixture
def terminal() -> Terminal:
    """Call the program with standard output at a terminal that is so many cells wide."""

    def call(*arguments: str, cells: int = 100, **more: str) -> Result:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (40, cells))
        with subprocess.Popen(
            [*PROGRAM, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=surroundings(**more),
        ) as process:
            os.close(theirs)
            out = read_all(ours)
            assert process.stderr
            err = process.stderr.read().decode("utf-8")
        os.close(ours)
        return Result(process.returncode, out.decode("utf-8").replace("\r\n", "\n"), err)

    return call


def read_all(handle: int) -> bytes:
    """What is written to a terminal, until whoever writes has closed it."""
    read = b""
    while select.select([handle], [], [], 60)[0]:
        try:
            piece = os.read(handle, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return read
        if not piece:
            return read
        read += piece
    raise AssertionError(f"nothing came for a minute; before: {read[-200:]!r}")


def cells_of(text: str) -> int:
    """The width of the widest line, in cells; Chinese characters take two."""
    from unicodedata import east_asian_width

    plain = COLOUR.sub("", text)
    return max(
        sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)
        for line in plain.splitlines()
    )


def test_a_terminal_has_colours(terminal: Terminal) -> None:
    result = terminal("show", "guangdong")
    assert (result.code, result.err) == (0, "")
    assert COLOUR.search(result.out)
    assert "广东省" in result.out


@pytest.mark.parametrize(
    ("option", "more"),
    [
        ("", {"TERM": "dumb"}),
        ("--no-color", {"FORCE_COLOR": "1"}),
        ("", {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
        ("", {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}),
        ("--color never", {"CLICOLOR_FORCE": "1"}),
        ("--color=always --no-color", {}),
    ],
)
def test_colours_can_be_turned_off(terminal: Terminal, option: str, more: dict[str, str]) -> None:
    result = terminal("show", "guangdong", *option.split(), **more)
    assert result.code == 0
    assert "广东省" in result.out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(
    ("option", "more"),
    [
        ("", {"FORCE_COLOR": "1"}),
        ("", {"CLICOLOR_FORCE": "1"}),
        ("--color always", {"NO_COLOR": "1", "TERM": "dumb"}),
        ("--color auto", {"FORCE_COLOR": "1", "TERM": "dumb"}),
    ],
)
def test_colours_can_be_had_in_a_pipe(
    option: str, more: dict[str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    assert COLOUR.search(run("list", *option.split()).out)


def test_a_forced_colour_of_nought_forces_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICOLOR_FORCE", "0")
    assert not COLOUR.search(run("list").out)


def test_colours_can_be_read_on_white_and_on_black() -> None:
    """A contrast of 4 to 1, by WCAG's formula for relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in (text.ACCENT, text.WARNING):
        light = luminance(colour) + 0.05
        assert min(1.05 / light, light / 0.05) > 4, colour


PAGING = ("show", "guangdong", "yunnan", "fujian")


def test_an_answer_longer_than_the_screen_goes_through_the_pager(
    terminal: Terminal, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    pager = f"tee {seen}"
    shown = terminal(*PAGING, PAGER=pager)
    assert (shown.code, shown.err) == (0, "")
    assert seen.read_text("utf-8") == shown.out == terminal(*PAGING, PAGER="cat").out
    seen.unlink()
    assert terminal("show", "hebei", "guangdong", PAGER=pager).code == 2
    assert terminal("list", cells=200, PAGER=pager).out
    assert terminal(*PAGING, "--no-pager", PAGER=pager).out == shown.out
    assert terminal(*PAGING, PAGER=pager, TERM="dumb").out
    assert not seen.exists()


@pytest.mark.parametrize("pager", ["", "no-such-pager", "'"])
def test_without_a_pager_that_can_be_called_the_answer_is_printed(
    pager: str, terminal: Terminal
) -> None:
    assert "广东省" in terminal(*PAGING, PAGER=pager).out


def test_a_pager_that_is_left_early_ends_quietly(terminal: Terminal) -> None:
    assert terminal(*PAGING, PAGER="head -1").err == ""
    assert terminal(*PAGING, PAGER="head -1").code == 0


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_a_pipe_at_a_terminal_has_its_width(stream: str) -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 70))
    streams = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    done = subprocess.run(
        [*PROGRAM, "show", "yunnan"],
        stdout=subprocess.PIPE, cwd=ROOT, env=surroundings(), timeout=60, **streams,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert 55 < cells_of(done.stdout.decode("utf-8")) <= 70


def test_an_empty_no_color_says_nothing(terminal: Terminal) -> None:
    """As https://no-color.org has it."""
    assert COLOUR.search(terminal("list", NO_COLOR="").out)


@pytest.mark.parametrize("cells", [60, 80, 140])
def test_the_width_is_that_of_the_terminal(terminal: Terminal, cells: int) -> None:
    result = terminal("show", "yunnan", "--no-color", cells=cells)
    assert cells - 15 < cells_of(result.out) <= cells


def test_columns_outweighs_the_terminal(terminal: Terminal) -> None:
    assert 85 < cells_of(terminal("show", "yunnan", cells=140, COLUMNS="100").out) <= 100
    assert terminal("list", cells=70, COLUMNS="wide").out == terminal("list", cells=70).out


def test_a_terminal_of_a_few_cells_is_taken_for_one_of_twenty(terminal: Terminal) -> None:
    """Narrower columns than that hold no word."""
    twenty = terminal("show", "yunnan", cells=20).out
    assert cells_of(twenty) >= 20
    assert terminal("show", "yunnan", cells=5).out == twenty
    assert terminal("show", "yunnan", cells=80, COLUMNS="1").out == twenty


def test_hits_are_coloured_or_in_brackets(terminal: Terminal) -> None:
    plain = terminal("search", "跨境", "--no-color").out
    assert "[跨境]" in plain
    coloured = terminal("search", "跨境").out
    assert "[跨境]" not in COLOUR.sub("", coloured)
    assert re.search(r"\x1b\[[0-9;]*m跨境\x1b\[", coloured)


def test_in_a_pipe_hits_are_the_text_as_it_is(run: Run) -> None:
    piped = run("search", "跨境").out
    assert "跨境" in piped
    assert "[跨境]" not in piped


def test_a_table_has_a_rule_under_its_head(run: Run, terminal: Terminal) -> None:
    head, rule, *_ = terminal("list", "--no-color", cells=140).out.splitlines()
    assert set(rule) == {"─", " "}
    assert len(rule.split()) == len(re.split(r"\s{2,}", head.strip()))
    assert "─" not in run("list").out


def test_control_c_ends_a_run_quietly() -> None:
    """The key, while the program is at work."""
    code = (
        "import fcntl, os, termios, time\nfrom datagov_cli.storage import store\n"
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"  # The key is for whoever has the terminal.
        # Past the buffer of print, which an interrupt could leave to be written twice.
        "def wait(*_):\n    os.write(1, b'waiting')\n    time.sleep(60)\n"
        "store.Store.provinces = store.Store.province_ids = wait\n"
        "from datagov_cli.__main__ import main\nmain()"
    )
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code, "list"],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=surroundings(),
        start_new_session=True,
    ) as child:  # fmt: skip
        os.close(theirs)
        seen = b""
        while b"waiting" not in seen:
            assert select.select([ours], [], [], 60)[0], seen
            seen += os.read(ours, 4096)
        os.write(ours, b"\x03")
        rest = read_all(ours)
    os.close(ours)
    assert (seen + rest).replace(b"waiting", b"").replace(b"^C", b"").strip() == b""
    assert child.returncode == 130


def test_the_traceback_of_a_bug_is_shown_on_request() -> None:
    code = (
        "from datagov_cli.storage import store\n"
        "def broken(*_):\n    raise ZeroDivisionError('oops')\n"
        "store.Store.province_ids = store.Store.provinces = broken\n"
        "from datagov_cli.__main__ import main\nmain()"
    )

    def call(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, "list"],
            capture_output=True, text=True, cwd=ROOT, env=surroundings(**more),
            timeout=60,
        )  # fmt: skip

    plain = call()
    assert (plain.returncode, plain.stdout) == (70, "")
    assert "Traceback" not in plain.stderr
    assert "set DATAGOV_DEBUG=1" in plain.stderr
    told = call(DATAGOV_DEBUG="1")
    assert told.returncode == 1
    assert "Traceback" in told.stderr
    assert told.stderr.rstrip().endswith("ZeroDivisionError: oops")
    assert "Traceback" not in call(DATAGOV_DEBUG="0").stderr


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("list", 0),
        ("show yunnan -f json", 0),
        ("compare -f csv", 0),
        ("validate", 0),
        ("stale --older-than 1d --exit-code", 1),
        ("list --output /dev/stdout", 0),
    ],
)
def test_a_reader_who_has_left_changes_no_exit_code(call: str, code: int) -> None:
    """In ``datagov validate | true`` the 1 of findings would be taken for some."""
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [*PROGRAM, *call.split()],
        stdout=theirs, stderr=subprocess.PIPE, cwd=ROOT, env=surroundings(), timeout=60,
    )  # fmt: skip
    os.close(theirs)
    assert (done.returncode, done.stderr) == (code, b"")
