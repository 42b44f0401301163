"""The explanation of a value: ``why``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datagov_cli.base.messages import Label, spaced, text
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import National, Province, Value
from datagov_cli.queries.provenance.footnote import footnote
from datagov_cli.queries.provenance.steps import Contradiction, Explanation, Searched, Step
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, CardRows, Entry, Heading, Lines, Sources, Table, View
from datagov_cli.views.cells import Cell, CellWriter
from datagov_cli.views.cited_sources import withdrawal_json
from datagov_cli.views.csv_rows import cell_part, cite_text
from datagov_cli.views.result_view import document_head, with_day

#: Whose values are explained: a province's or, as statements, the country's.
Subject = Province | National
HEADER = ["province", "field", "part", "number", "text", "cite"]


def why_view(store: Store, subject: Subject, explanation: Explanation, lang: str) -> View:
    """A value, how it was derived, its citations, what contradicts it, what was searched."""

    def payload() -> dict[str, Any]:
        return _document(CellWriter(store, lang), subject, explanation)

    def table() -> Table:
        writer = CellWriter(store, lang)

        def shown(value: Value, vocabulary: str | None) -> str:
            cell = writer.cell(value, vocabulary)
            if value.parts:
                return str(cell_part(cell, "parts"))
            sides = cell_part(cell, "claims") or ""
            entry = _value_entry(writer, explanation, value.replace(sides=()), vocabulary)
            return spaced(entry.text, sides, entry.aside)

        def answer() -> str:
            if explanation.value.sides or explanation.value.parts:
                return shown(explanation.value, explanation.vocabulary)
            return _answer(writer, explanation).said

        def cited(of: Step | Value) -> str:
            return cite_text(writer.cites(of.cite))

        def others(listed: list[Contradiction]) -> list[tuple[str, str | None]]:
            return [
                (
                    f"{other.record}: {shown(other.value, other.vocabulary)}"
                    f" – {other.why.get(lang)}",
                    cited(other.value),
                )
                for other in listed
            ]

        parts: dict[str, list[tuple[str, str | None]]] = {
            "step": [(step.text.get(lang), cited(step)) for step in explanation.steps],
            "contradicts": others(explanation.contradicts),
            "predecessors": others(explanation.predecessors),
            "searched": [
                (f"{item.field}: {_where(item, lang)}", None) for item in explanation.searched
            ],
            "via": [
                (writer.outlet(support.via), cite_text(writer.cites(support.cite)))
                for support in explanation.support
                if support.via
            ],
            "footnote": [(line, None) for line in footnotes(writer, explanation)],
        }
        rows: list[list[Any]] = [["value", None, answer(), cited(explanation.value)]]
        for part, lines in parts.items():
            rows += ([part, number, *row] for number, row in enumerate(lines, start=1))
        flat = Table(HEADER, ([subject.id, explanation.field, *row] for row in rows))
        return with_day(flat, _day(subject))

    return View(payload, table, lambda: _blocks(CellWriter(store, lang), subject, explanation))


def _day(subject: Subject) -> FuzzyDate | None:
    """The day that was asked for, if one was."""
    return subject.asked.day if isinstance(subject, Province) and subject.asked else None


def _where(item: Searched, lang: str) -> str:
    return text("{where}, {date}", lang, where=item.search.where, date=item.search.date)


# --- JSON -------------------------------------------------------------------------------------


def _document(writer: CellWriter, subject: Subject, explanation: Explanation) -> dict[str, Any]:
    cell = writer.cell(explanation.value, explanation.vocabulary, explanation.dated)
    if explanation.beside:
        cell["qualifiers"] = {
            key.name: said if key.is_value else said["value"]
            for key, value in explanation.beside
            if (said := writer.cell(value, key.vocabulary))
        }
    return {
        **document_head("why@1", _day(subject)),
        "province": subject.id,
        "field": explanation.field,
        "cell": cell,
        "steps": [_cited(writer, step) for step in explanation.steps],
        "contradicts": [_contradiction(writer, other) for other in explanation.contradicts],
        "predecessors": [_contradiction(writer, other) for other in explanation.predecessors],
        "searched": [
            {"field": item.field, "date": item.search.date, "where": item.search.where}
            for item in explanation.searched
        ],
        "withdrawn": withdrawal_json(explanation.withdrawn),
        "citations": citations(writer, explanation),
        "footnotes": footnotes(writer, explanation),
    }


def _cited(writer: CellWriter, step: Step) -> str:
    sentence, cited = step.text.get(writer.lang), cite_text(writer.cites(step.cite))
    return f"{sentence} [{cited}]" if cited else sentence


def _contradiction(writer: CellWriter, other: Contradiction) -> Cell:
    return {
        "record": other.record,
        "field": other.field,
        "cell": writer.cell(other.value, other.vocabulary),
        "note": other.why.get(writer.lang),
    }


def citations(writer: CellWriter, explanation: Explanation) -> list[dict[str, Any]]:
    """One entry a source, those on which the value rests first, then those of steps and of
    other values: its places and anchors."""
    lists: dict[str, dict[str, list[str]]] = {}
    for support in explanation.support:
        for source_id in dict.fromkeys(c.source for c in support.cite):
            own = lists.setdefault(source_id, {key: [] for key in _OF_RECORDS})
            own["at"] += [
                writer.source(source_id).place(c.paragraph)
                for c in support.cite
                if c.source == source_id
            ]
            own["anchors"] += support.anchors
            own["record-via"] += [support.via.zh] if support.via else []
            own["record-via-en"] += [support.via.en] if support.via else []
    others = (*explanation.contradicts, *explanation.predecessors)
    mentioned = [c for step in explanation.steps for c in step.cite]
    mentioned += [c for other in others for c in other.value.cite]
    for c in mentioned:
        own = lists.setdefault(c.source, {key: [] for key in _OF_RECORDS})
        own["at"].append(writer.source(c.source).place(c.paragraph))
    for source_id in lists:
        writer.source(source_id)
    shown = {source["id"]: source for source in writer.sources()}
    return [
        {
            "source": source_id,
            **{key: shown[source_id][key] for key in _OF_SOURCE if key in shown[source_id]},
            # From what the years are inferred for which the source gives none.
            **({"implied-years": ground.get(writer.lang)} if ground else {}),
            **{key: list(dict.fromkeys(values)) for key, values in own.items()},
        }
        for source_id, own in lists.items()
        for ground in (writer.source(source_id).implied_years,)
    ]


#: Of each source: places and anchors of the records cited, and whom the source credits for it.
_OF_RECORDS = ("at", "anchors", "record-via", "record-via-en")
_OF_SOURCE = (
    "title", "title-en", "author", "publisher", "publisher-en", "published", "published-state",
    "via", "via-published", "url", "tier", "withdrawn",
)  # fmt: skip


def footnotes(writer: CellWriter, explanation: Explanation) -> list[str]:
    """One line a source, with all paragraphs on which the value rests."""
    places: dict[str, list[int]] = {}
    for citation in (c for support in explanation.support for c in support.cite):
        places.setdefault(citation.source, []).append(citation.paragraph)
    return [footnote(writer.source(source), paragraphs) for source, paragraphs in places.items()]


# --- for a reader -------------------------------------------------------------------------------


def _blocks(writer: CellWriter, subject: Subject, explanation: Explanation) -> list[Block]:
    lang = writer.lang
    cited = citations(writer, explanation)
    entry = _answer(writer, explanation)
    steps = [
        (str(number), Entry(step.text.get(lang), marks=writer.marks(step.cite)))
        for number, step in enumerate(explanation.steps, start=1)
    ]
    contradicting = _others(writer, explanation, explanation.contradicts)
    before = _others(writer, explanation, explanation.predecessors)
    searched = [(item.field, Entry(_where(item, lang))) for item in explanation.searched]
    sources = [_source(writer, explanation, number, c) for number, c in enumerate(cited, start=1)]
    lines = footnotes(writer, explanation)
    title = explanation.field
    if day := _day(subject):
        writer.ask(day)
        title = f"{title} · {writer.text('on {day}', day=day)}"
    label = text("Sources", lang)
    none = Lines([text("none on record", lang)], quiet=True, indent=2)
    earlier: list[Block] = [Heading(text("Predecessors", lang)), Card(before)] if before else []
    blocks: list[Block] = [
        Heading(writer.both(subject.name), title, level=1),
        Card([(explanation.label.get(lang), entry)]),
        Heading(text("How it was derived", lang)),
        Card(steps),
        Heading(text("What contradicts it", lang)),
        Card(contradicting) if contradicting else none,
        *earlier,
        Heading(text("Searched, not found", lang)),
        Card(searched) if searched else none,
        *([Sources(label, cards=sources)] if sources else [Heading(label), none]),
    ]
    if lines:
        blocks += [
            Heading(text("Footnote (GB/T 7714-2015)", lang)),
            Lines(lines, indent=2, whole=True),
        ]
    return [*blocks, *writer.legend()]


def _answer(writer: CellWriter, explanation: Explanation) -> Entry:
    """The value asked about, with what must stand beside it; of what was withdrawn that it was."""
    entry = _value_entry(writer, explanation, explanation.value, explanation.vocabulary)
    if explanation.withdrawn:
        said, known = explanation.withdrawn.said.get(writer.lang), explanation.value.known
        return Entry(entry.text if known else said, entry.state, said if known else "")
    beside = []
    for key, value in explanation.beside:
        shown = writer.entry(value, key.vocabulary, full=False, marks=False)
        label = Label(*key.label)
        beside.append(writer.text("{label}: {value}", label=label, value=shown.said))
    aside = spaced(entry.aside, writer.remarks(*beside))
    return Entry(entry.text, entry.state, aside, entry.marks)


def _value_entry(
    writer: CellWriter, explanation: Explanation, value: Value, vocabulary: str | None
) -> Entry:
    """A value with its reservations; one that sums up in the reader's language alone."""
    is_date = value.known and str(value.value) == value.as_of
    entry = writer.entry(value, vocabulary, dated=explanation.dated and not is_date)
    if explanation.prose and value.known:
        return Entry(value.value.get(writer.lang), entry.state, entry.aside, entry.marks)
    return entry


