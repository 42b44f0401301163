"""A data file as a tree that can be formatted again: its values in their order, and the
comments beside them.

A YAML parser drops comments. Outside the texts that it does report every ``#`` begins one,
so they are found between its events:

- one at the end of a line belongs to what stands on that line;
- one on a line of its own belongs to the key or entry below it, but where it is indented
  deeper than that it closes the mapping or list that it is indented like;
- one below a key without a value, and indented deeper, belongs to that key;
- those before the first key belong to the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

TEXT, MAP, LIST = "text", "map", "list"
_KINDS = {"ScalarEvent": TEXT, "MappingStartEvent": MAP, "SequenceStartEvent": LIST}
_ENDS = ("MappingEndEvent", "SequenceEndEvent")


class YamlNode:
    """A value. Of a scalar ``text`` is what is written and ``value`` what it means; of a
    container ``entries`` are its parts and ``foot`` the comments that close it. ``start``
    and ``stop`` are offsets in the file, ``column`` is its indentation."""

    __slots__ = ("column", "entries", "flow", "foot", "kind", "start", "stop", "text", "value")

    def __init__(self, kind: str, text: str = "", value: Any = None) -> None:
        self.kind = kind
        self.text = text
        self.value = value
        self.entries: list[YamlEntry] = []
        self.foot: list[str] = []
        self.flow = False
        self.start = self.stop = self.column = 0

    def get(self, key: str) -> YamlEntry | None:
        """The entry of a mapping under a key."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def listed(self, key: str) -> list[YamlNode]:
        """The values in the list of a mapping under a key; none if it has no such key."""
        held = self.get(key)
        return [entry.value for entry in held.value.entries] if held else []

    @property
    def id(self) -> str:
        """The id of a record as it is written; empty without one."""
        entry = self.get("id")
        return entry.value.text if entry else ""

    def data(self) -> Any:
        """The value as plain data."""
        if self.kind == MAP:
            return {entry.key: entry.value.data() for entry in self.entries}
        if self.kind == LIST:
            return [entry.value.data() for entry in self.entries]
        return self.value


class YamlEntry:
    """A key with its value, or an entry of a list, which has no key; with the comments above
    it and the one at the end of its line. ``start`` is that of the key."""

    __slots__ = ("before", "end_comment", "key", "start", "value")

    def __init__(
        self, key: str | None = None, value: YamlNode | None = None, start: int = 0
    ) -> None:
        self.key = key
        self.start = start
        self.before: list[str] = []
        self.end_comment = ""
        self.value = value or YamlNode(TEXT)


class Comment(NamedTuple):
    """A comment as written; ``alone`` if nothing stands before it on its line."""

    start: int
    line: int
    column: int
    text: str
    alone: bool


def parse(text: str, value: Any, events: Sequence[Any]) -> YamlEntry:
    """The tree of a text that has been read without a fault.

    :param value: what it was read as.
    :param events: those of the parser, as :func:`.yaml_reader.read_file` keeps them.
    :returns: an entry without a key, whose comments above it are those of the file.
    """
    grower = _TreeBuilder()
    waiting = list(placed_comments(text, events))[::-1]
    for part in events:
        while waiting and waiting[-1].start < part.start_mark.index:
            grower.remark(waiting.pop())
        grower.take(part)
    for comment in waiting[::-1]:
        grower.remark(comment)
    root = grower.finish()
    _set_values(root.value, value)
    return root


def tree_of(value: Any) -> YamlNode:
    """A tree made of plain data."""
    if isinstance(value, dict | list):
        node = YamlNode(MAP if isinstance(value, dict) else LIST)
        parts = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        node.entries = [YamlEntry(key, tree_of(item)) for key, item in parts]
        return node
    import json

    text = value if isinstance(value, str) else json.dumps(value)
    return YamlNode(TEXT, text, value)


def _set_values(node: YamlNode, value: Any) -> None:
    """Give every node the value that it was read as."""
    node.value = value
    for place, entry in enumerate(node.entries):
        _set_values(entry.value, value[place if entry.key is None else entry.key])


def placed_comments(text: str, events: Sequence[Any]) -> Iterator[Comment]:
    """The comments of a text that has been read without a fault, in their order."""
    done = line = counted = 0
    for start, stop in (*_texts(text, events), (len(text), len(text))):
        at = text.find("#", done, start)
        while at >= 0:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            line += text.count("\n", counted, at)
            counted = at
            column = at - (text.rfind("\n", 0, at) + 1)
            alone = not text[at - column : at].strip()
            yield Comment(at, line, column, text[at:end].rstrip(), alone)
            at = text.find("#", end, start)
        done = stop


