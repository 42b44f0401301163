"""The findings about files of an earlier run, so that a second run need not check them again.

They are kept in the cache (:mod:`datagov_cli.storage.cache`) under all that they rest on: the
program's code and that of the packages it checks with, the schemas, the sources, the
vocabulary, the day, the file's name and its bytes. So none is ever stale.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from datagov_cli.base.clock import today
from datagov_cli.base.files import UnreadableError, read_bounded
from datagov_cli.base.messages import as_data
from datagov_cli.model.diagnostics import FileFindings
from datagov_cli.storage import cache
from datagov_cli.storage.data_files import data_files, read_data
from datagov_cli.storage.store import display_name, find_schemas

_PACKAGE = Path(__file__).resolve().parents[2]
_PACKAGES = ("yaml", "jsonschema")
_KIND = "findings"


class FindingsCache:
    """The findings that are kept. What they all rest on is read once.

    :param kept: ``False`` to do without, as ``--no-cache`` asks for.
    """

    def __init__(self, kept: bool) -> None:
        self._kept = kept and cache.directory() is not None
        self._grounds: dict[Path, bytes] = {}

    def key(self, path: Path, home: Path) -> bytes | None:
        """A digest of what the findings about a file rest on; ``None`` if they are not to be kept.

        :param home: the data directory to which the file belongs.
        """
        if not self._kept:
            return None
        try:
            data = read_data(path)
        except UnreadableError:
            return None
        names = f"{display_name(path)}\0{path.parent.name}\0{path.name}\0"
        rest = cache.blake2b(self._ground(home))
        rest.update(names.encode("utf-8", "surrogatepass"))
        rest.update(data)
        return rest.digest()

    def recall(self, key: bytes | None) -> FileFindings | None:
        """The findings that are kept under a key, if there are any."""
        kept = None if key is None else cache.read_json(_KIND, key)
        return None if kept is None else FileFindings.from_json(kept)

    def remember(self, key: bytes | None, findings: FileFindings | None) -> None:
        """Keep the findings about a file, which may be none; failing to is no error."""
        if key is not None and findings is not None:
            cache.write_json(_KIND, key, findings, as_data)

    def _ground(self, home: Path) -> bytes:
        """A digest of what the findings about all files of a data directory rest on."""
        if home not in self._grounds:
            schemas = sorted(find_schemas(home).glob("*.schema.json"))
            shared = [path for path in data_files(home) if path.parent.name != "provinces"]
            ground = cache.blake2b(_program())
            ground.update(f"{today()}".encode())
            ground.update(_digest((*schemas, *shared)))
            self._grounds[home] = ground.digest()
        return self._grounds[home]


@functools.cache
def _program() -> bytes:
    """A digest of the code that checks. What has been loaded stays as it is in this process."""
    program = cache.blake2b(sys.version.encode())
    for path in filter(None, map(_origin, _PACKAGES)):
        program.update(f"{path} {path.stat().st_mtime_ns}\0".encode("utf-8", "replace"))
    program.update(_digest(sorted(_PACKAGE.rglob("*.py"))))
    return program.digest()


def _digest(paths: Iterable[Path]) -> bytes:
    """A digest of the names and the bytes of files; one that cannot be read counts as empty."""
    files = cache.blake2b()
    for path in paths:
        data = b""
        with suppress(UnreadableError):
            data = read_bounded(path)
        name = f"\0{path.parent.name}/{path.name} {len(data)}\0"
        files.update(name.encode("utf-8", "surrogatepass"))
        files.update(data)
    return files.digest()


def _origin(package: str) -> Path | None:
    """The file from which a package would be imported; an update makes it anew."""
    spec = find_spec(package)
    return Path(spec.origin) if spec and spec.origin else None
