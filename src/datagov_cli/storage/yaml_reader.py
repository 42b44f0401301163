"""Strict YAML: text in, plain data and the place of every part of it out.

The only user of PyYAML. Trees are built from parser events, so no depth of nesting reaches a
recursive function, and each key and value keeps its line and column. What YAML allows and this
knowledge base does not (duplicate keys, aliases, tags, merge keys, several documents, dates and
``no`` that turn into something else) is reported, never guessed. Scalars follow YAML 1.2's JSON
schema: only ``true``, ``false``, ``null`` and numbers in JSON's own spelling are more than text.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from datagov_cli.base.files import MAX_BYTES, UnreadableError
from datagov_cli.base.messages import Text, message
from datagov_cli.base.safe_text import all_seen, plain_in_yaml, whole_characters
from datagov_cli.base.safe_text import hidden as hidden_pattern
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.data_files import read_data
from datagov_cli.storage.documents import Document, Marks, Place, place_in
from datagov_cli.storage.unseen_signs import unseen_signs

MAX_DEPTH = 64
#: A file with more faults of reading than this is not read to its end.
MAX_FAULTS = 100
#: More digits than any figure of a source has, and fewer than Python refuses to convert.
MAX_DIGITS = 300
#: More values than any file has that a person keeps; what checks and answers take in time and
#: memory grows with them, not with the bytes. The largest file of the data has some 400.
MAX_VALUES = 20_000
#: A key may be no longer: with each character behind an escape of ten it still is a key
#: (YAML 1.2.2, chapter 7.4: an implicit key has at most 1024 characters as written).
MAX_KEY = 100

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_EXPLICIT_KEY = re.compile(r"(?:^|[\s\[{,])\?(?:\s|$)")
_COMMENT = re.compile(r"#.*")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_file(path: Path, name: str | None = None, events: list[Any] | None = None) -> Document:
    """Read one data file; every fault of reading is in ``faults``, none is raised.

    :param events: where to put PyYAML's events, for those who need more than the data.
    """
    try:
        return read_bytes(read_data(path), name or str(path), events)
    except UnreadableError as error:
        return unread(error, name or str(path))


def unread(error: UnreadableError, name: str) -> Document:
    """What is left of a document that is not read: the fault that says why."""
    return _broken(Document(name, read_marks=_marks), error.code, (1, 1), error.said)


def read_bytes(data: bytes, name: str, events: list[Any] | None = None) -> Document:
    """Read one document from UTF-8 bytes; see :func:`read_file`."""
    document = Document(name, read_marks=_marks)
    if len(data) > MAX_BYTES:
        return _broken(document, "DG004", (1, 1), message("the file is larger than 1 MB"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _broken(document, "DG002", (1, 1), message("the file is UTF-16, not UTF-8"))
    if data.startswith(b"\xef\xbb\xbf"):
        said = message("the file begins with a byte-order mark")
        _add_fault(document, "DG003", (1, 1), said)
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        said = message("byte {byte} is not UTF-8", byte=f"0x{data[error.start]:02x}")
        return _broken(document, "DG002", place_in(before, len(before)), said)
    document.source = text
    refusal: yaml.YAMLError | None = None
    if any(sign * 7 in text for sign in "<>=|"):
        from datagov_cli.storage.yaml_slips import conflict

        merge = conflict(text)
        if merge:
            return _broken(document, "DG005", merge.place, merge.message, merge.hint)
    try:
        unseen_signs(document, text, MAX_FAULTS)
        _Assembly(document).run(events)
    except _ReadingStoppedError:
        document.broken = True
    except yaml.YAMLError as error:
        refusal = error
    return _concluded(document, refusal)


def _marks(document: Document) -> Marks | None:
    """The places of all parts of a document, read from its text anew."""
    again = Document(document.name, source=document.source, hidden=True)
    with contextlib.suppress(yaml.YAMLError, _ReadingStoppedError):
        _Assembly(again, marking=True).run()
    return again.found_marks


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes texts that a reader of YAML 1.2 takes for numbers, such as 1e5, and in double quotes,
    the only place for escapes, those that may need one."""


def _represent_text(dumper: Any, text: str) -> Any:
    text = whole_characters(text)
    style = "'" if _FLOAT.fullmatch(text) else None
    if any(sign in text for sign in ("\\", "::", "##")) or hidden_pattern().search(text):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def dump(value: Any) -> str:
    """Plain data as YAML text in block style, keys in their order, Chinese as written."""
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return plain_in_yaml(text)


