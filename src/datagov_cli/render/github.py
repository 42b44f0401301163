"""Workflow commands that GitHub Actions shows as annotations at the lines of a change.

Source: GitHub Docs, *Workflow commands for GitHub Actions*; the escapes are those of
``@actions/core``, which the documentation leaves to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.render import OutputStyle
from datagov_cli.render.finding_text import finding_text, from_repository
from datagov_cli.views.findings import Findings, counted

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def render(view: Findings, _: OutputStyle) -> Iterator[str]:
    for diagnostic in from_repository(view.report.diagnostics):
        properties = {
            "file": diagnostic.file,
            "line": diagnostic.line,
            "col": diagnostic.column,
            "title": f"{diagnostic.code} {diagnostic.rule}",
        }
        listed = ",".join(f"{key}={_escape(value, _PROPERTY)}" for key, value in properties.items())
        text = _escape(finding_text(diagnostic, view.lang), _DATA)
        yield f"::{diagnostic.severity} {listed}::{text}\n"
    yield f"{counted(view.report, view.lang)}\n"


def _escape(value: object, table: dict[int, str]) -> str:
    return escape_hidden(str(value).translate(table))
