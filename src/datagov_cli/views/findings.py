"""The findings of a validation: ``validate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.messages import clauses, message, parenthesised, plural, spaced, text
from datagov_cli.curation.validation import Report
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.finding_codes import SEVERITIES
from datagov_cli.views import Block, Finding, Lines, View
from datagov_cli.views.csv_rows import rows_table

if TYPE_CHECKING:
    from datagov_cli.curation.editing.fmt import Fix

HEADER = ["code", "rule", "severity", "file", "line", "column", "pointer", "message", "hint"]


class Findings(View):
    """The findings of a run. The formats of platforms are made of the ``report`` itself;
    ``strict`` says whether a warning counts like an error."""

    report: Report = Report()
    strict: bool = False
    lang: str = "en"


def findings(
    report: Report,
    lang: str,
    strict: bool = False,
    fixes: Sequence[Fix] = (),
    quiet: bool = False,
) -> Findings:
    """The findings of a run, in the order of files and lines.

    :param lang: the language of messages and hints, in every format.
    :param fixes: what has been corrected before, as ``--fix`` asks for.
    :param quiet: nothing but the findings, for a reader.
    """

    def rows() -> list[dict[str, Any]]:
        return [
            {
                **{key: getattr(each, key) for key in HEADER[:-2]},
                "message": each.message_in(lang),
                "hint": each.hint_in(lang),
            }
            for each in report.diagnostics
        ]

    def payload() -> dict[str, Any]:
        fixed = {"fixed": [fix._asdict() for fix in fixes]} if fixes else {}
        return {
            "schema": "datagov/validate@1",
            **_counts(report),
            "diagnostics": rows(),
            **({"more": report.more} if report.more else {}),
            **fixed,
        }

    def blocks() -> list[Block]:
        shown = finding_blocks(report.diagnostics, report.sources, lang)
        fixed = []
        for fix in fixes:
            place = f"{fix.file}:{fix.line}:{fix.column}"
            said = text(
                '{place}: fixed "{was}" → "{now}"', lang, place=place, was=fix.was, now=fix.now
            )
            fixed.append(said)
        summary = [] if quiet else [Lines([counted(report, lang)])]
        return [*shown, *([Lines(fixed)] if fixed else []), *summary]

    return Findings(
        payload,
        rows_table(HEADER, rows),
        blocks,
        "diagnostics",
        report=report,
        strict=strict,
        lang=lang,
    )


def statistics_view(report: Report, lang: str, quiet: bool = False) -> View:
    """How many findings a run has of each code, the most frequent first.

    :param lang: the language of what a reader sees.
    :param quiet: nothing but these numbers, for a reader.
    """
    counts = Counter((each.code, each.rule, each.severity) for each in report.diagnostics)
    rows = [
        {"code": code, "rule": rule, "severity": severity, "count": count}
        for (code, rule, severity), count in sorted(
            counts.items(), key=lambda item: (-item[1], item[0])
        )
    ]

    def payload() -> dict[str, Any]:
        return {
            "schema": "datagov/validate-statistics@1",
            **_counts(report),
            "statistics": rows,
            **({"more": report.more} if report.more else {}),
        }

    def blocks() -> list[Block]:
        width = max((len(str(row["count"])) for row in rows), default=0)
        lines = [
            spaced(
                f"{row['count']:>{width}}  {row['code']} {row['rule']}",
                parenthesised([SEVERITIES[str(row["severity"])]], lang),
            )
            for row in rows
        ]
        return [Lines([*lines, *([] if quiet else [counted(report, lang)])])]

    header = ["code", "rule", "severity", "count"]
    return View(payload, rows_table(header, lambda: rows), blocks, "statistics")


def _counts(report: Report) -> dict[str, int]:
    errors, warnings = report.count("error"), report.count("warning")
    return {"files": report.files, "errors": errors, "warnings": warnings}


def finding_blocks(
    diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], lang: str
) -> list[Block]:
    """Findings, each with the line of its file at which it points.

    :param sources: the texts of the files by their names; without one no line is shown.
    """
    lines = {name: source.split("\n") for name, source in sources.items()}
    shown: list[Block] = []
    for each in diagnostics:
        source = lines.get(each.file, [""])
        line = source[each.line - 1].rstrip("\r") if each.line <= len(source) else None
        hint = each.hint_in(lang)
        shown.append(
            Finding(
                place=each.place(),
                severity=each.severity,
                label=SEVERITIES[each.severity].get(lang),
                code=each.code,
                message=each.message_in(lang),
                hint=hint,
                advice=text("hint: {advice}", lang, advice=hint) if hint else None,
                line=line,
                column=each.column,
            )
        )
    return shown


def counted(report: Report, lang: str) -> str:
    """The run in one line: ``9 files: 1 error, 0 warnings``."""
    counts = [
        plural("{number} error", "{number} errors", report.count("error")),
        plural("{number} warning", "{number} warnings", report.count("warning")),
    ]
    if report.more:
        counts.append(message("{number} more findings not listed", number=f"{report.more:,}"))
    return plural(
        "{number} file: {found}",
        "{number} files: {found}",
        report.files,
        found=clauses(counts, lang),
    ).get(lang)
