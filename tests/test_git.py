"""Against a real history: the semantic diff, and validation of what a branch brings in."""

from __future__ import annotations

import copy
import json
import random
import re
import shutil
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from helpers import HERE, Run, commit, edit, git

from datagov_cli.curation.diff import RecordState, changes_between
from datagov_cli.curation.diff import changes as differences
from datagov_cli.model.record_keys import COMMON, RECORD_KEYS
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage.yaml_reader import dump, read_file

HAINAN = Path("data", "provinces", "hainan.yaml")


@pytest.fixture
def changes(run: Run, repo: Path) -> Any:
    def call(*arguments: str) -> list[tuple[str, ...]]:
        result = run("diff", *arguments, "--data", repo / "data", "-f", "json")
        assert (result.code, result.err) == (0, "")
        found = json.loads(result.out)["changes"]
        return [(c["change"], c["id"], c["field"], c["before"], c["after"]) for c in found]

    return call


def test_nothing_changed(changes: Any, run: Run, repo: Path) -> None:
    assert changes() == []
    assert (
        run("diff", "--data", repo / "data").out
        == "no change in meaning from HEAD to the working tree\n"
    )
    assert run("diff", "--exit-code", "--data", repo / "data").code == 0


def test_reformatting_renaming_and_reordering_are_no_change(changes: Any, repo: Path) -> None:
    path = repo / "data" / "provinces" / "hainan.yaml"
    value = read_file(path).value
    value["bodies"].reverse()
    value["meetings"][0]["themes"].reverse()
    path.write_text("# another layout\n" + dump(dict(reversed(value.items()))), "utf-8")
    assert changes() == []
    commit(repo, "reformat")
    git(repo, "mv", "data", "knowledge")
    commit(repo, "rename")
    shutil.copytree(repo / "knowledge", repo / "data")
    assert changes("HEAD~2", "HEAD") == []


def test_a_changed_claim_with_its_new_source(run: Run, changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, 'as-of: "2029-12-31"', 'as-of: "2030-01"')
    edit(repo / HAINAN, "cite: [gazette-2030#2]\n        anchors: [李四]",
         "cite: [gazette-2030#3]\n        anchors: [李四]")  # fmt: skip
    assert changes() == [("changed", "li-si", "as-of", "2029-12-31", "2030-01")]
    text = run("diff", "--data", repo / "data", "-f", "md").out
    assert "head of 海南省虚构领导小组 | as-of 2029-12-31 → 2030-01 | source added" in text
    assert run("diff", "--exit-code", "--data", repo / "data").code == 1


def test_every_kind_of_change(changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, "  - id: push", "  - id: pull")
    edit(repo / HAINAN, "    doc-number: 虚〔2030〕1号\n", "")
    edit(repo / HAINAN, '    established: "2020-05"\n', "")
    edit(
        repo / HAINAN,
        "    as-written: 省虚构领导小组\n",
        "    as-written: 省虚构领导小组\n"
        "    unknown:\n      established: {zh: 未知, en: Unknown}\n",
    )
    edit(repo / HAINAN, "    scope: national\n", "    scope: national\n    withdrawn:\n"
         '      date: "2030-05-01"\n      reason: {zh: 有误, en: Wrong}\n')  # fmt: skip
    edit(repo / HAINAN, "cite: [gazette-2030#3]\n    anchors: [虚构]\nmeas",
         "cite: [gazette-2030#1]\n    anchors: [虚构]\nmeas")  # fmt: skip
    assert changes() == [
        ("withdrawn", "first", None, None, "date: 2030-05-01, reason: 有误 / Wrong"),
        ("changed", "group", "established", "2020-05", "unknown: 未知 / Unknown"),
        ("changed", "plan", "doc-number", "虚〔2030〕1号", None),
        ("added", "pull", None, None, "虚构举措。"),
        ("removed", "push", None, "虚构举措。", None),
        ("cited", "revenue", None, "gazette-2030#3", "gazette-2030#1"),
    ]


def test_what_was_withdrawn_before_is_not_withdrawn_again(changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, "    scope: national\n", "    scope: national\n    withdrawn:\n"
         '      date: "2030-05-01"\n      reason: {zh: 有误, en: Wrong}\n')  # fmt: skip
    commit(repo, "withdrawn")
    edit(repo / HAINAN, "    scope: national\n", "    scope: provincial\n")
    assert changes() == [("changed", "first", "scope", "national", "provincial")]


