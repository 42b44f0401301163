"""The sources behind an answer, as references: ``cite``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datagov_cli.views import Block, Lines, Table, View


def cite_view(
    style: str, items: Sequence[Mapping[str, Any]], entries: Sequence[str], whole: bool
) -> View:
    """References in a style.

    :param items: of CSL-JSON, one for each source.
    :param entries: the texts in the style, one for each item unless ``whole``: then one for all.
    """

    def payload() -> dict[str, Any]:
        listed = [
            {"source": item["id"], "entry": None if whole else entry, "csl": dict(item)}
            for item, entry in zip(items, items if whole else entries, strict=True)
        ]
        return {"schema": "datagov/cite@1", "style": style, "references": listed}

    def table() -> Table:
        rows = ([each["source"], each["entry"]] for each in payload()["references"])
        return Table(["source", "entry"], rows)

    def blocks() -> list[Block]:
        # For other programs and for pasting: no line is broken.
        lines = [line for entry in entries for line in entry.split("\n")]
        return [Lines(lines, whole=True)]

    return View(payload, table, blocks, "references")
