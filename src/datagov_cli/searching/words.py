"""Texts cut into units: a unit is one word (letters, digits) or a run of Chinese characters."""

from __future__ import annotations

import re

from datagov_cli.searching.han import SIGNS

_UNIT = re.compile(rf"[{SIGNS}]+|[^\W_{SIGNS}]+")
_HAN = re.compile(f"[{SIGNS}]")
_STOP = "a an and as at by for from in of on or the to with 的 和 与 及 在"
#: Words that a record need not hold when others are asked for as well.
STOP_WORDS = frozenset(_STOP.split())


def units(folded: str) -> list[str]:
    """The words and the runs of Chinese characters of a folded text, in order."""
    return _UNIT.findall(folded)


def is_han(unit: str) -> bool:
    return bool(_HAN.match(unit))


def stem(word: str) -> str:
    """A word in the form in which spellings are compared: singular, ``is`` for ``iz``, ``er``
    for ``re``."""
    plain = re.sub("([iy])z(?=[aeio]|$)", r"\1s", word).replace("centre", "center")
    if not plain.isalpha() or len(plain) < 4:
        return plain
    if plain.endswith("ies"):
        return f"{plain[:-3]}y"
    if plain.endswith(("sses", "xes", "ches", "shes")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and plain[-2] not in "ius" else plain