def _concluded(document: Document, refusal: yaml.YAMLError | None) -> Document:
    """The document, with a finding in any case if it is not whole: nothing that the parser
    refuses passes, whatever the reason. ``refusal`` is what it has ended with, if an error.
    """
    if refusal is not None:
        from datagov_cli.storage.yaml_slips import meaning

        code, fault = meaning(refusal, document.source, refusal_of)
        if not any((f.line, f.column) == fault.place for f in document.faults):
            return _broken(document, code, fault.place, fault.message, fault.hint)
        document.broken = True
    elif not document.broken and document.value is None and not document.faults:
        return _broken(document, "DG013", (1, 1), message("the file is empty"))
    elif not document.broken and not isinstance(document.value, dict):
        said = message("the file holds a single value, not a mapping")
        if isinstance(document.value, list):
            said = message("the file holds a list, not a mapping")
        return _broken(document, "DG012", document.marks.at, said)
    return document


def refusal_of(text: str) -> Exception | None:
    """What the parser refuses a text with, if it does."""
    loader = _LOADER(text)
    try:
        while loader.get_event() is not None:
            pass
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return error
    finally:
        loader.dispose()
    return None


# --- building ---------------------------------------------------------------------------


class _ReadingStoppedError(Exception):
    """Reading cannot go on; the fault has been noted."""


#: No key is waiting for its value. (``None`` would not do: the text before a colon may be empty.)
_NO_KEY: Any = object()