def test_other_anchors_are_a_change_of_what_is_cited(changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, "anchors: [虚构会议]", "anchors: [省虚构, 虚构会议]")
    assert changes() == [("cited", "meeting-1", None, "虚构会议", "省虚构, 虚构会议")]
    edit(repo / HAINAN, "anchors: [省虚构, 虚构会议]", "anchors: [虚构会议, 省虚构]")
    commit(repo, "more anchors")
    edit(repo / HAINAN, "anchors: [虚构会议, 省虚构]", "anchors: [省虚构, 虚构会议]")
    assert changes() == []


def test_another_citation_of_a_field_is_a_change(run: Run, changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, "    doc-number", "    cite-for: {date: [gazette-2030#2]}\n    doc-number")
    assert changes() == [("changed", "plan", "cite-for.date", None, "gazette-2030#2")]
    shown = run("diff", "--data", repo / "data", "-f", "json").out
    (change,) = json.loads(shown)["changes"]
    assert (change["cite-added"], change["cite-removed"]) == (["gazette-2030#2"], [])


_WITHDRAWN = '    withdrawn: {date: "2030-03-02", reason: {zh: 错。, en: Wrong.}}\n'
_UNKNOWN = "    unknown:\n      title: {zh: 未提及。, en: Not said.}\n"
_SEARCHED = (
    "    unknown:\n      title:\n        zh: 未提及。\n        en: Not said.\n"
    '        searched:\n          - {date: "2030-03-02", where: archive}\n'
)


@pytest.mark.parametrize(
    ("behind", "before", "after", "change"),
    [
        (
            "    scope: national\n",
            _WITHDRAWN,
            "",
            ("reinstated", "first", None, "date: 2030-03-02, reason: 错。 / Wrong.", None),
        ),
        (
            "    scope: national\n",
            _WITHDRAWN,
            _WITHDRAWN.replace("-02,", "-05,").replace('02"', '05"'),
            (
                *("changed", "first", "withdrawn", "date: 2030-03-02, reason: 错。 / Wrong."),
                "date: 2030-03-05, reason: 错。 / Wrong.",
            ),
        ),
        (
            "    doc-number: 虚〔2030〕1号\n",
            "    implied: {date: {zh: 推断。, en: By number.}}\n",
            "    implied: {date: {zh: 猜测。, en: A guess.}}\n",
            (
                *("changed", "plan", "date", "2030-01-15 (implied: 推断。 / By number.)"),
                "2030-01-15 (implied: 猜测。 / A guess.)",
            ),
        ),
        (
            "    themes: [digital-economy, data-sharing]\n",
            _UNKNOWN,
            _UNKNOWN.replace("Not said", "Not there"),
            (
                *("changed", "meeting-1", "title", "虚构会议 / Invented meeting unknown:"),
                "虚构会议 / Invented meeting unknown:",
            ),
        ),
        (
            "    themes: [digital-economy, data-sharing]\n",
            _UNKNOWN,
            _SEARCHED,
            ("changed", "meeting-1", "title", "未提及。 / Not said.", "searched: date: 2030-03-02"),
        ),
    ],
    ids=["reinstated", "withdrawal edited", "ground edited", "note edited", "searched"],
)
def test_every_key_that_carries_meaning_is_compared(
    behind: str, before: str, after: str, change: tuple[str, ...], changes: Any, repo: Path
) -> None:
    edit(repo / HAINAN, behind, behind + before)
    commit(repo, "before")
    edit(repo / HAINAN, behind + before, behind + after)
    (found,) = changes()
    assert found[:3] == change[:3]
    for said, expected in zip(found[3:], change[3:], strict=True):
        assert (said is None) if expected is None else (expected in said)


def test_a_citation_that_moves_to_another_field_is_a_change(changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, "    doc-number", "    cite-for: {date: [gazette-2030#2]}\n    doc-number")
    commit(repo, "before")
    edit(repo / HAINAN, "cite-for: {date:", "cite-for: {status:")
    assert changes() == [
        ("changed", "plan", "cite-for.date", "gazette-2030#2", None),
        ("changed", "plan", "cite-for.status", None, "gazette-2030#2"),
    ]


