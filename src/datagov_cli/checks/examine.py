"""One document under all checks."""

from __future__ import annotations

import re
from pathlib import Path

from datagov_cli.checks import shape
from datagov_cli.checks.corpus import Corpus, Subject
from datagov_cli.checks.rules import RULES
from datagov_cli.diagnostics import Diagnostic
from datagov_cli.documents import Document


def claim(document: Document, found: Diagnostic) -> str:
    """What a finding is about, whatever line it stands on: records by id, not by place.

    Two states of a file are compared by it, so that a fault that was there before is not
    taken for a new one because something above it has grown.
    """
    value, steps = document.value, []
    for step in filter(None, found.pointer.split("/")):
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
            named = value.get("id") if isinstance(value, dict) else value
            steps.append(named if isinstance(named, str) else step)
        else:
            value = value.get(step) if isinstance(value, dict) else None
            steps.append(step)
    message = re.sub(r" on line \d+", "", found.message)
    return "\0".join((found.code, *steps, message))


def examine(document: Document, path: Path, corpus: Corpus) -> list[Diagnostic]:
    """Every finding about a document, in the order of its lines.

    :raises DataError: if a schema cannot be read.
    """
    found = set(document.faults)
    if not document.broken:
        subject = Subject(document, path, corpus)
        found.update(shape.check(document, corpus.schemas, subject.kind))
        for rule in RULES:
            found.update(rule(subject))
    return sorted(found)
