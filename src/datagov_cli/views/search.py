"""What a search found: ``search``."""

from __future__ import annotations

from typing import Any

from datagov_cli.labels import kind_label
from datagov_cli.model import Citation, Text
from datagov_cli.searching import Answer
from datagov_cli.searching.ranking import Hit
from datagov_cli.store import Store
from datagov_cli.views import Block, Card, Entry, Lines, Table, View
from datagov_cli.views.cells import Scribe
from datagov_cli.views.records import cite_text

HEADER = ["province", "record", "id", "field", "text", "score", "cite"]


def search(store: Store, answer: Answer, lang: str) -> View:
    """The hits, best first."""

    def payload() -> dict[str, Any]:
        scribe = Scribe(store, lang)
        return {
            "schema": "datagov/search@1",
            "query": answer.query,
            "hits": [
                {
                    "province": hit.province,
                    "record": hit.record,
                    "id": hit.id,
                    "field": hit.field,
                    "text": hit.text,
                    "matches": [list(span) for span in hit.matches],
                    "score": hit.score,
                    "cite": scribe.cites(_citations(hit)),
                }
                for hit in answer.hits
            ],
        }

    def table() -> Table:
        rows = payload()["hits"]
        return Table(
            HEADER, ([*(row[key] for key in HEADER[:-1]), cite_text(row["cite"])] for row in rows)
        )

    def blocks() -> list[Block]:
        scribe = Scribe(store, lang)
        if not answer.hits:
            return [Lines([scribe.text("nothing found")], quiet=True)]
        cards: list[Block] = [_card(scribe, hit) for hit in answer.hits]
        more = scribe.text("there are more results; --limit shows more")
        return [
            *cards,
            *([Lines([more], quiet=True)] if answer.more else []),
            *scribe.source_blocks(),
            *scribe.legend(),
        ]

    return View(payload, table, blocks, "hits")


def _citations(hit: Hit) -> list[Citation]:
    return [Citation(source, paragraph) for source, paragraph in hit.cite]


def _card(scribe: Scribe, hit: Hit) -> Card:
    """Where it stands, and the passage with what was matched in it marked."""
    names = [hit.id]
    if hit.name:
        names = [scribe.both(Text(*hit.name)), hit.id]
    title = " · ".join((names[0], kind_label(hit.record).get(scribe.lang), *names[1:]))
    passage = Entry(hit.text, marks=scribe.marks(_citations(hit)), matches=hit.matches)
    return Card([(_label(scribe, hit), passage)], Entry(title))


def _label(scribe: Scribe, hit: Hit) -> str:
    """The field in the reader's language; the key itself where it has no name."""
    key, _, note = hit.field.removesuffix("-en").partition(".")
    label = scribe.label(key, hit.record)
    return f"{label} {scribe.remarks(scribe.text('unknown'))}" if note else label
