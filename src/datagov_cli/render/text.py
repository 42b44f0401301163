"""Tables and cards for people; the only user of rich.

A table that does not fit the width gives way in two steps: columns that may fold become
narrower, and where that is not enough each row turns into a card. No cell is ever cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from datagov_cli.base.safe_text import visible
from datagov_cli.render import OutputStyle
from datagov_cli.views import (
    Bars,
    Block,
    Card,
    CodeBlock,
    Column,
    Drawing,
    Entry,
    Grid,
    Heading,
    Lines,
    Tiles,
    View,
)

#: Weight by state; words say the same, so that nothing hangs on colour alone.
STYLES = {
    "known": "",
    "unknown": "dim italic",
    "not-applicable": "dim italic",
    "disputed": "yellow",
}
#: Soft grounds for the classes of a map, in turn; a letter on each says the same.
TONES = (
    "black on #a6cee3",
    "black on #b2df8a",
    "black on #fdd0a2",
    "black on #dadaeb",
    "black on #fbb4c4",
    "black on #e5d8bd",
)
DRAWN = {"quiet": "dim", "bar": "cyan", "marks": "cyan"}
GAP = 2
#: A folded column is never narrower than this, in terminal cells.
NARROWEST = 12
#: One that is long by nature keeps at least this much, or cards read better.
COMFORTABLE = 24


def render(view: View, output: OutputStyle) -> Iterator[str]:
    out = io.StringIO()
    console = Console(
        file=out,
        width=output.width,
        force_terminal=output.color,
        no_color=not output.color,
        color_system="auto" if output.color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    lines: list[Text] = []
    previous: Block | None = None
    for block in view.blocks():
        if previous is not None and _apart(previous):
            lines.append(Text())
        laid = _lay_out(block, output, console)
        if isinstance(laid, list):
            lines += laid
        else:
            _print(console, lines)
            console.print(laid)
        previous = block
    _print(console, lines)
    for line in out.getvalue().splitlines():
        yield line.rstrip() + "\n"


def _print(console: Console, lines: list[Text]) -> None:
    """Print lines that are broken already, all at once: each call of print costs."""
    if lines:
        console.print(Text("\n").join(lines), soft_wrap=True)
        lines.clear()


def _apart(previous: Block) -> bool:
    """Whether a blank line follows; a section's heading stands right above it."""
    return not isinstance(previous, Heading) or previous.level == 1


def _lay_out(block: Block, output: OutputStyle, console: Console) -> list[Text] | RenderableType:
    """A block as lines, or as a table where it is one that fits."""
    if isinstance(block, Heading):
        style = "bold" if block.level == 1 else "bold cyan"
        text = Text(visible(block.text), style)
        if block.aside:
            text.append(f"  {visible(block.aside)}", "not bold dim")
        return _broken(text, 0, output.width, console)
    if isinstance(block, Grid):
        return _grid(block, output, console)
    if isinstance(block, Card):
        return _card(block, output, console)
    if isinstance(block, Bars | Tiles):
        return _drawing(block, output)
    if isinstance(block, CodeBlock):
        return [Text(f"    {visible(line)}".rstrip()) for line in block.text.splitlines()]
    if not isinstance(block, Lines):
        raise TypeError(f"{type(block).__name__} is shown by render.findings")
    style = "dim" if block.quiet else ""
    if block.whole:
        return [Text(" " * block.indent).append(visible(line), style) for line in block.lines]
    return [
        part
        for line in block.lines
        for part in _broken(Text(visible(line), style), block.indent, output.width, console)
    ]


def _broken(text: Text, indent: int, width: int, console: Console) -> list[Text]:
    """The text as lines that fit the width, each indented."""
    room = max(width - indent, NARROWEST)
    lines = [text] if text.cell_len <= room else list(text.wrap(console, room, overflow="fold"))
    for line in lines:
        line.rstrip()
    return [Text(" " * indent).append_text(line) for line in lines] if indent else lines


