"""Where an answer goes: standard output, or a file that is never half written."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from datagov_cli.errors import DataError, UsageError


def to_stdout(pieces: Iterable[str]) -> None:
    """Write UTF-8 to standard output. A reader that has gone away is no error."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def to_file(pieces: Iterable[str], path: Path, force: bool = False) -> None:
    """Write UTF-8 to a file of that name, whole or not at all.

    :param force: overwrite a file that exists. A link is replaced, never followed.
    :raises UsageError: if it exists and ``force`` is not given, or is no ordinary file.
    :raises DataError: if it cannot be written.
    """
    if path.is_symlink() or path.exists():
        if not force:
            raise UsageError(f"{path} exists already", "--force overwrites it")
        if not path.is_symlink() and not path.is_file():
            raise UsageError(f"{path} is not an ordinary file")
    write_atomically(path, "".join(pieces).encode("utf-8"))


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