def _others(writer: CellWriter, explanation: Explanation, others: list[Contradiction]) -> CardRows:
    """Other values, each with why it is not the answer."""
    return [
        row
        for other in others
        for row in (
            (
                _record_and_field(other),
                _value_entry(writer, explanation, other.value, other.vocabulary),
            ),
            ("", Entry("", aside=other.why.get(writer.lang))),
        )
    ]


def _record_and_field(other: Contradiction) -> str:
    return f"{other.record}.{other.field}" if "." not in other.field else other.record


def _marks(places: Iterable[str]) -> str:
    """Paragraphs as the citation marks have them: ``…¶5`` for one of an excerpt."""
    return " ".join(place.replace("excerpt ", "…") for place in places)


def _source(
    writer: CellWriter, explanation: Explanation, number: int, cited: dict[str, Any]
) -> Card:
    """A source with all that a reader needs to judge it."""
    source = writer.source(cited["source"])
    rows = writer.source_rows(source)
    if source.implied_years:
        implied = source.implied_years.get(writer.lang)
        rows.append((writer.label("implied-years"), Entry(implied)))
    rows.append((writer.text("Paragraphs"), Entry(_marks(cited["at"]))))
    rows.append((writer.label("anchors"), Entry(writer.join(cited["anchors"]))))
    outlets = dict.fromkeys(
        writer.outlet(support.via)
        for support in explanation.support
        if support.via and any(c.source == source.id for c in support.cite)
    )
    if outlets:
        rows.append((writer.label("via"), Entry(writer.join(outlets))))
    if source.url:
        rows.append((writer.text("URL"), Entry(source.url)))
    if source.withdrawn:
        rows.append((writer.text("Withdrawn"), Entry(source.withdrawn.said.get(writer.lang))))
    return Card(rows, Entry(f"[{number}] {writer.source_title(source)}"))
