"""How do you know: ``why``."""

from __future__ import annotations

from typing import Any

from datagov_cli.dates import FuzzyDate
from datagov_cli.footnote import footnote
from datagov_cli.model import Citation, Province, Text
from datagov_cli.reasons.parts import (
    PROSE,
    Contradiction,
    Note,
    Reason,
    Shown,
    Step,
    Unnamed,
    Word,
)
from datagov_cli.store import Store
from datagov_cli.views import Block, Card, Entry, Heading, Lines, Table, View
from datagov_cli.views.cells import Cell, Scribe
from datagov_cli.views.flat import cite_text
from datagov_cli.views.sentences import sentence
from datagov_cli.views.words import WORDS

HEADER = ["province", "field", "part", "number", "text", "cite"]


def why(store: Store, province: Province, reason: Reason, lang: str) -> View:
    """A value, how it came about, its citations, what contradicts it, what was searched."""

    def payload() -> dict[str, Any]:
        return _document(Scribe(store, lang), province, reason)

    def table() -> Table:
        scribe = Scribe(store, lang)
        shown = scribe.entry(reason.value, reason.vocabulary).text
        rows: list[list[Any]] = [
            ["value", None, shown, cite_text(scribe.cites(reason.value.cite))],
        ]
        for number, step in enumerate(reason.steps, start=1):
            rows.append(["step", number, tell(scribe, step), cite_text(scribe.cites(step.cite))])
        for number, other in enumerate(reason.contradicts, start=1):
            shown = scribe.entry(other.value, other.vocabulary).text
            text = f"{other.record}: {shown} – {tell(scribe, other.why)}"
            rows.append(["contradicts", number, text, cite_text(scribe.cites(other.value.cite))])
        for number, found in enumerate(reason.searched, start=1):
            text = f"{found.field}: {found.search.where}, {found.search.date}"
            rows.append(["searched", number, text, None])
        for number, line in enumerate(footnotes(scribe, reason), start=1):
            rows.append(["footnote", number, line, None])
        return Table(HEADER, ([province.id, reason.field, *row] for row in rows))

    return View(payload, table, lambda: _blocks(Scribe(store, lang), province, reason))


# --- JSON -------------------------------------------------------------------------------------


def _document(scribe: Scribe, province: Province, reason: Reason) -> dict[str, Any]:
    return {
        "schema": "datagov/why@1",
        "province": province.id,
        "field": reason.field,
        "cell": scribe.cell(reason.value, reason.vocabulary, reason.dated),
        "steps": [_cited(scribe, step) for step in reason.steps],
        "contradicts": [_contradiction(scribe, other) for other in reason.contradicts],
        "searched": [
            {"field": found.field, "date": found.search.date, "where": found.search.where}
            for found in reason.searched
        ],
        "citations": citations(scribe, reason),
        "footnotes": footnotes(scribe, reason),
    }


def _cited(scribe: Scribe, step: Step) -> str:
    cited = cite_text(scribe.cites(step.cite))
    return f"{tell(scribe, step)} [{cited}]" if cited else tell(scribe, step)


def _contradiction(scribe: Scribe, other: Contradiction) -> Cell:
    return {
        "record": other.record,
        "field": other.field,
        "cell": scribe.cell(other.value, other.vocabulary),
        "note": tell(scribe, other.why),
    }


