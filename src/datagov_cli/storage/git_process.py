"""Running git on a repository that may come from anyone.

Its configuration is not trusted: nothing that it names is run and nothing is fetched. Of the
caller's surroundings only what git needs to find itself and the user's own settings is handed
on; ``GIT_DIR`` and its like, which hooks inherit, would make git answer for another
repository than the one that the data stand in.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from pathlib import Path
from threading import Timer

from datagov_cli.base.errors import DataError
from datagov_cli.base.messages import message

#: Seconds that one call of git may take.
TIME_LIMIT = 60.0
#: Bytes that git may answer: the names of some hundred thousand files.
MOST_BYTES = 64 << 20

#: The last two bound the search for a repository; they name none.
_HANDED_ON = (
    "PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SYSTEMROOT",
    "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
)  # fmt: skip

_SET = {
    "LC_ALL": "C",  # Messages are read below.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}

#: Every setting by which a repository can have a program run (git-config(1)), and two that
#: bear on what a name means: what is said here comes before what the repository says.
_OVERRIDES = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sshCommand": "false",
    "core.gitProxy": "false",
    "core.askPass": "false",
    "core.alternateRefsCommand": "false",
    "core.pager": "cat",
    "core.editor": "false",
    "credential.helper": "",
    "diff.external": "",
    "gpg.program": "false",
    "protocol.allow": "never",
    "core.warnAmbiguousRefs": "true",
    "safe.bareRepository": "explicit",
}


_NO_REPOSITORY = message("fatal: not a git repository (or any of the parent directories): .git")
_SILENT = message("it failed and does not say why")


class GitError(DataError):
    """What git answers with an error; ``stderr`` is the whole of what it says."""

    def __init__(self, stderr: str) -> None:
        first = stderr.strip().partition("\n")[0].rstrip()
        said = {_NO_REPOSITORY.en: _NO_REPOSITORY, "": _SILENT}.get(first, first)
        super().__init__(message("git: {said}", said=said))
        self.stderr = stderr


def git(
    folder: Path, *arguments: str, given: bytes = b"", most: int = MOST_BYTES
) -> tuple[bytes, str]:
    """What a command of git prints, and what it says on standard error.

    :param folder: where it is run.
    :param given: its standard input, less than a pipe holds (64 kB).
    :param most: bytes that it may print.
    :raises GitError: if it ends with an error.
    :raises DataError: if there is no git, or it takes too long or prints too much.
    """
    settings = [part for key, value in _OVERRIDES.items() for part in ("-c", f"{key}={value}")]
    environment = {name: os.environ[name] for name in _HANDED_ON if name in os.environ} | _SET
    try:
        process = subprocess.Popen(
            ["git", "-C", str(folder), *settings, "--no-pager", *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # So that what it has started can be stopped with it.
        )
    except (OSError, ValueError) as error:
        raise DataError(
            message("git could not be run"), message("install it, and check that it is on PATH")
        ) from error
    late: list[bool] = []

    def give_up() -> None:
        late.append(True)
        _stop(process)

    timer = Timer(TIME_LIMIT, give_up)
    timer.daemon = True
    timer.start()
    try:
        with process:
            answer, said = _exchange(process, given, most)
    finally:
        timer.cancel()
    if late:
        raise DataError(
            message(
                "git took longer than {number} seconds and was stopped",
                number=f"{TIME_LIMIT:g}",
            )
        )
    if len(answer) > most:
        raise DataError(
            message("git printed more than {size} MB and was stopped", size=f"{most / 1e6:.0f}")
        )
    if process.returncode:
        raise GitError(said)
    return answer, said


def _exchange(process: subprocess.Popen[bytes], given: bytes, most: int) -> tuple[bytes, str]:
    """Hand the input over and take the answer, of which no more than a byte over ``most``."""
    if not (process.stdin and process.stdout and process.stderr):
        raise TypeError("the process has no pipes")
    try:
        with contextlib.suppress(BrokenPipeError):  # It has ended, and says why.
            process.stdin.write(given)
            process.stdin.close()
        answer = process.stdout.read(most + 1)
        if len(answer) > most:
            _stop(process)
        said = process.stderr.read(MOST_BYTES).decode("utf-8", "replace")
        process.wait()
    except BaseException:
        _stop(process)
        raise
    return answer, said


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that has not been waited for, and what it has started."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
