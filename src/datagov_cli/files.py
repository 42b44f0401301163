"""Files: read within bounds, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from datagov_cli.errors import DataError

MAX_BYTES = 1 << 20


class Unreadable(Exception):
    """A file that is not read: ``code`` is that of the finding (``DG001``, ``DG004``)."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def read_bounded(path: Path) -> bytes:
    """The bytes of an ordinary file of at most :data:`MAX_BYTES`.

    :raises Unreadable: if it is none; nothing of it is then read.
    """
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise Unreadable("DG001", "not a regular file")
        if info.st_size > MAX_BYTES:
            size = f"{info.st_size / 1e6:.1f} MB"
            raise Unreadable("DG004", f"{size}; a data file may have at most 1 MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable("DG001", f"cannot be read: {reason}") from error


#: How the name of a file that is still being written ends: no data file's does, so that one
#: left behind by a crash is never taken for data.
DRAFT = ".tmp"


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file in one step; its permissions stay as they were.

    Whatever happens, even a crash of the machine, the file is the old or the new one, whole:
    the new one is complete on the disk before it takes the name, and the directory is
    written after it has.

    :raises DataError: if that fails; the old file is then as it was.
    """
    import tempfile

    try:
        kept = path.is_file() and not path.is_symlink()
        mode = stat.S_IMODE(path.stat().st_mode) if kept else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=DRAFT, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.chmod(name, mode)
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror or error}") from error
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make sure that a new name in a folder outlives a crash, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
