"""The data as files to take away: what ``datagov export`` writes, in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


def downloads(store: Store, provinces: list[Province]) -> list[Download]:
    """The data in every format of :data:`datagov_cli.export.EXPORTS`.

    :raises DataError: if the data cannot be read, or the files not be written.
    """
    content = _Content(store, provinces)
    with TemporaryDirectory() as folder:
        return [_download(content, each, Path(folder)) for each in EXPORTS.values()]


def _download(content: _Content, chosen: ExportFormat, folder: Path) -> Download:
    one = chosen.endings and chosen.name not in _AS_ARCHIVE
    name = f"datagov{chosen.endings[0]}" if one else f"datagov-{chosen.name}{ZIP}"
    if not is_available(chosen):
        return Download(name, chosen, None)
    content.counts = {}
    export(content, chosen, folder / name, force=False)
    return Download(name, chosen, (folder / name).read_bytes())


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
