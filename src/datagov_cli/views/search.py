"""The results of a search: ``search``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datagov_cli.base.messages import Label, spaced, text
from datagov_cli.model.labels import STATES, kind_label
from datagov_cli.model.record_keys import VIA, find_key
from datagov_cli.model.record_values import recorded
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    UNKNOWN,
    Body,
    Citation,
    Head,
    Text,
    active,
)
from datagov_cli.queries.search import Answer
from datagov_cli.queries.search.ranking import Hit
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, CardRows, Entry, Lines, Table, View
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.csv_rows import rows_table
from datagov_cli.views.result_view import answer_view, left_out_document, left_out_note

HEADER = [
    "province", "record", "id", "field", "text", "state", "basis", "as-of", "as-of-basis",
    "qualifiers", "via", "via-en", "person", "posts", "body", "missing", "score", "cite",
]  # fmt: skip


def search_view(store: Store, answer: Answer, lang: str) -> View:
    """The hits, best first."""

    def hits(writer: CellWriter) -> list[dict[str, Any]]:
        return [
            {
                "province": hit.province,
                "record": hit.record,
                "id": hit.id,
                "field": hit.field,
                "text": hit.text,
                "state": hit.state,
                "basis": hit.basis if hit.state in (KNOWN, DISPUTED) else None,
                "as-of": hit.as_of,
                "as-of-basis": IMPLIED if hit.as_of_basis == IMPLIED else None,
                "qualifiers": [f"{key}={plain}" for key, plain, *_ in hit.beside],
                "via": hit.via[0] if hit.via else None,
                "via-en": hit.via[1] if hit.via else None,
                **_headship(store, hit),
                "missing": list(hit.missing),
                "matches": [list(span) for span in hit.matches],
                "score": hit.score,
                "cite": writer.cites(_citations(hit)),
            }
            for hit in answer.hits
        ]

    def content(writer: CellWriter) -> dict[str, Any]:
        return {"query": answer.query, "hits": hits(writer), **left_out_document(answer.left_out)}

    def table(writer: CellWriter) -> Table:
        return rows_table(HEADER, lambda: hits(writer))()

    def notes() -> list[str]:
        more = [text("there are more results; --limit shows more", lang)] if answer.more else []
        return [*more, *(line.get(lang) for line in left_out_note(len(answer.left_out or ())))]

    def blocks(writer: CellWriter) -> list[Block]:
        if not answer.hits:
            return [Lines([writer.text("nothing found")], quiet=True)]
        cards: list[Block] = [_card(writer, hit) for hit in answer.hits]
        if answer.hits[0].missing:
            cards.insert(0, Lines([writer.text("No record has all of it; these have a part.")]))
        return cards

    return answer_view(store, lang, "search@1", "hits", content, table, blocks, notes=notes)


def _citations(hit: Hit) -> list[Citation]:
    return [Citation(source, paragraph) for source, paragraph in hit.cite]


def _card(writer: CellWriter, hit: Hit) -> Card:
    """Where it stands, and the passage with what was matched in it marked."""
    names = [hit.id]
    if hit.name:
        names = [writer.both(Text(*hit.name)), hit.id]
    title = " · ".join((names[0], kind_label(hit.record).get(writer.lang), *names[1:]))
    marks = writer.marks(_citations(hit))
    aside = writer.remarks(*_remarks(writer, hit))
    shown = Label(hit.text, hit.text) if _vocabulary(hit) else Text(hit.text, hit.text)
    passage = Entry(
        shown.get(writer.lang),
        aside=spaced(_term(writer, hit), aside),
        marks=marks,
        matches=hit.matches,
    )
    lacking = (
        [writer.text("without {words}", words=writer.join(hit.missing))] if hit.missing else []
    )
    rows = [(_label(writer, hit), passage), *_head_rows(writer, hit)]
    return Card(rows, Entry(title, aside=writer.remarks(*lacking)))


def _head(store: Store, hit: Hit) -> tuple[Body, Head] | None:
    """The head that was found, and the body that it heads."""
    if hit.record != "heads" or hit.province is None:
        return None
    bodies = active(store.province(hit.province).bodies)
    heads = ((body, head) for body in bodies for head in active(body.heads))
    return next((found for found in heads if found[1].about.id == hit.id), None)


def _headship(store: Store, hit: Hit) -> dict[str, Any]:
    """Who it is, at which posts, and of which body, if a head was found."""
    found = _head(store, hit)
    if found is None:
        return {"person": None, "posts": None, "body": None}
    body, head = found
    return {
        "person": head.person.value.zh if head.person.known else None,
        "posts": list(head.posts.value) if head.posts.known else None,
        "body": body.about.id,
    }


def _head_rows(writer: CellWriter, hit: Hit) -> CardRows:
    """What a head answers: who, at which posts, of which body; as of when stands above."""
    found = _head(writer.store, hit)
    if found is None:
        return []
    body, head = found
    shown = hit.field.removesuffix("-en").partition(".")[0]
    said = [
        (writer.label(key, "heads"), writer.entry(value, vocabulary, dated=True))
        for key, vocabulary in (("person", None), ("posts", "posts"))
        if key != shown and (value := recorded("heads", head, key))
    ]
    if (ended := recorded("heads", head, "until")).state != UNKNOWN and shown != "until":
        said.append((writer.label("until", "heads"), writer.entry(ended)))
    return [*said, (writer.label("body"), Entry(writer.both(body.name)))]


def _term(writer: CellWriter, hit: Hit) -> str:
    """What a term is called of which the id was found."""
    vocabulary = _vocabulary(hit)
    if vocabulary is None or hit.text not in writer.store.terms(vocabulary):
        return ""
    return writer.remarks(writer.term(vocabulary, hit.text))


def _vocabulary(hit: Hit) -> str | None:
    """The home of the terms of the field that was found, if it holds terms."""
    key = find_key(hit.record, hit.field)
    return key.vocabulary if key else None


def _remarks(writer: CellWriter, hit: Hit) -> Iterator[str]:
    """What must be said with the passage; notes on what is not known say all themselves."""
    if hit.state not in (KNOWN, DISPUTED):
        return
    if hit.state == DISPUTED:
        yield writer.state(DISPUTED)
    basis_of = {key: plain for key, plain, *_ in hit.beside}
    for key, plain, zh, en in hit.beside:
        if zh:
            label = writer.label(key, hit.record)
            value = _beside(writer, hit.record, key, plain, Text(zh, en))
            if basis_of.get(f"{key}-basis") == IMPLIED != hit.basis:
                value = spaced(value, writer.remarks(writer.implied()))
            yield writer.text("{label}: {value}", label=label, value=value)
    if hit.basis == IMPLIED:
        yield writer.implied()
    if hit.record == "heads":
        yield writer.as_of(hit.as_of, hit.as_of_basis)
    if hit.via and hit.field.removesuffix("-en") != VIA.name:
        yield writer.credit(Text(*hit.via))


def _beside(writer: CellWriter, record: str, key: str, plain: str, said: Text) -> str:
    """What stands beside a passage: the label of a term or of a state, else a text of the data."""
    row = find_key(record, key)
    of_data = row and not row.vocabulary and plain not in STATES
    return said.get(writer.lang) if of_data else Label(said.zh, said.en).get(writer.lang)


def _label(writer: CellWriter, hit: Hit) -> str:
    """The field in the reader's language; the key itself where it has no name."""
    key, _, note = hit.field.removesuffix("-en").partition(".")
    label = writer.label(key, hit.record)
    return spaced(label, writer.remarks(writer.state(hit.state))) if note else label