def _texts(text: str, parts: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """From where to where the scalars reach. One under ``|`` or ``>`` begins below the sign,
    behind which a comment may stand."""
    for part in parts:
        if type(part).__name__ == "ScalarEvent":
            start, stop = part.start_mark.index, part.end_mark.index
            if part.style in ("|", ">"):
                start = text.find("\n", start, stop)
            yield start if start >= 0 else stop, stop


class _TreeBuilder:
    """Puts the events and the comments of a file together, in the order of the file."""

    def __init__(self) -> None:
        self.root = YamlEntry()
        self.entry = self.root
        self.waits = True  # Whether ``entry`` still has no value.
        self.open: list[YamlEntry] = []  # Whose values are the containers that are being read.
        self.closed: list[YamlNode] = []  # Those that ended since the last entry began.
        self.line = -1  # On which the last key, scalar or bracket ends.
        self.pending: deque[Comment] = deque()
        self.column = 0  # Of the last key or dash.
        self.bare = False  # Whether nothing stands behind it.

    def remark(self, comment: Comment) -> None:
        if self.bare and comment.alone and comment.column > self.column and not self.pending:
            self.entry.before.append(comment.text)
        elif comment.alone or comment.line != self.line:
            self.pending.append(comment)
        elif self.entry.end_comment:
            self.entry.before.append(comment.text)
        else:
            self.entry.end_comment = comment.text

    def take(self, event: Any) -> None:
        name = type(event).__name__
        if name in _ENDS:
            self._close(event)
        elif name in _KINDS:
            if not self.waits and self._enter(event):
                return
            self._put(event, _KINDS[name])

    def finish(self) -> YamlEntry:
        self._settle(None, -1)
        self.root.value.foot += [comment.text for comment in self.pending]
        return self.root

    def _enter(self, event: Any) -> bool:
        """Begin an entry; returns whether the event was its key."""
        container = self.open[-1].value
        self.entry = YamlEntry(start=event.start_mark.index)
        if container is self.root.value and not container.entries:
            self._above(self.root)
        container.entries.append(self.entry)
        self._settle(self.entry, -1 if container.flow else container.column)
        self.column, self.bare = container.column, False
        self.waits = container.kind == MAP
        if self.waits:
            self.entry.key = event.value
            self.line = event.end_mark.line
        return self.waits

    def _put(self, event: Any, kind: str) -> None:
        """Store the value of the current entry."""
        self.waits = False
        node = YamlNode(kind)
        start, stop = event.start_mark, event.end_mark
        node.start, node.stop, node.column = start.index, stop.index, start.column
        if kind == TEXT:
            node.text = event.value
            self.bare = start.index == stop.index and not self.open[-1].value.flow
            self.line = start.line if event.style in ("|", ">") else stop.line
        elif event.flow_style:
            node.flow = True
            self.line = stop.line
        if kind == TEXT or node.flow:
            self._above(self.entry)
        self.entry.value = node
        if kind != TEXT:
            self.open.append(self.entry)

    def _close(self, event: Any) -> None:
        owner = self.open.pop()
        self.bare = self.bare and not owner.value.flow
        node = owner.value
        if node.flow:
            node.stop = event.end_mark.index
            if node.entries:
                node.foot += [comment.text for comment in self.pending]
                self.pending.clear()
            else:
                self._above(owner)
            self.entry, self.line = owner, event.end_mark.line
        else:
            node.stop = node.entries[-1].value.stop
            self.closed.append(node)

    def _above(self, entry: YamlEntry) -> None:
        entry.before += [comment.text for comment in self.pending]
        self.pending.clear()

    def _settle(self, entry: YamlEntry | None, column: int) -> None:
        """Give the comments on lines of their own to what they close, or to what follows."""
        while self.pending:
            comment = self.pending[0]
            closed = [n for n in self.closed if column < n.column <= comment.column]
            if not closed or (column < 0 and entry is not None):
                break
            max(closed, key=lambda node: node.column).foot.append(comment.text)
            self.pending.popleft()
        if entry is not None:
            self._above(entry)
        self.closed.clear()
