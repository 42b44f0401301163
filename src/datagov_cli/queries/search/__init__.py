"""Search across Chinese, English and pinyin; the one call is :func:`search`.

The patterns of a query (:mod:`.query_terms`) are held against the passages of all records
(:mod:`.passages`, kept by :mod:`.searchable_files`), and :mod:`.ranking` says how well they match.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.queries.search.passages import SEARCH_KINDS
from datagov_cli.queries.search.tokens import MAX_QUERY_LENGTH

if TYPE_CHECKING:
    from datagov_cli.model.records import Province
    from datagov_cli.queries.search.ranking import Hit
    from datagov_cli.storage.store import Store

#: The number of hits, if none is asked for.
LIMIT = 20


class Answer(Frozen):
    """What was found, best first; ``more`` if there was more than the limit; if nothing holds
    all of the query, a ``hint`` at what to ask instead, and the hits lack some of its words.
    ``left_out`` are the provinces of which it is not known whether they match the conditions,
    ``None`` where none was set."""

    query: str
    hits: list[Hit]
    more: bool
    hint: Text | None
    left_out: tuple[Province, ...] | None = None


def check_query(words: Sequence[str]) -> str:
    """The words of the command line as one query.

    :raises UsageError: if it is empty or too long.
    """
    query = " ".join(" ".join(words).split())
    if not query:
        raise UsageError(
            message("nothing to search for"), message("give a word: datagov search 数据")
        )
    if len(query) > MAX_QUERY_LENGTH:
        raise UsageError(
            message(
                "the query is longer than {number} characters",
                number=MAX_QUERY_LENGTH,
            ),
            message("search for fewer words"),
        )
    return query


def check_kinds(names: str | Sequence[str]) -> tuple[str, ...]:
    """The kinds of record named, several in one text separated by commas.

    :raises UsageError: for an unknown kind.
    """
    return split_list(
        names,
        message("kind of record"),
        message("known kinds: {known}", known=", ".join(SEARCH_KINDS)),
        SEARCH_KINDS,
    )


def search(
    store: Store,
    query: str,
    kinds: Sequence[str] = (),
    provinces: Sequence[str] | None = None,
    limit: int = LIMIT,
) -> Answer:
    """The records that hold every word of the query, best first; if none does, those that hold
    most of them.

    :param kinds: only these kinds of record, of :data:`SEARCH_KINDS`.
    :param provinces: only these provinces, by id; ``national`` for the country as a whole;
        all if ``None``.
    :param limit: no more hits than this; all if 0.
    :raises DataError: if a data file cannot be read.
    """
    from datagov_cli.queries.search.ranking import SearchRequest, best_hits
    from datagov_cli.queries.search.searchable_files import searchable_files

    files = searchable_files(store)
    chosen = None if provinces is None else tuple(provinces)
    asked = SearchRequest(query, tuple(kinds), chosen, limit)
    hits, more = best_hits(files, asked)
    if hits:
        return Answer(query, hits, more, None)
    from datagov_cli.queries.search.partial import partial_hits
    from datagov_cli.queries.search.suggestions import hint

    hits, more = partial_hits(files, asked)
    return Answer(query, hits, more, None if hits else hint(files, asked))
