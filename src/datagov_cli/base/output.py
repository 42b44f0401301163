"""Writing an answer: to standard output, to a device, or to a file (atomically)."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from datagov_cli.base.errors import DataError, UsageError
from datagov_cli.base.files import write_atomically


def to_stdout(pieces: Iterable[str]) -> None:
    """Write to standard output; :mod:`datagov_cli.base.streams` says in which encoding, and what
    happens if it cannot be written. Nothing is written if a piece cannot be made."""
    sys.stdout.write("".join(pieces))
    sys.stdout.flush()


def to_file(pieces: Iterable[str], path: Path, force: bool = False) -> None:
    """Write UTF-8 to a file, atomically; to a device or a pipe directly.

    :param force: overwrite a file that exists, and follow links.
    :raises UsageError: if it exists, or a link stands in its path, and ``force`` is not given;
        if it is a directory or a disk.
    :raises DataError: if it cannot be written.
    """
    try:
        info = path.stat() if path.exists() else None
        link = link_in(path)
        leads_to = os.readlink(link) if link else ""
    except OSError as error:
        raise _unwritten(path, error) from error
    if info and (stat.S_ISCHR(info.st_mode) or stat.S_ISFIFO(info.st_mode)):
        return _to_device(pieces, path)
    if info and link and _is_stdout(info):
        return to_stdout(pieces)
    if info and stat.S_ISDIR(info.st_mode):
        raise UsageError(f"{path} is a directory")
    if info and not stat.S_ISREG(info.st_mode):
        raise UsageError(f"{path} is not a regular file")
    if link and not force:
        raise UsageError(
            f"{link} is a symbolic link to {leads_to}", "use --force to write to its target"
        )
    if info and not force:
        raise _exists(path)
    target = Path(os.path.realpath(path)) if link else path
    if target.is_symlink():
        raise DataError(f"{target} cannot be written: the link forms a cycle")
    data = "".join(pieces).encode("utf-8", "backslashreplace")
    try:
        write_atomically(target, data, new=not force)
    except FileExistsError:
        raise _exists(path) from None


def link_in(path: Path) -> Path | None:
    """The first part of a path that is a link, or ``None``.

    The directories that lead to the working directory or to the home directory are taken as
    they are, and so is a top directory: how those are reached is the system's concern
    (``/tmp`` is a link on macOS).
    """
    parts = path.parts
    start = 0
    if path.is_absolute():
        start = 2
        for base in (Path.cwd(), Path(os.path.expanduser("~"))):
            if parts[: len(base.parts)] == base.parts:
                start = max(start, len(base.parts))
    start = min(start, len(parts) - 1)
    checked = (Path(*parts[: end + 1]) for end in range(start, len(parts)))
    return next((part for part in checked if part.is_symlink()), None)


def _to_device(pieces: Iterable[str], path: Path) -> None:
    try:
        with open(os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), "wb") as device:
            for piece in pieces:
                device.write(piece.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        return  # As with standard output.
    except OSError as error:
        raise _unwritten(path, error) from error


def _is_stdout(info: os.stat_result) -> bool:
    """Whether a file is the one to which standard output goes, as ``/dev/stdout`` is."""
    try:
        return os.path.samestat(info, os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError, AttributeError):
        return False


def _exists(path: Path) -> UsageError:
    return UsageError(f"{path} already exists", "use --force to overwrite it")


def _unwritten(path: Path, error: OSError) -> DataError:
    return DataError(f"{path} cannot be written: {error.strerror or error}")
