"""Whole outputs over the invented data set, held against files.

To accept new outputs after looking at them: ``UPDATE_GOLDENS=1 pytest tests/test_goldens.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import HERE, Run, at_width_of, hold

GOLDENS = HERE / "golden" / "look"

CASES = {
    "show.txt": "show hainan",
    "show-80.txt": "show hainan",
    "show-zh.txt": "show 海南 --lang zh",
    "show.json": "show CN-HI -f json",
    "show.csv": "show 460000 -f csv",
    "show.md": "show Hainan -f md",
    "show.yaml": "show hainan -s targets -f yaml",
    "show-two.json": "show tibet hainan -s milestones -f json",
    "show-two.jsonl": "show xizang hainan -s milestones -f jsonl",
    "show-national.txt": "show national",
    "show-national.json": "show national -f json",
    "show-national.csv": "show 全国 -f csv",
    "list.txt": "list",
    "list-80.txt": "list",
    "list.json": "list -f json",
    "list.jsonl": "list -f jsonl",
    "list.csv": "list -f csv",
    "list.md": "list -f md --lang zh",
    "compare.txt": "compare",
    "compare-rank.txt": "compare --field leader-rank",
    "compare-rank-80.txt": "compare --field leader-rank",
    "compare-rank.json": "compare --field leader-rank -f json",
    "compare-two.csv": "compare hainan xizang --field leader.name,body.established -f csv",
    "compare-transposed.txt": "compare --transpose -F leader-rank -F targets.ai-core-revenue",
    "compare-differences.txt": "compare --differences -F kind,leader.role,meetings.count",
    "compare-same.txt": "compare hainan --differences -F kind",
    "fields.txt": "fields",
    "fields.json": "fields -f json --lang zh",
    "validate.txt": "validate",
    "validate.json": "validate -f json",
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_recorded(
    name: str, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_width_of(name, monkeypatch)
    result = run(*CASES[name].split(), "--data", tiny)
    assert (result.code, result.err) == (0, "")
    hold(GOLDENS / name, result.out)


def test_every_golden_has_its_case() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith("-80.txt")])
def test_nothing_is_wider_than_the_terminal(name: str) -> None:
    from rich.cells import cell_len

    lines = (GOLDENS / name).read_text(encoding="utf-8").splitlines()
    assert max(map(cell_len, lines)) <= 80
