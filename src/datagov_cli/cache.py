"""Plain data of files read before, so that a start need not import a YAML parser.

That import is a quarter of what ``show`` costs beyond Typer itself (``benchmarks/``). An
entry is JSON, named by the hash of the file's bytes that Python uses for its own byte code
(PEP 552; ``hashlib`` would cost a third of what is gained). So it is never stale; one that
is damaged is made again, and a cache that cannot be written is no error. ``DATAGOV_CACHE``
names the directory; set to ``off`` there is none.
"""

from __future__ import annotations

import contextlib
import json
import os
from importlib.util import source_hash
from pathlib import Path
from typing import Any

from datagov_cli import __version__


def directory() -> Path | None:
    """Where entries are kept, or ``None`` where they are not."""
    named = os.environ.get("DATAGOV_CACHE", "")
    if named == "off":
        return None
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "datagov" if os.path.isabs(base) else None


def _entry(data: bytes) -> Path | None:
    folder = directory()
    name = f"{__version__}-{len(data)}-{source_hash(data).hex()}.json"
    return folder / name if folder else None


def recall(data: bytes) -> Any:
    """The plain data of a file with these bytes, or ``None`` if it is not remembered."""
    entry = _entry(data)
    try:
        return json.loads(entry.read_bytes()) if entry else None
    except (OSError, ValueError, RecursionError):
        return None


#: More entries than this are never kept; the oldest half then goes.
MOST = 20_000
_tidied = False


def _tidy(folder: Path) -> None:
    """Once a run, and only where something is written: let go of what is old."""
    global _tidied
    if _tidied:
        return
    _tidied = True
    entries = list(folder.iterdir())
    if len(entries) > MOST:
        entries.sort(key=lambda entry: entry.stat().st_mtime)
        for entry in entries[: len(entries) // 2]:
            entry.unlink(missing_ok=True)


def remember(data: bytes, value: Any) -> None:
    """Keep the plain data of a file that was read without a fault."""
    entry = _entry(data)
    if entry is None:
        return
    with contextlib.suppress(OSError, ValueError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _tidy(entry.parent)
        draft = entry.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        draft.replace(entry)


def read(kind: str, key: bytes) -> bytes | None:
    """The content of an entry, or ``None``."""
    folder = directory()
    with contextlib.suppress(OSError):
        return (folder / _named(kind, key)).read_bytes() if folder else None
    return None


def write(kind: str, key: bytes, content: bytes) -> None:
    """Keep the content of an entry; failing to is no error."""
    folder = directory()
    if folder is not None:
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            entry = folder / _named(kind, key)
            draft = entry.with_suffix(f".{os.getpid()}")
            draft.write_bytes(content)
            draft.replace(entry)


def _named(kind: str, key: bytes) -> str:
    return f"datagov-{__version__}-{kind}-{source_hash(key).hex()}"
