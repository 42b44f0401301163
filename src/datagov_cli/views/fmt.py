"""The result of formatting: ``fmt``."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import Text, in_language, message, plural, text
from datagov_cli.views import Block, Lines, View
from datagov_cli.views.csv_rows import rows_table
from datagov_cli.views.findings import finding_blocks

if TYPE_CHECKING:
    from datagov_cli.curation.editing.fmt import FormattedFile


HEADER = ["file", "changed", "reason"]


def fmt_view(files: Sequence[FormattedFile], check: bool, lang: str, diff: bool = False) -> View:
    """Which files were formatted, or with ``check`` would be; which were skipped, and why.

    :param diff: with the lines that would change.
    """

    def rows() -> list[dict[str, Any]]:
        return [
            {
                "file": formatted.name,
                "changed": formatted.text is not None and formatted.reason is None,
                "reason": formatted.reason and in_language(formatted.reason, "en"),
                **({"diff": "\n".join(_changes(formatted, "en")) or None} if diff else {}),
            }
            for formatted in files
        ]

    def payload() -> dict[str, Any]:
        return {"schema": "datagov/fmt@1", "files": rows()}

    def blocks() -> list[Block]:
        faults = [fault for formatted in files for fault in formatted.faults]
        sources = {formatted.name: formatted.source for formatted in files if formatted.faults}
        shown = finding_blocks(faults, sources, lang)
        lines = [
            _outcome(formatted, check).get(lang)
            for formatted in files
            if formatted.text is not None or (formatted.reason and not formatted.faults)
        ]
        changes = [line for formatted in files if diff for line in _changes(formatted, lang)]
        shown += [Lines(changes, whole=True)] if changes else []
        return [*shown, Lines([*lines, summary(files, check).get(lang)])]

    header = [*HEADER, "diff"] if diff else HEADER
    return View(payload, rows_table(header, rows), blocks, "files")


def _outcome(formatted: FormattedFile, check: bool) -> Text:
    """What becomes of a file that is not formatted."""
    if formatted.reason:
        return message("{file}: skipped: {reason}", file=formatted.name, reason=formatted.reason)
    if check:
        return message("{file}: would be changed", file=formatted.name)
    return message("{file}: changed", file=formatted.name)


def _changes(formatted: FormattedFile, lang: str) -> list[str]:
    """The changes to a file as a unified diff; none if it is formatted already or skipped."""
    if formatted.text is None or formatted.reason is not None:
        return []
    before, after = formatted.source.splitlines(), formatted.text.splitlines()
    names = (
        text("{file} (as it is)", lang, file=formatted.name),
        text("{file} (formatted)", lang, file=formatted.name),
    )
    return list(unified_diff(before, after, *names, lineterm=""))


def summary(files: Sequence[FormattedFile], check: bool) -> Text:
    """The run in one line: ``9 files: 1 changed, 1 skipped``."""
    skipped = sum(formatted.reason is not None for formatted in files)
    changed = sum(formatted.text is not None and formatted.reason is None for formatted in files)
    if check:
        return plural(
            "{number} file: {changed} would be changed, {skipped} skipped",
            "{number} files: {changed} would be changed, {skipped} skipped",
            len(files),
            changed=changed,
            skipped=skipped,
        )
    return plural(
        "{number} file: {changed} changed, {skipped} skipped",
        "{number} files: {changed} changed, {skipped} skipped",
        len(files),
        changed=changed,
        skipped=skipped,
    )
