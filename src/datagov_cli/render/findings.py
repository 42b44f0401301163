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


def _finding(finding: Finding, output: OutputStyle) -> Iterator[str]:
    place = _styled(f"{visible(finding.place)}:", "bold", output)
    severity = _styled(finding.label, finding.severity, output)
    yield f"{place} {severity} {finding.code} {visible(finding.message)}\n"
    if finding.line is not None and finding.line.strip():
        at = finding.column - 1
        before = visible(finding.line[max(0, at - MARGIN) : at])
        yield f"    {before}{visible(finding.line[at : at + MARGIN])}\n"
        yield f"    {' ' * cells(before)}{_styled('^', finding.severity, output)}\n"
    if finding.advice:
        yield f"    {visible(finding.advice)}\n"
    yield "\n"


def _styled(text: str, style: str, output: OutputStyle) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if output.color else text
