"""What to ask instead, where nothing was found."""

from __future__ import annotations

import json
from collections.abc import Sequence

from datagov_cli.divisions import find_division
from datagov_cli.errors import closest
from datagov_cli.searching.han import fold, fold_query
from datagov_cli.searching.index import Index, Row
from datagov_cli.searching.passages import PERSON
from datagov_cli.searching.ranking import Asked, matching, parts_of
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
    anywhere = Asked(asked.query, (), (), 1)
    if (asked.kinds or asked.provinces) and matching(index, wanted, signs, anywhere):
        return "it is found elsewhere; leave out --in and --province"
    division = find_division(asked.query)
    if division is not None:
        return f"no data on {division.en} ({division.zh}) yet"
    near = _nearest(asked.query, index.some(LOOKED_AT))
    if near is not None:
        return f'did you mean "{near}"?'
    parts = [part for term in wanted for part in parts_of(index, term, signs)]
    known = [_text(part) for part in parts if _tells(part) and _found(index, part, signs)]
    if known:
        return f"nothing holds all of it; try {' or '.join(f'“{part}”' for part in known[:3])}"
    return "datagov list shows the provinces on record"


def _found(index: Index, term: Term, signs: Signs) -> bool:
    return bool(matching(index, [term], signs, Asked("", (), (), 1)))


def _tells(term: Term) -> bool:
    return not term.optional and len(_text(term)) > 1


def _text(term: Term) -> str:
    return " ".join(term.parts)


def _nearest(query: str, rows: Sequence[Row]) -> str | None:
    """The name or word that is nearest to the query in writing or in sound."""
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
    asked = fold_query(query)
    for form in dict.fromkeys((asked, reading(asked).replace(" ", ""))):
        near = closest(form, names)
        if near is not None:
            return names[near]
    return None
