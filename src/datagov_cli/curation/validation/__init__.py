"""Checks of data files: every fault in one run, each at its place.

A document is read, held against its schema, then against the rules that no schema can
express. One broken file never hides the faults of the others. What reads and checks is
imported only for files whose findings are not known (:mod:`.findings_cache`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from datagov_cli.curation.validation.choose_files import expand, home_of, place_of
from datagov_cli.curation.validation.findings_cache import Known, Verdict
from datagov_cli.model.diagnostics import TOO_MANY, Diagnostic
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.store import display_name

#: So many findings of a run are listed.
MAX_FINDINGS = 10_000
_FIX_FIRST = "fix those listed, and check again"


@dataclass(slots=True)
class Report:
    """What a run found.

    ``names`` are those of the files checked, as findings have them; ``claims`` says of each
    finding what it is about, whatever its line; ``sources`` has the texts of files with
    findings, by their names. ``more`` findings are not listed; of each file that has some a
    finding says so.
    """

    names: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    claims: list[str] = field(default_factory=list)
    more: int = 0
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, found: list[Diagnostic], claims: list[str], more: int = 0) -> None:
        """Take in what was found about a file, as far as a run lists findings.

        :param more: so many more findings the file has.
        """
        left = max(0, MAX_FINDINGS - len(self.diagnostics))
        more += len(found[left:])
        self.more += more
        self.diagnostics += found[:left]
        self.claims += claims[:left]
        if more:
            message = f"{more:,} more findings about this file are not listed"
            self.diagnostics.append(Diagnostic(name, 1, 1, TOO_MANY, message, "", _FIX_FIRST))
            self.claims.append("")

    @property
    def places(self) -> set[str]:
        """Where the files with findings stand, such as ``provinces/hunan.yaml``."""
        return {claim.partition("\0")[0] for claim in self.claims if claim}

    def without(self, earlier: Iterable[str]) -> Report:
        """The same run without the findings that an earlier state of the data had too.

        :param earlier: what those were about, as in ``claims``.
        """
        old = Counter(earlier)
        new = Report(self.names, sources=self.sources, more=self.more)
        for found, claim in zip(self.diagnostics, self.claims, strict=True):
            if old[claim] and found.code != TOO_MANY:
                old[claim] -= 1
            else:
                new.diagnostics.append(found)
                new.claims.append(claim)
        return new

    @property
    def files(self) -> int:
        return len(self.names)

    def count(self, severity: str) -> int:
        return sum(found.severity == severity for found in self.diagnostics)

    def keep(self, codes: Collection[str]) -> None:
        """Drop the findings that have none of these codes; not what is said of those that are
        not listed, which may have any."""
        both = zip(self.diagnostics, self.claims, strict=True)
        kept = [(found, claim) for found, claim in both if found.code in (TOO_MANY, *codes)]
        self.diagnostics = [found for found, _ in kept]
        self.claims = [claim for _, claim in kept]

    def line(self, found: Diagnostic) -> str | None:
        """The line of the file at which a finding points, or ``None`` if it is not text."""
        if found.file not in self._lines:
            self._lines[found.file] = self.sources.get(found.file, "").split("\n")
        lines = self._lines[found.file]
        return lines[found.line - 1].rstrip("\r") if found.line <= len(lines) else None


def validate(root: Path, paths: Sequence[Path] = (), remember: bool = True) -> Report:
    """Check the data directory, or only the files and directories named.

    :param root: the data directory to which files that stand in none belong.
    :param remember: keep what is found in the cache, and take from there what is known.
    :raises DataError: if a path does not exist or a schema cannot be read.
    """
    report = Report()
    known = Known(remember)
    verdicts: dict[Path, Verdict | None] = {}
    todo: dict[Path, tuple[Path, bytes | None]] = {}
    for path in dict.fromkeys(expand(paths) if paths else data_files(root)):
        home = home_of(path, root)
        key = known.key(path, home)
        verdicts[path] = known.recall(key)
        if verdicts[path] is None:
            todo[path] = (home, key)
    if todo:
        from datagov_cli.curation.validation.parallel import examine_all

        for outcome in examine_all([(path, home) for path, (home, _) in todo.items()]):
            verdicts[outcome.path] = Verdict(
                outcome.found, outcome.more, outcome.claims, outcome.source
            )
        # What has changed while it was checked has another key by now, and is not kept.
        afterwards = Known(remember)
        for path, (home, key) in todo.items():
            if afterwards.key(path, home) == key:
                known.remember(key, verdicts[path])
    for path, verdict in verdicts.items():
        name = display_name(path)
        report.names.append(name)
        if verdict and verdict.found:
            report.sources[name] = verdict.source
            claims = [f"{place_of(path)}\0{claim}" for claim in verdict.claims]
            report.add(name, verdict.found, claims, verdict.more)
    return report
