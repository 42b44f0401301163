"""The data as files to take away: what ``datagov export`` writes, in each of its formats."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from datagov_cli.base.child import Child, can_fork
from datagov_cli.base.frozen import Frozen
from datagov_cli.export import EXPORTS, ZIP, ExportFormat, export, is_available
from datagov_cli.export.content import Chosen, Content
from datagov_cli.model.records import Province
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import DataRow
from datagov_cli.storage.store import Store

#: The folder of the files, at the root of the site.
FOLDER = "downloads"
#: Ending → media type (IANA), but for those that any server knows.
MEDIA_TYPES = {
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
#: Formats of one file that are better taken away as several.
_AS_ARCHIVE = ("md",)


class Download(Frozen):
    """A file to take away; ``data`` is ``None`` if the package that its format needs is not
    installed."""

    name: str
    format: ExportFormat
    data: bytes | None

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.name).suffix]

    @property
    def size(self) -> str:
        """How large it is, in kB or MB of the decimal system."""
        number = len(self.data or b"")
        return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(number // 1000, 1)} kB"


class Downloads:
    """The data in every format of :data:`datagov_cli.export.EXPORTS`; a process of its own writes
    them while the pages are made, where no thread could be at work meanwhile. A context, at whose
    end that process is ended and what it has written removed."""

    def __init__(self, store: Store, provinces: Iterable[Province]) -> None:
        self._content = _Content(store, list(provinces))

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        alone = can_fork() and threading.active_count() == 1
        self._child = Child(self._write_apart) if alone else None
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            self._child.end()
        self._folder.cleanup()

    def files(self) -> list[Download]:
        """All of them.

        :raises DataError: if the data cannot be read, or the files not be written.
        """
        child, self._child = self._child, None
        if child is None or child.answer() is None:
            self._write()
        return [_download(each, Path(self._folder.name)) for each in EXPORTS.values()]

    def _write_apart(self) -> str:
        # What a format puts aside goes with the folder, should this process be ended.
        tempfile.tempdir = self._folder.name
        return self._write()

    def _write(self) -> str:
        for each in filter(is_available, EXPORTS.values()):
            self._content.counts = {}
            export(self._content, each, Path(self._folder.name) / _file_name(each), force=True)
        return "written"


def _file_name(chosen: ExportFormat) -> str:
    one = chosen.endings and chosen.name not in _AS_ARCHIVE
    return f"datagov{chosen.endings[0]}" if one else f"datagov-{chosen.name}{ZIP}"


def _download(chosen: ExportFormat, folder: Path) -> Download:
    name = _file_name(chosen)
    data = (folder / name).read_bytes() if is_available(chosen) else None
    return Download(name, chosen, data)


class _Content(Content):
    """All data, whose rows are read once for all formats."""

    def __init__(self, store: Store, provinces: list[Province]) -> None:
        super().__init__(store, Chosen(tuple(province.id for province in provinces)), "en")
        self._provinces = provinces
        self._read: list[tuple[str, list[DataRow]]] = []

    def provinces(self) -> Iterator[Province]:
        return iter(self._provinces)

    def batches(self) -> Iterator[tuple[str, Iterator[DataRow]]]:
        if not self._read:
            self._read = [(name, list(rows)) for name, rows in super().batches()]
        self.counts = dict.fromkeys(TABLES, 0)
        for name, rows in self._read:
            yield name, self._counted(name, iter(rows))
