"""Trees and files of a commit, read from the objects of a git repository."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from datagov_cli.base.errors import DataError
from datagov_cli.base.files import MAX_BYTES, UnreadableError
from datagov_cli.base.messages import message
from datagov_cli.storage.git_process import git

#: Bytes that the data files of one revision may have together.
MOST_DATA = 256 << 20
#: Files asked for in one call, so that their names fit into a pipe, and bytes answered by one.
_AT_ONCE = 200
_BATCH = 32 << 20
#: The mode of a tree within a tree.
TREE = b"040000"


class Commit(NamedTuple):
    """A commit of a checkout: its name in full, and how messages call it."""

    checkout: Path
    id: str
    name: str


class GitEntry(NamedTuple):
    """What a tree of git says of one name in it."""

    mode: bytes
    id: str


def tree_at(commit: Commit, path: str) -> str | None:
    """The tree in a folder of a commit; it is looked up step by step, by names alone."""
    tree_id = commit.id
    for step in filter(None, path.split("/")):
        entry = tree_entries(commit, tree_id).get(step)
        if entry is None or entry.mode != TREE:
            return None
        tree_id = entry.id
    return tree_id


@lru_cache(maxsize=256)
def tree_entries(commit: Commit, tree: str) -> Mapping[str, GitEntry]:
    """The entries of one tree by name; asked of git once, for a tree never changes.

    :raises DataError: if it is missing, or has two of one name.
    """
    entries: dict[str, GitEntry] = {}
    for name, entry in listed_entries(commit.checkout, tree, "--full-tree"):
        if name in entries:
            raise DataError(
                message("{commit} has two files named {name}", commit=commit.name, name=name)
            )
        entries[name] = entry
    return entries


def listed_entries(folder: Path, tree: str, *options: str) -> Iterator[tuple[str, GitEntry]]:
    """The entries of a tree, or of a commit, each behind its name, as ``git ls-tree`` has them.

    :raises DataError: if git has no such tree.
    """
    listed, _ = git(folder, "ls-tree", "-z", *options, tree)
    for line in filter(None, listed.split(b"\0")):
        about, _, name = line.partition(b"\t")
        mode, _, entry_id = about.split()[:3]
        yield os.fsdecode(name), GitEntry(mode, entry_id.decode("ascii"))


def blobs(commit: Commit, ids: Sequence[str]) -> dict[str, bytes | UnreadableError]:
    """Blobs by their names. What is too large for a data file is not read.

    :raises DataError: if one is missing, or they are too much together.
    """
    sizes: dict[str, int] = {}
    for group in _batches(list(dict.fromkeys(ids)), {}):
        answer, _ = git(commit.checkout, "cat-file", "--batch-check", given=_input_lines(group))
        for blob, line in zip(group, answer.decode("utf-8", "replace").splitlines(), strict=True):
            if line.split()[1:2] != ["blob"]:
                raise incomplete(commit)
            sizes[blob] = int(line.split()[2])
    contents: dict[str, bytes | UnreadableError] = {}
    for blob, size in sizes.items():
        if size > MAX_BYTES:
            said = f"{size / 1e6:.1f} MB"
            contents[blob] = UnreadableError(
                "DG004", message("{size}; a data file may have at most 1 MB", size=said)
            )
    wanted = [blob for blob in sizes if blob not in contents]
    if sum(sizes[blob] for blob in wanted) > MOST_DATA:
        raise DataError(
            message(
                "the data files of {commit} have more than {size} MiB",
                commit=commit.name,
                size=MOST_DATA >> 20,
            )
        )
    for group in _batches(wanted, sizes):
        most = sum(sizes[blob] + 200 for blob in group)
        answer, _ = git(
            commit.checkout, "cat-file", "--batch", given=_input_lines(group), most=most
        )
        at = 0
        for blob in group:
            head = answer[at : answer.find(b"\n", at) + 1]
            if head.split()[1:] != [b"blob", b"%d" % sizes[blob]]:
                raise incomplete(commit)
            at += len(head)
            contents[blob] = answer[at : at + sizes[blob]]
            at += sizes[blob] + 1
    return contents


def _batches(ids: Sequence[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """The blobs in runs that one call of git is to answer."""
    group: list[str] = []
    size = 0
    for blob in ids:
        if group and (len(group) == _AT_ONCE or size + sizes.get(blob, 0) > _BATCH):
            yield group
            group, size = [], 0
        group.append(blob)
        size += sizes.get(blob, 0)
    if group:
        yield group


def _input_lines(ids: Sequence[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in ids).encode("ascii")


def incomplete(commit: Commit) -> DataError:
    hint = message("the clone is partial or damaged; git fsck says more, a full clone has them all")
    return DataError(
        message("files of {commit} are missing from the repository", commit=commit.name), hint
    )
