"""Which targets are listed, in which groups and in which order."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from helpers import Run, edit


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("", "revenue revenue-again revenue-2031 stations-2031 stations"),
        ("-m ai-core-revenue", "revenue revenue-again revenue-2031"),
        ("-m targets.5g-base-stations", "stations-2031 stations"),
        ("-m 5g-base-stations,ai-core-revenue -n 1", "revenue"),
        ("--limit 4", "revenue revenue-again revenue-2031 stations-2031"),
        ("--sort -value", "revenue-2031 revenue-again revenue stations stations-2031"),
        ("--sort -value --limit 1", "revenue-2031"),
        ("--year 2031", "revenue revenue-again revenue-2031 stations-2031"),
    ],
)
def test_targets_stand_in_groups_the_largest_first(
    options: str, ids: str, run: Run, ample: Path
) -> None:
    listed = run("targets", *options.split(), "-f", "csv", "--data", ample).out.splitlines()
    assert " ".join(row["id"] for row in csv.DictReader(listed)) == ids


def test_figures_in_two_units_are_not_in_one_group(run: Run, ample: Path) -> None:
    edit(ample / "provinces" / "hainan.yaml", "120000000\n    unit: CNY", '120\n    unit: "%"')
    shown = run("targets", "-m", "ai-core-revenue", "--data", ample).out
    assert shown.count("Annual revenue of the AI core industry") == 2


def test_what_may_match_is_counted(run: Run, ample: Path) -> None:
    call = ("targets", "-w", "policy=plan", "-f", "json", "--data", ample)
    answer = json.loads(run(*call).out)
    assert ([target["id"] for target in answer["targets"]], answer["left-out"]) == (
        ["revenue", "revenue-again"], 2,
    )  # fmt: skip


def test_a_limit_is_told_only_where_it_cuts_something_off(run: Run, ample: Path) -> None:
    call = ("targets", "-f", "json", "--data", ample, "--limit")
    assert json.loads(run(*call, "4").out)["total"] == 5
    assert "total" not in json.loads(run(*call, "5").out)


def test_a_target_that_has_no_year_is_for_none(run: Run, ample: Path) -> None:
    """It is left out for good; of one whose year is unknown, that is not known."""
    call = ("targets", "--year", "2031", "-f", "json", "--data", ample)
    assert json.loads(run(*call).out)["left-out"] == 1
    path = ample / "provinces" / "xizang.yaml"
    year = "      year: {zh: 未提及。, en: Not mentioned.}\n"
    edit(path, f"    unknown:\n{year}", f"    not-applicable:\n{year}    unknown:\n")
    assert json.loads(run(*call).out)["left-out"] == 0
