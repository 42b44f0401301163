"""Answers longer than the screen, in the pager that the reader has chosen."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys

from datagov_cli.base.output import to_stdout

#: The pager unless PAGER names another: it ends at once if all fits, ignores case in a search,
#: lets colours through and leaves the text on the screen.
LESS = ["less", "-FIRX"]


def page(text: str) -> None:
    """Write to standard output; at a terminal, what is longer than its screen through a pager.

    ``PAGER`` names it, with its options; empty or ``cat`` it is none.
    """
    command = _pager() if sys.stdout.isatty() and not _fits(text) else None
    if not command or not _show(command, text):
        to_stdout([text])


def _pager() -> list[str] | None:
    """The pager as a command, or ``None`` if there is none or none is wanted."""
    named = os.environ.get("PAGER")
    try:
        command = LESS if named is None else shlex.split(named)
    except ValueError:
        return None
    if not command or command == ["cat"] or os.environ.get("TERM") == "dumb":
        return None
    return command if shutil.which(command[0]) else None


def _fits(text: str) -> bool:
    """Whether the screen holds the text and the prompt below it, or its size is not known."""
    rows = os.get_terminal_size(sys.stdout.fileno()).lines
    return not rows or text.count("\n") < rows


def _show(command: list[str], text: str) -> bool:
    """Show the text in the pager until its reader has seen enough; ``False`` if it cannot start."""
    sys.stdout.flush()
    # Ctrl-C there breaks off a search in the text, and not this program. A function, for a pager
    # would inherit that the signal is ignored.
    interrupted = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            env={"LESS": "FIRX", **os.environ, "LESSCHARSET": "utf-8"},
        ) as process:
            process.communicate(text.encode(sys.stdout.encoding, "backslashreplace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, interrupted)
    return True
