"""Markdown (GitHub's flavour): headings, tables and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from datagov_cli.base.messages import spaced
from datagov_cli.base.safe_text import escape_hidden, visible
from datagov_cli.render import OutputStyle
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
    Tiles,
    View,
)

#: The width of a drawing, in cells: what a page shows without scrolling.
DRAWN = 80
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def render(view: View, _: OutputStyle) -> Iterator[str]:
    for number, block in enumerate(view.blocks()):
        if number:
            yield "\n"
        if isinstance(block, Heading):
            aside = f" — {_plain(block.aside)}" if block.aside else ""
            yield f"{'#' * block.level} {_plain(block.text)}{aside}\n"
        elif isinstance(block, Grid):
            yield from _table(block)
        elif isinstance(block, Card):
            yield from _list(block)
        elif isinstance(block, Finding):
            hint = f" — {_plain(block.hint)}" if block.hint else ""
            what = f"{block.severity} {block.code} {_plain(block.message)}{hint}"
            yield f"- `{visible(block.place)}` {what}\n"
        elif isinstance(block, Bars | Tiles):
            lines = ("".join(text for text, _ in line).rstrip() for line in draw(block, DRAWN))
            yield "".join(f"{line}\n" for line in ("```text", *lines, "```"))
        elif isinstance(block, CodeBlock):
            yield f"```yaml\n{escape_hidden(block.text)}```\n"
        else:
            yield from _lines(block)


def _table(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(_plain(column.label) for column in grid.columns)} |\n"
    yield f"| {' | '.join('---:' if column.right else '---' for column in grid.columns)} |\n"
    for row in grid.rows:
        yield f"| {' | '.join(map(_entry, row))} |\n"


def _list(card: Card) -> Iterator[str]:
    if card.title:
        yield f"**{_entry(card.title)}**\n\n"
    for label, entry in card.rows:
        yield f"- {_plain(label)}: {_entry(entry)}\n" if label else f"  {_entry(entry)}\n"


def _lines(block: Lines) -> Iterator[str]:
    for line in block.lines:
        yield f"_{_plain(line)}_  \n" if block.quiet else f"{_plain(line)}  \n"


def _entry(entry: Entry) -> str:
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
    return _SPECIAL.sub(r"\\\1", visible(text))
