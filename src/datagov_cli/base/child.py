"""Work that another process does meanwhile, where a system can fork.

Plain fork and a pipe: importing multiprocessing takes longer than many a run.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable


def can_fork() -> bool:
    """Whether this system can; Windows cannot."""
    return hasattr(os, "fork")


class Child:
    """A forked process at work, and the pipe on which its answer comes.

    :param work: what it does; its text is the answer.
    """

    def __init__(self, work: Callable[[], str]) -> None:
        self._reading, writing = os.pipe()
        self._process = os.fork()
        if self._process:
            os.close(writing)
            return
        # A child that fails says so by its exit code, and the parent does its work over.
        code = 1
        try:
            os.close(self._reading)
            answer = work()
            with os.fdopen(writing, "w", encoding="utf-8", errors="surrogatepass") as pipe:
                pipe.write(answer)
            code = 0
        finally:
            os._exit(code)

    def answer(self) -> str | None:
        """What it answers, when it is done; ``None`` if it failed. To be asked for once."""
        with os.fdopen(self._reading, encoding="utf-8", errors="surrogatepass") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self._process, 0)
        return None if status else answer

    def end(self) -> None:
        """End it, whose answer is no longer wanted."""
        os.kill(self._process, signal.SIGKILL)
        self.answer()
