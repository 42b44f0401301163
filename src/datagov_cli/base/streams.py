"""The standard streams of the process: whatever they lead to, a run ends with an exit code of the
contract."""

from __future__ import annotations

import io
import os
import select
import sys
from typing import Any

from datagov_cli.base.errors import DataError, reason_of
from datagov_cli.base.messages import message


def prepare() -> None:
    """Make standard output and standard error bear what a shell may have done to them.

    Both are in UTF-8, or in the encoding that ``PYTHONIOENCODING`` names if that has simplified
    Chinese;
    a character that it lacks is escaped. A stream that is closed, full or no longer read is
    treated as :class:`_Stream` says.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is given: no file that is opened later gets it.
            # What is only read from refuses each write, as a closed stream should.
            os.open(os.devnull, os.O_RDONLY)
    encoding = _encoding()
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        # Without buffers, as PYTHONUNBUFFERED asks for, the buffer is the raw stream itself.
        buffer = getattr(stream, "buffer", None)
        if stream is None or type(getattr(buffer, "raw", buffer)) is io.FileIO:
            raw: Any = _Stream(number, "wb", closefd=False)
            replaced = io.TextIOWrapper(
                io.BufferedWriter(raw),
                encoding,
                "backslashreplace",
                newline="\n",
                line_buffering=number == 2 or raw.isatty(),
            )
            setattr(sys, name, replaced)
            setattr(sys, f"__{name}__", replaced)
        else:
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _encoding() -> str:
    """The encoding of both streams."""
    # A simplified character, which Big5 lacks as do all encodings without Chinese.
    named = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    try:
        "\u5e7f".encode(named)
    except (LookupError, ValueError):
        return "utf-8"
    return named


class _Stream(io.FileIO):
    """A standard stream that ends no run as a bug.

    A reader that has gone wants no more: what is written then goes nowhere, quietly. Nor can
    a failure of standard error be told anywhere. One of standard output is a ``DataError``,
    once; Python writes what is left in its buffers as it ends, and that goes nowhere.
    """

    def write(self, data: Any) -> int:
        try:
            while (written := super().write(data)) is None:
                # A stream that does not block, as of a terminal shared with another program.
                select.select([], [self.fileno()], [])
            return written
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if isinstance(error, BrokenPipeError) or self.fileno() == 2:
                return len(data)
            what = message("standard output cannot be written: {reason}", reason=reason_of(error))
            raise DataError(what) from None
