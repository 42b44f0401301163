"""What is kept of a data file that has the agreed shape: its plain data, section by section.

A section is one of the lists of records of a province; most questions need one or two of them.
The entry in the cache is JSON in several lines, so that no more is decoded than is asked for:

1. what is in no section (of a file that is no province, all of it), and the names of the
   sections in their order
2. from here on, a line a section
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage import cache

_KIND = "data"


class Sections(Mapping[str, Any]):
    """The data of a file by its top keys; a section is decoded each time it is asked for.

    :raises ValueError: if the content is none of :func:`keep`; on asking for a section, if that
        one is not.
    """

    def __init__(self, content: bytes) -> None:
        head, *lines = content.split(b"\n")
        known = _decoded(head)
        if not (isinstance(known, list) and len(known) == 2 and isinstance(known[0], dict)):
            raise ValueError("this is laid out otherwise")
        self._plain: dict[str, Any] = known[0]
        self._lines = dict(zip(known[1], lines, strict=True))

    def __getitem__(self, key: str) -> Any:
        return self._plain[key] if key in self._plain else _decoded(self._lines[key])

    def __iter__(self) -> Iterator[str]:
        return iter((*self._plain, *self._lines))

    def __len__(self) -> int:
        return len(self._plain) + len(self._lines)


def find(data: bytes) -> Sections | None:
    """What is kept of a file of these bytes, or ``None`` if nothing whole is."""
    content = cache.read(_KIND, data)
    try:
        return None if content is None else Sections(content)
    except (ValueError, TypeError):
        return None


def keep(data: bytes, value: Mapping[str, Any]) -> None:
    """Keep the data of a file of these bytes; what JSON cannot hold is not kept."""
    sections = {key: value[key] for key in RECORD_KINDS if key in value}
    plain = {key: item for key, item in value.items() if key not in sections}
    parts = ([plain, list(sections)], *sections.values())
    try:
        content = "\n".join(json.dumps(part, ensure_ascii=False) for part in parts).encode("utf-8")
    except (ValueError, RecursionError):
        return
    cache.write(_KIND, data, content)


def _decoded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except RecursionError as error:
        raise ValueError("this is nested too deep") from error