def test_other_anchors_are_told_besides_a_changed_field(changes: Any, repo: Path) -> None:
    edit(repo / HAINAN, "mode: orderly", "mode: build")
    edit(repo / HAINAN, "anchors: [虚构会议]", "anchors: [会议]")
    edit(repo / HAINAN, 'date: "2030-02"\n    title', 'date: "2030-03"\n    title')
    assert changes() == [
        ("changed", "meeting-1", "date", "2030-02", "2030-03"),
        ("cited", "meeting-1", None, "虚构会议", "会议"),
        ("changed", "push", "mode", "orderly", "build"),
    ]


def test_the_order_of_the_paragraphs_of_a_source_is_compared(changes: Any, repo: Path) -> None:
    """Citations name them by number, so each cites another text afterwards."""
    path = repo / "data" / "sources" / "gazette-2030.yaml"
    first, third = "1" * 64, "3" * 64
    edit(path, first, "swapped")
    edit(path, third, first)
    edit(path, "swapped", third)
    assert changes() == [
        ("changed", "gazette-2030", "snapshot.sha256.1", first, third),
        ("changed", "gazette-2030", "snapshot.sha256.3", third, first),
    ]


def test_the_ranks_and_the_title_of_a_vocabulary_are_compared(changes: Any, repo: Path) -> None:
    path = repo / "data" / "vocabulary" / "leader-ranks.yaml"
    value = read_file(path).value
    terms = list(value["terms"])
    terms[1], terms[2] = terms[2], terms[1]
    value["terms"] = {term: value["terms"][term] for term in terms}
    path.write_text(dump(value), "utf-8")
    one, two = terms[2], terms[1]
    order = ("changed", "leader-ranks", "terms", f"{one}, {two}", f"{two}, {one}")
    assert changes() == [order]
    edit(path, "en: Leader ranks", "en: Ranks")
    assert changes()[0][:3] == ("changed", "leader-ranks", "title")
    assert order in changes()


def test_a_new_term_moves_no_other(changes: Any, repo: Path) -> None:
    path = repo / "data" / "vocabulary" / "roles.yaml"
    edit(path, "terms:\n", "terms:\n  patron:\n    label: {zh: 顾问, en: Patron}\n")
    assert changes() == [("added", "roles/patron", None, None, "顾问")]


def test_each_change_says_of_which_record_it_is(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, "short: 海南", "short: 琼")
    edit(repo / HAINAN, "en: Li Si", "en: Li SI")
    edit(repo / HAINAN, "mode: orderly", "mode: build")
    edit(repo / "data" / "national.yaml", "value: 5", "value: 6")
    edit(repo / "data" / "sources" / "gazette-2030.yaml", "paragraphs: 4", "paragraphs: 5")
    edit(repo / "data" / "vocabulary" / "roles.yaml", "en: Co-head", "en: Joint head")
    found = json.loads(run("diff", "--data", repo / "data", "-f", "json").out)["changes"]
    assert [(c["province"], c["record"], c["id"], c["label"], c["field"]) for c in found] == [
        ("hainan", "province", "hainan", "hainan", "name"),
        ("hainan", "heads", "li-si", "head of 海南省虚构领导小组", "person"),
        ("hainan", "initiatives", "push", "initiatives: 虚构举措。", "mode"),
        ("national", "statements", "count", "statements: 虚构：超过5个。", "value"),
        ("sources", "source", "gazette-2030", "gazette-2030", "snapshot.paragraphs"),
        ("vocabulary", "term", "roles/co-head", "co-head", "label"),
    ]


def test_a_file_that_cannot_be_read_is_sent_to_validate(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, "id: hainan\n", "id: hainan\nid: hainan\n")
    result = run("diff", "--data", repo / "data")
    assert (result.code, result.out) == (3, "")
    assert "duplicate key" in result.err
    assert "hint: datagov validate lists them all" in result.err


def test_a_link_that_leads_nowhere_is_not_taken_for_a_file_that_is_gone(
    run: Run, repo: Path
) -> None:
    (repo / HAINAN).unlink()
    (repo / HAINAN).symlink_to("nowhere.yaml")
    result = run("diff", "--data", repo / "data")
    assert (result.code, result.out) == (3, "")
    assert "hainan.yaml:1:1: cannot be read" in result.err


