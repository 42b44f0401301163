"""How long commands take to start, measured against a bare Typer program.

Whole processes are timed, those of one round one after the other, so that a busy moment of
the machine falls on all of them alike. Byte code and the cache of read files are warm.

    python benchmarks/startup.py --runs 40
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata
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
#: Set by whoever runs this, these would change what is measured.
DISTURBING = (
    "COLUMNS",
    "DATAGOV_DATA",
    "DATAGOV_DEBUG",
    "FORCE_COLOR",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPROFILEIMPORTTIME",
    "PYTHONPYCACHEPREFIX",
    "PYTHONWARNINGS",
)


class Case(NamedTuple):
    """A process to time: its name in the table, how to run it, and where."""

    name: str
    command: list[str]
    folder: Path
    exit_code: int = 0
    budget: float | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the start of datagov's commands.")
    parser.add_argument("--runs", type=int, default=30, metavar="N", help="rounds (default 30)")
    runs = max(1, parser.parse_args().runs)
    with tempfile.TemporaryDirectory() as bare, tempfile.TemporaryDirectory() as cache:
        environment = {k: v for k, v in os.environ.items() if k not in DISTURBING}
        environment |= {"DATAGOV_CACHE": cache, "LC_ALL": "C.UTF-8"}
        cases = _cases(Path(bare))
        ready = [case for case in cases if _warm(case, environment)]
        if ready and ready[0] is cases[0]:
            _print(ready, _measure(ready, environment, runs), runs)


def _cases(folder: Path) -> list[Case]:
    """The bare program, written to an empty directory, and datagov's commands."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    floor = Case("bare Typer program", [sys.executable, str(script), "--name", "x"], folder)
    return [
        floor,
        *(
            Case(f"datagov {arguments}", [*_datagov(), *arguments.split()], ROOT, code, budget)
            for arguments, code, budget in CASES
        ),
    ]


def _datagov() -> list[str]:
    """The installed command of this interpreter, else the same through ``-c``."""
    installed = shutil.which("datagov", path=str(Path(sys.executable).parent))
    if installed:
        return [installed]
    return [sys.executable, "-c", "from datagov_cli.__main__ import main; main()"]


def _warm(case: Case, environment: dict[str, str]) -> bool:
    """Run it twice, for byte code and cache; whether it did what it should."""
    for _ in range(2):
        done = subprocess.run(
            case.command, cwd=case.folder, env=environment, capture_output=True, text=True
        )
        if done.returncode != case.exit_code:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            print(f"{case.name}: left out, exit code {done.returncode}: {last}", file=sys.stderr)
            return False
    return True


def _measure(cases: list[Case], environment: dict[str, str], runs: int) -> list[list[float]]:
    """Milliseconds of each case in each round."""
    times: list[list[float]] = [[] for _ in cases]
    for _ in range(runs):
        for case, taken in zip(cases, times, strict=True):
            start = time.perf_counter()
            subprocess.run(
                case.command,
                cwd=case.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            taken.append((time.perf_counter() - start) * 1000)
    return times


def _print(cases: list[Case], times: list[list[float]], runs: int) -> None:
    """A table in Markdown. The ratio is that of the medians."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    print(
        f"Python {platform.python_version()}, typer {metadata.version('typer')},"
        f" {system}, {runs} runs\n"
    )
    floor = statistics.median(times[0])
    width = max(len(case.name) for case in cases) + 2
    print(f"| {'command':{width}} | median ms | min ms | ratio | budget    |")
    print(f"| {'-' * width} | --------: | -----: | ----: | --------: |")
    for case, taken in zip(cases, times, strict=True):
        median = statistics.median(taken)
        budget = f"{case.budget:.2f}" if case.budget else ""
        if case.budget and median / floor > case.budget:
            budget += " over"
        name = f"`{case.name}`" if case.name.startswith("datagov") else case.name
        numbers = f"{median:9.1f} | {min(taken):6.1f} | {median / floor:5.2f} | {budget:>9}"
        print(f"| {name:{width}} | {numbers} |")


if __name__ == "__main__":
    main()
