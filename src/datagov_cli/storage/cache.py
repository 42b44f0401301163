"""The one cache: bytes kept from an earlier run, each entry under the content it was made of.

An entry is found by a digest of its key, so it is never stale, and begins with a digest of
key and content, so one that is damaged, or stands under another's name, is made again. Whoever
can write into the directory could write such a digest too. It is therefore used only if it
belongs to the user and nobody else may write there; that it cannot be used is no error.
``DATAGOV_CACHE`` names the directory; with ``off`` there is none.

Digests are BLAKE2b, from Python's own module behind ``hashlib``: 0.3 ms at the start instead
of 4 ms, 16 µs for a file of 10 KB. What costs less (CRC-32, the hash of byte code of PEP 552)
lets a file be made up that has the digest of another.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.base.version import __version__

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # pragma: no cover - Python without the built-in module
    from hashlib import blake2b as blake2b

#: Bounds of the cache. When one is reached, the oldest entries go until half of it is left.
MAX_ENTRIES = 20_000
MAX_BYTES = 1 << 29
#: A larger entry is neither written nor read.
MAX_ENTRY_BYTES = 1 << 22
#: After so many writes a process looks again how full the directory is, as others write too.
_RECOUNT = 1_000
_DIGEST_BYTES = 16
#: Nothing whose name does not look like this is ever removed.
_NAME = re.compile(r"datagov-\d[\w.+]*-[a-z]+-[0-9a-f]{32}")
#: Neither a link is followed nor, for want of a writer, a pipe waited for.
_WARILY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_HANDLES = {os.open, os.rename, os.unlink} <= os.supports_dir_fd and os.scandir in os.supports_fd

#: For each directory, the number of writes until it has to be looked at again.
_writes_left: dict[Path, int] = {}


def directory() -> Path | None:
    """Where entries are kept, or ``None`` where they are not."""
    named = os.environ.get("DATAGOV_CACHE", "")
    if named == "off":
        return None
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "datagov" if os.path.isabs(base) else None


def read(kind: str, key: bytes) -> bytes | None:
    """The content of an entry, or ``None`` if there is none that is whole.

    :param kind: what is kept, a word of small letters such as ``data``.
    :param key: all that the content depends on, apart from the version of the program.
    """
    name, seal = _name_and_seal(kind, key)
    with contextlib.suppress(OSError), _opened() as folder:
        handle = os.open(folder.at(name), os.O_RDONLY | _WARILY, dir_fd=folder.handle)
        try:
            info = os.fstat(handle)
            if not (stat.S_ISREG(info.st_mode) and _is_private(info)):
                return None
            # No more than there is: room for the largest entry costs more than reading a small one.
            entry = os.read(handle, min(info.st_size, MAX_ENTRY_BYTES))
        finally:
            os.close(handle)
        content = entry[_DIGEST_BYTES:]
        if entry[:_DIGEST_BYTES] == _digest(content, seal):
            return content
    return None


def write(kind: str, key: bytes, content: bytes) -> None:
    """Keep the content of an entry, as :func:`read` gives it back; failing to is no error."""
    if len(content) + _DIGEST_BYTES > MAX_ENTRY_BYTES:
        return
    name, seal = _name_and_seal(kind, key)
    with contextlib.suppress(OSError), _opened(make=True) as folder:
        _make_room(folder)
        # Of the form of all names, so that one left behind by a crash is removed in its turn.
        draft = f"datagov-{__version__}-draft-{os.urandom(16).hex()}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _WARILY
        handle = os.open(folder.at(draft), flags, 0o600, dir_fd=folder.handle)
        try:
            with open(handle, "wb") as file:
                file.write(_digest(content, seal) + content)
            there = {"src_dir_fd": folder.handle, "dst_dir_fd": folder.handle}
            os.replace(folder.at(draft), folder.at(name), **there)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(folder.at(draft), dir_fd=folder.handle)
            raise


def read_json(kind: str, key: bytes) -> Any:
    """What :func:`write_json` has kept, or ``None``."""
    content = read(kind, key)
    with contextlib.suppress(ValueError, RecursionError):
        return None if content is None else json.loads(content)
    return None


def write_json(
    kind: str, key: bytes, value: Any, default: Callable[[Any], Any] | None = None
) -> None:
    """Keep plain data; what JSON cannot hold is not kept.

    :param default: makes plain data of what is none, as :func:`json.dumps` takes it.
    """
    with contextlib.suppress(ValueError, RecursionError):
        text = json.dumps(value, ensure_ascii=False, default=default)
        write(kind, key, text.encode("utf-8"))


def _digest(content: bytes, key: bytes = b"") -> bytes:
    return blake2b(content, digest_size=_DIGEST_BYTES, key=key).digest()


def _name_and_seal(kind: str, key: bytes) -> tuple[str, bytes]:
    """The name of an entry, and the key of the digest that it begins with."""
    seal = _digest(key, f"{__version__} {kind}".encode())
    return f"datagov-{__version__}-{kind}-{seal.hex()}", seal


class _Folder(NamedTuple):
    """The directory, opened: what is then done in it is done in the very one looked at."""

    path: Path
    handle: int | None

    def at(self, name: str) -> str:
        """The name of an entry as functions of ``os`` take it beside ``handle``."""
        return name if self.handle is not None else str(self.path / name)


@contextlib.contextmanager
def _opened(make: bool = False) -> Iterator[_Folder]:
    """The directory, if it is the user's alone.

    :param make: make it if it is not there.
    :raises OSError: if it cannot be used.
    """
    path = directory()
    if path is None:
        raise FileNotFoundError("there is no cache")
    if make and not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _HANDLES:  # Windows, where the folders of a user are closed to others
        yield _Folder(path, None)
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if not _is_private(os.fstat(handle)):
            _explain(path)
            raise PermissionError("others may write there")
        yield _Folder(path, handle)
    finally:
        os.close(handle)


def _is_private(info: os.stat_result) -> bool:
    """Whether a file or directory is the user's own and nobody else may write to it."""
    if not hasattr(os, "geteuid"):
        return True
    return info.st_uid == os.geteuid() and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


@functools.cache
def _explain(path: Path) -> None:
    """Say once, to whoever looks for faults, why there is no cache."""
    if os.environ.get("DATAGOV_DEBUG") == "1":
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"note: no cache in {str(path)!r}: it is not yours alone\n")


def _make_room(folder: _Folder) -> None:
    """Remove the oldest entries if there are too many; counts only from time to time."""
    _writes_left[folder.path] = _writes_left.get(folder.path, 0) - 1
    if _writes_left[folder.path] >= 0:
        return
    files = []
    with os.scandir(folder.path if folder.handle is None else folder.handle) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with contextlib.suppress(OSError):  # removed by another process since
                    info = entry.stat(follow_symlinks=False)
                    files.append((info.st_mtime_ns, info.st_size, entry.name))
    count, size = len(files), sum(length for _, length, _ in files)
    if count >= MAX_ENTRIES or size >= MAX_BYTES:
        for _, length, name in sorted(files):
            if count <= MAX_ENTRIES // 2 and size <= MAX_BYTES // 2:
                break
            with contextlib.suppress(OSError):
                os.unlink(folder.at(name), dir_fd=folder.handle)
            count, size = count - 1, size - length
    _writes_left[folder.path] = min(MAX_ENTRIES - count, _RECOUNT) - 1