class _Assembly:
    """Builds a document's data from parser events; its places too where ``marking`` is set."""

    def __init__(self, document: Document, marking: bool = False) -> None:
        self.document = document
        self.marking = marking
        self.values = 0
        # Where the part before ends, kept only if a key may be written with a question mark.
        marked = "?" in document.source and _EXPLICIT_KEY.search(document.source)
        self.before = 0 if marked else None
        # The innermost open container and its marks stand in attributes, the others on the
        # stack; each with the key that waits for a value and whether that one is skipped.
        self.value: Any = None
        self.marks: Marks | None = None
        self.key: Any = _NO_KEY
        self.skip = False
        self.stack: list[tuple[Any, Marks | None, Any, bool]] = []

    def run(self, events: list[Any] | None = None) -> None:
        """Read the whole text.

        :raises _StoppedError: if reading cannot go on.
        :raises yaml.YAMLError: if it is no YAML.
        """
        loader = _LOADER(self.document.source)
        try:
            next_event = loader.get_event
            self._events(next_event if events is None else _kept(next_event, events))
        except (ValueError, OverflowError) as error:
            # PyYAML without libyaml: an escape beyond Unicode, a version of 5,000 digits.
            raise yaml.MarkedYAMLError(None, None, str(error), loader.get_mark()) from error
        finally:
            loader.dispose()

    def _events(self, next_event: Callable[[], Any]) -> None:
        events = yaml.events
        scalar, closing = events.ScalarEvent, (events.MappingEndEvent, events.SequenceEndEvent)
        opening = (events.MappingStartEvent, events.SequenceStartEvent)
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_properties(event)
                if type(self.value) is dict and self.key is _NO_KEY:
                    self._take_key(event)
                else:
                    self._count(event)
                    self._put(self._scalar(event), event.start_mark)
            elif kind in opening:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_properties(event)
                self._open({} if kind is opening[0] else [], event)
            elif kind in closing:
                self._close()
            elif kind is events.AliasEvent:
                self._fault("DG008", event, message('the alias "*{anchor}"', anchor=event.anchor))
                raise _ReadingStoppedError
            elif kind is events.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._fault("DG011", event, message("a second document begins here"))
                    raise _ReadingStoppedError
            elif kind is events.StreamEndEvent:
                return
            if self.before is not None:  # A mapping without brackets may begin with the mark.
                self.before = (event.start_mark if kind is opening[0] else event.end_mark).index

    def _fault(self, code: str, event: Any, said: Text) -> None:
        _add_fault(self.document, code, _place_of(event.start_mark), said)

    def _refuse_properties(self, event: Any) -> None:
        if event.tag is not None:
            self._fault("DG009", event, message('the tag "{tag}"', tag=event.tag))
        if event.anchor is not None:
            self._fault("DG008", event, message('the anchor "&{anchor}"', anchor=event.anchor))

    def _count(self, event: Any) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            self._fault(
                "DG004",
                event,
                message("more than {number} values", number=f"{MAX_VALUES:,}"),
            )
            raise _ReadingStoppedError

    def _open(self, value: Any, event: Any) -> None:
        self._count(event)
        if len(self.stack) >= MAX_DEPTH:
            self._fault(
                "DG010",
                event,
                message("nested more than {number} levels deep", number=MAX_DEPTH),
            )
            raise _ReadingStoppedError
        if type(self.value) is dict and self.key is _NO_KEY:
            self._fault("DG014", event, message("a list or a mapping is used as a key"))
            raise _ReadingStoppedError
        marks = Marks(_place_of(event.start_mark)) if self.marking else None
        self._put(value, marks)
        self.stack.append((self.value, self.marks, self.key, self.skip))
        self.value, self.marks, self.key, self.skip = value, marks, _NO_KEY, False

    def _close(self) -> None:
        closed = self.value, self.marks
        self.value, self.marks, self.key, self.skip = self.stack.pop()
        if not self.stack:
            self.document.value, self.document.found_marks = closed

    def _put(self, value: Any, mark: Any) -> None:
        """``mark`` is the parser's mark of a scalar, or the :class:`Marks` of a container."""
        if type(self.value) is dict:
            if self.skip:
                self.skip = False
            else:
                self.value[self.key] = value
                if self.marks is not None:
                    self.marks.items[self.key] = _mark(mark)
            self.key = _NO_KEY
        elif self.stack:
            if self.marks is not None:
                self.marks.items[len(self.value)] = _mark(mark)
            self.value.append(value)
        else:
            self.document.value = value
            if self.marking:
                own = isinstance(mark, Marks)
                self.document.found_marks = mark if own else Marks(_place_of(mark))

    def _take_key(self, event: Any) -> None:
        key = event.value
        if self.before is not None:
            between = self.document.source[self.before : event.start_mark.index]
            if "?" in _COMMENT.sub("", between):
                self._fault("DG014", event, message("a key is written with a question mark"))
        if len(key) > MAX_KEY:
            self._fault(
                "DG014", event, message("a key is {number} characters long", number=len(key))
            )
            raise _ReadingStoppedError
        if event.implicit[0]:
            if (
                not key[:1].isalpha() and (key in ("<<", "~", "") or _FLOAT.fullmatch(key))
            ) or key in _WORDS:
                self._fault("DG014", event, message('"{key}" cannot be a key', key=key))
        else:
            _check_escapes(self.document, event)
        if key in self.value:
            self._fault("DG007", event, message('duplicate key "{key}"', key=key))
            self.skip = True
        elif self.marks is not None:
            self.marks.keys[key] = _place_of(event.start_mark)
        self.key = key

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if not event.implicit[0]:
            _check_escapes(self.document, event)
            return text
        if text in _WORDS:
            return _WORDS[text]
        first = text[0]
        if (first == "-" or "0" <= first <= "9") and _FLOAT.fullmatch(text):
            if len(text) > MAX_DIGITS:
                self._fault(
                    "DG015", event, message("a number of {number} digits", number=len(text))
                )
                return text
            if _INT.fullmatch(text):
                return int(text)
            number = float(text)
            if not math.isfinite(number):
                self._fault("DG015", event, message("the number {text}", text=text))
                return text
            return number
        return text


def _kept(next_event: Callable[[], Any], events: list[Any]) -> Callable[[], Any]:
    def keep() -> Any:
        event = next_event()
        events.append(event)
        return event

    return keep


def _place_of(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _mark(mark: Any) -> Marks | Place:
    return mark if isinstance(mark, Marks) else _place_of(mark)


def _check_escapes(document: Document, event: Any) -> None:
    """A quoted text can hide a character behind an escape, where unseen_signs does not see it."""
    if event.style != '"' or document.hidden or all_seen(event.value):
        return
    if hidden := hidden_pattern().search(event.value):
        sign = f"U+{ord(hidden.group()):04X}"
        said = message("the hidden character {sign} written as an escape", sign=sign)
        _add_fault(document, "DG016", _place_of(event.start_mark), said)


def _add_fault(document: Document, code: str, place: Place, said: Text) -> None:
    document.faults.append(Diagnostic(document.name, *place, code, said))
    if len(document.faults) > MAX_FAULTS:
        raise _ReadingStoppedError


def _broken(
    document: Document,
    code: str,
    place: Place,
    said: Text | str,
    hint: Text | str | None = None,
) -> Document:
    document.faults.append(Diagnostic(document.name, *place, code, said, advice=hint))
    document.broken = True
    return document
