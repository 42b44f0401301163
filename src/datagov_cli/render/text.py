"""Tables and cards for people; colours are rich's, which nothing else uses.

A table that does not fit the width gives way in two steps: columns that may fold become
narrower, and where that is not enough it is shown in several tables or each row turns into a card.
No cell is ever cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise

from datagov_cli.base.safe_text import visible
from datagov_cli.base.text_width import cells
from datagov_cli.render import OutputStyle, shown_blocks
from datagov_cli.render.line_breaks import breaks
from datagov_cli.render.styled_line import Line
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
    Sources,
    Tiles,
    View,
)

#: The colours: each has a contrast of more than 4 to 1 both on white and on black (WCAG 2.2,
#: "Relative luminance"), which those of a terminal's own palette rarely have.
ACCENT, WARNING = "#008787", "#af5f00"
#: Weight by state; words say the same, so that nothing hangs on colour alone.
STYLES = {
    "known": "",
    "unknown": "dim italic",
    "not-applicable": "dim italic",
    "disputed": WARNING,
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
DRAWN = {"quiet": "dim", "bar": ACCENT, "marks": ACCENT}
GAP = 2
#: A folded column is never narrower than this, in terminal cells.
NARROWEST = 12
#: One that is long by nature keeps at least this much, or cards read better.
COMFORTABLE = 16


def render(view: View, output: OutputStyle) -> Iterator[str]:
    lines: list[Line] = []
    previous: Block | None = None
    for block in shown_blocks(view, output):
        if previous is not None and _apart(previous):
            lines.append(Line())
        lines += _lay_out(block, output)
        previous = block
    shown = _colored(lines, output) if output.color else (line.plain for line in lines)
    for line in shown:
        yield line.rstrip() + "\n"


def _colored(lines: Sequence[Line], output: OutputStyle) -> list[str]:
    """The lines with escape sequences, made all at once: each call of print costs."""
    from rich.console import Console
    from rich.text import Span, Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=output.width,
        force_terminal=True,
        # By now it is settled that there are colours, whatever the environment says.
        color_system="256",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    styled = (
        Text(line.plain, line.style, spans=[Span(*span) for span in line.spans]) for line in lines
    )
    console.print(Text("\n").join(styled), soft_wrap=True)
    return out.getvalue().splitlines()


def _apart(previous: Block) -> bool:
    """Whether a blank line follows; a section's heading stands right above it."""
    return not isinstance(previous, Heading) or previous.level == 1


def _lay_out(block: Block, output: OutputStyle) -> list[Line]:
    """A block as lines."""
    if isinstance(block, Heading):
        style = "bold" if block.level == 1 else f"bold {ACCENT}"
        text = Line(visible(block.text), style)
        if block.aside:
            text.append(f"  {visible(block.aside)}", "not bold dim")
        return _broken(text, 0, output.width)
    if isinstance(block, Sources):
        return _sources(block, output)
    if isinstance(block, Grid):
        return _grid(block, output)
    if isinstance(block, Card):
        return _card(block, output)
    if isinstance(block, Bars | Tiles):
        return _drawing(block, output)
    if isinstance(block, CodeBlock):
        return [Line(f"    {visible(line)}".rstrip()) for line in block.text.splitlines()]
    if not isinstance(block, Lines):
        raise TypeError(f"{type(block).__name__} is shown by render.findings")
    style = "dim" if block.quiet else ""
    if block.whole:
        return [Line(" " * block.indent).append(visible(line), style) for line in block.lines]
    return [
        part
        for line in block.lines
        for part in _broken(Line(visible(line), style), block.indent, output.width)
    ]


def _sources(block: Sources, output: OutputStyle) -> list[Line]:
    brief = [
        (source.mark, Entry("", aside=" · ".join((source.brief, *source.credits))))
        for source in block.cited
    ]
    lines = _lay_out(Heading(block.label, block.aside), output)
    for number, card in enumerate(block.cards or [Card(brief)]):
        lines += [Line()] if number else []
        lines += _card(card, output)
    return lines


def _broken(text: Line, indent: int, width: int) -> list[Line]:
    """The text as lines that fit the width, each indented."""
    lines = _wrapped(text, max(width - indent, NARROWEST))
    return [Line(" " * indent).append_text(line) for line in lines] if indent else lines


def _wrapped(text: Line, width: int) -> list[Line]:
    """The text in lines that are no wider."""
    ends = [0, *breaks(text.plain, width), len(text.plain)]
    return [
        text.part(start, start + len(text.plain[start:end].rstrip()))
        for start, end in pairwise(ends)
    ]


def _drawing(drawing: Drawing, output: OutputStyle) -> list[Line]:
    from datagov_cli.render.drawing import draw

    lines = []
    for pieces in draw(drawing, output.width):
        line = Line()
        for text, style in pieces:
            tone = style.removeprefix("tone-")
            line.append(
                text, TONES[int(tone) % len(TONES)] if tone != style else DRAWN.get(style, "")
            )
        lines.append(line)
    return lines


def _text(entry: Entry, output: OutputStyle, strong: bool = False) -> Line:
    text = Line().append(visible(entry.label), "dim")
    style = "not dim bold" if strong else STYLES.get(entry.state, "")
    end = 0
    for start, stop in entry.matches:
        text.append(visible(entry.text[end:start]), style)
        found = visible(entry.text[start:stop])
        # At a terminal without colours brackets stand in; a pipe gets the text as it is.
        text.append(
            f"[{found}]" if output.terminal and not output.color else found, f"bold {WARNING}"
        )
        end = stop
    text.append(visible(entry.text[end:]), style)
    asides = (entry.aside, "not bold not italic dim"), (entry.marks, f"not bold {ACCENT}")
    for part, style in asides:
        if part:
            text.append("" if not text.plain or part.startswith("（") else " ")
            text.append(visible(part), style)
    return text


