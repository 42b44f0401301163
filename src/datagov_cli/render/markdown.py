"""Markdown (GitHub's flavour): headings, tables and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from datagov_cli.base.messages import spaced
from datagov_cli.base.safe_text import escape_hidden, visible
from datagov_cli.render import OutputStyle, shown_blocks
from datagov_cli.render.drawing import draw
from datagov_cli.views import (
    Bars,
    Card,
    CodeBlock,
    Entry,
    Finding,
    Grid,
    Heading,
    Lines,
    Sources,
    Tiles,
    View,
)

#: The width of a drawing, in cells: what a page shows without scrolling.
DRAWN = 80
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&$])")
#: What GitHub makes a link, a mention or a picture of, wherever it stands but in code, and though
#: a backslash stands before it ("Autolinked references and URLs", "Basic writing and formatting
#: syntax" in GitHub Docs; GitHub Flavored Markdown 0.29, 6.9): addresses, mail, mentions, issues,
#: emoji, commits.
_ACTIVE = re.compile(
    r"(?:(?:https?|ftp)://|www\.)[!-_a-{}~]*(?<![.,;:])"
    # Each begins where a word does, and gives nothing back: the time grows with the text alone.
    r"|(?<![\w.+-])[\w.+-]*+@[\w./@-]+|(?<![\w./-])[\w./-]*+(?:\#\d+)+|\bGH-\d+|:[\w+-]++:"
    r"|\b(?=\d*+[a-f])[\da-f]{7,40}\b",
    re.ASCII | re.IGNORECASE,
)
#: What begins a list or a command in the log of a CI job, or underlines a heading, at the start of
#: a line, and blanks before it.
_START = re.compile(r"\s*([-+=:]|\d+(?=[.)]))?")


def render(view: View, output: OutputStyle) -> Iterator[str]:
    for number, block in enumerate(shown_blocks(view, output)):
        if number:
            yield "\n"
        if isinstance(block, Heading):
            aside = f" — {_plain(block.aside)}" if block.aside else ""
            yield f"{'#' * block.level} {_plain(block.text)}{aside}\n"
        elif isinstance(block, Grid):
            yield from _table(block)
        elif isinstance(block, Card):
            yield from _list(block)
        elif isinstance(block, Sources):
            yield from _sources(block)
        elif isinstance(block, Finding):
            hint = f" — {_plain(block.hint)}" if block.hint else ""
            what = f"{block.label} {block.code} {_plain(block.message)}{hint}"
            yield f"- {_code(visible(block.place))} {what}\n"
        elif isinstance(block, Bars | Tiles):
            lines = ("".join(text for text, _ in line).rstrip() for line in draw(block, DRAWN))
            yield _fenced("text", "".join(f"{line}\n" for line in lines))
        elif isinstance(block, CodeBlock):
            yield _fenced("yaml", escape_hidden(block.text))
        else:
            yield from _lines(block)


def _table(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(_plain(column.label) for column in grid.columns)} |\n"
    yield f"| {' | '.join('---:' if column.right else '---' for column in grid.columns)} |\n"
    for row in grid.rows:
        yield f"| {' | '.join(map(_entry_line, row))} |\n"


def _list(card: Card) -> Iterator[str]:
    if card.title:
        yield f"**{_entry_line(card.title)}**\n\n"
    for label, entry in card.rows:
        line = f"{_plain(label)}: {_entry_line(entry)}" if label else _entry_line(entry)
        yield f"{'-' if label else ' '} {_begun(line)}\n"


def _sources(block: Sources) -> Iterator[str]:
    yield f"## {_plain(block.label)}\n\n"
    for number, card in enumerate(block.cards):
        yield "\n" if number else ""
        yield from _list(card)
    for source in block.cited:
        yield f"- {_begun(f'{_plain(source.mark)}: {_plain(source.title)}')}\n"
        for line in (source.details, *source.credits):
            yield f"  {_begun(_plain(line))}\n"


def _lines(block: Lines) -> Iterator[str]:
    for line in block.lines:
        yield f"_{_plain(line.strip())}_  \n" if block.quiet else f"{_begun(_plain(line))}  \n"


def _entry_line(entry: Entry) -> str:
    text = _marked(entry)
    shown = text if entry.state == "known" else f"_{text}_"
    return spaced(_plain(entry.label).strip(), shown, _plain(entry.aside), _plain(entry.marks))


def _marked(entry: Entry) -> str:
    """The text, what a search has found in it in bold."""
    text, end = "", 0
    for start, stop in entry.matches:
        text += f"{_plain(entry.text[end:start])}**{_plain(entry.text[start:stop])}**"
        end = stop
    return text + _plain(entry.text[end:])


def _plain(text: str) -> str:
    """The text in one line, of which neither Markdown nor GitHub makes anything."""
    shown, parts, end = visible(text), [], 0
    for found in _ACTIVE.finditer(shown):
        parts += [_SPECIAL.sub(r"\\\1", shown[end : found.start()]), f"`{found.group()}`"]
        end = found.end()
    return "".join((*parts, _SPECIAL.sub(r"\\\1", shown[end:])))


def _begun(line: str) -> str:
    """A line of Markdown that begins no list, heading or block of code."""
    found = _START.match(line)
    sign = found.group(1) if found else None
    rest = line.lstrip()
    if not sign:
        return rest
    return f"{sign}\\{rest[len(sign) :]}" if sign.isdigit() else f"\\{rest}"


def _code(text: str) -> str:
    """The text as a code span, between more backticks than stand in it."""
    fence = _fence(text, 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _fenced(language: str, text: str) -> str:
    """Lines of text as a block of code.

    :param language: what its lines are in, for colours.
    """
    fence = _fence(text, 3)
    return f"{fence}{language}\n{text}{fence}\n"


def _fence(text: str, least: int) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)
