"""One document under all checks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from datagov_cli.curation.validation import schema_messages
from datagov_cli.curation.validation.corpus import Corpus, Subject, kind_of
from datagov_cli.curation.validation.rules_records import RULES
from datagov_cli.model.diagnostics import Diagnostic, steps_of
from datagov_cli.storage.documents import Document

#: So many findings of a file are listed.
MAX_FINDINGS = 1000


class Examined(NamedTuple):
    """The findings about a file in the order of its lines, and how many ``more`` there are."""

    found: list[Diagnostic]
    more: int


def claim(document: Document, found: Diagnostic) -> str:
    """What a finding is about, whatever line it stands on: records by id, not by place.

    Two states of a file are compared by it, so that a fault that was there before is not
    taken for a new one because something above it has grown.
    """
    value, steps = document.value, []
    for step in steps_of(found.pointer):
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
            named = value.get("id") if isinstance(value, dict) else value
            steps.append(named if isinstance(named, str) else step)
        else:
            value = value.get(step) if isinstance(value, dict) else None
            steps.append(step)
    message = re.sub(r" on line \d+", "", found.message)
    return "\0".join((found.code, *steps, message))


def examine(document: Document, path: Path, corpus: Corpus) -> Examined:
    """The findings about a document, errors of its shape first where not all are kept.

    What the schema refuses as a value is not given to the rules, which would read it.

    :raises DataError: if a schema cannot be read.
    """
    collected = _Collected()
    collected.add(document.faults)
    if not document.broken:
        kind = kind_of(path, document)
        refused: set[str] = set()
        for found in schema_messages.check(document, corpus.schemas, kind):
            collected.add([found])
            if found.code in REFUSED and not _is_named(found):
                refused.add(found.pointer)
        subject = Subject(document, path, corpus, refused)
        for rule in RULES:
            collected.add(rule(subject))
    return Examined(sorted(collected.kept), len(collected.beyond))


#: What these say of a value keeps the rules from reading it.
REFUSED = {"DG102", "DG105", "DG106", "DG107"}


def _is_named(found: Diagnostic) -> bool:
    """Whether it is about the notation of an id, by which other records may call this one."""
    return found.code == "DG105" and found.pointer.endswith("/id")


class _Collected:
    """Findings, each once: the first of them as they are, of the others only how many."""

    def __init__(self) -> None:
        self.kept: set[Diagnostic] = set()
        self.beyond: set[int] = set()

    def add(self, found: Iterable[Diagnostic]) -> None:
        for each in found:
            if len(self.kept) < MAX_FINDINGS:
                self.kept.add(each)
            elif each not in self.kept:
                self.beyond.add(hash(each))
