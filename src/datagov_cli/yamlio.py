"""Strict YAML: text in, plain data and the place of every part of it out.

The only user of PyYAML. Trees are built from parser events, so no depth of nesting
reaches a recursive function, and each key and value keeps its line and column. What YAML
allows and this knowledge base does not (duplicate keys, aliases, tags, merge keys, several
documents, dates and ``no`` that turn into something else) is reported, never guessed.
Scalars follow the JSON schema of YAML 1.2: only ``true``, ``false``, ``null`` and numbers
in JSON's own spelling are more than text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from datagov_cli.diagnostics import Diagnostic, pointer_of
from datagov_cli.files import MAX_BYTES, Unreadable, read_bounded
from datagov_cli.safety import hidden as hidden_pattern

MAX_DEPTH = 64
#: A file with more faults of reading than this is not read to its end.
MAX_FAULTS = 100
#: More digits than any figure of a source has, and fewer than Python refuses to convert.
MAX_DIGITS = 300

Step = str | int
Place = tuple[int, int]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_EXPLICIT_KEY = re.compile(r"(?:^|[\s\[{,])\?(?:\s|$)")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Marks:
    """Where a value stands and, for a container, where its parts stand."""

    __slots__ = ("at", "items", "keys")

    def __init__(self, at: Place) -> None:
        self.at = at
        self.keys: dict[str, Place] = {}
        self.items: dict[Step, Marks] = {}


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """One file as read: its data, the places of its parts, and the faults of reading it.

    ``value`` is a dict where ``ok`` is true; otherwise it may be ``None``.
    """

    name: str
    value: Any = None
    marks: Marks = field(default_factory=lambda: Marks((1, 1)))
    faults: list[Diagnostic] = field(default_factory=list)
    source: str = ""
    broken: bool = False
    hidden: bool = False

    @property
    def ok(self) -> bool:
        """Whether the file was read whole and without a fault."""
        return not self.faults

    def place(self, path: tuple[Step, ...], of_key: bool = False) -> Place:
        """Line and column, from 1, of a value or of its key; of the nearest parent if absent."""
        marks = self.marks
        for depth, step in enumerate(path):
            if of_key and depth == len(path) - 1 and step in marks.keys:
                return marks.keys[str(step)]
            if step not in marks.items:
                break
            marks = marks.items[step]
        return marks.at

    def fault(
        self,
        code: str,
        path: tuple[Step, ...],
        message: str,
        hint: str | None = None,
        of_key: bool = False,
    ) -> Diagnostic:
        """A finding at the place of ``path`` in this file."""
        line, column = self.place(path, of_key)
        return Diagnostic(self.name, line, column, code, message, pointer_of(path), hint)


def read_file(path: Path, name: str | None = None) -> Document:
    """Read one file; every fault of reading is in ``faults``, none is raised."""
    document = Document(name or str(path))
    try:
        return read_bytes(read_bounded(path), document.name)
    except Unreadable as error:
        return _broken(document, error.code, (1, 1), error.message)


def read_bytes(data: bytes, name: str) -> Document:
    """Read one document from UTF-8 bytes; faults are in ``faults``, none is raised."""
    document = Document(name)
    if len(data) > MAX_BYTES:
        return _broken(document, "DG004", (1, 1), "larger than 1 MB")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _broken(document, "DG002", (1, 1), "this is UTF-16, not UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        document.faults.append(_at(document, "DG003", (1, 1), "begins with a byte-order mark"))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        byte = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return _broken(document, "DG002", _place_in(before, len(before)), byte)
    document.source = text
    _scan(document, text)
    try:
        _build(document, text)
    except yaml.reader.ReaderError:
        # Characters that YAML itself refuses; _scan has reported them.
        document.broken = True
    except yaml.MarkedYAMLError as error:
        _syntax_fault(document, error)
    return document


def dump(value: Any) -> str:
    """Plain data as YAML text in block style, keys in their order, Chinese as written."""
    text: str = yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100)
    return text


def _scan(document: Document, text: str) -> None:
    """Report what no YAML parser shows: tabs and characters that cannot be seen."""
    if "\t" in text:
        _note(document, "DG006", _place_in(text, text.index("\t")), "a tab character")
    if text.replace("\n", "").isprintable():
        return
    for found in hidden_pattern().finditer(text.replace("\t", " ").replace("\r\n", " \n")):
        sign = f"the hidden character U+{ord(found.group()):04X}"
        document.hidden = True
        _note(document, "DG016", _place_in(text, found.start()), sign)
        if len(document.faults) >= MAX_FAULTS:
            return


def _syntax_fault(document: Document, error: yaml.MarkedYAMLError) -> None:
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    document.broken = True
    problem = error.problem or "not YAML"
    if "nesting depth" in problem:
        _note(document, "DG010", place, f"nested more than {MAX_DEPTH} levels deep")
    elif not any(f.code == "DG006" and (f.line, f.column) == place for f in document.faults):
        _note(document, "DG005", place, ", ".join(filter(None, (error.context, problem))))


# --- building ---------------------------------------------------------------------------


class _Open:
    """A container that is still being read; for a mapping, the key that waits for a value."""

    __slots__ = ("key", "marks", "skip", "value")

    def __init__(self, value: Any, marks: Marks) -> None:
        self.value = value
        self.marks = marks
        self.key: str | None = None
        self.skip = False


class _Stop(Exception):
    """Reading cannot go on; the fault has been noted."""


def _build(document: Document, text: str) -> None:
    loader = _LOADER(text)
    try:
        _assemble(document, loader)
    except _Stop:
        document.broken = True
    finally:
        loader.dispose()
    if document.broken:
        return
    if document.value is None and not document.faults:
        _broken(document, "DG013", (1, 1), "the file is empty")
    elif not isinstance(document.value, dict):
        kind = "a list" if isinstance(document.value, list) else "a single value"
        _broken(document, "DG012", document.marks.at, f"the file holds {kind}, not a mapping")


def _assemble(document: Document, loader: Any) -> None:
    events = yaml.events
    explicit = _EXPLICIT_KEY.search(document.source) is not None
    stack: list[_Open] = []
    documents = 0
    while True:
        event = loader.get_event()
        kind = type(event)
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1)
        if kind is events.ScalarEvent:
            if event.tag is not None:
                _note(document, "DG009", place, f'the tag "{event.tag}"')
            if event.anchor is not None:
                _note(document, "DG008", place, f'the anchor "&{event.anchor}"')
            if stack and type(stack[-1].value) is dict and stack[-1].key is None:
                before = document.source[max(0, mark.index - 200) : mark.index] if explicit else ""
                if before.rstrip().endswith("?"):
                    _note(document, "DG014", place, "a key written with a question mark")
                _take_key(document, stack[-1], event, place)
                continue
            _put(document, stack, _scalar(document, event, place), Marks(place))
        elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
            if event.tag is not None:
                _note(document, "DG009", place, f'the tag "{event.tag}"')
            if event.anchor is not None:
                _note(document, "DG008", place, f'the anchor "&{event.anchor}"')
            if len(stack) >= MAX_DEPTH:
                _note(document, "DG010", place, f"nested more than {MAX_DEPTH} levels deep")
                raise _Stop
            if stack and type(stack[-1].value) is dict and stack[-1].key is None:
                _note(document, "DG014", place, "a list or a mapping stands as a key")
                raise _Stop
            value: Any = {} if kind is events.MappingStartEvent else []
            marks = Marks(place)
            _put(document, stack, value, marks)
            stack.append(_Open(value, marks))
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            stack.pop()
        elif kind is events.AliasEvent:
            _note(document, "DG008", place, f'the alias "*{event.anchor}"')
            raise _Stop
        elif kind is events.DocumentStartEvent:
            documents += 1
            if documents > 1:
                _note(document, "DG011", place, "a second document begins here")
                raise _Stop
        elif kind is events.StreamEndEvent:
            return


def _put(document: Document, stack: list[_Open], value: Any, marks: Marks) -> None:
    if not stack:
        document.value, document.marks = value, marks
        return
    top = stack[-1]
    if type(top.value) is dict:
        key = top.key
        assert key is not None
        top.key = None
        if top.skip:
            top.skip = False
            return
        top.value[key] = value
        top.marks.items[key] = marks
    else:
        top.marks.items[len(top.value)] = marks
        top.value.append(value)


def _take_key(document: Document, top: _Open, event: Any, place: Place) -> None:
    key = event.value
    top.key = key
    if event.implicit[0] and (key == "<<" or key in _WORDS or _FLOAT.fullmatch(key)):
        _note(document, "DG014", place, f'"{key}" cannot be a key')
    _check_escapes(document, event, place)
    if key in top.value:
        first = top.marks.keys[key]
        message = f'the key "{key}" stands here a second time (first on line {first[0]})'
        _note(document, "DG007", place, message)
        top.skip = True
    else:
        top.marks.keys[key] = place


def _scalar(document: Document, event: Any, place: Place) -> Any:
    text = event.value
    if not event.implicit[0]:
        _check_escapes(document, event, place)
        return text
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if (first == "-" or "0" <= first <= "9") and _FLOAT.fullmatch(text):
        if len(text) > MAX_DIGITS:
            _note(document, "DG015", place, f"a number of {len(text)} digits")
            return text
        if _INT.fullmatch(text):
            return int(text)
        number = float(text)
        if not math.isfinite(number):
            _note(document, "DG015", place, f"the number {text}")
            return text
        return number
    return text


def _check_escapes(document: Document, event: Any, place: Place) -> None:
    """A quoted text can hide a character behind an escape, where _scan does not see it."""
    if event.style != '"' or document.hidden or event.value.isprintable():
        return
    hidden = hidden_pattern().search(event.value)
    if hidden:
        sign = f"the hidden character U+{ord(hidden.group()):04X} behind an escape"
        _note(document, "DG016", place, sign)


def _note(document: Document, code: str, place: Place, message: str) -> None:
    document.faults.append(_at(document, code, place, message))
    if len(document.faults) > MAX_FAULTS:
        raise _Stop


def _at(document: Document, code: str, place: Place, message: str) -> Diagnostic:
    return Diagnostic(document.name, place[0], place[1], code, message)


def _broken(document: Document, code: str, place: Place, message: str) -> Document:
    document.faults.append(_at(document, code, place, message))
    document.broken = True
    return document


def _place_in(text: str, index: int) -> Place:
    line = text.count("\n", 0, index) + 1
    return line, index - (text.rfind("\n", 0, index) + 1) + 1
