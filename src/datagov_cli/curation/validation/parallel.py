"""Many files under all checks; by several processes where there is enough to do."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from datagov_cli.curation.validation.check_file import claim, examine
from datagov_cli.curation.validation.corpus import Corpus
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.documents import Document

#: Less than this many bytes a process is done before another has started (``benchmarks/``).
ENOUGH = 200_000

Task = tuple[Path, Path]


class Outcome(NamedTuple):
    """What was found about a file; its text only where something was.

    ``more`` findings were counted and are not listed; ``claims`` says of each of the others
    what it is about, see :func:`~.examine.claim`.
    """

    path: Path
    name: str
    found: list[Diagnostic]
    more: int
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
        found, more = examine(document, path, corpus)
        claims = [claim(document, each) for each in found]
        return Outcome(path, document.name, found, more, claims, document.source if found else "")


def examine_all(tasks: list[Task]) -> Iterator[Outcome]:
    """Every file with what was found about it, in the order asked for.

    :param tasks: files, each with its data directory.
    :raises DataError: if a schema cannot be read.
    """
    first, *others = _shares(tasks)
    children = [(share, _start(share)) for share in others]
    yield from _Worker()(first)
    for share, child in children:
        yield from _finish(child) or _Worker()(share)


def _shares(tasks: list[Task]) -> list[list[Task]]:
    """The tasks in as many runs as processes are worth starting."""
    if not hasattr(os, "fork"):
        return [tasks]
    size = 0
    for path, _ in tasks:
        try:
            size += path.stat().st_size
        except OSError:
            continue
    count = max(1, min(os.cpu_count() or 1, size // ENOUGH, len(tasks)))
    length = -(-len(tasks) // count)
    return [tasks[start : start + length] for start in range(0, len(tasks), length)]


def _start(tasks: list[Task]) -> tuple[int, int]:
    """A forked process at work on the tasks, and the pipe on which its answer comes.

    Plain fork and a pipe: importing multiprocessing takes longer than many a run.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    # A child that fails says so by its exit code, and the parent does its work over.
    code = 1
    try:
        os.close(reading)
        outcomes = [(str(o.path), *o[1:]) for o in _Worker()(tasks)]
        with os.fdopen(writing, "w", encoding="utf-8", errors="surrogatepass") as pipe:
            json.dump(outcomes, pipe)
        code = 0
    finally:
        os._exit(code)


def _finish(child: tuple[int, int]) -> list[Outcome] | None:
    """What a process has found, or ``None`` if it failed."""
    process, reading = child
    with os.fdopen(reading, encoding="utf-8", errors="surrogatepass") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(process, 0)
    if status:
        return None
    return [
        Outcome(Path(path), name, [Diagnostic(*each) for each in found], *rest)
        for path, name, found, *rest in json.loads(answer)
    ]
