"""Where a line of text may be broken, in English and in Chinese.

Chinese text breaks anywhere but before the marks that end something and after those that begin
something ("Requirements for Chinese Text Layout", W3C, 3.1.3; GB/T 15834-2011, 5.1.6-5.1.8). A
number stays in one piece, and so does a citation such as ``[1]¶2 ¶5``, as far as a line holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from datagov_cli.base.text_width import cells

#: What takes two cells, by blocks of Unicode (Standard Annex 11).
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60"
    "\uffe0-\uffe6\U00020000-\U0003fffd"
)
_OPENING = r"（《〈「『【〔“‘(\["
_CLOSING = r"、，。；：？！）》〉」』】〕”’·…—～％%,.;:?!)\]"
#: What stands behind a number as its unit.
_UNITS = "年月日号期届时分秒万亿元户家个条项件"
_PIECE = rf"""\[\d+\]…?¶\d+(?:\ …?¶\d+)*[{_CLOSING}]*   # a citation
    |\s+
    |[{_OPENING}]*(?:
        (?:[^\s{_WIDE}“‘(\[]|[(\[](?![{_WIDE}]))+(?:(?<=\d)[{_UNITS}]+)?   # a word or a number
        |[\S\u3000]   # one sign, which here takes two cells
    )?[{_CLOSING}]*"""


@cache
def _pattern() -> re.Pattern[str]:
    """What stays in one piece; compiled when the first line has to be broken, for it takes long."""
    return re.compile(_PIECE, re.VERBOSE)


def breaks(text: str, width: int) -> list[int]:
    """The places at which a text is broken so that no line is wider; spaces end a line.

    :param width: in terminal cells.
    """
    if cells(text) <= width:
        return []
    places: list[int] = []
    start = end = used = 0
    for piece in _pieces(text, width):
        end += len(piece)
        size = cells(piece)
        if used + cells(piece.rstrip()) > width and used:
            places.append(start)
            used = 0
        used += size
        start = end
    return places


def _pieces(text: str, width: int) -> Iterator[str]:
    """The text in pieces that stay whole; what no line holds is broken where a line ends."""
    for found in _pattern().finditer(text):
        piece = found.group()
        if cells(piece) <= width:
            if piece:
                yield piece
            continue
        for part in re.findall(r"\S+\s*|\s+", piece):
            yield from _folded(part, width) if cells(part.rstrip()) > width else (part,)


def _folded(piece: str, width: int) -> Iterator[str]:
    """A word that no line holds, in parts: an id behind a hyphen, if it has one there."""
    line, used = "", 0
    for sign in piece:
        size = cells(sign)
        if line and used + size > width:
            whole = line[: line.rfind("-") + 1] or line
            yield whole
            line = line.removeprefix(whole)
            used = cells(line)
        line += sign
        used += size
    yield line