def test_that_a_value_is_now_implied_is_a_change(changes: Any, repo: Path) -> None:
    implied = "implied: {date: {zh: 据编号。, en: From the number.}}"
    edit(repo / HAINAN, "    doc-number", f"    {implied}\n    doc-number")
    said = "2030-01-15 (implied: 据编号。 / From the number.)"
    assert changes() == [("changed", "plan", "date", "2030-01-15", said)]
    commit(repo, "implied")
    edit(repo / HAINAN, f"    {implied}\n", "")
    assert changes() == [("changed", "plan", "date", said, "2030-01-15")]


def test_a_head_moved_to_another_body(changes: Any, repo: Path) -> None:
    path = repo / "data" / "provinces" / "hainan.yaml"
    value = read_file(path).value
    head = value["bodies"][0]["heads"].pop()
    value["bodies"][1]["heads"].append(head)
    path.write_text(dump(value), "utf-8")
    assert changes() == [("moved", "li-si", None, "海南省虚构领导小组", "海南省旧虚构领导小组")]


def test_across_a_merge_each_side_counts_once(changes: Any, repo: Path) -> None:
    git(repo, "switch", "-q", "-c", "branch")
    edit(repo / HAINAN, "status: issued", "status: in-force")
    commit(repo, "branch")
    git(repo, "switch", "-q", "main")
    edit(repo / HAINAN, "en: Invented meeting", "en: An invented meeting")
    commit(repo, "main")
    git(repo, "switch", "-q", "branch")
    assert [c[1:3] for c in changes("main...HEAD", "HEAD")] == [("plan", "status")]
    assert [c[1:3] for c in changes("main", "HEAD")] == [("meeting-1", "title"), ("plan", "status")]
    git(repo, "merge", "-q", "--no-edit", "main")
    assert [c[1:3] for c in changes("main", "HEAD")] == [("plan", "status")]


def test_sources_and_terms_are_compared_too(changes: Any, repo: Path) -> None:
    edit(repo / "data" / "sources" / "gazette-2030.yaml", "tier: press-official", "tier: press")
    edit(repo / "data" / "vocabulary" / "roles.yaml", "en: Co-head", "en: Joint head")
    assert changes() == [
        ("changed", "gazette-2030", "tier", "press-official", "press"),
        ("changed", "roles/co-head", "label", "双组长之一 / Co-head", "双组长之一 / Joint head"),
    ]


def test_two_directories(run: Run, repo: Path, tiny: Path) -> None:
    edit(repo / HAINAN, "status: issued", "status: in-force")
    result = run("diff", tiny, repo, "--data", tiny, "-f", "csv")
    assert [line.split(",")[2:7] for line in result.out.splitlines()[1:]] == [
        ["plan", "policies: 虚构计划", "changed", "status", "issued"]
    ]


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD~99", "a b", ""])
def test_what_is_no_revision_is_refused(revision: str, run: Run, repo: Path) -> None:
    result = run("diff", "--data", repo / "data", "--", revision)
    assert (result.code, result.out) == (2, "")
    assert "is not a git revision" in result.err


def test_outside_of_any_checkout(run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny.parent))
    result = run("diff", "--data", tiny)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("error: git: ")


def test_a_pull_request_answers_only_for_its_own_faults(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, "mode: orderly", "mode: ordrly")
    commit(repo, "an old fault")
    git(repo, "switch", "-q", "-c", "branch")
    edit(repo / HAINAN, "id: hainan\n", "id: hainan\n\n\n")  # The old fault moves down.
    data = repo / "data"
    assert run("validate", "--data", data).code == 1
    assert run("validate", "--base", "main", "--data", data).code == 0
    edit(repo / HAINAN, "role: head", "role: hed")
    result = run("validate", "--base", "main", "--data", data, "-f", "json")
    assert result.code == 1
    assert [d["pointer"] for d in json.loads(result.out)["diagnostics"]] == [
        "/bodies/0/heads/0/role"
    ]
    commit(repo, "a new fault")
    git(repo, "switch", "-q", "main")
    edit(repo / HAINAN, "mode: ordrly", "mode: orderly")
    commit(repo, "fixed on main, which the branch need not answer for")
    git(repo, "switch", "-q", "branch")
    assert len(json.loads(run("validate", "--base", "main", "--data", data, "-f", "json").out)
               ["diagnostics"]) == 1  # fmt: skip


