"""The code-quality report that GitLab shows in a merge request.

Source: GitLab Docs, *Code Quality*, "Code Quality report format".
"""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.render import OutputStyle
from datagov_cli.render.as_json import document
from datagov_cli.render.finding_text import finding_text, fingerprinted, from_repository
from datagov_cli.views.findings import Findings

SEVERITIES = {"error": "major", "warning": "minor"}


def render(view: Findings, _: OutputStyle) -> Iterator[str]:
    report = [
        {
            "description": f"{diagnostic.code}: "
            + finding_text(diagnostic, view.lang).replace("\n", " — "),
            "check_name": f"{diagnostic.code} {diagnostic.rule}",
            "fingerprint": fingerprint,
            "severity": SEVERITIES[diagnostic.severity],
            "location": {
                "path": diagnostic.file,
                "lines": {"begin": diagnostic.line},
                "positions": {"begin": {"line": diagnostic.line, "column": diagnostic.column}},
            },
        }
        for fingerprint, diagnostic in fingerprinted(from_repository(view.report.diagnostics))
    ]
    yield document(report, indent=2)
