"""A line of text of which parts have a style.

What goes into a file or a pipe has no colours. Lines are therefore laid out as these, and become
texts of rich, whose import takes a tenth of a short run, only where there are colours.
"""

from __future__ import annotations

from typing import Self

from datagov_cli.base.text_width import cells


class Line:
    """A line, built piece by piece.

    :param plain: the text.
    :param style: that of the whole line, what is added later too; a style as rich writes it.
    :param spans: first place, place behind the last one, and style of parts; a later style goes
        on top of an earlier one.
    """

    __slots__ = ("plain", "spans", "style")

    def __init__(
        self, plain: str = "", style: str = "", spans: list[tuple[int, int, str]] | None = None
    ) -> None:
        self.plain = plain
        self.style = style
        self.spans = spans or []

    @property
    def width(self) -> int:
        """In terminal cells."""
        return cells(self.plain)

    def append(self, text: str, style: str = "") -> Self:
        """Add text at the end."""
        return self.append_text(Line(text, style))

    def append_text(self, other: Line) -> Self:
        """Add another text at the end, with its styles."""
        start = len(self.plain)
        self.plain += other.plain
        if other.style and other.plain:
            self.spans.append((start, len(self.plain), other.style))
        self.spans += [(start + first, start + last, style) for first, last, style in other.spans]
        return self

    def part(self, start: int, end: int | None = None) -> Line:
        """A copy of a part of it, to the end if none is given."""
        plain = self.plain[start:end]
        end = start + len(plain)
        spans = [
            (max(first, start) - start, min(last, end) - start, style)
            for first, last, style in self.spans
            if first < end and last > start
        ]
        return Line(plain, self.style, spans)

    def indented(self, places: int) -> Line:
        """A copy with so many spaces before it."""
        spans = [(first + places, last + places, style) for first, last, style in self.spans]
        return Line(" " * places + self.plain, self.style, spans)
