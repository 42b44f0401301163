"""What exports of the whole country cost: 34 generated files of two sizes, in every format.

A run before has filled the cache. Time is that of the processor; memory is the most that the
process had at once.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from generate import generate
from timing import DISTURBING, datagov

from datagov_cli.export import EXPORTS

FILES = 34
SIZES = (60_000, 200_000)
#: Seconds of the processor at the first size.
TARGET, TARGETS = 5.0, {"sqlite": 2.0, "parquet": 2.0}
#: Formats whose memory does not grow with the data: at the second size as much again at most.
FLAT, GROWTH = ("jsonl", "csv"), 1.5


class Cost(NamedTuple):
    """Seconds of the processor and megabytes."""

    cpu: float
    memory: float


def run(rounds: int) -> bool:
    """Print a table; whether all targets are kept."""
    print(f"\n### Export, {FILES} files\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = [_costs(folder / str(size), size, min(rounds, 3)) for size in SIZES]
    print("| format | 60 KB: CPU s | MB | 200 KB: CPU s | MB | target |          |")
    print("| ------ | -----------: | -: | ------------: | -: | -----: | -------- |")
    kept = True
    for form in (*EXPORTS, "sql"):
        small, large = (cost[form] for cost in costs)
        target = TARGETS.get(form, TARGET)
        missed = small.cpu > target
        if form in FLAT:
            missed = missed or large.memory > GROWTH * small.memory
        kept = kept and not missed
        print(
            f"| {form} | {small.cpu:.2f} | {small.memory:.0f} | {large.cpu:.2f} |"
            f" {large.memory:.0f} | {target:g} s | {'✗ missed' if missed else '':8} |",
            flush=True,
        )
    return kept


def _costs(folder: Path, size: int, rounds: int) -> dict[str, Cost]:
    """What every format costs, and a question of which the database is kept."""
    generate(folder, FILES, size)
    data = str(folder / "set-0000")
    calls = {
        form: ["export", "-f", form, "--force", "-o", str(folder / (form + _ending(form)))]
        for form in EXPORTS
    }
    calls["sql"] = ["sql", "select state, count(*) from claims group by state"]
    found = {}
    for form, call in calls.items():
        runs = [_cost([*datagov(), *call, "--data", data], folder) for _ in range(rounds + 1)][1:]
        found[form] = Cost(*map(statistics.median, zip(*runs, strict=True)))
    return found


def _ending(form: str) -> str:
    return (*EXPORTS[form].endings, "")[0]


def _cost(command: list[str], folder: Path) -> Cost:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(DISTURBING)}
    environment |= {"DATAGOV_CACHE": str(folder / "cache"), "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"this failed: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
