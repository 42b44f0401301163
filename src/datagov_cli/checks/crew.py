"""Many files under all checks; by several processes where there are enough of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from datagov_cli.checks.corpus import Corpus
from datagov_cli.checks.examine import claim, examine
from datagov_cli.diagnostics import Diagnostic
from datagov_cli.yamlio import Document

#: Fewer files than this are done before a second process has started (``benchmarks/``).
MANY = 300
CHUNK = 50

Task = tuple[Path, Path]


class Outcome(NamedTuple):
    """What was found about a file; its text only where something was.

    ``claims`` says of each finding what it is about, see :func:`~.examine.claim`.
    """

    path: Path
    name: str
    found: list[Diagnostic]
    claims: list[str]
    source: str


class _Worker:
    """Checks files; what they refer to is read once a process."""

    def __init__(self) -> None:
        self.corpora: dict[Path, Corpus] = {}
        self.shared: dict[str, Document] = {}

    def __call__(self, tasks: list[Task]) -> list[Outcome]:
        return [self.one(path, home) for path, home in tasks]

    def one(self, path: Path, home: Path) -> Outcome:
        corpus = self.corpora.get(home)
        if corpus is None:
            corpus = self.corpora[home] = Corpus(home, self.shared)
        document = corpus.document(path)
        found = examine(document, path, corpus)
        claims = [claim(document, each) for each in found]
        return Outcome(path, document.name, found, claims, document.source if found else "")


_worker = _Worker()


def _work(tasks: list[Task]) -> list[Outcome]:
    return _worker(tasks)


def examine_all(tasks: list[Task]) -> Iterator[Outcome]:
    """Every file with what was found about it, in the order asked for.

    :param tasks: files, each with its data directory.
    :raises DataError: if a schema cannot be read.
    """
    processes = min(os.cpu_count() or 1, len(tasks) // CHUNK)
    if len(tasks) < MANY or processes < 2 or not hasattr(os, "fork"):
        yield from _Worker()(tasks)
        return
    from multiprocessing import get_context

    chunks: Iterable[list[Task]] = (
        tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)
    )
    # Forked, for these processes need what is imported already, and live no longer than this.
    with get_context("fork").Pool(processes) as pool:
        for outcomes in pool.imap(_work, chunks):
            yield from outcomes
