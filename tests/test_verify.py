"""``verify``: citations looked up in texts that the reader holds.

The texts are invented; their digests are put into the invented source of a copy of the data.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from helpers import TEXTS, Run, edit, loaded_by

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
    assert (answer["found"], answer["claims"]) == (16, 16)
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
    Path("texts/gone.txt").symlink_to("nowhere")
    result = run("verify", "--data", "tiny", "--snapshots", "texts")
    assert result.code == 0
    assert "texts/huge.txt: not read: larger than 1 MB" in result.out
    assert "texts/gone.txt: not read: cannot be read: No such file" in result.out
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


@pytest.mark.parametrize("field", ["value", "as-written"])
def test_cite_for_serves_its_field(field: str, snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "as-written: 1.5亿元", "as-written: 5个")
    assert statuses(check(run))["revenue"] == "not-found"
    edit(path, "basis: target", f"cite-for: {{{field}: [gazette-2030#1]}}\n    basis: target")
    assert statuses(check(run))["revenue"] == "found"
    # It serves the anchors as well, which are of the whole record, …
    edit(path, "policy: plan\n    cite: [gazette-2030#3]\n    anchors: [虚构]",
         "policy: plan\n    cite: [gazette-2030#3]\n    anchors: [王五, 虚构计划]")  # fmt: skip
    assert statuses(check(run))["revenue"] == "found"
    # … and the record's own paragraphs do not serve its field.
    edit(path, "as-written: 5个", "as-written: 1.5亿元")
    assert statuses(check(run))["revenue"] == "not-found"


def test_cite_for_serves_the_wording_of_a_date(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'date: "2030-02"\n', 'date: "2029-11"\n    date-as-written: 2029年11月\n')
    assert statuses(check(run))["meeting-1"] == "not-found"
    edit(path, "themes: [", "cite-for: {date: [gazette-2030#3]}\n    themes: [")
    assert statuses(check(run))["meeting-1"] == "found"


def test_digests_in_capitals_are_the_same(snapshots: Path, run: Run) -> None:
    path = snapshots / "sources" / "gazette-2030.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub("[0-9a-f]{64}", lambda digest: digest[0].upper(), text), "utf-8")
    assert set(statuses(check(run, "hainan")).values()) == {"found"}


def test_no_wording_reaches_over_two_paragraphs(snapshots: Path, run: Run) -> None:
    path, both = snapshots / "provinces" / "hainan.yaml", "[gazette-2030#1, gazette-2030#2]"
    edit(path, "cite: [gazette-2030#1]\n    anchors: [虚构会议]",
         f"cite: {both}\n    anchors: [《虚构日报》。李四接替]")  # fmt: skip
    assert statuses(check(run))["meeting-1"] == "not-found"


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


def test_a_paragraph_that_reads_otherwise_is_a_failure_by_itself(snapshots: Path, run: Run) -> None:
    call = ("verify", "--data", snapshots, "--snapshots", "texts")
    assert run(*call).code == 0
    edit(Path("texts/gazette.txt"), "李四接替", "李四，接替")
    assert "not-found" not in statuses(check(run)).values()
    assert run(*call).code == 1


def test_what_is_not_there_counts_more_than_what_reads_otherwise(snapshots: Path, run: Run) -> None:
    edit(Path("texts/gazette.txt"), "虚构计划征求", "虚构计划，征求")
    assert statuses(check(run))["revenue"] == "text-differs"
    edit(snapshots / "provinces" / "hainan.yaml", "as-written: 1.5亿元", "as-written: 9个")
    edit(snapshots / "provinces" / "hainan.yaml", "basis: target",
         "cite-for: {value: [gazette-2030#1]}\n    basis: target")  # fmt: skip
    assert statuses(check(run))["revenue"] == "not-found"


def test_a_province_named_twice_counts_once_and_the_country_only_if_it_is_there(
    snapshots: Path, run: Run
) -> None:
    once, twice = (check(run, *names)["claims"] for names in (("hainan",), ("hainan", "海南")))
    assert once == twice
    everything = check(run)["claims"]
    national = check(run, "national")["claims"]
    (snapshots / "national.yaml").unlink()
    assert check(run)["claims"] == everything - national


@pytest.mark.usefixtures("snapshots")
def test_hidden_folders_are_not_looked_into(run: Run) -> None:
    """Such as ``.git``, in which an earlier text may still stand."""
    Path("texts/.git").mkdir()
    Path("texts/gazette.txt").rename("texts/.git/gazette.txt")
    assert set(statuses(check(run)).values()) == {"no-snapshot"}


@pytest.mark.usefixtures("mixed")
def test_source_narrows_the_claims(run: Run) -> None:
    assert statuses(check(run, "--source", "atlas")) == {"group": "no-snapshot"}
    assert check(run, "--source", "gazette-2030")["claims"] == 15
    edit(Path("tiny/provinces/hainan.yaml"), "cite: [gazette-2030#1]\n        anchors: [张三]",
         "cite: [gazette-2030#1, atlas#0]\n        anchors: [张三]")  # fmt: skip
    assert set(statuses(check(run, "--source", "atlas"))) == {"group", "zhang-san"}
    assert check(run, "--source", "gazette-2030")["claims"] == 15


@pytest.mark.parametrize(
    ("call", "code", "error", "hint"),
    [
        ("--snapshots nowhere", 3, "there is no directory nowhere", "--snapshots names"),
        ("--snapshots texts/gazette.txt", 3, "there is no directory", "--snapshots names"),
        ("", 2, "missing option --snapshots", "--help"),
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


def test_help_and_errors_load_nothing_heavy() -> None:
    calls = ("verify --help", "verify --snapshots x --lang nope")
    assert loaded_by([(call.split(), {}) for call in calls]) == [set(), set()]


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


# --- the parts of a claim ---------------------------------------------------------------------


def add_to_first(data: Path, text: str) -> None:
    """Lengthen the first paragraph of the invented source by some words, and its digest with it."""
    longer = f"{TEXTS[1]}{text}。"
    digests = [sha256(each.encode("utf-8")).hexdigest() for each in (TEXTS[1], longer)]
    edit(data / "sources" / "gazette-2030.yaml", *digests)
    Path("texts/gazette.txt").write_text("\n".join([TEXTS[0], longer, *TEXTS[2:]]), "utf-8")


PARTS = [
    ("person: {zh: 李四,", "person: {zh: 李五,", "li-si", "person: 李五"),
    ("zh: 海南省虚构领导小组", "zh: 海南省虚设领导小组", "group", "name: 海南省虚设领导小组"),
    ("title: {zh: 虚构计划", "title: {zh: 虚构规划", "plan", "title: 虚构规划"),
    ("chair: {zh: 张三", "chair: {zh: 李四", "meeting-1", "chair: 李四"),
    ("via: {zh: 虚构日报", "via: {zh: 虚构晚报", "meeting-1", "via: 虚构晚报"),
    ("〔2030〕1号", "〔2030〕2号", "plan", "doc-number: 虚〔2030〕2号"),
    ('as-of: "2029-12-31"', 'as-of: "2029-12-30"', "li-si", "as-of: 2029-12-30"),
    ('established: "2020-05"', 'established: "2020-04"', "group", "established: 2020-04"),
    ('year: "2031"', 'year: "2032"', "revenue", "year: 2032"),
    ('date: "2029-11"', 'date: "2029-10"', "plan/history/0", "date: 2029-10"),
    ("zh: 王五, en: Wang Wu}", "zh: 赵六, en: Zhao}", "wang-wu/disputed/person/0", "value: 赵六"),
    ("claim: {zh: 虚构之首", "claim: {zh: 首批共6个", "first", "claim: 6个"),
    ("claim: {zh: 虚构之首", "claim: {zh: 2021年5月之首", "first", "claim: 2021年5月"),
    ("summary: {zh: 虚构举措", "summary: {zh: 落实《虚构规划》", "push", "summary: 虚构规划"),
    ("summary: {zh: 虚构举措", "summary: {zh: 建设“虚构城”", "push", "summary: 虚构城"),
]


@pytest.mark.parametrize(("old", "new", "claim", "part"), PARTS)
def test_a_part_that_no_cited_paragraph_gives_is_told(
    old: str, new: str, claim: str, part: str, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "    as-written: 省虚构领导小组\n", "")  # By which another name would do.
    edit(path, old, new)
    answer = check(run)
    (wrong,) = [result for result in answer["results"] if result["status"] != "found"]
    assert (wrong["id"], wrong["status"], wrong["unanchored"]) == (claim, "unanchored", [part])
    assert (answer["unanchored"], answer["found"]) == (1, answer["claims"] - 1)
    pointed = path.read_text("utf-8").splitlines()[wrong["line"] - 1]
    assert pointed.strip().removeprefix("- ").startswith(part.split(":")[0])
    call = ("verify", "--data", "tiny", "--snapshots", "texts")
    assert (run(*call).code, run(*call, "--strict").code) == (0, 1)
    others = ("json", "csv", "md", "yaml", "jsonl")
    for output in ("text", others[PARTS.index((old, new, claim, part)) % len(others)]):
        shown = run(*call, "-f", output).out
        assert part in shown.replace("\\", "").replace("\n", " "), output
    assert "无原文依据" in run(*call, "--lang", "zh").out


@pytest.mark.parametrize(
    ("old", "new", "text", "held"),
    [
        # Without the province in front, or shortened; in other widths and marks; as written.
        ("zh: 海南省虚构领导小组", "zh: 海南虚构领导小组", "", True),
        ("zh: 海南省虚构领导小组", "zh: 海南省数据局（筹）", "省数据局(筹)", True),
        ("zh: 海南省虚构领导小组", "zh: 海南省数据局", "数据办", False),
        ("zh: 海南省虚构领导小组", "zh: 海南省甲乙丙丁局", "ＸＹＺ局", False),
        ("title: {zh: 虚构会议", "title: {zh: 虚构ABC会议", "《虚构ＡＢＣ 会议》", True),
        ("chair: {zh: 张三", "chair: {zh: 孙七（书记、主任）", "书记兼主任孙七", True),
        ("chair: {zh: 张三", "chair: {zh: 孙七（书记、局长）", "书记兼主任孙七", False),
        ("chair: {zh: 张三, en: Zhang San}", "chair: {zh: 汤姆, en: Tom}", "chaired by TOM", True),
        # Days: with the year, in figures of any width, with points.
        ('date: "2030-02"', 'date: "2030-02-08"', "2030年02月08日", True),
        ('date: "2030-02"', 'date: "2030-02-08"', "２０３０．２．８", True),
        ('date: "2030-02"', 'date: "2030-02-08"', "2030年2月18日", False),
        ('date: "2030-02"', 'date: "2030-02-08"', "2030年12月8日", False),
        ('date: "2030-02"', 'date: "2030-02-08"', "2029年2月8日", False),
        ('date: "2030-02"', 'date: "2030-03~"', "2030年3月前后", True),
        # Without: the year must stand elsewhere in the paragraph, or be implied by the source.
        ('date: "2030-02"', 'date: "2030-02-08"', "2月8日", True),
        ('date: "2030-02"', 'date: "2031-02-08"', "2月8日", False),
        ('date: "2030-02"', 'date: "2031-02-08"\n    date-as-written: 2月8日', "2月8日", False),
    ],
)
def test_what_follows_from_a_paragraph(
    old: str, new: str, text: str, held: bool, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "    as-written: 省虚构领导小组\n", "")
    edit(path, old, new)
    add_to_first(snapshots, text)
    assert check(run)["unanchored"] == (0 if held else 1)


@pytest.mark.parametrize(
    ("name", "written", "held"),
    [
        ("海南省虚构领导小组", "省虚构领导小组", True),
        ("海南省虚构工作领导小组", "省虚构领导小组", True),
        ("海南省虚构工作领导小组", "虚构领导小组", True),
        ("海南省虚构领导小组办公室", "省虚构领导小组", False),
        ("海南省虚构工作领导小组办公室", "省虚构领导小组办", True),
        ("海南省虚设领导小组", "省虚构领导小组", False),
        ("海南省领导小组虚构", "省虚构领导小组", False),
    ],
)
def test_a_name_follows_from_a_shorter_wording(
    name: str, written: str, held: bool, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "as-written: 省虚构领导小组", f"as-written: {written}")
    edit(path, "zh: 海南省虚构领导小组", f"zh: {name}")
    add_to_first(snapshots, written)
    assert check(run)["unanchored"] == (0 if held else 1)


@pytest.mark.parametrize(
    ("date", "written", "held"),
    [
        ("2031-02-08", "2月8日", True),
        ("2031-02", "今年2月", True),
        ("2031-02", "年初", True),
        ("2031-02-07", "2月8日", False),
        ("2031-03", "今年2月", False),
    ],
)
def test_a_source_implies_the_years_that_it_leaves_out(
    date: str, written: str, held: bool, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'date: "2030-02"', f'date: "{date}"\n    date-as-written: {written}')
    add_to_first(snapshots, written)
    source = snapshots / "sources" / "gazette-2030.yaml"
    assert check(run)["unanchored"] == 1
    # Of two sources, one that says from what they are inferred is enough.
    other = source.read_text("utf-8").replace("id: gazette-2030", "id: other-2030")
    (source.parent / "other-2030.yaml").write_text(other, "utf-8")
    cite = "cite: [gazette-2030#1]\n    anchors: [虚构会议]"
    edit(path, cite, cite.replace("]\n", ", other-2030#1]\n"))
    edit(source, "snapshot:", "implied-years: {zh: 据出版日期。, en: By its date.}\nsnapshot:")
    assert check(run)["unanchored"] == (0 if held else 1)


@pytest.mark.parametrize(
    ("day", "held"),
    [("2030-03", True), ("2030-03~", True), ("2030~", True), ("2030-04~", False)],
)
def test_the_day_of_publication_may_lie_on_an_approximate_date(
    day: str, held: bool, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'as-of: "2029-12-31"', f'as-of: "{day}"')
    assert check(run)["unanchored"] == (0 if held else 1)


def test_what_is_implied_needs_no_words(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'year: "2031"', 'year: "2032"')
    assert check(run)["unanchored"] == 1
    ground = "implied: {year: {zh: 据标题。, en: From the title.}}"
    edit(path, 'year: "2032"', f'year: "2032"\n    {ground}')
    assert check(run)["unanchored"] == 0


def test_cite_for_says_which_paragraph_gives_a_part(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'year: "2031"', 'year: "2021"')
    edit(path, "basis: target", "cite-for: {year: [gazette-2030#2]}\n    basis: target")
    assert check(run)["unanchored"] == 0
    edit(path, 'year: "2021"', 'year: "2031"')
    assert check(run)["unanchored"] == 1


def test_a_part_in_a_paragraph_not_held_is_not_called_unanchored(mixed: Path, run: Run) -> None:
    path = mixed / "provinces" / "hainan.yaml"
    edit(path, "person: {zh: 张三", "person: {zh: 孙七")
    assert statuses(check(run))["zhang-san"] == "unanchored"
    edit(path, "cite: [gazette-2030#1]\n        anchors: [张三]",
         "cite: [gazette-2030#1, atlas#0]\n        anchors: [张三]")  # fmt: skip
    assert statuses(check(run))["zhang-san"] == "no-snapshot"


def test_the_parts_of_a_disputed_head_are_its_person_and_its_day(snapshots: Path, run: Run) -> None:
    sides = """\
    disputed:
      heads:
        - value: {person: {zh: 王五, en: Wang Wu}, role: head, as-of: "2030-02"}
          cite: [gazette-2030#1]
          anchors: [王五]
        - value: {person: {zh: 王五, en: Wang Wu}, role: head, as-of: "2029-12-30"}
          cite: [gazette-2030#2]
          anchors: [赵六]
"""
    edit(snapshots / "provinces" / "xizang.yaml", "    unknown:\n", f"{sides}    unknown:\n")
    wrong = [result for result in check(run)["results"] if result["status"] != "found"]
    assert [(r["id"], r["unanchored"]) for r in wrong] == [
        ("group/disputed/heads/1", ["person: 王五", "as-of: 2029-12-30"])
    ]
