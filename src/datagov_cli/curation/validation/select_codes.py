"""The codes of findings by what a person calls them: number, name of the rule, or group."""

from __future__ import annotations

import re
from collections.abc import Iterable

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import Text, message
from datagov_cli.model.finding_codes import CODES

LISTED = message("datagov explain lists the codes")

_GROUP = re.compile(r"DG[0-9]{1,2}")
_NUMBER = re.compile(r"DG[0-9]+")


def find(name: str) -> tuple[str, ...]:
    """The codes that answer to a name, in any case: ``DG103``, ``unknown-key``, ``DG1``.

    :raises UsageError: if none does, with the nearest known name as a hint.
    """
    wanted = name.strip()
    code = wanted.upper()
    if code in CODES:
        return (code,)
    rule = wanted.lower()
    codes = tuple(known for known, entry in CODES.items() if entry.rule == rule)
    if not codes and _GROUP.fullmatch(code):
        codes = tuple(known for known in CODES if known.startswith(code))
    if codes:
        return codes
    raise UsageError(message('unknown code "{name}"', name=wanted), _hint(wanted, code))


def _hint(wanted: str, code: str) -> Text | str | None:
    """For a number its group, since near figures are no near codes; else the nearest name."""
    if _NUMBER.fullmatch(code):
        group = [known for known in CODES if known.startswith(code[:3])]
        if not group:
            return LISTED
        first, last = group[0], group[-1]
        return message("{group} has {first} to {last}", group=code[:3], first=first, last=last)
    return did_you_mean(wanted, names(), LISTED)


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The codes to report: those selected, or all, without those ignored.

    :param select: names as :func:`find` takes them, each also a list separated by commas.
    :raises UsageError: if one names no code, or a list names nothing.
    """
    return frozenset(_all(select) or CODES) - _all(ignore)


def _all(lists: Iterable[str]) -> frozenset[str]:
    """The codes that lists name."""
    named = split_list(lists, message("code"), LISTED)
    return frozenset(code for name in named for code in find(name))


def names() -> list[str]:
    """Everything that names one code: the codes, then the names of their rules."""
    return [*CODES, *(entry.rule for entry in CODES.values())]
