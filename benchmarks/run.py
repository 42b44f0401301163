"""All benchmarks: ``make bench``, or ``python benchmarks/run.py [--runs N] [PART …]``.

Each part prints its tables in Markdown. The exit code is 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib import metadata

import bounds
import export
import growth
import site_build
import startup
import validate

PARTS = {
    "startup": startup.run,
    "growth": growth.run,
    "search": growth.run_search,
    "validate": validate.run,
    "export": export.run,
    "bounds": bounds.run,
    "site": site_build.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure datagov beside a bare Typer program.")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="rounds (default 15)")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)"
    )
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.parts) - PARTS.keys())
    if unknown:
        parser.error(f"unknown part: {', '.join(unknown)}")
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    print(
        f"Python {platform.python_version()}, typer {metadata.version('typer')}, {system},"
        f" {chosen.runs} rounds. Medians; CPU is user and system time; ratios are of CPU time."
    )
    kept = [PARTS[part](chosen.runs) for part in chosen.parts or PARTS]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
