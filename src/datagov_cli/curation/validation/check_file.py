"""One document under all checks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from datagov_cli.curation.validation import schema_messages
from datagov_cli.curation.validation.choose_files import place_of
from datagov_cli.curation.validation.corpus import Corpus, Path_, Subject, kind_of
from datagov_cli.curation.validation.rules_records import RULES
from datagov_cli.model.diagnostics import Diagnostic, FileFindings
from datagov_cli.storage.documents import Document

#: So many findings of a file are listed.
MAX_FINDINGS = 1000


def identity(document: Document, path: Path, diagnostic: Diagnostic) -> str:
    """What a finding is known by, in this state of the data and in others.

    That is its file, its code, what it is about and what it says. Entries of a list go by
    their id or are the text they are; one that has neither goes by nothing, not by its number,
    so that what is inserted above never makes an old finding a new one.

    :param path: the file, which is known by where it stands in its data directory.
    """
    value, names = document.value, []
    for step in diagnostic.path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
            name = value.get("id") if isinstance(value, dict) else value
            names.append(name if isinstance(name, str) else "")
        else:
            value = value.get(step) if isinstance(value, dict) else None
            names.append(step)
    said = diagnostic.gist or diagnostic.message
    return "\0".join((place_of(path), diagnostic.code, *names, said))


def examine(document: Document, path: Path, corpus: Corpus) -> FileFindings:
    """The findings about a document, errors of its shape first where not all are kept.

    What the schema refuses as a value is not given to the rules, which would read it.

    :raises DataError: if a schema cannot be read.
    """
    collected = _Collected()
    collected.add(document.faults)
    if not document.broken:
        kind = kind_of(path, document)
        refused: set[Path_] = set()
        unknown: set[Path_] = set()
        for misfit in schema_messages.check(document, corpus.schemas, kind, corpus.vocabularies):
            collected.add([misfit])
            # Other records may call this one by its id, whatever its notation.
            is_id = misfit.code == "DG105" and misfit.path[-1:] == ("id",)
            if misfit.code in REFUSED and not is_id:
                refused.add(misfit.path)
            if misfit.code == UNKNOWN_TERM:
                unknown.add(misfit.path)
        subject = Subject(document, path, corpus, refused)
        for rule in RULES:
            # The vocabulary need not repeat what the schema has said of a term.
            collected.add(
                each
                for each in rule(subject)
                if each.code != UNKNOWN_TERM or each.path not in unknown
            )
    listed = [
        diagnostic._replace(identity=identity(document, path, diagnostic))
        for diagnostic in sorted(collected.kept, key=Diagnostic.order)
    ]
    return FileFindings(listed, len(collected.beyond), document.source if listed else "")


UNKNOWN_TERM = "DG104"
#: What these say of a value keeps the rules from reading it.
REFUSED = {"DG102", "DG105", "DG106", "DG107"}


class _Collected:
    """Findings, each once: the first of them as they are, of the others only how many."""

    def __init__(self) -> None:
        self.kept: set[Diagnostic] = set()
        self.beyond: set[int] = set()

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for each in diagnostics:
            if len(self.kept) < MAX_FINDINGS:
                self.kept.add(each)
            elif each not in self.kept:
                self.beyond.add(hash(each))
