"""Values as they appear in an answer: JSON cells, and entries for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datagov_cli.dates import FuzzyDate
from datagov_cli.model import KNOWN, STATED, Citation, Source, Text, Value
from datagov_cli.store import Store
from datagov_cli.views import Block, Card, Entry, Heading, Lines
from datagov_cli.views.words import word

Cell = dict[str, Any]


class Scribe:
    """Writes values in one language, and keeps account of the sources it has cited."""

    def __init__(self, store: Store, lang: str) -> None:
        self.store = store
        self.lang = lang
        self._cited: dict[str, Source] = {}
        self._used: set[str] = set()

    # --- JSON -----------------------------------------------------------------------------

    def cell(self, value: Value, vocabulary: str | None = None, dated: bool = False) -> Cell:
        """A value as the contract's cell.

        :param vocabulary: the home of its terms, for the label.
        :param dated: always give ``as-of``, ``None`` where it is not known.
        """
        cell: Cell = {"state": value.state, "value": self._plain(value.value)}
        label = self._label(value.value, vocabulary)
        if label is not None:
            cell["label"] = label
        if value.unit:
            cell["unit"] = value.unit
        if value.state == KNOWN:
            cell["basis"] = value.basis
            if dated or value.as_of:
                cell["as-of"] = value.as_of
        if value.note:
            cell["note"] = value.note.get(self.lang)
        if value.searched:
            cell["searched"] = [{"date": s.date, "where": s.where} for s in value.searched]
        if value.claims:
            cell["claims"] = [self.cell(claim, vocabulary) for claim in value.claims]
        cell["cite"] = self.cites(value.cite)
        return cell

    def cites(self, citations: Iterable[Citation]) -> list[dict[str, str]]:
        """Citations expanded to source, place and tier."""
        return [
            {"source": c.source, "at": f"¶{c.paragraph}", "tier": self.source(c.source).tier}
            for c in citations
        ]

    def source(self, source_id: str) -> Source:
        if source_id not in self._cited:
            self._cited[source_id] = self.store.source(source_id)
        return self._cited[source_id]

    def sources(self) -> list[dict[str, Any]]:
        """The sources cited so far, in the order of their first use."""
        return [
            {
                "id": s.id,
                "kind": s.kind,
                "tier": s.tier,
                "title": s.title.zh,
                "title-en": s.title.en,
                "publisher": s.publisher.zh,
                "publisher-en": s.publisher.en,
                "author": s.author.zh if s.author else None,
                "published": s.published,
                "url": s.url,
                "via": s.via.zh if s.via else None,
                "via-published": s.via_published,
                "paragraphs": len(s.digests),
            }
            for s in self._cited.values()
        ]

    def term(self, vocabulary: str, term: str) -> str:
        """The label of a term; the term itself where the vocabulary lacks it."""
        terms = self.store.terms(vocabulary)
        return terms[term].label.get(self.lang) if term in terms else term

    def _plain(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return [self._plain(item) for item in value]
        if isinstance(value, Text):
            return value.zh
        return str(value) if isinstance(value, FuzzyDate) else value

    def _label(self, value: Any, vocabulary: str | None) -> str | None:
        if isinstance(value, tuple):
            labels = [self._label(item, vocabulary) for item in value]
            known = [label for label in labels if label is not None]
            return self.join(known) if known else None
        if isinstance(value, Text):
            return value.get(self.lang)
        if isinstance(value, str) and vocabulary:
            return self.term(vocabulary, value)
        return None

    def join(self, words: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(words)

    # --- for a reader -----------------------------------------------------------------------

    def word(self, key: str) -> str:
        return word(key, self.lang)

    def entry(
        self, value: Value, vocabulary: str | None = None, full: bool = True, marks: bool = True
    ) -> Entry:
        """A value for a table or a card; ``full`` adds the note on what is not known."""
        cited = self.marks(value.cite) if marks else ""
        if value.state != KNOWN:
            self._used.add(value.state)
            return Entry(self.word(value.state), value.state, self._remark(value, full), cited)
        aside = ""
        if value.basis != STATED:
            self._used.add("implied")
            aside = f"({self.word('implied')})"
            if full and value.note:
                aside = f"({self.word('implied')}: {value.note.get(self.lang)})"
        shown = self.show(value.value, vocabulary)
        if value.unit:
            shown = f"{shown} {self.term('units', value.unit)}"
        return Entry(shown, KNOWN, aside, cited)

    def _remark(self, value: Value, full: bool) -> str:
        if value.claims:
            return " / ".join(
                f"{self.show(claim.value)} {self.marks(claim.cite)}".strip()
                for claim in value.claims
            )
        if not full or not value.note:
            return ""
        searched = self.join(f"{s.where}, {s.date}" for s in value.searched)
        tail = f" ({self.word('searched')}: {searched})" if searched else ""
        return f"– {value.note.get(self.lang)}{tail}"

    def show(self, value: Any, vocabulary: str | None = None) -> str:
        """The text of a known value; names in Chinese, with a gloss in English."""
        if isinstance(value, tuple):
            return self.join(self.show(item, vocabulary) for item in value)
        if isinstance(value, Text):
            return self.both(value)
        if isinstance(value, FuzzyDate):
            return str(value)
        if isinstance(value, int | float):
            return figure(value)
        return self.term(vocabulary, value) if vocabulary else str(value)

    def both(self, text: Text) -> str:
        """A name: Chinese alone for readers of Chinese, else with its English gloss."""
        return text.zh if self.lang == "zh" or text.zh == text.en else f"{text.zh} {text.en}"

    def marks(self, citations: Iterable[Citation]) -> str:
        """Citation marks, ``[1]¶5 ¶6``; the number is that of the list of sources."""
        marks: dict[str, list[str]] = {}
        for c in citations:
            self.source(c.source)
            marks.setdefault(c.source, []).append(f"¶{c.paragraph}")
        numbers = list(self._cited)
        return " ".join(f"[{numbers.index(s) + 1}]{' '.join(at)}" for s, at in marks.items())

    def use(self, remark: str) -> None:
        """Ask for a remark (``as-of``) to be explained in the legend."""
        self._used.add(remark)

    def source_blocks(self) -> list[Block]:
        """The sources cited so far, numbered as in the marks."""
        rows: list[tuple[str, Entry]] = []
        for number, s in enumerate(self._cited.values(), start=1):
            parts = [self.both(s.publisher)]
            parts += [self.both(s.author)] if s.author else []
            parts += [s.published] if s.published else []
            if s.via:
                via = f"{self.word('via')} {self.both(s.via)}"
                parts.append(f"{via} {s.via_published or ''}".strip())
            parts += [self.term("tiers", s.tier)]
            parts += [s.url] if s.url else []
            title = s.title.get(self.lang) if self.lang == "zh" else f"{s.title.zh} — {s.title.en}"
            rows += [(f"[{number}]", Entry(title)), ("", Entry("", aside=" · ".join(parts)))]
        return [Heading(self.word("sources")), Card(rows)] if rows else []

    def legend(self) -> list[Block]:
        """What the marks and words used so far mean."""
        lines = [self.word("legend-mark")] if self._cited else []
        lines += [
            self.word(f"legend-{key}")
            for key in ("unknown", "implied", "as-of")
            if key in self._used
        ]
        return [Lines(lines, quiet=True)] if lines else []


def figure(number: int | float) -> str:
    """A figure with its thousands set apart and nothing rounded away."""
    return f"{number:,}"
