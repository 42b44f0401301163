"""All exceptions that stop a command, and the exit codes that scripts rely on.

Findings (a fault in a data file) are values, see :mod:`datagov_cli.model.diagnostics`;
only what stops a command is an exception.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable

from datagov_cli.base.messages import Text, in_language, message, sentences

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_DATA = 3
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class DatagovError(Exception):
    """A failure: a message for a person and, where there is one, a hint.

    :param said: one sentence, no full stop, no newline; a message of the catalogue, which is shown
        in the language of the reader, or plain text.
    :param advice: what to do about it, or ``None``.
    :param excerpt: lines between the two that show the place, as they are to be printed.
    """

    exit_code = EXIT_BUG

    def __init__(
        self,
        said: Text | str,
        advice: Text | str | None = None,
        excerpt: tuple[str, ...] = (),
    ) -> None:
        super().__init__(in_language(said, "en"))
        self.said = said
        self.advice = advice
        self.excerpt = excerpt

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return in_language(self.said, "en")

    @property
    def hint(self) -> str | None:
        """What to do about it, in English."""
        return in_language(self.advice, "en") if self.advice else None


class NotationError(ValueError):
    """A text that does not have the notation of what it is to be: a date, a figure, a citation.

    :param said: what is wrong, as for :class:`DatagovError`.
    """

    def __init__(self, said: Text | str) -> None:
        super().__init__(in_language(said, "en"))
        self.said = said


class UsageError(DatagovError):
    """The command line asks for something that does not exist (exit code 2)."""

    exit_code = EXIT_USAGE


class DataError(DatagovError):
    """The data is missing or cannot be read (exit code 3)."""

    exit_code = EXIT_DATA


_REASONS = {
    errno.ENOENT: message("No such file or directory"),
    errno.EACCES: message("Permission denied"),
    errno.EPERM: message("Operation not permitted"),
    errno.EISDIR: message("Is a directory"),
    errno.ENOTDIR: message("Not a directory"),
    errno.ENAMETOOLONG: message("File name too long"),
    errno.ENOSPC: message("No space left on device"),
    errno.EROFS: message("Read-only file system"),
    errno.ELOOP: message("Too many levels of symbolic links"),
}


def reason_of(error: OSError | ValueError) -> Text | str:
    """Why a file could not be used, as the operating system says; its common reasons are messages
    of the catalogue."""
    said = getattr(error, "strerror", None) or str(error)
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    return known if known and known.en == said else said


#: A longer word is not a typing error, and among more known words a likeness means nothing.
LONGEST_WORD, MOST_WORDS = 100, 1000


def closest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that ``word`` most likely means, or ``None`` if none is near.

    :param likeness: how near at least, from 0 to 1 (``difflib.SequenceMatcher.ratio``).
    """
    from difflib import get_close_matches

    if len(word) > LONGEST_WORD:
        return None
    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    if len(by_fold) > MOST_WORDS:
        return None
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=likeness)
    return by_fold[near[0]] if near else None


def did_you_mean(
    word: str, known: Iterable[str], otherwise: Text | str | None = None
) -> Text | str | None:
    """A hint naming the nearest known word, or ``otherwise`` if none is near."""
    near = closest(word, known)
    return message('did you mean "{near}"?', near=near) if near else otherwise


def near_and_all(word: str, known: Iterable[str], listed: Text) -> Text:
    """A hint naming the nearest known word, if one is near, and after it ``listed``."""
    near = closest(word, known)
    meant = message('did you mean "{near}"?', near=near) if near else None
    return sentences(meant, listed)
