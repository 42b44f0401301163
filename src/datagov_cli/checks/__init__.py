"""Checks of data files: every fault in one run, each at its place.

A document is read, held against its schema, then against the rules that no schema can
express. One broken file never hides the faults of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from datagov_cli.checks import shape
from datagov_cli.checks.corpus import FOLDERS, Corpus, kind_of
from datagov_cli.checks.rules import RULES
from datagov_cli.diagnostics import Diagnostic
from datagov_cli.errors import DataError
from datagov_cli.store import find_schemas
from datagov_cli.yamlio import Document


@dataclass(slots=True)
class Report:
    """What a run found. ``lines`` gives the text of a file's lines, for showing a place."""

    files: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def count(self, severity: str) -> int:
        return sum(found.severity == severity for found in self.diagnostics)

    def keep(self, codes: Collection[str]) -> None:
        """Drop the findings that have none of these codes."""
        self.diagnostics = [found for found in self.diagnostics if found.code in codes]

    def line(self, found: Diagnostic) -> str | None:
        """The line of the file at which a finding points, or ``None`` if it is not text."""
        document = self.documents.get(found.file)
        lines = document.source.split("\n") if document else []
        return lines[found.line - 1].rstrip("\r") if found.line <= len(lines) else None


def validate(root: Path, paths: Sequence[Path] = ()) -> Report:
    """Check the data directory, or only the files and directories named.

    :param root: the data directory to which files that stand in none belong.
    :raises DataError: if a path does not exist or a schema cannot be read.
    """
    corpora: dict[Path, Corpus] = {}
    report = Report()
    chosen = list(_expand(paths)) if paths else Corpus(root).files()
    for path in dict.fromkeys(chosen):
        home = _home(path, root)
        corpus = corpora.setdefault(home, Corpus(home))
        document = corpus.document(path)
        report.files += 1
        report.documents[document.name] = document
        report.diagnostics += _check(document, path, corpus)
    return report


def _check(document: Document, path: Path, corpus: Corpus) -> list[Diagnostic]:
    found = set(document.faults)
    if not document.broken:
        kind = kind_of(path, document)
        found.update(shape.check(document, find_schemas(corpus.root), kind))
        for rule in RULES:
            found.update(rule(document, kind, path, corpus))
    return sorted(found)


def _expand(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise DataError(f"{path} does not exist", "name a data file or a directory of them")
        if not path.is_dir():
            yield path.absolute()
            continue
        base = path.absolute()
        inner = base / "data" if (base / "data" / "provinces").is_dir() else base
        if (inner / "provinces").is_dir():
            yield from Corpus(inner).files()
        else:
            found = sorted(
                p for p in inner.rglob("*.y*ml") if p.parent.name in FOLDERS or p.parent == inner
            )
            if not found:
                raise DataError(f"no data files in {path}", "they end in .yaml")
            yield from found


def _home(path: Path, root: Path) -> Path:
    """The data directory in which a file stands, or ``root`` if it stands in none."""
    folder = path.parent.parent if path.parent.name in FOLDERS else path.parent
    return folder if (folder / "provinces").is_dir() else root
