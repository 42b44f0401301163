"""Answers as views, independent of any format.

A :class:`View` has three faces, each made only when a renderer asks for it: ``payload``
(the JSON document), ``table`` (flat rows for CSV) and ``blocks`` (what a reader sees, in
text or Markdown).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import spaced


class Entry(Frozen):
    """The content of one cell of a table, or of one line of a card.

    ``state`` is that of the value; ``aside`` is a remark on it (implied, a note) and
    ``marks`` its citations, shown with less weight than ``text``, as is the ``label``
    before it. ``matches`` are places in ``text`` that a search has found. ``record`` names what
    the entry is the title of: ``guizhou``, ``guizhou/RECORD``, ``sources/SOURCE``; ``flags`` are
    the reservations (implied, last-known …) that ``aside`` spells out; ``cites`` says that there
    are citation marks within ``text`` or ``aside``.
    """

    text: str
    state: str = "known"
    aside: str = ""
    marks: str = ""
    label: str = ""
    matches: tuple[tuple[int, int], ...] = ()
    record: str = ""
    flags: tuple[str, ...] = ()
    cites: bool = False

    @property
    def said(self) -> str:
        """The text with the remark on it, for formats that have one plain text a cell."""
        return spaced(self.text, self.aside)


class Column(Frozen):
    """A column of a grid; ``right`` aligns figures, ``fold`` allows line breaks, ``joined``
    keeps it beside the column before it."""

    label: str
    right: bool = False
    fold: bool = False
    joined: bool = False


class Heading(Frozen):
    """A heading, with a remark beside it; ``level`` 1 is the title of an answer."""

    text: str
    aside: str = ""
    level: int = 2


class Grid(Frozen):
    """A table; where it does not fit, each row becomes a card titled by its first entry.

    In one that is ``keyed`` the first entry tells a row apart from all others; it is shown as
    several tables, one below the other, that begin with the same column.
    """

    columns: list[Column]
    rows: list[list[Entry]]
    keyed: bool = False


#: Labels, each with its entry; without a label an entry belongs to the one above it.
CardRows = list[tuple[str, Entry]]


class Card(Frozen):
    """Labelled entries one below the other, under an optional title."""

    rows: CardRows
    title: Entry | None = None


class CitedSource(Frozen):
    """A source that an answer cites: its id and its mark, what tells it apart in a line, its
    title, and all else that is to be said of it, its address included."""

    id: str
    mark: str
    brief: str
    title: str
    details: str
    address: str | None = None
    credits: tuple[str, ...] = ()


class Sources(Frozen):
    """The sources of an answer, in the order of their marks: in a line each, of which ``aside``
    says where they stand in full, or as ``cards`` that say all."""

    label: str
    aside: str = ""
    cited: Sequence[CitedSource] = ()
    cards: Sequence[Card] = ()


class Lines(Frozen):
    """Plain lines. ``quiet`` ones explain the answer and are no part of it; ``whole`` ones
    are never broken, so that they can be copied."""

    lines: list[str]
    quiet: bool = False
    indent: int = 0
    whole: bool = False


class Finding(Frozen):
    """A fault in a file: what and where; the line itself with a caret under the column.

    ``label`` is the word for its severity, ``advice`` the line that gives the hint.
    """

    place: str
    severity: str
    label: str
    code: str
    message: str
    hint: str | None
    advice: str | None
    line: str | None
    column: int


class Bar(Frozen):
    """One bar: what it is of, how long, and the figure written beside it."""

    label: str
    value: float
    figure: str
    marks: str = ""


class Bars(Frozen):
    """Bars on one scale, that of the longest; only comparable figures stand in one block."""

    bars: list[Bar]


class Tile(Frozen):
    """One place of a :class:`Tiles`: a long and a short name, and the mark of its class.

    ``tone`` numbers the class, for a colour that says no more than the mark; -1 for none.
    """

    row: int
    column: int
    name: str
    code: str
    mark: str
    tone: int = -1


class Tiles(Frozen):
    """A map of equal tiles; names and marks where there is room, else codes and marks."""

    tiles: list[Tile]


Drawing = Bars | Tiles


class CodeBlock(Frozen):
    """Lines of a file, shown as they stand."""

    text: str


Block = Heading | Grid | Card | Sources | Lines | Finding | CodeBlock | Bars | Tiles


class Table(Frozen):
    """Flat rows for a spreadsheet; ``None`` is an empty cell."""

    header: list[str]
    rows: Iterable[list[Any]]


class View(Frozen):
    """One answer. ``items`` names the list in the payload that JSON Lines streams; an answer
    without one is one line.

    ``events`` gives what happens when, for a calendar (see :mod:`datagov_cli.render.ics`),
    where that is not ``items`` itself. ``notes`` are lines about the rows as a whole; they are
    for formats that have rows alone, in the others the answer itself says as much.
    """

    payload: Callable[[], dict[str, Any]]
    table: Callable[[], Table]
    blocks: Callable[[], list[Block]]
    items: str = ""
    events: Callable[[], list[dict[str, Any]]] | None = None
    notes: Callable[[], list[str]] | None = None
