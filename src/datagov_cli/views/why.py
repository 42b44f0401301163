"""Why a value is what it is: ``why``."""

from __future__ import annotations

from typing import Any

from datagov_cli.base.messages import text
from datagov_cli.model.records import Province, Value
from datagov_cli.queries.provenance.footnote import footnote
from datagov_cli.queries.provenance.steps import Contradiction, Explanation, Searched, Step
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, Entry, Heading, Lines, Table, View
from datagov_cli.views.cells import Cell, CellWriter
from datagov_cli.views.csv_rows import cite_text

HEADER = ["province", "field", "part", "number", "text", "cite"]


def why(store: Store, province: Province, found: Explanation, lang: str) -> View:
    """A value, how it was derived, its citations, what contradicts it, what was searched."""

    def payload() -> dict[str, Any]:
        return _document(CellWriter(store, lang), province, found)

    def table() -> Table:
        writer = CellWriter(store, lang)

        def shown(value: Value, vocabulary: str | None) -> str:
            return writer.entry(value, vocabulary).text

        def cited(of: Step | Value) -> str:
            return cite_text(writer.cites(of.cite))

        parts: dict[str, list[tuple[str, str | None]]] = {
            "step": [(step.text.get(lang), cited(step)) for step in found.steps],
            "contradicts": [
                (
                    f"{other.record}: {shown(other.value, other.vocabulary)}"
                    f" – {other.why.get(lang)}",
                    cited(other.value),
                )
                for other in found.contradicts
            ],
            "searched": [(f"{item.field}: {_where(item, lang)}", None) for item in found.searched],
            "footnote": [(line, None) for line in footnotes(writer, found)],
        }
        rows: list[list[Any]] = [
            ["value", None, shown(found.value, found.vocabulary), cited(found.value)]
        ]
        for part, told in parts.items():
            rows += ([part, number, *row] for number, row in enumerate(told, start=1))
        return Table(HEADER, ([province.id, found.field, *row] for row in rows))

    return View(payload, table, lambda: _blocks(CellWriter(store, lang), province, found))


def _where(item: Searched, lang: str) -> str:
    return text("{where}, {date}", lang, where=item.search.where, date=item.search.date)


# --- JSON -------------------------------------------------------------------------------------


def _document(writer: CellWriter, province: Province, found: Explanation) -> dict[str, Any]:
    return {
        "schema": "datagov/why@1",
        "province": province.id,
        "field": found.field,
        "cell": writer.cell(found.value, found.vocabulary, found.dated),
        "steps": [_cited(writer, step) for step in found.steps],
        "contradicts": [_contradiction(writer, other) for other in found.contradicts],
        "searched": [
            {"field": item.field, "date": item.search.date, "where": item.search.where}
            for item in found.searched
        ],
        "citations": citations(writer, found),
        "footnotes": footnotes(writer, found),
    }


def _cited(writer: CellWriter, step: Step) -> str:
    told, cited = step.text.get(writer.lang), cite_text(writer.cites(step.cite))
    return f"{told} [{cited}]" if cited else told


def _contradiction(writer: CellWriter, other: Contradiction) -> Cell:
    return {
        "record": other.record,
        "field": other.field,
        "cell": writer.cell(other.value, other.vocabulary),
        "note": other.why.get(writer.lang),
    }


def citations(writer: CellWriter, found: Explanation) -> list[dict[str, Any]]:
    """One entry a source, in the order of their first use: its places and anchors."""
    lists: dict[str, dict[str, list[str]]] = {}
    for support in found.support:
        for source_id in dict.fromkeys(c.source for c in support.cite):
            own = lists.setdefault(source_id, {"at": [], "anchors": [], "record-via": []})
            own["at"] += [f"¶{c.paragraph}" for c in support.cite if c.source == source_id]
            own["anchors"] += support.anchors
            own["record-via"] += [support.via.zh] if support.via else []
    for source_id in lists:
        writer.source(source_id)
    shown = {source["id"]: source for source in writer.sources()}
    return [
        {
            "source": source_id,
            **{key: shown[source_id][key] for key in _OF_SOURCE},
            **{key: list(dict.fromkeys(values)) for key, values in own.items()},
        }
        for source_id, own in lists.items()
    ]


