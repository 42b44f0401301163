"""Values as they appear in an answer: JSON cells, and entries for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datagov_cli.base.messages import (
    Text,
    clauses,
    join,
    message,
    parenthesised,
    plural,
    spaced,
    text,
    with_gloss,
)
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.labels import STATES, key_label
from datagov_cli.model.records import (
    DISPUTED,
    KNOWN,
    LAST_KNOWN,
    NOT_KNOWN,
    STATED,
    UNKNOWN,
    Citation,
    OnDay,
    Source,
    Value,
)
from datagov_cli.queries.value_text import display, label_of
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, CardRows, Entry, Heading, Lines

Cell = dict[str, Any]

AS_OF, IMPLIED = "as-of", "implied"
#: Remark → what it means, in the order of the legend.
LEGEND: dict[str, Text] = {
    UNKNOWN: message("unknown: the sources do not say; it does not mean “none”."),
    DISPUTED: message("disputed: sources contradict each other; every side is shown."),
    IMPLIED: message("implied: inferred from what a source states, not stated by it."),
    AS_OF: message("as of: the date for which a source states it; it may not hold today."),
    LAST_KNOWN: message(
        "last known: stated for an earlier day; whether it still held is not known."
    ),
    NOT_KNOWN: message("not known for that day: the date is missing or too imprecise to tell."),
}
#: How the Chinese names of newspapers and magazines end; such names stand in 《》.
_PERIODICALS = ("报", "刊", "杂志")


class CellWriter:
    """Writes values in one language, and keeps account of the sources it has cited."""

    def __init__(self, store: Store, lang: str) -> None:
        self.store = store
        self.lang = lang
        self._cited: dict[str, Source] = {}
        self._used: set[str] = set()
        self._credited: dict[str, dict[Text, set[int]]] = {}
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
        if value.state in (KNOWN, DISPUTED) and (dated or value.as_of):
            cell["as-of"] = value.as_of
        if value.state in (KNOWN, DISPUTED):
            cell.update(standing_keys(value.on_day))
        if value.note:
            cell["note"] = value.note.get(self.lang)
        if value.searched:
            cell["searched"] = [{"date": s.date, "where": s.where} for s in value.searched]
        if value.sides:
            cell["claims"] = [self.cell(side, vocabulary) for side in value.sides]
        if value.via:
            cell["via"] = "; ".join(outlet.zh for outlet in value.via)
            cell["via-en"] = "; ".join(outlet.en for outlet in value.via)
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
        return label_of(term, vocabulary, self.store).get(self.lang)

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

    def join(self, items: Iterable[str]) -> str:
        return join(items, self.lang)

    # --- for a reader -----------------------------------------------------------------------

    def text(self, english: str, **values: Any) -> str:
        """A message of the interface, as :func:`datagov_cli.base.messages.text` has it."""
        return text(english, self.lang, **values)

    def label(self, key: str, kind: str = "") -> str:
        """What a key of a record is called."""
        return key_label(key, kind).get(self.lang)

    def remarks(self, *remarks: str) -> str:
        return parenthesised(remarks, self.lang)

    def entry(
        self,
        value: Value,
        vocabulary: str | None = None,
        full: bool = True,
        marks: bool = True,
        aged: bool = True,
        dated: bool = False,
    ) -> Entry:
        """A value for a table or a card; ``full`` adds the note on what is not known, ``aged``
        how old is what is only last known, ``dated`` as of when it is stated."""
        cited = self.marks(value.cite, value.via) if marks else ""
        if value.state not in (KNOWN, DISPUTED):
            self._used.add(value.state)
            state = STATES[value.state].get(self.lang)
            return Entry(state, value.state, self._noted(value) if full else "", cited)
        said = self.remarks(*self.reservations(value, full, aged, dated))
        if value.state == KNOWN:
            shown = display(value.value, self.store, vocabulary, value.unit)
            return Entry(shown.get(self.lang), KNOWN, said, cited)
        self._used.add(DISPUTED)
        aside = spaced(self.sides(value, vocabulary), said)
        return Entry(STATES[DISPUTED].get(self.lang), DISPUTED, aside, cited)

    def reservations(
        self, value: Value, full: bool = False, aged: bool = True, dated: bool = False
    ) -> list[str]:
        """What is to be said beside a value: that it is implied, only last known, as of when.

        :param full: with the note on what is implied.
        :param aged: with the age of what is only last known.
        :param dated: with the date for which it is stated.
        """
        said = []
        if value.basis != STATED:
            self._used.add(IMPLIED)
            noted = value.note if full else None
            said.append(self.text("implied: {note}", note=noted) if noted else self.implied())
        if value.on_day and value.on_day.standing == LAST_KNOWN:
            said.append(self.last_known(value.on_day, value.as_of, aged))
        elif dated:
            said.append(self.as_of(value.as_of) if value.as_of else self.text("undated"))
        return said

    def sides(self, value: Value, vocabulary: str | None = None) -> str:
        """The sides of a dispute, each with its citations."""
        return " / ".join(
            f"{self.show(side.value, vocabulary)} {self.marks(side.cite, value.via)}".strip()
            for side in value.sides
        )

    def _noted(self, value: Value) -> str:
        """The note on what is not known, and where it was searched."""
        if not value.note:
            return ""
        tail = ""
        if value.searched:
            places = join(
                [message("{where}, {date}", where=s.where, date=s.date) for s in value.searched],
                self.lang,
            )
            tail = self.remarks(self.text("searched: {places}", places=places))
            tail = tail if self.lang == "zh" else f" {tail}"
        return f"– {value.note.get(self.lang)}{tail}"

    def show(self, value: Any, vocabulary: str | None = None) -> str:
        """The text of a known value; names in Chinese, with a gloss in English."""
        return display(value, self.store, vocabulary).get(self.lang)

    def both(self, text: Text) -> str:
        """A name: Chinese alone for readers of Chinese, else with its English gloss."""
        return with_gloss(text).get(self.lang)

    def outlet(self, name: Text) -> str:
        """Whom a source relies on; the Chinese titles of periodicals in their marks."""
        if self.lang == "zh" and name.zh.endswith(_PERIODICALS):
            return f"《{name.zh}》"
        return self.both(name)

    def credit(self, via: Text | None) -> str:
        """The remark on whom a source relies on."""
        return self.text("according to {outlet}", outlet=self.outlet(via)) if via else ""

    def source_title(self, source: Source) -> str:
        title = source.title
        return title.zh if self.lang == "zh" else f"{title.zh} — {title.en}"

    def marks(self, citations: Iterable[Citation], via: Iterable[Text] = ()) -> str:
        """Citation marks, ``[1]¶5 ¶6``; the number is that of the list of sources.

        :param via: the outlets that the sources credit for it; the list of sources names them.
        """
        marks: dict[str, list[str]] = {}
        outlets = tuple(via)
        for c in citations:
            self.source(c.source)
            marks.setdefault(c.source, []).append(f"¶{c.paragraph}")
            for outlet in outlets:
                credited = self._credited.setdefault(c.source, {})
                credited.setdefault(outlet, set()).add(c.paragraph)
        numbers = list(self._cited)
        return " ".join(f"[{numbers.index(s) + 1}]{' '.join(at)}" for s, at in marks.items())

    def ask(self, day: FuzzyDate | None) -> None:
        """Say in the legend which day was asked for."""
        self._asked = str(day) if day else None

    def last_known(self, on_day: OnDay, as_of: str | None, dated: bool = True) -> str:
        """That something is only last known: as of when, and how old it was on the day."""
        self._used.add(LAST_KNOWN)
        last = self.text("last known")
        if not dated:
            return last
        when = self.text("as of {date}", date=as_of) if as_of else self.text("undated")
        return clauses((last, when, self.age(on_day)), self.lang)

    def as_of(self, date: object) -> str:
        """The remark that something is stated for a date."""
        self._used.add(AS_OF)
        return self.text("as of {date}", date=date)

    def implied(self) -> str:
        """The remark that something is implied."""
        self._used.add(IMPLIED)
        return self.text("implied")

    def disputed(self) -> str:
        """The remark that something is one side of a dispute."""
        self._used.add(DISPUTED)
        return STATES[DISPUTED].get(self.lang)

    def state(self, state: str) -> str:
        """What stands for a value that is not known, or the remark that it is implied."""
        if state == KNOWN:
            return self.implied()
        self._used.add(state)
        return STATES[state].get(self.lang)

    def age(self, on_day: OnDay) -> str:
        """How much earlier than the day that was asked for something is stated."""
        if not on_day.age:
            return ""
        least, most = on_day.age
        if most is None:
            return self.text("at least {number} days earlier", number=least)
        if least == most:
            return plural("{number} day earlier", "{number} days earlier", least).get(self.lang)
        return self.text("{number} days earlier", number=f"{least}–{most}")

    def doubt(self, on_day: OnDay | None) -> str:
        """The remark on a record of which it is not known whether it was there on the day."""
        if on_day is None or on_day.standing != NOT_KNOWN:
            return ""
        self._used.add(NOT_KNOWN)
        return self.text("not known for that day")

    def use(self, remark: str) -> None:
        """Ask for a remark (``as-of``) to be explained in the legend."""
        self._used.add(remark)

    def explain(self, line: str) -> None:
        """Add a line to the legend."""
        self._explained.append(line)

    def source_blocks(self) -> list[Block]:
        """The sources cited so far, numbered as in the marks."""
        rows: CardRows = []
        for number, s in enumerate(self._cited.values(), start=1):
            parts = [self.both(s.publisher)]
            parts += [self.both(s.author)] if s.author else []
            parts += [str(s.published)] if s.published else []
            if s.via:
                reposted = self.text("reposted by {outlet}", outlet=self.both(s.via))
                parts.append(f"{reposted} {s.via_published or ''}".strip())
            parts += [self.term("tiers", s.tier)]
            parts += [s.url] if s.url else []
            rows += [
                (f"[{number}]", Entry(self.source_title(s))),
                ("", Entry("", aside=" · ".join(parts))),
                *self._credits(s.id),
            ]
        return [Heading(self.text("Sources")), Card(rows)] if rows else []

    def _credits(self, source_id: str) -> CardRows:
        """For which of its paragraphs a source credits an outlet."""
        return [
            (
                "",
                Entry(
                    " ".join(f"¶{number}" for number in sorted(numbers)),
                    aside=self.credit(outlet),
                ),
            )
            for outlet, numbers in self._credited.get(source_id, {}).items()
        ]

    def legend(self) -> list[Block]:
        """What the marks and words used so far mean."""
        lines = []
        if self._asked:
            asked = self.text(
                "on {day}: what is known about that day; nothing later counts.", day=self._asked
            )
            lines.append(asked)
        if self._cited:
            lines.append(self.text("[1]¶5 is paragraph 5 of source 1; ¶0 is the title."))
        lines += [meaning.get(self.lang) for key, meaning in LEGEND.items() if key in self._used]
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