def test_what_is_inserted_above_makes_no_old_fault_a_new_one(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, 'date: "2029-11"', 'date: "2029-13"')
    commit(repo, "an old fault, in an entry without an id")
    stage = "      - status: consultation\n"
    sound = '        date: "2029-10"\n        cite: [gazette-2030#3]\n        anchors: [征求意见]\n'
    edit(repo / HAINAN, stage, f"{stage}{sound}{stage}")
    result = run("validate", "--base", "HEAD", "--data", repo / "data")
    assert (result.code, result.out) == (0, "25 files: 0 errors, 0 warnings\n")
    # The same fault once more is a new one.
    edit(repo / HAINAN, 'date: "2029-10"', 'date: "2029-13"')
    result = run("validate", "--base", "HEAD", "--data", repo / "data")
    assert (result.code, result.out.splitlines()[-1]) == (1, "25 files: 1 error, 0 warnings")


def test_an_old_fault_whose_message_names_a_line_stays_an_old_one(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, "id: li-si", "id: zhang-san")
    commit(repo, "an old fault")
    git(repo, "switch", "-q", "-c", "branch")
    edit(repo / HAINAN, "id: hainan\n", "id: hainan\n\n\n")
    data = repo / "data"
    result = run("validate", "--data", data, "-f", "json")
    assert (result.code, "first used on line 19" in result.out) == (1, True)
    assert run("validate", "--base", "main", "--data", data).code == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        (
            r"initiatives:(?s:.*)",
            "initiatives: []\n",
            "initiatives: []",
            '"push" was published among the initiatives and is deleted',
            'restore it, and add withdrawn: {date: "2030-06-01", reason: {zh: …, en: …}}',
        ),
        (
            r"      - id: li-si(?s:.*?)(?=\n    cite: )",
            "",
            "  - id: group",
            '"li-si" was published among the heads and is deleted',
            "restore it, and add withdrawn:",
        ),
        (
            r"id: push",
            "id: pull",
            "  - id: pull",
            '"push" was published under this id, which is another now',
            "keep the id push, by which others have cited the record",
        ),
    ],
    ids=["record", "head", "renamed"],
)
def test_a_published_record_is_withdrawn_and_not_deleted(
    old: str, new: str, line: str, message: str, hint: str, run: Run, repo: Path
) -> None:
    path = repo / HAINAN
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text)
    assert changed != text
    path.write_text(changed, "utf-8")
    data = repo / "data"
    assert run("validate", "--data", data).code == 0, "the data are sound by themselves"
    result = run("validate", "--base", "HEAD", "--data", data, "-f", "json")
    (found,) = json.loads(result.out)["diagnostics"]
    assert (result.code, found["code"], found["message"]) == (1, "DG601", message)
    assert found["hint"].startswith(hint)
    assert changed.splitlines()[found["line"] - 1] == line
    for named in (path, data):
        assert run("validate", named, "--base", "HEAD", "--data", data).code == 1
    other = data / "provinces" / "xizang.yaml"
    assert run("validate", other, "--base", "HEAD", "--data", data).code == 0
    commit(repo, "gone")
    assert run("validate", "--base", "HEAD", "--data", data).code == 0


def test_a_record_like_one_that_is_deleted_is_not_taken_for_it(run: Run, repo: Path) -> None:
    path = repo / HAINAN
    text = path.read_text("utf-8")
    twin = text[text.index("  - id: push\n") :].replace("id: push", "id: twin")
    path.write_text(text + twin, "utf-8")
    commit(repo, "a twin")
    path.write_text(text, "utf-8")
    shown = run("validate", "--base", "HEAD", "--data", repo / "data").out
    assert 'DG601 "twin" was published among the initiatives and is deleted' in shown


def test_a_head_that_is_deleted_is_missed_where_its_body_stands_now(run: Run, repo: Path) -> None:
    path = repo / HAINAN
    text = path.read_text("utf-8")
    start, stop = text.index("  - id: group\n"), text.index("  - id: old-group\n")
    group = re.sub(r"      - id: li-si(?s:.*?)(?=\n    cite: )", "", text[start:stop])
    end = text.index("meetings:\n")
    path.write_text(text[:start] + text[stop:end] + group + text[end:], "utf-8")
    found = json.loads(run("validate", "--base", "HEAD", "--data", repo / "data", "-f", "json").out)
    (one,) = found["diagnostics"]
    line = path.read_text("utf-8").splitlines()[one["line"] - 1]
    assert (one["code"], line) == ("DG601", "  - id: group")


