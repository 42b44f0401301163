"""How well a record matches: the score, the passage to show, the places to mark in it.

The score of one match is its quality (:mod:`.terms`) times the weight of its passage
(:mod:`.passages`), and up to a fifth less where it is but a small part of the passage. All terms
must be found. Side by side they count in full, else a little less; one that names what is
around the record (its province, its kind) only says where to look and does not count. Equals
stand in the order of GB codes and of the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from datagov_cli.frozen import Frozen
from datagov_cli.searching.han import fold_query
from datagov_cli.searching.index import Index, Row
from datagov_cli.searching.passages import NAME, NOTE
from datagov_cli.searching.terms import LOOSE, Alternative, Signs, Term, phrase, terms
from datagov_cli.searching.words import is_han

#: Of what matches no more records are looked at, those with a match in a name before others.
ENOUGH = 2_000
#: To learn whether something occurs at all so many records are looked at.
SAMPLE = 200
#: What surroundings count, where nothing else was named; and terms that are apart.
AROUND, APART = 0.2, 0.8
#: So many ways to cut Chinese into parts are tried.
WAYS = 8
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
        for cut in cuts(index, wanted, signs):
            found = matching(index, cut, signs, asked)
            if found:
                wanted = cut
                break
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
    telling: list[dict[int, float]] = []
    for term in needed:
        scores = _scores(row, term.alternatives)
        if not scores:
            return None
        inside = {line: score for line, score in scores.items() if row.weights[line] != "0"}
        around = max((scores[line] for line in scores.keys() - inside.keys()), default=0.0)
        if inside and (len(needed) == 1 or around < AROUND * LOOSE):
            telling.append(inside)
        elif len(needed) == 1:
            return None
    own: dict[int, float] = {}
    for line, score in (item for scores in telling for item in scores.items()):
        own[line] = own.get(line, 0.0) + score
    if not telling:
        # Province and kind alone were asked for: any record there, by what tells most of it.
        line = row.weights.index(max(row.weights))
        own = {line: AROUND * int(row.weights[line]) / NAME}
    line = min(own, key=lambda each: (-own[each], each))
    best = [max(scores.values()) for scores in telling] or list(own.values())
    score = sum(best) / len(best) * (APART if len(needed) > 1 else 1)
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
    if weight == NOTE:
        return weight / NAME * ANYWHERE
    begin = row.folded.rfind("\n", 0, start) + 1
    stop = row.folded.find("\n", end)
    length = (stop if stop >= 0 else len(row.folded)) - begin
    return weight / NAME * (ANYWHERE + (1 - ANYWHERE) * (end - start) / length)


def cuts(
    index: Index, wanted: Sequence[Term], signs: Signs, most_single: int = 1
) -> list[list[Term]]:
    """The ways to cut the terms into words and parts of Chinese that occur, best first.

    None where that changes nothing.

    :param most_single: no more characters than this stand by themselves, for several of
        them say nothing any more.
    """
    ways = [[_cut(index, unit, signs) for unit in term.parts] for term in wanted]
    units = [unit for of_term in ways for unit in of_term]
    found: list[list[Term]] = []
    for place in range(max(map(len, units), default=0)):
        parts = [part for unit in units for part in unit[min(place, len(unit) - 1)]]
        single = [part for part in parts if len(part) == 1 and is_han(part)]
        if len(parts) > len(wanted) and len(single) <= most_single:
            found.append([Term([part], signs) for part in parts])
    return found


def _cut(index: Index, unit: str, signs: Signs) -> list[list[str]]:
    """A word as it is; the best ways to cut a run of Chinese into parts that occur.

    As few parts as can be; of these long ones, and no single characters.
    """
    if not is_han(unit):
        return [[unit]]
    best: list[list[list[str]]] = [[] for _ in unit] + [[[]]]
    for start in range(len(unit) - 1, -1, -1):
        ways = [[unit[start], *rest] for rest in best[start + 1]]
        for end in range(start + 2, len(unit) + 1):
            if not occurs(index, unit[start:end], signs):
                break
            ways += [[unit[start:end], *rest] for rest in best[end]]
        best[start] = sorted(ways, key=_cost)[:WAYS]
    return best[0]


def _cost(parts: Sequence[str]) -> tuple[int, int, int]:
    single = sum(len(part) == 1 for part in parts)
    return (len(parts), 2 * single - sum(len(part) ** 2 for part in parts), single)


def occurs(index: Index, unit: str, signs: Signs) -> bool:
    """Whether a unit is found in a record, whichever kinds and provinces are asked for."""
    term = Term([unit], signs)
    rows = index.rows(term.tokens, most=SAMPLE)
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
