"""The site in one language: the pages of provinces laid out, and where each record stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import spaced, text
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import RECORD_KINDS, Province
from datagov_cli.site.answers import Answers
from datagov_cli.site.layout import SOURCES, Layout, Section, in_pages, lay_out, unmarked
from datagov_cli.site.page import MOST_BYTES, part_paths
from datagov_cli.views import Block, Card, Entry, Grid, Heading
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.province import national_view
from datagov_cli.views.province_page import ProvincePage
from datagov_cli.views.timeline import timeline_view

NATIONAL_PAGE = "national.html"


class TitledRecord(Frozen):
    """A record as search shows it: its name (``guizhou/RECORD``), its section, its title, and the
    remarks without which the title must not stand."""

    record: str
    kind: str
    title: str
    remarks: str

    @property
    def said(self) -> str:
        """The title with the remarks."""
        return spaced(self.title, self.remarks)


class ProvincePages(Frozen):
    """A province, laid out on one or several pages."""

    province: Province
    paths: tuple[str, ...]
    layouts: tuple[Layout, ...]


class Edition:
    """The site in one language.

    :param lang: ``zh`` or ``en``.
    """

    def __init__(self, answers: Answers, lang: str) -> None:
        self.answers = answers
        self.lang = lang

    @cached_property
    def provinces(self) -> list[ProvincePages]:
        """Every province, laid out."""
        provinces = []
        for counted in self.answers.coverage.provinces:
            province, values = counted.province, self.answers.values
            writer = CellWriter(self.answers.store, self.lang)
            page = ProvincePage(writer, values, province, False, counted.total)
            written = page.blocks(RECORD_KINDS)
            layout = lay_out([*written, *writer.source_blocks(), *writer.legend()])
            sections = (*layout.sections, *self._events(province))
            parts = in_pages(sections, MOST_BYTES)
            paths = part_paths(f"provinces/{province.id}.html", len(parts))
            layouts = tuple(layout.only(part) for part in parts)
            provinces.append(ProvincePages(province, tuple(paths), layouts))
        return provinces

    def _events(self, province: Province) -> Iterator[Section]:
        """What happened in a province; the citations stand with the records themselves."""
        happened = self.answers.known.timeline([province]).replace(undated=0)
        shown = lay_out(timeline_view(self.answers.store, happened, self.lang).blocks())
        for block in shown.blocks:
            if isinstance(block, Grid):
                rows = [[r[0], r[2], unmarked(r[3], self.lang)] for r in block.rows]
                columns = [block.columns[0], *block.columns[2:]]
                yield Section(Heading(text("Timeline", self.lang)), (Grid(columns, rows),))

    @cached_property
    def national(self) -> list[Layout]:
        """What sources state about the country as a whole, page by page; none if the data has
        nothing on it."""
        stated = self.answers.national
        if stated is None:
            return []
        layout = lay_out(national_view(self.answers.store, stated, self.lang).blocks())
        return [layout.only(part) for part in in_pages(layout.sections, MOST_BYTES)]

    @cached_property
    def places(self) -> dict[str, str]:
        """Where each record stands: its page, with the fragment that leads to it."""
        places: dict[str, str] = {}
        if self.national:
            places[NATIONAL] = NATIONAL_PAGE
        for pages in self.provinces:
            places[pages.province.id] = pages.paths[0]
        for path, layout in self.laid_out():
            for entry in _titles(layout.blocks):
                place = entry.record.partition("/")[2]
                places.setdefault(entry.record, f"{path}#{place}")
        return places

    def laid_out(self) -> Iterator[tuple[str, Layout]]:
        """The pages on which records stand, with their paths."""
        yield from zip(part_paths(NATIONAL_PAGE, len(self.national)), self.national, strict=True)
        for pages in self.provinces:
            yield from zip(pages.paths, pages.layouts, strict=True)

    def place(self, record: str) -> str | None:
        """The page of a record, from the folder of the language; ``None`` if it has none."""
        if record.startswith(SOURCES):
            known = record.removeprefix(SOURCES) in self.answers.sources
            return f"{record}.html" if known else None
        return self.places.get(record)

    @cached_property
    def titled_records(self) -> list[TitledRecord]:
        """Every record with its title and all that must be said with it, for the search."""
        records: dict[str, TitledRecord] = {}
        stated = kind_label("statements").get(self.lang)
        for _, layout in self.laid_out():
            for section in layout.sections:
                kind = section.heading.text if section.heading else stated
                for record, title, remarks in _titled(section.blocks, self.lang):
                    records.setdefault(record, TitledRecord(record, kind, title, remarks))
        return list(records.values())


def _titles(blocks: tuple[Block, ...]) -> Iterator[Entry]:
    """The entries that are titles of records."""
    for block in blocks:
        if isinstance(block, Card):
            listed = [block.title] if block.title else []
            listed += [entry for _, entry in block.rows]
        else:
            listed = [row[0] for row in block.rows] if isinstance(block, Grid) else []
        yield from (entry for entry in listed if entry.record)


def _titled(blocks: tuple[Block, ...], lang: str) -> Iterator[tuple[str, str, str]]:
    """Records, what they are called, and what must be said with it: a head with its body, a figure
    with what it is."""
    for block in blocks:
        if isinstance(block, Card):
            title = unmarked(block.title or Entry(""), lang)
            if title.record:
                yield title.record, title.text, title.aside
            for label, entry in block.rows:
                if entry.record:
                    plain = unmarked(entry, lang)
                    yield entry.record, f"{title.text} · {label} {plain.text}", plain.aside
        elif isinstance(block, Grid):
            for row in block.rows:
                said = [unmarked(entry, lang) for entry in row[:5] if entry.text]
                if row[0].record:
                    texts = " · ".join(entry.text for entry in said)
                    yield row[0].record, texts, spaced(*(entry.aside for entry in said))
