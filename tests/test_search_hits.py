"""What of a record is found, by which of its passages, and what is said where nothing fits."""

from __future__ import annotations

import pytest
from helpers import COUNTRY, TINY, copy, edit

from datagov_cli.base.errors import UsageError
from datagov_cli.queries.search import Answer, check_query, search
from datagov_cli.queries.search.chinese import character_table, fold, fold_query, syllables
from datagov_cli.queries.search.ranking import Hit
from datagov_cli.queries.search.tokens import is_han, stem
from datagov_cli.storage.store import Store

RIVALS = """\
    disputed:
      heads:
        - value: {person: {zh: 钱七, en: Qian Qi}, role: head, posts: [governor], as-of: "2029"}
          cite: [gazette-2030#2]
          anchors: [虚构]
        - value: {person: {zh: 孙八, en: Sun Ba}, role: head, posts: [governor], as-of: "2029"}
          cite: [gazette-2030#3]
          anchors: [虚构]
"""
TEXTS = {
    "a": ("“甲木”、“乙火”并行；丙土丁金。", "Two cities with a metre, a centre and organisation."),
    "b": ("丙土独行，戊水。", "Alpha beta delta: 12,345 boxes in one grey hub."),
    "c": ("己木与丁金。", "Gamma epsilon zeta eta theta."),
    "d": ("丁金。", "A gamma of its own."),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small invented data, with a dispute about heads, anchors and texts of its own."""
    data = tmp_path_factory.mktemp("hits") / "data"
    copy(TINY, data)
    copy(COUNTRY / "vocabulary", data / "vocabulary")
    hainan, xizang = data / "provinces" / "hainan.yaml", data / "provinces" / "xizang.yaml"
    edit(xizang, "      heads: {zh: 未提及组长。, en: No head is mentioned.}\n", "")
    edit(xizang, "    unknown:\n", f"{RIVALS}    unknown:\n")
    edit(hainan, "  - id: push\n", "  - id: gone\n    topics: [data-sharing]\n    mode: build\n"
         "    summary: {zh: 撤回之物。, en: Withdrawn thing.}\n    cite: [gazette-2030#2]\n"
         "    anchors: [虚构]\n    withdrawn:\n      date: '2030-04'\n"
         "      reason: {zh: 误植。, en: Misread.}\n"
         "  - id: push\n")  # fmt: skip
    edit(hainan, "An invented initiative.}\n    cite: [gazette-2030#2]\n    anchors: [虚构]",
         "An invented initiative.}\n    cite: [gazette-2030#2]\n    anchors: [独有锚]")  # fmt: skip
    edit(data / "national.yaml", "id: count", "id: five-or-more")
    edit(hainan, "policy: plan\n", "policy: plan\n"
         "    implied: {year: {zh: 据文号推得。, en: By its number.}}\n")  # fmt: skip
    records = "".join(
        f'  - id: {name}\n    topics: [data-sharing]\n    mode: orderly\n    summary: {{zh: "{zh}",'
        f' en: "{en}"}}\n    cite: [gazette-2030#1]\n    anchors: [虚构]\n'
        for name, (zh, en) in TEXTS.items()
    )
    edit(hainan, "initiatives:\n", f"initiatives:\n{records}")
    return Store(data)


def first(store: Store, query: str) -> Hit:
    return search(store, query).hits[0]


@pytest.mark.parametrize(
    ("query", "found", "text", "cite"),
    [
        ("王五", "heads wang-wu person disputed stated", "王五", "1"),
        ("赵六", "heads wang-wu person disputed stated", "赵六", "2"),
        ("钱七", "bodies group person disputed stated", "钱七", "2"),
        ("孙八", "bodies group person disputed stated", "孙八", "3"),
        ("xizang", "province xizang id known stated", "xizang", ""),
        ("海南", "province hainan short known stated", "海南", ""),
        ("独有锚", "initiatives push anchors known stated", "独有锚", "2"),
        ("虚构日报", "meetings meeting-1 via known stated", "虚构日报", "1"),
        ("2029-11", "policies plan history known stated", "2029-11", "3"),
        ("误植", "initiatives gone withdrawn known stated", "gone：已于2030-04撤回：误植。", ""),
        ("未提及", "bodies old-group established.note unknown stated", "未提及。", "2"),
        ("gazette-2030", "sources gazette-2030 id known stated", "gazette-2030", "0"),
        ("five-or-more", "statements five-or-more id known stated", "five-or-more", "1"),
        (
            "ai-core-industry-revenue",
            "targets revenue metric known stated",
            "ai-core-industry-revenue",
            "3",
        ),
        ("据文号推得", "targets revenue year.note known implied", "据文号推得。", "3"),
        ("旧虚构领导小组 王五", "heads wang-wu person disputed stated", "王五", "1"),
        ("超过5个", "statements five-or-more claim known stated", "虚构：超过5个。", "1"),
    ],
)
def test_a_hit_says_what_it_is_of_and_what_it_rests_on(
    query: str, found: str, text: str, cite: str, store: Store
) -> None:
    hit = first(store, query)
    assert (f"{hit.record} {hit.id} {hit.field} {hit.state} {hit.basis}", hit.text) == (found, text)
    assert " ".join(str(paragraph) for _, paragraph in hit.cite) == cite


def test_who_is_named_by_a_side_of_a_dispute_is_dated(store: Store) -> None:
    assert [side[:2] for side in first(store, "钱七").beside] == [["as-of", "2029"]]
    assert [key for key, *_ in first(store, "张三").beside] == ["role", "role-basis"]


def test_a_head_is_dated_and_a_source_that_relies_on_another_says_so(store: Store) -> None:
    assert first(store, "张三").as_of == "2030-02"
    assert first(store, "虚构会议").via == ["虚构日报", "Invented Daily"]


def test_a_record_is_found_by_the_name_of_another_that_it_refers_to(store: Store) -> None:
    found = {hit.id: hit.field for hit in search(store, "虚构计划").hits}
    assert found["revenue"] == "policy"


@pytest.mark.parametrize(
    ("query", "record", "marked"),
    [
        ("甲木乙火", "a", ["甲木”、“乙火"]),
        ("city", "a", ["cities"]),
        ("center", "a", ["centre"]),
        ("organization", "a", ["organisation"]),
        ("12345", "b", ["12,345"]),
        ("12,345", "b", ["12,345"]),
        ("土丁金 丙", "a", ["丙土丁金"]),
        ("丁金己木", "c", ["己木", "丁金"]),
        ("the alpha of delta", "b", ["Alpha", "delta"]),
        ("hub's", "b", ["hub"]),
    ],
)
def test_the_words_are_marked_where_they_stand(
    query: str, record: str, marked: list[str], store: Store
) -> None:
    hit = first(store, query)
    assert hit.id == record
    assert [hit.text[start:end] for start, end in hit.matches] == marked


def lacking(answer: Answer) -> list[str]:
    return [f"{hit.id}-{'/'.join(hit.missing)}" for hit in answer.hits]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("alpha beta gamma", ["b-gamma"]),
        ("beta delta gamma epsilon", ["c-beta/delta", "b-gamma/epsilon"]),
        ("beta nowhere", ["b-nowhere"]),
        ("nowhere", []),
    ],
)
def test_where_no_record_has_all_words_those_with_most_are_found(
    query: str, hits: list[str], store: Store
) -> None:
    found = lacking(search(store, query))
    assert len(found) == len(hits)
    assert all(one.startswith(other) for one, other in zip(found, hits, strict=True))


def test_of_more_than_six_words_each_is_looked_for_by_itself(store: Store) -> None:
    found = search(store, "beta delta alpha gamma epsilon eta zeta").hits
    assert {hit.id: len(hit.missing) for hit in found} == {"b": 6, "c": 6, "d": 6}
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    alone = {word: {hit.id: hit.score for hit in search(store, word).hits}
             for word in ("beta", "delta", "alpha")}  # fmt: skip
    best = max(scored["b"] for scored in alone.values())
    assert next(hit.score for hit in found if hit.id == "b") == best


def test_of_those_with_most_words_too_there_may_be_more(store: Store) -> None:
    query = "beta delta gamma epsilon"
    assert (len(search(store, query, limit=1).hits), search(store, query, limit=1).more) == (
        1,
        True,
    )
    assert not search(store, query, limit=2).more


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("gamna", 'did you mean "gamma"?'),
        ("zhangsam", 'did you mean "张三"?'),
        ("浙江", "no data on Zhejiang (浙江省) yet"),
        ("qqqq", "try another word"),
        ("家木", 'did you mean "甲木"?'),
    ],
)
def test_a_hint_says_what_to_ask_instead(query: str, hint: str, store: Store) -> None:
    answer = search(store, query)
    assert answer.hits == []
    assert answer.hint is not None
    assert hint in answer.hint.en


def test_a_hint_names_the_limits_that_left_nothing(store: Store) -> None:
    for limits in ({"kinds": ("policies",)}, {"provinces": ("xizang",)}):
        answer = search(store, "epsilon", **limits)  # type: ignore[arg-type]
        assert answer.hint is not None
        assert "without --kind, --province" in answer.hint.en
    assert search(store, "epsilon", provinces=()).hits == []


def test_a_query_has_a_length() -> None:
    assert check_query(["  a\n", "b "]) == "a b"
    assert len(check_query(["字" * 500])) == 500
    with pytest.raises(UsageError, match="longer than 500"):
        check_query(["字" * 501])


def test_letters_are_compared_as_they_are_read() -> None:
    assert [fold(sign) for sign in ("É", "Ü", "ｕ", "ʼ", "_", "…", "\u200b", "Ⅱ", "數")] == [
        "e", "ü", "u", "'", " ", "…", "", "ii", "数",
    ]  # fmt: skip
    assert [fold_query(query) for query in ("nu\u0308", "lu:", "LÜ")] == ["nü", "lü", "lü"]
    assert all(map(is_han, ("中", "\u3400", "\uf900", "\U00020000")))
    assert not any(map(is_han, ("a", "é", "1", "。", "")))
    words = ("cities", "boxes", "classes", "status", "analyzes", "centres", "news")
    assert [stem(word) for word in words] == [
        "city", "box", "class", "status", "analyse", "center", "new",
    ]  # fmt: skip


def test_a_word_of_pinyin_is_read_in_few_ways_the_longest_syllables_first() -> None:
    known = character_table().syllables
    assert syllables("xian", known)[:3] == [["xian"], ["xia", "n"], ["xi", "an"]]
    assert len(syllables("xianxianxianxian", known)) == 8
