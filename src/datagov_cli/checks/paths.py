"""Which files are data files, and to which data directory each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from datagov_cli.divisions import NATIONAL
from datagov_cli.errors import DataError

#: Directory of the data → kind of its files; each kind has a schema of that name.
FOLDERS = {"provinces": "province", "sources": "source", "vocabulary": "vocabulary"}


def data_files(root: Path) -> list[Path]:
    """Every data file of a data directory, in a fixed order."""
    national = root / f"{NATIONAL}.yaml"
    found = [national] if national.exists() else []
    for folder in FOLDERS:
        found += sorted((root / folder).glob("*.y*ml"))
    return found


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and the data files of the directories named.

    :raises DataError: for a path that does not exist, or a directory without data files.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise DataError(f"{path} does not exist", "name a data file or a directory of them")
        if not path.is_dir():
            yield path.absolute()
            continue
        base = path.absolute()
        inner = base / "data" if (base / "data" / "provinces").is_dir() else base
        if (inner / "provinces").is_dir():
            yield from data_files(inner)
            continue
        found = sorted(
            p for p in inner.rglob("*.y*ml") if p.parent.name in FOLDERS or p.parent == inner
        )
        if not found:
            raise DataError(f"no data files in {path}", "they end in .yaml")
        yield from found


def home_of(path: Path, root: Path) -> Path:
    """The data directory in which a file stands, or ``root`` if it stands in none."""
    folder = path.parent.parent if path.parent.name in FOLDERS else path.parent
    return folder if (folder / "provinces").is_dir() else root
