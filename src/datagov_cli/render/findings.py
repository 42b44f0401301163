"""Findings for people, in text; without rich, whose import costs as much as many checks.

One place a line, never broken, so that editors and grep can follow it; below it the line of
the file with a caret under the fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.base.safe_text import visible
from datagov_cli.base.text_width import cells
from datagov_cli.render import OutputStyle
from datagov_cli.views import Finding, Lines, View

#: Of a long line only this much on either side of a fault is shown.
MARGIN = 60
_STYLES = {"bold": "1", "error": "1;31", "warning": "1;33"}


def render(view: View, output: OutputStyle) -> Iterator[str]:
    for block in view.blocks():
        if isinstance(block, Finding):
            yield from _finding(block, output)
        elif isinstance(block, Lines):
            yield from (f"{visible(line)}\n" for line in block.lines)


def _finding(found: Finding, output: OutputStyle) -> Iterator[str]:
    place = _styled(f"{visible(found.place)}:", "bold", output)
    severity = _styled(found.severity, found.severity, output)
    yield f"{place} {severity} {found.code} {visible(found.message)}\n"
    if found.line is not None and found.line.strip():
        at = found.column - 1
        before = visible(found.line[max(0, at - MARGIN) : at])
        yield f"    {before}{visible(found.line[at : at + MARGIN])}\n"
        yield f"    {' ' * cells(before)}{_styled('^', found.severity, output)}\n"
    if found.hint:
        yield f"    hint: {visible(found.hint)}\n"
    yield "\n"


def _styled(text: str, style: str, output: OutputStyle) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if output.color else text
