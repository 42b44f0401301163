"""Texts cut into units: a unit is one word (letters, digits) or a run of Chinese characters."""

from __future__ import annotations

import re
from itertools import groupby

_WORD = re.compile(r"[^\W_]+")
#: The blocks of Unicode with Chinese characters; a pattern of so many takes milliseconds to make.
_HAN = ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")
#: In characters, more than a passage has that is copied; a longer query is refused.
MAX_QUERY_LENGTH = 500
_STOP = "a an and as at by for from in of on or the to with 的 和 与 及 在"
#: Words that a record need not hold when others are asked for as well.
STOP_WORDS = frozenset(_STOP.split())


def units(folded: str) -> list[str]:
    """The words and the runs of Chinese characters of a folded text, in order."""
    words = _WORD.findall(folded)
    return ["".join(run) for word in words for _, run in groupby(word, is_han)]


def is_han(unit: str) -> bool:
    """Whether it begins with a Chinese character."""
    return any(first <= unit[:1] <= last for first, last in _HAN)


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
