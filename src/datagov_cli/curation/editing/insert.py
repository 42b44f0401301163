"""Inserting a record into a file; everything else in the file stays the same, to the byte.

Only the record is formatted, at the indentation of the list that it joins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.curation.editing.fmt import line_end
from datagov_cli.curation.editing.yaml_tree import LIST, MAP, YamlEntry, YamlNode, placed_comments
from datagov_cli.curation.editing.yaml_writer import entry_lines

#: A piece of text to be replaced: from where to where, by what.
Edit = tuple[int, int, str]


class FlowStyleError(Exception):
    """The record cannot be inserted into the file as it is written."""


class Splicer:
    """Collects changes to a text, and makes them all at once.

    :param source: the text, read without a fault.
    :param events: those of its parser.
    """

    def __init__(self, source: str, events: Sequence[Any]) -> None:
        self.source = source
        self.comments = list(placed_comments(source, events))
        self.newline = line_end(source)
        self.edits: list[Edit] = []

    def append(self, holder: YamlEntry, record: YamlNode, indent: int) -> list[str]:
        """Append a record to the list under a key, which may be ``[]``.

        :param indent: of the list where the file does not show one.
        :returns: the lines of the record.
        :raises FlowStyleError: if the list is written in brackets and not empty.
        """
        entry = YamlEntry(None, record)
        node = holder.value
        if node.kind == LIST and node.flow and not node.entries:
            lines = list(entry_lines(entry, indent))
            start = node.start
            while self.source[start - 1] == " ":
                start -= 1
            self.edits.append((start, node.stop, ""))
            self._insert(self._line_end(node.stop), lines)
        elif node.kind == LIST and not node.flow:
            lines = list(entry_lines(entry, node.column))
            self._insert(self._end_of_list(node), lines)
        else:
            raise FlowStyleError
        return lines

    def add_key(self, holder: YamlNode, entry: YamlEntry, order: Sequence[str]) -> list[str]:
        """Insert a key into a mapping, behind those that come before it in the order.

        :returns: the lines of the key and its value.
        :raises FlowStyleError: if the mapping is written in brackets.
        """
        if holder.kind != MAP or holder.flow:
            raise FlowStyleError
        before = order[: order.index(entry.key or "")]
        earlier = [known for known in holder.entries if known.key in before]
        lines = list(entry_lines(entry, holder.column))
        self.insert_behind((earlier or holder.entries[:1])[-1].value.stop, lines)
        return lines

    def drop_key(self, holder: YamlEntry, key: str) -> None:
        """Remove a key from the mapping under ``holder``; with its last key the mapping is removed.

        :raises FlowStyleError: if the mapping is written in brackets.
        """
        node = holder.value
        gone = node.get(key)
        if gone is None or node.flow:
            raise FlowStyleError
        whole = holder if len(node.entries) == 1 else gone
        start = self.source.rfind("\n", 0, whole.start) + 1
        self.edits.append((start, self._line_end(gone.value.stop), ""))

    def span(self, holder: YamlNode, entry: YamlEntry) -> tuple[int, int]:
        """From where to where the lines of a key and its value reach. The comments above and below
        are not among them; those below are taken off the value.

        :raises FlowStyleError: if other things stand on the same lines.
        """
        start = self.source.rfind("\n", 0, entry.start) + 1
        if holder.flow or self.source[start : entry.start].strip():
            raise FlowStyleError
        _drop_closing_comments(entry.value)
        return start, self._line_end(entry.value.stop)

    def replace(self, span: tuple[int, int], lines: Sequence[str]) -> None:
        """Put lines, or none, where others stand."""
        start, stop = span
        new = "".join(line + self.newline for line in lines)
        if not self.source[start:stop].endswith("\n"):
            new = new.removesuffix(self.newline)
        self.edits.append((start, stop, new))

    def insert_behind(self, offset: int, lines: Sequence[str]) -> None:
        """Insert lines below the line on which a value ends."""
        self._insert(self._line_end(offset), lines)

    def text(self) -> str:
        """The text with all changes made."""
        text = self.source
        # What is inserted at one place stays in the order in which it was inserted.
        for start, stop, new in sorted(self.edits, key=lambda edit: edit[:2])[::-1]:
            text = text[:start] + new + text[stop:]
        return text

    def _insert(self, at: int, lines: Sequence[str]) -> None:
        gap = "" if self.source[:at].endswith("\n") else self.newline
        self.edits.append((at, at, gap + "".join(line + self.newline for line in lines)))

    def _line_end(self, offset: int) -> int:
        """Where the line begins that follows the one on which a value ends."""
        if offset and self.source[offset - 1] == "\n":
            return offset  # A text under | or > ends with its line.
        end = self.source.find("\n", offset)
        return len(self.source) if end < 0 else end + 1

    def _end_of_list(self, node: YamlNode) -> int:
        """Behind the last entry and the comments that close it."""
        end = self._line_end(node.stop)
        for comment in self.comments:
            start = comment.start - comment.column
            if comment.alone and comment.column > node.column and start == end:
                end = self._line_end(comment.start)
        return end


def _drop_closing_comments(node: YamlNode) -> None:
    """Leave out the comments behind the last line of a value, which are not rewritten."""
    node.foot = []
    if node.entries:
        _drop_closing_comments(node.entries[-1].value)
