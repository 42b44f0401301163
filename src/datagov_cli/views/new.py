"""A new record: ``new``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import join, text
from datagov_cli.curation.validation import Report
from datagov_cli.views import Block, Lines, Table, View
from datagov_cli.views.findings import findings

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft


def new_record_view(draft: Draft, written: bool, lang: str) -> View:
    """A new record as it stands in its file."""

    def blocks() -> list[Block]:
        if not written:
            return [Lines(draft.lines)]
        shown: list[Block] = [Lines([f"{draft.name}:{draft.line}: {draft.id}"]), Lines(draft.lines)]
        if draft.heads:
            shown.append(
                Lines([text("already on record: {head}", lang, head=h) for h in draft.heads])
            )
        return [*shown, *to_fill_in(draft, lang)]

    more = {"heads-on-record": draft.heads}
    return draft_view(draft, "datagov/new@1", written, blocks, more)


def draft_view(
    draft: Draft,
    schema: str,
    written: bool,
    blocks: Callable[[], list[Block]],
    more: Mapping[str, Any] | None = None,
) -> View:
    """A change to a file, for machines.

    :param blocks: what a reader sees of it.
    :param more: what else the answer of this schema has.
    """

    def payload() -> dict[str, Any]:
        return {
            "schema": schema,
            "file": draft.name,
            "line": draft.line,
            "kind": draft.kind,
            "id": draft.id,
            "written": written,
            "to-fill-in": draft.to_fill_in,
            "record": draft.record,
            **(more or {}),
        }

    def table() -> Table:
        return Table(["file", "line", "id"], [[draft.name, draft.line, draft.id]])

    return View(payload, table, blocks)


def to_fill_in(draft: Draft, lang: str) -> list[Block]:
    """What of a record only stands for something; nothing if all of it is said."""
    if not draft.to_fill_in:
        return []
    return [Lines([text("to fill in: {keys}", lang, keys=join(draft.to_fill_in, lang))])]


def refused_view(report: Report, lang: str) -> View:
    """Why a change was not written: the errors in the file as it would be. Warnings are
    left out, for they are about what stands there already."""
    errors = [each for each in report.diagnostics if each.severity == "error"]
    view = findings(Report(report.names, errors, report.sources), lang)

    def blocks() -> list[Block]:
        return [*view.blocks(), Lines([text("nothing was written", lang)])]

    return View(view.payload, view.table, blocks, view.items)
