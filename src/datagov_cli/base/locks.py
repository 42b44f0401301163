"""One writer of a data directory at a time, among the runs of this program."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from datagov_cli.base.errors import DataError, reason_of
from datagov_cli.base.messages import message

#: How long to wait for another run, in seconds.
MAX_WAIT = 10.0
_PAUSE = 0.02


@contextlib.contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Lock a data directory while a file in it is read, changed and written.

    The lock is advisory: editors ignore it, so :func:`~.files.write_atomically` also compares
    the file with what was read. It is released when the process ends, however it ends, and
    leaves no file in the data directory. One process cannot take it twice. On a file system
    without locks nothing is locked.

    :raises DataError: if the directory cannot be opened, or another run holds it for longer
        than :data:`MAX_WAIT`.
    """
    try:
        handle = _opened(directory)
    except OSError as error:
        why = reason_of(error)
        said = message("{directory} cannot be opened: {reason}", directory=directory, reason=why)
        raise DataError(said) from error
    try:
        end = time.monotonic() + MAX_WAIT
        while not _taken(handle):
            if time.monotonic() > end:
                hint = message("wait until it has ended, and try again; nothing was written")
                raise DataError(
                    message("another run is writing in {directory}", directory=directory), hint
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":  # where files can be locked, and directories cannot
    import msvcrt

    def _opened(directory: Path) -> int:
        from hashlib import blake2b
        from tempfile import gettempdir

        real = os.path.realpath(directory).casefold().encode("utf-8", "surrogatepass")
        name = f"datagov-{blake2b(real, digest_size=16).hexdigest()}.lock"
        return os.open(os.path.join(gettempdir(), name), os.O_RDWR | os.O_CREAT)

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _opened(directory: Path) -> int:
        return os.open(directory, os.O_RDONLY)

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # this file system has no locks
            return True
        return True
