"""Text from outside does nothing in the program that reads the answer, and comes back whole."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest
import yaml
from helpers import Run, edit
from markdown_it import MarkdownIt

from datagov_cli.render import FORMATS, OutputStyle, render
from datagov_cli.storage.yaml_reader import dump
from datagov_cli.views import (
    Block,
    Card,
    CodeBlock,
    Column,
    Entry,
    Finding,
    Grid,
    Heading,
    Lines,
    Table,
    View,
)

# CSV in a spreadsheet.


@pytest.mark.parametrize("before", ["", " ", "\n", " \n ", "\u3000", "\u00a0"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_is_a_formula_for_a_spreadsheet(sign: str, before: str) -> None:
    cell = f"{before}{sign}1"
    view = View(dict, lambda: Table(["a", "b"], [[cell, -1]]), list)
    written = "".join(render(view, "csv", OutputStyle()))
    _, row = csv.reader(io.StringIO(written, newline=""))
    assert row == [f"'{cell}", "-1"]


# YAML.


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("𠮷𬎆", "𠮷𬎆"),
        ("\\U00020BB7", "\\\\U00020BB7"),
        ("\\\\𠮷\U000e0001", "\\\\\\\\𠮷\\U000E0001"),
        ("a\u202eb\u200b𠮷", "a\\u202eb\\u200b𠮷"),
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    ],
)
def test_yaml_shows_rare_han_and_escapes_what_is_hidden(
    text: str, written: str, loader: type[yaml.SafeLoader]
) -> None:
    for value in (text, {text: [text]}):
        shown = dump(value)
        assert written in shown
        assert yaml.load(shown, Loader=loader) == value


def test_a_name_that_is_not_utf8_can_be_told_in_yaml(tiny: Path) -> None:
    call = [sys.executable, "-m", "datagov_cli"]
    name = os.fsencode(tiny) + b"/provinces/\xff.yaml"
    try:
        with open(name, "wb") as file:
            file.write(b"id: [\n")
    except OSError:
        pytest.skip("file names are UTF-8 here")
    for arguments in (["validate"], ["fmt", "--check"]):
        words = [*call, *arguments, "--data", str(tiny), "-f", "yaml"]
        done = subprocess.run(words, capture_output=True, timeout=60)
        assert done.returncode in (1, 3), done.stderr
        assert "\\udcff.yaml" in str(yaml.safe_load(done.stdout)) + done.stderr.decode()


def test_a_query_that_is_not_utf8_can_be_told_in_yaml(run: Run) -> None:
    result = run("search", "\udcff\udce4", "-f", "yaml")
    assert (result.code, result.err) == (0, "")
    assert yaml.safe_load(result.out)["query"] == "\\udcff\\udce4"


def test_yaml_answers_hold_rare_han(run: Run, tiny: Path) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "张三", "𠮷𬎆")
    assert "𠮷𬎆" in run("show", "hainan", "-f", "yaml", "--data", tiny).out


# The log of a CI job.

#: What a runner takes for a command, by GitHub's ``ActionCommand.cs``: with ``::`` where a line
#: begins, white space aside, with ``##[`` anywhere; Azure and TeamCity have words between.
LOGGED = re.compile(r"^\s*::.*::|##\w*\[")
COMMANDS = [
    "::error::x", " \u3000::stop-commands::x", "a\n::error file=x::y", "##[error]x",
    "a ##[group]b", "##vso[task.setvariable variable=x]y", "##teamcity[message text='x']",
    f"{'w' * 11} ::error::{'w ::error:: ' * 40}", f"{'长' * 40} ##[error]", "::add-mask::x",
]  # fmt: skip


@pytest.mark.parametrize("text", COMMANDS)
@pytest.mark.parametrize("form", [*FORMATS, "findings"])
def test_no_text_is_a_command_in_the_log_of_a_ci_job(form: str, text: str) -> None:
    found = Finding(text, "error", "error", "DG001", text, text, text, text, 1)
    blocks = [*blocks_with(text), CodeBlock(f"{text}\n  {text}\n")]
    if form == "findings":
        blocks = [found]
    plain = {"a": text, text: [text, f"a: {text}"]}
    view = View(lambda: plain, lambda: Table([text, "a"], [[text, text]]), lambda: blocks)
    table = {**FORMATS, "findings": "findings"}
    for style in (OutputStyle(40), OutputStyle(80, color=True), OutputStyle(400, terminal=True)):
        written = "".join(render(view, form, style, table))
        assert not [line for line in written.splitlines() if LOGGED.search(line)]
        if form in ("json", "yaml"):  # JSON is YAML too.
            assert yaml.safe_load(written) == plain


@pytest.mark.parametrize("text", ["a :: b", "::", ":: x", "A::b::c", "# a [b]", "##", "## [x]"])
def test_what_is_no_command_stays_as_it_is(text: str) -> None:
    view = View(dict, lambda: Table([text], []), lambda: [Lines([text])])
    for form in ("text", "csv"):
        assert "".join(render(view, form, OutputStyle())) == f"{text}\n"


def test_no_error_is_a_command_in_the_log_of_a_ci_job(run: Run, tiny: Path) -> None:
    assert "\\u0023#[error]" in run("show", "##[error]x").err
    (tiny / "provinces" / "x ##[error].yaml").write_text("", "utf-8")
    assert "\\u0023#[error]" in run("list", "--data", tiny).err


# Markdown on GitHub.

HOSTILE = [
    "@octocat", "@org/team", "见@octocat。", "#23", "owner/repo#23", "GH-12", "gh-12", ":smile:",
    "0123abc", "a" * 40, "user@0123abcd", "a.b@example.org", "http://example.org/a?b=c_d_e",
    "https://example.org", "ftp://example.org", "www.example.org", "mailto:a@example.org", "$x$",
    "$`x`$", "$$x$$", "&copy;", "&#35;1", "<img src=x onerror=alert(1)>", "<!-- x", "![a](b)",
    "[a](b)", "*a* **b** _c_ ~~d~~", "`a`", "``` a", "# a", "> a", "- a", "+ a", "* a", "1. a",
    "1) a", "    a", "\ta", "===", "---", "a|b", "\\", "\\@octocat", "[^1]", "- [ ] a",
]  # fmt: skip
#: What GitHub takes up in rendered text that is not code.
TAKEN_UP = re.compile(
    r"@\w|#\d|gh-\d|:\w+:|\b(?=\d*[a-f])[0-9a-f]{7,40}\b|://|www\.|(?<!\\)\$", re.A | re.I
)


def blocks_with(text: str) -> list[Block]:
    entry = Entry(text, label=text, aside=text, marks=text)
    return [
        Heading(text),
        Lines([text, text]),
        Lines([text], quiet=True),
        Card([(text, entry), ("", entry)], entry),
        Grid([Column(text)], [[entry]]),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_text_is_markdown(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    calm = shape(parser, "calm")
    assert shape(parser, text) == calm
    for block in blocks_with(text):
        view = View(dict, lambda: Table([], []), lambda block=block: [block])  # type: ignore[misc]
        written = "".join(render(view, "md", OutputStyle()))
        html = parser.render(re.sub(r"\\\$", "", written))
        shown = re.sub(r"<code>.*?</code>|<[^>]*>", " ", html)
        assert not TAKEN_UP.search(shown), written


def shape(parser: MarkdownIt, text: str) -> list[str]:
    """The kinds of elements of a page on which the text stands everywhere, but for code."""
    view = View(dict, lambda: Table([], []), lambda: blocks_with(text))
    kinds = []
    for token in parser.parse("".join(render(view, "md", OutputStyle()))):
        kinds.append(token.type)
        kinds += [t.type for t in token.children or () if t.type.endswith(("_open", "image"))]
        assert "html" not in token.type
        assert not any("html" in child.type for child in token.children or ())
    return kinds


@pytest.mark.parametrize("name", ["`<img src=x>`", "``", "a`", "`a", "a", "```"])
def test_a_place_stays_in_its_code_span(name: str) -> None:
    found = Finding(name, "error", "error", "DG001", "message", None, None, None, 1)
    view = View(dict, lambda: Table([], []), lambda: [found])
    html = MarkdownIt("commonmark").render("".join(render(view, "md", OutputStyle())))
    assert f"<code>{escape(name)}</code> error DG001" in html


def test_a_block_of_code_ends_where_it_should() -> None:
    block = CodeBlock("a: |\n```\n<b>\n````\n@x\n")
    view = View(dict, lambda: Table([], []), lambda: [block])
    tokens = MarkdownIt("commonmark").parse("".join(render(view, "md", OutputStyle())))
    assert [(token.type, token.content) for token in tokens] == [("fence", block.text)]
