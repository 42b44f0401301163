"""No regular expression takes much longer than the text before it is long.

Every pattern of the code and of the schemas runs, in a process that may use so much time of
the processor and no more, over long texts of the kind that makes one give back, sign by sign,
what it has taken. A pattern whose time grows with the square of the text, or worse, does not
come to its end.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import resource
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from helpers import ROOT

from datagov_cli.curation.validation.schema_check_fast import matcher
from datagov_cli.model.quantities import parse_quantity

SOURCE = ROOT / "src" / "datagov_cli"
METHODS = {"match", "search", "fullmatch", "sub", "findall", "finditer", "split"}

#: So many signs has a hostile text, and so many seconds of the processor all texts together.
LENGTH, SECONDS = 10_000, 20
HEADS = ["", "1.", "a", "2030-01-01T", "$schema=", "https://", '  "a":']
BODIES = ["0", "a", "A", " ", "\n", "\t", "-", ".", ",", "/", "_", "+", "#", "省", "十", "a-", "0e",
          "$schema=", " on line 1", "line 1", "¶1", "\r", '"', "=", "ccente"]  # fmt: skip
TAILS = ["!", "x\ny"]


def of_code() -> set[tuple[str, int, str]]:
    """Pattern, flags and the method by which it is used, wherever that can be told from the
    text of a module: constants given to ``re``, and compiled patterns that it names."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if not re.search(r"^import re$", text, re.MULTILINE):
            continue
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
        for node in ast.walk(ast.parse(text)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner, method = node.func.value, node.func.attr
            if not isinstance(owner, ast.Name) or method not in METHODS:
                continue
            pattern = vars(module).get(owner.id)
            if owner.id == "re":
                first = node.args[0]
                given = first.value if isinstance(first, ast.Constant) else None
                if isinstance(first, ast.Name):
                    given = vars(module).get(first.id)
                pattern = re.compile(given) if isinstance(given, str) else None
            if isinstance(pattern, re.Pattern):
                found.add((pattern.pattern, pattern.flags, method))
        for value in vars(module).values():
            if isinstance(value, re.Pattern) and value.pattern not in {p for p, _, _ in found}:
                found.add((value.pattern, value.flags, "fullmatch"))
    return found


def of_schemas() -> set[str]:
    found = set()

    def visit(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("pattern"), str):
                found.add(node["pattern"])
            for value in node.values():
                visit(value)
        elif isinstance(node, list):
            for value in node:
                visit(value)

    for path in (ROOT / "schemas").glob("*.json"):
        visit(json.loads(path.read_text("utf-8")))
    return found


def run_all(patterns: list[tuple[str, int, str]], schemas: list[str]) -> None:
    """What the process does: every pattern over every text; the last one named is at fault."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    texts = [
        head + body * (LENGTH // len(body)) + tail
        for (n, head), body, (m, tail) in product(enumerate(HEADS), BODIES, enumerate(TAILS))
        if not n or n % len(TAILS) == m  # Behind a head, one tail.
    ]
    for pattern, flags, method in patterns:
        print(repr(pattern), method, flush=True)
        used = getattr(re.compile(pattern, flags), method)
        for text in texts:
            if method == "sub":
                used("", text)
            elif method == "finditer":
                for _ in used(text):
                    pass
            else:
                used(text)
    for pattern in schemas:
        print(repr(pattern), flush=True)
        for text in texts:
            matcher(pattern)(text)
    print("parse_quantity", flush=True)
    for text in texts:
        try:
            parse_quantity(text)
        except ValueError:
            continue


@pytest.mark.slow
def test_no_pattern_gives_back_what_it_has_taken_again_and_again() -> None:
    patterns, schemas = sorted(of_code()), sorted(of_schemas())
    assert len(patterns) > 20
    assert len(schemas) > 5
    code = (
        "import json, sys; sys.path.insert(0, sys.argv[1]); from test_patterns import run_all;"
        "run_all(*json.load(sys.stdin))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)],
        input=json.dumps([patterns, schemas]), capture_output=True, text=True, timeout=1200,
    )  # fmt: skip
    last = done.stdout.splitlines()[-1:]
    assert done.returncode == 0, f"{last} did not come to its end: {done.stderr}"
    assert last == ["parse_quantity"]
