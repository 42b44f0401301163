"""Search finds text that was copied from an answer, and follows the data at once."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import Run
from hypothesis import given
from hypothesis import strategies as st

from datagov_cli.queries.search.chinese import character_table, fold, fold_origins, fold_query
from datagov_cli.queries.search.query_terms import Characters, query_terms
from datagov_cli.queries.search.ranking import matched_spans
from datagov_cli.queries.search.tokens import units

Hits = list[dict[str, Any]]
Search = Callable[..., Hits]

SUMMARY = """\
  - id: {id}
    topics: [data-sharing]
    mode: orderly
    summary: {{zh: "{zh}", en: "{en}"}}
    cite: [gazette-2030#1]
    anchors: [甲]
"""
TEXTS = {
    "latin": (
        "甲乙丙。",
        "A hub in Ürümqi with Zürich and Lüliang on Straße; H²; 10µm at Orléans.",
    ),
    "signs": ("①重点任务：Ⅱ类场景覆盖3㎡机房，½完成，⑴落实，第㈡项，25℃……甲。", "Signs."),
    "radicals": ("推进⼤数据⽴法。", "A re\u0301sume\u0301, decomposed, of nu\u0308xing."),
}


@pytest.fixture
def found(run: Run, tiny: Path) -> Search:
    """The hits of a search over invented data with :data:`TEXTS`."""
    path = tiny / "provinces" / "hainan.yaml"
    records = "".join(SUMMARY.format(id=key, zh=zh, en=en) for key, (zh, en) in TEXTS.items())
    text = path.read_text("utf-8")
    assert text.count("initiatives:\n") == 1
    path.write_text(text.replace("initiatives:\n", f"initiatives:\n{records}"), "utf-8")

    def search(*arguments: str) -> Hits:
        result = run("search", *arguments, "-f", "json", "--data", tiny)
        assert (result.code, result.err.startswith("error")) == (0, False), result.err
        hits: Hits = json.loads(result.out)["hits"]
        return hits

    return search


@pytest.mark.parametrize(
    ("query", "record", "mark"),
    [
        ("Ürümqi", "latin", "Ürümqi"),
        ("urumqi", "latin", "Ürümqi"),
        ("Zürich", "latin", "Zürich"),
        ("Lüliang", "latin", "Lüliang"),
        ("luliang", "latin", "Lüliang"),
        ("lvliang", "latin", "Lüliang"),
        ("Straße", "latin", "Straße"),
        ("strasse", "latin", "Straße"),
        ("H²", "latin", "H²"),
        ("10µm", "latin", "10µm"),
        ("Orleans", "latin", "Orléans"),
        ("①重点", "signs", "①重点"),
        ("Ⅱ类", "signs", "Ⅱ类"),
        ("3㎡", "signs", "3㎡"),
        ("3m2", "signs", "3㎡"),
        ("½完成", "signs", "½完成"),
        ("⑴落实", "signs", "⑴落实"),
        ("第㈡项", "signs", "第㈡项"),
        ("25℃……甲", "signs", "25℃……甲"),
        ("⼤数据", "radicals", "⼤数据"),
        ("大数据", "radicals", "⼤数据"),
        ("立法", "radicals", "⽴法"),
        ("résumé", "radicals", "re\u0301sume\u0301"),
        ("re\u0301sume\u0301", "radicals", "re\u0301sume\u0301"),
        ("resume", "radicals", "re\u0301sume\u0301"),
        ("nüxing", "radicals", "nu\u0308xing"),
        ("A hub in\n    Ürümqi with Zürich [1]¶3 ¶4", "latin", "A hub in Ürümqi with Zürich"),
        ("* Summary: A hub in Ürümqi \\[1\\]…¶3", "latin", "A hub in Ürümqi"),
        ("Topics Data sharing", "latin", "Data sharing"),
        ("主题 数据共享", "signs", "数据共享"),
        ("gazette-2030¶3", "gazette-2030", "gazette-2030"),
        ("½完\n  成，⑴落\u200b实", "signs", "½完成，⑴落实"),
        ("推進⼤數據⽴法", "radicals", "推进⼤数据⽴法"),
        ("150,000,000", "revenue", "150000000"),
    ],
)
def test_a_text_is_found_however_its_characters_are_encoded(
    query: str, record: str, mark: str, found: Search
) -> None:
    hits = {hit["id"]: hit for hit in found(query)}
    assert record in hits
    hit = hits[record]
    assert mark in [hit["text"][start:end] for start, end in hit["matches"]]


@pytest.mark.parametrize(
    ("query", "text"),
    [("zhanlve", "战略"), ("zhanlue", "战略"), ("nuedai", "虐待"), ("lyujianguo", "吕建国"),
     ("lyuyou", "旅游"), ("nyuxing", "女性"), ("shujv", "数据"), ("qvyv", "区域"),
     ("xvqiu", "需求"), ("shanyu", "山雨"), ("lianyungang", "连云港"),
     ("zhanlu:e4", "战略"), ("lu:3 jian4guo2", "吕建国"), ("LYU Jianguo", "吕建国"),
     ("Lu Jianguo", "吕建国"), ("luyou", "旅游"), ("nuxing", "女性"), ("Shaanxi", "陕西"),
     ("lu'an", "六安"), ("Lu\u02bcan", "六安"), ("Xi’an", "西安"), ("xi’an", "西安")],
)  # fmt: skip
def test_pinyin_is_found_as_people_type_it(query: str, text: str) -> None:
    signs = Characters(text)
    assert matched_spans(text, query_terms(query, signs), signs) == ((0, len(text)),)


def test_surnames_and_places_have_their_own_readings() -> None:
    """Those of the sources; and what a traditional character is read as besides."""
    expected = (
        "单shan 仇qiu 解xie 区ou 查zha 盖ge 曾zeng 任ren 朴piao 翟zhai 阚kan 郇xun 祭zhai 员yun "
        "秘bi 逄pang 尉yu 覃qin 缪miao 冼xian 种chong 召shao 万mo 晟sheng 重chong 厦xia 六lu 亳bo "
        "丽li 台tai 长chang 番pan 莘xin 莘shen 浚xun 枞zong 铅yan 乐lao 涡guo 泌bi 犍qian 叶xie "
        "洞tong 埔bu 荥ying 珲hun 浒xu 漯ta 龟qiu 会kuai 乾qian"
    )
    table = character_table()
    assert not [r for r in expected.split() if r[1:] not in table.readings(fold(r[0]))]


def test_the_usual_reading_stands_first() -> None:
    usual = {"单": "dan", "会": "hui", "六": "liu", "重": "zhong", "长": "zhang", "乐": "le"}
    assert {sign: character_table().readings(sign)[0] for sign in usual} == usual


@cache
def taken_apart() -> list[str]:
    """Every character that Unicode takes apart; of the syllables of Hangul, all by one rule,
    some."""
    return [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.decomposition(sign) or ("가" <= sign <= "힣" and ord(sign) % 31 == 0)
    ]


def test_a_query_is_folded_as_the_text_is() -> None:
    for sign in taken_apart():
        text = f"甲{sign}丙 x{sign} 丁{sign}"
        assert units(fold_query(text)) == units(fold(text)), hex(ord(sign))


def test_a_character_of_compatibility_is_found_where_it_was_copied() -> None:
    """By itself and between others; all of one remainder, for each takes half a millisecond."""
    signs = Characters(())
    for sign in taken_apart()[3::13]:
        text = f"甲乙 {sign}丙 x{sign} 丁{sign}"
        wanted = query_terms(text, signs)
        copied = matched_spans(text, wanted, signs)
        # One span up to the last character; what is no part of a word may be left out there.
        assert [start for start, _ in copied] == [0], (hex(ord(sign)), sign)
        word = any(map(str.isalnum, fold(sign)))
        assert copied[0][1] == len(text) or not word, (hex(ord(sign)), sign)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_part_of_a_text_is_folded_as_the_text_is(one: str, two: str) -> None:
    assert fold(one + two) == fold(one) + fold(two)
    assert len(fold_origins(one)) == len(fold(one))
    assert fold_origins(one) == sorted(fold_origins(one))
    assert fold(one).count("\n") == one.count("\n")


def test_a_name_with_a_line_feed(found: Search, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    name = "en: Invented Leading Group of Hainan}"
    text = path.read_text("utf-8")
    assert name in text
    path.write_text(text.replace(name, 'en: "Invented\\nLeading\\nGroup"}'), "utf-8")
    assert found("leading group")[0]["text"] == "Invented Leading Group"
    assert {hit["id"] for hit in found("group 张三")} >= {"zhang-san"}


def test_a_record_that_is_taken_out_is_gone_at_once(found: Search, tiny: Path) -> None:
    assert found("⼤数据")
    path = tiny / "provinces" / "hainan.yaml"
    record = SUMMARY.format(id="radicals", zh=TEXTS["radicals"][0], en=TEXTS["radicals"][1])
    path.write_text(path.read_text("utf-8").replace(record, ""), "utf-8")
    assert not found("⼤数据")


def test_a_label_that_changes_is_followed_at_once(found: Search, tiny: Path) -> None:
    assert not found("甲子共享")
    path = tiny / "vocabulary" / "topics.yaml"
    path.write_text(path.read_text("utf-8").replace("数据共享", "甲子共享"), "utf-8")
    assert {"latin", "signs", "radicals"} <= {hit["id"] for hit in found("甲子共享", "-n", "0")}


def test_what_is_kept_changes_no_answer(
    found: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_CACHE", str(tmp_path / "cache"))
    queries = ("数据", "zhangsan", "hainan meeting", "虚构会议", "3㎡")
    first = [found(query, "-n", "0") for query in queries]
    kept = list((tmp_path / "cache").glob("datagov-*-search-*"))
    assert kept
    assert [found(query, "-n", "0") for query in queries] == first
    for path in kept:
        path.write_bytes(b"damaged")
    assert [found(query, "-n", "0") for query in queries] == first
    monkeypatch.setenv("DATAGOV_CACHE", "off")
    assert [found(query, "-n", "0") for query in queries] == first


def test_more_records_than_are_shown(found: Search) -> None:
    everything = found("虚构", "-n", "0")
    assert len(everything) > 2
    assert found("虚构", "-n", "2") == everything[:2]
    assert found("虚构", "-n", str(len(everything))) == everything
    assert found("虚构", "-n", "100000") == everything


def test_equals_stand_in_the_order_of_the_data(found: Search) -> None:
    hits = found("甲", "--in", "initiatives", "-n", "0")
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    equal = [hit["id"] for hit in hits if hit["score"] == hits[-1]["score"]]
    assert equal == sorted(equal, key=list(TEXTS).index)
