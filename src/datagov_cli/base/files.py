"""Files: read within bounds, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from datagov_cli.base.errors import DataError, reason_of
from datagov_cli.base.messages import Text, in_language, message

MAX_BYTES = 1 << 20


class UnreadableError(Exception):
    """A file that cannot or must not be read; ``code`` is that of the finding: DG001, DG004."""

    def __init__(self, code: str, said: Text | str) -> None:
        super().__init__(in_language(said, "en"))
        self.code = code
        self.said = said


def check_working_directory() -> None:
    """Make sure that the working directory is still there: names of files start from it.

    :raises DataError: if it has been removed.
    """
    try:
        os.getcwd()
    except OSError as error:
        said = message("the working directory cannot be used: {reason}", reason=reason_of(error))
        raise DataError(said, message("change to a directory that exists")) from None


def read_bounded(path: Path) -> bytes:
    """The bytes of an ordinary file of at most :data:`MAX_BYTES`.

    :raises Unreadable: if it is not such a file; nothing of it is then read.
    """
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise UnreadableError("DG001", message("not a regular file"))
        if info.st_size > MAX_BYTES:
            size = f"{info.st_size / 1e6:.1f} MB"
            raise UnreadableError(
                "DG004", message("{size}; a data file may have at most 1 MB", size=size)
            )
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise UnreadableError(
            "DG001", message("cannot be read: {reason}", reason=reason_of(error))
        ) from error


#: Ending of the name of a file that is still being written. No data file has it, so one left
#: behind by a crash is never taken for data.
DRAFT_SUFFIX = ".tmp"


def write_atomically(path: Path, data: bytes, was: bytes | None = None, new: bool = False) -> None:
    """Replace the file in one step, as :func:`drafted` does.

    :param data: the new content.
    """
    with drafted(path, was, new) as name:
        Path(name).write_bytes(data)


@contextlib.contextmanager
def drafted(path: Path, was: bytes | None = None, new: bool = False) -> Iterator[str]:
    """A temporary file beside the file, which takes its place in one step once it is written;
    permissions stay, and the owner where that can be.

    Even after a crash of the machine the file is either the old or the new one, complete: the
    new content is on the disk before it takes the name, and the directory is synchronised
    afterwards.

    :param was: the content as it was read. If the file has changed since, nothing is written.
    :param new: write nothing if there is a file of that name.
    :return: the name of the temporary file, to be written within the context.
    :raises FileExistsError: if there is one and ``new`` is given.
    :raises DataError: if writing fails; the old file is then unchanged.
    """
    import tempfile

    try:
        old = path.lstat() if os.path.lexists(path) else None
        kept = old if old and stat.S_ISREG(old.st_mode) else None
        # The setuid and setgid bits are not passed on to other content.
        mode = kept.st_mode & 0o777 if kept else 0o666 & ~umask()
        # A name may have 255 bytes, a character of it four.
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:50]}.", suffix=DRAFT_SUFFIX, dir=path.parent
        )
        os.close(handle)
        try:
            yield name
            if kept:
                _keep_owner(name, kept)
            os.chmod(name, mode)
            sync(name)
            if was is not None:
                _require_unchanged(path, was)
            if new:
                _take_name(name, path)
            else:
                os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        if new and isinstance(error, FileExistsError):
            raise
        raise unwritten(path, error) from error
    sync_folder(path.parent)


def unwritten(path: Path | str, error: OSError) -> DataError:
    """The error that says why a file cannot be written."""
    return DataError(
        message("{path} cannot be written: {reason}", path=path, reason=reason_of(error))
    )


def sync(name: str | Path) -> None:
    """Write a file to the disk."""
    handle = os.open(name, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _require_unchanged(path: Path, was: bytes) -> None:
    """:raises DataError: if the file has other content by now, or cannot be read."""
    try:
        if read_bounded(path) == was:
            return
    except UnreadableError:
        pass
    hint = message("nothing was written; run the command again")
    raise DataError(message("{path} has changed since it was read", path=path), hint)


def _take_name(draft: str, path: Path) -> None:
    """Give a finished file its name, if no file has it.

    :raises FileExistsError: if one has.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: an empty file holds the name for a moment.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        os.replace(draft, path)
    else:
        os.unlink(draft)


def _keep_owner(draft: str, old: os.stat_result) -> None:
    """Give a temporary file the owner and the group of the file that it replaces, if allowed."""
    if hasattr(os, "chown"):
        for owner, group in ((old.st_uid, -1), (-1, old.st_gid)):
            with contextlib.suppress(OSError):
                os.chown(draft, owner, group)


def sync_folder(folder: Path) -> None:
    """Write a directory to the disk, so that a new name in it survives a crash; where possible."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def umask() -> int:
    """The permissions that new files are made without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