def _card(card: Card, output: OutputStyle, label_width: int = 0) -> list[Line]:
    lines: list[Line] = []
    if card.title:
        lines += _broken(_text(card.title, output, strong=True), 2, output.width)
    indent = 4 if card.title else 2
    widest = label_width or max((cells(label) for label, _ in card.rows), default=0)
    for label, entry in card.rows:
        column = indent + widest + GAP
        rows = _broken(_text(entry, output), column, output.width)
        padding = " " * (widest - cells(label) + GAP)
        lead = Line(" " * indent).append(visible(label), "dim").append(padding)
        lines += [lead.append_text(rows[0].part(column)), *rows[1:]]
    return lines


def _grid(grid: Grid, output: OutputStyle) -> list[Line]:
    texts = [[_text(entry, output) for entry in row] for row in grid.rows]
    parts = _parts(grid, texts, output.width)
    if parts is None:
        return _as_cards(grid, output)
    lines: list[Line] = []
    for places in parts:
        columns = [grid.columns[place] for place in places]
        rows = [[row[place] for place in places] for row in texts]
        lines += [Line()] if lines else []
        lines += _table(columns, rows, output)
    return lines


def _parts(grid: Grid, texts: Sequence[Sequence[Line]], width: int) -> list[list[int]] | None:
    """The places of the columns of each table that a grid is shown as: one if it fits, several
    below one another if its first column tells its rows apart. ``None`` if that cannot be."""

    def fits(places: Sequence[int]) -> bool:
        columns = [grid.columns[place] for place in places]
        return bool(_widths(columns, [[row[place] for place in places] for row in texts], width))

    every = list(range(len(grid.columns)))
    if fits(every):
        return [every]
    groups: list[list[int]] = []
    for place in every[1:]:
        if groups and grid.columns[place].joined:
            groups[-1].append(place)
        else:
            groups.append([place])
    parts: list[list[int]] = []
    for group in groups:
        if parts and fits([*parts[-1], *group]):
            parts[-1] += group
        else:
            parts.append([0, *group])
    return parts if grid.keyed and all(map(fits, parts)) else None


def _table(
    columns: Sequence[Column], rows: Sequence[Sequence[Line]], output: OutputStyle
) -> list[Line]:
    widths = _widths(columns, rows, output.width) or []
    head = [Line(visible(column.label), "bold") for column in columns]
    right = [column.right for column in columns]
    lines = _row(head, widths, right, "bold")
    if output.terminal:
        lines += _row([Line("─" * width, "dim") for width in widths], widths, right)
    for row in rows:
        lines += _row(row, widths, right)
    return lines


def _row(
    texts: Sequence[Line], widths: Sequence[int], right: Sequence[bool], style: str = ""
) -> list[Line]:
    """A row of a table in as many lines as its longest cell takes.

    Rich's own tables render each cell by itself, which takes five times as long.

    :param right: which columns are aligned to the right.
    """
    columns = []
    for text, width, is_right in zip(texts, widths, right, strict=True):
        column = []
        for line in _wrapped(text, width):
            room = max(width - line.width, 0)
            column.append(line.indented(room) if is_right else line.append(" " * room))
        columns.append(column)
    lines = []
    for number in range(max(map(len, columns))):
        line = Line()
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            line.append(" " * GAP if place else "", style)
            below = number >= len(column)
            line.append_text(Line(" " * width, style) if below else column[number])
        lines.append(line)
    return lines


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Line]], width: int
) -> list[int] | None:
    """A width for each column so that the table fits, or ``None`` if it cannot."""
    widest = [max((row[place].width for row in rows), default=0) for place in range(len(columns))]
    natural = [
        max(cells(visible(column.label)), size, 1)
        for column, size in zip(columns, widest, strict=True)
    ]
    floors = list(map(_floor, columns, widest))
    excess = sum(natural) + GAP * len(columns) - width
    narrow = list(natural)
    for place, column in enumerate(columns):
        if excess > 0 and column.right and column.fold:
            excess -= narrow[place] - floors[place]
            narrow[place] = floors[place]
    while excess > 0:
        foldable = [
            place
            for place, column in enumerate(columns)
            if column.fold and narrow[place] > floors[place]
        ]
        if not foldable:
            return None
        broadest = max(foldable, key=lambda place: narrow[place])
        narrow[broadest] -= 1
        excess -= 1
    return narrow


def _floor(column: Column, widest: int) -> int:
    """How narrow a column may become: its heading breaks between words, figures never do."""
    word = max((cells(word) for word in visible(column.label).split()), default=0)
    if column.right:
        return max(word, widest)
    return max(NARROWEST, word, min(widest // 3, COMFORTABLE))


def _as_cards(grid: Grid, output: OutputStyle) -> list[Line]:
    widest = max(cells(column.label) for column in grid.columns)
    labels = [column.label for column in grid.columns[1:]]
    lines: list[Line] = []
    for number, row in enumerate(grid.rows):
        rows = [
            (label, entry)
            for label, entry in zip(labels, row[1:], strict=True)
            if entry.text or entry.marks
        ]
        lines += [Line()] if number else []
        lines += _card(Card(rows, row[0]), output, widest)
    return lines
