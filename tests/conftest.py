"""Fixtures of all tests: steady surroundings, the program called in-process, invented data."""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from helpers import (
    COUNTRY,
    HERE,
    ROOT,
    TEXTS,
    TINY,
    TODAY,
    Result,
    Run,
    commit,
    copy,
    edit,
    git,
    register,
    reserved,
)
from hypothesis import settings
from typer.main import get_command

from datagov_cli.cli.app import app
from datagov_cli.storage import yaml_reader
from datagov_cli.storage.documents import Document

# Until all tests are loaded, see ``pytest_collection_finish``.
gc.disable()

#: Byte code is kept even where the environment says otherwise: without, each process that a test
#: starts compiles the program anew, and each worker all tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def in_memory() -> str | None:
    """Where files of tests are kept in memory, if there is room and programs may be run there."""
    memory = Path("/dev/shm")
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK):
        return None
    there = os.statvfs(memory)
    roomy = there.f_bavail * there.f_frsize > 2 << 30
    return str(memory) if roomy and not there.f_flag & os.ST_NOEXEC else None


#: Thousands of small files are written and removed, for which a disk takes its time. The workers
#: of a parallel run, and whatever a test starts, inherit it.
if found := in_memory():
    os.environ["TMPDIR"] = tempfile.tempdir = found

#: The program, built once; it builds a command when that is first called.
PROGRAM = get_command(app)

#: No limit of time for an example: how fast a machine is says nothing about a program. Half as many
#: examples as usual, others in every run.
settings.register_profile("steady", deadline=None, max_examples=50)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: at the end one worker would be left with them."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish() -> None:
    """What is loaded by now stays; looking through it for garbage again and again takes long."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly if the site was not tried in a browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = {str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple)}
    for reason in sorted(reason for reason in reasons if "NO BROWSER" in reason):
        terminalreporter.write_line(reason, yellow=True, bold=True)


@pytest.fixture(scope="session")
def cache_of_all_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache, for an entry is found by the content that it was made of."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch, cache_of_all_tests: Path) -> None:
    """The same surroundings for every test: invented data, a fixed day, no colour, English,
    a cache that is not the user's."""
    unset = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_MESSAGES")
    for name in unset:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("DATAGOV_CACHE", str(cache_of_all_tests))
    monkeypatch.setenv("DATAGOV_DATA", str(COUNTRY))
    monkeypatch.setenv("DATAGOV_TODAY", TODAY)
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session", autouse=True)
def _vocabulary_read_once() -> Iterator[None]:
    """A check reads all vocabularies, and almost every test has a copy of the same: of what has
    been read without a fault, the same bytes are not read again."""
    kept: dict[bytes, Document] = {}
    really_read = yaml_reader.read_file

    def read_file(path: Path, name: str | None = None, events: list[Any] | None = None) -> Document:
        shared = path.parent.name == "vocabulary" and events is None and path.is_file()
        data = path.read_bytes() if shared else b""
        if data in kept:
            return replace(kept[data], name=name or str(path), suggested=0)
        document = really_read(path, name, events)
        if data and not document.faults:
            kept[data] = document
        return document

    with patch.object(yaml_reader, "read_file", read_file):
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program; gives back exit code, standard output and standard error."""

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        words = [str(argument) for argument in arguments]
        # Help, notes and errors take their language from the command line as it was typed.
        with patch.object(sys, "argv", ["datagov", *words]), pytest.raises(SystemExit) as ended:
            PROGRAM(words, prog_name="datagov")
        out, err = capsys.readouterr()
        return Result(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Call the program and read its answer as JSON; a failure is a failure of the test."""

    def call(*arguments: str) -> Any:
        result = run(*arguments, "--format", "json")
        assert (result.code, result.err) == (0, "")
        return json.loads(result.out)

    return call


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the small invented data set."""
    data = tmp_path / "tiny"
    copy(TINY, data)
    copy(COUNTRY / "vocabulary", data / "vocabulary")
    return data


@pytest.fixture
def country() -> Path:
    """The invented country, which is only read."""
    return COUNTRY


@pytest.fixture(scope="session")
def site(cache_of_all_tests: Path) -> dict[str, bytes]:
    """The static site of the invented country, as its files."""
    from site_helpers import build

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATAGOV_TODAY", TODAY)
        patch.setenv("DATAGOV_CACHE", str(cache_of_all_tests))
        return build(COUNTRY, exports=True)


# --- the invented data, changed for some purpose ----------------------------------------------


@pytest.fixture
def ample(tiny: Path) -> Path:
    """With goals of a second province, a rival goal, an older policy."""
    return overlay(tiny, "ample")


@pytest.fixture
def beside(tiny: Path) -> Path:
    """With the records that the cases of faults cite besides."""
    return overlay(tiny, "beside")


@pytest.fixture
def reservations(tmp_path: Path) -> Path:
    """Provinces of which each has one thing that must never be shown without its reservation."""
    return reserved(tmp_path)


@pytest.fixture
def untidy(tiny: Path) -> Path:
    """With a file that is not laid out."""
    before = HERE / "data" / "layout" / "all.before.yaml"
    shutil.copyfile(before, tiny / "provinces" / "hainan.yaml")
    return tiny


@pytest.fixture
def broken(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With faults, as seen from the directory above."""
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "mode: orderly", "mod: orderly")
    edit(path, "role: head\n        posts: [party", "role: deputy\n        posts: [party")
    edit(path, 'as-of: "2029-12-31"', 'as-of: "2026-12-31"')
    edit(path, "scope: national", 'scope: "%0A::error::,x"')
    monkeypatch.chdir(tiny.parent)
    return Path("tiny")


