"""Which files a run is about, and to which data directory each belongs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from datagov_cli.base.errors import DataError
from datagov_cli.base.messages import message
from datagov_cli.storage.data_files import (
    FOLDERS,
    data_files,
    files_below,
    is_data_name,
    is_data_place,
    is_folder,
    leads_out,
)


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and the data files of the directories named.

    :raises DataError: for a path that does not exist, a directory without data files, or one
        that cannot be read.
    """
    for path in paths:
        base = path.absolute()
        if not is_folder(base) or leads_out(base):
            if not os.path.lexists(base):
                raise DataError(
                    message("{path} does not exist", path=path),
                    message("give a data file or a directory of data files"),
                )
            yield base
            continue
        directory = data_directory(path)
        if directory:
            yield from data_files(directory)
            continue
        files = sorted(_below(base))
        if not files:
            raise DataError(
                message("no data files in {path}", path=path), message("they end in .yaml")
            )
        yield from files


def data_directory(path: Path) -> Path | None:
    """The data directory that a path names, or that stands in it as ``data/``; ``None`` for
    any other path.

    :raises DataError: if a folder cannot be looked into.
    """
    base = path.absolute()
    if leads_out(base):
        return None
    return next((d for d in (base / "data", base) if is_folder(d / "provinces")), None)


def _below(top: Path) -> Iterator[Path]:
    """The data files somewhere below a directory, and those that stand in itself."""
    for folder, _, files in files_below(top):
        if folder.name in FOLDERS or folder == top:
            yield from (folder / file for file in files if is_data_name(file))


def is_foreign(path: Path) -> bool:
    """Whether a file stands in a data directory, but where no data file stands: it belongs to
    another program, and says other things with the same YAML.

    :raises DataError: if a folder cannot be looked into.
    """
    base = path.absolute()
    for folder in base.parents:
        if is_folder(folder / "provinces"):
            return not is_data_place(base.relative_to(folder).as_posix())
    return False


def home_of(path: Path, root: Path) -> Path:
    """The data directory in which a file stands, or ``root`` if it stands in none."""
    folder = path.parent.parent if path.parent.name in FOLDERS else path.parent
    return folder if is_folder(folder / "provinces") else root


def place_of(path: Path) -> str:
    """Where a file stands in its data directory, such as ``provinces/hunan.yaml``; the same
    in every state of the data, whatever the directory is called."""
    return f"{path.parent.name}/{path.name}" if path.parent.name in FOLDERS else path.name
