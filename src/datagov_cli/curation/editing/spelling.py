"""Correction of misspelt keys and terms that are close to exactly one known word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from datagov_cli.curation.editing.key_order import SchemaNode
from datagov_cli.curation.editing.yaml_tree import LIST, MAP, YamlNode

#: So many letters of a word may be wrong; in a word of at most ``SHORT`` letters only one.
MAX_ERRORS = 2
SHORT = 4
#: The next best word must be this much further away, or either could be meant.
APART = 2

#: Offset in the file, the word as written, the correction.
Correction = tuple[int, str, str]


def correct(
    node: YamlNode, shape: SchemaNode, terms: Callable[[str], Sequence[str]]
) -> list[Correction]:
    """Correct, in place, the keys and terms below ``node`` that are misspelt.

    :param terms: gives the ids of a vocabulary.
    """
    corrections: list[Correction] = []
    if node.kind == MAP and shape.spec.get("additionalProperties") is False:
        free = [key for key in shape.keys if key not in {entry.key for entry in node.entries}]
        for entry in node.entries:
            key = entry.key or ""
            near = correction(key, free) if free and key not in shape.keys else None
            if near:
                corrections.append((entry.start, key, near))
                entry.key = near
                free.remove(near)
    if node.kind in (MAP, LIST):
        for entry in node.entries:
            corrections += correct(entry.value, shape.under(entry.key), terms)
    elif isinstance(node.value, str) and "enum" in shape.spec:
        vocabulary = str(shape.spec.get("$comment", "")).removeprefix("vocabulary: ")
        known = [*terms(vocabulary), *(term for term in shape.spec["enum"] if term)]
        near = None if node.value in known else correction(node.value, dict.fromkeys(known))
        if near:
            corrections.append((node.start, node.value, near))
            node.text = node.value = near
    return corrections


def correction(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` is a misspelling of, or ``None`` if none or several could be
    meant."""
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
