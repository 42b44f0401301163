"""What to ask instead, where nothing was found."""

from __future__ import annotations

import json
from collections.abc import Sequence

from datagov_cli.divisions import find_division
from datagov_cli.errors import closest
from datagov_cli.searching import LONGEST
from datagov_cli.searching.han import fold, fold_query
from datagov_cli.searching.index import Index, Row
from datagov_cli.searching.passages import PERSON
from datagov_cli.searching.ranking import Asked, cuts, find, matching
from datagov_cli.searching.terms import Signs, Term, reading, terms
from datagov_cli.searching.words import is_han, units

#: Names and words are taken from so many records.
LOOKED_AT = 2_000
#: A longer text is no name that someone would type.
LONGEST_NAME = 40


def hint(index: Index, asked: Asked) -> str:
    """One line: a near name or word of the data, or the part of the query that is found."""
    signs = Signs(index.signs())
    wanted = terms(fold_query(asked.query), signs)
    if (asked.kinds or asked.provinces) and find(index, _anywhere(asked.query))[0]:
        return "there are results without --in and --province"
    division = find_division(asked.query)
    if division is not None:
        return f"no data on {division.en} ({division.zh}) yet"
    near = _sounding(index, asked.query)
    if near is None:
        names = _names(index.some(LOOKED_AT))
        missing = [term for term in wanted if not _found(index, term, signs)]
        forms = [asked.query, *(_text(term) for term in missing)]
        latin = [fold_query(form) for form in forms if form.isascii()]
        near = next((names[n] for form in latin if (n := closest(form, names))), None)
    if near is not None:
        return f'did you mean "{near}"?'
    parts = next(iter(cuts(index, wanted, signs, LONGEST)), wanted)
    known = [_text(part) for part in parts if _tells(part) and _found(index, part, signs)]
    if known:
        tried = " or ".join(f'"{part}"' for part in dict.fromkeys(known[:3]))
        return f"no record has all of it; try {tried}"
    return "datagov list shows the provinces on record"


def _anywhere(query: str) -> Asked:
    return Asked(query, (), (), 1)


def _sounding(index: Index, query: str) -> str | None:
    """What is written otherwise than the query and sounds like it."""
    if not is_han(query):
        return None
    hits, _ = find(index, _anywhere(reading(query).replace(" ", "")))
    return hits[0].text[slice(*hits[0].matches[0])] if hits else None


def _found(index: Index, term: Term, signs: Signs) -> bool:
    return bool(matching(index, [term], signs, _anywhere("")))


def _tells(term: Term) -> bool:
    return not term.optional and len(_text(term)) > 1


def _text(term: Term) -> str:
    return " ".join(term.parts)


def _names(rows: Sequence[Row]) -> dict[str, str]:
    """Names and words of the data, by the forms in which they may be typed."""
    names: dict[str, str] = {}
    for row in rows:
        texts = [text for _, text, *_ in json.loads(row.passages)["passages"]]
        for text, weight in zip(texts, row.weights, strict=False):
            if int(weight) >= PERSON and len(text) <= LONGEST_NAME:
                names.setdefault(fold(text), text)
                names.setdefault(reading(text), text)
            for word in units(fold(text)):
                if not is_han(word) and len(word) > 3:
                    names.setdefault(word, word)
    return names
