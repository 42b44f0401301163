"""How long a validation takes, beside the programs that one would otherwise use.

Whole processes, interleaved, on the project's data and on generated sets of the sizes named
on the command line (files x bytes). Peers are taken where they are found: sourcemeta's
jsonschema (from ``make test``, or JSONSCHEMA_JUDGE), ajv and check-jsonschema (on PATH).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from generate import ROOT, generate

DATAGOV = [sys.executable, "-m", "datagov_cli", "validate"]


def judge() -> str | None:
    """sourcemeta's native program, or ``None``."""
    named = os.environ.get("JSONSCHEMA_JUDGE")
    found = sorted(ROOT.glob(".venv/judge/**/jsonschema-linux-*"))
    return named or (str(found[0]) if found else None)


def peers(files: list[str]) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Name → command and environment; ``DATAGOV_CACHE`` is set by the caller."""
    schema = str(ROOT / "schemas" / "province.schema.json")
    found: dict[str, tuple[list[str], dict[str, str]]] = {
        "datagov, first run": ([*DATAGOV, "--no-cache", *files], {}),
        "datagov, second run": ([*DATAGOV, *files], {}),
    }
    native = judge()
    if native:
        found["sourcemeta jsonschema"] = ([native, "validate", schema, *files], {})
    if shutil.which("ajv"):
        each = [part for file in files for part in ("-d", file)]
        command = ["ajv", "validate", "--spec=draft2020", "--strict=false",
                   "--validate-formats=false", "-s", schema, *each]  # fmt: skip
        found["ajv-cli"] = (command, {})
    if shutil.which("check-jsonschema"):
        found["check-jsonschema"] = (["check-jsonschema", "--schemafile", schema, *files], {})
    return found


def measure(files: list[str], runs: int, slow_runs: int) -> None:
    commands = peers(files)
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        for number in range(-1, runs):
            for name, (command, extra) in commands.items():
                if name == "check-jsonschema" and not 0 <= number < slow_runs:
                    continue
                environment = {**os.environ, "DATAGOV_CACHE": cache, **extra}
                began = time.perf_counter()
                done = subprocess.run(command, env=environment, capture_output=True, text=True)
                took = time.perf_counter() - began
                if done.returncode:
                    sys.exit(f"{name} failed: {(done.stdout + done.stderr)[:300]}")
                if number >= 0:
                    times[name].append(took)
    print("| program | median s | min s |\n| --- | ---: | ---: |")
    for name, taken in sorted(times.items(), key=lambda item: min(item[1])):
        print(f"| {name} | {statistics.median(taken):.2f} | {min(taken):.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow-runs", type=int, default=1, help="runs of check-jsonschema")
    parser.add_argument("sizes", nargs="*", default=["34x20000", "1000x5000"])
    options = parser.parse_args()
    print(f"\n### The project's data ({time.strftime('%Y-%m-%d')})\n")
    measure(
        [str(p) for p in sorted((ROOT / "data" / "provinces").glob("*.yaml"))],
        options.runs,
        options.slow_runs,
    )
    for size in options.sizes:
        count, bytes_each = map(int, size.split("x"))
        with tempfile.TemporaryDirectory() as folder:
            files = [str(path) for path in generate(Path(folder), count, bytes_each)]
            print(f"\n### {count} files of {bytes_each:,} bytes\n")
            measure(files, options.runs, options.slow_runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nLargest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
