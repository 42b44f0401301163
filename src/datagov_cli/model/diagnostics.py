"""Findings about data files: what is wrong, where, and how to fix it."""

from __future__ import annotations

from typing import Any, NamedTuple

from datagov_cli.base.messages import Text, from_data, in_language
from datagov_cli.model.finding_codes import CODES

#: What is said of a file some of whose findings are not listed.
TOO_MANY = "DG017"
#: How the codes of reading begin: what has one of them may not have been read whole.
READING = "DG0"
#: The longest message of a finding, in characters.
MAX_MESSAGE = 1000


class Diagnostic(NamedTuple):
    """One finding.

    ``line`` and ``column`` start at 1; ``path`` leads by keys and indexes to what it is about.
    ``said`` is what is wrong and ``advice`` what to do about it, messages of the catalogue or
    plain texts; :meth:`message_in` and :meth:`hint_in` give them in a language. ``gist`` is the
    English message without numbers of lines and entries, where it has any: they change as the
    file grows. ``identity`` is what a finding is known by from one state of the data to the
    next, in all languages the same; empty until a check makes it
    (:func:`.check_file.identity`).
    """

    file: str
    line: int
    column: int
    code: str
    said: Text | str
    path: tuple[str | int, ...] = ()
    advice: Text | str | None = None
    gist: str = ""
    identity: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.message_in("en")

    @property
    def hint(self) -> str | None:
        """What to do about it, in English."""
        return self.hint_in("en")

    def message_in(self, lang: str) -> str:
        """What is wrong."""
        return cut(in_language(self.said, lang))

    def hint_in(self, lang: str) -> str | None:
        """What to do about it, if that is known."""
        return cut(in_language(self.advice, lang)) if self.advice else None

    @property
    def rule(self) -> str:
        return CODES[self.code].rule

    @property
    def severity(self) -> str:
        return CODES[self.code].severity

    @property
    def pointer(self) -> str:
        """``path`` as a JSON pointer (RFC 6901)."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.path)
        return "".join(f"/{step}" for step in steps)

    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def order(self) -> tuple[str | int, ...]:
        """By file, line and column, then by what is said."""
        return (*self[:4], self.message, self.pointer, self.hint or "")


def cut(text: str) -> str:
    """A text within :data:`MAX_MESSAGE`."""
    return text if len(text) <= MAX_MESSAGE else f"{text[: MAX_MESSAGE - 1]}…"


class FileFindings(NamedTuple):
    """The findings about a file in the order of its lines; how many ``more`` there are that are
    not listed; the text of the file, where there is a finding."""

    diagnostics: list[Diagnostic]
    more: int = 0
    source: str = ""

    @classmethod
    def from_json(cls, value: Any) -> FileFindings:
        """Findings as JSON has kept them, which turns tuples into lists."""
        rows, more, source = value
        each = (
            (*row[:4], from_data(row[4]), tuple(row[5]), from_data(row[6]), *row[7:])
            for row in rows
        )
        return cls(list(map(Diagnostic._make, each)), more, source)
