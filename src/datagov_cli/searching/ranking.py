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


class Matches(NamedTuple):
    """The passages of a file, by number, in which one alternative of a term is found, with
    their scores: those of records, and those around records."""

    quality: float
    inside: dict[int, float]
    around: dict[int, float]


class Found(NamedTuple):
    """A record that matches; ordered by score, then by file and place in it."""

    minus_score: float
    file: int
    record: int
    held: Held


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
    whole = phrase(wanted, signs) if len(wanted) > 1 else None
    found: list[Found] = []
    for number, rows in enumerate(files):
        if asked.provinces and rows.province not in asked.provinces:
            continue
        if not all(_occurs(rows, term) for term in needed):
            continue
        held = Held(rows, needed, whole)
        for place, (kind, passages) in enumerate(rows.records):
            if asked.kinds and kind not in asked.kinds:
                continue
            score = held.score(passages)
            if score:
                found.append(Found(-round(score, DIGITS), number, place, held))
    return sorted(found)


class Held:
    """Where in a file the terms are found, and what its records score for it."""

    def __init__(self, rows: Rows, needed: Sequence[Term], whole: Term | None) -> None:
        self._weights = rows.weights
        self._terms = [_matches(rows, term) for term in needed]
        self._together = _matches(rows, whole) if whole else []
        self._best = [_best(matches) for matches in self._terms]

    def score(self, passages: Sequence[int]) -> float:
        """What a record with these passages scores, 0 if it does not hold every term."""
        if len(self._best) == 1 and not self._together:
            best = self._best[0]
            return max((best[passage] for passage in passages if passage in best), default=0.0)
        if any(best.keys().isdisjoint(passages) for best in self._best):
            return 0.0
        return self.judge(passages)[0]

    def judge(self, passages: Sequence[int]) -> tuple[float, int]:
        """What a record that holds every term scores, and the place of the passage to show."""
        several = len(self._terms) > 1
        telling: list[dict[int, float]] = []
        for matches in self._terms:
            scores, around = _scores(passages, matches)
            if scores and not (several and around >= AROUND * LOOSE):
                telling.append(scores)
            elif not several:
                return 0.0, 0
        own: dict[int, float] = {}
        for scores in telling:
            for place, score in scores.items():
                own[place] = own.get(place, 0.0) + score
        if not telling:
            # Province and kind alone were asked for: any record there, by what tells most of it.
            worth = [int(self._weights[passage]) for passage in passages]
            own = {worth.index(max(worth)): AROUND * max(worth) / NAME}
        best = [max(scores.values()) for scores in telling] or list(own.values())
        score = sum(best) / len(best) * (APART if several else 1)
        beside, _ = _scores(passages, self._together)
        if beside and max(beside.values()) >= score:
            score, own = max(beside.values()), beside
        return score, min(own, key=lambda place: (-own[place], place))


def _scores(passages: Sequence[int], matches: Sequence[Matches]) -> tuple[dict[int, float], float]:
    """The best scores of a record's passages in which a term is found, by their places, and the
    best score around it."""
    scores: dict[int, float] = {}
    best = around = 0.0
    for quality, inside, outside in matches:
        if quality <= best:
            break
        if not inside.keys().isdisjoint(passages):
            for place, passage in enumerate(passages):
                score = inside.get(passage, 0.0)
                if score > scores.get(place, 0.0):
                    scores[place] = score
                    best = max(best, score)
        if outside and not outside.keys().isdisjoint(passages):
            around = max(around, *(outside.get(passage, 0.0) for passage in passages))
    return scores, around


def _best(matches: Sequence[Matches]) -> dict[int, float]:
    """The best score of each passage, those around records left at 0."""
    best: dict[int, float] = {}
    for _, inside, outside in matches:
        best.update(dict.fromkeys(outside, 0.0))
        for passage, score in inside.items():
            best[passage] = max(score, best.get(passage, 0.0))
    return best


def _matches(rows: Rows, term: Term) -> list[Matches]:
    """Where the alternatives of a term are found in a file, the best first."""
    found = []
    for alternative in term.alternatives:
        scores = _scored(rows, alternative)
        if scores:
            around = {n: scores.pop(n) for n in list(scores) if rows.weights[n] == "0"}
            found.append(Matches(alternative.quality, scores, around))
    return found


def _scored(rows: Rows, alternative: Alternative) -> dict[int, float]:
    """The passages in which an alternative is found, and the score of its best match there."""
    folded, scores = rows.folded, dict[int, float]()
    passage = begin = stop = 0
    for match in alternative.pattern.finditer(folded):
        start, end = match.span()
        if start >= stop:
            passage += folded.count("\n", begin, start)
            begin = folded.rfind("\n", begin, start) + 1 or begin
            stop = folded.find("\n", end)
            stop = stop if stop >= 0 else len(folded)
        worth = _worth(int(rows.weights[passage]), (end - start) / (stop - begin))
        score = alternative.quality * worth
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
    term = Term([unit], signs)
    return any(_occurs(rows, term) for rows in files)


def _occurs(rows: Rows, term: Term) -> bool:
    return any(each.pattern.search(rows.folded) for each in term.alternatives)


def _hit(rows: Rows, found: Found, wanted: Sequence[Term], signs: Signs) -> Hit:
    record, common, fields, own = rows.shown(found.record)
    kind, passages = rows.records[found.record]
    _, place = found.held.judge(passages)
    text = rows.passages[passages[place]]
    cites = own.get(str(place), common)
    return Hit(
        rows.province,
        kind,
        record,
        fields[place],
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
