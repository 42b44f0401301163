"""How well a record matches: the score, the passage to show, the places to mark in it.

The score of one match is its quality (:mod:`.terms`) times the weight of its passage
(:mod:`.passages`), and up to a fifth less where it is but a small part of the passage. All terms
must be found, in passages or around the record; found side by side they count in full, else
a little less. Equals stand in the order of GB codes and of the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from datagov_cli.frozen import Frozen
from datagov_cli.searching.han import fold_query
from datagov_cli.searching.index import Index, Row
from datagov_cli.searching.passages import NAME
from datagov_cli.searching.terms import Alternative, Signs, Term, phrase, terms
from datagov_cli.searching.words import is_han

#: Of what matches no more records are looked at, those with a match in a name before others.
ENOUGH = 2_000
#: What a match counts that is only around the record, and terms that are apart.
AROUND, APART = 0.2, 0.8
#: The part of a score that does not depend on how much of the passage is matched.
ANYWHERE = 0.8
DIGITS = 4

Span = tuple[int, int]


class Asked(Frozen):
    """A question to the index."""

    query: str
    kinds: tuple[str, ...]
    provinces: tuple[str, ...]
    limit: int


class Hit(Frozen):
    """A record that was found, by its best passage. ``cite`` has source and paragraph."""

    province: str | None
    record: str
    id: str
    field: str
    text: str
    matches: tuple[Span, ...]
    score: float
    cite: tuple[tuple[str, int], ...]


class Found(Frozen):
    """A row that matches: its score and the line of its passage to show."""

    row: Row
    score: float
    line: int


def find(index: Index, asked: Asked) -> tuple[list[Hit], bool]:
    """The best hits, and whether there are more.

    Where no record holds the terms as they were written, those of several words, and
    Chinese without spaces, are cut into parts that do occur.
    """
    signs = Signs(index.signs())
    wanted = terms(fold_query(asked.query), signs)
    found = matching(index, wanted, signs, asked)
    if not found:
        cut = [part for term in wanted for part in parts_of(index, term, signs)]
        if len(cut) > len(wanted):
            wanted = cut
            found = matching(index, wanted, signs, asked)
    last = asked.limit or len(found)
    return [_hit(each, wanted, signs) for each in found[:last]], len(found) > last


def matching(index: Index, wanted: Sequence[Term], signs: Signs, asked: Asked) -> list[Found]:
    """The rows that hold every term, best first."""
    needed = [term for term in wanted if not term.optional] or list(wanted)
    if not needed:
        return []
    question = " AND ".join(f"({term.tokens})" for term in needed)
    if len(needed) == 1:
        question = f"{{name rest}} : ({question})"
    most = max(ENOUGH, asked.limit) if asked.limit else -1
    rows = index.rows(question, asked.kinds, asked.provinces, most)
    if len(rows) == most:
        named = index.rows(f"{{name}} : ({question})", asked.kinds, asked.provinces, most)
        rows = list({row.place: row for row in (*named, *rows)}.values())
    whole = phrase(wanted, signs).alternatives if len(wanted) > 1 else []
    found = [judged for row in rows if (judged := judge(row, needed, whole))]
    return sorted(found, key=lambda each: (-each.score, each.row.place))


def judge(row: Row, needed: Sequence[Term], whole: Sequence[Alternative]) -> Found | None:
    """Whether all terms are found in a row, and how well."""
    by_line: dict[int, float] = {}
    total = 0.0
    for term in needed:
        scores = _scores(row, term.alternatives)
        if not scores:
            return None
        total += max(scores.values())
        for line, score in scores.items():
            by_line[line] = by_line.get(line, 0.0) + score
    own = {line: score for line, score in by_line.items() if row.weights[line] != "0"}
    if not own:
        return None
    line = min(own, key=lambda each: (-own[each], each))
    score = total / len(needed) * (APART if len(needed) > 1 else 1)
    together = _scores(row, whole)
    beside = {line: score for line, score in together.items() if row.weights[line] != "0"}
    if beside and max(beside.values()) >= score:
        line = min(beside, key=lambda each: (-beside[each], each))
        score = beside[line]
    return Found(row, round(score, DIGITS), line)


def _scores(row: Row, alternatives: Sequence[Alternative]) -> dict[int, float]:
    """The best score of each line in which one of the alternatives is found."""
    scores: dict[int, float] = {}
    best = 0.0
    for alternative in alternatives:
        if alternative.quality <= best:
            break
        for match in alternative.pattern.finditer(row.folded):
            line = row.folded.count("\n", 0, match.start())
            score = alternative.quality * _worth(row, line, match.start(), match.end())
            if score > scores.get(line, 0.0):
                scores[line] = score
                best = max(best, score)
    return scores


def _worth(row: Row, line: int, start: int, end: int) -> float:
    weight = int(row.weights[line])
    if not weight:
        return AROUND
    begin = row.folded.rfind("\n", 0, start) + 1
    stop = row.folded.find("\n", end)
    length = (stop if stop >= 0 else len(row.folded)) - begin
    return weight / NAME * (ANYWHERE + (1 - ANYWHERE) * (end - start) / length)


def parts_of(index: Index, term: Term, signs: Signs) -> list[Term]:
    """A term cut into its words and, of Chinese, the longest parts that occur."""
    cut = []
    for unit in term.parts:
        if not is_han(unit):
            cut.append(unit)
            continue
        while unit:
            length = 1
            while length < len(unit) and occurs(index, unit[: length + 1], signs):
                length += 1
            cut.append(unit[:length])
            unit = unit[length:]
    return [Term([unit], signs) for unit in cut]


def occurs(index: Index, unit: str, signs: Signs) -> bool:
    """Whether a unit is found in any record, whichever kinds and provinces are asked for."""
    term = Term([unit], signs)
    rows = index.rows(term.tokens, most=ENOUGH)
    return any(_scores(row, term.alternatives) for row in rows)


def _hit(found: Found, wanted: Sequence[Term], signs: Signs) -> Hit:
    row = found.row
    shown = json.loads(row.passages)
    field, text, *own = shown["passages"][found.line]
    cites: list[list[Any]] = own[0] if own else shown["cite"]
    folded = row.folded.split("\n")[found.line]
    return Hit(
        row.province,
        row.kind,
        row.id,
        field,
        text,
        marked(folded, wanted, signs),
        found.score,
        tuple((source, paragraph) for source, paragraph in cites),
    )


def marked(folded: str, wanted: Sequence[Term], signs: Signs) -> tuple[Span, ...]:
    """The places of a text where the terms are found: in order, none touching another.

    Only the best alternative of a term that is found at all marks anything.
    """
    spans: list[Span] = []
    together = [phrase(wanted, signs)] if len(wanted) > 1 else []
    for term in (*together, *wanted):
        for alternative in term.alternatives:
            here = [match.span() for match in alternative.pattern.finditer(folded)]
            spans += here
            if here:
                break
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
