"""The files of a data directory: listing them, and reading them without leaving it.

A data directory may come from anyone. A link out of it is never followed, and a folder that
cannot be looked into is never taken for an empty one.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from datagov_cli.base.errors import DataError, reason_of
from datagov_cli.base.files import UnreadableError, read_bounded
from datagov_cli.base.messages import message
from datagov_cli.model.divisions import NATIONAL

#: Directory of the data → kind of its files; each kind has a schema of that name.
FOLDERS = {"provinces": "province", "sources": "source", "vocabulary": "vocabulary"}

NATIONAL_FILE = f"{NATIONAL}.yaml"

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

#: What is said of a link out of the data directory.
LEADS_OUT = message("this is a link that leads out of the data directory")


def is_folder(path: Path) -> bool:
    """Whether there is a directory of that name.

    :raises DataError: if that cannot be found out, as without permission.
    """
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether there is an ordinary file of that name.

    :raises DataError: if that cannot be found out, as without permission.
    """
    return stat.S_ISREG(_mode(path))


def _mode(path: Path) -> int:
    """What there is of that name, as :mod:`stat` takes it; 0 if there is nothing."""
    try:
        return os.stat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error


def is_data_name(name: str) -> bool:
    """Whether a file of that name, in one of :data:`FOLDERS`, is a data file. One that ends
    in ``.yml`` or ``.YAML`` is, so that it is reported rather than passed over; a hidden one
    is not, as editors and file systems leave them behind."""
    return fnmatchcase(name.lower(), "*.y*ml") and not name.startswith(".")


def is_data_place(place: str) -> bool:
    """Whether a data file stands there, such as ``provinces/hunan.yaml``, in a data directory."""
    folder, _, name = place.rpartition("/")
    return place == NATIONAL_FILE or (folder in FOLDERS and is_data_name(name))


def is_read_name(name: str) -> bool:
    """Whether commands read a file of that name: an id and ``.yaml``. A copy that a sync
    program has left, such as ``hunan (1).yaml``, is a finding and no record."""
    stem, ending, rest = name.partition(".yaml")
    return bool(ending) and not rest and is_id(stem)


def is_id(name: str) -> bool:
    """Whether a name has the notation of an id, by which a file is called."""
    return _ID.fullmatch(name) is not None


def files_in(folder: Path) -> list[Path]:
    """The data files in one of the :data:`FOLDERS`, as :func:`names_in` lists them."""
    return [folder / name for name in names_in(folder)]


def names_in(folder: Path) -> list[str]:
    """The names of the data files in one of the :data:`FOLDERS`, sorted; none if there is no
    such folder.

    :raises DataError: if it cannot be read, or is a link out of the data directory.
    """
    if leads_out(folder):
        raise DataError(
            message("{path}: {reason}", path=folder, reason=LEADS_OUT),
            message("datagov validate lists every fault"),
        )
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise _refused(folder, error) from error
    return sorted(filter(is_data_name, names))


def data_files(root: Path) -> list[Path]:
    """Every data file of a data directory, in a fixed order.

    A folder that is a link out of the directory stands for itself: reading it as a file says
    what is wrong with it.

    :raises DataError: if a folder cannot be read.
    """
    national = root / NATIONAL_FILE
    files = [national] if os.path.lexists(national) else []
    for name in FOLDERS:
        folder = root / name
        files += [folder] if leads_out(folder) else files_in(folder)
    return files


def files_below(top: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Every folder from ``top`` down with the names of its folders and files; a folder whose name
    is taken from the list is not entered.

    :raises DataError: if a folder cannot be read.
    """

    def refuse(error: OSError) -> None:
        raise _refused(error.filename, error) from error

    for name, folders, files in os.walk(top, onerror=refuse):
        yield Path(name), folders, files


def leads_out(path: Path) -> bool:
    """Whether a data file or one of the :data:`FOLDERS` is a link out of its data directory."""
    folder = os.path.dirname(path)
    inner = os.path.basename(folder) in FOLDERS
    if not os.path.islink(path) and not (inner and os.path.islink(folder)):
        return False
    home = os.path.realpath(path.parent.parent if inner else path.parent)
    return not Path(os.path.realpath(path)).is_relative_to(home)


def read_data(path: Path) -> bytes:
    """The bytes of a data file.

    :raises Unreadable: if it is no ordinary file, too large, or a link out of its directory;
        nothing of it is then read.
    """
    if leads_out(path):
        raise UnreadableError("DG001", LEADS_OUT)
    return read_bounded(path)


def _refused(path: Path | str, error: OSError | ValueError) -> DataError:
    return DataError(
        message(
            "{path} cannot be read: {reason}",
            path=path,
            reason=reason_of(error),
        )
    )
