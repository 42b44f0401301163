"""Try a sample of the mutants of a module: small changes of its code that tests should notice.

    make mutants MODULE=queries/leadership            40 of them, the same ones each time
    make mutants MODULE=queries/leadership COUNT=0    all of them

The mutants are those of mutmut, which pyproject.toml configures; they are made under
``mutants/``. Prints how many were noticed, and the difference that each of the others makes.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTMUT = [sys.executable, "-m", "mutmut"]
#: What mutmut says of a mutant that a test noticed, by failing or by taking too long.
NOTICED = ("killed", "timeout")
SEED = 20300601


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("module", help="its path below src/datagov_cli/, without .py")
    options.add_argument("--count", type=int, default=40, help="how many mutants; 0 for all")
    options.add_argument("--seed", type=int, default=SEED, help="chooses among them")
    asked = options.parse_args()
    module = f"datagov_cli.{asked.module.removesuffix('.py').replace('/', '.')}"
    names = mutants_of(module)
    if not names:
        run(f"{module}.none")  # Only a run makes the mutants; no mutant has this name.
        names = mutants_of(module)
    if not names:
        sys.exit(f"{module} has no mutants; only_mutate in pyproject.toml lists the modules")
    chosen = names
    if asked.count:
        chosen = random.Random(asked.seed).sample(names, min(asked.count, len(names)))
    said = run(*chosen)
    verdicts = dict(results())
    if any(verdicts[name] == "not checked" for name in chosen):
        sys.exit(f"{said}\nmutmut did not try them all; do the tests pass without a change?")
    left = [name for name in sorted(chosen) if verdicts[name] not in NOTICED]
    for name in left:
        print(f"\n{verdicts[name]}: {name}")
        print(call("show", name))
    print(f"{module}: {len(names)} mutants, {len(chosen)} tried, {len(chosen) - len(left)} noticed")
    return 0


def run(*names: str) -> str:
    return call("run", "--max-children", "2", *names)


def call(*arguments: str) -> str:
    """What mutmut says; it ends in an error when mutants survive, too."""
    done = subprocess.run([*MUTMUT, *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr


def results() -> list[tuple[str, str]]:
    """Every mutant with what became of it, ``not checked`` if it was not run."""
    lines = call("results", "--all", "true").splitlines()
    parts = (line.rpartition(":") for line in lines)
    return [(name.strip(), verdict.strip()) for name, _, verdict in parts]


def mutants_of(module: str) -> list[str]:
    return sorted(name for name, _ in results() if name.startswith(f"{module}."))


if __name__ == "__main__":
    sys.exit(main())
