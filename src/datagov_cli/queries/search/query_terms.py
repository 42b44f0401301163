"""The terms of a query, as regular expressions over folded texts.

A term is what stands between spaces. It has alternatives, best first: as written; then its
words as beginnings of words, as words run together, as pinyin; at last as initials of pinyin.
Each has a pattern, and a quality that is part of the score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.labels import STATES
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.queries.search.chinese import (
    as_in_table,
    character_table,
    fold,
    fold_query,
    syllables,
    without_tones,
)
from datagov_cli.queries.search.tokens import STOP_WORDS, is_han, stem, units

EXACT, SOUNDED, JOINED, BEGUN, LOOSE, SYLLABLE, INITIAL = 1.0, 0.85, 0.8, 0.7, 0.7, 0.6, 0.3
#: Between two units of a phrase: a space, a hyphen, quotation marks, but no other passage.
GAP = r"[^\w\n]{0,3}"
_RIGHT = "(?![a-z0-9ü])"
#: The letters u, ü, v as they may be written in a text that has ü.
_UMLAUT = {"u": "[uü]", "ü": "[uüv]", "v": "[vü]"}
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")
#: What answers put beside a text: [1]¶5 ¶6 (in Markdown \\[1\\]¶5), source¶5, a number in front.
_CITED = re.compile(r"\\?\[\d+\\?\](?=…?¶)|(?:…|excerpt )?¶\d+|^\\?\[\d{1,3}\\?\](?= )")
#: Commas between groups of three digits, which a text may have or not.
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FIGURE = re.compile(r"\d{4,}")
#: Longer words are neither pinyin nor written in two.
_LONGEST = 40


class Characters:
    """The Chinese characters that occur in the data, by syllable and by initial letter.

    Patterns made of these alone are short, and fast. ``umlaut``: whether ü occurs.

    :param occurs: whether a pattern is found anywhere in the data; all are tried by default.
    """

    def __init__(
        self, occurring: Iterable[str], occurs: Callable[[str], bool] = lambda _: True
    ) -> None:
        signs = set(occurring)
        self.occurs = occurs
        self.umlaut = "ü" in signs
        self.syllables: dict[str, str] = {}
        self.initials: dict[str, str] = {}
        table = character_table().syllables
        for syllable, known in table.items():
            if syllable in ("lu", "nu"):  # Who cannot type ü, types u.
                known += table[syllable.replace("u", "v")]
            present = "".join(sign for sign in known if sign in signs)
            if present:
                self.syllables[syllable] = present
                self.initials[syllable[0]] = self.initials.get(syllable[0], "") + present


class Alternative(Frozen):
    """One way to read a term: how good a match would be, and its pattern."""

    quality: float
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


class QueryTerm:
    """A part of a query that must be found as a whole, made of one or several units."""

    def __init__(self, parts: Sequence[str], signs: Characters) -> None:
        self.parts = tuple(parts)
        self._signs = signs

    @property
    def optional(self) -> bool:
        return len(self.parts) == 1 and self.parts[0] in STOP_WORDS

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """Best first."""
        if len(self.parts) == 1:
            return _of_unit(self.parts[0], self._signs)
        by_part = [_of_unit(part, self._signs) for part in self.parts]
        exact = Alternative(EXACT, GAP.join(each[0].source for each in by_part))
        # What occurs nowhere by itself would only slow down the search for both together.
        occurring = [
            [a.source for a in each if a.quality > INITIAL and self._signs.occurs(a.source)]
            for each in by_part
        ]
        if all(is_han(part) for part in self.parts) or not all(occurring):
            return [exact]
        loose = GAP.join(f"(?:{'|'.join(sources)})" for sources in occurring)
        return [exact, Alternative(LOOSE, loose)]


def query_terms(query: str, signs: Characters) -> list[QueryTerm]:
    """The terms of a query; none where nothing in it can be searched for."""
    asked = _GROUPED.sub("", _CITED.sub(" ", _POSSESSIVE.sub("", fold_query(query))))
    cut = [units(word) for word in asked.split()]
    return [QueryTerm(parts, signs) for parts in cut if parts]


@cache
def _label() -> re.Pattern[str]:
    """A line's label in an answer, and the state of its value, in either language."""
    labels = (name for keys in RECORD_KEYS.values() for key in keys for name in key.label)
    states = (name for state in STATES.values() for name in (state.zh, state.en))
    names, said = (
        "|".join(sorted(map(re.escape, map(fold, each)), reverse=True)) for each in (labels, states)
    )
    return re.compile(rf"\W*(?:(?:{names})(?:\W+|$))?(?:(?:{said})\W+)?")


