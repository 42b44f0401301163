"""One canonical layout for data files, so that a change shows as what it says.

Keys in the order of the schema, the same quotes and breaks everywhere, comments kept beside
what they speak of (:mod:`.key_order`, :mod:`.yaml_writer`, :mod:`.yaml_tree`). No file is
written unless what was laid out reads back as the same data with the same comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.files import MAX_BYTES, write_atomically
from datagov_cli.base.locks import locked
from datagov_cli.curation.editing.key_order import arrange, shape_of
from datagov_cli.curation.editing.spelling import correct
from datagov_cli.curation.editing.yaml_tree import parse, remarks
from datagov_cli.curation.editing.yaml_writer import document as emit
from datagov_cli.curation.validation.choose_files import expand, home_of
from datagov_cli.curation.validation.corpus import kind_of
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.store import Store, display_name, find_root, find_schemas
from datagov_cli.storage.yaml_reader import read_bytes, read_file


class Fix(NamedTuple):
    """A misspelt key or term that was corrected, and where it stood."""

    file: str
    line: int
    column: int
    was: str
    now: str


@dataclass(slots=True)
class Laid:
    """A file beside its canonical layout. ``text`` is that layout if it differs from the
    file; ``reason`` says why the file is skipped, ``faults`` what keeps it from being read."""

    path: Path
    name: str
    source: str = ""
    text: str | None = None
    reason: str | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)

    def write(self) -> None:
        """Write the layout to the file, atomically.

        :raises DataError: if it cannot be written, or has changed since it was read.
        """
        if self.text is not None and self.reason is None:
            was = self.source.encode("utf-8")
            write_atomically(self.path, self.text.encode("utf-8"), was)


def lay_out_all(root: Path, paths: Sequence[Path] = (), write: bool = False) -> Iterator[Laid]:
    """The data directory, or only the files and directories named, each file laid out.

    :param root: the data directory to which files that stand in none belong.
    :param write: put each layout into its file.
    :raises DataError: if a path does not exist, a schema cannot be read or a file cannot be
        written.
    """
    for path in dict.fromkeys(expand(paths) if paths else data_files(root)):
        home = home_of(path, root)
        if write:
            with locked(home):
                laid = lay_out(path, home)
                laid.write()
        else:
            laid = lay_out(path, home)
        yield laid


def lay_out(path: Path, home: Path, spelling: bool = False) -> Laid:
    """One file laid out; nothing is written.

    :param home: the data directory to which it belongs.
    :param spelling: correct what is misspelt, too.
    :raises DataError: if a schema cannot be read.
    """
    events: list[Any] = []
    document = read_file(path, display_name(path), events)
    laid = Laid(path, document.name, document.source)
    if document.faults:
        laid.faults = sorted(set(document.faults), key=Diagnostic.order)
        first = laid.faults[0]
        laid.reason = f"{first.line}:{first.column}: {first.code} {first.message}"
        return laid
    root = parse(document.source, document.value, events)
    comments = _comments(document.source, events)
    shape = shape_of(find_schemas(home), kind_of(path, document))
    if spelling:
        slips = correct(root.value, shape, Store(home).term_ids)
        laid.fixes = [_fix(laid, *slip) for slip in slips]
    arrange(root.value, shape)
    value = root.value.plain()
    text = emit(root)
    if line_end(laid.source) != "\n":
        text = text.replace("\n", line_end(laid.source))
    if text == laid.source:
        return laid
    laid.text = text
    if path.is_symlink():
        laid.reason = "it is a symbolic link; name the file that it points to"
    elif len(text.encode("utf-8")) > MAX_BYTES:
        laid.reason = "the formatted file would exceed 1 MB"
    else:
        _assure(text, value, comments, laid.name)
    return laid


def fix(path: Path, home: Path | None = None) -> list[Fix]:
    """Give a file its canonical layout and correct what is plainly misspelt in it: a key,
    or a term of the vocabulary, of which only one can be meant. Nothing else changes.

    A file that cannot be read without a fault is skipped.

    :param home: the data directory to which it belongs, found as usual if not given.
    :returns: what was misspelt.
    :raises DataError: if a schema cannot be read or the file cannot be written.
    """
    home = home_of(path, home or find_root())
    with locked(home):
        laid = lay_out(path, home, spelling=True)
        laid.write()
    return laid.fixes if laid.reason is None else []


def fix_all(root: Path, paths: Sequence[Path] = ()) -> list[Fix]:
    """:func:`fix` for the data directory, or for the files and directories named."""
    chosen = dict.fromkeys(expand(paths) if paths else data_files(root))
    return [done for path in chosen for done in fix(path, root)]


def line_end(source: str) -> str:
    """The line end that a text uses most."""
    return "\r\n" if 2 * source.count("\r\n") > source.count("\n") else "\n"


def _fix(laid: Laid, start: int, was: str, now: str) -> Fix:
    before = laid.source[:start]
    column = start - (before.rfind("\n") + 1) + 1
    return Fix(laid.name, before.count("\n") + 1, column, was, now)


def _assure(text: str, value: Any, comments: list[str], name: str) -> None:
    """:raises AssertionError: if the layout would lose anything; that is a bug of ours."""
    events: list[Any] = []
    again = read_bytes(text.encode("utf-8"), name, events)
    same = not again.faults and _exactly(again.value) == _exactly(value)
    if not same or _comments(text, events) != comments:
        raise AssertionError(f"formatting would change what {name} says; it is unchanged")


def _comments(text: str, events: Sequence[Any]) -> list[str]:
    return sorted(comment.text for comment in remarks(text, events))


def _exactly(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
