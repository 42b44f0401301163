"""The code-quality report that GitLab shows in a merge request.

Source: GitLab Docs, *Code Quality*, "Code Quality report format".
"""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.render import OutputStyle
from datagov_cli.render.as_json import document
from datagov_cli.render.finding_text import fingerprinted, said
from datagov_cli.views import View

SEVERITIES = {"error": "major", "warning": "minor"}


def render(view: View, _: OutputStyle) -> Iterator[str]:
    report = [
        {
            "description": f"{found['code']}: {said(found)}".replace("\n", " — "),
            "check_name": f"{found['code']} {found['rule']}",
            "fingerprint": fingerprint,
            "severity": SEVERITIES[found["severity"]],
            "location": {
                "path": found["file"],
                "lines": {"begin": found["line"]},
                "positions": {"begin": {"line": found["line"], "column": found["column"]}},
            },
        }
        for fingerprint, found in fingerprinted(view.payload()["diagnostics"])
    ]
    yield document(report, indent=2)
