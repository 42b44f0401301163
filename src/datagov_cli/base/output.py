"""Writing an answer: to standard output, to a device, or to a file (atomically)."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from datagov_cli.base.errors import DataError, UsageError
from datagov_cli.base.files import (
    DRAFT_SUFFIX,
    drafted,
    sync,
    sync_folder,
    umask,
    unwritten,
    write_atomically,
)
from datagov_cli.base.messages import message

#: Bytes that are copied at once.
_BLOCK = 1 << 20


def to_stdout(pieces: Iterable[str]) -> None:
    """Write to standard output; :mod:`datagov_cli.base.streams` says in which encoding, and what
    happens if it cannot be written. Nothing is written if a piece cannot be made."""
    sys.stdout.write("".join(pieces))
    sys.stdout.flush()


def to_file(pieces: Iterable[str], path: Path, force: bool = False) -> None:
    """Write UTF-8 to a file, atomically; to a device or a pipe directly.

    :param force: overwrite a file that exists, and follow links.
    :raises UsageError: if it exists, or a link stands in its path, and ``force`` is not given;
        if it is a directory or a disk.
    :raises DataError: if it cannot be written.
    """
    target, info = _checked(path, force)
    if target is None:
        return to_stdout(pieces)
    if info and not stat.S_ISREG(info.st_mode):
        return _to_device((piece.encode("utf-8", "backslashreplace") for piece in pieces), path)
    data = "".join(pieces).encode("utf-8", "backslashreplace")
    try:
        write_atomically(target, data, new=not force)
    except FileExistsError:
        raise _exists(path) from None


@contextlib.contextmanager
def new_file(path: Path | None, force: bool = False) -> Iterator[Path]:
    """A file to be written within the context, which is then moved, whole, to where it belongs.

    :param path: as of :func:`to_file`; ``None`` for standard output.
    :raises UsageError: as :func:`to_file` does.
    :raises DataError: if it cannot be written.
    """
    import tempfile

    target, info = _checked(path, force) if path else (None, None)
    if target is not None and not (info and not stat.S_ISREG(info.st_mode)):
        try:
            with drafted(target, new=not force) as name:
                yield Path(name)
        except FileExistsError:
            raise _exists(target) from None
        return
    try:
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / "draft"
            yield draft
            with draft.open("rb") as file:
                pieces = iter(lambda: file.read(_BLOCK), b"")
                if target is not None:
                    return _to_device(pieces, target)
                for piece in pieces:
                    sys.stdout.buffer.write(piece)
                sys.stdout.flush()
    except OSError as error:
        raise unwritten(Path(tempfile.gettempdir()), error) from error


@contextlib.contextmanager
def new_folder(path: Path, force: bool = False) -> Iterator[Path]:
    """A folder to be filled within the context, which then takes its name in one step.

    :param force: replace a folder of that name, if it holds no file but those that the new one
        has too: what is not from an earlier run is never removed.
    :raises UsageError: if there is a file of that name, or a folder that must not be replaced.
    :raises DataError: if it cannot be written.
    """
    try:
        link = link_in(path)
        if link:
            raise UsageError(
                message("{link} is a symbolic link", link=link),
                message("name the folder that it leads to"),
            )
        if path.exists() and not path.is_dir():
            raise UsageError(
                message("{path} is a file", path=path), message("name a folder or a .zip")
            )
        if next(_names(path), None) and not force:
            raise UsageError(
                message("{path} already exists and is not empty", path=path),
                message("use --force to replace it"),
            )
        with folder_draft(path) as draft:
            yield draft
            names = set(_names(draft))
            other = next((name for name in _names(path) if name not in names), None)
            if other:
                hint = message("name another folder, or remove what it holds")
                said = message(
                    "{path} holds {other}, which is no part of this export", path=path, other=other
                )
                raise UsageError(said, hint)
            for name in names:
                sync(draft / name)
    except OSError as error:
        raise unwritten(path, error) from error


@contextlib.contextmanager
def folder_draft(path: Path) -> Iterator[Path]:
    """A temporary folder to be filled within the context, which then takes the place of ``path``,
    and of a folder that stands there, in one step.

    :raises DataError: if it cannot be written; the old folder is then unchanged.
    """
    import shutil
    import tempfile

    draft = None
    try:
        draft = Path(tempfile.mkdtemp(DRAFT_SUFFIX, f".{path.name[:50]}.", path.parent))
        yield draft
        draft.chmod(0o777 & ~umask())
        aside = draft.with_name(f"{draft.name}{DRAFT_SUFFIX}")
        if path.exists():
            os.rename(path, aside)
        try:
            os.rename(draft, path)
        except BaseException:
            if aside.exists():
                os.rename(aside, path)
            raise
        draft = None
        sync_folder(path.parent)
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise unwritten(path, error) from error
    finally:
        if draft:
            shutil.rmtree(draft, ignore_errors=True)


def zip_folder(folder: Path, path: Path) -> None:
    """Put the files of a folder into a zip archive, which depends on nothing but their content.

    :raises OSError: if it cannot be written.
    """
    import shutil
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(_names(folder)):
            entry = zipfile.ZipInfo(name)  # With the time 1980-01-01, the first that there is.
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            with archive.open(entry, "w", force_zip64=True) as into, open(folder / name, "rb") as f:
                shutil.copyfileobj(f, into)


def _names(folder: Path) -> Iterator[str]:
    """What a folder holds below itself, but for folders; nothing if it is not there. Links are
    named and not followed."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _checked(path: Path, force: bool) -> tuple[Path | None, os.stat_result | None]:
    """Where to write to for a name, and what there is: an ordinary file, a device, a pipe, or
    ``None``. No path is standard output, which the name may lead to."""
    try:
        info = path.stat() if path.exists() else None
        link = link_in(path)
        leads_to = os.readlink(link) if link else ""
    except OSError as error:
        raise unwritten(path, error) from error
    if info and (stat.S_ISCHR(info.st_mode) or stat.S_ISFIFO(info.st_mode)):
        return path, info
    if info and link and _is_stdout(info):
        return None, info
    if info and stat.S_ISDIR(info.st_mode):
        raise UsageError(message("{path} is a directory", path=path))
    if info and not stat.S_ISREG(info.st_mode):
        raise UsageError(message("{path} is not a regular file", path=path))
    if link and not force:
        raise UsageError(
            message("{link} is a symbolic link to {leads_to}", link=link, leads_to=leads_to),
            message("use --force to write to its target"),
        )
    if info and not force:
        raise _exists(path)
    target = Path(os.path.realpath(path)) if link else path
    if target.is_symlink():
        raise DataError(
            message("{target} cannot be written: the link forms a cycle", target=target)
        )
    return target, info


