"""Where an answer goes: standard output, or a file that is never half written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from datagov_cli.errors import UsageError
from datagov_cli.files import write_atomically


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
    :raises UsageError: if it exists and ``force`` is not given, or is not a regular file.
    :raises DataError: if it cannot be written.
    """
    if path.is_symlink() or path.exists():
        if not force:
            raise UsageError(f"{path} already exists", "use --force to overwrite it")
        if not path.is_symlink() and not path.is_file():
            raise UsageError(f"{path} is not a regular file")
    write_atomically(path, "".join(pieces).encode("utf-8"))
