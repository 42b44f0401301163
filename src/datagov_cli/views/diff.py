"""The changes between two states of the data: ``diff``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datagov_cli.base.messages import Text, clauses, in_language, join, message, text
from datagov_cli.curation.diff import (
    ADDED,
    CITED,
    MOVED,
    REINSTATED,
    REMOVED,
    UNREADABLE,
    WITHDRAWN,
    Change,
)
from datagov_cli.views import Block, Column, Entry, Grid, Lines, View
from datagov_cli.views.csv_rows import rows_table

#: What has happened to a record as a whole.
CHANGES: dict[str, Text] = {
    ADDED: message("added"),
    REMOVED: message("removed"),
    WITHDRAWN: message("withdrawn"),
    REINSTATED: message("withdrawal reversed"),
    MOVED: message("moved"),
    CITED: message("citation changed"),
    UNREADABLE: message("could not be read before:"),
}
CITED_KEYS = ["cite-added", "cite-removed"]
HEADER = [
    "province", "record", "id", "label", "change", "field", "before", "after", *CITED_KEYS,
]  # fmt: skip


def diff_view(changes: Sequence[Change], base: str, head: str | None, lang: str) -> View:
    """The changes from ``base`` to ``head``, by province and record.

    :param head: the working tree, if it is ``None``.
    """

    def rows() -> list[dict[str, Any]]:
        return [
            {
                "province": c.owner,
                "record": c.kind,
                "id": c.id,
                "label": in_language(c.label, "en"),
                "change": c.change,
                "field": c.field or None,
                "before": c.before,
                "after": c.after,
                "cite-added": list(c.cited),
                "cite-removed": list(c.uncited),
            }
            for c in changes
        ]

    def payload() -> dict[str, Any]:
        states = {"base": base, "head": "working tree" if head is None else head}
        return {"schema": "datagov/diff@1", **states, "changes": rows()}

    def flat() -> list[dict[str, Any]]:
        return [{**row, **{key: " ".join(row[key]) for key in CITED_KEYS}} for row in rows()]

    def blocks() -> list[Block]:
        if not changes:
            now = text("the working tree", lang) if head is None else head
            same = text("no change in meaning from {base} to {now}", lang, base=base, now=now)
            return [Lines([same], quiet=True)]
        columns = [
            Column(text("Province", lang)),
            Column(text("Record", lang), fold=True),
            Column(text("Change", lang), fold=True),
            Column(text("Source", lang), fold=True),
        ]
        lines = [
            [
                Entry(c.owner, record=c.owner),
                Entry(in_language(c.label, lang), record=f"{c.owner}/{c.id}"),
                Entry(_change_text(c, lang)),
                Entry(_sources_changed(c, lang)),
            ]
            for c in changes
        ]
        return [Grid(columns, lines)]

    return View(payload, rows_table(HEADER, flat), blocks, "changes")


def _change_text(change: Change, lang: str) -> str:
    """The change in a line: ``as-of 2024-12-26 → 2025-06``."""
    what = change.field or CHANGES[change.change].get(lang)
    if change.before is None:
        return f"{what} {'+ ' if change.field else ''}{change.after}"
    if change.after is None:
        return f"{what} {'− ' if change.field else ''}{change.before}"
    return f"{what} {change.before} → {change.after}"


def _sources_changed(change: Change, lang: str) -> str:
    parts = []
    if change.cited:
        parts.append(text("source added: {sources}", lang, sources=join(change.cited, lang)))
    if change.uncited:
        parts.append(text("source removed: {sources}", lang, sources=join(change.uncited, lang)))
    return clauses(parts, lang)
