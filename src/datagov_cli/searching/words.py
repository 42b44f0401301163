"""Texts cut into units, and the tokens under which a record is filed and looked for.

A unit is one word (letters, digits) or a run of Chinese characters. Tokens only narrow down
which records are looked at (:mod:`datagov_cli.searching.terms` has the last word), so they may
find too much and must never find too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from datagov_cli.searching.han import SIGNS, table

_UNIT = re.compile(rf"[{SIGNS}]+|[^\W_{SIGNS}]+")
_HAN = re.compile(f"[{SIGNS}]")
#: Marks of tokens that stand for sounds; no word of a text begins like this by itself.
SOUND, INITIALS = "0", "1"
_STOP = "a an and as at by for from in of on or the to with 的 和 与 及 在"
#: Words that a record need not hold when others are asked for as well.
STOP_WORDS = frozenset(_STOP.split())


def units(folded: str) -> list[str]:
    """The words and the runs of Chinese characters of a folded text, in order."""
    return _UNIT.findall(folded)


def is_han(unit: str) -> bool:
    return bool(_HAN.match(unit))


def stem(word: str) -> str:
    """A word in the form in which it is filed: singular, ``is`` for ``iz``, ``er`` for ``re``."""
    plain = re.sub("([iy])z(?=[aeio]|$)", r"\1s", word).replace("centre", "center")
    if not plain.isalpha() or len(plain) < 4:
        return plain
    if plain.endswith("ies"):
        return f"{plain[:-3]}y"
    if plain.endswith(("sses", "xes", "ches", "shes")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s") and plain[-2] not in "ius" else plain


def pairs(parts: Iterable[str]) -> Iterator[str]:
    """Each part joined to the one behind it; a single one by itself."""
    listed = list(parts)
    if len(listed) == 1:
        yield listed[0]
    for one, two in pairwise(listed):
        yield one + two


def tokens(lines: Iterable[str]) -> set[str]:
    """Everything under which these folded texts are filed."""
    found: set[str] = set()
    for line in lines:
        parts = units(line)
        signs = "".join(part for part in parts if is_han(part))
        found.update(signs)
        found.update(pairs(signs))
        found |= _sounds(signs)
        words = [part for part in parts if not is_han(part)]
        found.update(words)
        found.update(map(stem, words))
        found.update(stem(pair) for pair in pairs(words))
    return found


def _sounds(signs: str) -> set[str]:
    found: set[str] = set()
    before: tuple[str, ...] = ()
    for sign in signs:
        read = table().readings(sign)
        found.update(SOUND + one for one in read)
        for one in before:
            for two in read:
                found.add(SOUND + one + two)
                found.add(INITIALS + one[0] + two[0])
        before = read
    return found
