"""How long commands take to start, on the project's own data."""

from __future__ import annotations

import tempfile
from pathlib import Path

from timing import ROOT, Program, datagov, floor, measure

#: Arguments of datagov, the exit code that they must have, the budget as a ratio to the floor.
CASES: tuple[tuple[str, int, float | None], ...] = (
    ("--help", 0, 1.25),
    ("--version", 0, None),
    ("show guizou", 2, 1.25),
    ("show guizhou -f json", 0, 1.6),
    ("show guizhou", 0, 2.2),
    ("compare --field leader-rank", 0, 2.2),
    ("list", 0, 2.2),
)


def run(rounds: int) -> bool:
    """Print the table; whether all budgets are kept."""
    print("\n### Start-up, the project's data\n")
    with tempfile.TemporaryDirectory() as folder:
        data = {"DATAGOV_DATA": str(ROOT / "data")}
        programs = [
            Program(f"`datagov {words}`", [*datagov(), *words.split()], Path(folder, "cache"),
                    environment=data, exit_code=code, budget=budget)
            for words, code, budget in CASES
        ]  # fmt: skip
        return measure([floor(Path(folder)), *programs], rounds)
