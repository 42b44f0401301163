"""Writes that are killed half-way: the file is the old or the new one, whole."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers import Run

from datagov_cli.base import files
from datagov_cli.base.errors import DataError
from datagov_cli.curation.validation.choose_files import expand
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.store import Store

OLD, NEW = b"id: old\n" * 40_000, b"id: new\n" * 50_000

#: For each number that it reads, a process that writes the new bytes and dies on the N-th step: a
#: step is a line of the module that writes, or half of the bytes (``os.write`` is told to write no
#: more than that). Tells how that one ended.
DIES = """
import io, os, signal, sys
from pathlib import Path
from datagov_cli.base import files

left = [0]

def die():
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)

class Halting(io.FileIO):
    def write(self, data):
        done = super().write(memoryview(data)[: len(data) // 2])
        die()
        return done + super().write(memoryview(data)[done:])

def trace(frame, event, _):
    if frame.f_code.co_filename != files.__file__:
        return None
    if event == "line":
        die()
    return trace

os.fdopen = lambda handle, mode: Halting(handle, "w")
for line in sys.stdin:
    child = os.fork()
    if not child:
        left[0] = int(line)
        sys.settrace(trace)
        files.write_atomically(Path(sys.argv[1]), b"id: new\\n" * 50_000)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def die_at(tmp_path: Path) -> Iterator[Callable[[int], int]]:
    """Write ``provinces/hainan.yaml`` and die at this step; gives back how that ended."""
    path = tmp_path / "provinces" / "hainan.yaml"
    command = [sys.executable, "-c", DIES, str(path)]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as process:
        assert process.stdin
        assert process.stdout
        to, answers = process.stdin, process.stdout

        def call(step: int) -> int:
            print(step, file=to, flush=True)
            return int(answers.readline())

        yield call


def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(
    tmp_path: Path, die_at: Callable[[int], int]
) -> None:
    (tmp_path / "provinces").mkdir()
    path = tmp_path / "provinces" / "hainan.yaml"
    seen: list[bytes] = []
    for step in range(100):
        path.write_bytes(OLD)
        path.chmod(0o640)
        code = die_at(step)
        seen.append(path.read_bytes())
        assert seen[-1] in (OLD, NEW), f"step {step}"
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert data_files(tmp_path) == [path]
        assert list(expand([tmp_path / "provinces"])) == [path]
        assert Store(tmp_path).province_ids() == ["hainan"]
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert len(seen) > 15
    assert seen[0] == OLD
    assert seen[-2:] == [NEW, NEW]
    assert seen == sorted(seen, key=lambda data: data == NEW)
    assert any(path.parent.glob(".hainan.yaml.*"))


def test_killed_at_any_moment_too(tmp_path: Path) -> None:
    path = tmp_path / "hainan.yaml"
    path.write_bytes(OLD)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from datagov_cli.base.files import write_atomically\n"
        "path = Path(sys.argv[1])\nold = path.read_bytes()\nprint(flush=True)\n"
        "while True:\n"
        "    write_atomically(path, b'id: new\\n' * 50_000)\n    write_atomically(path, old)\n"
    )
    for moment in (0, 0.005, 0.01, 0.02, 0.05):
        path.write_bytes(OLD)
        writer = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(moment)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        assert path.read_bytes() in (OLD, NEW)


def test_no_draft_is_taken_for_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever letters the name of a draft gets by chance."""
    (tmp_path / "provinces").mkdir()
    path = tmp_path / "provinces" / "hainan.yaml"
    monkeypatch.setattr("tempfile._get_candidate_names", lambda: iter([".yaml", "yaml", ".yml"]))

    def dies(*_: object) -> None:
        found.extend(path.parent.iterdir())
        assert data_files(tmp_path) == []
        assert list(tmp_path.rglob("*.y*ml")) == []
        raise OSError("the disk is full")

    found: list[Path] = []
    monkeypatch.setattr(os, "replace", dies)
    with pytest.raises(DataError, match="the disk is full"):
        files.write_atomically(path, NEW)
    assert len(found) == 1
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    path = tmp_path / "hainan.yaml"
    path.write_text("name: x\nid: y\n", encoding="utf-8")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fails)
    result = run("fmt", path)
    assert result.code == 3
    assert result.err.startswith(f"error: {path} cannot be written: No space left on device")
    assert path.read_text(encoding="utf-8") == "name: x\nid: y\n"
    assert list(tmp_path.glob(".hainan*")) == []


def test_the_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        steps.append(f"{kind} of {os.fstat(handle).st_size}" if kind == "file" else kind)
        fsync(handle)

    def renamed(old: str, new: Path) -> None:
        steps.append("name")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    files.write_atomically(tmp_path / "x.yaml", NEW)
    assert steps == [f"file of {len(NEW)}", "name", "folder"]
