"""A data file as read: its data, the place of every part of it, and its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from datagov_cli.base.errors import DataError, did_you_mean
from datagov_cli.base.messages import Text, in_language, message
from datagov_cli.model.diagnostics import Diagnostic, cut

#: The most suggestions for one file; making them is slow.
MAX_SUGGESTIONS = 100

Step = str | int
Place = tuple[int, int]


class Fault(NamedTuple):
    """What is wrong with a text, where, and what to write instead if that is known; the text
    with it fixed, if there is one way to fix it."""

    place: Place
    message: Text | str
    hint: Text | str | None = None
    fixed: str | None = None


class Marks:
    """Where a container stands, its keys and its parts; a scalar's place is a plain pair."""

    __slots__ = ("at", "items", "keys")

    def __init__(self, at: Place) -> None:
        self.at = at
        self.keys: dict[Step, Place] = {}
        self.items: dict[Step, Marks | Place] = {}


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """One file as read: its data, the places of its parts, and the faults of reading it.

    ``value`` is a dict unless ``broken``; it may then be ``None``.
    """

    name: str
    value: Any = None
    faults: list[Diagnostic] = field(default_factory=list)
    source: str = ""
    broken: bool = False
    hidden: bool = False
    found_marks: Marks | None = None
    suggested: int = 0
    read_marks: Callable[[Document], Marks | None] | None = None

    @property
    def marks(self) -> Marks:
        """The places of all parts; read from the text when the first is asked for.

        A file without a fault is never asked, and most have none.
        """
        if self.found_marks is None:
            read = self.read_marks(self) if self.read_marks and self.source else None
            self.found_marks = read or Marks((1, 1))
        return self.found_marks

    def place(self, path: tuple[Step, ...], of_key: bool = False) -> Place:
        """Line and column, from 1, of a value or of its key; of the nearest parent if absent."""
        marks = self.marks
        for depth, step in enumerate(path):
            if of_key and depth == len(path) - 1 and step in marks.keys:
                return marks.keys[step]
            part = marks.items.get(step)
            if part is None:
                break
            if isinstance(part, tuple):
                return part
            marks = part
        return marks.at

    def suggest(
        self, word: str, known: Iterable[str], otherwise: Text | str | None = None
    ) -> Text | str | None:
        """A hint naming the known word that is nearest, see :func:`~.errors.did_you_mean`; or
        ``otherwise``, once the file has had :data:`MAX_SUGGESTIONS`."""
        self.suggested += 1
        if self.suggested > MAX_SUGGESTIONS:
            return otherwise
        return did_you_mean(word, known, otherwise)

    def fault(
        self,
        code: str,
        path: tuple[Step, ...],
        said: Text | str,
        advice: Text | str | None = None,
        of_key: bool = False,
        gist: Text | str = "",
    ) -> Diagnostic:
        """A finding at the place of ``path`` in this file.

        :param said: what is wrong.
        :param advice: what to do about it.
        :param gist: the message without numbers of lines and entries, if it has any.
        """
        line, column = self.place(path, of_key)
        known_by = cut(in_language(gist, "en"))
        return Diagnostic(self.name, line, column, code, said, path, advice, known_by)

    def require_clean(self, hint: Text | str | None = None) -> Document:
        """This document, if it has been read without a fault.

        :param hint: what to do about a fault; by default, to validate the file.
        :raises DataError: with the first fault.
        """
        if self.faults:
            first = self.faults[0]
            raise DataError(
                message("{place}: {said}", place=first.place(), said=first.said),
                hint or message("datagov validate {path} lists every fault", path=self.name),
            )
        return self


def place_in(text: str, index: int) -> Place:
    """Line and column, from 1, of a character of a text."""
    line = text.count("\n", 0, index) + 1
    return line, index - text.rfind("\n", 0, index)
