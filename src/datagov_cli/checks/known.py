"""Files known to be without a finding, so that a second run need not check them again.

What is remembered is a digest of all that a verdict rests on: the program's code, the
schema, the sources, the vocabulary, the day, the file's name and its bytes. So it is never
stale. It lives beside the other cached things (:mod:`datagov_cli.cache`); damaged or
missing, the files are simply checked.
"""

from __future__ import annotations

import contextlib
import json
import os
from hashlib import blake2b
from pathlib import Path

from datagov_cli import cache
from datagov_cli.datafiles import data_files, read_data
from datagov_cli.files import Unreadable, read_bounded
from datagov_cli.store import find_schemas
from datagov_cli.today import today

_PACKAGE = Path(__file__).resolve().parent.parent


class Known:
    """The digests of clean files, read once and written once a run.

    :param kept: ``False`` to do without, as ``--no-cache`` asks for.
    """

    def __init__(self, kept: bool) -> None:
        folder = cache.directory() if kept else None
        self._file = folder / "validated.json" if folder else None
        self._grounds: dict[Path, bytes] = {}
        self._clean = self._recall()
        self._used: set[str] = set()

    def _recall(self) -> set[str]:
        with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
            if self._file:
                return set(json.loads(self._file.read_bytes()))
        return set()

    def digest(self, path: Path, home: Path) -> str | None:
        """What a verdict on the file rests on; ``None`` if it is not to be remembered."""
        if self._file is None:
            return None
        try:
            data = read_data(path)
        except Unreadable:
            return None
        rest = blake2b(self._ground(home), digest_size=16)
        rest.update(f"{path.parent.name}/{path.name}\0".encode("utf-8", "surrogatepass"))
        rest.update(data)
        return rest.hexdigest()

    def _ground(self, home: Path) -> bytes:
        """A digest of what the verdicts on all files of a data directory rest on."""
        if home not in self._grounds:
            ground = blake2b(f"{today()}".encode(), digest_size=16)
            code = sorted(_PACKAGE.glob("*.py")) + sorted(_PACKAGE.glob("checks/*.py"))
            schemas = sorted(find_schemas(home).glob("*.schema.json"))
            shared = [path for path in data_files(home) if path.parent.name != "provinces"]
            for path in (*code, *schemas, *shared):
                ground.update(f"\0{path.name}\0".encode("utf-8", "surrogatepass"))
                with contextlib.suppress(Unreadable):
                    ground.update(read_bounded(path))
            self._grounds[home] = ground.digest()
        return self._grounds[home]

    def __contains__(self, digest: str | None) -> bool:
        return digest in self._clean

    def add(self, digest: str | None) -> None:
        """Remember a file without a finding, or one that was remembered and still counts."""
        if digest is not None:
            self._used.add(digest)

    def keep(self) -> None:
        """Write down what this run has seen clean; failing to is no error."""
        if self._file is None or self._used <= self._clean:
            return
        kept = self._used | (
            self._clean if len(self._clean) < 4 * len(self._used) + 1000 else set()
        )
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self._file.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps(sorted(kept)), encoding="utf-8")
            draft.replace(self._file)
