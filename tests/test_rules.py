"""Rules of ``validate`` at their edges: what is reported, and what is right and is not.

Each plain fault stands as a file under ``cases/``; here small changes of the healthy data are
told apart by a day, by a second source, by what else is on record.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import Run, chinese, edit

from datagov_cli.curation.validation import check_file, parallel

HAINAN = Path("provinces", "hainan.yaml")
LI_SI = 'as-of: "2029-12-31"'
#: Li Si as a deputy, whom no later head succeeds.
DEPUTY = (
    "role: head\n        posts: [party-secretary]",
    "role: deputy\n        posts: [party-secretary]",
)
#: The head of another body, as of a day long past.
WANG_WU = (
    """\
          as-of:
            zh: 未提及。
            en: Not mentioned.
            searched:
              - date: "2030-03-02"
                where: invented archive
""",
    '        as-of: "2026"\n',
)
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


REPLACING = """\
  - id: law
    title: {zh: 虚构条例, en: Invented law}
    issuer: group
    status: issued
    date: "2029"
    supersedes: plan
    topics: [digital-economy]
    summary: {zh: 虚构。, en: Invented.}
    cite: [gazette-2030#3]
    anchors: [虚构]
targets:
"""
MEETING = """\
  - id: meeting-2
    body: group
    date: "2030-01-20"
    title: {zh: 另一会议, en: Another meeting}
    chair: {zh: 张三, en: Zhang San}
    cite: [gazette-2030#1]
    anchors: [会议]
policies:
"""
HISTORY = """\
    history:
      - status: consultation
        date: "2029-11"
        cite: [gazette-2030#3]
        anchors: [征求意见]
"""


OLD_DRAFT = [("status: issued", "status: consultation"), (HISTORY, ""),
             ('date: "2030-01-15"', 'date: "2028"')]  # fmt: skip


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
        # What a policy was before it was repealed is not known, so neither is what came first.
        ([("status: issued", "status: passed"), (HISTORY, ""), ('"2031"', '"2029"')],
         ["DG404 /targets/0/year"]),
        ([("status: issued", "status: repealed"), (HISTORY, ""), ('"2031"', '"2029"')], []),
        # A draft is open no longer once another document replaces it.
        (OLD_DRAFT, ["DG503 /policies/0/status"]),
        ([*OLD_DRAFT, ("targets:\n", REPLACING)], []),
        # A body meets often, though not twice a day that anybody would tell apart.
        ([("policies:\n", MEETING)], []),
        ([("policies:\n", MEETING), ("2030-01-20", "2030-02")], ["DG506 /meetings/1/date"]),
        ([("policies:\n", MEETING), ("2030-01-20", "2030-02"),
          ("    title: {zh: 另一", f"    {WITHDRAWN}\n    title: {{zh: 另一")], []),
        # Two heads of one and the same day; one who begins as the other ends is its successor.
        ([('as-of: "2030-02"', 'as-of: "2029-12-31"')], ["DG409 /bodies/0/heads/1/as-of"]),
        ([('as-of: "2030-02"', 'since: "2029-12-31"\n        as-of: "2030-02"'),
          (LI_SI, f'{LI_SI}\n        since: "2029"\n        until: "2029-12-31"')], []),
        ([('as-of: "2030-02"', 'since: "2029-01"\n        as-of: "2030-02"')],
         ["DG404 /bodies/0/heads/1/as-of"]),
        ([('as-of: "2030-02"', 'since: "2029-01"\n        as-of: "2030-02"'),
          (LI_SI, f'since: "2029-06"\n        {LI_SI}')], ["DG404 /bodies/0/heads/1/since"]),
        ([('as-of: "2030-02"', f'as-of: "2029-12-31"\n        {WITHDRAWN}')], []),
        # Who is in charge of the work is not its director either.
        ([("role: head\n        posts: [party-secretary]",
           "role: in-charge\n        posts: [party-secretary, director]")],
         ["DG410 /bodies/0/heads/1/posts/1"]),
        # A search is dated, of what does not apply as well.
        ([("unknown:\n          posts", "not-applicable:\n          posts"),
          ('date: "2030-03-02"', 'date: "2030-13-02"')],
         ["DG403 /bodies/1/heads/0/not-applicable/as-of/searched/0/date"]),
        # Who issued a document is accounted for under either of two keys.
        ([("    issuer: group\n", "")], ["DG201 /policies/0"]),
        ([("    issuer: group\n", "    unknown: {issued-by: {zh: 无。, en: None.}}\n")], []),
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
        # What is no id may still be the same as another.
        ([("- id: zhang-san", "- id: Zhang_San"), ("- id: li-si", "- id: Zhang_San")],
         ["DG105 /bodies/0/heads/0/id", "DG105 /bodies/0/heads/1/id",
          "DG301 /bodies/0/heads/1/id"]),
        # What leads into a circle is in none.
        ([*A_CIRCLE, ("predecessor: group", "predecessor: old-group")],
         ["DG302 /bodies/1/predecessor", "DG302 /bodies/2/predecessor"]),
        # Any kind of body that steers may lead; one that is withdrawn leads no longer.
        ([("kind: leading-group\n    main", "kind: joint-conference\n    main")], []),
        ([("kind: leading-group\n    main", "kind: party-commission\n    main")], []),
        ([("- id: old-group\n", f"- id: old-group\n    main: true\n    {WITHDRAWN}\n")],
         ["DG505 /bodies/0/predecessor"]),
        # Withdrawn by now: in a month that has begun, if the day is not given.
        ([("mode: orderly\n", f"mode: orderly\n    {WITHDRAWN}\n".replace("-05-02", "-06"))], []),
        ([("mode: orderly\n", f"mode: orderly\n    {WITHDRAWN}\n".replace("-05-02", "-07"))],
         ["DG404 /initiatives/0/withdrawn/date"]),
        # What a body has achieved comes after it was founded.
        ([('date: "2021~"', 'date: "2019"\n    body: group')], ["DG404 /milestones/0/date"]),
        ([('date: "2021~"', 'date: "2020"\n    body: group')], []),
        # The last stage of a policy comes before its status of today.
        ([('date: "2029-11"', 'date: "2030-02"')], ["DG404 /policies/0/date"]),
        # Doubts.
        ([DEPUTY, (LI_SI, 'as-of: "2027-06-01"')], []),
        ([DEPUTY, (LI_SI, 'as-of: "2027-05-31"')], ["DG502 /bodies/0/heads/1/as-of"]),
        ([(LI_SI, 'as-of: "2027-05-31"')], []),
        ([WANG_WU], ["DG502 /bodies/1/heads/0/as-of"]),
        ([(LI_SI, 'as-of: "2027"')], []),
        ([DEPUTY, (LI_SI, 'as-of: "2026"')], ["DG502 /bodies/0/heads/1/as-of"]),
        ([DEPUTY, (LI_SI, 'as-of: "2026"\n        until: "2026-12-31"')], []),
        ([DEPUTY, (LI_SI, f'as-of: "2026"\n        {WITHDRAWN}')], []),
        ([('name: {zh: 海南省旧虚构', 'name: {zh: 省 虚构')], ["DG504 /bodies/1/name/zh"]),
        ([('name: {zh: 海南省旧虚构', 'name: {zh: 海南虚构')], ["DG504 /bodies/1/name/zh"]),
        ([('name: {zh: 海南省旧虚构', f'{WITHDRAWN}\n    name: {{zh: 海南省虚构')],
         ["DG505 /bodies/0/predecessor"]),
    ],
)  # fmt: skip
def test_what_is_reported_and_what_is_not(
    edits: Edits, expected: list[str], run: Run, tiny: Path
) -> None:
    assert reported(run, tiny, *edits) == expected


REVENUE = "    value: 150000000\n    unit: CNY\n    as-written: 1.5亿元\n"


@pytest.mark.parametrize(
    ("value", "written", "message"),
    [
        ("12000000", "1,200万元", None),
        ("12000000", "１，２００万元", None),
        ("150000001", "1.5亿元", 'the value 150000001 does not match "1.5亿元"'),
        ("1200", "一千二百元", '"一千二百元" does not begin with a figure'),
    ],
)
def test_a_figure_is_read_as_it_is_written(
    value: str, written: str, message: str | None, run: Run, tiny: Path
) -> None:
    path = tiny / HAINAN
    edit(path, REVENUE, f"    value: {value}\n    unit: CNY\n    as-written: {written}\n")
    found = json.loads(run("validate", path, "--data", tiny, "-f", "json").out)["diagnostics"]
    said = [f["message"] for f in found if f["code"] == "DG401"]
    assert said == ([message] if message else [])


def test_a_multiple_of_a_unit_is_a_way_to_write_it(run: Run, tiny: Path) -> None:
    """The metric has another unit, which is a finding of its own."""
    for written, found in (("2EFLOPS", []), ("2000万元", ["DG401", "DG402"])):
        figure = f"    value: 2000\n    unit: PFLOPS\n    as-written: {written}\n"
        assert reported(run, tiny, (REVENUE, figure)) == [
            f"{code} /targets/0/{key}" for code, key in
            (("DG401", "value"), ("DG402", "unit"), ("DG406", "unit")) if code in [*found, "DG406"]
        ]  # fmt: skip
        edit(tiny / HAINAN, figure, REVENUE)


#: A change of the healthy data → what is said of it, and the hint.
SAID = {
    ("    predecessor: old-group\n", "    predecessor: old-grop\n"): (
        '"predecessor" refers to "old-grop", which is not among the bodies of this file',
        'did you mean "old-group"?'),
    ("inferred-from: meeting-1", "inferred-from: meeting-2"): (
        '"inferred-from" refers to "meeting-2", which is not among the',
        'did you mean "meeting-1"?'),
    ("    predecessor: old-group\n", "    predecessor: group\n"): (
        '"predecessor" of', None),
    ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
     "cite: [gazete-2030#1]\n    anchors: [虚构会议]"): (
        'no source "gazete-2030" is registered', 'did you mean "gazette-2030"?'),
    ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
     "cite: [other#1]\n    anchors: [虚构会议]"): (
        'no source "other" is registered', "register it as sources/other.yaml"),
    ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
     "cite: [gazette-2030#4]\n    anchors: [虚构会议]"): (
        '"gazette-2030" has no paragraph 4', "the last one is ¶3"),
    ("id: li-si", "id: zhang-san"): (
        'duplicate id "zhang-san", first used on line 17', None),
    ("    main: true\n", ""): (
        "no leading group is marked main: true", "if it leads"),
    ("- id: old-group\n", "- id: old-group\n    main: true\n"): (
        "a second body is marked main: true", "is marked already"),
    ("kind: leading-group\n    main", "kind: data-bureau\n    main"): (
        "is marked main: true but is not a kind of body that leads",
        "a main body is of the kind leading-group, party-commission or joint-conference"),
    ('gb2260: "460000"', 'gb2260: "450000"'): (
        '"450000" is not the gb2260 of hainan', 'it is "460000"'),
    ("en: Hainan, short", "en: Hainann, short"): (
        '"Hainann" is not the name of hainan', 'it is "Hainan"'),
    ("short: 海南}", "short: 琼}"): (
        '"琼" is not the name of hainan', 'it is "海南"'),
    ("themes: [digital-economy, data-sharing]", "themes: [digital-economy, data-sharin]"): (
        'entry 2 of "themes" has no term "data-sharin"', 'did you mean "data-sharing"?'),
    ("mode: orderly", "mode: zzzzzz"): (
        '"mode" has no term "zzzzzz"', "known terms: "),
    ("        inferred-from: meeting-1\n", ""): (
        "has basis: implied but no inferred-from", "under inferred-from:"),
    ("    doc-number", "    cite-for: {volume: [gazette-2030#1]}\n    doc-number"): (
        'cite-for names "volume", but', None),
    ("    doc-number", "    implied: {volume: {zh: 无, en: None.}}\n    doc-number"): (
        'implied names "volume", but', None),
    (LI_SI, ""): ('lacks "as-of"', 'give "as-of", or list it under unknown: with a note'),
    (LI_SI, f"{LI_SI}\n        {UNDATED}"): (
        '"as-of" of', "keep the one that is right"),
    ("unit: CNY", 'unit: "{station}"'): (
        'the unit "{station}" does not match "1.5亿元"', "sources write it as "),
    ("value: 150000000", "value: 15000000"): (
        'the value 15000000 does not match "1.5亿元"', "that is 150000000"),
    ("as-written: 1.5亿元", "as-written: 亿元"): (
        '"亿元" does not begin with a figure', "such as 240亿元"),
    ('date: "2030-02"', 'date: "2030-02-30"'): (
        '"2030-02-30" is not a day of the calendar', None),
    (LI_SI, f'{LI_SI}\n        until: "2029"\n        since: "2030-01"'): (
        "2029-12-31 is before the since 2030-01", None),
    ('date: "2030-02"', 'date: "2030-03-02"'): (
        "2030-03-02 is after the source was published, 2030-03-01",
        "if a later source says date 2030-03-02, cite it for that alone: cite-for: {date: ["),
    ("basis: target\n", "basis: expectation\n"): (
        "an expectation cannot have a policy", "change it to basis: target, or remove the policy"),
    (f"{DEPUTY[0]}\n        {LI_SI}", f'{DEPUTY[1]}\n        as-of: "2026"'): (
        "is stated for 2026, more than 3 years ago", "give until: if it has ended"),
    ("name: {zh: 海南省旧虚构", "name: {zh: 省虚构"): (
        "has the same name as", "merge the two records"),
    ("id: hainan\n", "id: hainann\n"): (
        'no provincial-level division has the id "hainann"', 'did you mean "hainan"?'),
}  # fmt: skip


@pytest.mark.parametrize(("edited", "said"), SAID.items(), ids=range(len(SAID)))
def test_a_finding_says_what_is_wrong_and_what_to_do(
    edited: tuple[str, str], said: tuple[str, str | None], run: Run, tiny: Path
) -> None:
    edit(tiny / HAINAN, *edited)
    result = run("validate", tiny / HAINAN, "--data", tiny, "-f", "json")
    found = json.loads(result.out)["diagnostics"]
    message, hint = said
    (one,) = [each for each in found if message in each["message"]]
    if hint is None:
        assert one["hint"] is None
    else:
        assert hint in one["hint"]
    told = run("validate", tiny / HAINAN, "--data", tiny, "-f", "json", "--lang", "zh").out
    chinese(json.loads(told)["diagnostics"])


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
    unrelated = ("    supersedes: plan\n", "")
    assert reported(run, tiny, unrelated) == ["DG503 /policies/1/status"] * old


@pytest.mark.parametrize(("as_of", "old"), [("2029-02-28", True), ("2029-03-01", False)])
def test_on_a_leap_day_three_years_ago_was_the_day_before_march(
    as_of: str, old: bool, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2032-02-29")
    found = reported(run, tiny, DEPUTY, (LI_SI, f'as-of: "{as_of}"'))
    assert ("DG502 /bodies/0/heads/1/as-of" in found) == old


def test_heads_of_a_withdrawn_body_need_no_newer_source(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2035-01-01")
    old = {"DG502 /bodies/0/heads/0/as-of", "DG502 /bodies/0/heads/1/as-of"}
    assert old <= set(reported(run, tiny, DEPUTY))
    group = '    established: "2020-05"\n'
    assert not old & set(reported(run, tiny, (group, f"{group}    {WITHDRAWN}\n")))


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
    told = run("validate", beside / HAINAN, "--data", beside, "-f", "json").out
    hint = json.loads(told)["diagnostics"][0]["hint"]
    assert hint == "cite the original, or a source closer to the fact"
    both = ("cite: [mirror-2030#1]", "cite: [mirror-2030#1, gazette-2030#1]")
    assert reported(run, beside, both) == []


def test_one_source_that_still_stands_is_enough(run: Run, beside: Path) -> None:
    edit(beside / MIRROR, "snapshot:", f"{WITHDRAWN}\nsnapshot:")
    meeting = ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
               "cite: [mirror-2030#1, gazette-2030#1]\n    anchors: [虚构会议]")  # fmt: skip
    assert reported(run, beside, meeting) == []
    alone = ("[mirror-2030#1, gazette-2030#1]", "[mirror-2030#1]")
    assert reported(run, beside, alone) == ["DG501 /meetings/0/cite", "DG505 /meetings/0/cite"]


@pytest.mark.parametrize("field", ["passed", "in-force"])
@pytest.mark.parametrize(
    ("searched", "reported_again"),
    [("2029-07", False), ("2029-06-01", False), ("2029-05-31", True), ("2029-05", True)],
)
def test_who_has_looked_in_vain_is_not_asked_again_for_a_year(
    searched: str, reported_again: bool, field: str, run: Run, tiny: Path
) -> None:
    """On 2030-06-01, of an old headship and of an old draft."""
    looked = f'zh: 无, en: None., searched: [{{date: "{searched}", where: index}}]'
    head = f"{LI_SI}\n        unknown:\n          until: {{{looked}}}"
    edit(tiny / HAINAN, LI_SI, head.replace("2029-12-31", "2026"))
    edit(tiny / HAINAN, "role: head\n        posts: [dep", "role: deputy\n        posts: [dep")
    status = 'status: issued\n    date: "2030-01-15"\n'
    draft = f'status: consultation\n    date: "2028"\n    unknown:\n      {field}: {{{looked}}}\n'
    edit(tiny / HAINAN, status, draft)
    codes = [each.split()[0] for each in reported(run, tiny) if "DG50" in each]
    assert codes == (["DG502", "DG503"] if reported_again else [])


def test_a_repost_of_a_numbered_document_is_enough(run: Run, beside: Path) -> None:
    policy = ("cite: [gazette-2030#3]\n    anchors: [虚构计划]",
              "cite: [mirror-2030#1]\n    anchors: [虚构计划]")  # fmt: skip
    stage = ("cite: [gazette-2030#3]\n        anchors: [征求意见]",
             "cite: [mirror-2030#1]\n        anchors: [征求意见]")  # fmt: skip
    assert reported(run, beside, policy, stage) == []
    # Another repost beside it carries no such document.
    other = (beside / MIRROR).read_text("utf-8").replace("id: mirror-2030", "id: mirror-2031")
    (beside / "sources" / "mirror-2031.yaml").write_text(other, "utf-8")
    meeting = ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
               "cite: [mirror-2030#1, mirror-2031#1]\n    anchors: [虚构会议]")  # fmt: skip
    assert reported(run, beside, meeting) == ["DG501 /meetings/0/cite"]
    edit(beside / HAINAN, *meeting[::-1])
    number = ("    doc-number: 虚〔2030〕1号\n", "")
    assert reported(run, beside, number) == ["DG501 /policies/0/cite"]


def test_a_term_that_is_none_hides_no_fault_of_the_next(run: Run, tiny: Path) -> None:
    posts = tiny / "vocabulary" / "posts.yaml"
    edit(posts, "terms:\n", "terms:\n  odd: none\n  clerk: {label: {zh: 办事员, en: Clerk}}\n")
    result = run("validate", posts, "--data", tiny, "-f", "json")
    found = [(d["code"], d["pointer"]) for d in json.loads(result.out)["diagnostics"]]
    assert ("DG101", "/terms/clerk") in found


def test_a_term_that_the_schema_lacks_as_yet_is_told_from_one_that_is_none(
    run: Run, tiny: Path
) -> None:
    edit(tiny / "vocabulary" / "modes.yaml", "terms:\n", "terms:\n  slow: {}\n")
    edit(tiny / HAINAN, "mode: orderly", "mode: slow")
    result = run("validate", tiny / HAINAN, "--data", tiny, "-f", "json")
    (found,) = json.loads(result.out)["diagnostics"]
    assert (found["code"], found["message"], found["hint"]) == (
        "DG104",
        '"mode": "slow" is not in the schema yet',
        "data/vocabulary/modes.yaml has it; make schemas copies it into the schema",
    )


def test_of_three_records_with_one_id_the_first_is_named(run: Run, tiny: Path) -> None:
    for name in ("li-si", "wang-wu"):
        edit(tiny / HAINAN, f"- id: {name}", "- id: zhang-san")
    out = run("validate", tiny / HAINAN, "--data", tiny).out
    assert out.count('duplicate id "zhang-san", first used on line 17') == 2


def test_a_term_that_the_vocabulary_lacks_is_none_whatever_the_schema_says(
    run: Run, tiny: Path
) -> None:
    edit(tiny / "vocabulary" / "province-kinds.yaml", "  province:\n", "  provinces:\n")
    edit(tiny / "vocabulary" / "modes.yaml", "  orderly:\n", "  orderlies:\n")
    assert reported(run, tiny) == ["DG104 /kind", "DG104 /initiatives/0/mode"]
    edit(tiny / "vocabulary" / "leader-ranks.yaml", "  governor:\n", "  governors:\n")
    posts = run("validate", tiny / "vocabulary" / "posts.yaml", "--data", tiny, "-f", "json").out
    found = {(d["code"], d["pointer"]) for d in json.loads(posts)["diagnostics"]}
    assert ("DG104", "/terms/governor/rank") in found


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
    examine, parent, died = check_file.examine, os.getpid(), tiny.parent / "died"

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


MEETING = '    date: "2030-02"\n    title'


@pytest.mark.parametrize("written", ["2月", "今年2月", "2029年底后的2月", "二〇二九年后的2月"])
def test_a_year_that_no_wording_gives_needs_a_ground(written: str, run: Run, beside: Path) -> None:
    dated = f'    date: "2030-02"\n    date-as-written: {written}\n'
    own = "    implied: {date: {zh: 据上文。, en: From the text above.}}\n"
    place = ["DG203 /meetings/0/date"]
    assert reported(run, beside, (MEETING, f"{dated}    title")) == place
    assert reported(run, beside, (dated, dated + own)) == []
    # Said once in the file of the source, it serves all of its dates, and no other source's.
    edit(beside / HAINAN, own, "")
    source = "implied-years: {zh: 据出版日期。, en: From the day of publication.}\nsnapshot:"
    edit(beside / MIRROR, "snapshot:", source)
    assert reported(run, beside) == place
    # Of several sources cited, one that says it is enough.
    alone = ("cite: [gazette-2030#1]\n    anchors: [虚构会议]",
             "cite: [gazette-2030#1, mirror-2030#1]\n    anchors: [虚构会议]")  # fmt: skip
    assert reported(run, beside, alone) == []
    edit(beside / HAINAN, *alone[::-1])
    edit(beside / "sources" / "gazette-2030.yaml", "snapshot:", source)
    assert reported(run, beside) == []


@pytest.mark.parametrize(
    "written",
    ["2030年2月", "２０３０年２月", "二〇三〇年二月", "二○三○年二月", "二零三零年二月", "2030-2"],
)
def test_a_year_that_the_wording_gives_needs_none(written: str, run: Run, beside: Path) -> None:
    dated = f'    date: "2030-02"\n    date-as-written: {written}\n    title'
    assert reported(run, beside, (MEETING, dated)) == []
    assert "inferred" not in run("why", "hainan", "meeting-1.date", "--data", beside).out


def test_answers_say_that_a_year_is_inferred_and_from_what(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, MEETING, '    date: "2030-02"\n    date-as-written: 今年2月\n    title')
    source = "implied-years: {zh: 据出版日期。, en: From the day of publication.}\nsnapshot:"
    edit(tiny / "sources" / "gazette-2030.yaml", "snapshot:", source)
    note = "The source writes “今年2月”; the year is inferred."
    shown = json.loads(run("show", "hainan", "--data", tiny, "-f", "json").out)
    (meeting,) = shown["provinces"][0]["meetings"]
    assert (meeting["date"]["basis"], meeting["date"]["note"]) == ("implied", note)
    why = json.loads(run("why", "hainan", "meeting-1.date", "--data", tiny, "-f", "json").out)
    assert any(note in step for step in why["steps"])
    assert why["citations"][0]["implied-years"] == "From the day of publication."
    shown = run("why", "hainan", "meeting-1.date", "--data", tiny, "--lang", "zh").out
    assert "来源写作“今年2月”，年份为推断。" in shown
    assert "据出版日期。" in shown


def test_one_leading_group_is_the_main_one_if_there_are_any(run: Run, tiny: Path) -> None:
    path, sound = tiny / HAINAN, (tiny / HAINAN).read_text("utf-8")
    assert "DG305 /bodies" in reported(
        run, tiny, ("    main: true\n", f"    main: true\n    {WITHDRAWN}\n")
    )
    path.write_text(sound.replace("kind: leading-group", "kind: data-bureau"), "utf-8")
    assert reported(run, tiny) == ["DG305 /bodies/0/main"]
    assert reported(run, tiny, ("    main: true\n", "")) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2030-05-31", []), ("2030-06", []), ("2030-06-02", ["DG404 /withdrawn/date"]),
     ("2030-03-04", ["DG404 /withdrawn/date"])],
)  # fmt: skip
def test_a_source_is_withdrawn_by_today_and_once_it_was_published(
    day: str, expected: list[str], run: Run, beside: Path
) -> None:
    path = beside / MIRROR
    text = re.sub("published: .*", 'published: "2030-03-05"', path.read_text("utf-8"))
    path.write_text(text + WITHDRAWN.replace("2030-05-02", day) + "\n", "utf-8")
    result = run("validate", path, "--data", beside, "-f", "json")
    found = json.loads(result.out)["diagnostics"]
    assert [f"{each['code']} {each['pointer']}" for each in found] == expected


def test_a_source_of_a_later_day_is_named_for_a_later_date(run: Run, beside: Path) -> None:
    edit(beside / HAINAN, 'date: "2030-02"', 'date: "2030-05-10"')
    for published, name in (("2030-05-09", "SOURCE"), ("2030-05-10", "mirror-2030")):
        path = beside / MIRROR
        text = re.sub("published: .*", f'published: "{published}"', path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        said = run("validate", beside / HAINAN, "--data", beside, "-f", "json").out
        (hint,) = (d["hint"] for d in json.loads(said)["diagnostics"] if d["code"] == "DG405")
        assert f"cite-for: {{date: [{name}#¶]}}" in hint


def test_a_note_on_what_is_not_known_can_be_cited(run: Run, tiny: Path) -> None:
    cited = "    cite-for: {established: [gazette-2030#3]}\nmeetings:"
    assert reported(run, tiny, ("meetings:", cited)) == []
    shown = json.loads(run("show", "hainan", "--data", tiny, "-f", "json").out)
    established = shown["provinces"][0]["bodies"][1]["established"]
    assert (established["state"], [c["at"] for c in established["cite"]]) == ("unknown", ["¶3"])
    assert "Founded unknown – Not mentioned. [1]¶3" in " ".join(
        run("show", "hainan", "--data", tiny).out.split()
    )
    assert reported(run, tiny, ("{established: [gazette", "{founder: [gazette")) == [
        "DG308 /bodies/1/cite-for/founder"
    ]


@pytest.mark.parametrize(
    "written", ["逾1.5亿元", "超1.5亿元", "超过1.5亿元", "突破 1.5亿元", "达到1.5亿元"]
)
def test_a_word_before_a_figure_says_how_it_is_meant(written: str, run: Run, tiny: Path) -> None:
    assert reported(run, tiny, ("as-written: 1.5亿元", f"as-written: {written}")) == []
    assert reported(run, tiny, ("value: 150000000", "value: 15")) == ["DG401 /targets/0/value"]


def test_what_a_body_is_for_is_shown_and_searched(run: Run, tiny: Path) -> None:
    purpose = "    purpose: {zh: 统筹虚设事务。, en: Coordinate phantom affairs.}\n"
    cited = "    cite-for: {purpose: [gazette-2030#3]}\n"
    edit(
        tiny / HAINAN,
        "    predecessor: old-group\n",
        f"{purpose}    predecessor: old-group\n{cited}",
    )
    assert run("validate", tiny / HAINAN, "--data", tiny).code == 0
    assert "Coordinate phantom affairs. [1]¶3" in run("show", "hainan", "--data", tiny).out
    body = json.loads(run("show", "hainan", "--data", tiny, "-f", "json").out)["provinces"][0][
        "bodies"
    ][0]
    assert (body["purpose"], body["purpose-en"]) == (
        "统筹虚设事务。",
        "Coordinate phantom affairs.",
    )
    assert "group" in run("search", "phantom", "--data", tiny).out
    assert (
        "统筹虚设事务。"
        in run("why", "hainan", "group.purpose", "--lang", "zh", "--data", tiny).out
    )


def test_the_day_of_a_leader_is_implied_where_its_year_is(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, 'as-of: "2030-02"', 'as-of: "2030-02"\n        as-of-as-written: 今年2月')
    edit(tiny / HAINAN, "basis: implied\n        inferred-from: meeting-1", "basis: stated")
    fields = ("compare", "hainan", "-F", "leader.as-of,leader.name", "--data", tiny, "-f", "json")
    cells = json.loads(run(*fields).out)["rows"][0]["cells"]
    assert (cells["leader.as-of"]["basis"], cells["leader.name"]["basis"]) == ("implied", "stated")
    assert "今年2月" in cells["leader.as-of"]["note"]
    shown = " ".join(run("show", "hainan", "--data", tiny).out.split())
    assert "As of: 2030-02 (implied: The source writes “今年2月”; the year is inferred.)" in shown