def link_in(path: Path) -> Path | None:
    """The first part of a path that is a link, or ``None``.

    The directories that lead to the working directory or to the home directory are taken as
    they are, and so is a top directory: how those are reached is the system's concern
    (``/tmp`` is a link on macOS).
    """
    parts = path.parts
    start = 0
    if path.is_absolute():
        start = 2
        for base in (Path.cwd(), Path(os.path.expanduser("~"))):
            if parts[: len(base.parts)] == base.parts:
                start = max(start, len(base.parts))
    start = min(start, len(parts) - 1)
    checked = (Path(*parts[: end + 1]) for end in range(start, len(parts)))
    return next((part for part in checked if part.is_symlink()), None)


def _to_device(pieces: Iterable[bytes], path: Path) -> None:
    try:
        with open(os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), "wb") as device:
            for piece in pieces:
                device.write(piece)
    except BrokenPipeError:
        return  # As with standard output.
    except OSError as error:
        raise unwritten(path, error) from error


def _is_stdout(info: os.stat_result) -> bool:
    """Whether a file is the one to which standard output goes, as ``/dev/stdout`` is."""
    try:
        return os.path.samestat(info, os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError, AttributeError):
        return False


def _exists(path: Path) -> UsageError:
    return UsageError(
        message("{path} already exists", path=path), message("use --force to overwrite it")
    )
