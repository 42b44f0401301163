"""What was done to files: ``fmt``, ``new``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.checks import Report
from datagov_cli.views import Block, Lines, Table, View
from datagov_cli.views.findings import findings

if TYPE_CHECKING:
    from datagov_cli.layout import Laid
    from datagov_cli.scaffold import Draft

HEADER = ["file", "changed", "reason"]


def laid_out(files: Sequence[Laid], check: bool) -> View:
    """Which files were given the canonical layout, or with ``check`` would be; and which were
    skipped, and why."""

    def rows() -> list[dict[str, Any]]:
        return [
            {
                "file": laid.name,
                "changed": laid.text is not None and laid.reason is None,
                "reason": laid.reason,
            }
            for laid in files
        ]

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/fmt@1", "files": rows()}

    def table() -> Table:
        return Table(HEADER, ([row[key] for key in HEADER] for row in rows()))

    def blocks() -> list[Block]:
        report = Report()
        for laid in files:
            report.diagnostics += laid.faults
            report.sources[laid.name] = laid.source
        shown = findings(report).blocks()[:-1]
        verb = "would be changed" if check else "changed"
        lines = [
            f"{row['file']}: {verb if row['changed'] else 'skipped: ' + row['reason']}"
            for laid, row in zip(files, rows(), strict=True)
            if row["changed"] or (row["reason"] and not laid.faults)
        ]
        return [*shown, Lines([*lines, summary(files, verb)])]

    return View(payload, table, blocks, "files")


def summary(files: Sequence[Laid], verb: str) -> str:
    """The run in one line: ``9 files: 1 changed, 1 skipped``."""
    skipped = sum(laid.reason is not None for laid in files)
    changed = sum(laid.text is not None and laid.reason is None for laid in files)
    noun = "file" if len(files) == 1 else "files"
    return f"{len(files)} {noun}: {changed} {verb}, {skipped} skipped"


def begun(draft: Draft, written: bool) -> View:
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
        }

    def table() -> Table:
        return Table(["file", "line", "id"], [[draft.name, draft.line, draft.id]])

    def blocks() -> list[Block]:
        if not written:
            return [Lines(draft.lines)]
        shown: list[Block] = [Lines([f"{draft.name}:{draft.line}: {draft.id}"]), Lines(draft.lines)]
        if draft.to_fill_in:
            shown.append(Lines([f"to fill in: {', '.join(draft.to_fill_in)}"]))
        return shown

    return View(payload, table, blocks)


def refused(report: Report) -> View:
    """Why a new record was not written: the errors in the file as it would be. Warnings are
    left out, for they are about what stands there already."""
    errors = [found for found in report.diagnostics if found.severity == "error"]
    view = findings(Report(report.names, errors, report.sources))

    def blocks() -> list[Block]:
        return [*view.blocks(), Lines(["nothing was written"])]

    return View(view.payload, view.table, blocks, view.items)
