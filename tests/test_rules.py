"""Rules of ``validate`` at their edges: what is reported, and what is right and is not.

Each plain fault stands as a file under ``cases/``; here small changes of the healthy data are
told apart by a day, by a second source, by what else is on record.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import Run, edit

from datagov_cli.curation.validation import parallel

HAINAN = Path("provinces", "hainan.yaml")
LI_SI = 'as-of: "2029-12-31"'
UNDATED = "unknown: {as-of: {zh: 无。, en: None.}}"
FOUNDED = "    unknown:\n      established: {zh: 未提及。, en: Not mentioned.}\nmeetings:"
WITHDRAWN = "withdrawn: {date: '2030-05-02', reason: {zh: 误记。, en: Recorded in error.}}"
MIRROR = Path("sources", "mirror-2030.yaml")

Edits = list[tuple[str, str]]


def reported(run: Run, data: Path, *edits: tuple[str, str]) -> list[str]:
    """The codes and pointers of all findings about the province, once it has been changed."""
    for old, new in edits:
        edit(data / HAINAN, old, new)
    result = run("validate", data / HAINAN, "--data", data, "-f", "json")
    assert result.err == ""
    return [f"{d['code']} {d['pointer']}" for d in json.loads(result.out)["diagnostics"]]


SECOND_STAGE = """\
      - status: consultation
        date: "2029-10"
        cite: [gazette-2030#3]
        anchors: [征求意见]
"""
A_CIRCLE = [
    ("    established: {zh: 未提及。, en: Not mentioned.}\nmeetings:",
     "    established: {zh: 未提及。, en: Not mentioned.}\n    predecessor: third\n"
     "  - id: third\n    kind: data-bureau\n    predecessor: group\n"
     "    name: {zh: 第三局, en: Third Bureau}\n    cite: [gazette-2030#2]\n    anchors: [旧]\n"
     "    unknown:\n      established: {zh: 无。, en: None.}\n      heads: {zh: 无。, en: None.}\n"
     "meetings:"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        # What begins, is stated and ends in this order.
        ([(LI_SI, f'since: "2029-05"\n        until: "2029-03"\n        {UNDATED}')],
         ["DG404 /bodies/0/heads/1/until"]),
        ([(LI_SI, f'since: "2029-05"\n        until: "2029-05"\n        {UNDATED}')], []),
        ([(LI_SI, f'{LI_SI}\n        until: "2029-12-30"')], ["DG404 /bodies/0/heads/1/until"]),
        ([(LI_SI, f'{LI_SI}\n        until: "2029-12-31"')], []),
        ([(LI_SI, f'{LI_SI}\n        since: "2029-12-31"')], []),
        ([(LI_SI, f'{LI_SI}\n        since: "2030-01-01"')], ["DG404 /bodies/0/heads/1/as-of"]),
        # A body before the one that it follows, and before its meetings.
        ([(FOUNDED, '    established: "2021"\nmeetings:')], ["DG404 /bodies/0/established"]),
        ([(FOUNDED, '    established: "2020"\nmeetings:')], []),
        ([('date: "2030-02"', 'date: "2020-04"')], ["DG404 /meetings/0/date"]),
        ([('date: "2030-02"', 'date: "2020-05"')], []),
        ([('established: "2020-05"', 'established: "2030-01"')],
         ["DG404 /bodies/0/heads/1/as-of"]),
        # The stages of a policy in order, all of them.
        ([("    doc-number", f"{SECOND_STAGE}    doc-number")],
         ["DG404 /policies/0/history/1/date"]),
        # Nothing that has happened after its source was published.
        ([('date: "2030-02"', 'date: "2030-03-02"')], ["DG405 /meetings/0/date"]),
        ([('date: "2030-02"', 'date: "2030-03-01"')], []),
        ([('date: "2030-02"', 'date: "2030-03"')], []),
        # What is in force may have been announced.
        ([('date: "2030-01-15"', 'date: "2030-04-01"')], ["DG405 /policies/0/date"]),
        ([('date: "2030-01-15"', 'date: "2030-04-01"'),
          ("status: issued", "status: in-force")], []),
        # Circles of any length; one record may be named by several.
        (A_CIRCLE, ["DG302 /bodies/0/predecessor", "DG302 /bodies/1/predecessor",
                    "DG302 /bodies/2/predecessor"]),
        # Doubts.
        ([(LI_SI, 'as-of: "2027-06-01"')], []),
        ([(LI_SI, 'as-of: "2027-05-31"')], ["DG502 /bodies/0/heads/1/as-of"]),
        ([(LI_SI, 'as-of: "2027"')], []),
        ([(LI_SI, 'as-of: "2026"')], ["DG502 /bodies/0/heads/1/as-of"]),
        ([(LI_SI, 'as-of: "2026"\n        until: "2026-12-31"')], []),
        ([(LI_SI, f'as-of: "2026"\n        {WITHDRAWN}')], []),
        ([('name: {zh: 海南省旧虚构', 'name: {zh: 省 虚构')], ["DG504 /bodies/1/name/zh"]),
        ([('name: {zh: 海南省旧虚构', f'{WITHDRAWN}\n    name: {{zh: 海南省虚构')], []),
    ],
)  # fmt: skip
def test_what_is_reported_and_what_is_not(
    edits: Edits, expected: list[str], run: Run, tiny: Path
) -> None:
    assert reported(run, tiny, *edits) == expected


@pytest.mark.parametrize(
    ("date", "old"), [("2029-05-31", True), ("2029-06-01", False), ("2029", False), ("2028", True)]
)
def test_a_draft_is_old_after_a_year_whatever_day_of_it_is_meant(
    date: str, old: bool, run: Run, tiny: Path
) -> None:
    draft = [('date: "2029-11"', 'date: "2028"'), ("status: issued", "status: consultation"),
             ('date: "2030-01-15"', f'date: "{date}"')]  # fmt: skip
    assert reported(run, tiny, *draft) == ["DG503 /policies/0/status"] * old
    final = ("policies:\n", "policies:\n  - id: final\n    title: {zh: 终, en: Final}\n"
             '    issuer: group\n    status: issued\n    date: "2030-02"\n    supersedes: plan\n'
             "    cite: [gazette-2030#3]\n    anchors: [虚构]\n")  # fmt: skip
    assert reported(run, tiny, final) == []


@pytest.mark.parametrize(("as_of", "old"), [("2029-02-27", True), ("2029-02-28", False)])
def test_on_a_leap_day_three_years_ago_was_the_day_before_march(
    as_of: str, old: bool, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2032-02-29")
    found = reported(run, tiny, (LI_SI, f'as-of: "{as_of}"'))
    assert ("DG502 /bodies/0/heads/1/as-of" in found) == old


def test_what_two_sources_report_is_no_later_than_the_later_one(run: Run, beside: Path) -> None:
    edit(beside / MIRROR, 'published: "2030-03-01"', 'published: "2029-01-01"')
    both = ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
            "cite: [mirror-2030#1, gazette-2030#1]\n    anchors: [虚构会议]")  # fmt: skip
    assert reported(run, beside, both) == []
    later = ('date: "2030-02"', 'date: "2030-03-02"')
    assert reported(run, beside, later) == ["DG405 /meetings/0/date"]
    # Of a source without a date nobody knows.
    edit(beside / MIRROR, 'published: "2029-01-01"',
         "unknown: {published: {zh: 无。, en: None.}}")  # fmt: skip
    assert reported(run, beside) == []


def test_a_field_is_held_against_the_source_of_its_own(run: Run, beside: Path) -> None:
    edit(beside / MIRROR, 'published: "2030-03-01"', 'published: "2030-04-01"')
    later = ('date: "2030-02"\n', 'date: "2030-03-02"\n    cite-for: {date: [mirror-2030#1]}\n')
    assert reported(run, beside, later) == []
    # A source that was read in a repost is as late as the repost.
    gazette = beside / "sources" / "gazette-2030.yaml"
    edit(gazette, "url:", "via: {zh: 虚构网, en: Invented Net, published: '2030-03-05'}\nurl:")
    edit(beside / HAINAN, "    cite-for: {date: [mirror-2030#1]}\n", "")
    assert reported(run, beside) == []


def test_one_original_is_enough_beside_reposts(run: Run, beside: Path) -> None:
    mirror = ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
              "cite: [mirror-2030#1]\n    anchors: [虚构会议]")  # fmt: skip
    assert reported(run, beside, mirror) == ["DG501 /meetings/0/cite"]
    both = ("cite: [mirror-2030#1]", "cite: [mirror-2030#1, gazette-2030#1]")
    assert reported(run, beside, both) == []


def test_findings_of_a_process_that_died_are_found_all_the_same(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever kills one of several processes, its files are checked by the first."""
    edit(tiny / HAINAN, "mode: orderly", "mode: ordrly")
    edit(tiny / "provinces" / "xizang.yaml", "main: true", "mian: true")
    shutil.copyfile(tiny / "provinces" / "xizang.yaml", tiny / "provinces" / "beijing.yaml")

    def report() -> Any:
        result = run("validate", "--data", tiny, "--no-cache", "-f", "json")
        assert (result.code, result.err) == (1, "")
        return json.loads(result.out)["diagnostics"]

    before = report()
    examine, parent, died = parallel.examine, os.getpid(), tiny.parent / "died"

    def dies(*arguments: Any) -> Any:
        if os.getpid() != parent:
            died.touch()
            os._exit(9)
        return examine(*arguments)

    monkeypatch.setattr(parallel, "ENOUGH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert report() == before
    monkeypatch.setattr(parallel, "examine", dies)
    assert report() == before
    assert died.exists()
