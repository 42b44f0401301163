"""Data as it stood at a revision of git, read by git's own commands.

Nothing here touches the working tree, the index or a reference: files of a revision are
copied into a directory of their own.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from datagov_cli.errors import DataError, UsageError
from datagov_cli.files import MAX_BYTES
from datagov_cli.store import find_root


@contextmanager
def data_at(name: str | None, root: Path) -> Iterator[Path]:
    """The data directory of one side of a comparison, for as long as it is needed.

    :param name: a directory, a revision of git, or ``None`` for the data as they are.
    :param root: the data directory as it is; it says which checkout and which folder is meant.
    :raises UsageError: if there is no such revision.
    :raises DataError: if there is no checkout around the data.
    """
    if name is None:
        yield root
    elif name and Path(name).is_dir():
        yield find_root(Path(name))
    else:
        checkout = toplevel(root)
        found = commit(checkout, name)
        with TemporaryDirectory(prefix="datagov-") as folder:
            data = _data_folder(checkout, found, root.resolve().relative_to(checkout.resolve()))
            target = Path(folder)
            (target / data / "provinces").mkdir(parents=True)
            extract(checkout, found, [data, data.parent / "schemas"], target)
            yield target / data


def _data_folder(checkout: Path, revision: str, today: Path) -> Path:
    """Where the data stood at a revision: where they stand today, or where they were then."""
    listed = _git(checkout, "ls-tree", "-r", "-z", "--full-tree", "--name-only", revision)
    paths = [Path(os.fsdecode(name)) for name in listed.split(b"\0") if name]
    homes = {p.parent.parent for p in paths if p.parent.name == "provinces" and p.suffix == ".yaml"}
    if today in homes or not homes:
        return today
    return min(homes, key=lambda home: (len(home.parts), home))


def toplevel(folder: Path) -> Path:
    """The checkout in which a directory stands.

    :raises DataError: if it stands in none, or there is no git.
    """
    return Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def commit(checkout: Path, revision: str) -> str:
    """The commit that a revision names; ``A...B`` names the merge base of the two.

    :raises UsageError: if there is no such revision.
    """
    one, dots, two = revision.partition("...")
    if dots:
        return merge_base(checkout, one or "HEAD", two or "HEAD")
    try:
        found = _git(checkout, "rev-parse", "--verify", "--quiet", "--end-of-options",
                     f"{revision}^{{commit}}")  # fmt: skip
    except DataError:
        raise UsageError(
            f'"{revision}" is neither a git revision nor a directory', "git log lists the revisions"
        ) from None
    return found.decode().strip()


def merge_base(checkout: Path, one: str, two: str) -> str:
    """The commit from which two revisions have gone apart.

    :raises UsageError: if a revision does not exist or they have none in common.
    """
    commits = [commit(checkout, one), commit(checkout, two)]
    try:
        return _git(checkout, "merge-base", *commits).decode().strip()
    except DataError:
        raise UsageError(f"{one} and {two} have no common ancestor") from None


def extract(checkout: Path, revision: str, folders: list[Path], target: Path) -> None:
    """Copy folders as they stood at a commit below ``target``, at their paths in the checkout.

    Links and whatever else is no ordinary file are left out.

    :param revision: a commit's name in full, as :func:`commit` gives it.
    :param folders: paths relative to the checkout.
    """
    names = [folder.as_posix() for folder in folders]
    listed = _git(checkout, "ls-tree", "-r", "-z", "--full-tree", revision, "--", *names)
    entries = []
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, kind, blob = about.split()[:3]
        if kind == b"blob" and mode != b"120000":
            entries.append((blob, os.fsdecode(path)))
    contents = _git(checkout, "cat-file", "--batch", stdin=b"\n".join(b for b, _ in entries))
    at = 0
    for _, name in entries:
        end = contents.index(b"\n", at)
        size = int(contents[at:end].split()[2])
        data = contents[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # One byte more than is allowed keeps the verdict on a file that is too large.
        place.write_bytes(data[: MAX_BYTES + 1])


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], input=stdin, capture_output=True
        )
    except OSError as error:
        raise DataError(
            "git could not be run", "install it, and check that it is on PATH"
        ) from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DataError(f"git: {lines[0] if lines else 'failed'}")
    return done.stdout
