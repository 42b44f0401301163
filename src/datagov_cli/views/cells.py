"""Values as they appear in an answer: JSON cells, and entries for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from datagov_cli.base.messages import (
    Text,
    clauses,
    is_chinese,
    join,
    message,
    parted,
    sentences,
    spaced,
)
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.labels import STATES
from datagov_cli.model.placeholders import NOT_LOOKED_UP
from datagov_cli.model.record_keys import HEADSHIP
from datagov_cli.model.records import (
    DISPUTED,
    KNOWN,
    LAST_KNOWN,
    NOT_APPLICABLE,
    NOT_KNOWN,
    STATED,
    UNKNOWN,
    Head,
    OnDay,
    Value,
)
from datagov_cli.queries.value_text import (
    age_text,
    dated_text,
    display,
    display_value,
    qualifying_remarks,
    stated_text,
)
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Entry, Lines
from datagov_cli.views.cited_sources import SourceWriter

Cell = dict[str, Any]

AS_OF, IMPLIED = "as-of", "implied"
#: Remark → what it means, in the order of the legend.
LEGEND: dict[str, Text] = {
    UNKNOWN: message("unknown: the sources do not say, which is not “none”."),
    NOT_APPLICABLE: message("not applicable: the question makes no sense here."),
    DISPUTED: message("disputed: sources contradict each other."),
    IMPLIED: message("implied: inferred from a source, not stated by it."),
    AS_OF: message("as of: stated for that date; it may not hold today."),
    LAST_KNOWN: message("last known: stated for an earlier day; it may no longer have held."),
    NOT_KNOWN: message("not known for that day: its date is missing or too imprecise."),
}


class CellWriter(SourceWriter):
    """Writes values in one language, and keeps account of what the legend has to explain."""

    def __init__(self, store: Store, lang: str) -> None:
        super().__init__(store, lang)
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
        if value.qualifiers:
            cell["qualifiers"] = {
                "relation": value.qualifiers.relation,
                "year": self.cell(value.qualifiers.year),
                "basis": value.qualifiers.basis,
            }
        if value.state == KNOWN:
            cell["basis"] = value.basis
        if value.state in (KNOWN, DISPUTED):
            if dated or value.as_of:
                cell["as-of"] = value.as_of
            if value.as_of_basis == IMPLIED:
                cell["as-of-basis"] = IMPLIED
            cell.update(age_keys(value.on_day))
        if value.undated:
            cell["undated"] = value.undated
        if value.note:
            cell["note"] = value.note.get(self.lang)
        if value.searched:
            cell["searched"] = [{"date": s.date, "where": s.where} for s in value.searched]
        if value.of:
            cell["of"] = {"id": value.of.id, "name": value.of.name.zh, "name-en": value.of.name.en}
        if value.sides:
            cell["claims"] = [self.cell(side, vocabulary) for side in value.sides]
        if value.parts:
            cell["parts"] = [self.cell(part, vocabulary, dated) for part in value.parts]
        if value.via:
            cell["via"] = "; ".join(outlet.zh for outlet in value.via)
            cell["via-en"] = "; ".join(outlet.en for outlet in value.via)
        cell["cite"] = self.cites(value.cite)
        return cell

    def _plain(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return [self._plain(item) for item in value]
        if isinstance(value, Text):
            return value.zh
        if isinstance(value, Head):
            parts = {name: getattr(value, name.replace("-", "_")) for name in HEADSHIP}
            return {
                name: self._plain(part.value if isinstance(part, Value) else part)
                for name, part in parts.items()
            }
        return str(value) if isinstance(value, FuzzyDate) else value

    def _label(self, value: Any, vocabulary: str | None) -> str | None:
        if isinstance(value, tuple):
            labels = [self._label(item, vocabulary) for item in value]
            known = [label for label in labels if label is not None]
            return self.join(known) if known else None
        if isinstance(value, Text):
            return value.get(self.lang)
        if isinstance(value, Head):
            return display(value, self.store).get(self.lang)
        if isinstance(value, str) and vocabulary:
            return self.term(vocabulary, value)
        return None

    def join(self, items: Iterable[str]) -> str:
        return join(items, self.lang)

    # --- for a reader -----------------------------------------------------------------------

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
        if value.parts:
            each = (self.entry(p, vocabulary, full, marks, aged, dated) for p in value.parts)
            return Entry(self._by_record(value.parts, each), value.state, cites=True)
        cited = self.marks(value.cite, value.via) if marks else ""
        if value.note == NOT_LOOKED_UP:
            return Entry(self.text("not yet looked up"), value.state)
        if value.state not in (KNOWN, DISPUTED):
            state = self.state(value.state)
            doubt = self.remarks(self.implied()) if value.basis != STATED else ""
            return Entry(state, value.state, self._noted(value) if full else doubt, cited)
        if value.state == KNOWN:
            shown = display_value(value, self.store, vocabulary)
            said = self.remarks(*self.reservations(value, full, aged, dated))
            return Entry(shown.get(self.lang), KNOWN, said, cited, flags=flags_of(value))
        aside = self.sides(value, vocabulary, aged, dated)
        return Entry(self.state(DISPUTED), DISPUTED, aside, cited, cites=True)

    def reservations(
        self,
        value: Value,
        full: bool = False,
        aged: bool = True,
        dated: bool = False,
        relation: bool = False,
    ) -> list[str]:
        """What is to be said beside a known value: by when a target is to be reached, that it is
        implied, that what has no date may be newer, that all it rests on was withdrawn, only last
        known, as of when.

        :param full: with the note on what is implied.
        :param aged: with the age of what is only last known.
        :param dated: with the date for which it is stated.
        :param relation: with the relation of a target to its figure, which is shown elsewhere.
        """
        said = []
        if value.qualifiers:
            said += [self.term("relations", value.qualifiers.relation)] if relation else []
            said += [remark.get(self.lang) for remark in qualifying_remarks(value.qualifiers)]
        if value.basis != STATED:
            self._used.add(IMPLIED)
            noted = value.note if full else None
            said.append(self.text("implied: {note}", note=noted) if noted else self.implied())
        if value.undated:
            number = value.undated
            said.append(self.text("of those dated; {number} undated may be newer", number=number))
        if self.unsupported(value):
            said.append(self.text("what it rests on was withdrawn"))
        if value.on_day and value.on_day.standing == LAST_KNOWN:
            said.append(self.last_known(value.on_day, value.as_of, aged, value.as_of_basis))
        elif value.on_day and value.on_day.standing == NOT_KNOWN:
            said.append(self.doubt(value.on_day))
        elif dated:
            said.append(self.as_of(value.as_of, value.as_of_basis))
        return said

    def unsupported(self, value: Value) -> bool:
        """Whether every source that a value cites was withdrawn."""
        named = {cite.source for cite in value.cite}
        return bool(named) and all(self.store.source(name).withdrawn for name in named)

    def sides(
        self,
        value: Value,
        vocabulary: str | None = None,
        aged: bool = True,
        dated: bool = False,
    ) -> str:
        """The sides of a dispute, each with its citations and all that is to be said beside it;
        of what several records say differently each of them.

        As of when they are stated is said once, if ``dated``, where it is the same for all of
        them, and of each where it is not.
        """
        if value.parts:
            return self.entry(value, vocabulary, False, aged=aged, dated=dated).text
        apart = len({(side.as_of, side.on_day) for side in value.sides}) > 1
        shown = " / ".join(self._side(side, vocabulary, apart, aged) for side in value.sides)
        if apart or not value.sides:
            return shown
        when = value.sides[0].replace(basis=STATED, qualifiers=None)
        said = self.reservations(when, aged=aged, dated=dated and not _says_when(when))
        return spaced(shown, self.remarks(*said))

    def _side(self, side: Value, vocabulary: str | None, apart: bool, aged: bool) -> str:
        shown = display_value(side, self.store, vocabulary).get(self.lang)
        plain = side if apart else side.replace(on_day=None)
        said = self.reservations(plain, aged=aged, dated=apart and not _says_when(side))
        return spaced(shown, self.remarks(*said), self.marks(side.cite, side.via))

    def _by_record(self, parts: Iterable[Value], entries: Iterable[Entry]) -> str:
        """What each of several records says, behind the name of the record."""
        said = (
            self.text("{label}: {value}", label=part.of.name, value=spaced(e.said, e.marks))
            for part, e in zip(parts, entries, strict=True)
            if part.of
        )
        return parted(said, self.lang)

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
            tail = tail if is_chinese(self.lang) else f" {tail}"
        return f"– {value.note.get(self.lang)}{tail}"

    def show(self, value: Any, vocabulary: str | None = None) -> str:
        """The text of a known value; names in Chinese, with a gloss in English."""
        return display(value, self.store, vocabulary).get(self.lang)

    def known(self, value: Value, vocabulary: str | None = None) -> str:
        """The text of a value and the remark that it is implied; nothing if it is not known."""
        if not value.known:
            return ""
        implied = self.remarks(self.implied()) if value.basis != STATED else ""
        return spaced(self.show(value.value, vocabulary), implied)

    def ask(self, day: FuzzyDate | None) -> None:
        """Say in the legend which day was asked for."""
        self._asked = str(day) if day else None

    def last_known(
        self, on_day: OnDay, as_of: str | None, dated: bool = True, basis: str = STATED
    ) -> str:
        """That something is only last known: as of when, and how old it was on the day."""
        self._used.add(LAST_KNOWN)
        last = self.text("last known")
        return clauses((last, self.stated(on_day, as_of, basis)), self.lang) if dated else last

    def stated(self, on_day: OnDay, as_of: str | None, basis: str = STATED) -> str:
        """For which date something is stated, and how old that was on the day."""
        self._used |= {IMPLIED} if basis == IMPLIED else set()
        return stated_text(on_day, as_of, basis).get(self.lang)

    def as_of(self, date: object, basis: str = STATED) -> str:
        """The remark that something is stated for a date, or undated.

        :param basis: of the date, which may be implied where what is stated for it is not.
        """
        self._used |= {AS_OF} if date else set()
        self._used |= {IMPLIED} if basis == IMPLIED else set()
        return dated_text(date, basis).get(self.lang)

    def implied(self) -> str:
        """The remark that something is implied."""
        self._used.add(IMPLIED)
        return self.text("implied")

    def state(self, state: str) -> str:
        """What stands for a value that is not known, or is implied, or disputed."""
        if state == KNOWN:
            return self.implied()
        self._used.add(state)
        return STATES[state].get(self.lang)

    def age(self, on_day: OnDay) -> str:
        """How much earlier than the day that was asked for something is stated."""
        return age_text(on_day).get(self.lang) if on_day.age else ""

    def doubt(self, on_day: OnDay | None) -> str:
        """The remark on a record that is only last known, or of which it is not known whether it
        was there on the day."""
        if on_day is None or on_day.standing == KNOWN:
            return ""
        if on_day.standing == LAST_KNOWN:
            return self.last_known(on_day, on_day.as_of)
        self._used.add(NOT_KNOWN)
        return self.text("not known for that day")

    def use(self, remark: str) -> None:
        """Ask for a remark (``as-of``) to be explained in the legend."""
        self._used.add(remark)

    def explain(self, line: str) -> None:
        """Add a line to the legend."""
        self._explained.append(line)

    def legend(self) -> list[Block]:
        """What the marks and words used so far mean, in as few lines as hold it."""
        lines, meanings = [], []
        if self._asked:
            asked = self.text(
                "on {day}: what is known about that day; nothing later counts.", day=self._asked
            )
            lines.append(asked)
        if self._cited:
            meanings.append(message("[1]¶5: source 1, paragraph 5 (¶0: its title)."))
        if any(source.is_excerpt for source in self._cited.values()):
            meanings.append(message("…¶5: paragraph 5 of the excerpt that was read."))
        meanings += [meaning for key, meaning in LEGEND.items() if key in self._used]
        lines += [sentences(*meanings).get(self.lang)] if meanings else []
        lines += self._explained
        return [Lines(lines, quiet=True)] if lines else []


#: What a row of an answer about a day has besides, behind its other columns.
STANDING_COLUMNS = ["last-stated", "age-days", "standing"]


def standing_columns(on_day: OnDay | None) -> dict[str, Any]:
    """As :func:`standing_keys`, with every one of :data:`STANDING_COLUMNS`."""
    return {**dict.fromkeys(STANDING_COLUMNS), **standing_keys(on_day or OnDay(KNOWN))}


def standing_keys(on_day: OnDay | None) -> dict[str, Any]:
    """How a record stands on the day asked for, as JSON keys; none where no day was."""
    last = {"last-stated": on_day.as_of} if on_day and on_day.as_of else {}
    return {**last, **age_keys(on_day)}


def age_keys(on_day: OnDay | None) -> dict[str, Any]:
    """The same of a value, which has the date for which it is stated as its ``as-of``."""
    if on_day is None:
        return {}
    keys: dict[str, Any] = {}
    if on_day.age:
        least, most = on_day.age
        keys["age-days"] = least if least == most else None
        if least != most:
            keys["age-days-range"] = [least, most]
    return {**keys, "standing": on_day.standing}


def flags_of(value: Value) -> tuple[str, ...]:
    """The reservations on a known value: that it is implied, and how it stands on the day."""
    standing = value.on_day.standing if value.on_day else KNOWN
    implied = (IMPLIED,) if value.basis != STATED else ()
    return (*implied, standing) if standing != KNOWN else implied


def _says_when(value: Value) -> bool:
    """Whether the text of a value has the date: it is one, or a headship with its own."""
    return isinstance(value.value, FuzzyDate | Head)
