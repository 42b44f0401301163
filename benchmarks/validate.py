"""How long a validation takes, beside the programs that one would otherwise use.

On the project's data and on generated sets. Peers are taken where they are found: sourcemeta's
jsonschema (from ``make test``, or SOURCEMETA_JSONSCHEMA), ajv and check-jsonschema (on PATH).
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from generate import generate
from timing import ROOT, Program, datagov, floor, measure

#: Files and bytes of each.
SETS = ((34, 20_000), (1_000, 5_000))
#: What a second run over the set may take, as a ratio to a bare Typer program.
SECOND = {0: 2.0, 34: 2.2, 1_000: 7.0}
_MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}


def sourcemeta() -> str | None:
    """sourcemeta's native program for this machine, or ``None``; its wheel holds several."""
    if named := os.environ.get("SOURCEMETA_JSONSCHEMA"):
        return named
    machine = platform.machine().lower()
    machine = _MACHINES.get(machine, machine)
    found = sorted(ROOT.glob(f".venv/validator/**/jsonschema-{sys.platform}-{machine}*"))
    return str(found[0]) if found else None


def programs(files: list[str], cache: Path, budget: float) -> list[Program]:
    """What is compared over these files."""
    schema = str(ROOT / "schemas" / "province.schema.json")
    own = [*datagov(), "validate"]
    found = [
        Program("datagov, second run", [*own, *files], cache, budget=budget),
        Program("datagov, first run", [*own, "--no-cache", *files], cache),
    ]
    if native := sourcemeta():
        command = [native, "validate", schema, *files]
        found.append(Program("sourcemeta jsonschema", command, cache))
    if shutil.which("ajv"):
        each = [part for file in files for part in ("-d", file)]
        command = ["ajv", "validate", "--spec=draft2020", "--strict=false",
                   "--validate-formats=false", "-s", schema, *each]  # fmt: skip
        found.append(Program("ajv-cli", command, cache))
    if shutil.which("check-jsonschema"):
        command = ["check-jsonschema", "--schemafile", schema, *files]
        found.append(Program("check-jsonschema", command, cache, rounds=1))
    return found


def run(rounds: int) -> bool:
    """Print the tables; whether all budgets are kept."""
    kept = True
    for count, size in ((0, 0), *SETS):
        with tempfile.TemporaryDirectory() as folder:
            if count:
                print(f"\n### Validation, {count:,} × {size // 1000} KB\n")
                paths = generate(Path(folder, "sets"), count, size)
            else:
                print("\n### Validation, the project's data\n")
                paths = sorted((ROOT / "data" / "provinces").glob("*.yaml"))
            timed = programs(list(map(str, paths)), Path(folder, "cache"), SECOND[count])
            kept = measure([floor(Path(folder)), *timed], min(rounds, 5)) and kept
    return kept
