"""One canonical layout for data files, so that differences show changes of content only.

Keys in the order of the schema, the same quotes and breaks everywhere, comments kept beside
what they belong to (:mod:`.key_order`, :mod:`.yaml_writer`, :mod:`.yaml_tree`). No file is
written unless the formatted text reads back as the same data with the same comments.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.errors import DataError
from datagov_cli.base.files import MAX_BYTES, write_atomically
from datagov_cli.base.locks import locked
from datagov_cli.base.messages import Text, message
from datagov_cli.curation.editing.key_order import schema_of, sort_keys
from datagov_cli.curation.editing.spelling import Correction, Corrector
from datagov_cli.curation.editing.yaml_tree import parse, placed_comments
from datagov_cli.curation.editing.yaml_writer import file_text as emit
from datagov_cli.curation.validation.choose_files import expand, home_of, is_foreign
from datagov_cli.curation.validation.corpus import kind_of
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.documents import Document
from datagov_cli.storage.store import Store, display_name, find_schemas
from datagov_cli.storage.yaml_reader import read_bytes, read_file, refusal_of
from datagov_cli.storage.yaml_slips import slip, stopped_at

#: So many slips that make a file no YAML are fixed: with more it is not a slip of the pen.
MOST_SLIPS = 100


class Fix(NamedTuple):
    """What was corrected, and where it stood."""

    file: str
    line: int
    column: int
    was: str
    now: str


@dataclass(slots=True)
class FormattedFile:
    """A file and its formatted text. ``text`` is ``None`` if the file is formatted already;
    ``reason`` says why the file is skipped, ``faults`` are the errors of reading it."""

    path: Path
    name: str
    source: str = ""
    text: str | None = None
    reason: Text | str | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)

    def write(self) -> None:
        """Write the formatted text to the file, atomically.

        :raises DataError: if it cannot be written, or has changed since it was read.
        """
        if self.text is not None and self.reason is None:
            was = self.source.encode("utf-8")
            write_atomically(self.path, self.text.encode("utf-8"), was)


def format_all(
    root: Path, paths: Sequence[Path] = (), write: bool = False, spelling: bool = False
) -> Iterator[FormattedFile]:
    """Format every file of the data directory, or only the files and directories named.

    :param root: the data directory to which files that stand in none belong.
    :param write: put each layout into its file.
    :param spelling: also correct slips, see :func:`fix_all`.
    :raises DataError: if a path does not exist, a schema cannot be read or a file cannot be
        written.
    """
    for path in _chosen(root, paths):
        home = home_of(path, root)
        with locked(home) if write else nullcontext():
            formatted = format_file(path, home, spelling)
            if write:
                formatted.write()
        yield formatted


def _terms(store: Store, vocabulary: str) -> dict[str, tuple[str, ...]]:
    """The terms of a vocabulary with their labels; of one that cannot be read, its ids."""
    try:
        terms = store.terms(vocabulary)
    except DataError:
        return dict.fromkeys(store.term_ids(vocabulary), ())
    return {name: (term.label.zh, term.label.en) for name, term in terms.items()}


def _chosen(root: Path, paths: Sequence[Path]) -> Iterable[Path]:
    """The files that may be written. YAML of other programs is never touched: what has the
    same text need not mean the same there, as ``yes`` and ``0755``."""
    chosen = expand(paths) if paths else data_files(root)
    return dict.fromkeys(path for path in chosen if not is_foreign(path))


def format_file(path: Path, home: Path, spelling: bool = False) -> FormattedFile:
    """Format one file in memory.

    :param home: the data directory to which it belongs.
    :param spelling: also correct slips, see :func:`fix_all`.
    :raises DataError: if a schema cannot be read.
    """
    events: list[Any] = []
    document = read_file(path, display_name(path), events)
    formatted = FormattedFile(path, document.name, document.source)
    if spelling and {fault.code for fault in document.faults} == {"DG005"}:
        fixed, fixes = _fix_slips(document.source)
        formatted.fixes = [Fix(document.name, *each) for each in fixes]
        events.clear()
        document = read_bytes(fixed.encode("utf-8"), document.name, events)
    if document.faults:
        formatted.faults = sorted(set(document.faults), key=Diagnostic.order)
        first = formatted.faults[0]
        formatted.reason = message(
            "{place}: {message}",
            place=f"{first.line}:{first.column}",
            message=message("{code} {message}", code=first.code, message=first.said),
        )
        return formatted
    root = parse(document.source, document.value, events)
    comments = _comments(document.source, events)
    shape = schema_of(find_schemas(home), kind_of(path, document))
    if spelling:
        corrector = Corrector(partial(_terms, Store(home)))
        formatted.fixes += _fixes(document, corrector.correct(root.value, shape))
    sort_keys(root.value, shape)
    value = root.value.data()
    text = emit(root)
    if line_end(formatted.source) != "\n":
        text = text.replace("\n", line_end(formatted.source))
    if text == formatted.source:
        return formatted
    formatted.text = text
    if path.is_symlink():
        formatted.reason = message("it is a symbolic link; name the file that it points to")
    elif len(text.encode("utf-8")) > MAX_BYTES:
        formatted.reason = message("the formatted file would exceed 1 MB")
    else:
        _require_same_content(text, value, comments, formatted.name)
    return formatted


def fix_all(root: Path, paths: Sequence[Path] = ()) -> list[Fix]:
    """Format files and correct what is certainly a slip: a key or a term of a vocabulary that
    is close to exactly one known word, a value in another notation, signs and spaces that make
    a file no YAML. Nothing else changes.

    A file that cannot be read without another fault is skipped.

    :param paths: files and directories; the data directory if none is named.
    :returns: the corrections.
    :raises DataError: as :func:`format_all` does.
    """
    each = format_all(root, paths, write=True, spelling=True)
    return [done for formatted in each if formatted.reason is None for done in formatted.fixes]


def _fix_slips(source: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """A text with its slips fixed, and what was done; as it is where not all of them can be
    fixed for certain."""
    text, fixes = source, list[tuple[int, int, str, str]]()
    while error := refusal_of(text):
        found = slip(text, stopped_at(error), refusal_of)
        if found is None or found.fixed is None or len(fixes) == MOST_SLIPS:
            return source, []
        line, column = found.place
        was, now = (each.split("\n")[line - 1].strip() for each in (text, found.fixed))
        fixes.append((line, column, was, now))
        text = found.fixed
    return text, fixes


def line_end(source: str) -> str:
    """The line ending that a text uses most: ``\\r\\n`` or ``\\n``."""
    return "\r\n" if 2 * source.count("\r\n") > source.count("\n") else "\n"


def _fixes(document: Document, slips: Sequence[Correction]) -> list[Fix]:
    """What was corrected, with its place in the file."""
    source = document.source if slips else ""
    lines = [0, *(at + 1 for at, sign in enumerate(source) if sign == "\n")]
    fixes = []
    for start, was, now in slips:
        line = bisect_right(lines, start)
        fixes.append(Fix(document.name, line, start - lines[line - 1] + 1, was, now))
    return fixes


def _require_same_content(text: str, value: Any, comments: list[str], name: str) -> None:
    """:raises AssertionError: if formatting would change data or comments, which is a bug."""
    events: list[Any] = []
    again = read_bytes(text.encode("utf-8"), name, events)
    same = not again.faults and _as_json(again.value) == _as_json(value)
    if not same or _comments(text, events) != comments:
        raise AssertionError(f"formatting would change what {name} says; it is unchanged")


def _comments(text: str, events: Sequence[Any]) -> list[str]:
    return sorted(comment.text for comment in placed_comments(text, events))


def _as_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
