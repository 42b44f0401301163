"""SARIF 2.1.0, the format of findings that code scanning and editors read.

Source: OASIS Standard *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*.
Files of a repository are relative to its top, ``%SRCROOT%``, which whoever reads the report
resolves: no path of this machine goes into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datagov_cli.base.messages import translated
from datagov_cli.base.version import __version__
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.finding_codes import CODES
from datagov_cli.render import OutputStyle
from datagov_cli.render.as_json import document
from datagov_cli.render.finding_text import finding_text, fingerprinted, from_repository
from datagov_cli.views.findings import Findings

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
#: Languages that are not the default of the format, as it names them.
_CULTURES = {"zh": "zh-CN", "zh-Hant": "zh-TW", "zh-Hant-HK": "zh-HK"}


def render(view: Findings, _: OutputStyle) -> Iterator[str]:
    rules = [_rule(code, view.lang) for code in CODES]
    driver = {"name": "datagov", "version": __version__, "rules": rules}
    results = [
        _result(diagnostic, fingerprint, view.lang)
        for fingerprint, diagnostic in fingerprinted(from_repository(view.report.diagnostics))
    ]
    language = {"language": _CULTURES[view.lang]} if view.lang in _CULTURES else {}
    run = {
        "tool": {"driver": driver},
        **language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    yield document({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str, lang: str) -> dict[str, Any]:
    rule, why, fix, severity = CODES[code]
    words = rule.split("-")
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": " ".join(words).capitalize()},
        "fullDescription": {"text": translated(why, lang)},
        "help": {"text": translated(fix, lang)},
        "defaultConfiguration": {"level": severity},
    }


def _result(diagnostic: Diagnostic, fingerprint: str, lang: str) -> dict[str, Any]:
    region = {"startLine": diagnostic.line, "startColumn": diagnostic.column}
    place = {"artifactLocation": _artifact(diagnostic.file), "region": region}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": list(CODES).index(diagnostic.code),
        "level": diagnostic.severity,
        "message": {"text": finding_text(diagnostic, lang)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"identity/v1": fingerprint},
    }


def _artifact(file: str) -> dict[str, str]:
    import os
    from pathlib import Path
    from urllib.parse import quote

    if Path(file).is_absolute():
        return {"uri": Path(file).as_uri()}
    return {"uri": quote(os.fsencode(file)), "uriBaseId": ROOT}
