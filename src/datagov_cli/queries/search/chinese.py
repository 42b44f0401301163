"""Chinese characters: one form to compare them in, and how they are read.

All of it comes from one table (``readings.txt``), so that nothing has to be installed for it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TONED = re.compile(r"(?:[a-z]+[1-5])+")
_LONGEST = 6


class CharacterTable:
    """The table: which characters a syllable stands for, and what is compared as what."""

    def __init__(self) -> None:
        lines = (Path(__file__).parent / "readings.txt").read_text(encoding="utf-8").splitlines()
        named = dict(line.split(" ") for line in lines if not line.startswith("#"))
        traditional, simple = named.pop(">"), named.pop("<")
        self._sounds = {sound: signs.partition("/") for sound, signs in named.items()}
        #: Syllable → its characters, those that are mostly read so first.
        self.syllables = {sound: "".join(each[::2]) for sound, each in self._sounds.items()}
        #: Traditional character → simplified one.
        self.simplified = dict(zip(traditional, simple, strict=True))
        self._read: dict[str, tuple[str, ...]] | None = None

    def readings(self, sign: str) -> tuple[str, ...]:
        """The syllables that a simplified character is read as, the usual one first; none if
        it is not known."""
        if self._read is None:
            read: dict[str, list[str]] = {}
            for part in (0, 2):
                for syllable, parts in self._sounds.items():
                    for each in parts[part]:
                        read.setdefault(each, []).append(syllable)
            self._read = {each: tuple(found) for each, found in read.items()}
        return self._read.get(sign, ())


@cache
def character_table() -> CharacterTable:
    """The table, read when it is first needed."""
    return CharacterTable()


class _FoldedCharacters(dict[int, str]):
    """Character by code point → what it is compared as, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        from unicodedata import category, normalize

        sign = chr(code)
        parts = normalize("NFKD", sign)
        plain = "".join(part for part in parts if category(part) != "Mn").casefold()
        if category(sign) in _BLANKS:
            plain = _BLANKS[category(sign)]
        elif parts.casefold().startswith(_UMLAUT):
            plain = "ü"
        elif len(plain) > 1 and not any(map(str.isalnum, plain)):
            plain = sign  # "…" would be three signs, and more than may stand between two words
        simple = character_table().simplified
        folded = "".join(simple.get(part, "'" if part in _APOSTROPHES else part) for part in plain)
        self[code] = folded
        return folded


_FOLDED = _FoldedCharacters()
#: What is compared as something else than itself: what joins words; what is not seen at all.
_BLANKS = {"Pc": " ", "Cf": ""}
#: Apostrophes that Unicode counts among the letters: Luʼan.
_APOSTROPHES = "ʹʻʼʽʾʿˈ"
#: The letter ü, taken apart. It alone keeps its dots: in pinyin it is another letter than u.
_UMLAUT = "u\u0308"


def fold(text: str) -> str:
    """The text in the form in which texts and queries are compared.

    Compatibility forms (full-width, ``①``, ``㎡``) as what they stand for, lower case,
    simplified, without accents. Each character is folded by itself, so a part of a text is
    found in it; :func:`fold_origins` says where it stands there.
    """
    return text.translate(_FOLDED)


def fold_query(text: str) -> str:
    """What a person typed, in the same form; ü is one letter however it was typed (``lu:``)."""
    from unicodedata import normalize

    return re.sub("(?<=[ln])u:", "ü", fold(normalize("NFC", text)))


def fold_origins(text: str) -> list[int]:
    """For each character of the folded text, the place of the one that it comes from."""
    return [place for place, sign in enumerate(text) for _ in _FOLDED[ord(sign)]]


def without_tones(word: str) -> str:
    """A word of pinyin without the numbers of its tones, ü as v: ``lü3you2`` → ``lvyou``."""
    plain = word.replace("ü", "v")
    return re.sub("[1-5]", "", plain) if _TONED.fullmatch(plain) else plain


#: How ü is typed and spelt besides v: lue and nue, lyu and nyu as in passports; and v after
#: j, q, x and y, where the table has u. Shaanxi is so spelt to tell it from Shanxi.
_TYPED = ((re.compile("(?<=[ln])ue"), "ve"), (re.compile("(?<=[ln])yu"), "v"),
          (re.compile("(?<=[jqxy])v"), "u"), (re.compile("shaan"), "shan"))  # fmt: skip


def as_in_table(word: str) -> str:
    """A word of pinyin as people type it, spelt as the syllables of the table are."""
    for typed, spelt in _TYPED:
        word = typed.sub(spelt, word)
    return word


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
    readings: list[list[str]] = []

    def walk(start: int, so_far: list[str]) -> None:
        if start == len(word):
            readings.append(so_far)
            return
        for end in range(min(start + _LONGEST, len(word)), start, -1):
            if len(readings) < most and ends[end] and word[start:end] in known:
                walk(end, [*so_far, word[start:end]])

    if word and ends[0]:
        walk(0, [])
    return readings
