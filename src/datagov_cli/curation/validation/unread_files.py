"""Files in a data directory that no command reads, although they look like data.

A file in a wrong folder or under a wrong name would otherwise never be missed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from datagov_cli.base.errors import closest
from datagov_cli.base.messages import message
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.model.divisions import DIVISIONS, NATIONAL
from datagov_cli.storage.data_files import (
    FOLDERS,
    NATIONAL_FILE,
    files_below,
    is_data_name,
    is_data_place,
)
from datagov_cli.storage.store import display_name

CODE = "DG309"
#: What an editor puts behind the name of what it takes for text.
_BEHIND = ".txt"


def unread_files(root: Path) -> list[Diagnostic]:
    """A finding for each file below a data directory that looks like data and is not read.

    Hidden files and folders belong to other programs, and are passed over.

    :raises DataError: if a folder cannot be read.
    """
    places = sorted(unread_places(_below(root)))
    return [_finding(root, place) for place in places]


def identity_of(place: str) -> str:
    """What the finding about a file is known by in all states of the data."""
    return f"{place}\0{CODE}"


def unread_places(places: Iterable[str]) -> Iterator[str]:
    """Those of the files that look like data and are not read.

    :param places: where files stand in a data directory, such as ``provinces/hunan.yaml``.
    """
    for place in places:
        folders, _, name = place.rpartition("/")
        hidden = any(part.startswith(".") for part in folders.split("/"))
        looks_like_data = is_data_name(name.lower().removesuffix(_BEHIND))
        if looks_like_data and not hidden and not is_data_place(place):
            yield place


def _below(root: Path) -> Iterator[str]:
    for folder, folders, files in files_below(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((folder / file).relative_to(root).as_posix() for file in files)


def _finding(root: Path, place: str) -> Diagnostic:
    meant = _meant(PurePosixPath(place))
    if meant is None:
        hint = message(
            "data files are {national} and those in {folders}: move it there, or out of the data"
            " directory",
            national=NATIONAL_FILE,
            folders=tuple(FOLDERS),
        )
    elif os.path.lexists(root / meant):
        hint = message(
            "{path} is read: merge the two, and remove this one", path=display_name(root / meant)
        )
    else:
        hint = message("did you mean {path}?", path=display_name(root / meant))
    name = display_name(root / place)
    said = message("no command reads this file")
    return Diagnostic(name, 1, 1, CODE, said, advice=hint, identity=identity_of(place))


def _meant(place: PurePosixPath) -> str | None:
    """Where a file was probably meant to stand, by its name and the folders it is in."""
    stem = place.name.partition(".")[0].lower()
    if stem == NATIONAL:
        return NATIONAL_FILE
    near = (closest(folder, FOLDERS) for folder in reversed(place.parts[:-1]))
    folder = "provinces" if stem in DIVISIONS else next(filter(None, near), None)
    return f"{folder}/{stem}.yaml" if folder else None
