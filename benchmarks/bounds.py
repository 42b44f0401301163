"""How much time and memory the largest files take that are still read.

Every file has at most 1 MB. For each the command runs in a process of its own; what is shown
is the time of the processor in seconds and the largest memory in MB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from timing import ROOT

HEAD = (
    'id: hunan\nname: {zh: 湖南省, en: Hunan, short: 湖南}\ngb2260: "430000"\n'
    "iso3166-2: CN-HN\nkind: province\n"
)
FORMATS = ("text", "json", "jsonl", "csv", "md", "yaml", "github", "gitlab", "sarif", "junit")


def listed(key: str, entries: list[str]) -> str:
    return f"{HEAD}{key}: [{','.join(entries)}]\n"


def references(count: int) -> str:
    bodies = "".join(f"  - {{id: body-{n}, predecessor: nobody-{n}}}\n" for n in range(count))
    return f"{HEAD}bodies:\n{bodies}"


FILES: dict[str, Callable[[], str]] = {
    "empty mappings, 250,000": lambda: listed("initiatives", ["{}"] * 250_000),
    "empty mappings, 19,000": lambda: listed("initiatives", ["{}"] * 19_000),
    "empty lists, 330,000": lambda: listed("initiatives", ["[]"] * 330_000),
    "empty lists, 19,000": lambda: listed("initiatives", ["[]"] * 19_000),
    "targets, 1,900 of ten keys": lambda: listed(
        "targets", ["{a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1}"] * 1_900
    ),
    "wrong references, 4,000": lambda: references(4_000),
    "wrong references, 6,000": lambda: references(6_000),
    "a chain of predecessors, 6,000": lambda: references(6_000).replace("nobody", "body"),
    "unknown keys, 60,000": lambda: "".join(f"key{n}: 1\n" for n in range(60_000)),
    "unknown keys, 19,000": lambda: "".join(f"key{n}: 1\n" for n in range(19_000)),
    "repeated texts, 60,000": lambda: listed("kind", ["same"] * 60_000),
    "repeated anchors, 19,000": lambda: listed(
        "initiatives", [f"{{anchors: [{','.join(['same'] * 19_000)}]}}"]
    ),
    "repeated mappings, 8,000": lambda: listed(
        "initiatives", [f"{{topics: [{','.join(['{a: 1}'] * 8_000)}]}}"]
    ),
    "a term of 900 kB": lambda: f"{HEAD[:-9]}{'x' * 900_000}\n",
    "an id of 500 kB, others of one name": lambda: (
        f"{HEAD}bodies:\n  - {{id: {'x' * 500_000}, name: {{zh: a}}}}\n"
        + "  - {id: y, name: {zh: a}}\n" * 3_000
    ),
    "comments, 400,000": lambda: f"{HEAD}bodies:\n  - 1\n" + "#\n" * 400_000,
    "comments below a key, 250,000": lambda: f"{HEAD}bodies:\n" + "  #\n" * 250_000,
}


def measure(arguments: list[str]) -> str:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    command = [sys.executable, "-c", code, sys.executable, "-m", "datagov_cli", *arguments]
    memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return f"{spent:6.1f} s {memory:>5} MB"


def run(_: int) -> bool:
    """Print a line for each file. There are no budgets; the limits of reading are tests."""
    print("\n### Bounds\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "provinces" / "hunan.yaml"
        path.parent.mkdir()
        for shared in ("sources", "vocabulary"):
            (path.parent.parent / shared).symlink_to(ROOT / "data" / shared)
        for name, text in FILES.items():
            path.write_text(text(), "utf-8")
            slow = max(measure(["validate", str(path), "-f", f]) for f in FORMATS)
            laid = measure(["fmt", "--check", str(path)])
            fixed = measure(["validate", "--fix", str(path), "--data", folder])
            print(f"{name:40} validate {slow}   fmt {laid}   --fix {fixed}", flush=True)
    return True