@pytest.fixture
def disputed(tiny: Path) -> Path:
    """With two sources that contradict each other on who heads the leading group; both heads on
    record came before."""
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, 'as-of: "2030-02"', 'as-of: "2029-06"')
    edit(
        path,
        "    anchors: [虚构领导小组]\n",
        """\
    anchors: [虚构领导小组]
    disputed:
      heads:
        - value: {person: {zh: 孙七, en: Sun Qi}, role: head, posts: [governor], as-of: "2030-02"}
          cite: [gazette-2030#1]
          anchors: [孙七]
        - value:
            person: {zh: 周八, en: Zhou Ba}
            role: head
            posts: [party-secretary]
            as-of: "2030-02-20"
          cite: [gazette-2030#2]
          anchors: [周八]
""",
    )
    return tiny


@pytest.fixture
def snapshots(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With the texts of its source beside it, seen from the directory of both."""
    register(tiny, TEXTS)
    (tiny.parent / "texts").mkdir()
    (tiny.parent / "texts" / "gazette.txt").write_text("\n".join(TEXTS), "utf-8")
    monkeypatch.chdir(tiny.parent)
    return tiny


@pytest.fixture
def mixed(snapshots: Path) -> Path:
    """Of every status of ``verify`` some: a wrong anchor, a paragraph that reads otherwise, a
    source of which nothing is held."""
    provinces = snapshots / "provinces"
    overlay(snapshots, "atlas")
    edit(provinces / "xizang.yaml", "gazette-2030#1", "atlas#0")
    edit(provinces / "hainan.yaml", "anchors: [虚构计划]", "anchors: [虚构计划, 规划]")
    edit(Path("texts/gazette.txt"), "李四接替", "李四，接替")
    return snapshots


@pytest.fixture(scope="session")
def first_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``repo`` is a copy of."""
    checkout = tmp_path_factory.mktemp("first") / "repo"
    shutil.copytree(TINY, checkout / "data")
    shutil.copytree(COUNTRY / "vocabulary", checkout / "data" / "vocabulary")
    shutil.copytree(ROOT / "schemas", checkout / "schemas")
    git(checkout, "init", "-q", "-b", "main", "--template=")
    commit(checkout, "first")
    return checkout


@pytest.fixture
def repo(tmp_path: Path, first_commit: Path) -> Path:
    """A checkout whose first commit holds the invented data."""
    checkout = tmp_path / "repo"
    shutil.copytree(first_commit, checkout)
    return checkout


@pytest.fixture
def changed(repo: Path) -> Path:
    """Under git, with a change of every kind since the commit."""
    data = repo / "data"
    overlay(data, "ample")
    path = data / "provinces" / "hainan.yaml"
    edit(path, "value: 150000000", "value: 250000000")
    edit(path, "as-written: 1.5亿元", "as-written: 2.5亿元")
    edit(path, 'as-of: "2030-02"', 'as-of: "2030-03"')
    edit(path, "status: issued", "status: in-force")
    withdrawn = 'withdrawn: {date: "2030-05-02", reason: {zh: 误记。, en: Recorded in error.}}'
    edit(path, "    scope: national\n", f"    scope: national\n    {withdrawn}\n")
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("initiatives:")] + "initiatives: []\n", "utf-8")
    return data


def overlay(data: Path, name: str) -> Path:
    """Put the files of ``tests/data/NAME`` into a data set."""
    copy(HERE / "data" / name, data)
    return data
