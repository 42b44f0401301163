"""How far long work has come, at a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

#: Seconds after which work counts as long, and between two looks at the clock for a terminal.
_LONG, _STEP = 1.0, 0.1
_CELLS = 30


def with_progress(items: Iterable[T], number: int) -> Iterator[T]:
    """The same items; a bar on standard error while they are worked on.

    It appears if that is a terminal and the work has taken a second, and is wiped out at the end.

    :param number: how many items there are.
    """
    stream = sys.stderr
    if not stream.isatty():
        yield from items
        return
    shown, due = False, time.monotonic() + _LONG
    try:
        for done, item in enumerate(items):
            if time.monotonic() >= due:
                filled = _CELLS * done // max(number, 1)
                bar = "#" * filled + "." * (_CELLS - filled)
                stream.write(f"\r[{bar}] {done}/{number}")
                stream.flush()
                shown, due = True, time.monotonic() + _STEP
            yield item
    finally:
        if shown:
            stream.write("\r\x1b[K")
            stream.flush()
