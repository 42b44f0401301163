"""The parts of an explanation: steps, supporting citations, contradictions, searches."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message, remarked, sentences, without_stop
from datagov_cli.model.key_types import CITED, CLASSIFIED, SUMMED_UP, Key
from datagov_cli.model.labels import kind_label
from datagov_cli.model.placeholders import NOT_LOOKED_UP
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    LAST_KNOWN,
    NOT_APPLICABLE,
    NOT_KNOWN,
    STATED,
    About,
    Citation,
    OnDay,
    Province,
    Search,
    Value,
    Withdrawal,
)
from datagov_cli.queries.value_text import display, display_value, label_of, stated_text

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Vocabularies

#: How a known value is told, by whose words it is (:class:`datagov_cli.model.record_keys.Key`).
_TOLD: dict[str, Callable[..., Text]] = {
    CITED: lambda **parts: message("{label}: {value}, as cited.", **parts),
    CLASSIFIED: lambda **parts: message("{label}: {value}, classified by the editors.", **parts),
    SUMMED_UP: lambda **parts: message("{label}: {value}, in the editors' words.", **parts),
}


class Step(Frozen):
    """One step of a derivation: a sentence, and the paragraphs on which it rests."""

    text: Text
    cite: tuple[Citation, ...]


class Support(Frozen):
    """Paragraphs on which a value rests, with the anchors that must occur in one of them, and
    whom the source itself relies on (``via``)."""

    cite: tuple[Citation, ...]
    anchors: tuple[str, ...]
    via: Text | None


class Contradiction(Frozen):
    """Another value for the same question, or of a predecessor, and why it is not the answer."""

    record: str
    field: str
    value: Value
    vocabulary: str | None
    why: Text


class Searched(Frozen):
    """Where a field was looked for and not item."""

    field: str
    search: Search


@dataclasses.dataclass(eq=False)
class Explanation:
    """Why a value is what it is.

    :param field: what was asked for, as the answer names it.
    :param label: the same for a reader.
    :param vocabulary: the home of the terms of the value.
    :param dated: whether the value is always shown with its date.
    :param words: whose words the value is; what sums up is shown in the reader's language alone.

    ``beside`` has the keys, with what they say, that must stand beside the value lest it be
    misread; the figure of a target has its own qualifiers.
    """

    vocabularies: Vocabularies
    field: str
    label: Text
    value: Value
    vocabulary: str | None = None
    dated: bool = False
    words: str = CITED
    beside: list[tuple[Key, Value]] = dataclasses.field(default_factory=list)
    steps: list[Step] = dataclasses.field(default_factory=list)
    contradicts: list[Contradiction] = dataclasses.field(default_factory=list)
    #: What held before, by whoever led then: values of another time, which contradict none.
    predecessors: list[Contradiction] = dataclasses.field(default_factory=list)
    searched: list[Searched] = dataclasses.field(default_factory=list)
    support: list[Support] = dataclasses.field(default_factory=list)
    #: When and why what was asked for was withdrawn, if it was.
    withdrawn: Withdrawal | None = None

    @property
    def prose(self) -> bool:
        """Whether the value sums up, in the editors' words."""
        return self.words == SUMMED_UP

    # --- how values are shown ---------------------------------------------------------------

    def display(self, value: Any, vocabulary: str | None = None, unit: str | None = None) -> Text:
        return display(value, self.vocabularies, vocabulary, unit)

    def term(self, vocabulary: str, term: str) -> Text:
        return label_of(term, vocabulary, self.vocabularies)

    # --- what it is made of -----------------------------------------------------------------

    def add_step(self, text: Text, cite: Iterable[Citation] = ()) -> None:
        self.steps.append(Step(text, tuple(cite)))

    def add_record(self, record_id: str, kind: str, cite: Iterable[Citation] = ()) -> None:
        """A step that names a record and its kind."""
        self.add_step(message("Record {id} ({kind}).", id=record_id, kind=kind_label(kind)), cite)

    def add_support(self, about: About, cite: Iterable[Citation] | None = None) -> None:
        """The value rests on a record: on these of its paragraphs, or on all."""
        cited = about.cite if cite is None else tuple(cite)
        self.support.append(Support(cited, about.anchors, about.via))

    def add_searches(self, field: str, value: Value) -> None:
        """Where a field was looked for."""
        for search in value.searched:
            item = Searched(field, search)
            if item not in self.searched:
                self.searched.append(item)

    def add_searches_of(self, about: About) -> None:
        """Where all that a record lacks was looked for."""
        for key, value in about.absent.items():
            self.add_searches(f"{about.id}.{key}", value)

    def add_standing(
        self, province: Province, on_day: OnDay | None, as_of: str | None, basis: str = STATED
    ) -> None:
        """A step on how it stands on the day asked about, if one was."""
        if province.asked is None or on_day is None:
            return
        words: dict[str, Any] = {"day": province.asked.day}
        if on_day.standing == NOT_KNOWN:
            self.add_step(message("Whether it existed on {day} is not known.", **words))
        elif on_day.standing == LAST_KNOWN:
            stated = stated_text(on_day, as_of, basis)
            said = message("For {day} it is only last known: {stated}.", stated=stated, **words)
            self.add_step(said)
        else:
            self.add_step(message("It is known for {day}.", **words))

    def add_value(
        self,
        label: Text | str,
        value: Value,
        vocabulary: str | None = None,
        words: str = CITED,
    ) -> None:
        """A step that states a value with its state, and a step for each side of a dispute.

        :param words: whose words the value is.
        """
        for part in value.parts:
            said = label if isinstance(label, Text) else Text(label, label)
            named = remarked(said, part.of.name) if part.of else said
            self.add_value(named, part, vocabulary, words)
        if value.parts:
            return
        if value.state == KNOWN:
            shown = display_value(value, self.vocabularies, vocabulary)
            if words == SUMMED_UP:
                shown = value.value
            parts: dict[str, Any] = {"label": label, "value": without_stop(shown)}
            if value.basis == IMPLIED:
                stated = message("{label}: {value}, implied and not stated.", **parts)
            elif value.cite:
                stated = _TOLD[words](**parts)
            else:
                stated = message("{label}: {value}.", **parts)
            self.add_step(sentences(stated, value.note, self._aged(value)), value.cite)
        elif value.state == DISPUTED:
            disputed = message(
                "{label}: disputed. The sources give {number} values; none is preferred.",
                label=label,
                number=len(value.sides),
            )
            self.add_step(disputed)
            for side in value.sides:
                shown = without_stop(self.display(side.value, vocabulary))
                self.add_step(message("One side says: {value}.", value=shown), side.cite)
        elif value.state == NOT_APPLICABLE:
            self.add_step(sentences(message("{label}: not applicable.", label=label), value.note))
        elif value.note == NOT_LOOKED_UP:
            self.add_step(message("{label}: not yet looked up.", label=label))
        elif value.note:
            said = sentences(message("{label}: not known.", label=label), value.note)
            self.add_step(said, value.cite)
        else:
            self.add_step(message("{label}: not known, and no note says why.", label=label))

    def _aged(self, value: Value) -> Text | None:
        """That a value is only last known; of the one explained a step of its own says so."""
        if value == self.value or not value.on_day or value.on_day.standing != LAST_KNOWN:
            return None
        stated = stated_text(value.on_day, value.as_of, value.as_of_basis)
        return message("Only last known: {stated}.", stated=stated)

    def add_dispute(
        self, record: str, field: str, value: Value, vocabulary: str | None, about: About
    ) -> None:
        """Each side of a dispute contradicts the others, and is supported by its own citations."""
        for side in value.sides:
            why = message("One side of a dispute.")
            self.contradicts.append(Contradiction(record, field, side, vocabulary, why))
            self.support.append(Support(side.cite, side.anchors, about.via))
