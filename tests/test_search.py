"""Search over the invented country: what one asks for stands first, in whatever script one asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datagov_cli.queries.search import search, searchable_files
from datagov_cli.storage.store import Store

#: Query → province, kind of record and id of the first hit.
FIRST = {
    # people
    "余家虚": "beijing heads yu-jiaxu",
    "yu jiaxu": "beijing heads yu-jiaxu",
    "yujiaxu": "beijing heads yu-jiaxu",
    "Yú Jiāxū": "beijing heads yu-jiaxu",
    "yjx": "beijing heads yu-jiaxu",
    "余家虛": "beijing heads yu-jiaxu",
    "陈虚宁": "tianjin heads chen-xuning",
    "陳虛寧": "tianjin heads chen-xuning",
    "chen xuning": "tianjin heads chen-xuning",
    "Chen Xuning": "tianjin heads chen-xuning",
    "沈虚明": "guangdong heads shen-xuming",
    "shenxuming": "guangdong heads shen-xuming",
    "李虚勋": "fujian heads li-xuxun",
    "lǐ xūxūn": "fujian heads li-xuxun",
    "叶建虚": "zhejiang heads ye-jianxu",
    "ye jianxu": "zhejiang heads ye-jianxu",
    "郭虚": "national statements expert-on-lasting-change",
    # bodies
    "云南省大数据产业发展虚构领导小组": "yunnan bodies big-data-group",
    "大数据产业发展虚构领导小组": "yunnan bodies big-data-group",
    "数字北京建设虚构领导小组": "beijing bodies digital-beijing-group",
    "数字广东建设虚构领导小组": "guangdong bodies digital-guangdong-group",
    "数字强省建设虚构领导小组": "anhui bodies digital-strong-province-group",
    "shuzi qiangsheng": "anhui bodies digital-strong-province-group",
    "省数字经济发展虚构领导小组": "fujian bodies digital-economy-group",
    "天津市数据局": "tianjin bodies data-bureau",
    "昆明虚构大数据交易所": "yunnan bodies kunming-exchange",
    "Invented Kunming Big Data Exchange": "yunnan bodies kunming-exchange",
    "kunming": "yunnan bodies kunming-exchange",
    "云南省大数据发展管理局": "yunnan bodies big-data-bureau",
    "虚构领导小组办公室": "anhui bodies digital-strong-province-office",
    # policies
    "公共数据资源授权运营虚构办法": "tianjin policies authorised-operation-draft-2025",
    "整体授权模式": "tianjin policies authorised-operation-draft-2025",
    "whole-authorisation": "tianjin policies authorised-operation-draft-2025",
    "征求意见稿": "tianjin policies authorised-operation-draft-2025",
    "draft for comment": "tianjin policies authorised-operation-draft-2025",
    "数字强省建设2025年虚构要点": "anhui policies work-points-2025",
    "数字经济发展创新区": "yunnan policies work-points-2025",
    "数字经济发展创新区2025年虚构要点": "yunnan policies work-points-2025",
    # targets
    "240亿元": "yunnan targets ai-core-revenue-2025",
    "２４０亿元": "yunnan targets ai-core-revenue-2025",
    "人工智能核心产业": "yunnan targets ai-core-revenue-2025",
    "5G基站": "yunnan targets 5g-base-stations-2025",
    "5g base stations": "yunnan targets 5g-base-stations-2025",
    "100亿元": "yunnan targets exchange-trading-volume-2025",
    "数据标注": "yunnan targets data-annotation-firms-2025",
    "1200Gbps": "yunnan targets backbone-bandwidth-2025",
    # topics, initiatives, milestones
    "数据跨境": "tianjin initiatives cross-border-data",
    "數據跨境": "tianjin initiatives cross-border-data",
    "cross-border data": "tianjin initiatives cross-border-data",
    "cross border data": "tianjin initiatives cross-border-data",
    "shuju kuajing": "tianjin initiatives cross-border-data",
    "shujukuajing": "tianjin initiatives cross-border-data",
    "shùjù kuàjìng": "tianjin initiatives cross-border-data",
    "sjkjld": "tianjin initiatives cross-border-data",
    "无感监管": "tianjin initiatives cross-border-data",
    "算力高地": "yunnan initiatives computing-highland",
    "千兆光网": "yunnan initiatives gigabit-network",
    "可信数据空间": "yunnan initiatives trusted-data-space",
    "trusted data spaces": "yunnan initiatives trusted-data-space",
    "高质量数据集": "yunnan initiatives high-quality-datasets",
    "数据中心集群": "yunnan initiatives data-centre-clusters",
    "京快办": "beijing initiatives ai-base-and-apps",
    "AI底座": "beijing initiatives ai-base-and-apps",
    "非公共数据": "zhejiang initiatives non-public-data",
    "国家虚构大数据试验区": "yunnan milestones first-pilot-zone",
    "全球第一个大数据交易所": "yunnan milestones first-exchange-worldwide",
    "地方大数据立法": "yunnan milestones local-legislation",
    "最早提出": "beijing milestones digital-beijing-first-raised",
    "数字北京建设推进会": "beijing meetings meeting-2025-04-18",
    "超过10个": "national statements leading-bodies-count",
    # provinces
    "天津": "tianjin province tianjin",
    "yunnan": "yunnan province yunnan",
    "CN-GD": "guangdong province guangdong",
    "350000": "fujian province fujian",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(COUNTRY)


def test_there_are_queries_enough() -> None:
    assert len(FIRST) >= 60


@pytest.mark.parametrize("query", FIRST)
def test_what_one_asks_for_stands_first(query: str, run: Run) -> None:
    result = run("search", query, "--format", "json")
    assert (result.code, result.err) == (0, "")
    hits = json.loads(result.out)["hits"]
    assert hits
    assert " ".join(hits[0][key] for key in ("province", "record", "id")) == FIRST[query]
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    for hit in hits:
        assert hit["cite"] or hit["record"] == "province"
        for start, end in hit["matches"]:
            assert 0 <= start < end <= len(hit["text"])


def test_only_some_kinds_or_provinces(run: Run) -> None:
    def found(*arguments: str) -> set[tuple[str, str]]:
        hits = json.loads(run("search", "数据", "--limit", "0", "-f", "json", *arguments).out)[
            "hits"
        ]
        return {(hit["province"], hit["record"]) for hit in hits}

    everywhere = found()
    assert len(everywhere) > 10
    policies = {pair for pair in everywhere if pair[1] == "policies"}
    assert found("--in", "policies") == policies
    assert found("--province", "广东") == {pair for pair in everywhere if pair[0] == "guangdong"}


def test_nothing_found_is_no_error(run: Run) -> None:
    result = run("search", "zzzqqq")
    assert (result.code, result.out) == (0, "nothing found\n")
    assert result.err.startswith("hint: ")
    result = run("search", "zzzqqq", "-f", "json")
    assert (result.code, json.loads(result.out)["hits"]) == (0, [])


@pytest.mark.parametrize("query", ["西藏", "Tibet", "xizang"])
def test_a_division_without_data_is_named(query: str, run: Run) -> None:
    assert run("search", query).err == "hint: no data on Tibet (西藏自治区) yet\n"


def test_two_letters_are_the_beginning_of_a_word(run: Run) -> None:
    hit = json.loads(run("search", "ku", "-f", "json").out)["hits"][0]
    assert (hit["id"], hit["text"][slice(*hit["matches"][0])]) == ("kunming-exchange", "Kunming")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([""], "nothing to search for"),
        (["数据", "--in", "policy"], 'unknown kind of record "policy"'),
        (["数据", "--province", "guangdon"], 'unknown province "guangdon"'),
    ],
)
def test_a_wrong_call(arguments: list[str], error: str, run: Run) -> None:
    result = run("search", *arguments)
    assert (result.code, result.out) == (2, "")
    assert error in result.err


def test_matches_are_marked_where_the_word_stands(run: Run, monkeypatch: Any) -> None:
    hit = json.loads(run("search", "kuajing", "-f", "json").out)["hits"][0]
    assert [hit["text"][start:end] for start, end in hit["matches"]] == ["跨境", "跨境"]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("search", "跨境").out


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=st.text(max_size=25) | st.text("数据跨境 shujkgA２４0亿元-'\"*", max_size=12))
def test_any_query_ends_in_hits_or_none(query: str, store: Store) -> None:
    from datagov_cli.base.errors import UsageError

    try:
        first = search(store, query)
    except UsageError:
        return
    again = search(Store(COUNTRY), query)
    assert [(hit.province, hit.id) for hit in first.hits] == [
        (hit.province, hit.id) for hit in again.hits
    ]
    for hit in first.hits:
        for start, end in hit.matches:
            assert 0 <= start < end <= len(hit.text)


def test_what_is_searched_follows_the_data(run: Run, tiny: Path) -> None:
    def first() -> str:
        return str(json.loads(run("search", "甲乙", "-f", "json", "--data", tiny).out)["hits"])

    assert first() == "[]"
    path = tiny / "provinces" / "hainan.yaml"
    path.write_text(path.read_text("utf-8").replace("zh: 虚构会议", "zh: 甲乙会议"), "utf-8")
    assert "甲乙会议" in first()


def test_sources_kept_together_are_found_as_if_each_stood_alone(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = next((tiny / "sources").glob("*.yaml"))
    for number in range(4):
        text = source.read_text("utf-8").replace(f"id: {source.stem}", f"id: copy-{number}")
        (tiny / "sources" / f"copy-{number}.yaml").write_text(text, "utf-8")

    def found() -> list[tuple[str, float]]:
        answer = run("search", "copy", "--in", "sources", "-f", "json", "--data", tiny).out
        return [(hit["id"], hit["score"]) for hit in json.loads(answer)["hits"]]

    together = found()
    assert [name for name, _ in together] == [f"copy-{number}" for number in range(4)]
    monkeypatch.setattr(searchable_files, "SOURCES", 2)
    assert found() == together
    last = tiny / "sources" / "copy-3.yaml"
    last.write_text(last.read_text("utf-8").replace("id: copy-3", "id: other-3"), "utf-8")
    last.rename(last.with_name("other-3.yaml"))
    assert found() == together[:3]


def test_a_short_note_counts_no_more_than_a_long_one(run: Run, tiny: Path) -> None:
    """Of two notes that hold a word that of the earlier record stands first, but behind any
    other text."""
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "established: {zh: 未提及。", "established: {zh: 甲乙未提及，公报与日报都没有说到。")
    edit(path, "chair: {zh: 张三, en: Zhang San}", "unknown: {chair: {zh: 甲乙, en: None.}}")
    edit(path, "zh: 虚构举措。", "zh: 一项很长的虚构举措，其中也有甲乙二字，别的不说。")
    hits = json.loads(run("search", "甲乙", "-f", "json", "--data", tiny).out)["hits"]
    assert [hit["id"] for hit in hits] == ["push", "old-group", "meeting-1"]
    assert hits[0]["score"] > hits[1]["score"] == hits[2]["score"]


def test_a_hint_looks_at_the_beginning_of_every_file(run: Run, tiny: Path) -> None:
    """So that it takes no longer the more there is, and no large file hides the others; however
    many words there are."""
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    one = text[text.index("  - id: push") :]
    words = ["Quasimodo", *(f"step{number}" for number in range(1, 1499)), "Rumpelstilzchen"]
    many = [one.replace("id: push", f"id: push-{number}")
            .replace("en: An invented initiative.", f"en: {word} {number}.")
            for number, word in enumerate(words)]  # fmt: skip
    path.write_text(text.replace(one, "".join(many)), "utf-8")

    def hint(query: str) -> str:
        return run("search", query, "--data", tiny).err

    assert hint("quasimoda") == 'hint: did you mean "quasimodo"?\n'
    assert "did you mean" not in hint("rumpelstilzchem")


def test_a_word_that_only_the_province_bears_finds_no_other_record(run: Run, tiny: Path) -> None:
    """ "zzzz" are initials of 壮族自治, which stands around every record of Guangxi."""
    text = (tiny / "provinces" / "hainan.yaml").read_text("utf-8")
    for before, after in (
        ("id: hainan", "id: guangxi"),
        ("{zh: 海南省, en: Hainan, short: 海南}", "{zh: 广西壮族自治区, en: Guangxi, short: 广西}"),
        ("460000", "450000"),
        ("CN-HI", "CN-GX"),
        ("kind: province", "kind: autonomous-region"),
    ):
        assert before in text
        text = text.replace(before, after, 1)
    (tiny / "provinces" / "guangxi.yaml").write_text(text, "utf-8")
    result = run("search", "zzzz", "-f", "json", "--data", tiny)
    assert (result.code, result.err) == (0, "")
    hits = json.loads(result.out)["hits"]
    assert [(hit["province"], hit["record"]) for hit in hits] == [("guangxi", "province")]


def test_a_head_is_found_with_the_role_in_the_body_and_with_the_end(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    stated = 'as-of: "2029-12-31"\n'
    edit(path, stated, f'{stated}        until: "2030-01"\n')
    edit(path, "- id: old-group\n    kind: leading-group", "- id: old-group\n    kind: data-bureau")
    group = run("search", "李四", "--lang", "zh", "--data", tiny).out
    assert "角色：组长" in group
    assert "任职结束  2030-01" in group
    bureau = run("search", "王五", "--lang", "zh", "--data", tiny).out
    assert "角色：负责人" in bureau
    assert "任职结束" not in bureau
    assert "wang-wu" not in run("search", "组长", "--in", "heads", "--data", tiny).out
