"""The records that hold most of a query, where none holds all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from datagov_cli.queries.search.ranking import Hit, SearchRequest, best_hits
from datagov_cli.queries.search.searchable_files import SearchableFile
from datagov_cli.queries.search.suggestions import parts_found

#: Of more words than this no combinations are tried, only each by itself.
MOST_WORDS = 6


def partial_hits(files: Sequence[SearchableFile], asked: SearchRequest) -> tuple[list[Hit], bool]:
    """The best hits for as many words of the query as any record holds, each with the words that
    it lacks, and whether there are more."""
    parts, found = parts_found(files, asked.query)
    # Of one word, half says nothing: it may be another name.
    if len(found) < (1 if " " in asked.query else 2):
        return [], False
    most = min(len(found), len(parts) - 1)
    sizes = range(most, 0, -1) if len(found) <= MOST_WORDS else (1,)
    for size in sizes:
        hits: dict[tuple[str | None, str, str], Hit] = {}
        more = False
        for words in combinations(found, size):
            lacking = tuple(part for part in parts if part not in words)
            of_these, further = best_hits(files, asked.replace(query=" ".join(words)))
            more = more or further
            for hit in of_these:
                key = (hit.province, hit.record, hit.id)
                if key not in hits or hits[key].score < hit.score:
                    hits[key] = hit.replace(missing=lacking)
        if hits:
            ranked = sorted(hits.values(), key=lambda hit: -hit.score)
            last = asked.limit or len(ranked)
            return ranked[:last], more or len(ranked) > last
    return [], False