def test_a_published_record_that_is_withdrawn_is_no_finding(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, "    mode: orderly\n", f"    mode: orderly\n{_WITHDRAWN}")
    assert run("validate", "--base", "HEAD", "--data", repo / "data").code == 0


def test_a_published_source_or_province_is_not_deleted(run: Run, repo: Path) -> None:
    (repo / HAINAN).unlink()
    (repo / "data" / "national.yaml").unlink()
    (repo / "data" / "sources" / "gazette-2030.yaml").unlink()
    data = repo / "data"
    found = json.loads(run("validate", "--base", "HEAD", "--data", data, "-f", "json").out)
    assert [(d["file"], d["message"]) for d in found["diagnostics"] if d["code"] == "DG601"] == [
        (
            str(data / "national.yaml"),
            'the file "national" was published and is deleted with its 1 record',
        ),
        (
            str(repo / HAINAN),
            'the province "hainan" was published and is deleted with its 11 records',
        ),
        (
            str(data / "sources" / "gazette-2030.yaml"),
            'the source "gazette-2030" was published and is deleted',
        ),
    ]
    for output in ("github", "gitlab", "sarif", "junit", "text", "csv"):
        result = run("validate", "--base", "HEAD", "--data", data, "-f", output)
        assert (result.code, result.err) == (1, "")
        assert "gazette-2030" in result.out


def test_a_file_that_nothing_reads_or_uses_may_be_deleted(run: Run, repo: Path) -> None:
    stray = repo / HAINAN.with_name("hainan-copy.yml")
    shutil.copy(repo / HAINAN, stray)
    # Nor what nobody could ever read, or use.
    broken = (repo / HAINAN).with_name("fujian.yaml")
    broken.write_text("id: [\n", "utf-8")
    unused = repo / "data" / "vocabulary" / "colours.yaml"
    unused.write_text("id: colours\nterms: {}\n", "utf-8")
    commit(repo, "stray")
    for path in (stray, broken, unused):
        path.unlink()
    assert run("validate", "--base", "HEAD", "--data", repo / "data").code == 0


def test_the_data_of_a_revision_are_found_where_they_stood(run: Run, repo: Path) -> None:
    """Nearest to the top, where several folders hold some; not where a folder of the name of
    today holds something else."""
    shutil.move(repo / "data", repo / "z")
    shutil.copytree(repo / "z", repo / "a" / "b")
    edit(repo / "a" / "b" / "provinces" / "hainan.yaml", "mode: orderly", "mode: trial")
    (repo / "data").mkdir()
    (repo / "data" / "notes.txt").write_text("to come", "utf-8")
    commit(repo, "elsewhere")
    shutil.rmtree(repo / "data")
    shutil.rmtree(repo / "a")
    shutil.move(repo / "z", repo / "data")
    shown = run("diff", "HEAD", "--data", repo / "data").out
    assert shown == "no change in meaning from HEAD to the working tree\n"


def test_a_revision_with_some_of_the_schemas_is_held_against_those_of_today(
    run: Run, repo: Path
) -> None:
    (repo / "schemas" / "province.schema.json").unlink()
    edit(repo / HAINAN, "mode: orderly", "mode: ordrly")
    commit(repo, "some of the schemas, and a fault")
    assert run("validate", "--data", repo / "data").code == 1
    assert run("validate", "--base", "HEAD", "--data", repo / "data").code == 0


def test_a_checkout_stands_for_the_data_in_it(run: Run, repo: Path) -> None:
    assert run("validate", repo).out == "25 files: 0 errors, 0 warnings\n"


def test_a_source_keeps_its_id(run: Run, repo: Path) -> None:
    sources = repo / "data" / "sources"
    edit(sources / "gazette-2030.yaml", "id: gazette-2030", "id: gazette")
    shown = run("validate", "--base", "HEAD", "--data", repo / "data").out
    assert 'DG601 the source "gazette-2030" was published under this id' in shown


