"""Values as they appear in an answer: JSON cells, and entries for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datagov_cli.dates import FuzzyDate
from datagov_cli.model import (
    KNOWN,
    LAST_KNOWN,
    NOT_KNOWN,
    STATED,
    Citation,
    OnDay,
    Source,
    Text,
    Value,
)
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
        self._asked: str | None = None
        self._explained: list[str] = []

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
            cell.update(standing_keys(value.on_day))
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
                "published": self._plain(s.published),
                "url": s.url,
                "via": s.via.zh if s.via else None,
                "via-published": self._plain(s.via_published),
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
        self,
        value: Value,
        vocabulary: str | None = None,
        full: bool = True,
        marks: bool = True,
        dated: bool = True,
    ) -> Entry:
        """A value for a table or a card; ``full`` adds the note on what is not known,
        ``dated`` how old is what is only last known."""
        cited = self.marks(value.cite) if marks else ""
        if value.state != KNOWN:
            self._used.add(value.state)
            return Entry(self.word(value.state), value.state, self._remark(value, full), cited)
        remarks = self.remarks(value, full, dated)
        aside = f"({'; '.join(remarks)})" if remarks else ""
        shown = self.show(value.value, vocabulary)
        if value.unit:
            shown = f"{shown} {self.term('units', value.unit)}"
        return Entry(shown, KNOWN, aside, cited)

    def remarks(self, value: Value, full: bool = False, dated: bool = True) -> list[str]:
        """What is to be said beside a known value: that it is implied, or only last known.

        :param full: with the note on what is implied.
        :param dated: with the age of what is only last known.
        """
        remarks = []
        if value.basis != STATED:
            self._used.add("implied")
            note = f": {value.note.get(self.lang)}" if full and value.note else ""
            remarks.append(f"{self.word('implied')}{note}")
        if value.on_day and value.on_day.standing == LAST_KNOWN:
            remarks.append(self.last_known(value.on_day, value.as_of, dated))
        return remarks

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

    def ask(self, day: FuzzyDate | None) -> None:
        """Say in the legend which day was asked for."""
        self._asked = str(day) if day else None

    def last_known(self, on_day: OnDay, as_of: str | None, dated: bool = True) -> str:
        """That something is only last known: as of when, and how old it was on the day."""
        self._used.add(LAST_KNOWN)
        if not dated:
            return self.word(LAST_KNOWN)
        when = f"{self.word('as-of')} {as_of}" if as_of else self.word("undated")
        return ", ".join(part for part in (self.word(LAST_KNOWN), when, self.age(on_day)) if part)

    def age(self, on_day: OnDay) -> str:
        if not on_day.age:
            return ""
        least, most = on_day.age
        if most is None:
            return self.word("days-earlier-least").format(least)
        if least == most == 1:
            return self.word("day-earlier")
        return self.word("days-earlier").format(least if least == most else f"{least}–{most}")

    def doubt(self, on_day: OnDay | None) -> str:
        """The remark on a record of which it is not known whether it was there on the day."""
        if on_day is None or on_day.standing != NOT_KNOWN:
            return ""
        self._used.add(NOT_KNOWN)
        return self.word(NOT_KNOWN)

    def use(self, remark: str) -> None:
        """Ask for a remark (``as-of``) to be explained in the legend."""
        self._used.add(remark)

    def explain(self, line: str) -> None:
        """Add a line to the legend."""
        self._explained.append(line)

    def source_blocks(self) -> list[Block]:
        """The sources cited so far, numbered as in the marks."""
        rows: list[tuple[str, Entry]] = []
        for number, s in enumerate(self._cited.values(), start=1):
            parts = [self.both(s.publisher)]
            parts += [self.both(s.author)] if s.author else []
            parts += [str(s.published)] if s.published else []
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
        if self._asked:
            lines.insert(0, self.word("legend-asked").format(self._asked))
        lines += [
            self.word(f"legend-{key}")
            for key in ("unknown", "implied", "as-of", LAST_KNOWN, NOT_KNOWN)
            if key in self._used
        ]
        lines += self._explained
        return [Lines(lines, quiet=True)] if lines else []


def standing_keys(on_day: OnDay | None) -> dict[str, Any]:
    """How something stands on the day asked for, as JSON keys; none where no day was."""
    if on_day is None:
        return {}
    keys: dict[str, Any] = {}
    if on_day.age:
        least, most = on_day.age
        keys["age-days"] = least if least == most else None
        if least != most:
            keys["age-days-range"] = [least, most]
    return {**keys, "standing": on_day.standing}


def figure(number: int | float) -> str:
    """A figure with its thousands set apart and nothing rounded away."""
    return f"{number:,}"
