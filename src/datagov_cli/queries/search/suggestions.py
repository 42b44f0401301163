"""Suggestions for another query, if nothing was found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from datagov_cli.base.errors import closest
from datagov_cli.base.messages import Text, message
from datagov_cli.model.divisions import find_division
from datagov_cli.model.key_types import PERSON
from datagov_cli.queries.search.chinese import fold_query
from datagov_cli.queries.search.query_terms import QueryTerm, query_terms, reading
from datagov_cli.queries.search.ranking import (
    SearchRequest,
    best_hits,
    characters_of,
    cuts,
    is_told,
)
from datagov_cli.queries.search.searchable_files import SearchableFile
from datagov_cli.queries.search.tokens import MAX_QUERY_LENGTH, is_han

#: Names and words are taken from so many passages, equally many of each file.
LOOKED_AT = 5_000
#: A longer text is no name that someone would type.
LONGEST_NAME = 40


def hint(files: Sequence[SearchableFile], asked: SearchRequest) -> Text:
    """One line: a near name or word of the data, or the part of the query that is found."""
    signs = characters_of(files)
    wanted = query_terms(asked.query, signs)
    limited = asked.kinds or asked.provinces is not None
    if limited and best_hits(files, _anywhere(asked.query))[0]:
        return message("there are results without --kind, --province or --where")
    division = find_division(asked.query)
    if division is not None:
        return message("no data on {province} yet", province=division.title)
    near = _homophone(files, asked.query)
    if near is None:
        missing = [term for term in wanted if not is_told(files, term)]
        forms = [asked.query, *(_term_text(term) for term in missing)]
        latin = filter(None, (fold_query(form) for form in forms if form.isascii()))
        near = next((name for form in latin if (name := _near_name(files, form))), None)
    if near is not None:
        return message('did you mean "{near}"?', near=near)
    _, known = parts_found(files, asked.query)
    if known:
        tried = Text(
            "或".join(f"“{part}”" for part in known[:3]),
            " or ".join(f'"{part}"' for part in known[:3]),
        )
        return message("no record has all of it; try {tried}", tried=tried)
    return message(
        "try another word, in Chinese, English or pinyin; datagov list terms topics lists the"
        " topics, datagov list KIND --where asks by field"
    )


def parts_found(
    files: Sequence[SearchableFile], query: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and parts of a query, and those of them that are found in any record."""
    signs = characters_of(files)
    parts: list[str] = []
    found: list[str] = []
    for term in query_terms(query, signs):
        pieces = [term]
        if not is_told(files, term):
            pieces = next(iter(cuts(files, pieces, signs, MAX_QUERY_LENGTH)), pieces)
        known = [piece for piece in pieces if _is_telling(piece) and is_told(files, piece)]
        parts += map(_term_text, known or [term])
        found += map(_term_text, known)
        if known and len(known) < len(pieces):
            # What is left of a run of Chinese, in the places between.
            parts += _left_over(_term_text(term), [_term_text(piece) for piece in known])
    return tuple(dict.fromkeys(parts)), tuple(dict.fromkeys(found))


def _left_over(run: str, known: Sequence[str]) -> list[str]:
    for part in known:
        run = run.replace(part, " ", 1)
    return run.split()


def _anywhere(query: str) -> SearchRequest:
    return SearchRequest(query, (), None, 1)


def _homophone(files: Sequence[SearchableFile], query: str) -> str | None:
    """A text of the data that sounds like the query and is written otherwise."""
    if not is_han(query):
        return None
    hits, _ = best_hits(files, _anywhere(reading(query).replace(" ", "")))
    return hits[0].text[slice(*hits[0].matches[0])] if hits else None


def _is_telling(term: QueryTerm) -> bool:
    return not term.optional and len(_term_text(term)) > 1


def _term_text(term: QueryTerm) -> str:
    return " ".join(term.parts)


def _near_name(files: Sequence[SearchableFile], asked: str) -> str | None:
    """The name or word of the data that is nearest to a folded one; who mistypes a word mostly
    has its first letter right."""
    names: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    words = re.compile(rf"(?<![a-z0-9ü]){re.escape(asked[0])}[a-z0-9ü]{{3,}}")
    most = LOOKED_AT // len(files)
    for rows in files:
        folded = rows.folded.split("\n", most)[:most]
        for form, text, weight in zip(folded, rows.passages, rows.weights, strict=False):
            if weight == "0" or (form, weight) in seen:
                continue
            seen.add((form, weight))
            if int(weight) >= PERSON and len(text) <= LONGEST_NAME:
                names.setdefault(form, text)
                names.setdefault(reading(text), text)
            for word in words.findall(form):
                names.setdefault(word, word)
    near = closest(asked, (form for form in names if form.startswith(asked[0])))
    return names[near] if near else None
