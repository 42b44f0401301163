"""Timing of whole processes, interleaved, beside a bare Typer program; shared by all benchmarks.

What counts is the time of the processor (user and system), as the kernel reports it for each
process: unlike the time that passes it depends little on what else the machine is doing. One
round runs every program once, one after the other, so that a busy moment falls on all alike.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

#: The floor: what a program built with Typer costs before it does anything.
BARE = """\
import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def main(name: str = typer.Option("world", help="Whom to greet.")) -> None:
    typer.echo(f"hello {name}")


app()
"""
FLOOR = "bare Typer program"
#: Set by whoever runs this, these would change what is measured.
DISTURBING = ("COLUMNS", "DATAGOV_", "FORCE_COLOR", "NO_COLOR", "PYTHON")


class Program(NamedTuple):
    """A process to time.

    :param cache: its directory of the cache; with ``first`` it is empty before each run.
    :param budget: how many times as much as ``beside`` it may take at most.
    :param rounds: run in no more rounds than this.
    """

    name: str
    command: list[str]
    cache: Path
    folder: Path = ROOT
    environment: Mapping[str, str] = {}
    exit_code: int = 0
    first: bool = False
    budget: float | None = None
    beside: str = FLOOR
    rounds: int = sys.maxsize


class Spent(NamedTuple):
    """Milliseconds: of the processor, and those that passed."""

    cpu: float
    wall: float


def datagov() -> list[str]:
    """The installed command of this interpreter, else the same through ``-c``."""
    installed = shutil.which("datagov", path=str(Path(sys.executable).parent))
    if installed:
        return [installed]
    return [sys.executable, "-c", "from datagov_cli.__main__ import main; main()"]


def floor(folder: Path) -> Program:
    """The bare program, written into an empty directory."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    return Program(FLOOR, [sys.executable, str(script), "--name", "x"], folder, folder)


def measure(programs: Sequence[Program], rounds: int) -> bool:
    """Time the programs and print a table in Markdown.

    The first round, which is not counted, fills caches and compiles byte code.

    :return: whether all keep to their budgets.
    :raises SystemExit: if one does not end with its exit code.
    """
    spent: dict[str, list[Spent]] = {program.name: [] for program in programs}
    for number in range(-1, max(1, rounds)):
        for program in programs:
            if number < program.rounds and (number >= 0 or not program.first):
                took = _run(program)
                if number >= 0:
                    spent[program.name].append(took)
    return _print(programs, spent)


def _run(program: Program) -> Spent:
    if program.first:
        shutil.rmtree(program.cache, ignore_errors=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(DISTURBING)}
    environment |= {"DATAGOV_CACHE": str(program.cache), "LC_ALL": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    process = subprocess.Popen(
        program.command,
        cwd=program.folder,
        env={**environment, **program.environment},
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != program.exit_code:
        shown = " ".join(program.command)[:200]
        sys.exit(f"{program.name}: exit code {process.returncode} of {shown}")
    return Spent(1000 * (usage.ru_utime + usage.ru_stime), 1000 * wall)


def _print(programs: Sequence[Program], spent: Mapping[str, Sequence[Spent]]) -> bool:
    medians = {
        name: Spent(*map(statistics.median, zip(*times, strict=True)))
        for name, times in spent.items()
    }
    width = max(len(program.name) for program in programs)
    print(f"| {'program':{width}} | CPU ms | wall ms | ratio | target |          |")
    print(f"| {'-' * width} | -----: | ------: | ----: | -----: | -------- |")
    kept = True
    for program in programs:
        cpu, wall = medians[program.name]
        ratio = cpu / medians[program.beside].cpu
        target = f"{program.budget:.2f}" if program.budget else ""
        missed = program.budget is not None and ratio > program.budget
        kept = kept and not missed
        mark = "✗ missed" if missed else ""
        print(
            f"| {program.name:{width}} | {cpu:6.0f} | {wall:7.0f} | {ratio:5.2f} |"
            f" {target:>6} | {mark:8} |",
            flush=True,
        )
    return kept
