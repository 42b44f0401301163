"""Bring the documentation up to date: its copy of the data, what commands print, the picture.

``python scripts/docs.py`` copies ``data/`` to ``docs/data/``, runs every command of the
``console`` blocks and every example of the ``python`` blocks on that copy, writes their output
into the pages, counts what is on record, and draws the picture of the README. ``--check``
writes nothing, leaves the copy as it is, and shows what is out of date (exit code 1): new data
does not make a page untrue.
"""

from __future__ import annotations

import difflib
import doctest
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COPY = DOCS / "data"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
#: Picture → command and width in terminal cells.
PICTURES = {DOCS / "compare.svg": ("compare --field leader-rank --limit 10", 110)}
#: The day that it is in the pages; change it when the copy has facts that are younger.
TODAY = "2026-11-26"


def surroundings(**more: str) -> dict[str, str]:
    """The environment of every command: the copy of the data, a fixed day, English."""
    unset = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_MESSAGES")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    fixed = {"DATAGOV_DATA": "data", "DATAGOV_TODAY": TODAY, "COLUMNS": "120"}
    return {**kept, **fixed, "LANG": "en_US.UTF-8", **more}


def output(arguments: list[str], **environment: str) -> str:
    """What ``datagov ARGUMENTS`` prints, errors included, as seen from ``docs/``."""
    done = subprocess.run(
        [sys.executable, "-m", "datagov_cli", *arguments],
        cwd=DOCS, env=surroundings(**environment), encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.stdout


def run_commands(block: str) -> str:
    """A ``console`` block with what its commands print now.

    An output that ends in a line ``…`` is cut after as many lines as before.
    """
    shown = []
    for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, before = example.partition("\n")
        program, *arguments = shlex.split(command)
        if program != "datagov":
            raise SystemExit(f"not a command of this program: {command}")
        printed = output(arguments)
        if before.endswith("…\n"):
            lines = printed.splitlines(keepends=True)[: before.count("\n") - 1]
            printed = "".join(lines) + "…\n"
        shown.append(f"$ {command}\n{printed}")
    return "".join(shown)


def numbers(_: str) -> str:
    """What is on record, in one sentence."""
    counted = json.loads(output(["coverage", "--format", "json"]))
    total, provinces = counted["total"], len(counted["provinces"])
    sources = len(list((COPY / "sources").glob("*.yaml")))
    return (
        f"**{provinces} provinces, {total['claims']:,} claims from {sources} sources**:"
        f" {total['official']:,} on an official source, {total['independent']:,} on two"
        f" publishers or more, {total['implied']:,} implied, {total['disputed']:,} disputed;"
        f" {total['unknown']:,} fields that the sources leave open."
        f" The newest source is of {total['newest']}."
    )


def key_table(kind: str) -> str:
    """The keys of a kind of record, as a table in Markdown."""
    from datagov_cli.model.record_keys import RECORD_KEYS

    rows = ["| key | holds | what it says | if no source says |", "| --- | --- | --- | --- |"]
    for key in RECORD_KEYS[kind]:
        holds = _HOLDS.get(key.type, key.type)
        if key.vocabulary:
            holds = f"{holds} of `{key.vocabulary}`"
        elif key.refers_to:
            holds = f"id, of {' or '.join(key.refers_to)}"
        ways = [*["`unknown`"] * key.uncertain, *["`disputed`"] * key.disputed]
        silent = "must be given" if key.required else ", ".join(ways) or "left out"
        if key.accountable:
            instead = "".join(f", or `{other}` given" for other in key.instead)
            silent = f"never silent: {silent}{instead}"
        rows.append(f"| `{key.name}` | {holds} | {key.about[1]} | {silent} |")
    return "\n".join(rows)


#: Type of a key → what it holds, where the word for the type does not say it.
_HOLDS = {
    "text": "`{zh, en}`",
    "texts": "list of `{zh, en}`",
    "names": "`{zh, en, short}`",
    "written": "the source's words",
    "string": "text",
    "boolean": "`true` or `false`",
    "term": "a term",
    "terms": "terms",
    "heads": "list of heads",
    "stages": "list of `{status, date, cite, anchors}`",
    "repost": "`{publisher, published}`",
    "snapshot": "`{paragraphs, sha256}`",
}

#: Mark in a page, as in ``<!-- coverage -->`` or ``<!-- keys bodies -->``, → what stands there.
BLOCKS: dict[str, Callable[[str], str]] = {"coverage": numbers, "keys": key_table}


def run_python(text: str) -> Callable[[str], str]:
    """Gives back what a ``python`` block of this page looks like with its output of now.

    The blocks of a page are one session, as their reader types them.
    """
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    page = doctest.DocTestParser().get_doctest("".join(blocks), {}, "page", None, 0)
    found: dict[str, str] = {}

    class Runner(doctest.DocTestRunner):
        def report_failure(
            self, _out: object, _test: object, example: doctest.Example, got: str
        ) -> None:
            found[example.source] = got

        def report_unexpected_exception(
            self, _out: object, _test: object, example: doctest.Example, _info: object
        ) -> None:
            raise SystemExit(f"this example fails: {example.source}")

    before = dict(os.environ), Path.cwd()
    os.environ.update(surroundings())
    os.chdir(DOCS)
    try:
        Runner(verbose=False).run(page, out=io.StringIO().write)
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        os.chdir(before[1])

    def renewed(block: str) -> str:
        for example in doctest.DocTestParser().get_examples(block):
            if example.source in found:
                old = block.index(example.want, block.index(example.source.split("\n")[0]))
                block = block[:old] + found[example.source] + block[old + len(example.want) :]
        return block

    return renewed


def page(path: Path) -> str:
    """The page with the outputs of now."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"(?<=```console\n).*?(?=```)", text, re.DOTALL)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for block, now in zip(blocks, pool.map(run_commands, blocks), strict=True):
            text = text.replace(f"```console\n{block}```", f"```console\n{now}```", 1)
    text = re.sub(
        r"(<!-- (coverage|keys) ?(\w*) -->\n).*?(?=\n<!-- end -->)",
        lambda match: match[1] + BLOCKS[match[2]](match[3]),
        text,
        flags=re.DOTALL,
    )
    if "```python" in text:
        renewed = run_python(text)
        text = re.sub(
            r"(?<=```python\n).*?(?=```)", lambda match: renewed(match[0]), text, flags=re.DOTALL
        )
    return text


def picture(command: str, width: int) -> str:
    """The SVG of what ``datagov COMMAND`` prints at a colour terminal of that width."""
    from rich.console import Console
    from rich.text import Text

    shown = output(
        command.split(),
        COLUMNS=str(width), FORCE_COLOR="1", TERM="xterm-256color", COLORTERM="truecolor",
    )  # fmt: skip
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ datagov {command}\n{shown}".rstrip()), soft_wrap=True)
    svg = console.export_svg(title="datagov", unique_id="datagov")
    # The fonts of the reader are used; nothing is fetched from elsewhere.
    start, end = svg.index("@font-face"), svg.rindex("@font-face")
    end = svg.index("}", end) + 1
    return svg[:start] + svg[end:].lstrip("\n")


def main() -> int:
    check = "--check" in sys.argv
    if not check:
        shutil.rmtree(COPY, ignore_errors=True)
        shutil.copytree(ROOT / "data", COPY, ignore=shutil.ignore_patterns(".*"))
    stale = 0
    for path in [*PAGES, *PICTURES]:
        now = picture(*PICTURES[path]) if path in PICTURES else page(path)
        before = path.read_text("utf-8") if path.exists() else ""
        if now == before:
            continue
        stale += 1
        name = path.relative_to(ROOT).as_posix()
        print(f"{name} is out of date; make docs renews it" if check else f"{name} is renewed")
        if check:
            lines = before.splitlines(), now.splitlines()
            print("\n".join(difflib.unified_diff(*lines, name, "printed now", lineterm="", n=2)))
        else:
            path.write_text(now, "utf-8")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
