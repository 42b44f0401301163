"""The language of an answer, by an option or by the locale."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import LANGUAGES, message


def language(name: str | None) -> str:
    """The language that ``--lang`` names, also as a tag such as ``zh-Hans`` or ``en_GB``
    (BCP 47, POSIX); that of the locale if it is not given.

    :raises UsageError: for a language that there is not.
    """
    if name is None:
        return of_locale()
    found = re.split("[-_.]", name.casefold())[0]
    if found not in LANGUAGES:
        raise UsageError(
            message('unknown language "{name}"', name=name),
            message("known languages: {known}", known=", ".join(LANGUAGES)),
        )
    return found


def of_locale() -> str:
    """``zh`` where the locale says Chinese, else ``both``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "both"
    return "both"


def of_command_line(words: Sequence[str]) -> str:
    """The language for what is said before the options have been read, or because they cannot
    be: that of ``--lang`` if it is one, else that of the locale."""
    for _, named in _given(words):
        try:
            return language(named)
        except UsageError:
            break
    return of_locale()


def without(words: Sequence[str]) -> list[str]:
    """The words of a command line without ``--lang`` and its value."""
    left = {place for places, _ in _given(words) for place in places}
    return [word for place, word in enumerate(words) if place not in left]


def _given(words: Sequence[str]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Where ``--lang`` stands on a command line, and what it names."""
    for place, word in enumerate(words):
        if word == "--lang":
            yield (place, place + 1), "".join(words[place + 1 : place + 2])
        elif word.startswith("--lang="):
            yield (place,), word.removeprefix("--lang=")
