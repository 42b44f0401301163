"""Findings about data files: what is wrong, where, and how to fix it."""

from __future__ import annotations

from typing import Any, NamedTuple

from datagov_cli.model.finding_codes import CODES as CODES
from datagov_cli.model.finding_codes import Code as Code

#: What is said of a file some of whose findings are not listed.
TOO_MANY = "DG017"
#: How the codes of reading begin: what has one of them may not have been read whole.
READING = "DG0"


class Diagnostic(NamedTuple):
    """One finding.

    ``line`` and ``column`` start at 1; ``path`` leads by keys and indexes to what it is about.
    ``gist`` is the message without numbers of lines and entries, where it has any: they change
    as the file grows. ``identity`` is what a finding is known by from one state of the data to
    the next; empty until a check makes it (:func:`.check_file.identity`).
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    path: tuple[str | int, ...] = ()
    hint: str | None = None
    gist: str = ""
    identity: str = ""

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
        return (*self[:5], self.pointer, self.hint or "")


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
        each = ((*row[:5], tuple(row[5]), *row[6:]) for row in rows)
        return cls(list(map(Diagnostic._make, each)), more, source)
