"""The reader's own copies of the sources: paragraphs found by their digests."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from datagov_cli.base.errors import DataError, reason_of
from datagov_cli.base.files import UnreadableError, read_bounded
from datagov_cli.base.messages import Text, message
from datagov_cli.storage.store import display_name

_LINE_END = re.compile(r"\r\n?|\n")
_NUMBER = re.compile(r"¶[0-9]+ ")


class Snapshots(NamedTuple):
    """The paragraphs found in snapshots, by digest; the files not read, with the reason."""

    paragraphs: dict[str, str]
    skipped: list[tuple[str, Text | str]]


def read_snapshots(folder: Path, wanted: set[str]) -> Snapshots:
    """The paragraphs with the digests ``wanted`` that stand in any text file below ``folder``.

    :raises DataError: if there is no such directory.
    """
    if not os.path.isdir(folder):  # which a name that is too long is not either
        raise DataError(
            message("there is no directory {folder}", folder=folder),
            message("--snapshots names the directory of the texts"),
        )
    held = Snapshots({}, [])
    for path in _files_below(folder, held.skipped):
        try:
            text = read_bounded(path).decode("utf-8-sig")
        except UnreadableError as error:
            large = error.code == "DG004"
            reason = message("larger than 1 MB") if large else error.said
            held.skipped.append((display_name(path), reason))
            continue
        except UnicodeDecodeError:
            held.skipped.append((display_name(path), message("not text in UTF-8")))
            continue
        for line in _LINE_END.split(text):
            for paragraph in _paragraphs(line):
                digest = sha256(paragraph.encode("utf-8")).hexdigest()
                if digest in wanted:
                    held.paragraphs[digest] = paragraph
    return held


def _files_below(folder: Path, skipped: list[tuple[str, Text | str]]) -> Iterator[Path]:
    """The files below a folder, none that is hidden; folders that cannot be read are noted."""

    def note(error: OSError) -> None:
        reason = message("cannot be read: {reason}", reason=reason_of(error))
        skipped.append((display_name(Path(error.filename)), reason))

    for here, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _paragraphs(line: str) -> Iterator[str]:
    """The paragraphs that a line may be: the line itself, and without a leading ``¶5``."""
    text = normalize("NFC", line).strip()
    if text:
        yield text
        numbered = _NUMBER.match(text)
        if numbered:
            yield text[numbered.end() :].strip()
