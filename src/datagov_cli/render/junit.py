"""JUnit XML as Jenkins and GitLab read it: one test case for each file.

There is no standard; the shape is that of ``junit-10.xsd`` of Jenkins' xUnit plugin. A case
has at most one ``failure``, which lists all findings of its file: most readers show only the
first. Warnings are ``system-out``, unless the run is strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from datagov_cli.base.messages import message, parenthesised, spaced
from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.finding_codes import SEVERITIES
from datagov_cli.render import OutputStyle
from datagov_cli.render.finding_text import finding_text
from datagov_cli.views.findings import Findings

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "datagov validate"
#: What XML 1.0 cannot hold and :func:`escape_hidden` lets pass (section 2.2, Char).
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def render(view: Findings, _: OutputStyle) -> Iterator[str]:
    from xml.etree import ElementTree

    by_file: dict[str, list[Diagnostic]] = {name: [] for name in view.report.names}
    for diagnostic in view.report.diagnostics:
        by_file.setdefault(diagnostic.file, []).append(diagnostic)  # It may be gone.
    suite = ElementTree.Element("testsuite")
    for name, listed in by_file.items():
        _case(suite, name, listed, view)
    counts = {
        "tests": str(len(by_file)),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": "0",
    }
    suite.attrib = {"name": NAME, **counts, "skipped": "0"}
    suites = ElementTree.Element("testsuites", {"name": NAME, **counts})
    suites.append(suite)
    ElementTree.indent(suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"{ElementTree.tostring(suites, encoding='unicode')}\n"


def _case(suite: Element, name: str, listed: list[Diagnostic], view: Findings) -> None:
    from xml.etree.ElementTree import SubElement

    case = SubElement(suite, "testcase", {"classname": NAME, "name": _legal(name)})
    failing = [each for each in listed if view.strict or each.severity == "error"]
    noted = [each for each in listed if not (view.strict or each.severity == "error")]
    if failing:
        first = failing[0]
        others = [message("and {number} more", number=len(failing) - 1)] if failing[1:] else []
        said = spaced(first.message_in(view.lang), parenthesised(others, view.lang))
        about = {
            "type": f"{first.code} {first.rule}",
            "message": _legal(f"{first.place()}: {said}"),
        }
        SubElement(case, "failure", about).text = _listing(failing, view.lang)
    if noted:
        SubElement(case, "system-out").text = _listing(noted, view.lang)


def _listing(listed: list[Diagnostic], lang: str) -> str:
    lines = (
        f"{d.place()}: {SEVERITIES[d.severity].get(lang)} {d.code} {finding_text(d, lang)}"
        for d in listed
    )
    return _legal("\n".join(lines))


def _legal(text: str) -> str:
    """Text that XML can hold, hidden characters as their escapes."""
    return _NO_CHARACTER.sub(lambda m: f"\\u{ord(m.group()):04x}", escape_hidden(text))
