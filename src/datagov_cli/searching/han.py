"""Chinese characters: one form to compare them in, and how they are read.

All of it comes from one table (``han.txt``), so that nothing has to be installed for it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

#: Chinese characters, as a range for a regular expression.
SIGNS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: The letter ü and its tones; in pinyin without tones it is v.
_UMLAUT = str.maketrans("üǖǘǚǜ", "vvvvv")
_TONED = re.compile(r"(?:[a-z]+[1-5])+")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
_LONGEST = 6


class Table:
    """The table: which characters a syllable stands for, and what is compared as what."""

    def __init__(self) -> None:
        lines = (Path(__file__).parent / "han.txt").read_text(encoding="utf-8").splitlines()
        named = dict(line.split(" ") for line in lines if not line.startswith("#"))
        traditional, simple = named.pop(">"), named.pop("<")
        #: Syllable → its characters.
        self.syllables = named
        self.fold = _latin() | {ord(old): new for old, new in zip(traditional, simple, strict=True)}
        self._read: dict[str, tuple[str, ...]] | None = None

    def readings(self, sign: str) -> tuple[str, ...]:
        """The syllables that a simplified character is read as; none if it is not known."""
        if self._read is None:
            read: dict[str, list[str]] = {}
            for syllable, signs in self.syllables.items():
                for each in signs:
                    read.setdefault(each, []).append(syllable)
            self._read = {each: tuple(found) for each, found in read.items()}
        return self._read.get(sign, ())


@cache
def table() -> Table:
    """The table, read when it is first needed."""
    return Table()


def _latin() -> dict[int, str]:
    """Full-width forms and accented letters → plain ones, each one for one."""
    from unicodedata import normalize

    plain = {0xFEE0 + code: chr(code).lower() for code in range(0x21, 0x7F)}
    plain[0x3000] = " "
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        first = normalize("NFKD", chr(code))[0].lower()
        if first.isascii() and first.isalnum():
            plain[code] = first
    return plain


def fold(text: str) -> str:
    """The text in the form in which texts are compared, as long as the text itself.

    Lower case, half-width, simplified, without accents; so a place in the one is the same
    place in the other.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(table().fold)


def fold_query(text: str) -> str:
    """What a person typed, in the same form; here the length does not matter."""
    from unicodedata import category, normalize

    composed = normalize("NFKC", text).casefold().translate(_UMLAUT)
    composed = _POSSESSIVE.sub("", composed)
    parts = normalize("NFKD", composed)
    bare = "".join(c for c in parts if category(c) != "Mn")
    return fold(normalize("NFC", bare))


def without_tones(word: str) -> str:
    """A word of pinyin without the numbers of its tones: ``shu4ju4`` → ``shuju``."""
    return re.sub("[1-5]", "", word) if _TONED.fullmatch(word) else word


def syllables(word: str, known: dict[str, str], most: int = 8) -> list[list[str]]:
    """The ways to read a word as pinyin, the longest syllables first.

    :param known: the syllables that count, and their characters.
    :param most: no more ways than this.
    """
    ends: list[bool] = [False] * len(word) + [True]  # whether a way leads on from here
    for start in range(len(word) - 1, -1, -1):
        ends[start] = any(
            word[start:end] in known and ends[end]
            for end in range(start + 1, min(start + _LONGEST, len(word)) + 1)
        )
    found: list[list[str]] = []

    def walk(start: int, so_far: list[str]) -> None:
        if start == len(word):
            found.append(so_far)
            return
        for end in range(min(start + _LONGEST, len(word)), start, -1):
            if len(found) < most and ends[end] and word[start:end] in known:
                walk(end, [*so_far, word[start:end]])

    if word and ends[0]:
        walk(0, [])
    return found
