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
from typing import TYPE_CHECKING

from datagov_cli.base.messages import message
from datagov_cli.curation.validation.choose_files import data_directory, expand, home_of, place_of
from datagov_cli.curation.validation.findings_cache import FindingsCache
from datagov_cli.curation.validation.unread_files import unread_files
from datagov_cli.model.diagnostics import READING, TOO_MANY, Diagnostic, FileFindings
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.store import display_name

if TYPE_CHECKING:
    from datagov_cli.storage.documents import Document

#: So many findings of a run are listed.
MAX_FINDINGS = 10_000
_FIX_FIRST = message("fix those listed, and validate again")


@dataclass(slots=True)
class Report:
    """The findings of a run.

    ``names`` are those of the files checked, as findings have them. Of files with findings,
    ``sources`` has the texts by their names, and ``places`` where they stand in the data
    directory, such as ``provinces/hunan.yaml``. ``more`` findings are not listed; of each file
    that has some a finding says so.
    """

    names: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    more: int = 0

    def add(self, path: Path, findings: FileFindings) -> None:
        """Take in the findings about a file, as far as a run lists any."""
        name, place = display_name(path), place_of(path)
        self.names.append(name)
        if not findings.diagnostics:
            return
        self.sources[name] = findings.source
        self.places.add(place)
        left = MAX_FINDINGS - len(self.diagnostics)
        listed = findings.diagnostics[: max(0, left)]
        self.diagnostics += listed
        more = findings.more + len(findings.diagnostics) - len(listed)
        self.more += more
        if more:
            said = message(
                "{number} more findings about this file are not listed", number=f"{more:,}"
            )
            known_by = f"{place}\0{TOO_MANY}"
            self.diagnostics.append(
                Diagnostic(name, 1, 1, TOO_MANY, said, advice=_FIX_FIRST, identity=known_by)
            )

    def drop_earlier(self, identities: Iterable[str]) -> None:
        """Drop the findings that an earlier state of the data had too.

        :param identities: those of the findings about that state.
        """
        earlier = Counter(identities)
        new = []
        for diagnostic in self.diagnostics:
            if earlier[diagnostic.identity]:
                earlier[diagnostic.identity] -= 1
            else:
                new.append(diagnostic)
        self.diagnostics = new

    def add_one(self, finding: Diagnostic, document: Document | None = None) -> None:
        """Take in a finding about a file that is not read, or about what an earlier state of the
        data had and this one has not; it is only counted where a run lists no more.

        :param document: at which it points, if there is one.
        """
        if len(self.diagnostics) >= MAX_FINDINGS:
            self.more += 1
            return
        self.diagnostics.append(finding)
        if document:
            self.sources.setdefault(document.name, document.source)

    def keep(self, codes: Collection[str]) -> None:
        """Drop the findings that have none of these codes.

        Faults of reading stay, for no rule has looked at what could not be read; and so does
        what is said of findings that are not listed, which may have any code.
        """
        self.diagnostics = [
            d for d in self.diagnostics if d.code in codes or d.code.startswith(READING)
        ]

    @property
    def files(self) -> int:
        return len(self.names)

    def count(self, severity: str) -> int:
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)


def validate(root: Path, paths: Sequence[Path] = (), remember: bool = True) -> Report:
    """Check the data directory, or only the files and directories named.

    :param root: the data directory to which files that stand in none belong.
    :param remember: keep what is found in the cache, and take from there what is known.
    :raises DataError: if a path does not exist or a schema cannot be read.
    """
    cache = FindingsCache(remember)
    findings: dict[Path, FileFindings | None] = {}
    to_check: dict[Path, tuple[Path, bytes | None]] = {}
    for path in expand(paths) if paths else data_files(root):
        home = home_of(path, root)
        key = cache.key(path, home)
        findings[path] = cache.recall(key)
        if findings[path] is None:
            to_check[path] = (home, key)
    if to_check:
        from datagov_cli.curation.validation.parallel import examine_all

        # What has changed while it was checked has another key by now, and is not kept.
        tasks = [(path, home) for path, (home, _) in to_check.items()]
        findings.update(examine_all(tasks))
        afterwards = FindingsCache(remember)
        for path, (home, key) in to_check.items():
            if afterwards.key(path, home) == key:
                cache.remember(key, findings[path])
    report = Report()
    for path, listed in findings.items():
        report.add(path, listed or FileFindings([]))
    for directory in dict.fromkeys(filter(None, map(data_directory, paths)) if paths else [root]):
        for finding in unread_files(directory):
            report.add_one(finding)
    return report