def citations(scribe: Scribe, reason: Reason) -> list[dict[str, Any]]:
    """One entry a source, in the order of their first use: its places and anchors."""
    found: dict[str, dict[str, list[str]]] = {}
    for ground in reason.grounds:
        for source_id in dict.fromkeys(c.source for c in ground.cite):
            lists = found.setdefault(source_id, {"at": [], "anchors": [], "record-via": []})
            lists["at"] += [f"¶{c.paragraph}" for c in ground.cite if c.source == source_id]
            lists["anchors"] += ground.anchors
            lists["record-via"] += [ground.via.zh] if ground.via else []
    for source_id in found:
        scribe.source(source_id)
    shown = {source["id"]: source for source in scribe.sources()}
    return [
        {
            "source": source_id,
            **{key: shown[source_id][key] for key in _OF_SOURCE},
            **{key: list(dict.fromkeys(values)) for key, values in lists.items()},
        }
        for source_id, lists in found.items()
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


def footnotes(scribe: Scribe, reason: Reason) -> list[str]:
    """One line a source, with all paragraphs on which the value rests."""
    places: dict[str, list[int]] = {}
    cited: list[Citation] = [c for ground in reason.grounds for c in ground.cite]
    for citation in cited:
        places.setdefault(citation.source, []).append(citation.paragraph)
    return [footnote(scribe.source(source), found) for source, found in places.items()]


# --- words ------------------------------------------------------------------------------------


def tell(scribe: Scribe, step: Step) -> str:
    """A step as a sentence in the language of the scribe."""
    values = {key: _words(scribe, value) for key, value in step.values.items()}
    if "value" in values:
        values["value"] = values["value"].rstrip("。.")
    return sentence(step.key, scribe.lang).format(**values).strip()


def _words(scribe: Scribe, value: Any) -> str:
    if isinstance(value, Note):
        return value.text.get(scribe.lang)
    if isinstance(value, Word):
        return scribe.word(value.key) if value.key in WORDS else value.key
    if isinstance(value, Unnamed):
        return scribe.word("unnamed").format(scribe.show(value.posts, "posts"))
    if isinstance(value, Shown):
        if value.unit:
            return f"{scribe.show(value.value)} {scribe.term('units', value.unit)}"
        return scribe.show(value.value, value.vocabulary)
    return scribe.show(value) if isinstance(value, Text | FuzzyDate) else str(value)


# --- for a reader -------------------------------------------------------------------------------


def _blocks(scribe: Scribe, province: Province, reason: Reason) -> list[Block]:
    word = scribe.word
    cited = citations(scribe, reason)
    label = _words(scribe, reason.label)
    entry = scribe.entry(reason.value, reason.vocabulary)
    if isinstance(reason.label, Word) and reason.label.key in PROSE and reason.value.known:
        entry = Entry(reason.value.value.get(scribe.lang), marks=entry.marks)
    if reason.dated and reason.value.as_of and str(reason.value.value) != reason.value.as_of:
        scribe.use("as-of")
        as_of = f"({word('as-of')} {reason.value.as_of})"
        entry = Entry(entry.text, entry.state, f"{entry.aside} {as_of}".strip(), entry.marks)
    blocks: list[Block] = [
        Heading(scribe.both(province.name), reason.field, level=1),
        Card([(label, entry)]),
        Heading(word("steps")),
        Card(
            [
                (str(number), Entry(tell(scribe, step), marks=scribe.marks(step.cite)))
                for number, step in enumerate(reason.steps, start=1)
            ]
        ),
        Heading(word("contradicts")),
        *_contradicting(scribe, reason),
        Heading(word("searched-for")),
        *_searched(scribe, reason),
    ]
    sources: list[Block] = [_source(scribe, number, c) for number, c in enumerate(cited, start=1)]
    lines = footnotes(scribe, reason)
    blocks += [Heading(word("sources")), *(sources or [_none(scribe)])]
    if lines:
        blocks += [Heading(word("footnotes")), Lines(lines, indent=2, whole=True)]
    return [*blocks, *scribe.legend()]


def _none(scribe: Scribe) -> Lines:
    return Lines([scribe.word("none")], quiet=True, indent=2)


def _contradicting(scribe: Scribe, reason: Reason) -> list[Block]:
    rows: list[tuple[str, Entry]] = []
    for other in reason.contradicts:
        name = f"{other.record}.{other.field}" if "." not in other.field else other.record
        entry = scribe.entry(other.value, other.vocabulary)
        rows += [(name, entry), ("", Entry("", aside=tell(scribe, other.why)))]
    return [Card(rows) if rows else _none(scribe)]


def _searched(scribe: Scribe, reason: Reason) -> list[Block]:
    rows = [
        (found.field, Entry(f"{found.search.where}, {found.search.date}"))
        for found in reason.searched
    ]
    return [Card(rows) if rows else _none(scribe)]


def _source(scribe: Scribe, number: int, cited: dict[str, Any]) -> Card:
    """A source with all that a reader needs to judge it."""
    word = scribe.word
    source = scribe.source(cited["source"])
    rows = [(word("publisher"), Entry(scribe.both(source.publisher)))]
    if source.author:
        rows.append((word("author"), Entry(scribe.both(source.author))))
    if source.published:
        rows.append((word("published"), Entry(str(source.published))))
    if source.via:
        repost = f"{scribe.both(source.via)} {source.via_published or ''}".strip()
        rows.append((word("repost"), Entry(repost)))
    rows.append((word("tier"), Entry(scribe.term("tiers", source.tier))))
    rows.append((word("paragraphs"), Entry(" ".join(cited["at"]))))
    rows.append((word("anchors"), Entry(scribe.join(cited["anchors"]))))
    if cited["record-via"]:
        rows.append((word("via"), Entry(scribe.join(cited["record-via"]))))
    if source.url:
        rows.append(("URL", Entry(source.url)))
    title = source.title.zh if scribe.lang == "zh" else f"{source.title.zh} — {source.title.en}"
    return Card(rows, Entry(f"[{number}] {title}"))
