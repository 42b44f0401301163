"""Tables and cards for people; the only user of rich.

A table that does not fit the width gives way in two steps: columns that may fold become
narrower, and where that is not enough each row turns into a card. No cell is ever cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from datagov_cli.render import Look
from datagov_cli.safety import visible
from datagov_cli.views import Block, Card, Column, Entry, Finding, Grid, Heading, View

#: Weight by state; words say the same, so that nothing hangs on colour alone.
STYLES = {
    "known": "",
    "unknown": "dim italic",
    "not-applicable": "dim italic",
    "disputed": "yellow",
}
GAP = 2
#: A folded column is never narrower than this, in terminal cells.
NARROWEST = 12
#: One that is long by nature keeps at least this much, or cards read better.
COMFORTABLE = 24


def render(view: View, look: Look) -> Iterator[str]:
    console = Console(
        file=io.StringIO(),
        width=look.width,
        force_terminal=look.color,
        no_color=not look.color,
        color_system="auto" if look.color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        safe_box=False,
    )
    previous: Block | None = None
    for block in view.blocks():
        if previous is not None and _apart(previous):
            console.print()
        for part in _lay_out(block, look):
            console.print(part, soft_wrap=isinstance(block, Finding))
        previous = block
    out: io.StringIO = console.file  # type: ignore[assignment]
    for line in out.getvalue().splitlines():
        yield line.rstrip() + "\n"


def _apart(previous: Block) -> bool:
    """Whether a blank line follows; a section's heading stands right above it."""
    return not isinstance(previous, Heading) or previous.level == 1


def _lay_out(block: Block, look: Look) -> list[RenderableType]:
    if isinstance(block, Heading):
        style = "bold" if block.level == 1 else "bold cyan"
        return [
            Text.assemble(
                (visible(block.text), style),
                ("  " if block.aside else ""),
                (visible(block.aside), "dim"),
            )
        ]
    if isinstance(block, Grid):
        return _grid(block, look)
    if isinstance(block, Card):
        return _card(block, look)
    if isinstance(block, Finding):
        return _finding(block)
    style = "dim" if block.quiet else ""
    return [Padding(Text(visible(line), style), (0, 0, 0, block.indent)) for line in block.lines]


#: Of a long line only this much on either side of the fault is shown.
MARGIN = 60


def _finding(found: Finding) -> list[RenderableType]:
    style = "bold red" if found.severity == "error" else "bold yellow"
    parts: list[RenderableType] = [
        Text.assemble(
            (f"{visible(found.place)}: ", "bold"),
            (found.severity, style),
            f" {found.code} {visible(found.message)}",
            overflow="ignore",
            no_wrap=True,
        )
    ]
    if found.line is not None and found.line.strip():
        at = found.column - 1
        start = max(0, at - MARGIN)
        before = visible(found.line[start:at])
        shown = before + visible(found.line[at : at + MARGIN])
        parts.append(Text(f"    {shown}", overflow="ignore", no_wrap=True))
        parts.append(Text(f"    {' ' * cell_len(before)}^", style))
    if found.hint:
        parts.append(Text(f"    hint: {visible(found.hint)}", overflow="ignore", no_wrap=True))
    return parts


def _text(entry: Entry, strong: bool = False) -> Text:
    text = Text(visible(entry.text), "bold" if strong else STYLES.get(entry.state, ""))
    for part, style in ((entry.aside, "dim"), (entry.marks, "dim cyan")):
        if part:
            text.append(" " if text else "")
            text.append(visible(part), style)
    return text


def _card(card: Card, look: Look, label_width: int | None = None) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if card.title:
        parts.append(Padding(_text(card.title, strong=True), (0, 0, 0, 2)))
    if card.rows:
        indent = 4 if card.title else 2
        rows = Table.grid(padding=(0, GAP, 0, 0))
        widest = max(cell_len(label) for label, _ in card.rows)
        rows.add_column(style="dim", no_wrap=True, width=label_width or widest)
        rows.add_column(overflow="fold", max_width=look.width - indent - widest - GAP)
        for label, entry in card.rows:
            rows.add_row(Text(visible(label)), _text(entry))
        parts.append(Padding(rows, (0, 0, 0, indent)))
    return parts


def _grid(grid: Grid, look: Look) -> list[RenderableType]:
    texts = [[_text(entry) for entry in row] for row in grid.rows]
    widths = _widths(grid.columns, texts, look.width)
    if widths is None:
        return _as_cards(grid, look)
    table = Table(
        box=box.SIMPLE_HEAD if look.terminal else None,
        header_style="bold",
        border_style="dim",
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
    for row in texts:
        table.add_row(*row)
    return [table]


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


def _as_cards(grid: Grid, look: Look) -> list[RenderableType]:
    widest = max(cell_len(column.label) for column in grid.columns)
    parts: list[RenderableType] = []
    for number, row in enumerate(grid.rows):
        if number:
            parts.append(Text())
        labels = [column.label for column in grid.columns[1:]]
        rows = [
            (label, entry)
            for label, entry in zip(labels, row[1:], strict=True)
            if entry.text or entry.marks
        ]
        parts += _card(Card(rows, row[0]), look, widest)
    return parts
