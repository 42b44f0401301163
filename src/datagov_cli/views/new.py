"""A new record: ``new``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.curation.validation import Report
from datagov_cli.views import Block, Lines, Table, View
from datagov_cli.views.findings import findings

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft


def new_record_view(draft: Draft, written: bool) -> View:
    """A new record as it stands in its file."""

    def payload() -> dict[str, Any]:
        return {
            "schema": "datagov/new@1",
            "file": draft.name,
            "line": draft.line,
            "kind": draft.kind,
            "id": draft.id,
            "written": written,
            "to-fill-in": draft.to_fill_in,
            "record": draft.record,
            "heads-on-record": draft.heads,
        }

    def table() -> Table:
        return Table(["file", "line", "id"], [[draft.name, draft.line, draft.id]])

    def blocks() -> list[Block]:
        if not written:
            return [Lines(draft.lines)]
        shown: list[Block] = [Lines([f"{draft.name}:{draft.line}: {draft.id}"]), Lines(draft.lines)]
        if draft.heads:
            shown.append(Lines([f"already on record: {head}" for head in draft.heads]))
        if draft.to_fill_in:
            shown.append(Lines([f"to fill in: {', '.join(draft.to_fill_in)}"]))
        return shown

    return View(payload, table, blocks)


def refused_view(report: Report) -> View:
    """Why a change was not written: the errors in the file as it would be. Warnings are
    left out, for they are about what stands there already."""
    errors = [each for each in report.diagnostics if each.severity == "error"]
    view = findings(Report(report.names, errors, report.sources))

    def blocks() -> list[Block]:
        return [*view.blocks(), Lines(["nothing was written"])]

    return View(view.payload, view.table, blocks, view.items)
