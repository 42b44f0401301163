"""The findings of a validation: ``validate``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.curation.validation import Report
from datagov_cli.views import Block, Finding, Lines, View
from datagov_cli.views.csv_rows import rows_table

if TYPE_CHECKING:
    from datagov_cli.curation.editing.fmt import Fix

HEADER = ["code", "rule", "severity", "file", "line", "column", "pointer", "message", "hint"]


class Findings(View):
    """The findings of a run; also which files it ``checked``, and whether a warning counts
    like an error (``strict``), for formats that say of each file whether it passed."""

    checked: Sequence[str] = ()
    strict: bool = False


def findings(report: Report, strict: bool = False, fixes: Sequence[Fix] = ()) -> Findings:
    """The findings of a run, in the order of files and lines.

    :param fixes: what has been corrected before, as ``--fix`` asks for.
    """

    def rows() -> list[dict[str, Any]]:
        return [{key: getattr(found, key) for key in HEADER} for found in report.diagnostics]

    def payload() -> dict[str, Any]:
        fixed = {"fixed": [fix._asdict() for fix in fixes]} if fixes else {}
        return {
            "schema": "datagov/validate@1",
            "files": report.files,
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "diagnostics": rows(),
            **({"more": report.more} if report.more else {}),
            **fixed,
        }

    def blocks() -> list[Block]:
        shown: list[Block] = [
            Finding(
                found.place(),
                found.severity,
                found.code,
                found.message,
                found.hint,
                report.line(found),
                found.column,
            )
            for found in report.diagnostics
        ]
        fixed = [f'{f.file}:{f.line}:{f.column}: fixed "{f.was}" → "{f.now}"' for f in fixes]
        return [*shown, *([Lines(fixed)] if fixed else []), Lines([counted(payload())])]

    return Findings(
        payload,
        rows_table(HEADER, rows),
        blocks,
        "diagnostics",
        checked=tuple(report.names),
        strict=strict,
    )


def counted(payload: Mapping[str, Any]) -> str:
    """The run in one line: ``9 files: 1 error, 0 warnings``."""
    files, errors, warnings = (payload[key] for key in ("files", "errors", "warnings"))
    more = f", {payload['more']:,} more findings not listed" if payload.get("more") else ""
    return f"{_many(files, 'file')}: {_many(errors, 'error')}, {_many(warnings, 'warning')}{more}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