_OF_SOURCE = (
    "title",
    "title-en",
    "author",
    "publisher",
    "publisher-en",
    "published",
    "via",
    "via-published",
    "url",
    "tier",
)


def footnotes(writer: CellWriter, found: Explanation) -> list[str]:
    """One line a source, with all paragraphs on which the value rests."""
    places: dict[str, list[int]] = {}
    for citation in (c for support in found.support for c in support.cite):
        places.setdefault(citation.source, []).append(citation.paragraph)
    return [footnote(writer.source(source), paragraphs) for source, paragraphs in places.items()]


# --- for a reader -------------------------------------------------------------------------------


def _blocks(writer: CellWriter, province: Province, found: Explanation) -> list[Block]:
    lang = writer.lang
    cited = citations(writer, found)
    entry = writer.entry(found.value, found.vocabulary)
    if found.prose and found.value.known:
        entry = Entry(found.value.value.get(lang), marks=entry.marks)
    if found.dated and found.value.as_of and str(found.value.value) != found.value.as_of:
        as_of = writer.remarks(writer.as_of(found.value.as_of))
        entry = Entry(entry.text, entry.state, f"{entry.aside} {as_of}".strip(), entry.marks)
    steps = [
        (str(number), Entry(step.text.get(lang), marks=writer.marks(step.cite)))
        for number, step in enumerate(found.steps, start=1)
    ]
    contradicting = [
        row
        for other in found.contradicts
        for row in (
            (_named(other), writer.entry(other.value, other.vocabulary)),
            ("", Entry("", aside=other.why.get(lang))),
        )
    ]
    searched = [(item.field, Entry(_where(item, lang))) for item in found.searched]
    sources: list[Block] = [
        _source(writer, found, number, c) for number, c in enumerate(cited, start=1)
    ]
    lines = footnotes(writer, found)
    none = Lines([text("none on record", lang)], quiet=True, indent=2)
    blocks: list[Block] = [
        Heading(writer.both(province.name), found.field, level=1),
        Card([(found.label.get(lang), entry)]),
        Heading(text("How it was derived", lang)),
        Card(steps),
        Heading(text("What contradicts it", lang)),
        Card(contradicting) if contradicting else none,
        Heading(text("Searched, not found", lang)),
        Card(searched) if searched else none,
        Heading(text("Sources", lang)),
        *(sources or [none]),
    ]
    if lines:
        blocks += [
            Heading(text("Footnote (GB/T 7714-2015)", lang)),
            Lines(lines, indent=2, whole=True),
        ]
    return [*blocks, *writer.legend()]


def _named(other: Contradiction) -> str:
    return f"{other.record}.{other.field}" if "." not in other.field else other.record


def _source(writer: CellWriter, found: Explanation, number: int, cited: dict[str, Any]) -> Card:
    """A source with all that a reader needs to judge it."""
    source = writer.source(cited["source"])
    rows = [(writer.label("publisher"), Entry(writer.both(source.publisher)))]
    if source.author:
        rows.append((writer.label("author"), Entry(writer.both(source.author))))
    if source.published:
        rows.append((writer.label("published"), Entry(str(source.published))))
    if source.via:
        repost = f"{writer.both(source.via)} {source.via_published or ''}".strip()
        rows.append((writer.text("Reposted by"), Entry(repost)))
    rows.append((writer.label("tier"), Entry(writer.term("tiers", source.tier))))
    rows.append((writer.text("Paragraphs"), Entry(" ".join(cited["at"]))))
    rows.append((writer.label("anchors"), Entry(writer.join(cited["anchors"]))))
    outlets = dict.fromkeys(
        writer.outlet(support.via)
        for support in found.support
        if support.via and any(c.source == source.id for c in support.cite)
    )
    if outlets:
        rows.append((writer.label("via"), Entry(writer.join(outlets))))
    if source.url:
        rows.append(("URL", Entry(source.url)))
    return Card(rows, Entry(f"[{number}] {writer.source_title(source)}"))
