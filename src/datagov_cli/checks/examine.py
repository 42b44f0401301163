"""One document under all checks."""

from __future__ import annotations

from pathlib import Path

from datagov_cli.checks import shape
from datagov_cli.checks.corpus import Corpus, Subject
from datagov_cli.checks.rules import RULES
from datagov_cli.diagnostics import Diagnostic
from datagov_cli.yamlio import Document


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
