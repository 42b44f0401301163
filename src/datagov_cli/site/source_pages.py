"""The list of sources, and a page for each with what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import text
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.labels import key_label, kind_label
from datagov_cli.model.sources import Source
from datagov_cli.queries.provenance.footnote import footnote
from datagov_cli.site.answers import Use
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import lay_out
from datagov_cli.site.page import Page, numbered, page_of_part, part_paths, parts_of
from datagov_cli.views import Card, Column, Entry, Grid
from datagov_cli.views.cells import CellWriter

#: Records on a page of a source.
MOST_USES = 200


class Resting(Frozen):
    """What rests on a source in a province: each record with its fields and paragraphs."""

    province: str
    record: str
    records: tuple[tuple[Entry, str, str], ...]


def source_pages(edition: Edition) -> Iterator[Page]:
    """The list, then the page of each source."""
    yield from _list_page(edition)
    titles = {each.record: each.said for each in edition.titled_records}
    for source_id in edition.answers.source_ids:
        yield from _pages(edition, edition.answers.store.source(source_id), titles)


def _list_page(edition: Edition) -> Iterator[Page]:
    lang, answers = edition.lang, edition.answers
    writer = CellWriter(answers.store, lang)
    rows = []
    for source_id in answers.source_ids:
        source = answers.store.source(source_id)
        gone = source.withdrawn.said.get(lang) if source.withdrawn else ""
        aside, record = writer.remarks(gone), f"sources/{source_id}"
        rows.append(
            [
                Entry(source.title.get(lang), aside=aside, record=record),
                Entry(source.publisher.get(lang)),
                Entry(writer.published(source)),
                Entry(writer.term("tiers", source.tier)),
                Entry(str(len(answers.uses.get(source_id, ())))),
            ]
        )
    columns = [
        Column(writer.label("title"), fold=True),
        Column(writer.label("publisher"), fold=True),
        Column(writer.label("published")),
        Column(writer.label("tier")),
        Column(text("Records", lang), right=True),
    ]
    about = text(
        "Every source on which something rests, the newest first. Each has a page that lists"
        " what rests on it.",
        lang,
    )
    page = page_of_part("sources", text("Sources", lang), about)
    yield from numbered(page, lay_out([Grid(columns, rows)]))


def _pages(edition: Edition, source: Source, titles: dict[str, str]) -> Iterator[Page]:
    lang = edition.lang
    writer = CellWriter(edition.answers.store, lang)
    rows = writer.source_rows(source)
    rows.append((writer.label("kind", "source"), Entry(writer.term("source-kinds", source.kind))))
    read = text("excerpt", lang) if source.is_excerpt else text("the whole text", lang)
    day = f", {source.retrieved}" if source.retrieved else ""
    count = text("{number} paragraphs", lang, number=len(source.digests))
    rows.append((text("Read", lang), Entry(f"{read}{day} · {count}")))
    for key, value in source.absent.items():
        rows.append((writer.label(key, "source"), writer.entry(value)))
    if source.note:
        rows.append((writer.label("note", "source"), Entry(source.note.get(lang))))
    if source.withdrawn:
        said = source.withdrawn.said.get(lang)
        rows.append((text("withdrawn", lang), Entry(said, "unknown")))
    uses = edition.answers.uses.get(source.id, [])
    content = {
        "source": source,
        "card": Card(rows),
        "other_title": source.title.en if lang == "zh" else source.title.zh,
        "footnote": footnote(source),
    }
    about = text("What rests on this source, paragraph by paragraph.", lang)
    title = source.title.get(lang)
    chunks = [uses[at : at + MOST_USES] for at in range(0, len(uses), MOST_USES)] or [[]]
    paths = part_paths(f"sources/{source.id}.html", len(chunks))
    for path, chunk in zip(paths, chunks, strict=True):
        resting = _resting(edition, source, chunk, titles)
        shown = {**content, "parts": parts_of(paths, path), "resting": resting}
        yield Page(path, "source.html", title, about, shown, "sources")


def _resting(
    edition: Edition, source: Source, uses: list[Use], titles: dict[str, str]
) -> list[Resting]:
    names = {p.id: p.name.get(edition.lang) for p in edition.answers.provinces}
    names[NATIONAL] = text("The country as a whole", edition.lang)
    resting: list[Resting] = []
    for province in dict.fromkeys(use.province for use in uses):
        records = []
        for use in uses:
            if use.province != province:
                continue
            record = f"{province}/{use.record}"
            fields = (key_label(name, use.kind).get(edition.lang) for name in use.fields)
            cited = " ".join(source.place(number) for number in use.paragraphs)
            label = titles.get(record, f"{kind_label(use.kind).get(edition.lang)}: {use.record}")
            records.append((Entry(label, record=record), ", ".join(fields), cited))
        resting.append(Resting(names.get(province, province), province, tuple(records)))
    return resting
