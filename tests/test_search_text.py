"""Search finds text that was copied from an answer, and follows the data at once."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import Run
from hypothesis import given
from hypothesis import strategies as st

from datagov_cli.queries.search.chinese import fold, fold_origins
from datagov_cli.queries.search.query_terms import Characters, query_terms
from datagov_cli.queries.search.ranking import matched_spans

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
     ("xvqiu", "需求"), ("shanyu", "山雨"), ("lianyungang", "连云港")],
)  # fmt: skip
def test_pinyin_is_found_as_people_type_it(query: str, text: str) -> None:
    signs = Characters(text)
    assert matched_spans(text, query_terms(query, signs), signs) == ((0, len(text)),)


def test_a_character_of_compatibility_is_found_where_it_was_copied() -> None:
    """Every character that Unicode takes apart, by itself and between others; of the 11,172
    syllables of Hangul, which are all taken apart by one rule, some."""
    signs = Characters(())
    for code in range(sys.maxunicode + 1):
        sign = chr(code)
        if not unicodedata.decomposition(sign) and not ("가" <= sign <= "힣" and code % 31 == 0):
            continue
        text = f"甲乙 {sign}丙 x{sign} 丁{sign}"
        wanted = query_terms(text, signs)
        copied = matched_spans(text, wanted, signs)
        # One span up to the last character; what is no part of a word may be left out there.
        assert [start for start, _ in copied] == [0], (hex(code), sign)
        word = any(map(str.isalnum, fold(sign)))
        assert copied[0][1] == len(text) or not word, (hex(code), sign)


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
