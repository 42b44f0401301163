"""What was laid out anew: ``fmt``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.views import Block, Lines, View
from datagov_cli.views.findings import finding_blocks
from datagov_cli.views.flat import rows_table

if TYPE_CHECKING:
    from datagov_cli.curation.editing.fmt import Laid


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

    def blocks() -> list[Block]:
        faults = [fault for laid in files for fault in laid.faults]
        shown = finding_blocks(faults, {laid.name: laid.source for laid in files if laid.faults})
        verb = "would be changed" if check else "changed"
        lines = [
            f"{row['file']}: {verb if row['changed'] else 'skipped: ' + row['reason']}"
            for laid, row in zip(files, rows(), strict=True)
            if row["changed"] or (row["reason"] and not laid.faults)
        ]
        return [*shown, Lines([*lines, summary(files, verb)])]

    return View(payload, rows_table(HEADER, rows), blocks, "files")


def summary(files: Sequence[Laid], verb: str) -> str:
    """The run in one line: ``9 files: 1 changed, 1 skipped``."""
    skipped = sum(laid.reason is not None for laid in files)
    changed = sum(laid.text is not None and laid.reason is None for laid in files)
    noun = "file" if len(files) == 1 else "files"
    return f"{len(files)} {noun}: {changed} {verb}, {skipped} skipped"
