"""What changed in the data from commit to commit, by meaning: from git, within bounds."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from datagov_cli.base.errors import DataError, UsageError
from datagov_cli.base.frozen import Frozen
from datagov_cli.curation.diff import Change, changes
from datagov_cli.storage.git_process import git
from datagov_cli.storage.git_revisions import files_at

#: Days on which the data changed that are told, the newest.
MOST_DAYS = 8
#: Commits that are looked through for those days.
_MOST_COMMITS = 500
_LISTED = re.compile(r"([0-9a-f]{40,64}) (\d{4}-\d\d-\d\d)")


class Changed(Frozen):
    """The changes of one day: ``commit`` is the last one of that day, ``before`` the one they are
    told from."""

    date: str
    commit: str
    before: str
    changes: tuple[Change, ...]


def history(root: Path) -> list[Changed]:
    """The days on which the data changed, the newest first.

    :param root: the data directory.
    :returns: nothing where the data has no history, or it cannot be read.
    """
    try:
        states = _last_of_each_day(root)
        return _told(root, states)
    except (DataError, UsageError):
        return []


def _last_of_each_day(root: Path) -> list[tuple[str, str]]:
    """Day and last commit of each day on which a commit touched the data, the newest first, and
    one more before them to compare with."""
    answer, _ = git(
        root,
        "log", "--first-parent", f"--max-count={_MOST_COMMITS}", "--format=%H %cs", "--", ".",
    )  # fmt: skip
    days: dict[str, str] = {}
    for commit, day in _LISTED.findall(answer.decode("ascii", "replace")):
        days.setdefault(day, commit)
    return sorted(days.items(), reverse=True)[: MOST_DAYS + 1]


def _told(root: Path, states: list[tuple[str, str]]) -> list[Changed]:
    told = []
    read = ((day, commit, files_at(root, commit)) for day, commit in states)
    for (day, commit, files), (_, before, earlier) in itertools.pairwise(read):
        if changed := changes(earlier, files):
            told.append(Changed(day, commit, before, tuple(changed)))
    return told
