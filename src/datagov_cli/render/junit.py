"""JUnit XML as Jenkins and GitLab read it: one test case for each file.

There is no standard; the shape is that of ``junit-10.xsd`` of Jenkins' xUnit plugin. A case
has at most one ``failure``, which lists all findings of its file: most readers show only the
first. Warnings are ``system-out``, unless the run is strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.render import OutputStyle
from datagov_cli.render.finding_text import Found, said
from datagov_cli.views import View

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "datagov validate"
#: What XML 1.0 cannot hold and :func:`escape_hidden` lets pass (section 2.2, Char).
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def render(view: View, _: OutputStyle) -> Iterator[str]:
    from xml.etree import ElementTree

    by_file: dict[str, list[Found]] = {name: [] for name in getattr(view, "checked", ())}
    for found in view.payload()["diagnostics"]:
        by_file.setdefault(found["file"], []).append(found)
    strict = getattr(view, "strict", False)
    suite = ElementTree.Element("testsuite")
    for name, listed in by_file.items():
        _case(suite, name, listed, strict)
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


def _case(suite: Element, name: str, listed: list[Found], strict: bool) -> None:
    from xml.etree.ElementTree import SubElement

    case = SubElement(suite, "testcase", {"classname": NAME, "name": _legal(name)})
    failing = [found for found in listed if strict or found["severity"] == "error"]
    noted = [found for found in listed if not (strict or found["severity"] == "error")]
    if failing:
        first = failing[0]
        more = f" (and {len(failing) - 1} more)" if failing[1:] else ""
        about = {
            "type": f"{first['code']} {first['rule']}",
            "message": _legal(f"{_place(first)}: {first['message']}{more}"),
        }
        SubElement(case, "failure", about).text = _listing(failing)
    if noted:
        SubElement(case, "system-out").text = _listing(noted)


def _listing(listed: list[Found]) -> str:
    lines = (
        f"{_place(found)}: {found['severity']} {found['code']} {said(found)}" for found in listed
    )
    return _legal("\n".join(lines))


def _place(found: Found) -> str:
    return f"{found['file']}:{found['line']}:{found['column']}"


def _legal(text: Any) -> str:
    """Text that XML can hold, hidden characters as their escapes."""
    return _NO_CHARACTER.sub(lambda m: f"\\u{ord(m.group()):04x}", escape_hidden(text))
