"""What was withdrawn, a source or a record, supports nothing, and every answer says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import Run, edit

HAINAN, GAZETTE = Path("provinces", "hainan.yaml"), Path("sources", "gazette-2030.yaml")
WITHDRAWN = 'withdrawn: {date: "2030-03-05", reason: {zh: 已撤稿。, en: It was retracted.}}\n'
SAID = "withdrawn on 2030-03-05: It was retracted."


@pytest.fixture
def source_gone(tiny: Path) -> Path:
    """With its source withdrawn."""
    path = tiny / GAZETTE
    path.write_text(path.read_text("utf-8") + WITHDRAWN, "utf-8")
    return tiny


@pytest.fixture
def ground_gone(tiny: Path) -> Path:
    """With the meeting withdrawn from which a headship is inferred, and a policy with a target."""
    for anchor in ("虚构会议", "虚构计划"):
        edit(tiny / HAINAN, f"anchors: [{anchor}]\n", f"anchors: [{anchor}]\n    {WITHDRAWN}")
    return tiny


def answer(run: Run, data: Path, *call: str) -> Any:
    return json.loads(run(*call, "--data", data, "-f", "json").out)


def findings(run: Run, data: Path) -> list[str]:
    found = answer(run, data, "validate")["diagnostics"]
    return [each["pointer"] for each in found if each["code"] == "DG505"]


def test_each_list_of_citations_with_nothing_else_is_a_finding(run: Run, source_gone: Path) -> None:
    found = findings(run, source_gone)
    for place in ("/bodies/0/cite", "/bodies/0/heads/1/cite", "/policies/0/history/0/cite",
                  "/bodies/1/heads/0/disputed/person/1/cite"):  # fmt: skip
        assert place in found
    files = (HAINAN, HAINAN.with_name("xizang.yaml"), Path("national.yaml"))
    texts = ((source_gone / file).read_text("utf-8") for file in files)
    assert len(found) == sum(text.count("cite: [") for text in texts)


def test_what_is_withdrawn_with_its_body_needs_no_source(run: Run, source_gone: Path) -> None:
    assert "/bodies/1/heads/0/cite" in findings(run, source_gone)
    edit(source_gone / HAINAN, "  - id: old-group\n", f"  - id: old-group\n    {WITHDRAWN}")
    assert not any(found.startswith("/bodies/1") for found in findings(run, source_gone))


def test_a_source_that_still_stands_is_enough(run: Run, beside: Path) -> None:
    path = beside / GAZETTE
    path.write_text(path.read_text("utf-8") + WITHDRAWN, "utf-8")
    assert "/initiatives/0/cite" in findings(run, beside)
    edit(beside / HAINAN, "An invented initiative.}\n    cite: [",
         "An invented initiative.}\n    cite: [mirror-2030#1, ")  # fmt: skip
    assert "/initiatives/0/cite" not in findings(run, beside)


def test_a_withdrawn_source_is_marked_wherever_it_is_cited(run: Run, source_gone: Path) -> None:
    for call in ("show hainan", "show hainan --section bodies", "list", "search 张三",
                 "why hainan plan", "why hainan leader-rank", "targets", "timeline"):  # fmt: skip
        text = " ".join(run(*call.split(), "--data", source_gone).out.split())
        assert SAID in text, call
    shown = answer(run, source_gone, "show", "hainan")["provinces"][0]
    (source,) = shown["sources"]
    assert source["withdrawn"] == {
        "date": "2030-03-05", "reason": "已撤稿。", "reason-en": "It was retracted.",
    }  # fmt: skip
    assert shown["policies"][0]["cite"][0]["withdrawn"] == "2030-03-05"
    told = answer(run, source_gone, "why", "hainan", "plan")
    assert told["citations"][0]["withdrawn"]["date"] == "2030-03-05"
    assert told["footnotes"][0].endswith("(已于2030-03-05撤回)")
    rows = run("show", "hainan", "-f", "csv", "--data", source_gone).out
    assert "gazette-2030#3 (withdrawn)" in rows


def test_who_is_head_by_a_withdrawn_source_alone_does_not_lead(run: Run, source_gone: Path) -> None:
    told = answer(run, source_gone, "why", "hainan", "leader-rank")
    assert told["cell"]["state"] == "unknown"
    assert any("what it rests on was withdrawn" in step for step in told["steps"])


def test_each_reference_to_a_withdrawn_record_is_a_finding(run: Run, ground_gone: Path) -> None:
    assert findings(run, ground_gone) == ["/bodies/0/heads/0/inferred-from", "/targets/0/policy"]


def test_an_implied_headship_without_ground_does_not_count(run: Run, ground_gone: Path) -> None:
    rows = answer(run, ground_gone, "compare", "--field", "leader-rank,leader.name")["rows"]
    assert rows[0]["cells"]["leader-rank"]["value"] == "party-secretary"
    assert rows[0]["cells"]["leader.name"]["value"] == "李四"
    on_day = answer(run, ground_gone, "compare", "-F", "leader.name", "--as-of", "2030-03")["rows"]
    assert on_day[0]["cells"]["leader.name"]["value"] == "李四"
    shown = run("show", "hainan", "--section", "bodies", "--data", ground_gone).out
    assert "what it rests on was withdrawn" in shown


def test_a_ground_whose_source_was_withdrawn_is_none(run: Run, beside: Path) -> None:
    edit(beside / HAINAN, "cite: [gazette-2030#1]\n    anchors: [虚构会议]",
         "cite: [mirror-2030#1]\n    anchors: [虚构会议]")  # fmt: skip
    path = beside / "sources" / "mirror-2030.yaml"
    path.write_text(path.read_text("utf-8") + WITHDRAWN, "utf-8")
    rows = answer(run, beside, "compare", "--field", "leader.name")["rows"]
    assert rows[0]["cells"]["leader.name"]["value"] == "李四"


def test_one_source_that_stands_is_ground_enough_for_a_headship(run: Run, beside: Path) -> None:
    def leader() -> Any:
        rows = answer(run, beside, "compare", "--field", "leader.name")["rows"]
        return rows[0]["cells"]["leader.name"]["value"]

    path = beside / GAZETTE
    path.write_text(path.read_text("utf-8") + WITHDRAWN, "utf-8")
    assert leader() is None
    edit(beside / HAINAN, "cite: [gazette-2030#2]\n        anchors: [李四]",
         "cite: [gazette-2030#2, mirror-2030#1]\n        anchors: [李四]")  # fmt: skip
    assert leader() == "李四"
    edit(beside / HAINAN, "cite: [gazette-2030#1]\n        anchors: [张三]",
         "cite: [mirror-2030#1]\n        anchors: [张三]")  # fmt: skip
    assert leader() == "李四"
    # What a source states needs no meeting from which it could be inferred.
    edit(beside / HAINAN, "basis: implied", "basis: stated")
    assert leader() == "张三"


@pytest.mark.parametrize(("name", "kind"), [("meeting-1", "meetings"), ("plan", "policies")])
def test_who_asks_for_a_withdrawn_record_is_told_when_and_why(
    name: str, kind: str, run: Run, ground_gone: Path
) -> None:
    told = answer(run, ground_gone, "why", "hainan", name)
    assert told["withdrawn"]["date"] == "2030-03-05"
    assert SAID in run("why", "hainan", name, "--data", ground_gone).out
    assert f"{name}: {SAID}" in run("show", "hainan", "--section", kind, "--data", ground_gone).out
    shown = answer(run, ground_gone, "show", "hainan", "--section", kind)["provinces"][0]
    assert shown[kind] == []
    assert [(gone["record"], gone["id"]) for gone in shown["withdrawn"]] == [(kind, name)]
    (hit,) = answer(run, ground_gone, "search", name, "--in", kind)["hits"]
    assert (hit["id"], hit["field"].removesuffix("-en")) == (name, "withdrawn")


def test_a_withdrawn_head_is_told_of_too(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, "anchors: [李四]\n", f"anchors: [李四]\n        {WITHDRAWN}")
    assert SAID in run("why", "hainan", "group/li-si", "--data", tiny).out
    assert f"li-si ({SAID})" in run("show", "hainan", "--data", tiny).out


def test_a_target_says_that_its_policy_was_withdrawn(run: Run, ground_gone: Path) -> None:
    for call in (("targets",), ("show", "hainan", "--section", "targets")):
        text = " ".join(run(*call, "--data", ground_gone, "--lang", "zh").out.split())
        assert "已于2030-03-05撤回" in text


def test_a_source_says_what_cites_it_and_whether_it_stands(run: Run, source_gone: Path) -> None:
    told = answer(run, source_gone, "why", "hainan", "gazette-2030")
    assert told["cell"]["label"] == "An invented gazette"
    assert told["withdrawn"]["reason-en"] == "It was retracted."
    assert any("Record meeting-1" in step for step in told["steps"])
