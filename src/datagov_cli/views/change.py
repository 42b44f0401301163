"""A change to a record: ``set``, ``end``, ``dispute``, ``withdraw``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import text
from datagov_cli.views import Block, Lines, Table, View
from datagov_cli.views.new import to_fill_in

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft


def change_view(draft: Draft, written: bool, lang: str) -> View:
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
            return [Lines([text("{file} says that already", lang, file=draft.name)])]
        return [Lines(draft.lines), *to_fill_in(draft, lang)]

    return View(payload, table, blocks)
