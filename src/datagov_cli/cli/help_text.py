"""Help in Chinese: what Typer prints, in the words of the catalogue.

The texts stand in English where commands and options are defined; ``scripts/messages.py`` finds
them by printing all help. English help is Typer's own and needs nothing of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from inspect import cleandoc
from itertools import pairwise
from typing import Any

import typer

from datagov_cli.base.text_width import cells
from datagov_cli.cli.options import help_in
from datagov_cli.render.line_breaks import breaks

#: What stands between a help text and Typer's remarks on an option, such as its default.
_GAP = "  ["

# Typer carries a click of its own, so its formatter is reached through Typer.
_Formatter: Any = typer.Context.formatter_class


class ChineseFormatter(_Formatter):  # type: ignore[misc]
    """Writes help in Chinese; names of options and of arguments and examples stay.

    :param lang: which Chinese, a language of :data:`datagov_cli.base.messages.LANGUAGES`.
    """

    def __init__(self, lang: str = "zh", **sizes: int | None) -> None:
        super().__init__(**sizes)
        self.lang = lang

    def said(self, english: str) -> str:
        """The Chinese of a text of the help; the English itself if there is none."""
        return help_in(english, self.lang)

    def write_usage(self, prog: str, args: str = "", _: str | None = None) -> None:
        super().write_usage(prog, args, f"{self.said('Usage')}{self.said(': ')}")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{self.said(heading)}{self.said(': ')}\n")

    def write_text(self, text: str) -> None:
        """Write a help text: paragraphs, and what stands below ``\\b`` line by line."""
        indent = " " * self.current_indent
        shown = [
            [indent + line for line in self._lines(part, self.width - self.current_indent)]
            for part in paragraphs(text)
        ]
        self.write("\n\n".join("\n".join(lines) for lines in shown) + "\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of options, arguments or commands, each with its text."""
        # As wide as Typer makes it, so that the page looks the same in both languages.
        first = min(max(cells(name) for name, _ in rows), col_max) + col_spacing
        indent = " " * self.current_indent
        for name, about in rows:
            lines = _wrapped(record(about, self.said), max(self.width - first - 2, 10))
            head = f"{indent}{name}"
            if cells(name) <= first - col_spacing and lines:
                head += " " * (first - cells(name)) + lines.pop(0)
            self.write("\n".join([head, *(indent + " " * first + line for line in lines), ""]))

    def _lines(self, part: str, width: int) -> list[str]:
        if not part.startswith("\b"):
            return _wrapped(self.said(" ".join(part.split())), width)
        heading, *lines = part.removeprefix("\b").strip("\n").split("\n")
        return [self.said(heading), *lines]


def paragraphs(text: str) -> Iterator[str]:
    """The parts of a help text; one that is shown line by line begins with ``\\b``."""
    return (part for part in cleandoc(text).split("\n\n") if part.strip())


def record(about: str, said: Callable[[str], str]) -> str:
    """The text of an option, with the remarks of Typer on it.

    :param said: gives a text in the language that is wanted.
    """
    text, gap, remarks = about.rpartition(_GAP)
    if not gap:
        return said(about)
    parts = [_remark(part, said) for part in remarks.removesuffix("]").split("; ")]
    return f"{said(text)}{_GAP}{said('; ').join(parts)}]"


def _remark(part: str, said: Callable[[str], str]) -> str:
    """A remark of Typer: ``required``, ``default: HEAD``, ``env var: NAME``, a range."""
    name, colon, value = part.partition(": ")
    if colon:
        return f"{said(name)}{said(colon)}{value}"
    return said(part) if part.isalpha() else part


def _wrapped(text: str, width: int) -> list[str]:
    places = [0, *breaks(text, width), len(text)]
    return [text[a:b].rstrip() for a, b in pairwise(places)]