def test_the_working_tree_is_left_alone(run: Run, repo: Path) -> None:
    edit(repo / HAINAN, "status: issued", "status: in-force")
    before = git(repo, "status", "--porcelain"), git(repo, "rev-parse", "HEAD")
    run("diff", "HEAD", "--data", repo / "data")
    run("validate", "--base", "HEAD", "--data", repo / "data")
    assert (git(repo, "status", "--porcelain"), git(repo, "rev-parse", "HEAD")) == before


def parts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to all parts of plain data."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield (*path, key)
        if isinstance(value[key], dict | list):
            yield from parts(value[key], (*path, key))


def other(value: Any) -> Any:
    """Another value in place of one that holds no others."""
    if isinstance(value, str):
        return f"{value}1"
    return value + 1 if type(value) in (int, float) else "other"


@pytest.mark.parametrize("data", ["tiny", "ample", "reservations", "country"])
def test_whatever_is_changed_or_dropped_in_the_data_is_told(data: str) -> None:
    """A sample of all parts, each changed where it holds no others, and dropped. An empty list of
    records says as much as none."""
    files = {path: read_file(path).value for path in sorted((HERE / "data" / data).rglob("*.yaml"))}
    places = [(path, part) for path in files for part in parts(files[path])]
    ids = [(path, ("id",)) for path in list(files)[:4]]
    for path, part in [*ids, *random.Random(data).sample(places, 40)]:
        for change in ("change", "drop"):
            value = copy.deepcopy(files[path])
            within = reduce(lambda held, key: held[key], part[:-1], value)
            empty = part[0] in RECORD_KINDS and within[part[-1]] == []
            if change == "drop" and not empty:
                del within[part[-1]]
            elif change == "change" and (empty or not isinstance(within[part[-1]], dict | list)):
                within[part[-1]] = other(within[part[-1]])
            else:
                continue
            before, after = (
                (path, path.name, d) for d in (path.read_bytes(), dump(value).encode())
            )
            assert list(differences([before], [after])), (path, part, change)


@pytest.mark.parametrize("kind", RECORD_KEYS)
def test_no_key_of_any_record_is_overlooked(kind: str) -> None:
    """What each holds does not matter here: whatever it is, another is a change."""
    keys = {*(key.name for key in RECORD_KEYS[kind] if key.name != "heads"), *COMMON}
    for key in keys:
        held = ([v] if key in ("cite", "anchors") else {"date": [v]} for v in "ab")
        one, two = (RecordState("x", kind, "x", "", "x", {key: value}) for value in held)
        assert changes_between({("x", "x"): one}, {("x", "x"): two}), key


def told_of(before: dict[str, Any], after: dict[str, Any], name: str = "x") -> list[Any]:
    states = ({("p", name): RecordState("p", "policies", name, "", name, data)}
              for data in (before, after))  # fmt: skip
    return changes_between(*states)


def test_a_record_of_very_many_citations_does_not_repeat_them_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("datagov_cli.curation.diff.MOST_CITES", 3)
    before = {"id": "x", "cite": ["s#0"], "status": "1", "title": "1", "summary": "1"}
    after = {"id": "x", "cite": ["s#1", "s#2"], "status": "2", "title": "2", "summary": "2"}
    whole = (("s#1", "s#2"), ("s#0",))
    told = [(change.cited, change.uncited) for change in told_of(before, after)]
    assert told == [whole, whole, ((), ())]


@pytest.mark.parametrize("length", [200, 201])
def test_a_name_of_more_than_two_hundred_characters_is_cut(length: int) -> None:
    (change,) = told_of({"status": "1"}, {"status": "2"}, "y" * length)
    assert change.id == change.label == ("y" * 200 if length == 200 else "y" * 199 + "…")


@pytest.mark.parametrize(
    ("place", "owner", "kind"),
    [("sources", "sources", "source"), ("vocabulary", "vocabulary", "vocabulary"),
     ("provinces", "x", "province"), (".", "x", "national")],
)  # fmt: skip
def test_a_file_that_could_not_be_read_is_told_as_what_it_is(
    place: str, owner: str, kind: str
) -> None:
    path = Path(place, "x.yaml")
    before, after = ([(path, str(path), held)] for held in (b"oops: [\n", b"{}\n"))
    change, *_ = differences(before, after)
    assert (change.change, change.owner, change.kind, change.id) == ("unreadable", owner, kind, "x")
