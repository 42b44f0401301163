"""How answers grow with the data: the whole country, 34 generated files of three sizes.

A first run finds an empty cache, a second one what the first has left there. ``diff`` compares
the data with the commit that holds the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from generate import generate
from timing import Program, datagov, floor, measure

FILES = 34
#: Bytes of a file, in the order of the budgets below.
SIZES = (20_000, 60_000, 200_000)

Budgets = tuple[float, float, float]
_TEXT: Budgets = (2.2, 2.5, 4)
_WHOLE: Budgets = (3, 5, 12)
_SEARCH: Budgets = (2, 3, 5)

#: Arguments of datagov → the budgets of a second run, as ratios to the floor.
ANSWERS: dict[str, Budgets | None] = {
    "compare -F leader-rank": _TEXT,
    "list": _TEXT,
    "list --as-of 2024": None,
    "targets -f json": _WHOLE,
    "timeline -f json": _WHOLE,
    "stale -f json": _WHOLE,
    "diff": _WHOLE,
    "targets": None,
    "timeline": None,
}
#: A word of every record; one of a few, in letters; one found and one not; pinyin; several words;
#: nothing.
QUERIES: dict[str, Budgets | None] = {
    f"search {words}": _SEARCH
    for words in ("数据", "number 47", "number 1017", "xugou huiyi", "广东 数据共享", "zzzqqq")
}
#: A first search takes at most so many times as long as a first ``list``.
_FIRST_SEARCH = 2.0


def run(rounds: int) -> bool:
    """Print the tables of answers; whether all budgets are kept."""
    return _tables("Growth", ANSWERS, "list", {}, rounds)


def run_search(rounds: int) -> bool:
    """Print the tables of searches; whether all budgets are kept."""
    beside = {"search 数据": _FIRST_SEARCH}
    return _tables("Search", QUERIES, "list", beside, rounds)


def _tables(
    title: str,
    second: dict[str, Budgets | None],
    first: str,
    beside: dict[str, float],
    rounds: int,
) -> bool:
    """A table for each size.

    :param first: the command whose first run is timed.
    :param beside: others, with their budgets as ratios to that one.
    """
    kept = True
    for place, size in enumerate(SIZES):
        print(f"\n### {title}, {FILES} × {size // 1000} KB\n")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            data = _data(folder, size)
            start = _first(first, folder, data)
            programs = [floor(folder), start]
            for words, most in beside.items():
                program = _first(words, folder, data)
                programs.append(program._replace(budget=most, beside=start.name))
            for words, budgets in second.items():
                budget = budgets[place] if budgets else None
                programs.append(_program(words, "second", folder, data)._replace(budget=budget))
            kept = measure(programs, rounds) and kept
    return kept


def _first(words: str, folder: Path, data: Path) -> Program:
    return _program(words, "first", folder, data)._replace(first=True, rounds=3)


def _program(words: str, run: str, folder: Path, data: Path) -> Program:
    """A command of datagov; first and second runs have a cache each."""
    command = [*datagov(), *words.split(" ", 1 if words.startswith("search") else -1)]
    environment = {"DATAGOV_DATA": str(data)}
    return Program(f"`{words}`, {run} run", command, folder / run, data, environment)


def _data(folder: Path, size: int) -> Path:
    """Generated data below a folder, committed to a repository of their own."""
    generate(folder / "sets", FILES, size)
    home = folder / "repository"
    home.mkdir()
    shutil.move(folder / "sets" / "set-0000", home / "data")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    names = ("-c", "user.name=benchmark", "-c", "user.email=benchmark@example.org")
    for words in (["init", "-q"], ["add", "-A"], [*names, "commit", "-q", "-m", "Generated"]):
        subprocess.run(["git", *words], cwd=home, env=environment, check=True)
    return home / "data"
