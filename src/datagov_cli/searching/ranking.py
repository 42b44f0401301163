"""How well a record matches: the score, the passage to show, the places to mark in it.

The score of one match is its quality (:mod:`.terms`) times the weight of its passage
(:mod:`.passages`), and up to a fifth less where it is but a small part of the passage. All terms
must be found. Side by side they count in full, else a little less; one that names what is
around the record (its province, its kind) only says where to look and does not count. Equals
stand in the order of GB codes and of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from datagov_cli.frozen import Frozen
from datagov_cli.searching.han import fold, places
from datagov_cli.searching.passages import NAME, NOTE
from datagov_cli.searching.rows import Rows
from datagov_cli.searching.terms import LOOSE, Alternative, Signs, Term, phrase, terms
from datagov_cli.searching.words import is_han

#: What surroundings count, where nothing else was named; and terms that are apart.
AROUND, APART = 0.2, 0.8
#: So many ways to cut Chinese into parts are tried.
WAYS = 8
#: The part of a score that does not depend on how much of the passage is matched.
ANYWHERE = 0.8
DIGITS = 4

Span = tuple[int, int]


class Asked(Frozen):
    """A question to the data."""

    query: str
    kinds: tuple[str, ...]
    provinces: tuple[str, ...]
    limit: int


class Hit(Frozen):
    """A record that was found, by its best passage. ``cite`` has source and paragraph,
    ``name`` the province or country in Chinese and English."""

    province: str | None
    record: str
    id: str
    field: str
    text: str
    matches: tuple[Span, ...]
    score: float
    cite: tuple[tuple[str, int], ...]
    name: list[str] | None


class Found(NamedTuple):
    """A record that matches: ordered by score, then by file and place in it; and the place of
    its passage to show."""

    minus_score: float
    file: int
    record: int
    passage: int


#: The passages of a file in which an alternative of a term is found, by number, with their
#: scores; and its quality. The best alternatives first.
Matches = list[tuple[float, dict[int, float]]]


def find(files: Sequence[Rows], asked: Asked) -> tuple[list[Hit], bool]:
    """The best hits, and whether there are more.

    Where no record holds the terms as they were written, those of several words, and
    Chinese without spaces, are cut into parts that do occur.
    """
    signs = signs_of(files)
    wanted = terms(asked.query, signs)
    found = matching(files, wanted, signs, asked)
    if not found:
        for cut in cuts(files, wanted, signs):
            found = matching(files, cut, signs, asked)
            if found:
                wanted = cut
                break
    last = asked.limit or len(found)
    return [_hit(files[each.file], each, wanted, signs) for each in found[:last]], len(found) > last


def signs_of(files: Sequence[Rows]) -> Signs:
    """The characters that occur in any file."""
    return Signs("".join(rows.signs for rows in files))


def matching(
    files: Sequence[Rows], wanted: Sequence[Term], signs: Signs, asked: Asked
) -> list[Found]:
    """The records that hold every term, best first."""
    needed = [term for term in wanted if not term.optional] or list(wanted)
    if not needed:
        return []
    whole = [phrase(wanted, signs)] if len(wanted) > 1 else []
    found: list[Found] = []
    for number, rows in enumerate(files):
        if asked.provinces and rows.province not in asked.provinces:
            continue
        held: list[Matches] = []
        for term in needed:
            held.append(_matches(rows, term))
            if not held[-1]:
                break
        else:
            together = [_matches(rows, term) for term in whole]
            anywhere = [set().union(*(passages for _, passages in each)) for each in held]
            for place, (kind, passages) in enumerate(rows.records):
                if any(each.isdisjoint(passages) for each in anywhere):
                    continue
                if asked.kinds and kind not in asked.kinds:
                    continue
                judged = judge(rows.weights, passages, held, together)
                if judged:
                    found.append(Found(-judged[0], number, place, judged[1]))
    return sorted(found)


def judge(
    weights: str, passages: Sequence[int], held: Sequence[Matches], together: Sequence[Matches]
) -> tuple[float, int] | None:
    """Whether all terms are found in a record; the score, and the place of what to show.

    :param passages: the numbers of its passages.
    :param held: where each term is found.
    :param together: where all are found side by side, if there are several.
    """
    telling: list[dict[int, float]] = []
    for matches in held:
        scores = _scores(passages, matches)
        inside = {n: score for n, score in scores.items() if weights[passages[n]] != "0"}
        around = max((scores[n] for n in scores.keys() - inside.keys()), default=0.0)
        if inside and (len(held) == 1 or around < AROUND * LOOSE):
            telling.append(inside)
        elif len(held) == 1:
            return None
    own: dict[int, float] = {}
    for place, score in (item for scores in telling for item in scores.items()):
        own[place] = own.get(place, 0.0) + score
    if not telling:
        # Province and kind alone were asked for: any record there, by what tells most of it.
        worth = [int(weights[passage]) for passage in passages]
        place = worth.index(max(worth))
        own = {place: AROUND * worth[place] / NAME}
    place = min(own, key=lambda each: (-own[each], each))
    best = [max(scores.values()) for scores in telling] or list(own.values())
    score = sum(best) / len(best) * (APART if len(held) > 1 else 1)
    for matches in together:
        beside = {
            n: score for n, score in _scores(passages, matches).items()
            if weights[passages[n]] != "0"
        }
        if beside and max(beside.values()) >= score:
            place = min(beside, key=lambda each: (-beside[each], each))
            score = beside[place]
    return round(score, DIGITS), place


def _scores(passages: Sequence[int], matches: Matches) -> dict[int, float]:
    """The best score of each passage of a record, by its place, in which a term is found."""
    scores: dict[int, float] = {}
    best = 0.0
    for quality, matched in matches:
        if quality <= best:
            break
        for place, passage in enumerate(passages):
            score = matched.get(passage, 0.0)
            if score > scores.get(place, 0.0):
                scores[place] = score
                best = max(best, score)
    return scores


def _matches(rows: Rows, term: Term) -> Matches:
    """Where a term is found in a file; nothing where it is not."""
    found = [(each.quality, _scored(rows, each)) for each in term.alternatives]
    return [(quality, matched) for quality, matched in found if matched]


def _scored(rows: Rows, alternative: Alternative) -> dict[int, float]:
    """The passages in which an alternative is found, and the score of its best match there."""
    folded, scores = rows.folded, {}
    passage = begin = stop = 0
    for match in alternative.pattern.finditer(folded):
        start, end = match.span()
        if start >= stop:
            passage += folded.count("\n", begin, start)
            begin = folded.rfind("\n", begin, start) + 1 or begin
            stop = folded.find("\n", end)
            stop = stop if stop >= 0 else len(folded)
        score = alternative.quality * _worth(int(rows.weights[passage]), (end - start) / (stop - begin))
        if score > scores.get(passage, 0.0):
            scores[passage] = score
    return scores


def _worth(weight: int, part: float) -> float:
    """What a match counts in a passage of this weight, of which it is this part."""
    if not weight:
        return AROUND
    if weight == NOTE:
        return weight / NAME * ANYWHERE
    return weight / NAME * (ANYWHERE + (1 - ANYWHERE) * part)


def cuts(
    files: Sequence[Rows], wanted: Sequence[Term], signs: Signs, most_single: int = 1
) -> list[list[Term]]:
    """The ways to cut the terms into words and parts of Chinese that occur, best first.

    None where that changes nothing.

    :param most_single: no more characters than this stand by themselves, for several of
        them say nothing any more.
    """
    ways = [[_cut(files, unit, signs) for unit in term.parts] for term in wanted]
    units = [unit for of_term in ways for unit in of_term]
    found: list[list[Term]] = []
    for place in range(max(map(len, units), default=0)):
        parts = [part for unit in units for part in unit[min(place, len(unit) - 1)]]
        single = [part for part in parts if len(part) == 1 and is_han(part)]
        if len(parts) > len(wanted) and len(single) <= most_single:
            found.append([Term([part], signs) for part in parts])
    return found


def _cut(files: Sequence[Rows], unit: str, signs: Signs) -> list[list[str]]:
    """A word as it is; the best ways to cut a run of Chinese into parts that occur.

    As few parts as can be; of these long ones, and no single characters.
    """
    if not is_han(unit):
        return [[unit]]
    best: list[list[list[str]]] = [[] for _ in unit] + [[[]]]
    for start in range(len(unit) - 1, -1, -1):
        ways = [[unit[start], *rest] for rest in best[start + 1]]
        for end in range(start + 2, len(unit) + 1):
            if not occurs(files, unit[start:end], signs):
                break
            ways += [[unit[start:end], *rest] for rest in best[end]]
        best[start] = sorted(ways, key=_cost)[:WAYS]
    return best[0]


def _cost(parts: Sequence[str]) -> tuple[int, int, int]:
    single = sum(len(part) == 1 for part in parts)
    return (len(parts), 2 * single - sum(len(part) ** 2 for part in parts), single)


def occurs(files: Sequence[Rows], unit: str, signs: Signs) -> bool:
    """Whether a unit is found in a record, whichever kinds and provinces are asked for."""
    patterns = [each.pattern for each in Term([unit], signs).alternatives]
    return any(pattern.search(rows.folded) for pattern in patterns for rows in files)


def _hit(rows: Rows, found: Found, wanted: Sequence[Term], signs: Signs) -> Hit:
    record, common, fields, own = rows.shown(found.record)
    kind, passages = rows.records[found.record]
    text = rows.passages[passages[found.passage]]
    cites = own.get(str(found.passage), common)
    return Hit(
        rows.province,
        kind,
        record,
        fields[found.passage],
        text,
        marked(text, wanted, signs),
        -found.minus_score,
        tuple((source, paragraph) for source, paragraph in cites),
        rows.name,
    )


def marked(text: str, wanted: Sequence[Term], signs: Signs) -> tuple[Span, ...]:
    """The places of a text where the terms are found: in order, none touching another.

    Only the best alternative of a term that is found at all marks anything.
    """
    folded, origins = fold(text), [*places(text), len(text)]
    spans: list[Span] = []
    together = [phrase(wanted, signs)] if len(wanted) > 1 else []
    for term in (*together, *wanted):
        for alternative in term.alternatives:
            here = [match.span() for match in alternative.pattern.finditer(folded)]
            # An accent behind a letter belongs to it; of a sign, a part is all of it.
            spans += [
                (origins[start], max(origins[end], origins[end - 1] + 1)) for start, end in here
            ]
            if here:
                break
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
