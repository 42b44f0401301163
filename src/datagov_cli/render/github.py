"""Workflow commands that GitHub Actions shows as annotations at the lines of a change.

Source: GitHub Docs, *Workflow commands for GitHub Actions*; the escapes are those of
``@actions/core``, which the documentation leaves to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.render import OutputStyle
from datagov_cli.render.finding_text import said
from datagov_cli.views import View
from datagov_cli.views.findings import counted

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def render(view: View, _: OutputStyle) -> Iterator[str]:
    payload = view.payload()
    for found in payload["diagnostics"]:
        properties = {
            "file": found["file"],
            "line": found["line"],
            "col": found["column"],
            "title": f"{found['code']} {found['rule']}",
        }
        listed = ",".join(f"{key}={_escape(value, _PROPERTY)}" for key, value in properties.items())
        yield f"::{found['severity']} {listed}::{_escape(said(found), _DATA)}\n"
    yield f"{counted(payload)}\n"


def _escape(value: object, table: dict[int, str]) -> str:
    return escape_hidden(str(value).translate(table))
