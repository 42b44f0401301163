"""Which version of the data this is: a digest of its files, and the commit that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha1, sha256
from pathlib import Path

from datagov_cli.base.errors import DatagovError
from datagov_cli.base.frozen import Frozen
from datagov_cli.storage.data_files import data_files, is_data_place, is_file, is_read_name
from datagov_cli.storage.git_objects import listed_entries
from datagov_cli.storage.git_process import git
from datagov_cli.storage.store import read

#: The licence of the data, as a text, in the data directory.
LICENCE_FILE = "LICENSE"


class DataVersion(Frozen):
    """The version of the data in a directory.

    ``digest`` is the SHA-256, in hexadecimal, of the names and contents of all data files;
    ``revision`` the commit that is checked out, with ``+changes`` behind it if the files differ
    from it; ``None`` where the data are in no commit.
    """

    digest: str
    revision: str | None


class Licence(Frozen):
    """A licence: its name, its address, and whom it asks to credit."""

    name: str
    url: str | None
    credit: str | None


def data_version(root: Path) -> DataVersion:
    """The version of the data.

    :param root: the data directory.
    :raises DataError: if a file cannot be read.
    """
    contents = dict(_contents(root))
    whole = sha256()
    for name, content in contents.items():
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return DataVersion(whole.hexdigest(), _revision(root, contents))


def licence(root: Path) -> Licence | None:
    """The licence that stands beside the data: the first line of its file, the first address
    in it, and the words behind ``Credit them as:``; ``None`` if there is no such file.

    :raises DataError: if it cannot be read.
    """
    if not is_file(root / LICENCE_FILE):
        return None
    text = read(root / LICENCE_FILE).decode("utf-8", "replace")
    address = re.search(r"https?://[\w./-]+[\w/]", text)
    name = next(filter(None, map(str.strip, text.splitlines())), None)
    credit = re.search(r'Credit them as: "([^"\n]+)"', text)
    if name is None:
        return None
    return Licence(name, address and address[0], credit and credit[1])


def _contents(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every data file by its place below the data directory, in a fixed order."""
    for path in data_files(root):
        if is_read_name(path.name):
            yield path.relative_to(root).as_posix(), read(path)


def _revision(root: Path, contents: dict[str, bytes]) -> str | None:
    """The commit checked out around the data, if it holds any of the files.

    What differs is found by the ids of their contents: ``git status`` would run the filters that
    a repository names.
    """
    try:
        commit = git(root, "rev-parse", "--verify", "HEAD^{commit}")[0].decode("ascii").strip()
        committed = {
            name: entry.id
            for name, entry in listed_entries(root, "HEAD", "-r")
            if is_data_place(name) and is_read_name(name.rpartition("/")[2])
        }
    except (DatagovError, UnicodeDecodeError):
        return None
    hashed = sha256 if len(commit) == 64 else sha1
    present = {
        name: hashed(b"blob %d\0" % len(content) + content).hexdigest()
        for name, content in contents.items()
    }
    if not committed:
        return None
    return commit if committed == present else f"{commit}+changes"
