"""What the formats of findings share: a finding as text, and what it is known by."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from datagov_cli.base.messages import text
from datagov_cli.model.diagnostics import Diagnostic

#: Where GitHub Actions and GitLab CI say that the checkout is (their documentation, under
#: *Variables* and *Predefined CI/CD variables*); a job may have it without its history.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def finding_text(diagnostic: Diagnostic, lang: str) -> str:
    """Message and hint of a finding, each in a line of its own."""
    said, hint = diagnostic.message_in(lang), diagnostic.hint_in(lang)
    return f"{said}\n{text('hint: {advice}', lang, advice=hint)}" if hint else said


def from_repository(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Findings whose files are named as platforms know them: from the top of the repository,
    wherever the program was called.

    The top is the nearest folder above the file that git has marked, else what the platform
    says of itself. Files of neither keep their names.
    """
    tops: dict[Path, Path | None] = {}
    for diagnostic in diagnostics:
        path = Path(os.path.abspath(diagnostic.file))
        if path.parent not in tops:
            tops[path.parent] = _top(path.parent)
        top = tops[path.parent]
        named = path.relative_to(top).as_posix() if top else diagnostic.file
        same = named == Path(os.path.normpath(diagnostic.file)).as_posix()
        yield diagnostic if same else diagnostic._replace(file=named)


def _top(folder: Path) -> Path | None:
    """The top of the repository in which a folder stands."""
    above = (folder, *folder.parents)
    marked = next((each for each in above if os.path.lexists(each / ".git")), None)
    if marked:
        return marked
    named = (os.environ.get(variable) for variable in _CHECKOUTS)
    checkouts = {os.path.realpath(each) for each in named if each}
    return next((each for each in above if os.path.realpath(each) in checkouts), None)


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
