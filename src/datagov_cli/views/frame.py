"""What surrounds an answer about a choice of provinces: the day that was asked for, and what
the conditions left out."""

from __future__ import annotations

from typing import Any

from datagov_cli.dates import FuzzyDate
from datagov_cli.frozen import Frozen
from datagov_cli.model import Province
from datagov_cli.views import Block, Lines
from datagov_cli.views.cells import Scribe


class Frame(Frozen):
    """``day`` is that of ``--as-of``; ``left_out`` the provinces of which it is not known
    whether they match, ``None`` where no condition was set; ``limit`` is how many are shown.
    """

    day: FuzzyDate | None = None
    left_out: tuple[Province, ...] | None = None
    limit: int | None = None

    def document(self, schema: str, content: dict[str, Any]) -> dict[str, Any]:
        """The JSON document: its name, the day, the content, what was left out."""
        document: dict[str, Any] = {"schema": f"datagov/{schema}"}
        if self.day:
            document["as-of"] = str(self.day)
        document |= content
        if self.left_out is not None:
            document["left-out"] = len(self.left_out)
            document["left-out-provinces"] = [province.id for province in self.left_out]
        return document

    def cut(self, items: list[Any]) -> list[Any]:
        """The first items, as many as the limit allows."""
        return items[: self.limit]

    def foot(self, scribe: Scribe, count: int) -> list[Block]:
        """The same for a reader, below a table of ``count`` rows before the limit."""
        lines = []
        if self.limit is not None and count > self.limit:
            lines.append(
                scribe.text(
                    "Showing the first {shown} of {number}.", shown=self.limit, number=count
                )
            )
        if self.left_out:
            lines.append(
                scribe.text(
                    "{number} left out: whether they match is not known; --include-unknown"
                    " lists them too.",
                    number=len(self.left_out),
                )
            )
        return [Lines(lines, quiet=True)] if lines else []


PLAIN = Frame()
