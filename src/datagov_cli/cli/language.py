"""The language of an answer, by an option or by the locale."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import LANGUAGES, is_chinese, message
from datagov_cli.base.traditional import CONVERSIONS, can_convert

#: Scripts and regions → their Chinese, where it is not in simplified characters.
_TRADITIONAL = {"hant": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant-HK", "mo": "zh-Hant-HK"}


def language(name: str | None) -> str:
    """The language that ``--lang`` names, also as a tag such as ``zh-Hans`` or ``en_GB``
    (BCP 47, POSIX); that of the locale if it is not given.

    :raises UsageError: for a language that there is not, or whose characters need a package that
        is not installed.
    """
    if name is None:
        return of_locale()
    found = _tagged(name)
    if found is None:
        raise UsageError(
            message('unknown language "{name}"', name=name),
            message("known languages: {known}", known=", ".join(LANGUAGES)),
        )
    if found != _showable(found):
        raise UsageError(
            message("traditional characters need the package opencc"),
            message("pip install 'datagov-cli[hant]'"),
        )
    return found


def _tagged(name: str) -> str | None:
    """The language of a tag; Chinese is simplified unless its script or region says otherwise."""
    found, *parts = re.split("[-_.@]", name.casefold())
    if found not in LANGUAGES:
        return None
    if found != "zh" or "hans" in parts:
        return found
    return next((_TRADITIONAL[part] for part in reversed(parts) if part in _TRADITIONAL), "zh")


def _showable(lang: str) -> str:
    """The language as it can be shown here: without OpenCC, Chinese in simplified characters."""
    return "zh" if lang in CONVERSIONS and not can_convert() else lang


def of_locale() -> str:
    """Chinese where the locale says so, else ``both``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            found = _tagged(os.environ[name])
            return _showable(found) if found and is_chinese(found) else "both"
    return "both"


def of_command_line(words: Sequence[str]) -> str:
    """The language for what is said before the options have been read, or because they cannot
    be: that of ``--lang`` if it is one, else that of the locale."""
    for _, named in _given(words):
        found = _tagged(named)
        return _showable(found) if found else of_locale()
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
