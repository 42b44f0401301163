"""Whole outputs over invented data, held against files.

``golden/cases.yaml`` lists the commands. To accept new outputs after looking at them:
``UPDATE_GOLDENS=1 .venv/bin/pytest tests/test_golden.py``, then ``git diff``.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from helpers import GOLDEN, Run, hold, width_of
from rich.cells import cell_len


class Case(NamedTuple):
    run: str
    data: str
    code: int = 0
    err: bool = False
    file: str = ""


def table() -> dict[str, Case]:
    """The cases by the path of their golden: ``look/show.txt``."""
    found = {}
    folders: dict[str, Any] = yaml.safe_load((GOLDEN / "cases.yaml").read_text("utf-8"))
    for folder, listed in folders.items():
        for name, case in listed["cases"].items():
            given = case if isinstance(case, dict) else {"run": case}
            found[f"{folder}/{name}"] = Case(**{"data": listed["data"], **given})
    return found


CASES = table()
NARROW = [name for name in CASES if width_of(name)]


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_recorded(
    name: str, run: Run, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    data: Path = request.getfixturevalue(case.data)
    monkeypatch.chdir(data.parent)
    if width := width_of(name):
        monkeypatch.setenv("COLUMNS", width)
    result = run(*shlex.split(case.run), "--data", data.name)
    assert result.code == case.code, result.err
    shown = result.out + (result.err if case.err else "")
    hold(GOLDEN / name, (data / case.file).read_bytes().decode("utf-8") if case.file else shown)
    assert case.err or case.file or result.err == ""


def test_every_golden_has_its_case() -> None:
    recorded = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*")}
    assert recorded == set(CASES)


@pytest.mark.parametrize("name", NARROW)
def test_nothing_but_a_reference_is_wider_than_the_terminal(name: str) -> None:
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    assert max(cell_len(line) for line in lines if "[R/OL]" not in line) <= int(width_of(name) or 0)
