"""Lines break as readers of Chinese and of English expect, and nothing is lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datagov_cli.base.text_width import cells
from datagov_cli.render import OutputStyle, render
from datagov_cli.render.line_breaks import breaks
from datagov_cli.views import Column, Entry, Grid, Table, View


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *breaks(text, width), len(text)])]


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        ("共享数据，开放数据", 8, ["共享数", "据，开放", "数据"]),
        ("共享、开放数据", 6, ["共享、", "开放数", "据"]),
        ("安徽省“数字江淮”组", 12, ["安徽省“数字", "江淮”组"]),
        ("公布《数据条例》", 6, ["公布", "《数据", "条例》"]),
        ("推断（来源未说）。", 10, ["推断（来源", "未说）。"]),
        ("创新区2025年工作", 8, ["创新区", "2025年工", "作"]),
        ("交易额超过10,000,000,000元", 16, ["交易额超过", "10,000,000,000元"]),
        ("stated [1]¶2 ¶5", 12, ["stated ", "[1]¶2 ¶5"]),
        ("stated [12]…¶2 …¶5 ¶6", 10, ["stated ", "[12]…¶2 ", "…¶5 ¶6"]),
        ("(as of 2025-04-18)", 12, ["(as of ", "2025-04-18)"]),
        ("ai-core-industry-revenue", 18, ["ai-core-industry-", "revenue"]),
        ("ai-core-industry-revenue", 8, ["ai-core-", "industry", "-revenue"]),
        ("https://example.org/1", 10, ["https://ex", "ample.org/", "1"]),
    ],
)
def test_a_text_breaks_here(text: str, width: int, broken: list[str]) -> None:
    assert lines(text, width) == broken


SIGNS = st.text("数据。，、；：（）《》“”0123456789 ¶[]…ab.-", max_size=60)


@given(SIGNS, st.integers(12, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    broken = lines(text, width)
    assert "".join(broken) == text
    assert all(cells(line.rstrip()) <= width for line in broken)


#: Sentences as they are, whose runs of signs are shorter than a line.
PARTS = "数据 共享 2025年 240亿元 Leading （推断） 《条例》 “数字” 数据， 共享。 条例、"
SENTENCES = st.lists(st.sampled_from([*PARTS.split(), " ", " [1]¶2 ¶5 "]), max_size=25).map("".join)


@given(SENTENCES, st.integers(20, 40))
def test_marks_numbers_and_citations_stay_where_they_belong(text: str, width: int) -> None:
    for before, after in pairwise(lines(text, width)):
        assert not re.match("[，。、）》”]", after), (before, after)
        assert not re.search("[（《“]$", before), (before, after)
        assert not (re.search(r"\d$", before) and re.match(r"[\d年亿]", after)), (before, after)
        assert not (before.endswith("]") and after.startswith("¶")), (before, after)


def test_short_cells_break_between_words_before_rows_become_cards() -> None:
    row = list(map(Entry, ["贵州省 Guizhou", "2025 (implied)", "10,000", "[P1] (implied)"]))
    foldable = [Column(label, fold=True) for label in ("Province", "Year")]
    columns = [*foldable, Column("Value", right=True), Column("Policy", fold=True)]
    view = View(dict, lambda: Table([], []), lambda: [Grid(columns, [row])])
    assert "".join(render(view, "text", OutputStyle(width=40))) == (
        "Province  Year        Value  Policy\n"
        "贵州省    2025       10,000  [P1]\n"
        "Guizhou   (implied)          (implied)\n"
    )
    assert "".join(render(view, "text", OutputStyle(width=39))).startswith("  贵州省 Guizhou\n")
