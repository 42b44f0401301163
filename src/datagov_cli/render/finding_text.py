"""What the formats of findings share: a finding as text, and what it is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: What a message says of another place moves with the lines of the file.
_LINE = re.compile(r"\bline [0-9]+\b")

Found = Mapping[str, Any]


def said(found: Found) -> str:
    """Message and hint of a finding, each in a line of its own."""
    hint = f"\nhint: {found['hint']}" if found["hint"] else ""
    return f"{found['message']}{hint}"


def fingerprinted(diagnostics: Iterable[Found]) -> Iterator[tuple[str, Found]]:
    """Each finding with a fingerprint that no other one of the run has.

    It is made of what is claimed (code, file, place in the document, message) and stays when
    the claim moves to another line.
    """
    from hashlib import sha256

    seen: dict[str, int] = {}
    for found in diagnostics:
        message = _LINE.sub("line", found["message"])
        claim = "\0".join((found["code"], found["file"], found["pointer"], message))
        seen[claim] = seen.get(claim, 0) + 1
        again = f"\0{seen[claim]}" if seen[claim] > 1 else ""
        digest = sha256(f"{claim}{again}".encode("utf-8", "surrogatepass"))
        yield digest.hexdigest(), found
