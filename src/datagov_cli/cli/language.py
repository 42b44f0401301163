"""The language of an answer, by an option or by the locale."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

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
    for word, following in zip(words, (*words[1:], ""), strict=True):
        named = following if word == "--lang" else word.removeprefix("--lang=")
        if word == "--lang" or word != named:
            try:
                return language(named)
            except UsageError:
                break
    return of_locale()
