"""Search over the real data: what one asks for stands first, in whatever script one asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datagov_cli.searching import search
from datagov_cli.store import Store, find_root

#: Query → province, kind of record and id of the first hit.
FIRST = {
    # people
    "袁家军": "chongqing heads yuan-jiajun",
    "yuan jiajun": "chongqing heads yuan-jiajun",
    "yuanjiajun": "chongqing heads yuan-jiajun",
    "Yuán Jiājūn": "chongqing heads yuan-jiajun",
    "yjj": "chongqing heads yuan-jiajun",
    "袁家軍": "chongqing heads yuan-jiajun",
    "陈吉宁": "shanghai heads chen-jining",
    "陳吉寧": "shanghai heads chen-jining",
    "chen jining": "shanghai heads chen-jining",
    "Chen Jining": "shanghai heads chen-jining",
    "沈晓明": "hunan heads shen-xiaoming",
    "shenxiaoming": "hunan heads shen-xiaoming",
    "李殿勋": "hubei heads li-dianxun",
    "lǐ diànxūn": "hubei heads li-dianxun",
    "叶建春": "jiangxi heads ye-jianchun",
    "ye jianchun": "jiangxi heads ye-jianchun",
    "郭涛": "national statements expert-on-lasting-change",
    # bodies
    "贵州省大数据产业发展领导小组": "guizhou bodies big-data-group",
    "大数据产业发展领导小组": "guizhou bodies big-data-group",
    "数字重庆建设领导小组": "chongqing bodies digital-chongqing-group",
    "数字湖南建设领导小组": "hunan bodies digital-hunan-group",
    "数字强省建设领导小组": "shandong bodies digital-strong-province-group",
    "shuzi qiangsheng": "shandong bodies digital-strong-province-group",
    "省数字经济发展领导小组": "hubei bodies digital-economy-group",
    "上海市数据局": "shanghai bodies data-bureau",
    "贵阳大数据交易所": "guizhou bodies guiyang-exchange",
    "Guiyang Big Data Exchange": "guizhou bodies guiyang-exchange",
    "guiyang": "guizhou bodies guiyang-exchange",
    "贵州省大数据发展管理局": "guizhou bodies big-data-bureau",
    "领导小组办公室": "shandong bodies digital-strong-province-office",
    # policies
    "公共数据资源授权运营管理办法": "shanghai policies authorised-operation-draft-2025",
    "整体授权模式": "shanghai policies authorised-operation-draft-2025",
    "whole-authorisation": "shanghai policies authorised-operation-draft-2025",
    "征求意见稿": "shanghai policies authorised-operation-draft-2025",
    "draft for comment": "shanghai policies authorised-operation-draft-2025",
    "数字强省建设2025年工作要点": "shandong policies work-points-2025",
    "数字经济发展创新区": "guizhou policies work-points-2025",
    "数字经济发展创新区2025年工作要点": "guizhou policies work-points-2025",
    # targets
    "240亿元": "guizhou targets ai-core-revenue-2025",
    "２４０亿元": "guizhou targets ai-core-revenue-2025",
    "人工智能核心产业": "guizhou targets ai-core-revenue-2025",
    "5G基站": "guizhou targets 5g-base-stations-2025",
    "5g base stations": "guizhou targets 5g-base-stations-2025",
    "100亿元": "guizhou targets exchange-trading-volume-2025",
    "数据标注": "guizhou targets data-annotation-firms-2025",
    "1200Gbps": "guizhou targets backbone-bandwidth-2025",
    # topics, initiatives, milestones
    "数据跨境": "shanghai initiatives cross-border-data",
    "數據跨境": "shanghai initiatives cross-border-data",
    "cross-border data": "shanghai initiatives cross-border-data",
    "cross border data": "shanghai initiatives cross-border-data",
    "shuju kuajing": "shanghai initiatives cross-border-data",
    "shujukuajing": "shanghai initiatives cross-border-data",
    "shùjù kuàjìng": "shanghai initiatives cross-border-data",
    "sjkjld": "shanghai initiatives cross-border-data",
    "无感监管": "shanghai initiatives cross-border-data",
    "算力高地": "guizhou initiatives computing-highland",
    "千兆光网": "guizhou initiatives gigabit-network",
    "可信数据空间": "guizhou initiatives trusted-data-space",
    "trusted data spaces": "guizhou initiatives trusted-data-space",
    "高质量数据集": "guizhou initiatives high-quality-datasets",
    "数据中心集群": "guizhou initiatives data-centre-clusters",
    "渝快办": "chongqing initiatives ai-base-and-apps",
    "AI底座": "chongqing initiatives ai-base-and-apps",
    "非公共数据": "jiangxi initiatives non-public-data",
    "国家大数据综合试验区": "guizhou milestones first-pilot-zone",
    "全球第一个大数据交易所": "guizhou milestones first-exchange-worldwide",
    "地方大数据立法": "guizhou milestones local-legislation",
    "最早提出": "chongqing milestones digital-chongqing-first-raised",
    "数字重庆建设推进会": "chongqing meetings meeting-2025-04-18",
    "超过10个": "national statements leading-bodies-count",
    # provinces
    "上海": "shanghai province shanghai",
    "guizhou": "guizhou province guizhou",
    "CN-HN": "hunan province hunan",
    "420000": "hubei province hubei",
}


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(find_root())


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
    assert found("--province", "湖南") == {pair for pair in everywhere if pair[0] == "hunan"}


def test_nothing_found_is_no_error(run: Run) -> None:
    result = run("search", "zzzqqq")
    assert (result.code, result.out) == (0, "nothing found\n")
    assert result.err.startswith("hint: ")
    result = run("search", "zzzqqq", "-f", "json")
    assert (result.code, json.loads(result.out)["hits"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([""], "nothing to search for"),
        (["数据", "--in", "policy"], 'unknown kind of record "policy"'),
        (["数据", "--province", "hunam"], 'unknown province "hunam"'),
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


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=st.text(max_size=25) | st.text("数据跨境 shujkgA２４0亿元-'\"*", max_size=12))
def test_any_query_ends_in_hits_or_none(query: str, store: Store) -> None:
    from datagov_cli.errors import UsageError

    try:
        first = search(store, query)
    except UsageError:
        return
    again = search(Store(find_root()), query)
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
