"""Other systems, simulated: what Windows and macOS lack or do otherwise.

The workflow of the tests runs on both for real.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers import ROOT, TODAY

from datagov_cli.base import locks

#: Takes away what the ``os`` and ``signal`` of Windows do not have, then runs the program.
WITHOUT = """
import os, signal, sys
for name in ("fork", "killpg", "geteuid", "getuid", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK",
             "fchmod", "fchown", "chown", "mkfifo"):
    if hasattr(os, name):
        delattr(os, name)
os.supports_dir_fd, os.supports_follow_symlinks = set(), set()
for name in ("SIGPIPE", "SIGHUP", "SIGKILL"):
    if hasattr(signal, name):
        delattr(signal, name)
for name in ("fcntl", "termios", "pwd", "grp", "resource"):
    sys.modules[name] = None
sys.modules["datagov_cli.base.locks"] = locks = type(sys)("locks")
import contextlib
locks.locked = lambda directory: contextlib.nullcontext()
from datagov_cli.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "call",
    [
        "show hainan -f json",
        "validate --no-cache",
        "fmt",
        "search 数据",
        "diff {data} {data}",
        "withdraw hainan push --reason 错",
        "list -o {data}/out.csv",
    ],
)
def test_a_system_without_what_unix_has(call: str, tiny: Path, tmp_path: Path) -> None:
    words = call.format(data=tiny).split()
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", WITHOUT, *words, "--data", str(tiny)],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATAGOV_TODAY": TODAY},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


class Msvcrt:
    """Windows' locks, as far as they are used: of a byte of an open file, one holder at a time."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: set[tuple[int, int]] = set()

    def locking(self, handle: int, mode: int, size: int) -> None:
        assert (mode, size) == (self.LK_NBLCK, 1)
        info = os.fstat(handle)
        if (info.st_dev, info.st_ino) in self.held:
            raise OSError(36, "Resource deadlock avoided")
        self.held.add((info.st_dev, info.st_ino))


def test_on_windows_a_file_beside_the_data_is_locked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    windows = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    made = SimpleNamespace(**runpy.run_path(str(locks.__file__)))
    data, other = tmp_path / "data", tmp_path / "other"
    first, again, elsewhere = made._opened(data), made._opened(data), made._opened(other)
    assert (made._taken(first), made._taken(again), made._taken(elsewhere)) == (True, False, True)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".lock", ".lock"]


def test_a_folder_that_cannot_be_synced_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows opens no folder, and some file systems sync none."""
    from datagov_cli.base.files import write_atomically

    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    opened = os.open

    def refuse(name: object, *rest: object, **more: object) -> int:
        if Path(str(name)).is_dir():
            raise PermissionError(13, "Permission denied")
        return opened(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    write_atomically(path, b"new", b"old")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "gbk", "utf-16-le"])
def test_a_console_with_an_encoding_of_its_own(encoding: str, tiny: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "datagov_cli", "show", "hainan", "--data", str(tiny)],
        cwd=tmp_path, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    named = encoding if encoding in ("gbk", "utf-16-le") else "utf-8"
    assert "海南" in done.stdout.decode(named)