def without_label(line: str) -> str:
    """The text of a line that was copied from an answer: ``Mode: Build`` as ``Build``."""
    plain = fold_query(line)
    return plain[_label().match(plain).end() :]  # type: ignore[union-attr]


def phrase(of: Sequence[QueryTerm], signs: Characters) -> QueryTerm:
    """All terms as one, standing next to each other."""
    return QueryTerm([part for term in of for part in term.parts], signs)


def _of_unit(unit: str, signs: Characters) -> list[Alternative]:
    if is_han(unit):
        return [Alternative(EXACT, GAP.join(unit))]
    alternatives = [Alternative(EXACT, _at_word_start(_spellings(unit, signs)) + _RIGHT)]
    alternatives += [
        Alternative(SOUNDED if len(way) > 1 else SYLLABLE, GAP.join(f"[{c}]" for c in classes))
        for way in _readings(unit, signs)
        if (classes := [signs.syllables[syllable] for syllable in way])
    ]
    if unit.isalpha() and unit.isascii() and 5 <= len(unit) <= _LONGEST:
        splits = "|".join(f"{unit[1:at]}[ -]{unit[at:]}" for at in range(1, len(unit)))
        alternatives.append(
            Alternative(JOINED, f"{_at_word_start(f'{unit[0]}(?:{splits})s?')}{_RIGHT}")
        )
    if len(unit) >= 2:
        begun = _at_word_start(_spellings(unit, signs, whole=False))
        alternatives.append(Alternative(BEGUN, f"{begun}[a-z0-9ü]*"))
    classes = _initials(unit, signs)
    if classes:
        alternatives.append(Alternative(INITIAL, GAP.join(f"[{each}]" for each in classes)))
    return sorted(alternatives, key=lambda alternative: -alternative.quality)


def _at_word_start(pattern: str) -> str:
    """The pattern where a word begins.

    What it begins with literally comes first and then the look behind it, for Python searches
    a literal beginning at the speed of ``str.find``.
    """
    literal = re.match(r"[^\W_]*", pattern)[0]  # type: ignore[index]
    return f"{literal}(?<![a-z0-9ü]{literal}){pattern[len(literal) :]}"


def _spellings(word: str, signs: Characters, whole: bool = True) -> str:
    """A word as a pattern: British or American; if ``whole``, also singular or plural."""
    base, ending = word, ""
    if whole and word.isalpha() and len(word) > 3:
        root = stem(word)
        if root.endswith("y"):
            base, ending = root[:-1], "(?:y|ies)"
        else:
            base, ending = root, "(?:es|s)?"
    if word[0].isdigit():
        base = _FIGURE.sub(_in_groups, base)
    pattern = re.sub("(?<=[iy])[sz](?=[aeio]|$)", "[sz]", base)
    pattern = re.sub("cent(?:re|er)", "cent(?:re|er)", pattern)
    if signs.umlaut or "ü" in word:
        pattern = re.sub("[uüv]", lambda found: _UMLAUT[found[0]], pattern)
    return pattern + ending


def _in_groups(found: re.Match[str]) -> str:
    """The pattern of a figure with or without commas between its groups of three digits."""
    digits = found[0]
    first = len(digits) % 3 or 3
    groups = (digits[at : at + 3] for at in range(first, len(digits), 3))
    return ",?".join([digits[:first], *groups])


def _readings(word: str, signs: Characters) -> list[list[str]]:
    plain = without_tones(word)
    if not plain.isalpha() or not plain.isascii() or len(plain) > _LONGEST:
        return []
    ways = syllables(plain, signs.syllables)
    # What is two syllables as written (shanyu) stays that as well.
    return (
        ways
        if (spelt := as_in_table(plain)) == plain
        else [*ways, *(way for way in syllables(spelt, signs.syllables) if way not in ways)]
    )


def _initials(word: str, signs: Characters) -> list[str]:
    """The characters for each letter, if all of them begin a syllable that occurs."""
    if not 2 <= len(word) <= 8:
        return []
    classes = [signs.initials.get(letter, "") for letter in word]
    return classes if all(classes) else []


def reading(text: str) -> str:
    """A Chinese text in pinyin without tones or spaces; other characters as they are."""
    signs = character_table()
    return "".join((signs.readings(sign) or (sign,))[0] for sign in fold(text))
