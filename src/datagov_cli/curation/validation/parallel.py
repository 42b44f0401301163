"""Many files under all checks; by several processes where there is enough to do."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from datagov_cli.base.child import Child, can_fork
from datagov_cli.base.messages import as_data
from datagov_cli.curation.validation.check_file import examine
from datagov_cli.curation.validation.corpus import Corpus
from datagov_cli.model.diagnostics import FileFindings
from datagov_cli.storage.documents import Document

#: Less than this many bytes a process is done before another has started (``benchmarks/``).
ENOUGH = 200_000

Task = tuple[Path, Path]


def examine_all(tasks: list[Task]) -> Iterator[tuple[Path, FileFindings]]:
    """Every file with the findings about it, in the order asked for.

    :param tasks: files, each with its data directory.
    :raises DataError: if a schema cannot be read.
    """
    first, *others = _shares(tasks)
    children = [(share, Child(partial(_as_json, share))) for share in others]
    findings = _examined(first)
    for share, child in children:
        answer = child.answer()
        findings += map(FileFindings.from_json, json.loads(answer)) if answer else _examined(share)
    return zip((path for path, _ in tasks), findings, strict=True)


def _as_json(tasks: list[Task]) -> str:
    return json.dumps(_examined(tasks), default=as_data)


def _examined(tasks: list[Task]) -> list[FileFindings]:
    """Every file under all checks; what several refer to is read once."""
    shared: dict[str, Document] = {}
    corpora = {home: Corpus(home, shared) for _, home in tasks}
    return [examine(corpora[home].document(path), path, corpora[home]) for path, home in tasks]


def _shares(tasks: list[Task]) -> list[list[Task]]:
    """The tasks in as many runs as processes are worth starting."""
    if not can_fork():
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
