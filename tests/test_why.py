"""What an explanation says of a value, over small changes of the invented data."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Run, edit

HAINAN, XIZANG = Path("provinces", "hainan.yaml"), Path("provinces", "xizang.yaml")
SOURCE = Path("sources", "gazette-2030.yaml")
POSTS = "        posts: [deputy-party-secretary, governor]\n"
DISPUTED = (
    "anchors: [张三]\n        disputed:\n          posts:\n"
    "            - {value: [governor], cite: [gazette-2030#1], anchors: [张三]}\n"
    "            - {value: [party-secretary], cite: [gazette-2030#3], anchors: [张三]}\n"
)
SOUGHT = (
    "initiatives: []\nunknown:\n  data-bureau:\n    zh: 未查到。\n    en: Not found.\n"
    '    searched:\n      - {date: "2030-05", where: the index}\n'
)
YEAR = 'year: "2031"\n    basis: target\n    policy: plan\n    cite: [gazette-2030#3]'
UNDATED = YEAR.replace('year: "2031"\n    ', "").replace(
    "policy: plan\n", "policy: plan\n    unknown: {year: {zh: 未提。, en: Not said.}}\n"
)
IMPLIED = YEAR.replace(
    "policy: plan\n", "policy: plan\n    implied: {year: {zh: 据文号。, en: By number.}}\n"
)
AGAIN = 'year: "2031"\n    basis: target\n    policy: plan\n    cite: [gazette-2030#1]'


@pytest.mark.parametrize(
    ("call", "changes", "said"),
    [
        ("hainan GAZETTE-2030", (), "Records that cite it: 12."),
        ("hainan gazette-2030",
         ((SOURCE, "url:", "withdrawn: {date: '2030-05', reason: {zh: 误, en: Wrong.}}\nurl:"),),
         "1 It was withdrawn on 2030-05: Wrong."),
        ("national COUNT.value", (), "National count.value"),
        ("national COUNT.value", (), "Paragraphs ¶1"),
        ("national COUNT", (), "https://example.org/gazette. ¶1"),
        ("hainan targets.ai-core-revenue", (),
         "Several are for the latest year; the first on record is shown: revenue."),
        ("hainan targets.ai-core-revenue", ((HAINAN, AGAIN, AGAIN.replace("2031", "2029")),),
         "The target for the latest year is shown: revenue."),
        ("hainan targets.ai-core-revenue",
         ((HAINAN, YEAR, UNDATED), (HAINAN, AGAIN, UNDATED)),
         "The year of none is known; the first on record is shown: revenue."),
        ("hainan targets.ai-core-revenue",
         ((HAINAN, "120000000\n    unit: CNY", '120\n    unit: "%"'),),
         "Another record, revenue-again, gives another figure: reach 120 per cent."),
        ("hainan leader.name --as-of 2031-01",
         ((HAINAN, "anchors: [张三]\n",
           "anchors: [张三]\n        implied: {as-of: {zh: 推断。, en: Inferred.}}\n"),),
         "only last known: as of 2030-02, date implied, 307"),
        ("hainan body.established",
         ((HAINAN, '    established: "2020-05"\n',
           '    established: "2020-05"\n    cite-for: {established: [gazette-2030#3]}\n'),),
         "https://example.org/gazette. ¶3"),
        ("hainan revenue.year", ((HAINAN, YEAR, IMPLIED),),
         "Year: 2031, implied and not stated. By number."),
        ("xizang group", ((XIZANG, "{zh: 未提及组长。, en: No head is mentioned.}",
                           "{zh: 待查。, en: To be looked up.}"),), "not yet looked up."),
        ("xizang bureau.director", ((XIZANG, "initiatives: []\n", SOUGHT),),
         "bureau.director the index"),
        ("hainan leader-rank", ((HAINAN, POSTS, ""), (HAINAN, "anchors: [张三]\n", DISPUTED)),
         "the post “Party secretary” gives the rank “Party secretary”. [1]¶3"),
        ("hainan meetings.latest", ((HAINAN, "meetings:\n",
         "meetings:\n  - id: undated\n    cite: [gazette-2030#2]\n    anchors: [虚构]\n"
         "    unknown:\n      date: {zh: 未提。, en: Not said.}\n"
         "      title: {zh: 未提。, en: Not said.}\n      chair: {zh: 未提。, en: Not said.}\n"),),
         "Chosen from those that have a date; 1 without one may be newer."),
        ("hainan meetings.latest", ((HAINAN, "meetings:\n",
         "meetings:\n  - id: undated\n    cite: [gazette-2030#2]\n    anchors: [虚构]\n"
         "    unknown:\n      date: {zh: 未提。, en: Not said.}\n"
         "      title: {zh: 未提。, en: Not said.}\n      chair: {zh: 未提。, en: Not said.}\n"),),
         "Anchors 虚构会议"),
    ],
)  # fmt: skip
def test_an_explanation_says(
    call: str,
    changes: tuple[tuple[Path, str, str], ...],
    said: str,
    run: Run,
    ample: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    for path, old, new in changes:
        edit(ample / path, old, new)
    assert said in " ".join(run("why", *call.split(), "--data", ample).out.split())


def test_what_is_not_known_is_not_aged(run: Run, ample: Path) -> None:
    call = ("why", "hainan", "old-group.established", "--as-of", "2030-06-01", "--data", ample)
    assert "last known" not in run(*call).out


def test_an_explanation_says_nothing_twice_and_nothing_of_another_key(
    run: Run, ample: Path
) -> None:
    assert run("why", "hainan", "wang-wu", "--data", ample).out.count("invented archive") == 1
    assert "Written" in run("why", "hainan", "revenue.value", "--data", ample).out
    assert "Written" not in run("why", "hainan", "revenue.year", "--data", ample).out


def test_a_later_record_is_not_called_unknown(run: Run, ample: Path) -> None:
    result = run("why", "hainan", "meeting-1", "--as-of", "2029-06", "--data", ample)
    assert result.code == 2
    assert 'hainan has no record "meeting-1" by 2029-06' in result.err
    assert "it is on record for a later day" in result.err
