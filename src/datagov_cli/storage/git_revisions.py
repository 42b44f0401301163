"""The data at a revision of git, read into memory by git's own commands.

Nothing here touches the working tree, the index or a reference. A commit may come from
anyone, so no name in it becomes a path: only files with the names of data files are read,
and they are kept as bytes. Only the schemas, which have names of our own, are written down.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from datagov_cli.base.errors import DataError, UsageError, reason_of
from datagov_cli.base.files import UnreadableError
from datagov_cli.base.messages import Text, message
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.storage.data_files import FOLDERS, LEADS_OUT, NATIONAL_FILE, is_data_name
from datagov_cli.storage.documents import Document
from datagov_cli.storage.git_objects import (
    TREE,
    Commit,
    GitEntry,
    blobs,
    listed_entries,
    tree_at,
    tree_entries,
)
from datagov_cli.storage.git_process import GitError, git
from datagov_cli.storage.store import find_schemas

#: Folders of one revision that are looked into for its data.
MOST_FOLDERS = 100
#: Links that are followed one after the other before they are taken for a circle.
_HOPS = 8
#: A name longer than this is no revision, and is not repeated whole.
_LONGEST = 200

# Modes of entries in a tree besides that of a tree; all others are repositories within it.
_LINK = b"120000"
_FILES = (b"100644", b"100755", b"100664")


class Revision:
    """The data files of a commit.

    :param home: the folder of the repository in which the data stood then, ``""`` for itself.
    :param folder: the name of the data directory as it is; paths begin with it.
    :param files: the bytes of each file by its place (``provinces/hunan.yaml``), or why it is
        not read.
    :param schemas: where the schemas are, on the disk.
    """

    def __init__(
        self,
        commit: Commit,
        home: str,
        folder: str,
        files: Mapping[str, bytes | UnreadableError],
        schemas: Path,
    ) -> None:
        self.schemas = schemas
        self._commit = commit
        self._home = home
        self._files = {Path(folder, place): held for place, held in files.items()}
        self._places = {Path(folder, place): place for place in files}

    @property
    def paths(self) -> list[Path]:
        """The paths of the data files in a fixed order; they are names, not files on a disk."""
        return list(self._files)

    def places(self) -> list[str]:
        """Where every file stood below the data directory, whether it is read or not."""
        tree = tree_at(self._commit, self._home)
        below = listed_entries(self._commit.checkout, tree, "-r", "--full-tree") if tree else ()
        return [name for name, _ in below]

    def document(self, path: Path) -> Document:
        """A file as read; every fault of reading is in ``faults``, none is raised."""
        from datagov_cli.storage.yaml_reader import read_bytes, unread

        name, held = self._name(path), self._files[path]
        return unread(held, name) if isinstance(held, UnreadableError) else read_bytes(held, name)

    def files(self) -> Iterator[tuple[Path, str, bytes | UnreadableError]]:
        """Every data file: its path, its name, and its bytes or why they are not read."""
        return ((path, self._name(path), held) for path, held in self._files.items())

    def _name(self, path: Path) -> str:
        return f"{self._commit.name}:{posixpath.join(self._home, self._places[path])}"

    def documents(self) -> Iterator[tuple[Path, Document]]:
        """Every data file with its path."""
        return ((path, self.document(path)) for path in self._files)


# --- what a person names --------------------------------------------------------------------


def is_folder_name(name: str) -> bool:
    """Whether a name is that of a folder by its form: ``./data``, ``../data`` or absolute.

    No revision looks like this (git-check-ref-format(1)), and any other name is a revision,
    so nothing that stands in a tree can pass for one.
    """
    begins = ("./", "../", f".{os.sep}", f"..{os.sep}")
    return name in (".", "..") or name.startswith(begins) or os.path.isabs(name)


def find_commit(root: Path, revision: str) -> Commit:
    """The commit that a revision names; ``A...B`` names the merge base of the two.

    :param root: the data directory as it is; it says which checkout is meant.
    :raises UsageError: if there is no such revision, or several have that name.
    :raises DataError: if there is no checkout around the data.
    """
    checkout = _toplevel(root)
    one, dots, two = revision.partition("...")
    if dots:
        return _merge_base(checkout, one or "HEAD", two or "HEAD")
    return _commit(checkout, revision)


def find_base(root: Path, revision: str) -> Commit:
    """The commit at which the work checked out has left a revision.

    :raises UsageError: if there is no such revision, or they have no commit in common.
    :raises DataError: if there is no checkout around the data.
    """
    return _merge_base(_toplevel(root), revision, "HEAD")


def _toplevel(folder: Path) -> Path:
    answer, _ = git(folder, "rev-parse", "--show-toplevel")
    # Its own line end only: the name of a folder may end in one, and need not be UTF-8.
    return Path(os.fsdecode(answer.removesuffix(b"\n")))


def _commit(checkout: Path, revision: str) -> Commit:
    shown = revision if len(revision) <= _LONGEST else f"{revision[:_LONGEST]}…"
    try:
        if not revision or revision != shown:
            raise GitError("")
        named = ("--verify", "--end-of-options", f"{revision}^{{commit}}")
        answer, said = git(checkout, "rev-parse", *named)
    except GitError:
        hint = _shallow(checkout) or message("git log lists the revisions")
        if revision == shown and os.path.isdir(revision):
            hint = message(
                "did you mean ./{revision}? Write ./ before the name of a folder", revision=revision
            )
        raise UsageError(
            message('"{revision}" is not a git revision', revision=shown), hint
        ) from None
    commit_id = answer.decode("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{40,64}", commit_id):
        raise UsageError(
            message('"{revision}" does not name one commit', revision=shown),
            message("name a branch, a tag or a commit"),
        )
    if "is ambiguous" in said and revision not in ("HEAD", "@"):
        hint = message("name it in full, such as refs/heads/main or refs/remotes/origin/main")
        raise UsageError(message('"{revision}" names several git revisions', revision=shown), hint)
    return Commit(checkout, commit_id, shown)


def _merge_base(checkout: Path, one: str, two: str) -> Commit:
    sides = [_commit(checkout, one), _commit(checkout, two)]
    try:
        answer, _ = git(checkout, "merge-base", *(side.id for side in sides))
    except GitError:
        named = {"one": sides[0].name, "other": sides[1].name}
        if cut := _shallow(checkout):
            said = message("{one} and {other} have no common ancestor among those fetched", **named)
        else:
            said = message("{one} and {other} have no common ancestor", **named)
        raise UsageError(said, cut) from None
    base = answer.decode("ascii", "replace").split()[0]
    return Commit(checkout, base, base[:12])


def _shallow(checkout: Path) -> Text | None:
    """A hint, if the history of a checkout has been cut off."""
    answer, _ = git(checkout, "rev-parse", "--is-shallow-repository")
    if answer.strip() != b"true":
        return None
    return message("this clone is shallow: git fetch --unshallow, or fetch-depth: 0 in a workflow")


# --- what a commit holds --------------------------------------------------------------------


@contextmanager
def revision_at(commit: Commit, root: Path) -> Iterator[Revision]:
    """The data of a commit, for as long as they are needed.

    :param root: the data directory as it is; it says which folder is meant.
    :raises DataError: if they cannot be read.
    """
    try:
        today = root.resolve().relative_to(commit.checkout.resolve()).as_posix()
    except ValueError:
        hint = message("the configuration of the repository (core.worktree) names another folder")
        raise DataError(
            message(
                "git takes {checkout} for the checkout of {root}",
                checkout=commit.checkout,
                root=root,
            ),
            hint,
        ) from None
    home, tree = _data_folder(commit, "" if today == "." else today)
    files = _contents(commit, _data_entries(commit, tree)) if tree else {}
    with _schemas(commit, home, root) as schemas:
        yield Revision(commit, home, root.name, files, schemas)


def files_at(root: Path, revision: str) -> list[tuple[Path, str, bytes | UnreadableError]]:
    """The data files of a revision of git, see :meth:`Revision.files`.

    :param root: the data directory as it is.
    :raises UsageError: if there is no such revision.
    :raises DataError: if its files cannot be listed.
    """
    with revision_at(find_commit(root, revision), root) as held:
        return list(held.files())


def _data_folder(commit: Commit, today: str) -> tuple[str, str | None]:
    """Where the data stood at a commit and the tree there: where they stand today, or where
    they were then."""
    tree = tree_at(commit, today)
    if tree and _has_data(commit, tree):
        return today, tree
    folders = listed_entries(commit.checkout, commit.id, "-r", "-d", "--full-tree")
    trees = {"": commit.id, **{path: entry.id for path, entry in folders}}
    homes = {posixpath.dirname(path) for path in trees if posixpath.basename(path) == "provinces"}
    if len(homes) > MOST_FOLDERS:
        said = message(
            "{commit} has more than {most} folders that may be the data",
            commit=commit.name,
            most=MOST_FOLDERS,
        )
        raise DataError(
            said,
            message("compare with a revision in which the data directory is where it is today"),
        )
    for home in sorted(homes, key=lambda home: (home.count("/"), home)):
        found = trees.get(home)
        if found and _has_data(commit, found):
            return home, found
    return today, tree_at(commit, today)


def _has_data(commit: Commit, tree: str) -> bool:
    provinces = tree_entries(commit, tree).get("provinces")
    return bool(provinces and provinces.mode == TREE
                and any(map(is_data_name, tree_entries(commit, provinces.id))))  # fmt: skip


def _data_entries(commit: Commit, tree: str) -> dict[str, GitEntry]:
    """The data files below a tree by their places, in the order of those on a disk."""
    top = tree_entries(commit, tree)
    entries = {name: top[name] for name in (NATIONAL_FILE,) if name in top}
    for folder in FOLDERS:
        entry = top.get(folder)
        if entry is None:
            continue
        if entry.mode != TREE:
            entries[folder] = entry
            continue
        inner = tree_entries(commit, entry.id)
        for name in sorted(inner):
            # A name with a slash is no name; git refuses to check such a commit out.
            if is_data_name(name) and "/" not in name:
                entries[f"{folder}/{name}"] = inner[name]
    return entries


def _contents(
    commit: Commit, entries: Mapping[str, GitEntry]
) -> dict[str, bytes | UnreadableError]:
    """What stands in each file; a link to another of them has what stands there."""
    readable = (*_FILES, _LINK)
    held = blobs(commit, [entry.id for entry in entries.values() if entry.mode in readable])
    contents: dict[str, bytes | UnreadableError] = {}
    for place in entries:
        at, hops = place, 0
        while at in entries and entries[at].mode == _LINK and hops < _HOPS:
            target = held[entries[at].id]
            leads = os.fsdecode(target) if isinstance(target, bytes) else "/"
            at, hops = posixpath.normpath(posixpath.join(posixpath.dirname(at), leads)), hops + 1
        if at not in entries or entries[at].mode == _LINK:
            contents[place] = UnreadableError("DG001", LEADS_OUT)
        elif entries[at].mode not in _FILES:
            contents[place] = UnreadableError("DG001", message("not a regular file"))
        else:
            contents[place] = held[entries[at].id]
    return contents


@contextmanager
def _schemas(commit: Commit, home: str, root: Path) -> Iterator[Path]:
    """The directory of the schemas as they stood beside the data of a commit; those that are
    used today if there were none.

    :param home: the folder of the data then; beside ``""`` there is nothing.
    """
    tree = tree_at(commit, posixpath.join(posixpath.dirname(home), "schemas")) if home else None
    there = tree_entries(commit, tree) if tree else {}
    names = [f"{kind}.schema.json" for kind in (*FOLDERS.values(), NATIONAL)]
    chosen = {name: there[name].id for name in names if name in there
              and there[name].mode in _FILES}  # fmt: skip
    if names[0] not in chosen:
        yield find_schemas(root)
        return
    from tempfile import TemporaryDirectory

    held = blobs(commit, list(chosen.values()))
    with ExitStack() as stack:
        try:
            made = Path(stack.enter_context(TemporaryDirectory(prefix="datagov-")))
            for name, blob in chosen.items():
                content = held[blob]
                if isinstance(content, bytes):
                    (made / name).write_bytes(content)
        except OSError as error:
            raise DataError(
                message(
                    "there is no room for the schemas of {commit}: {reason}",
                    commit=commit.name,
                    reason=reason_of(error),
                ),
                message("set TMPDIR to use another place"),
            ) from error
        yield made
