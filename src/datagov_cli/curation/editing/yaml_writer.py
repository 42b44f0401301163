"""Writing a tree in the canonical layout.

Block style, two spaces a level, ``- `` indented below its key, one text on one line however
long it is. A zh/en pair and a list of scalars stand in brackets where they fit into
:data:`WIDTH` columns. Text is plain where every YAML reader takes it for the same text, and
in double quotes elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from datagov_cli.base.safe_text import all_seen
from datagov_cli.base.text_width import cells
from datagov_cli.curation.editing.yaml_tree import LIST, MAP, TEXT, YamlEntry, YamlNode

#: In terminal columns: a Chinese character takes two.
WIDTH = 100
#: The keys of a pair, which may stand side by side.
_PAIR = {"zh", "en", "short"}

#: Words that YAML 1.1 or 1.2 reads as something other than text (yaml.org/type; YAML 1.2.2,
#: chapter 10.3), in lower case.
_WORDS = {
    "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    ".inf", "-.inf", "+.inf", ".nan", "=", "<<",
}  # fmt: skip
#: Whatever a reader could take for a number, a date or a time: digits and what joins them.
_FIGURE = re.compile(
    r"[-+]?[0-9.][0-9_.,:~+-]*(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[oO][0-7_]+|[-+]?0[bB][01_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|\s).*"
)
#: What cannot begin a plain text (YAML 1.2.2, chapter 7.3.3, read narrowly).
_FIRST = "-?:,[]{}#&*!|>'\"%@`"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


def file_text(root: YamlEntry) -> str:
    """A whole file, with a line feed at the end of every line."""
    above = [*root.before, root.end_comment] if root.end_comment else root.before
    lines = [*above, *_block(root.value, 0)]
    return "".join(f"{line}\n" for line in lines)


def _block(node: YamlNode, indent: int) -> Iterator[str]:
    for entry in node.entries:
        yield from entry_lines(entry, indent)
    if not node.entries:
        yield " " * indent + _flow(node)
    for comment in node.foot:
        yield " " * indent + comment


def entry_lines(entry: YamlEntry, indent: int) -> Iterator[str]:
    """A key with its value, or an entry of a list, as lines of a file."""
    margin = " " * indent
    node = entry.value
    lead = f"{margin}- " if entry.key is None else f"{margin}{scalar(entry.key)}:"
    gap = "" if entry.key is None else " "
    end_comment = f"  {entry.end_comment}" if entry.end_comment else ""
    beside = _on_one_line(node, cells(lead + gap))
    if beside is not None:
        yield from (margin + comment for comment in entry.before)
        yield lead + gap + beside + end_comment
    elif entry.key is None:
        # What is said about the entry, or above its first part, stands above the dash.
        above = [
            *entry.before,
            *([entry.end_comment] if entry.end_comment else []),
            *_take_leading_comments(node),
        ]
        yield from (margin + comment for comment in above)
        lines = _block(node, indent + 2)
        yield lead + next(lines)[indent + 2 :]
        yield from lines
    else:
        yield from (margin + comment for comment in entry.before)
        yield lead + end_comment
        yield from _block(node, indent + 2)


def _take_leading_comments(node: YamlNode) -> Iterator[str]:
    """Remove and return the comments above the first line of a block."""
    while node.entries:
        first = node.entries[0]
        yield from first.before
        first.before = []
        if first.key is not None or _on_one_line(first.value, 0) is not None:
            return
        if first.end_comment:
            yield first.end_comment
            first.end_comment = ""
        node = first.value


def _on_one_line(node: YamlNode, taken: int) -> str | None:
    """The value as it stands behind its key, or ``None`` if it needs lines of its own.

    :param taken: columns of the line that are used already.
    """
    if node.kind == TEXT:
        return scalar(node.text) if isinstance(node.value, str) else _literal(node)
    if node.entries and (node.foot or any(map(_is_bound, node.entries))):
        return None
    if node.kind == MAP and any(entry.key not in _PAIR for entry in node.entries):
        return None
    written = _flow(node)
    return written if not node.entries or taken + cells(written) <= WIDTH else None


def _is_bound(entry: YamlEntry) -> bool:
    """Whether an entry needs lines of its own."""
    return bool(entry.before or entry.end_comment) or entry.value.kind != TEXT


def _flow(node: YamlNode) -> str:
    if node.kind == LIST:
        return f"[{', '.join(_inner(entry.value) for entry in node.entries)}]"
    parts = (f"{scalar(entry.key or '', True)}: {_inner(entry.value)}" for entry in node.entries)
    return f"{{{', '.join(parts)}}}"


def _inner(node: YamlNode) -> str:
    return scalar(node.text, True) if isinstance(node.value, str) else _literal(node)


def _literal(node: YamlNode) -> str:
    """A value that is not text, as it is written: formatting does not change a number."""
    return "null" if node.value is None else node.text


def scalar(text: str, in_brackets: bool = False) -> str:
    """A text, in double quotes where a reader could take it for something else."""
    if is_plain(text, in_brackets):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def is_plain(text: str, in_brackets: bool = False) -> bool:
    """Whether a text needs no quotes."""
    if not text or text != text.strip() or text[0] in _FIRST or text[-1] in ":?":
        return False
    if ": " in text or " #" in text or text.startswith("..."):
        return False
    if not all_seen(text) and not all(map(_is_raw, text)):
        return False
    if in_brackets and not _BRACKETS.isdisjoint(text):
        return False
    return text.lower() not in _WORDS and not _FIGURE.fullmatch(text)


#: What ends a plain text between brackets, or ends it for some readers.
_BRACKETS = frozenset(",[]{}:?")


def _is_raw(char: str) -> bool:
    """Whether a character may be written as it is: it can be seen, or is a kind of space."""
    return all_seen(char) or unicodedata.category(char) == "Zs"


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _is_raw(char):
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
