"""One writer of a data directory at a time, among the runs of this program."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from datagov_cli.base.errors import DataError

#: How long another run is waited for, in seconds.
PATIENCE = 10.0
_PAUSE = 0.02


@contextlib.contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold a data directory from the reading of a file until it is written.

    The lock is advisory: editors know nothing of it, so :func:`~.files.write_atomically` is
    told what was read. It ends with the process, however that ends, and leaves no file in the
    data. It cannot be taken twice by one process. A file system without locks is no error.

    :raises DataError: if the directory cannot be opened, or another run holds it for longer
        than :data:`PATIENCE`.
    """
    try:
        handle = _opened(directory)
    except OSError as error:
        raise DataError(f"{directory} cannot be opened: {error.strerror or error}") from error
    try:
        end = time.monotonic() + PATIENCE
        while not _taken(handle):
            if time.monotonic() > end:
                hint = "wait until it has ended, and try again; nothing was written"
                raise DataError(f"another run is writing in {directory}", hint)
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
