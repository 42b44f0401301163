"""What the formats of findings share: a finding as text, and what it is known by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from datagov_cli.model.diagnostics import Diagnostic


def finding_text(diagnostic: Diagnostic) -> str:
    """Message and hint of a finding, each in a line of its own."""
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    return f"{diagnostic.message}{hint}"


def fingerprinted(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, Diagnostic]]:
    """Each finding with a fingerprint that no other one of the run has: a digest of its
    identity, and of which it is where several have the same."""
    from hashlib import sha256

    seen = Counter[str]()
    for diagnostic in diagnostics:
        known_by = diagnostic.identity
        seen[known_by] += 1
        again = f"\0{seen[known_by]}" if seen[known_by] > 1 else ""
        digest = sha256(f"{known_by}{again}".encode("utf-8", "surrogatepass"))
        yield digest.hexdigest(), diagnostic
