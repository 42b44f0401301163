"""Correction of misspelt keys and terms that are close to exactly one known word, and of values
of which it is certain what was meant (:mod:`.values_meant`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from datagov_cli.base.errors import LONGEST_WORD, MOST_WORDS
from datagov_cli.curation.editing.key_order import SchemaNode
from datagov_cli.curation.editing.yaml_tree import LIST, MAP, YamlEntry, YamlNode, tree_of
from datagov_cli.curation.validation.values_meant import (
    entries,
    meant,
    named_terms,
    shown,
    terms_meant,
)

#: So many letters of a word may be wrong; in a word of at most ``SHORT`` letters only one.
MAX_ERRORS = 2
SHORT = 4
#: The next best word must be this much further away, or either could be meant.
APART = 2
#: So many words of a file are looked up: with more of them wrong it is not a slip of the pen.
MOST_SLIPS = 100

#: Terms, each with the labels that it has.
Labelled = Mapping[str, tuple[str, ...]]
#: Offset in the file, the word as written, the correction.
Correction = tuple[int, str, str]


class Corrector:
    """Corrects a file. A vocabulary is read, and a word looked up, once.

    :param terms: gives the terms of a vocabulary, each with its labels.
    """

    def __init__(self, terms: Callable[[str], Labelled]) -> None:
        self._terms = cache(terms)
        self._named: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
        self._known: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def correct(self, node: YamlNode, shape: SchemaNode) -> list[Correction]:
        """Correct, in place, the keys and terms below ``node`` that are misspelt."""
        corrections: list[Correction] = []
        if node.kind == MAP and shape.spec.get("additionalProperties") is False:
            given = {entry.key for entry in node.entries}
            known = set(shape.keys)
            free = tuple(key for key in shape.keys if key not in given)
            for entry in node.entries:
                key = entry.key or ""
                near = self._correction(key, free) if free and key not in known else None
                if near:
                    corrections.append((entry.start, key, near))
                    entry.key = near
                    free = tuple(other for other in free if other != near)
        if node.kind == LIST:
            items = shape.under(None).spec
            corrections += _set_apart(node, lambda text: self._several(text, items))
        if node.kind in (MAP, LIST):
            for entry in node.entries:
                corrections += self.correct(entry.value, shape.under(entry.key))
        elif _misfits(node.value, shape):
            items = shape.under(None).spec
            put = meant(node.value, shape.spec, items)
            if put is None and shape.spec.get("type") == "array" and isinstance(node.value, str):
                put = self._several(node.value, items)
            if put is not None:
                corrections.append((node.start, node.text, shown(put)))
                _put(node, put)
        elif isinstance(node.value, str) and node.value not in shape.spec.get("enum", [node.value]):
            allowed = self._allowed(shape.spec)
            named = terms_meant(node.value, allowed)
            terms = tuple(dict.fromkeys(allowed.values()))
            near = named[0] if len(named) == 1 else self._correction(node.value, terms)
            near = near if near != node.value else None
            if near:
                corrections.append((node.start, node.value, near))
                node.text = node.value = near
        return corrections

    def _allowed(self, spec: Mapping[str, Any]) -> dict[str, str]:
        """The terms that may stand in a place, by their ids and labels."""
        vocabulary = str(spec.get("$comment", "")).removeprefix("vocabulary: ")
        listed = tuple(term for term in spec["enum"] if term and isinstance(term, str))
        if (vocabulary, listed) not in self._named:
            allowed = {**dict.fromkeys(listed, ()), **self._terms(vocabulary)}
            self._named[vocabulary, listed] = named_terms(allowed)
        return self._named[vocabulary, listed]

    def _several(self, text: str, items: Mapping[str, Any]) -> list[str] | None:
        """The entries of a list that stand in one text, if that is certain."""
        named = terms_meant(text, self._allowed(items)) if "enum" in items else []
        return entries(text, items) or named or None

    def _correction(self, word: str, known: tuple[str, ...]) -> str | None:
        asked = word, known
        if asked not in self._known:
            if len(self._known) >= MOST_SLIPS:
                return None
            self._known[asked] = correction(word, known)
        return self._known[asked]


def _misfits(value: Any, shape: SchemaNode) -> bool:
    """Whether a single value is of another type or notation than its place asks for."""
    wanted, pattern = shape.spec.get("type"), shape.spec.get("pattern")
    if isinstance(value, str):
        return wanted in ("array", "object", "number", "integer", "boolean") or (
            pattern is not None and not re.search(pattern, value)
        )
    return isinstance(value, int | float) and wanted == "string" and "enum" not in shape.spec


def _set_apart(node: YamlNode, split: Callable[[str], list[str] | None]) -> list[Correction]:
    """Set apart entries of a list that a comma of another kind has made one."""
    corrections: list[Correction] = []
    parts: list[YamlEntry] = []
    for entry in node.entries:
        value = entry.value.value
        several = split(value) if isinstance(value, str) else None
        parts.append(entry)
        if several and len(several) > 1:
            corrections.append((entry.value.start, value, ", ".join(several)))
            parts[-1:] = tree_of(several).entries
            parts[-len(several)].before = entry.before
            parts[-1].end_comment = entry.end_comment
    node.entries = parts
    return corrections


def _put(node: YamlNode, value: Any) -> None:
    """Put a value into the place of another."""
    new = tree_of(value)
    node.kind, node.text, node.value, node.entries = new.kind, new.text, new.value, new.entries
    node.flow = new.kind in (LIST, MAP)


def correction(word: str, known: Sequence[str]) -> str | None:
    """The known word of which ``word`` is a misspelling, or ``None`` if none or several
    could be meant."""
    if len(word) > LONGEST_WORD or len(known) > MOST_WORDS:
        return None
    folded = word.casefold()
    # Of words longer or shorter than that none is near, and none stands in the way of another.
    alike = (name for name in known if abs(len(name.casefold()) - len(folded)) < MAX_ERRORS + APART)
    ranked = sorted((distance(folded, name.casefold()), name) for name in alike)
    if not ranked or ranked[0][0] > (MAX_ERRORS if len(word) > SHORT else 1):
        return None
    if len(ranked) > 1 and ranked[1][0] < ranked[0][0] + APART:
        return None
    return ranked[0][1]


def distance(one: str, other: str) -> int:
    """How many letters differ: changed, added, left out, or two neighbours swapped.

    The optimal string alignment distance (a restricted form of Damerau and Levenshtein's).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            swapped = column > 1 and place > 1 and one[place - 2] == wanted
            if swapped and other[column - 2] == letter:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
    return row[-1]
