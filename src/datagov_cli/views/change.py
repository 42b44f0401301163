"""A change to a record: ``set``, ``end``, ``dispute``, ``withdraw``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.views import Block, Lines, Table, View

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft


def change_view(draft: Draft, written: bool) -> View:
    """The lines of the file that changed, as a patch, and what is left to fill in."""

    def payload() -> dict[str, Any]:
        return {
            "schema": "datagov/change@1",
            "file": draft.name,
            "line": draft.line,
            "kind": draft.kind,
            "id": draft.id,
            "written": written and bool(draft.lines),
            "to-fill-in": draft.to_fill_in,
            "record": draft.record,
        }

    def table() -> Table:
        return Table(["file", "line", "id"], [[draft.name, draft.line, draft.id]])

    def blocks() -> list[Block]:
        if not draft.lines:
            return [Lines([f"{draft.name} says that already"])]
        shown: list[Block] = [Lines(draft.lines)]
        if draft.to_fill_in:
            shown.append(Lines([f"to fill in: {', '.join(draft.to_fill_in)}"]))
        return shown

    return View(payload, table, blocks)
