"""Rows of the tables over small changes of the invented data: what counts, what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import COUNTRY, Run, edit

HAINAN, XIZANG = Path("provinces", "hainan.yaml"), Path("provinces", "xizang.yaml")
SOURCE = Path("sources", "gazette-2030.yaml")
OLD_GROUP = "cite: [gazette-2030#2]\n    anchors: [旧]\n"
WITHDRAWN = f'{OLD_GROUP}    withdrawn: {{date: "2030-05", reason: {{zh: 误植。, en: Misread.}}}}\n'
RIVALS = (
    "    disputed:\n      heads:\n"
    "        - {value: {person: {zh: 钱七, en: Qian Qi}, role: head, posts: [governor]},\n"
    "           cite: [gazette-2030#2], anchors: [虚构]}\n"
    "        - {value: {person: {zh: 孙八, en: Sun Ba}, role: head},\n"
    "           cite: [gazette-2030#3], anchors: [虚构]}\n"
)
HEADS = "      heads: {zh: 未提及组长。, en: No head is mentioned.}\n"
GONE = ((HAINAN, OLD_GROUP, WITHDRAWN),)


@pytest.mark.parametrize(
    ("call", "changes", "said"),
    [
        ("list citations -f csv", (), "¶1,27 gazette-2030#2,gazette-2030,2,"),
        ("list citations -f csv", (), "gazette-2030#3,gazette-2030,3,press-official,whole,¶3,22"),
        ("list citations -f csv",
         ((HAINAN, "[gazette-2030#1]\n    anchors: [虚构领导小组]",
           "[gazette-2030#3]\n    anchors: [虚构领导小组]"),), "claims gazette-2030#1,"),
        ("list citations -f csv", ((SOURCE, "url:", "extent: excerpt\nurl:"),),
         "excerpt,excerpt ¶1,27"),
        ("list sources -F paragraphs,records -f csv", (), "gazette-2030,4,13,"),
        ("list sources xizang -F records -f csv", (), "gazette-2030,1,"),
        ("list sources hainan -F records -f csv", GONE, "gazette-2030,9,"),
        ("list sources --withdrawn -f csv",
         ((SOURCE, "url:", "withdrawn: {date: '2030-05', reason: {zh: 误, en: Wrong.}}\nurl:"),),
         "2030-05,误,Wrong."),
        ("list claims -w record=plan -w field=issuer -F label -f csv", (),
         "Invented Leading Group of Hainan"),
        ("list claims -w record=meeting-1 -w field=title -F via -f csv", (), "Invented Daily"),
        ("list vocabulary", (), "bases 2 heads.basis"),
        ("list statements hainan", (), "error: statements belong to no province"),
        ("list heads -F person", GONE, "1 withdrawn record is left out"),
        ("list heads --withdrawn -F id -f csv", GONE, "old-group"),
        ("list heads --long -F role -f csv", GONE, "note: 1 withdrawn record is left out"),
        ("list bodies --sort name -F id -f csv", (), "hainan,old-group"),
        ("list claims -w field=heads -F state,value -f csv",
         ((XIZANG, HEADS, ""), (XIZANG, "    unknown:\n", f"{RIVALS}    unknown:\n")),
         "person=钱七; role=head; posts=governor"),
        ("list claims -w field=heads -F state,value -f csv",
         ((XIZANG, HEADS, ""), (XIZANG, "    unknown:\n", f"{RIVALS}    unknown:\n")),
         "person=孙八; role=head ."),
        ("list claims -w record=push -w field=mode --as-of 2030-06-01 -F as-of,standing -f csv",
         (), "2030-03-01,last-known"),
        ("fields provinces", (), "leader-rank"),
        ("fields province -f csv", (), "province,Province"),
    ],
)  # fmt: skip
def test_rows_say(
    call: str,
    changes: tuple[tuple[Path, str, str], ...],
    said: str,
    run: Run,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for path, old, new in changes:
        edit(tiny / path, old, new)
    result = run(*call.split(), "--data", tiny)
    assert said in " ".join((result.out + result.err + " .").split())


def test_of_provinces_only_the_sources_that_they_rest_on_are_listed(run: Run, beside: Path) -> None:
    call = ("list", "sources", "-F", "id", "-f", "csv", "--data", beside)
    assert "mirror-2030" in run(*call).out
    assert "mirror-2030" not in run(*call[:2], "xizang", *call[2:]).out


def test_only_withdrawn_rows_that_match_are_counted(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, OLD_GROUP, WITHDRAWN)
    shown = run("list", "heads", "-w", "person=李四", "--data", tiny)
    assert "withdrawn" not in shown.out + shown.err


@pytest.mark.parametrize(
    ("call", "ends"),
    [
        ("anhui -F leader.name", "The article gives the post and no name.,,,Invented Daily,,,,,"),
        ("yunnan -F targets.ai-core-revenue",
         "known,24000000000,,CNY,stated,,,,,relation=reach; year=2025; basis=target,"
         ",,gazette-2025-04-21,13,press,whole"),
        ("tianjin -F kind",
         "known,municipality,Municipality,,stated,,,By GB/T 2260 and ISO 3166-2.,,,,,,,,"),
    ],
)  # fmt: skip
def test_a_value_of_a_province_as_a_row_of_claims(call: str, ends: str, run: Run) -> None:
    shown = run("list", *call.split(), "--long", "-f", "csv", "--data", COUNTRY).out
    assert shown.splitlines()[1].endswith(ends)
