"""Tables and cards for people; the only user of rich.

A table that does not fit the width gives way in two steps: columns that may fold become
narrower, and where that is not enough it is shown in several tables or each row turns into a card.
No cell is ever cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from datagov_cli.base.safe_text import visible
from datagov_cli.render import OutputStyle, shown_blocks
from datagov_cli.render.line_breaks import breaks
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
    lines: list[Text] = []
    previous: Block | None = None
    for block in shown_blocks(view, output):
        if previous is not None and _apart(previous):
            lines.append(Text())
        lines += _lay_out(block, output)
        previous = block
    shown = _colored(lines, output) if output.color else (line.plain for line in lines)
    for line in shown:
        yield line.rstrip() + "\n"


def _colored(lines: Sequence[Text], output: OutputStyle) -> list[str]:
    """The lines with escape sequences, made all at once: each call of print costs."""
    from rich.console import Console

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
    console.print(Text("\n").join(lines), soft_wrap=True)
    return out.getvalue().splitlines()


def _apart(previous: Block) -> bool:
    """Whether a blank line follows; a section's heading stands right above it."""
    return not isinstance(previous, Heading) or previous.level == 1


def _lay_out(block: Block, output: OutputStyle) -> list[Text]:
    """A block as lines."""
    if isinstance(block, Heading):
        style = "bold" if block.level == 1 else f"bold {ACCENT}"
        text = Text(visible(block.text), style)
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
        return [Text(f"    {visible(line)}".rstrip()) for line in block.text.splitlines()]
    if not isinstance(block, Lines):
        raise TypeError(f"{type(block).__name__} is shown by render.findings")
    style = "dim" if block.quiet else ""
    if block.whole:
        return [Text(" " * block.indent).append(visible(line), style) for line in block.lines]
    return [
        part
        for line in block.lines
        for part in _broken(Text(visible(line), style), block.indent, output.width)
    ]


def _sources(block: Sources, output: OutputStyle) -> list[Text]:
    brief = [
        (source.mark, Entry("", aside=" · ".join((source.brief, *source.credits))))
        for source in block.cited
    ]
    lines = _lay_out(Heading(block.label, block.aside), output)
    for number, card in enumerate(block.cards or [Card(brief)]):
        lines += [Text()] if number else []
        lines += _card(card, output)
    return lines


def _broken(text: Text, indent: int, width: int) -> list[Text]:
    """The text as lines that fit the width, each indented."""
    lines = _wrapped(text, max(width - indent, NARROWEST))
    return [Text(" " * indent).append_text(line) for line in lines] if indent else lines


def _wrapped(text: Text, width: int) -> list[Text]:
    """The text in lines that are no wider."""
    lines = list(text.divide(breaks(text.plain, width))) if text.cell_len > width else [text]
    for line in lines:
        line.rstrip()
    return lines


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
        marked = visible(entry.text[start:stop])
        # At a terminal without colours brackets stand in; a pipe gets the text as it is.
        text.append(
            f"[{marked}]" if output.terminal and not output.color else marked, f"bold {WARNING}"
        )
        end = stop
    text.append(visible(entry.text[end:]), style)
    asides = (entry.aside, "not bold not italic dim"), (entry.marks, f"not bold {ACCENT}")
    for part, style in asides:
        if part:
            text.append("" if not text or part.startswith("（") else " ")
            text.append(visible(part), style)
    return text


def _card(card: Card, output: OutputStyle, label_width: int = 0) -> list[Text]:
    lines: list[Text] = []
    if card.title:
        lines += _broken(_text(card.title, output, strong=True), 2, output.width)
    indent = 4 if card.title else 2
    widest = label_width or max((cell_len(label) for label, _ in card.rows), default=0)
    for label, entry in card.rows:
        column = indent + widest + GAP
        rows = _broken(_text(entry, output), column, output.width)
        padding = " " * (widest - cell_len(label) + GAP)
        lead = Text(" " * indent).append(visible(label), "dim").append(padding)
        lines += [lead.append_text(rows[0][column:]), *rows[1:]]
    return lines


