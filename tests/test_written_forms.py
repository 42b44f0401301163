"""``verify``: what follows from the words of a paragraph, and what does not.

Each leniency stands beside a wrong name, day or figure that it must not let through.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from helpers import TEXTS, Run, edit

from datagov_cli.curation.written_forms import (
    bodies_given,
    date_given,
    day_given,
    even,
    figure_given,
    name_given,
    number_given,
    title_given,
    weekday_given,
)

PROVINCE = ("海南省", "海南")


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        # Traditional characters, and readings that a page puts after characters.
        ("海南省数据局", "海南省數據局", True),
        ("海南省数据局", "海南省數(shù)據(jù )局", True),
        ("海南省数据局", "海(hai)南(nan)(nan)省數據局", True),
        ("海南省数据局", "海南省數(shù)字局", False),
        ("高质量发展", "高品質發展", True),
        ("高质量发展", "高速度發展", False),
        # In English, as words of their own.
        ("Li Si", "chaired by LI SI, secretary", True),
        ("Li Si", "chaired by Li  Si.", True),
        ("Li Si", "an analysis of Li Sichuan", False),
        ("Li Si", "chaired by Li Wu", False),
        # Without the province or the party; organs in short.
        ("海南省人民政府", "省政府印发", True),
        ("海南省人民政府", "各级政府印发", False),
        ("中共海南省委", "海南省委印发", True),
        ("中共海南省委", "市委印发", False),
        ("海南省第七届人民代表大会常务委员会第九次会议", "省七届人大常委会第九次会议", True),
        ("海南省第七届人民代表大会常务委员会第九次会议", "省六届人大常委会第九次会议", False),
        ("海南省第七届人民代表大会常务委员会第九次会议", "省七届人大常委会第八次会议", False),
        # Only remarks in brackets may stand elsewhere.
        ("虚构规划（试行）", "试行的虚构规划", True),
        ("甲市、乙市规划", "乙市规划与甲市", False),
        # Brackets and dashes are of one kind.
        ("虚构规划（2023—2025年）", "虚构规划(2023-2025年)", True),
        ("虚构规划（2023—2025年）", "虚构规划[2023～2025年]", True),
        ("虚构规划（2023—2025年）", "虚构规划(2023-2026年)", False),
    ],
)
def test_names(name: str, text: str, held: bool) -> None:
    assert name_given((name,), PROVINCE)(even(text)) is held


@pytest.mark.parametrize(
    ("title", "text", "held"),
    [
        ("海南省人民政府关于加快虚构的意见", "印发《加快虚构的意见》", True),
        ("中共海南省委 海南省人民政府关于加快虚构的意见", "关于加快虚构的意见", True),
        ("海南省人民政府关于加快虚构的意见", "印发《加快实干的意见》", False),
        ("关于虚构的意见", "海南省政府实干的意见", False),
    ],
)
def test_titles_without_the_bodies_in_front(title: str, text: str, held: bool) -> None:
    assert title_given((title,), PROVINCE)(even(text)) is held


@pytest.mark.parametrize(
    ("bodies", "text", "held"),
    [
        ("海南省发展和改革委员会、海南省数据局", "省数据局、省发展和改革委员会", True),
        ("海南省发展和改革委员会、海南省数据局", "省发展和改革委员会、省教育厅", False),
        ("中共海南省委 海南省人民政府", "海南省委、省政府印发", True),
        ("中共海南省委 海南省人民政府", "省政府印发", False),
        ("海南省教育厅和海南省数据局", "省数据局会同省教育厅", True),
        ("海南省教育厅和海南省数据局", "省数据局会同省财政厅", False),
        ("海南省发展和改革委员会", "发展很快；海南省改革委员会", False),
        ("、", "海南省", False),
    ],
)
def test_bodies_that_issue_together(bodies: str, text: str, held: bool) -> None:
    assert bodies_given((bodies,), PROVINCE)(even(text)) is held


@pytest.mark.parametrize(
    ("number", "text", "held"),
    [
        ("琼发〔2023〕98号", "瓊發[2023]98號", True),
        ("琼发〔2023〕98号", "琼发（2023） 98 号", True),
        ("琼发〔2023〕98号", "琼发〔2023〕99号", False),
        ("琼发〔2023〕98号", "琼发202398号", False),
        ("公告第三十一号", "公告（第三十一号）", True),
        ("公告第三十一号", "公告\0(第三十一号)", True),
        ("公告第三十一号", "公告（第三十二号）", False),
        ("海南省人民政府令第148号", "省政府第148号令", True),
        ("海南省人民政府令第148号", "省政府第147号令", False),
        ("第8号", "第18号", False),
    ],
)
def test_numbers_of_documents(number: str, text: str, held: bool) -> None:
    text = "\0".join(map(even, text.split("\0")))
    assert number_given(number, PROVINCE)(text) is held


@pytest.mark.parametrize(
    ("date", "text", "held"),
    [
        ("2024-01-04", "BEIJING, Jan. 4, 2024", True),
        ("2024-01-04", "on January 4th, 2024", True),
        ("2024-01-04", "on 4 January 2024", True),
        ("2024-01-04", "the 4th of January, 2024", True),
        ("2024-01-04", "Updated: January 5, 2024. BEIJING, Jan. 4 --", True),
        ("2024-01-04", "January 14, 2024", False),
        ("2024-01-04", "January 4, 2023; see the report of 2024", False),
        ("2024-01-04", "4 January 2023; see the report of 2024", False),
        ("2024-01-04", "June 4, 2024", False),
        ("2024-03-31", "2024: March 31", True),
        ("2024-03-31", "2024: march 310", False),
        ("2024-05-04", "2024: they may 40 times", False),
        ("2024-04", "in April 2024", True),
        ("2024-04", "on April 9, 2024", True),
        ("2024-04", "in April; the report of 2024", True),
        ("2024-04", "in April 2023; the report of 2024", False),
        ("2024-05", "it may be in 2024", False),
        ("2025-05-28", "二〇二五年五月二十八日", True),
        ("2025-05-28", "二○二五年五月二十八日", True),
        ("2025-05-20", "二〇二五年五月二十日", True),
        ("2025-05-28", "二〇二五年五月二十七日", False),
        ("2025-05-08", "二〇二五年五月二十八日", False),
        ("2025-05", "二〇二五年五月", True),
        ("2025-11-10", "二〇二五年十一月十日", True),
        ("2025-01-10", "二〇二五年十一月十日", False),
        ("2025", "二〇二五年", True),
        ("2025", "二〇二四年", False),
        # A clock time after a day is not a part of it.
        ("2021-04-30", "日期: 2021-04-30 11:16", True),
        ("2021-04-03", "日期: 2021-04-30 11:16", False),
    ],
)
def test_days_in_english_and_in_numerals(date: str, text: str, held: bool) -> None:
    assert date_given(date)(even(text)) is held


def test_days_without_a_year() -> None:
    assert day_given(5, 28)(even("2025-05-28"))
    assert day_given(5, 28)(even("May 28, 2025"))
    assert day_given(5, None)(even("12月；5月"))
    assert not day_given(5, 28)(even("5月29日"))
    assert not day_given(2, None)(even("12月"))


@pytest.mark.parametrize(
    ("date", "published", "text", "held"),
    [
        ("2024-12-30", "2024-12-31", "released on Monday", True),
        ("2024-12-31", "2024-12-31", "released on Monday", False),
        ("2024-12-23", "2024-12-31", "released on Monday", False),
        ("2024-12-23", "2024-12-30", "released on Monday", False),
        ("2024-12-24", "2024-12-30", "released on Tuesday", True),
        ("2024-12-30", "2024-12-29", "released on Monday", False),
        ("2024-12", "2024-12-31", "released on Monday", False),
        ("2024-12-30", "2024-12", "released on Monday", False),
    ],
)
def test_weekdays(date: str, published: str, text: str, held: bool) -> None:
    given = weekday_given(date, published)
    assert bool(given and given(even(text))) is held


@pytest.mark.parametrize(
    ("figure", "text", "translated", "held"),
    [
        ("20%", "by 20 percent", False, True),
        ("20%", "by 20 per cent", False, True),
        ("20%", "by 120 percent", False, False),
        ("20%", "by 20 persons", True, False),
        ("5个", "共5个", False, True),
        ("5个", "共15个", False, False),
        ("5个", "共1.5个", False, False),
        ("300个", "more than 300 typical uses", True, True),
        ("300个", "more than 300 typical uses", False, False),
        ("300个", "more than 3,300 typical uses", True, False),
        ("12个", "in twelve sectors", True, True),
        ("12个", "in eleven sectors", True, False),
        ("2个", "in two sectors", True, True),
        ("20个", "in twenty sectors", True, True),
        ("5", "共5，另有", False, True),
        ("5", "共5,000", False, False),
        ("5", "共5.5", False, False),
        ("4000亿元", "about 400 billion yuan", True, True),
        ("4000亿元", "about 40 billion yuan", True, False),
        ("12000亿元", "about 1,200 billion yuan", True, True),
        ("5.86万亿元", "5.86 trillion yuan", True, True),
        ("1200户", "more than 1,200 firms", True, True),
        ("40万家", "400,000 firms", True, True),
        ("40万家", "40,000 firms", True, False),
        ("1" + "万" * 9, "1", True, False),
    ],
)
def test_figures(figure: str, text: str, translated: bool, held: bool) -> None:
    assert figure_given(figure, translated)(even(text)) is held


# --- what the sources of a record add -----------------------------------------------------------


def unanchored(run: Run) -> list[str]:
    """The parts that the answer calls unanchored."""
    out = run("verify", "--data", "tiny", "--snapshots", "texts", "-f", "json").out
    return [part for result in json.loads(out)["results"] for part in result["unanchored"]]


def lengthen(data: Path, text: str) -> None:
    """Add a sentence to the second paragraph of the invented source, that of ``li-si``."""
    longer = f"{TEXTS[2]}{text}"
    digests = [sha256(each.encode("utf-8")).hexdigest() for each in (TEXTS[2], longer)]
    edit(data / "sources" / "gazette-2030.yaml", *digests)
    Path("texts/gazette.txt").write_text("\n".join([*TEXTS[:2], longer, TEXTS[3]]), "utf-8")


@pytest.mark.parametrize(
    ("as_of", "held"),
    [("2030-03-01", True), ("2030-03", True), ("2030-03-02", False), ("2030-04", False)],
)
def test_a_record_may_hold_as_of_publication(
    as_of: str, held: bool, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'as-of: "2029-12-31"', f'as-of: "{as_of}"')
    assert unanchored(run) == ([] if held else [f"as-of: {as_of}"])


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("2030年3月1日，共5个。", []),
        ("2030年3月，共5个。", []),
        ("2030年3月2日，共5个。", ["claim: 2030年3月2日"]),
    ],
)
def test_a_claim_may_name_the_day_as_of_which_it_holds(
    words: str, wrong: list[str], snapshots: Path, run: Run
) -> None:
    path = snapshots / "national.yaml"
    edit(path, "    kind: count\n", '    kind: count\n    as-of: "2030-03-01"\n')
    edit(path, "zh: 虚构：超过5个。", f"zh: {words}")
    assert unanchored(run) == wrong


@pytest.mark.parametrize(
    ("summary", "wrong"),
    [
        ("据2029年12月31日的话，另见12月28日。", ["summary: 12月28日"]),
        ("据2028年12月28日的话。", []),
        ("据2029年12月31日的话，次日即12月31日。", []),
        ("据2029年12月31日的话，另见12月30日。", ["summary: 12月30日"]),
        ("增长20%以上。", ["summary: 20%"]),
        ("增长7.8%提速。", ["summary: 7.8%"]),
        ("13月的事。", ["summary: 13月"]),
        ("建设“虚构城”。", ["summary: 虚构城"]),
    ],
)
def test_days_and_figures_of_a_summary(
    summary: str, wrong: list[str], snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "summary: {zh: 虚构举措", f"summary: {{zh: {summary}")
    text = path.read_text("utf-8")
    start = text.index("  - id: push")
    cite = text.index("cite: [", start)
    path.write_text(f"{text[:cite]}cite: [gazette-2030#2, {text[cite + 7 :]}", "utf-8")
    lengthen(snapshots, "2028年12月28日的事。")
    assert unanchored(run) == wrong


@pytest.mark.parametrize(
    ("written", "open_years", "text", "held"),
    [
        ("", False, "1月4日", False),
        ("", True, "1月4日", True),
        ("", False, "2024年的1月4日", True),
        ("年初", False, "年初", False),
        ("年初", True, "年初", True),
        ("年初", False, "2024年的年初", True),
    ],
)
def test_a_day_without_its_year_needs_one_elsewhere_or_a_ground(
    written: str, open_years: bool, text: str, held: bool
) -> None:
    assert date_given("2024-01-04", written, open_years)(even(text)) is held


def test_only_the_day_for_which_a_record_holds_may_be_that_of_its_source(
    snapshots: Path, run: Run
) -> None:
    edit(snapshots / "provinces" / "hainan.yaml", 'date: "2030-02"', 'date: "2030-03-01"')
    assert unanchored(run) == ["date: 2030-03-01"]


def test_a_report_may_call_a_day_by_its_weekday(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, 'date: "2030-02"', 'date: "2030-02-28"\n    cite-for: {date: [gazette-2030#2]}')
    assert unanchored(run) == ["date: 2030-02-28"]
    lengthen(snapshots, " on Thursday.")
    assert unanchored(run) == []


def test_a_number_may_go_on_in_the_next_paragraph(snapshots: Path, run: Run) -> None:
    """In the order of the page, whichever of the two is cited first."""
    path, source = (
        snapshots / name for name in ("provinces/hainan.yaml", "sources/gazette-2030.yaml")
    )
    texts = [TEXTS[0], f"{TEXTS[1]}虚〔2031〕", f"9号。{TEXTS[2]}", TEXTS[3]]
    for old, new in zip(TEXTS, texts, strict=True):
        if old != new:
            edit(source, *(sha256(each.encode("utf-8")).hexdigest() for each in (old, new)))
    Path("texts/gazette.txt").write_text("\n".join(texts), "utf-8")
    edit(path, "doc-number: 虚〔2030〕1号", "doc-number: 虚〔2031〕9号\n"
         "    cite-for: {doc-number: [gazette-2030#2, gazette-2030#1]}")  # fmt: skip
    assert unanchored(run) == []


def test_a_page_in_english_counts_in_its_own_words(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "summary: {zh: 虚构举措", "summary: {zh: 建设“虚构城”，共300个")
    lengthen(snapshots, " more than 300 typical uses.")
    source = snapshots / "sources" / "gazette-2030.yaml"
    assert unanchored(run) == ["summary: 虚构城", "summary: 300个"]
    other = source.read_text("utf-8").replace("id: gazette-2030", "id: english-2030")
    other = other.replace("language: zh", "language: en")
    (source.parent / "english-2030.yaml").write_text(other, "utf-8")
    text = path.read_text("utf-8")
    at = text.index("cite: [", text.index("  - id: push"))
    path.write_text(f"{text[:at]}cite: [english-2030#2, {text[at + 7 :]}", "utf-8")
    # The other source cited is in Chinese, so what it quotes can be looked for.
    assert unanchored(run) == ["summary: 虚构城"]


def test_quotation_marks_in_a_translation_are_the_editors(snapshots: Path, run: Run) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    edit(path, "summary: {zh: 虚构举措", "summary: {zh: 建设“虚构城”，共6个")
    assert unanchored(run) == ["summary: 虚构城", "summary: 6个"]
    edit(snapshots / "sources" / "gazette-2030.yaml", "language: zh", "language: en")
    assert unanchored(run) == ["summary: 6个"]


@pytest.mark.parametrize(
    ("name", "written", "held"),
    [
        ("甲州交易所", "甲州、乙州交易所", True),
        ("丙州交易所", "甲州、乙州交易所", False),
        ("甲州交易市场", "甲州、乙州交易所", False),
    ],
)
def test_a_name_among_several_that_end_alike(
    name: str, written: str, held: bool, snapshots: Path, run: Run
) -> None:
    path = snapshots / "provinces" / "hainan.yaml"
    old = "    name: {zh: 海南省旧虚构领导小组, en: Old Invented Leading Group of Hainan}\n"
    edit(path, old, f"    name: {{zh: {name}, en: X}}\n    as-written: {written}\n")
    lengthen(snapshots, f"{written}。")
    assert unanchored(run) == ([] if held else [f"name: {name}"])
