"""CSV after RFC 4180 with line feeds; no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from datagov_cli.base.safe_text import inert
from datagov_cli.render import OutputStyle
from datagov_cli.views import View


def render(view: View, output: OutputStyle) -> Iterator[str]:
    table = view.table()
    if output.bom:
        yield "\ufeff"
    yield _line(table.header)
    for row in table.rows:
        yield _line(row)


def _line(row: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([inert(cell) for cell in row])
    return out.getvalue()
