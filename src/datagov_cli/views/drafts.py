"""A new record or a change to one: ``new``, ``set``, ``end``, ``dispute``, ``withdraw``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import join, text
from datagov_cli.curation.validation import Report
from datagov_cli.views import Block, Lines, Table, View
from datagov_cli.views.findings import findings

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft


def draft_view(draft: Draft, written: bool, lang: str, new: bool) -> View:
    """A record as it stands in its file or, unless it is ``new``, the lines that changed as a
    patch; and what is left to fill in."""
    written = written and bool(draft.lines)

    def payload() -> dict[str, Any]:
        return {
            "schema": "datagov/new@1" if new else "datagov/change@1",
            "file": draft.name,
            "line": draft.line,
            "kind": draft.kind,
            "id": draft.id,
            "written": written,
            "to-fill-in": draft.to_fill_in,
            "record": draft.record,
            **({"heads-on-record": draft.heads} if new else {}),
        }

    def table() -> Table:
        return Table(["file", "line", "id"], [[draft.name, draft.line, draft.id]])

    def blocks() -> list[Block]:
        if not draft.lines:
            return [Lines([text("{file} already says that", lang, file=draft.name)])]
        shown: list[Block] = [Lines(draft.lines)]
        if new and not written:
            return shown
        if new:
            shown.insert(0, Lines([f"{draft.name}:{draft.line}: {draft.id}"]))
        if draft.heads:
            on_record = [text("already on record: {head}", lang, head=h) for h in draft.heads]
            shown.append(Lines(on_record))
        if draft.to_fill_in:
            keys = join(draft.to_fill_in, lang)
            shown.append(Lines([text("to fill in: {keys}", lang, keys=keys)]))
        return shown

    return View(payload, table, blocks)


def refused_view(report: Report, lang: str) -> View:
    """Why a change was not written: the errors in the file as it would be. Warnings are
    left out, for they are about what stands there already."""
    errors = [each for each in report.diagnostics if each.severity == "error"]
    view = findings(Report(report.names, errors, report.sources), lang)

    def blocks() -> list[Block]:
        return [*view.blocks(), Lines([text("nothing was written", lang)])]

    return view.replace(blocks=blocks)
