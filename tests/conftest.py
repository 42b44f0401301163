"""What the tests share: the program called in-process, and an invented data set."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from datagov_cli.cli.app import app

HERE = Path(__file__).parent
ROOT = HERE.parent


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


def hold(golden: Path, output: str) -> None:
    """Hold an output against the file that records it, to the byte.

    With ``UPDATE_GOLDENS=1`` it is recorded first, for you to look at.
    """
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_bytes(output.encode("utf-8"))
    assert output.encode("utf-8") == golden.read_bytes()


def at_width_of(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the width that a golden's name ends in: ``list-80.txt``."""
    width = re.search(r"-(\d+)\.", name)
    if width:
        monkeypatch.setenv("COLUMNS", width.group(1))


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same surroundings for every test: no colour, English, a cache of its own."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "DATAGOV_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("DATAGOV_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DATAGOV_TODAY", "2030-06-01")
    monkeypatch.chdir(ROOT)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program; gives back exit code, standard output and standard error."""

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app([str(argument) for argument in arguments], prog_name="datagov")
        out, err = capsys.readouterr()
        return Result(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the invented data set, with the real vocabulary."""
    data = tmp_path / "tiny"
    shutil.copytree(HERE / "data" / "tiny", data)
    shutil.copytree(ROOT / "data" / "vocabulary", data / "vocabulary")
    return data
