"""Bars and tile maps as lines of text; whoever prints them may colour the pieces.

Plain block characters (U+2588 to U+258F), which any terminal font has. All that a drawing
says stands in letters and figures; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from datagov_cli.base.safe_text import visible
from datagov_cli.base.text_width import cells
from datagov_cli.render.line_breaks import breaks
from datagov_cli.views import Bar, Bars, Drawing, Tile, Tiles

#: A piece of a line and its style: ``quiet``, ``bar``, ``marks``, ``tone-N`` or none.
Piece = tuple[str, str]
#: Eighths of a cell, from the left.
_PARTS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_WHOLE = "█"
GAP = 2
#: A bar is drawn in no less than this; where that does not fit, the words stand above it.
SHORTEST = 12
_MARK = 2


def draw(drawing: Drawing, width: int) -> list[list[Piece]]:
    """The drawing as lines of pieces, none wider than ``width`` cells if it is at least 20."""
    return _bars(drawing, width) if isinstance(drawing, Bars) else _tiles(drawing, width)


# --- bars -----------------------------------------------------------------------------------


def bar(value: float, longest: float, room: int) -> str:
    """A bar that is to ``room`` cells as ``value`` is to ``longest``, to an eighth of a cell.

    Nothing is drawn for zero and below; anything above it is seen, if only by an eighth.
    """
    if value <= 0 or longest <= 0:
        return ""
    eighths = max(1, min(round(value / longest * room * 8), room * 8))
    return _WHOLE * (eighths // 8) + _PARTS[eighths % 8]


def _bars(drawing: Bars, width: int) -> list[list[Piece]]:
    bars = [
        Bar(visible(b.label), b.value, visible(b.figure), visible(b.marks)) for b in drawing.bars
    ]
    longest = max((b.value for b in bars), default=0)
    labels = max((cells(b.label) for b in bars), default=0)
    figures = max((cells(_beside(b)) for b in bars), default=0)
    room = width - labels - figures - 2 * GAP
    if room < SHORTEST:
        return [line for b in bars for line in _above(b, longest, width)]
    lines = []
    for b in bars:
        drawn = bar(b.value, longest, room)
        lead = b.label + " " * (labels - cells(b.label) + GAP)
        lines.append([(lead, ""), (drawn, "bar"), (" " * GAP + b.figure, ""), *_marks(b)])
    return lines


def _beside(bar: Bar) -> str:
    return f"{bar.figure} {bar.marks}".rstrip()


def _marks(bar: Bar) -> list[Piece]:
    return [(f" {bar.marks}", "marks")] if bar.marks else []


def _above(b: Bar, longest: float, width: int) -> list[list[Piece]]:
    """The words above the bar, in as many lines as they need."""
    words: list[list[Piece]] = [[(part, "")] for part in _broken(b.label, width)]
    if cells(b.label) + GAP + cells(_beside(b)) <= width:
        words = [[(b.label + " " * GAP + b.figure, ""), *_marks(b)]]
    else:
        words += [[(part, "")] for part in _broken(_beside(b), width)]
    return [*words, [(bar(b.value, longest, width), "bar")]]


def _broken(text: str, width: int) -> list[str]:
    """The text in lines that fit."""
    ends = [0, *breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(ends)]


# --- tiles ----------------------------------------------------------------------------------


def _tiles(drawing: Tiles, width: int) -> list[list[Piece]]:
    """One line a row of tiles: ``贵州 A``, ``GZ A``; where even that does not fit, two."""
    tiles = drawing.tiles
    columns = 1 + max((tile.column for tile in tiles), default=0)
    names = max((cells(tile.name) for tile in tiles), default=0)
    codes = max((cells(tile.code) for tile in tiles), default=0)
    for (word, wide), margin in product((("name", names), ("code", codes)), (1, 0)):
        if columns * (wide + 1 + _MARK + 2 * margin + 1) - 1 <= width:
            words = [[(getattr(t, word), wide), (t.mark, _MARK)] for t in tiles]
            return _rows(tiles, columns, words, margin)
    above = _rows(tiles, columns, [[(t.code, codes)] for t in tiles], 0)
    below = _rows(tiles, columns, [[(t.mark, codes)] for t in tiles], 0)
    return [line for pair in zip(above, below, strict=True) for line in pair]


def _rows(
    tiles: Sequence[Tile], columns: int, words: Sequence[list[tuple[str, int]]], margin: int
) -> list[list[Piece]]:
    """The rows, each tile as its words, each word in its width, ``margin`` cells around."""
    wide = sum(width for _, width in words[0]) + len(words[0]) - 1 + 2 * margin if words else 0
    grid: dict[tuple[int, int], Piece] = {}
    for tile, row in zip(tiles, words, strict=True):
        text = " ".join(visible(word) + " " * (width - cells(word)) for word, width in row)
        style = f"tone-{tile.tone}" if tile.tone >= 0 else "quiet"
        grid[tile.row, tile.column] = (" " * margin + text + " " * margin, style)
    lines = []
    for row_number in range(1 + max((tile.row for tile in tiles), default=-1)):
        line: list[Piece] = []
        for column in range(columns):
            line += [(" ", "")] if column else []
            line.append(grid.get((row_number, column), (" " * wide, "")))
        lines.append(line)
    return lines
