"""Which program answers from which data: ``info``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import text
from datagov_cli.base.version import __version__
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.queries.coverage import CountryCoverage
from datagov_cli.storage import cache
from datagov_cli.storage.store import Store, display_name
from datagov_cli.views import Block, Card, CardRows, Entry, Lines, View
from datagov_cli.views.csv_rows import rows_table

KEYS = [
    "version", "data", "packaged", "provinces", "sources", "claims", "newest-source", "cache",
]  # fmt: skip


def info_view(store: Store, counted: CountryCoverage, packaged: bool, lang: str) -> View:
    """The version, the data directory, what it holds, how new it is, and the cache."""

    def facts() -> dict[str, Any]:
        kept = cache.directory()
        newest = newest_source(store)
        return {
            "version": __version__,
            "data": display_name(store.root),
            "packaged": packaged,
            "provinces": len(counted.provinces),
            "sources": len(store.ids("sources")),
            "claims": counted.total.claims,
            "newest-source": str(newest) if newest else None,
            "cache": str(kept) if kept else None,
        }

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/info@1", **facts()}

    def blocks() -> list[Block]:
        told = facts()
        where = f"{told['data']} {text('(bundled with the program)', lang) if packaged else ''}"
        rows: CardRows = [
            (text("Version", lang), Entry(told["version"])),
            (text("Data", lang), Entry(where.rstrip())),
            (text("Provinces", lang), Entry(str(told["provinces"]))),
            (text("Sources", lang), Entry(str(told["sources"]))),
            (text("Newest source", lang), Entry(told["newest-source"] or text("unknown", lang))),
            (text("Cache", lang), Entry(told["cache"] or text("off", lang))),
        ]
        return [Card(rows), Lines([counted.total.said.get(lang)])]

    def row() -> dict[str, Any]:
        return {**facts(), "packaged": str(packaged).lower()}

    return View(payload, rows_table(KEYS, lambda: [row()]), blocks)


def newest_source(store: Store) -> FuzzyDate | None:
    """When the newest of the sources appeared, withdrawn ones left out."""
    sources = map(store.source, store.ids("sources"))
    dates = [s.published for s in sources if s.published and s.withdrawn is None]
    return max(dates, key=lambda day: (day.end, day.start), default=None)
