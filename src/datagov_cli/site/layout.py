"""Blocks of an answer, sorted into what a page shows: title, sections, sources, legend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import parenthesised, spaced, text
from datagov_cli.views import Block, Card, CitedSource, Entry, Grid, Heading, Lines, Sources

T = TypeVar("T")
#: Marks as :meth:`datagov_cli.views.cited_sources.SourceWriter.marks` writes them: ``[1]…¶5 …¶6``.
MARK = re.compile(r"\[(\d+)\]((?:…?¶\d+(?: (?=…?¶))?)+)", re.ASCII)
_MARKS = re.compile(f" ?{MARK.pattern}", re.ASCII)
#: Marks of which each is followed by a remark: that the source was withdrawn.
_WITHDRAWN = re.compile(rf"(?:{MARK.pattern} ?[(（][^()（）]+[)）] ?)+", re.ASCII)
#: What an entry names a source by, see :class:`datagov_cli.views.Entry`.
SOURCES = "sources/"


class Section(Frozen):
    """A heading and what stands below it; without a heading what stands before the first."""

    heading: Heading | None
    blocks: tuple[Block, ...]


class Layout(Frozen):
    """An answer, sorted. ``legend`` explains its marks and words."""

    title: Heading | None
    sections: tuple[Section, ...]
    sources: tuple[CitedSource, ...]
    legend: tuple[str, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all sections."""
        return tuple(block for section in self.sections for block in section.blocks)

    def only(self, sections: Sequence[Section]) -> Layout:
        """The same with some of the sections, and the sources that those cite."""
        cited = {
            f"[{number}]"
            for section in sections
            for entry in entries(section.blocks)
            for number, _ in MARK.findall(f"{entry.text} {entry.aside} {entry.marks}")
        }
        kept = tuple(source for source in self.sources if source.mark in cited)
        return self.replace(sections=tuple(sections), sources=kept)


def lay_out(blocks: Iterable[Block]) -> Layout:
    """Sort the blocks of an answer."""
    title: Heading | None = None
    sections: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    sources: tuple[CitedSource, ...] = ()
    legend: tuple[str, ...] = ()
    listed = list(blocks)
    closing = listed[-1] if listed else None
    if isinstance(closing, Lines) and closing.quiet:
        legend = tuple(closing.lines)
        listed.pop()
    for block in listed:
        if isinstance(block, Heading) and block.level == 1:
            title = block
        elif isinstance(block, Heading):
            sections.append((block, []))
        elif isinstance(block, Sources):
            sources = tuple(block.cited)
        else:
            sections[-1][1].append(block)
    sorted_in = (Section(heading, tuple(below)) for heading, below in sections if heading or below)
    return Layout(title, tuple(sorted_in), sources, legend)


def entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    """Every entry of cards and tables."""
    for block in blocks:
        if isinstance(block, Card):
            yield from ([block.title] if block.title else [])
            yield from (entry for _, entry in block.rows)
        elif isinstance(block, Grid):
            yield from (entry for row in block.rows for entry in row)


def unmarked(entry: Entry, lang: str) -> Entry:
    """An entry without its citations: what another page says, which has its own list of sources.

    That all of them were withdrawn, which their marks say, is said in words.
    """
    said, aside = (_MARKS.sub("", part) for part in (entry.text, entry.aside))
    gone = text("what it rests on was withdrawn", lang)
    if _WITHDRAWN.fullmatch(entry.marks) and gone not in aside:
        aside = spaced(aside, parenthesised([gone], lang))
    return entry.replace(text=said, aside=aside, marks="", cites=False)


def grouped_rows(card: Card) -> list[tuple[str, list[Entry]]]:
    """The rows of a card, those without a label with the one above them."""
    groups: list[tuple[str, list[Entry]]] = []
    for label, entry in card.rows:
        if label or not groups:
            groups.append((label, []))
        groups[-1][1].append(entry)
    return groups


def weight(*blocks: Block) -> int:
    """About how many bytes blocks have as HTML."""
    texts = [
        len(f"{e.text}{e.aside}{e.label}".encode()) + 4 * len(e.marks) + 130
        for e in entries(blocks)
    ]
    return sum(texts) + 250 * len(blocks)


def in_pages(sections: Sequence[Section], most: int) -> list[list[Section]]:
    """Sections in groups of about ``most`` bytes; one that is larger is divided between its
    blocks, a table between its rows."""
    return _in_groups(_divided(sections, most), lambda section: weight(*section.blocks), most)


def _in_groups(items: Iterable[T], weigh: Callable[[T], int], most: int) -> list[list[T]]:
    """Items in groups of no more than ``most``, if one alone is not more."""
    groups: list[list[T]] = [[]]
    room = most
    for item in items:
        size = weigh(item)
        if size > room and groups[-1]:
            groups.append([])
            room = most
        groups[-1].append(item)
        room -= size
    return groups


def _divided(sections: Iterable[Section], most: int) -> Iterator[Section]:
    for section in sections:
        if weight(*section.blocks) <= most:
            yield section
            continue
        for part in _in_groups(_small_blocks(section.blocks, most), weight, most):
            yield section.replace(blocks=tuple(part))


def _small_blocks(blocks: Iterable[Block], most: int) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Grid) and (size := weight(block)) > most:
            each = max(size // len(block.rows), 1)
            step = max(most // each, 1)
            for start in range(0, len(block.rows), step):
                yield block.replace(rows=block.rows[start : start + step])
        else:
            yield block
