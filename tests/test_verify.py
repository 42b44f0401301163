"""``verify``: citations looked up in texts that the reader holds.

The texts are invented; their digests are put into the invented source of a copy of the data.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers import TEXTS, Run, edit, loaded

from datagov_cli.curation.verify import verify


def check(run: Run, *options: str) -> Any:
    """The answer as JSON, whatever the exit code."""
    return json.loads(
        run("verify", "--data", "tiny", "--snapshots", "texts", "-f", "json", *options).out
    )


def statuses(answer: Any) -> dict[str, str]:
    return {result["id"]: result["status"] for result in answer["results"]}


@pytest.mark.usefixtures("snapshots")
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"¶{number} {text}" for number, text in enumerate(TEXTS)),
        "menu\n\n" + "\n\n".join(f"  {text}\t" for text in TEXTS) + "\nfooter\n",
        "\r\n".join(reversed(TEXTS)),
        "\ufeff" + "\r".join(TEXTS),
    ],
)
def test_any_file_that_holds_the_paragraphs_serves(text: str, run: Run) -> None:
    Path("texts/gazette.txt").write_bytes(text.encode("utf-8"))
    answer = check(run)
    assert (answer["found"], answer["claims"]) == (15, 15)
    assert answer["snapshots"][0]["held"] == 4


@pytest.mark.usefixtures("snapshots")
def test_paragraphs_may_be_spread_over_files_and_folders(run: Run) -> None:
    Path("texts/gazette.txt").unlink()
    Path("texts/inner").mkdir()
    Path("texts/one.md").write_text("\n".join(TEXTS[:2]), "utf-8")
    Path("texts/inner/two").write_text("\n".join(TEXTS[2:]), "utf-8")
    Path("texts/picture.png").write_bytes(b"\x89PNG\xff\xfe")
    Path("texts/huge.txt").write_bytes(b" " * ((1 << 20) + 1))
    Path("texts/.hidden").write_bytes(b"\xff")
    result = run("verify", "--data", "tiny", "--snapshots", "texts")
    assert result.code == 0
    assert "texts/huge.txt: not read: larger than 1 MB" in result.out
    assert "texts/picture.png: not read: not text in UTF-8" in result.out
    assert ".hidden" not in result.out


def test_text_and_anchors_meet_in_form_nfc(snapshots: Path, run: Run) -> None:
    composed, apart = "\u00e9", "e\u0301"
    texts = [*TEXTS[:3], f"{TEXTS[3]}{composed}"]
    path = snapshots / "sources" / "gazette-2030.yaml"
    digests = [sha256(text.encode("utf-8")).hexdigest() for text in (TEXTS[3], texts[3])]
    edit(path, *digests)
    Path("texts/gazette.txt").write_text("\n".join(texts).replace(composed, apart), "utf-8")
    edit(snapshots / "provinces" / "hainan.yaml", "anchors: [虚构计划]", f"anchors: [{apart}]")
    assert statuses(check(run))["plan"] == "found"


def test_nothing_else_is_evened_out(snapshots: Path, run: Run) -> None:
    edit(snapshots / "provinces" / "hainan.yaml", "anchors: [虚构会议]", 'anchors: ["虚构会议,"]')
    (result,) = [r for r in check(run)["results"] if r["id"] == "meeting-1"]
    assert (result["status"], result["missing"]) == ("not-found", ["虚构会议,"])


@pytest.mark.parametrize(
    ("old", "new", "claim", "missing"),
    [
        ("anchors: [李四]", "anchors: [李四, 孙七]", "li-si", "孙七"),
        ("as-written: 省虚构领导小组", "as-written: 市虚构领导小组", "group", "市虚构领导小组"),
        ("as-written: 1.5亿元", "as-written: 2.5亿元", "revenue", "2.5亿元"),
        ("anchors: [赵六]", "anchors: [王五]", "wang-wu/disputed/person/1", "王五"),
        ("anchors: [征求意见]", "anchors: [李四]", "plan/history/0", "李四"),
        ('date: "2030-02"', 'date: "2030-02"\n    date-as-written: 二月', "meeting-1", "二月"),
    ],
)
def test_every_kind_of_wording_counts(
    old: str, new: str, claim: str, missing: str, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, old, new)
    answer = check(run)
    wrong = [result for result in answer["results"] if result["status"] != "found"]
    assert [(r["id"], r["status"], r["missing"]) for r in wrong] == [
        (claim, "not-found", [missing])
    ]
    line = path.read_text("utf-8").splitlines()[wrong[0]["line"] - 1]
    assert line[wrong[0]["column"] - 1 :].startswith(missing)
    assert wrong[0]["file"] == "tiny/provinces/hainan.yaml"


def test_statements_count(snapshots: Path, run: Run) -> None:
    edit(snapshots / "national.yaml", "anchors: [5个]", "anchors: [6个]")
    assert statuses(check(run, "national")) == {"count": "not-found"}
    assert statuses(check(run, "全国")) == {"count": "not-found"}


def test_cite_for_serves_its_field(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "as-written: 1.5亿元", "as-written: 5个")
    assert statuses(check(run))["revenue"] == "not-found"
    edit(path, "basis: target", "cite-for: {value: [gazette-2030#1]}\n    basis: target")
    assert statuses(check(run))["revenue"] == "found"
    # It serves the anchors as well, which are of the whole record, …
    edit(path, "policy: plan\n    cite: [gazette-2030#3]\n    anchors: [虚构]",
         "policy: plan\n    cite: [gazette-2030#3]\n    anchors: [王五, 虚构计划]")  # fmt: skip
    assert statuses(check(run))["revenue"] == "found"
    # … and the record's own paragraphs do not serve its field.
    edit(path, "as-written: 5个", "as-written: 1.5亿元")
    assert statuses(check(run))["revenue"] == "not-found"


def test_what_is_withdrawn_is_claimed_no_longer(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    withdrawn = "withdrawn: {date: '2030-04-01', reason: {zh: 误。, en: Wrong.}}"
    edit(path, "  - id: old-group", f"  - id: old-group\n    {withdrawn}")
    assert {"old-group", "wang-wu", "wang-wu/disputed/person/0"}.isdisjoint(statuses(check(run)))


def test_an_anchor_in_a_paragraph_not_held_is_not_called_missing(mixed: Path, run: Run) -> None:
    """One cited paragraph differs or is not held: whether it has the anchor, nobody knows."""
    path = mixed / "provinces" / "hainan.yaml"
    edit(path, "cite: [gazette-2030#1]\n        anchors: [张三]",
         "cite: [gazette-2030#1, atlas#0]\n        anchors: [张三]")  # fmt: skip
    assert statuses(check(run))["zhang-san"] == "found"
    edit(path, "anchors: [张三]", "anchors: [孙七]")
    assert statuses(check(run))["zhang-san"] == "no-snapshot"
    edit(path, "[gazette-2030#1, atlas#0]", "[gazette-2030#1, gazette-2030#2]")
    (result,) = [r for r in check(run)["results"] if r["id"] == "zhang-san"]
    assert (result["status"], result["missing"]) == ("text-differs", [])


def test_exit_codes(mixed: Path, run: Run) -> None:
    call = ("verify", "--data", mixed, "--snapshots", "texts")
    assert run(*call).code == 1
    assert run(*call, "xizang").code == 0
    assert run(*call, "xizang", "--strict").code == 1
    assert run(*call, "national").code == 0
    assert run(*call, "--source", "atlas").code == 0
    Path("texts/gazette.txt").unlink()
    assert run(*call).code == 0
    assert run(*call, "--strict").code == 1


@pytest.mark.usefixtures("snapshots")
def test_hidden_folders_are_not_looked_into(run: Run) -> None:
    """Such as ``.git``, in which an earlier text may still stand."""
    Path("texts/.git").mkdir()
    Path("texts/gazette.txt").rename("texts/.git/gazette.txt")
    assert set(statuses(check(run)).values()) == {"no-snapshot"}


@pytest.mark.usefixtures("mixed")
def test_source_narrows_the_claims(run: Run) -> None:
    assert statuses(check(run, "--source", "atlas")) == {"group": "no-snapshot"}
    assert check(run, "--source", "gazette-2030")["claims"] == 14


@pytest.mark.parametrize(
    ("call", "code", "error", "hint"),
    [
        ("--snapshots nowhere", 3, "there is no directory nowhere", "--snapshots names"),
        ("--snapshots texts/gazette.txt", 3, "there is no directory", "--snapshots names"),
        ("", 2, "Missing option '--snapshots'", "--help"),
        ("--snapshots texts --source gazete-2030", 2, 'unknown source "gazete-2030"', '"gazette'),
        ("--snapshots texts hainn", 2, 'unknown province "hainn"', '"hainan"'),
    ],
)
@pytest.mark.usefixtures("snapshots")
def test_a_wrong_call_says_what_is_wrong(
    call: str, code: int, error: str, hint: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATAGOV_SNAPSHOTS", raising=False)
    result = run("verify", *call.split(), "--data", "tiny")
    assert (result.code, result.out) == (code, "")
    first, second = result.err.splitlines()
    assert error in first
    assert hint in second


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("anchors: [张三]", "anchors: []", 'hainan.yaml:25:18: "zhang-san" has no anchors'),
        ("cite: [gazette-2030#2]", "cite: gazette-2030#2", "a claim has no citations"),
        ("[gazette-2030#2]", "[gazette-2030#9]", "no gazette-2030#9 is registered"),
        ("[gazette-2030#2]", "[gazette-2030#4]", "no gazette-2030#4 is registered"),
        ("[gazette-2030#2]", "[gazette#2]", "has no digests"),
        ("[gazette-2030#2]", "[gazette-2030]", "is not source-id#paragraph"),
        ("id: zhang-san", "id: 3", "a record has no id"),
        ("id: hainan", "id: hainan\nid: hainan", "hainan.yaml:4:1: duplicate key"),
    ],
)
def test_data_that_does_not_validate_is_sent_there(
    old: str, new: str, error: str, snapshots: Path, run: Run
) -> None:
    edit(snapshots / "provinces" / "hainan.yaml", old, new)
    result = run("verify", "--data", "tiny", "--snapshots", "texts")
    assert (result.code, result.out) == (3, "")
    first, second = result.err.splitlines()
    assert error in first
    assert second.startswith("hint: datagov validate")


def test_no_text_of_a_source_is_printed(mixed: Path, run: Run) -> None:
    for name in ("text", "json", "jsonl", "csv", "md", "yaml"):
        out = run("verify", "--data", mixed, "--snapshots", "texts", "-f", name).out
        assert "出席" not in out
        assert "接替" not in out


@pytest.mark.parametrize("call", ["verify --help", "verify --snapshots x --lang nope"])
def test_help_and_errors_load_nothing_heavy(call: str) -> None:
    assert loaded(*call.split()) == set()


def test_thousands_of_wordings_share_their_paragraphs(tiny: Path, tmp_path: Path) -> None:
    """Each with a list of its own they would take memory by the square of their number."""
    path = tiny / "provinces" / "hainan.yaml"
    record = ", ".join(f"a{n}" for n in range(50))
    keys = "".join(f"    x{n}-as-written: a\n" for n in range(50))
    text = path.read_text(encoding="utf-8").split("initiatives:")[0]
    cites = "cite: [gazette-2030#1, gazette-2030#2]"
    text += f"initiatives:\n  - id: x\n    {cites}\n{keys}    anchors: [{record}]\n"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "none").mkdir(exist_ok=True)
    [claim] = [r.statement for r in verify(tiny, [("hainan", path)], tmp_path / "none").results
               if r.statement.id == "x"]  # fmt: skip
    assert len(claim.wordings) == 100
    assert len({id(wording.cites) for wording in claim.wordings}) == 2
