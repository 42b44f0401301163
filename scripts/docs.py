"""Bring the documentation up to date: its copy of the data, what commands print, the picture.

``python scripts/docs.py`` copies ``data/`` to ``docs/data/``, runs every command of the
``console`` blocks and every example of the ``python`` blocks on that copy, writes their output
into the pages, counts what is on record, and draws the picture of the README. ``--check``
writes nothing, leaves the copy as it is, and shows what is out of date (exit code 1): new data
does not make a page untrue.

Pages in ``docs/zh/`` and those named ``*.zh.md`` are run in Chinese. A ``console invented`` block
runs on a copy of the invented data of the tests, which its commands may change.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import functools
import gc
import io
import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COPY = DOCS / "data"
PAGES = [
    *(ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md")),
    *sorted(DOCS.glob("*.md")),
    *sorted(DOCS.glob("zh/*.md")),
]
#: Invented data, for examples that change it.
INVENTED = ROOT / "tests" / "data" / "country"
#: Picture → command and width in terminal cells.
PICTURES = {DOCS / "compare.svg": ("compare --field leader-rank --limit 10", 110)}
#: The day that it is in the pages; change it when the copy has facts that are younger.
TODAY = "2026-11-26"


def language(path: Path) -> str:
    """``zh`` or ``en``: the language of a page."""
    return "zh" if path.parent.name == "zh" or path.name.endswith(".zh.md") else "en"


@contextlib.contextmanager
def surroundings(folder: Path, lang: str, **more: str) -> Iterator[None]:
    """This folder, and the environment of every command: its data, a fixed day, a language."""
    unset = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_MESSAGES")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    fixed = {"DATAGOV_DATA": "data", "DATAGOV_TODAY": TODAY, "COLUMNS": "120"}
    locale = {"LANG": {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}[lang]}
    everything = {**kept, **fixed, **locale, **more}
    with patch.dict(os.environ, everything, clear=True), contextlib.chdir(folder):
        yield


def output(arguments: list[str]) -> str:
    """What ``datagov ARGUMENTS`` prints here, errors included."""
    from datagov_cli.cli.app import app

    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with (
        patch.object(sys, "argv", ["datagov", *arguments]),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        contextlib.suppress(SystemExit),
    ):
        app(prog_name="datagov")
    return printed.buffer.getvalue().decode("utf-8")


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


def run_block(kind: str, block: str, lang: str) -> str:
    """A ``console`` block, or one on invented data, with its outputs of now."""
    if not kind:
        with surroundings(DOCS, lang):
            return run_commands(block)
    with TemporaryDirectory() as folder:
        shutil.copytree(INVENTED, Path(folder) / "data")
        with surroundings(Path(folder), lang):
            return run_commands(block)


@functools.cache
def counted() -> dict[str, Any]:
    """The answer of ``datagov coverage``."""
    with surroundings(DOCS, "en"):
        answer: dict[str, Any] = json.loads(output(["coverage", "--format", "json"]))
    return answer


def numbers(_: str, lang: str) -> str:
    """What is on record, in one sentence."""
    sentence = {
        "en": (
            "**{provinces} provinces, {claims:,} claims from {sources} sources**:"
            " {official:,} on an official source, {independent:,} on two publishers or more,"
            " {implied:,} implied, {disputed:,} disputed; {unknown:,} fields that the sources leave"
            " open. The newest source is of {newest}."
        ),
        "zh": (
            "**{provinces}个省（区、市），{sources}个来源，{claims}项事实**：{official}项有官方来源，"
            "{independent}项有多家发布者，{implied}项为推断，{disputed}项有争议；"
            "另有{unknown}个字段来源未予说明。最新来源发布于{newest}。"
        ),
    }
    sources = len(list((COPY / "sources").glob("*.yaml")))
    provinces = len(counted()["provinces"])
    return sentence[lang].format(
        **{**counted()["total"], "provinces": provinces, "sources": sources}
    )


def key_table(kind: str, lang: str) -> str:
    """The keys of a kind of record, as a table in Markdown."""
    from datagov_cli.model.record_keys import RECORD_KEYS

    say = _SAY[lang]
    rows = [f"| {' | '.join(say['head'])} |", "| --- | --- | --- | --- |"]
    for key in RECORD_KEYS[kind]:
        holds = _HOLDS[lang].get(key.type, key.type)
        if key.vocabulary:
            holds = say["term"].format(holds=holds, vocabulary=key.vocabulary)
        elif key.refers_to:
            holds = say["id"].format(kinds=say["or"].join(key.refers_to))
        ways = [*["`unknown`"] * key.uncertain, *["`disputed`"] * key.disputed]
        silent = say["required"] if key.required else say["comma"].join(ways) or say["optional"]
        if key.accountable:
            instead = "".join(say["instead"].format(other=other) for other in key.instead)
            silent = say["accountable"].format(silent=silent) + instead
        about = key.about[lang == "en"]
        rows.append(f"| `{key.name}` | {holds} | {about} | {silent} |")
    return "\n".join(rows)


#: Language → the words of the table of keys.
_SAY: dict[str, Any] = {
    "en": {
        "head": ("key", "holds", "what it says", "if no source says"),
        "term": "{holds} of `{vocabulary}`",
        "id": "id, of {kinds}",
        "or": " or ",
        "comma": ", ",
        "required": "must be given",
        "optional": "left out",
        "accountable": "never silent: {silent}",
        "instead": ", or `{other}` given",
    },
    "zh": {
        "head": ("键", "值的类型", "含义", "来源未说明时"),
        "term": "`{vocabulary}` 中的{holds}",
        "id": "{kinds} 的标识",
        "or": " 或 ",
        "comma": "、",
        "required": "必填",
        "optional": "不写",
        "accountable": "须交代：{silent}",
        "instead": "，或填 `{other}`",
    },
}
#: Language → type of a key → what it holds, where the word for the type does not say it.
_HOLDS = {
    "en": {
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
    },
    "zh": {
        "text": "`{zh, en}`",
        "texts": "`{zh, en}` 的列表",
        "names": "`{zh, en, short}`",
        "written": "来源原文",
        "string": "文字",
        "boolean": "`true` 或 `false`",
        "number": "数字",
        "date": "日期",
        "term": "词条",
        "terms": "词条（可多个）",
        "heads": "负责人列表",
        "stages": "`{status, date, cite, anchors}` 的列表",
        "repost": "`{publisher, published}`",
        "snapshot": "`{paragraphs, sha256}`",
    },
}

#: Mark in a page, as in ``<!-- coverage -->`` or ``<!-- keys bodies -->``, → what stands there.
BLOCKS: dict[str, Callable[[str, str], str]] = {"coverage": numbers, "keys": key_table}


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

    with surroundings(DOCS, "en"):
        Runner(verbose=False).run(page, out=io.StringIO().write)

    def renewed(block: str) -> str:
        for example in doctest.DocTestParser().get_examples(block):
            if example.source in found:
                old = block.index(example.want, block.index(example.source.split("\n")[0]))
                block = block[:old] + found[example.source] + block[old + len(example.want) :]
        return block

    return renewed


def page(path: Path) -> str:
    """The page with the outputs of now."""
    lang = language(path)
    text = re.sub(
        r"```console( invented)?\n(.*?)```",
        lambda match: f"```console{match[1] or ''}\n{run_block(match[1], match[2], lang)}```",
        path.read_text("utf-8"),
        flags=re.DOTALL,
    )
    text = re.sub(
        r"(<!-- (coverage|keys) ?(\w*) -->\n).*?(?=\n<!-- end -->)",
        lambda match: match[1] + BLOCKS[match[2]](match[3], lang),
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

    colour = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with surroundings(DOCS, "en", COLUMNS=str(width), **colour):
        shown = output(command.split())
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ datagov {command}\n{shown}".rstrip()), soft_wrap=True)
    svg = console.export_svg(title="datagov", unique_id="datagov")
    # The fonts of the reader are used; nothing is fetched from elsewhere.
    start, end = svg.index("@font-face"), svg.rindex("@font-face")
    end = svg.index("}", end) + 1
    return svg[:start] + svg[end:].lstrip("\n")


def main() -> int:
    gc.disable()  # As the program does for each of its runs.
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
