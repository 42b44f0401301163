"""The parts of a reason: steps free of any language, grounds, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from datagov_cli.frozen import Frozen
from datagov_cli.model import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    NOT_APPLICABLE,
    About,
    Citation,
    Search,
    Text,
    Value,
)

#: Keys of records that hold sentences, which are shown in the reader's language alone.
PROSE = ("claim", "summary")


class Note(Frozen):
    """A text that is shown in the reader's language alone; a bare ``Text`` is a name."""

    text: Text


class Shown(Frozen):
    """A known value, shown by the labels of its vocabulary, or with its unit."""

    value: Any
    vocabulary: str | None = None
    unit: str | None = None


class Unnamed(Frozen):
    """A head of whom only the posts are known."""

    posts: Any


class Word(Frozen):
    """A word of the interface: the name of a record's key."""

    key: str


class Step(Frozen):
    """One step of a derivation: the key of a sentence, and what is put into it."""

    key: str
    values: Mapping[str, Any]
    cite: tuple[Citation, ...]


class Ground(Frozen):
    """Paragraphs on which a value rests, with the anchors that must occur in one of them, and
    whom the source itself relies on (``via``)."""

    cite: tuple[Citation, ...]
    anchors: tuple[str, ...]
    via: Text | None


class Contradiction(Frozen):
    """Another value for the same question, and why it is not the answer."""

    record: str
    field: str
    value: Value
    vocabulary: str | None
    why: Step


class Searched(Frozen):
    """Where one looked in vain for a field."""

    field: str
    search: Search


class Reason(Frozen):
    """Why a value is what it is. ``label`` and ``vocabulary`` say how it is shown, ``dated``
    whether it always says as of when."""

    field: str
    label: Any
    value: Value
    vocabulary: str | None
    dated: bool
    steps: tuple[Step, ...]
    contradicts: tuple[Contradiction, ...]
    searched: tuple[Searched, ...]
    grounds: tuple[Ground, ...]


class Trail:
    """Collects the parts of one reason."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.contradicts: list[Contradiction] = []
        self.searched: list[Searched] = []
        self.grounds: list[Ground] = []

    def say(self, key: str, cite: Iterable[Citation] = (), **values: Any) -> None:
        self.steps.append(step(key, cite, **values))

    def rest_on(self, about: About, cite: Iterable[Citation] | None = None) -> None:
        """The value rests on a record: on these of its paragraphs, or on all."""
        cited = about.cite if cite is None else tuple(cite)
        self.grounds.append(Ground(cited, about.anchors, about.via))

    def look_up(self, about: About) -> None:
        """Where one looked in vain for what this record lacks."""
        for key, value in about.absent.items():
            self.search(f"{about.id}.{key}", value)

    def search(self, field: str, value: Value) -> None:
        for search in value.searched:
            found = Searched(field, search)
            if found not in self.searched:
                self.searched.append(found)

    def state(self, label: Any, value: Value, vocabulary: str | None = None) -> None:
        """Say a value with its state; the sides of a dispute one by one."""
        note = Note(value.note) if value.note else ""
        if value.state == KNOWN:
            shown: Any = Shown(value.value, vocabulary, value.unit)
            if isinstance(label, Word) and label.key in PROSE:
                shown = Note(value.value)
            key = "value-implied" if value.basis == IMPLIED else "value-stated"
            if value.basis != IMPLIED and not value.cite:
                key = "value-given"
            self.say(key, value.cite, label=label, value=shown, note=note)
        elif value.state == DISPUTED:
            self.say("value-disputed", label=label, count=len(value.claims))
            for claim in value.claims:
                self.say("claim", claim.cite, value=Shown(claim.value, vocabulary))
        elif value.state == NOT_APPLICABLE:
            self.say("value-not-applicable", label=label, note=note)
        else:
            self.say("value-unknown" if note else "value-silent", label=label, note=note)

    def dispute(
        self, record: str, field: str, value: Value, vocabulary: str | None, about: About
    ) -> None:
        """Each side of a dispute contradicts the others, and is a ground of its own."""
        for claim in value.claims:
            why = step("one-side")
            self.contradicts.append(Contradiction(record, field, claim, vocabulary, why))
            self.grounds.append(Ground(claim.cite, claim.anchors, about.via))

    def reason(
        self, field: str, label: Any, value: Value, vocabulary: str | None, dated: bool = False
    ) -> Reason:
        return Reason(
            field,
            label,
            value,
            vocabulary,
            dated,
            tuple(self.steps),
            tuple(self.contradicts),
            tuple(self.searched),
            tuple(self.grounds),
        )


def step(key: str, cite: Iterable[Citation] = (), **values: Any) -> Step:
    return Step(key, values, tuple(cite))
