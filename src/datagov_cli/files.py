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
            raise Unreadable("DG001", "this is not an ordinary file")
        if info.st_size > MAX_BYTES:
            size = f"{info.st_size / 1e6:.1f} MB"
            raise Unreadable("DG004", f"{size}; a data file has at most 1 MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable("DG001", f"cannot be read: {reason}") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file in one step; its permissions stay as they were.

    :raises DataError: if that fails; the old file is then as it was.
    """
    import tempfile

    try:
        kept = path.is_file() and not path.is_symlink()
        mode = stat.S_IMODE(path.stat().st_mode) if kept else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, mode)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
