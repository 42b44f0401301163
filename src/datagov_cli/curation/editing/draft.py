"""A change to a data file that is ready to be checked and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from datagov_cli.base.errors import DataError, UsageError, did_you_mean
from datagov_cli.base.files import unwritten, write_atomically
from datagov_cli.base.messages import message
from datagov_cli.curation.validation import Report
from datagov_cli.curation.validation.check_file import examine
from datagov_cli.curation.validation.corpus import Corpus
from datagov_cli.model.divisions import find_division
from datagov_cli.storage.documents import Document
from datagov_cli.storage.store import Store, display_name
from datagov_cli.storage.yaml_reader import read_bytes, read_file


@dataclass(slots=True)
class Draft:
    """A record that is ready to be written, or a whole file where the record is one.

    ``lines`` is how it stands in the file, from ``line`` on; ``text`` the whole file;
    ``to_fill_in`` names the parts that only stand for something; ``heads`` are those already on
    record of the body of a new head; ``was`` is the file as it was read, ``None`` if it is a new
    one.
    """

    path: Path
    name: str
    kind: str
    id: str
    record: dict[str, Any]
    lines: list[str]
    line: int
    text: str
    to_fill_in: list[str] = field(default_factory=list)
    was: bytes | None = None
    heads: list[str] = field(default_factory=list)

    def check(self, root: Path) -> Report:
        """The findings about the file as it would be.

        :raises DataError: if a schema cannot be read.
        """
        document = read_bytes(self.text.encode("utf-8"), self.name)
        report = Report()
        report.add(self.path, examine(document, self.path, Corpus(root)))
        return report

    def write(self) -> None:
        """Write the file, whole or not at all.

        :raises UsageError: if a new file has been made by another in the meantime.
        :raises DataError: if it cannot be written, or has changed since it was read.
        """
        try:
            self.path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritten(self.name, error) from error
        try:
            write_atomically(self.path, self.text.encode("utf-8"), self.was, new=self.was is None)
        except FileExistsError:
            raise already_exists(self.name) from None


def already_exists(name: str) -> UsageError:
    """The error that a file is there already."""
    return UsageError(
        message("{name} already exists", name=name), message("nothing was written; edit the file")
    )


def open_file(store: Store, name: str, kind: str = "province") -> tuple[Path, Document, list[Any]]:
    """A data file, to be changed: where it is, what it says, the events of its parser.

    :param name: what the province answers to, or the id of a source.
    :param kind: ``province`` or ``source``.
    :raises UsageError: if there is no such file.
    :raises DataError: if it has a fault that keeps it from being read, or is a link.
    """
    path = _source_path(store, name) if kind == "source" else _province_path(store, name)
    events: list[Any] = []
    document = read_file(path, display_name(path), events).require_clean()
    if path.is_symlink():
        raise DataError(
            message("{link} is a symbolic link", link=document.name),
            message("give the directory that it points to"),
        )
    return path, document, events


def _province_path(store: Store, province: str) -> Path:
    division = find_division(province)
    if division and division.id not in store.province_ids():
        hint = message("datagov new province {id} creates one", id=division.id)
        raise UsageError(
            message("there is no file on {province} yet", province=division.title), hint
        )
    return store.root / "provinces" / f"{store.resolve(province)}.yaml"


def _source_path(store: Store, source_id: str) -> Path:
    known = store.ids("sources")
    if source_id not in known:
        raise UsageError(
            message('unknown source "{name}"', name=source_id),
            did_you_mean(source_id, known),
        )
    return store.root / "sources" / f"{source_id}.yaml"
