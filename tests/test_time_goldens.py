"""Whole outputs of conditions, days and timelines over the invented data set.

To accept new outputs after looking at them: ``UPDATE_GOLDENS=1 pytest tests/test_time_goldens.py``.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from conftest import HERE, Run, at_width_of, hold

GOLDENS = HERE / "goldens_time"

CASES = {
    "show-maybe-80.txt": "show hainan --as-of 2030-02-10",
    "show-early.txt": "show hainan --as-of 2020-04 --lang zh",
    "show-known.json": "show hainan --as-of 2029-12-31 -s bodies,policies -f json",
    "show-two.csv": "show hainan xizang --as-of 2029-12-31 -s bodies -f csv",
    "list-80.txt": "list --as-of 2030-06-01",
    "list.json": "list --columns leader-rank,leader.as-of --as-of 2030-03 -f json",
    "compare.txt": "compare --as-of 2030-01",
    "compare.csv": "compare --field leader.name --as-of 2030-01-01 -f csv",
    "compare-n-a.txt": "compare --field body.name,policies.count --as-of 2019",
    "where.txt": "list --where 'body.established<2021'",
    "where.json": "compare -F leader-rank -w 'leader-rank<=governor' -w 'kind=province' -f json",
    "where-unknown.txt": "list --where leader-rank=unknown --columns leader-rank",
    "where-kept.txt": "compare -F leader-rank -w leader-rank=dual -w topics~data-sharing"
    " --include-unknown",
    "where-none.md": "list -w leader-rank=dual -f md",
    "sort.csv": "list --sort -meetings.count --columns meetings.count --limit 1 -f csv",
    "limit.txt": "list --sort body.established --columns body.established --limit 1",
    "groups.txt": "list --group-by leader-rank",
    "groups-day-80.txt": "list --group-by leader-rank --as-of 2030-06-01",
    "groups.json": "compare --group-by topics --where 'kind=province' -f json",
    "groups.csv": "list --group-by body.established -f csv --lang zh",
    "timeline.txt": "timeline",
    "timeline-80.txt": "timeline hainan --from 2030-02-10 --to 2031-06",
    "timeline.json": "timeline -f json",
    "timeline.csv": "timeline --kind policies,head -f csv",
    "timeline.md": "timeline --lang zh -k milestone -f md",
    "timeline-none.txt": "timeline xizang",
}
#: What rows alone cannot say goes to standard error.
NOTES = {
    "sort.csv": "note: the first 1 of 2 are shown.\n",
    "timeline.csv": "note: Records without a date, not listed: 1.\n",
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_recorded(
    name: str, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_width_of(name, monkeypatch)
    result = run(*shlex.split(CASES[name]), "--data", tiny)
    assert (result.code, result.err) == (0, NOTES.get(name, ""))
    hold(GOLDENS / name, result.out)


def test_every_golden_has_its_case() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == set(CASES)


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith("-80.txt")])
def test_nothing_is_wider_than_the_terminal(name: str) -> None:
    from rich.cells import cell_len

    lines = (GOLDENS / name).read_text(encoding="utf-8").splitlines()
    assert max(map(cell_len, lines)) <= 80
