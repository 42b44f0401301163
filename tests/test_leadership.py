"""Which heads of a leading body count, and why the others do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import Run, edit

import datagov_cli
from datagov_cli.queries.leadership import HeadVerdict, leadership
from datagov_cli.storage.store import Store

ZHANG_SAN, LI_SI = 'as-of: "2030-02"', 'as-of: "2029-12-31"'
UNDATED = "unknown: {as-of: {zh: 无, en: No date.}}"
HEAD, CO_HEAD = "role: head", "role: co-head"
A_THIRD = """\
      - id: sun-qi
        person: {zh: 孙七, en: Sun Qi}
        role: head
        posts: [mayor]
        as-of: "2029"
        basis: stated
        cite: [gazette-2030#2]
        anchors: [孙七]
"""


def verdicts(tiny: Path, *changes: tuple[str, str]) -> dict[str, HeadVerdict]:
    """By head; ``tiny`` with each of these texts replaced by another."""
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    known = datagov_cli.open(tiny)
    found = leadership(known.provinces["hainan"], Store(tiny).source)
    return {v.head.about.id: v for v in found.verdicts}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((LI_SI, LI_SI), "older"),
        ((LI_SI, UNDATED), "undated"),
        ((LI_SI, f'{LI_SI}\n        until: "2030-01"'), "ended"),
        ((LI_SI, LI_SI + "\n        withdrawn: {date: '2030-03', reason: {zh: 误, en: Wrong.}}"),
         "withdrawn"),
        (("en: Li Si}\n        role: head", "en: Li Si}\n        role: deputy"), "deputy"),
        ((LI_SI, 'as-of: "2030"'), "counts"),
    ],
)  # fmt: skip
def test_every_head_has_a_verdict(change: tuple[str, str], reason: str, tiny: Path) -> None:
    found = verdicts(tiny, change)
    assert {name: verdict.reason for name, verdict in found.items()} == {
        "zhang-san": "counts",
        "li-si": reason,
    }
    successor = found["li-si"].successor
    assert (successor and successor.about.id) == ("zhang-san" if reason == "older" else None)


def test_undated_heads_count_where_none_is_dated(tiny: Path) -> None:
    found = verdicts(tiny, (ZHANG_SAN, UNDATED), (LI_SI, UNDATED))
    assert [verdict.reason for verdict in found.values()] == ["counts", "counts"]


def test_who_is_older_is_so_than_one_that_counts(tiny: Path) -> None:
    """2029-01 may be of one year with 2029, which counts; what follows it for certain does too."""
    third = A_THIRD + "    cite: [gazette-2030#1]\n    anchors: [虚构领导小组]"
    whole = third.removeprefix(A_THIRD)
    found = verdicts(tiny, (ZHANG_SAN, 'as-of: "2029-01"'), (LI_SI, 'as-of: "2029-06"'),
                     (whole, third))  # fmt: skip
    assert {name: verdict.reason for name, verdict in found.items()} == {
        "zhang-san": "older", "li-si": "counts", "sun-qi": "counts",
    }  # fmt: skip
    successor = found["zhang-san"].successor
    assert successor is not None
    assert successor.about.id == "li-si"


def test_what_follows_from_the_heads_that_count_cites_them(run: Run, tiny: Path) -> None:
    def cited() -> list[str]:
        shown = run("show", "hainan", "--data", tiny, "-f", "json").out
        fields = json.loads(shown)["provinces"][0]["fields"]
        return [cite["at"] for cite in fields["leader-rank"]["cite"]]

    assert cited() == ["¶1"]
    for old, new in ((LI_SI, 'as-of: "2030"'), (HEAD, CO_HEAD), (HEAD, CO_HEAD)):
        edit(tiny / "provinces" / "hainan.yaml", old, new)
    assert cited() == ["¶1", "¶2"]


def test_in_chinese_only_a_leading_group_has_a_group_leader(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    bureau = text.replace("- id: old-group\n    kind: leading-group",
                          "- id: old-group\n    kind: data-bureau")  # fmt: skip
    assert bureau != text
    assert "负责人" not in run("show", "hainan", "--lang", "zh", "--data", tiny).out
    path.write_text(bureau, "utf-8")
    shown = run("show", "hainan", "--lang", "zh", "--data", tiny).out
    main, _, others = shown.partition("其他机构")
    assert "组长" in main
    assert "负责人" in others
    assert "负责人" not in main
