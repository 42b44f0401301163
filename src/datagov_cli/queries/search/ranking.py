"""How well a record matches: the score, the passage to show, the places to mark in it.

The score of one match is its quality (:mod:`.query_terms`) times the weight of its passage
(:mod:`.passages`), and up to a fifth less where it is but a small part of the passage. All terms
must be found. Side by side they count in full, else a little less; one that names what is
around the record (its province, its kind) only says where to look and does not count. Equals
stand in the order of GB codes and of the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.key_types import NAME, NOTE
from datagov_cli.model.records import KNOWN, STATED
from datagov_cli.queries.search.chinese import fold, fold_origins
from datagov_cli.queries.search.query_terms import (
    LOOSE,
    Alternative,
    Characters,
    QueryTerm,
    phrase,
    query_terms,
    without_label,
)
from datagov_cli.queries.search.searchable_files import SearchableFile
from datagov_cli.queries.search.tokens import is_han

#: Factor for a match around a record, if nothing else was named; factor for terms apart.
AROUND, APART = 0.2, 0.8
#: How many ways to cut Chinese into parts are tried.
WAYS = 8
#: The part of a score that does not depend on how much of the passage is matched.
ANYWHERE = 0.8
DIGITS = 4

TextSpan = tuple[int, int]


class SearchRequest(Frozen):
    """A question to the data."""

    query: str
    kinds: tuple[str, ...]
    provinces: tuple[str, ...] | None
    limit: int


class Hit(Frozen):
    """A record that was found, by its best passage. ``cite`` has source and paragraph,
    ``name`` the province or country in Chinese and English. ``state`` and ``basis`` are those of
    the value that the passage is of, ``beside`` what stands beside it (key, plain value, text in
    Chinese and English), ``as_of`` (with its basis) and ``via`` those of the record. ``missing``
    are the words of the query that it does not hold."""

    province: str | None
    record: str
    id: str
    field: str
    text: str
    matches: tuple[TextSpan, ...]
    score: float
    cite: tuple[tuple[str, int], ...]
    name: list[str] | None
    state: str
    basis: str
    beside: list[list[str]]
    as_of: str | None
    as_of_basis: str
    via: list[str] | None
    missing: tuple[str, ...] = ()


class TermMatches(Frozen):
    """The passages of a file, by number, in which one alternative of a term is found, with
    their scores: those of records, and those around records."""

    quality: float
    inside: dict[int, float]
    around: dict[int, float]


#: A record that matches: its score with a minus, the numbers of its file and of it in there,
#: where in the file the terms are found. In this order the best stand first.
RankedRecord = tuple[float, int, int, "FileMatches"]


def best_hits(files: Sequence[SearchableFile], asked: SearchRequest) -> tuple[list[Hit], bool]:
    """The best hits, and whether there are more.

    Where no record holds the terms as they were written, the label that an answer puts before
    a text is left out; those of several words, and Chinese without spaces, are cut into parts
    that do occur.
    """
    signs = characters_of(files)
    wanted = query_terms(asked.query, signs)
    ranked = matching(files, wanted, signs, asked)
    if not ranked:
        bare = query_terms(without_label(asked.query), signs)
        for cut in (bare, *cuts(files, wanted, signs)):
            ranked = matching(files, cut, signs, asked)
            if ranked:
                wanted = cut
                break
    last = asked.limit or len(ranked)
    hits = [_hit(files[each[1]], each, wanted, signs) for each in ranked[:last]]
    return hits, len(ranked) > last


def characters_of(files: Sequence[SearchableFile]) -> Characters:
    """The characters that occur in any file."""
    return Characters(
        "".join(rows.signs for rows in files),
        lambda pattern: any(rows.holds(pattern) for rows in files),
    )


def matching(
    files: Sequence[SearchableFile],
    wanted: Sequence[QueryTerm],
    signs: Characters,
    asked: SearchRequest,
) -> list[RankedRecord]:
    """The records that hold every term, best first."""
    needed = [term for term in wanted if not term.optional] or list(wanted)
    if not needed:
        return []
    whole = phrase(wanted, signs) if len(wanted) > 1 else None
    ranked: list[RankedRecord] = []
    for number, rows in enumerate(files):
        if asked.provinces is not None and rows.province not in asked.provinces:
            continue
        if not all(_occurs(rows, term) for term in needed):
            continue
        held = FileMatches(rows, needed, whole)
        for record, score in held.scores().items():
            if not asked.kinds or rows.kind(record) in asked.kinds:
                ranked.append((-round(score, DIGITS), number, record, held))
    return sorted(ranked)


class FileMatches:
    """Where in a file the terms are found, and what its records score for it."""

    def __init__(
        self, rows: SearchableFile, needed: Sequence[QueryTerm], whole: QueryTerm | None
    ) -> None:
        self._rows = rows
        self._several = len(needed) > 1
        self._terms = [_matches(rows, term) for term in needed]
        self._together = _matches(rows, whole) if whole else []

    def scores(self) -> dict[int, float]:
        """The score of each record that holds every term."""
        by_term = [self._by_record(matches) for matches in self._terms]
        together, _ = self._by_record(self._together)
        scores: dict[int, float] = {}
        for record in set.intersection(*({*inside, *around} for inside, around in by_term)):
            telling = [
                inside[record]
                for inside, around in by_term
                if self._tells(inside.get(record, 0.0), around.get(record, 0.0))
            ]
            if telling:
                score = sum(telling) / len(telling) * (APART if self._several else 1)
            elif self._several:
                # Province and kind alone were asked for: any record there.
                _, weight = self._weightiest(record)
                score = AROUND * weight / NAME * APART
            else:
                continue
            scores[record] = max(score, together.get(record, 0.0))
        return scores

    def place(self, record: int, score: float) -> int:
        """The place in a record with this score of the passage that tells most."""
        passages = self._rows.shown(record).passages
        beside, _ = _by_place(passages, self._together)
        if beside and round(max(beside.values()), DIGITS) >= score:
            return _first_best(beside)
        own: dict[int, float] = {}
        for matches in self._terms:
            scores, around = _by_place(passages, matches)
            if self._tells(max(scores.values(), default=0.0), around):
                for place, each in scores.items():
                    own[place] = own.get(place, 0.0) + each
        return _first_best(own) if own else self._weightiest(record)[0]

    def _tells(self, inside: float, around: float) -> bool:
        """Whether a term tells something of the record, and not only where to look."""
        return inside > 0 and not (self._several and around >= AROUND * LOOSE)

    def _weightiest(self, record: int) -> tuple[int, int]:
        """The place and weight of the first passage of a record that has most weight."""
        weights = [int(self._rows.weights[n]) for n in self._rows.shown(record).passages]
        return weights.index(max(weights)), max(weights)

    def _by_record(
        self, matches: Sequence[TermMatches]
    ) -> tuple[dict[int, float], dict[int, float]]:
        """The best score inside each record in which a term is found, and around each."""
        inside: dict[int, float] = {}
        around: dict[int, float] = {}
        for each in matches:
            for passage, score in each.around.items():
                for record in self._rows.holders(passage):
                    if each.quality > inside.get(record, 0.0):
                        around[record] = max(score, around.get(record, 0.0))
            for passage, score in each.inside.items():
                for record in self._rows.holders(passage):
                    if score > inside.get(record, 0.0):
                        inside[record] = score
        return inside, around


def _by_place(
    passages: Sequence[int], matches: Sequence[TermMatches]
) -> tuple[dict[int, float], float]:
    """The best scores of a record's passages in which a term is found, by their places, and the
    best score around it."""
    scores: dict[int, float] = {}
    best = around = 0.0
    for each in matches:
        if each.quality <= best:
            break
        for place, passage in enumerate(passages):
            scores[place] = max(each.inside.get(passage, 0.0), scores.get(place, 0.0))
            around = max(each.around.get(passage, 0.0), around)
        best = max(scores.values())
    scores = {place: score for place, score in scores.items() if score}
    return scores, around


def _first_best(scores: dict[int, float]) -> int:
    return min(scores, key=lambda place: (-scores[place], place))


def _matches(rows: SearchableFile, term: QueryTerm) -> list[TermMatches]:
    """Where the alternatives of a term are found in a file, the best first."""
    by_quality = []
    for alternative in term.alternatives:
        scores = _scored(rows, alternative)
        if scores:
            around = {n: scores.pop(n) for n in list(scores) if rows.weights[n] == "0"}
            by_quality.append(TermMatches(alternative.quality, scores, around))
    return by_quality


def _scored(rows: SearchableFile, alternative: Alternative) -> dict[int, float]:
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
        worth = _match_weight(int(rows.weights[passage]), (end - start) / (stop - begin))
        score = alternative.quality * worth
        if score > scores.get(passage, 0.0):
            scores[passage] = score
    return scores


def _match_weight(weight: int, part: float) -> float:
    """What a match counts in a passage of this weight, of which it is this part."""
    if not weight:
        return AROUND
    if weight == NOTE:
        return weight / NAME * ANYWHERE
    return weight / NAME * (ANYWHERE + (1 - ANYWHERE) * part)


def cuts(
    files: Sequence[SearchableFile],
    wanted: Sequence[QueryTerm],
    signs: Characters,
    most_single: int = 1,
) -> list[list[QueryTerm]]:
    """The ways to cut the terms into words and parts of Chinese that occur, best first.

    None where that changes nothing.

    :param most_single: no more characters than this stand by themselves, for several of
        them say nothing any more.
    """
    ways = [[_cut(files, unit, signs) for unit in term.parts] for term in wanted]
    units = [unit for of_term in ways for unit in of_term]
    possible: list[list[QueryTerm]] = []
    for place in range(max(map(len, units), default=0)):
        parts = [part for unit in units for part in unit[min(place, len(unit) - 1)]]
        single = [part for part in parts if len(part) == 1 and is_han(part)]
        if len(parts) > len(wanted) and len(single) <= most_single:
            possible.append([QueryTerm([part], signs) for part in parts])
    return possible


def _cut(files: Sequence[SearchableFile], unit: str, signs: Characters) -> list[list[str]]:
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


def occurs(files: Sequence[SearchableFile], unit: str, signs: Characters) -> bool:
    """Whether a unit is found in a record, whichever kinds and provinces are asked for."""
    term = QueryTerm([unit], signs)
    return any(_occurs(rows, term) for rows in files)


def is_told(files: Sequence[SearchableFile], term: QueryTerm) -> bool:
    """Whether a record tells of a term, and not only what is around it."""
    found = (rows for rows in files if _occurs(rows, term))
    return any(FileMatches(rows, [term], None).scores() for rows in found)


def _occurs(rows: SearchableFile, term: QueryTerm) -> bool:
    return any(rows.holds(each.source) for each in term.alternatives)


def _hit(
    rows: SearchableFile, ranked: RankedRecord, wanted: Sequence[QueryTerm], signs: Characters
) -> Hit:
    minus_score, _, number, held = ranked
    record = rows.shown(number)
    place = held.place(number, -minus_score)
    text = rows.passages[record.passages[place]]
    state, basis, beside = record.reserved.get(str(place), (KNOWN, STATED, []))
    cite = record.own.get(str(place), record.cite)
    return Hit(
        province=rows.province,
        record=rows.kind(number),
        id=record.id,
        field=record.fields[place],
        text=text,
        matches=matched_spans(text, wanted, signs),
        score=-minus_score,
        cite=tuple((source, paragraph) for source, paragraph in cite),
        name=rows.name,
        state=state,
        basis=basis,
        beside=beside,
        as_of=record.as_of,
        as_of_basis=record.as_of_basis,
        via=record.via,
    )


def matched_spans(
    text: str, wanted: Sequence[QueryTerm], signs: Characters
) -> tuple[TextSpan, ...]:
    """The places of a text where the terms are found: in order, none touching another.

    Only the best alternative of a term that is found at all marks anything.
    """
    folded, origins = fold(text), [*fold_origins(text), len(text)]
    spans: list[TextSpan] = []
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
    merged: list[TextSpan] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