def _drawing(drawing: Drawing, output: OutputStyle) -> list[Text]:
    from datagov_cli.render.drawing import draw

    lines = []
    for pieces in draw(drawing, output.width):
        line = Text()
        for text, style in pieces:
            tone = style.removeprefix("tone-")
            line.append(text, TONES[int(tone) % len(TONES)] if tone != style else DRAWN.get(style))
        lines.append(line)
    return lines


def _text(entry: Entry, output: OutputStyle, strong: bool = False) -> Text:
    text = Text().append(visible(entry.label), "dim")
    style = "not dim bold" if strong else STYLES.get(entry.state, "")
    end = 0
    for start, stop in entry.matches:
        text.append(visible(entry.text[end:start]), style)
        found = visible(entry.text[start:stop])
        # At a terminal without colours brackets stand in; a pipe gets the text as it is.
        text.append(f"[{found}]" if output.terminal and not output.color else found, "bold yellow")
        end = stop
    text.append(visible(entry.text[end:]), style)
    for part, style in ((entry.aside, "not bold not italic dim"), (entry.marks, "not bold cyan")):
        if part:
            text.append(" " if text else "")
            text.append(visible(part), style)
    return text


def _card(card: Card, output: OutputStyle, console: Console, label_width: int = 0) -> list[Text]:
    lines: list[Text] = []
    if card.title:
        lines += _broken(_text(card.title, output, strong=True), 2, output.width, console)
    indent = 4 if card.title else 2
    widest = label_width or max((cell_len(label) for label, _ in card.rows), default=0)
    for label, entry in card.rows:
        column = indent + widest + GAP
        rows = _broken(_text(entry, output), column, output.width, console)
        padding = " " * (widest - cell_len(label) + GAP)
        lead = Text(" " * indent).append(visible(label), "dim").append(padding)
        lines += [lead.append_text(rows[0][column:]), *rows[1:]]
    return lines


def _grid(grid: Grid, output: OutputStyle, console: Console) -> list[Text] | RenderableType:
    texts = [[_text(entry, output) for entry in row] for row in grid.rows]
    widths = _widths(grid.columns, texts, output.width)
    if widths is None:
        return _as_cards(grid, output, console)
    from rich.table import Table

    table = Table(
        box=None,
        header_style="bold",
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        show_edge=False,
        collapse_padding=True,
    )
    for column, width in zip(grid.columns, widths, strict=True):
        table.add_column(
            Text(visible(column.label)),
            justify="right" if column.right else "left",
            width=width,
            overflow="fold",
        )
    if output.terminal:
        table.add_row(*(Text("─" * width, "dim") for width in widths))
    for row in texts:
        table.add_row(*row)
    return table


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int
) -> list[int] | None:
    """A width for each column so that the table fits, or ``None`` if it cannot."""
    natural = [
        max(cell_len(visible(column.label)), *(row[place].cell_len for row in rows), 1)
        for place, column in enumerate(columns)
    ]
    excess = sum(natural) + GAP * len(columns) - width
    narrow = list(natural)
    while excess > 0:
        foldable = [
            place
            for place, column in enumerate(columns)
            if column.fold and narrow[place] > _floor(column, natural[place])
        ]
        if not foldable:
            return None
        widest = max(foldable, key=lambda place: narrow[place])
        narrow[widest] -= 1
        excess -= 1
    return narrow


def _floor(column: Column, natural: int) -> int:
    return max(NARROWEST, cell_len(visible(column.label)), min(natural // 3, COMFORTABLE))


def _as_cards(grid: Grid, output: OutputStyle, console: Console) -> list[Text]:
    widest = max(cell_len(column.label) for column in grid.columns)
    labels = [column.label for column in grid.columns[1:]]
    lines: list[Text] = []
    for number, row in enumerate(grid.rows):
        rows = [
            (label, entry)
            for label, entry in zip(labels, row[1:], strict=True)
            if entry.text or entry.marks
        ]
        lines += [Text()] if number else []
        lines += _card(Card(rows, row[0]), output, console, widest)
    return lines