def _grid(grid: Grid, output: OutputStyle) -> list[Text]:
    texts = [[_text(entry, output) for entry in row] for row in grid.rows]
    parts = _parts(grid, texts, output.width)
    if parts is None:
        return _as_cards(grid, output)
    lines: list[Text] = []
    for places in parts:
        columns = [grid.columns[place] for place in places]
        rows = [[row[place].copy() for place in places] for row in texts]
        lines += [Text()] if lines else []
        lines += _table(columns, rows, output, not grid.keyed)
    return lines


def _parts(grid: Grid, texts: Sequence[Sequence[Text]], width: int) -> list[list[int]] | None:
    """The places of the columns of each table that a grid is shown as: one if it fits, several
    below one another if its first column tells its rows apart. ``None`` if that cannot be."""

    def fits(places: Sequence[int]) -> bool:
        columns = [grid.columns[place] for place in places]
        rows = [[row[place] for place in places] for row in texts]
        return bool(_widths(columns, rows, width, not grid.keyed))

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
    columns: Sequence[Column], rows: Sequence[Sequence[Text]], output: OutputStyle, tight: bool
) -> list[Text]:
    widths = _widths(columns, rows, output.width, tight) or []
    head = [Text(visible(column.label), "bold") for column in columns]
    right = [column.right for column in columns]
    lines = _table_row(head, widths, right, "bold")
    if output.terminal:
        lines += _table_row([Text("─" * width, "dim") for width in widths], widths, right)
    for row in rows:
        lines += _table_row(row, widths, right)
    return lines


def _table_row(
    cells: Sequence[Text], widths: Sequence[int], right: Sequence[bool], style: str = ""
) -> list[Text]:
    """A row of a table in as many lines as its longest cell takes.

    Rich's own tables render each cell by itself, which takes five times as long.

    :param right: which columns are aligned to the right.
    """
    columns = []
    for cell, width, is_right in zip(cells, widths, right, strict=True):
        wrapped = _wrapped(cell, width)
        for line in wrapped:
            room = width - line.cell_len
            if is_right:
                line.pad_left(room)
            elif room > 0:
                line.append(" " * room)
        columns.append(wrapped)
    lines = []
    for number in range(max(map(len, columns))):
        line = Text()
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            line.append(" " * GAP if place else "", style)
            below = number >= len(column)
            line.append_text(Text(" " * width, style) if below else column[number])
        lines.append(line)
    return lines


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int, tight: bool
) -> list[int] | None:
    """A width for each column so that the table fits, or ``None`` if it cannot.

    :param tight: whether short columns break between all words; else they keep
        :data:`NARROWEST`, as several tables read better.
    """
    widest = [
        max((row[place].cell_len for row in rows), default=0) for place in range(len(columns))
    ]
    natural = [
        max(cell_len(visible(column.label)), cells, 1)
        for column, cells in zip(columns, widest, strict=True)
    ]
    floors = [
        _floor(column, cells, [row[place] for row in rows] if tight else ())
        for place, (column, cells) in enumerate(zip(columns, widest, strict=True))
    ]
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


def _floor(column: Column, cells: int, texts: Sequence[Text]) -> int:
    """How narrow a column may become: its heading breaks between words, figures never do.

    :param texts: its cells, if it may become as narrow as their words, which short ones may.
    """
    word = _longest_word(visible(column.label))
    if column.right:
        return max(word, cells)
    if texts and cells <= COMFORTABLE:
        return max(word, *(_longest_word(text.plain) for text in texts))
    return max(NARROWEST, word, min(cells // 3, COMFORTABLE))


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def _as_cards(grid: Grid, output: OutputStyle) -> list[Text]:
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
        lines += _card(Card(rows, row[0]), output, widest)
    return lines
