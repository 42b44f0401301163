"""What two states of the data say differently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.claims import Change
from datagov_cli.views import Block, Column, Entry, Grid, Lines, Table, View
from datagov_cli.views.words import word

HEADER = ["province", "record", "id", "label", "change", "field", "before", "after"]


def diff(changes: Sequence[Change], base: str, head: str, lang: str) -> View:
    """The changes from ``base`` to ``head``, by province and record."""

    def payload() -> dict[str, Any]:
        shown = [
            {
                "province": c.owner,
                "record": c.kind,
                "id": c.id,
                "label": c.label,
                "change": c.change,
                "field": c.field or None,
                "before": c.before,
                "after": c.after,
                "cite-added": list(c.cited),
                "cite-removed": list(c.uncited),
            }
            for c in changes
        ]
        return {"schema": "datagov/diff@1", "base": base, "head": head, "changes": shown}

    def table() -> Table:
        rows = (
            [c.owner, c.kind, c.id, c.label, c.change, c.field, c.before, c.after,
             " ".join(c.cited), " ".join(c.uncited)]
            for c in changes
        )  # fmt: skip
        return Table([*HEADER, "cite-added", "cite-removed"], rows)

    def blocks() -> list[Block]:
        if not changes:
            return [Lines([word("no-change", lang)], quiet=True)]
        columns = [
            Column(word("province", lang)),
            Column(word("record", lang), fold=True),
            Column(word("change", lang), fold=True),
            Column(word("source", lang), fold=True),
        ]
        rows = [
            [Entry(c.owner), Entry(c.label), Entry(_told(c, lang)), Entry(_sources(c, lang))]
            for c in changes
        ]  # fmt: skip
        return [Grid(columns, rows)]

    return View(payload, table, blocks, "changes")


def _told(change: Change, lang: str) -> str:
    """The change in a line: ``as-of 2024-12-26 → 2025-06``."""
    what = change.field or word(change.change, lang)
    if change.before is None:
        return f"{what} {'+ ' if change.field else ''}{change.after}"
    if change.after is None:
        return f"{what} {'− ' if change.field else ''}{change.before}"
    return f"{what} {change.before} → {change.after}"


def _sources(change: Change, lang: str) -> str:
    parts = []
    if change.cited:
        parts.append(f"{word('source-added', lang)} {', '.join(change.cited)}")
    if change.uncited:
        parts.append(f"{word('source-removed', lang)} {', '.join(change.uncited)}")
    return "; ".join(parts)
