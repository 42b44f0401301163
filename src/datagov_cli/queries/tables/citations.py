"""The table of citations: a row for each paragraph that a claim cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from datagov_cli.model.sources import EXCERPT, place
from datagov_cli.queries.tables.claims import COLUMNS, claim_rows
from datagov_cli.queries.tables.columns import (
    DataColumn,
    DataRow,
    DataTable,
    Scope,
    TableRow,
    plain_row,
)

#: Columns of the table of claims that say what is cited.
_CITED = tuple(c for c in COLUMNS if c.name in ("source", "paragraph", "tier", "extent"))
_cited_by = itemgetter(*map(COLUMNS.index, _CITED))


class CitedParagraphs:
    """Counts the claims that cite each paragraph."""

    def __init__(self) -> None:
        self._claims: dict[DataRow, int] = {}

    def counting(self, claims: Iterable[DataRow]) -> Iterator[DataRow]:
        """The same rows of the table of claims, counted as they pass."""
        for row in claims:
            cited = _cited_by(row)
            if cited[0] is not None:
                self._claims[cited] = self._claims.get(cited, 0) + 1
            yield row

    @property
    def sources(self) -> set[str]:
        """The ids of the sources cited so far."""
        return {cited[0] for cited in self._claims}

    def rows(self) -> Iterator[DataRow]:
        """The rows of the table of citations, by source and paragraph."""
        for cited in sorted(self._claims):
            source, paragraph, _, extent = cited
            said = place(paragraph, extent == EXCERPT)
            yield (f"{source}#{paragraph}", *cited, said, self._claims[cited])


def _rows(scope: Scope) -> Iterator[TableRow]:
    cited = CitedParagraphs()
    for _ in cited.counting(claim_rows(scope)):
        pass
    return map(TableRow, cited.rows())


#: Its rows are not read one by one: they are made of all claims.
CITATIONS = DataTable(
    "citations",
    (
        DataColumn("id", "text", ("引证", "The citation, source#paragraph")),
        *_CITED,
        DataColumn("place", "text", ("段落的写法", "The paragraph as answers name it")),
        DataColumn("claims", "number", ("引用次数", "How many rows of claims cite it")),
    ),
    _rows,
    plain_row,
    glance=("id", "place", "tier", "claims"),
)
