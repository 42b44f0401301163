"""Lineage, groups of a map, frames, names of provinces, how far sources reach: each by itself."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import Any

import pytest
from helpers import COUNTRY, TINY, invented_source
from test_body_fields import body, director, regulation
from test_record_fields import WITHDRAWN, province_of

from datagov_cli.base.errors import UsageError
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    KNOWN,
    LAST_KNOWN,
    NOT_KNOWN,
    UNKNOWN,
    Citation,
    OnDay,
    Text,
    Value,
)
from datagov_cli.queries.bins import bins_of
from datagov_cli.queries.fields import FIELDS
from datagov_cli.queries.frames import HTML_ROWS, Tabular
from datagov_cli.queries.last_stated import (
    Publications,
    accounts_without_later_notes,
    standing,
    weakest,
)
from datagov_cli.queries.lineage import body_generations, policy_generations
from datagov_cli.queries.provinces import Provinces
from datagov_cli.queries.value_text import headship, target_text
from datagov_cli.storage.store import Store

DAY = FuzzyDate.parse


def ids(generations: list[list[Any]]) -> list[list[str]]:
    return [[record.about.id for record in each] for each in generations]


def test_generations_stand_oldest_first_and_withdrawn_ones_not_at_all() -> None:
    names = ("一", "二", "三", "四")
    chain = [regulation("一"), *(regulation(new, supersedes=old)
             for old, new in pairwise(names))]  # fmt: skip
    province = province_of(policies=[*chain, regulation("五", supersedes="三")])
    for policy in province.policies[:3]:
        assert ids(policy_generations(province, policy)) == [["一"], ["二"], ["三"], ["四", "五"]]
    gone = province_of(policies=[{**chain[0], **WITHDRAWN}, chain[1]])
    assert ids(policy_generations(gone, gone.policies[1])) == [["二"]]
    bodies = [body("旧", "exchange"), body("新", "exchange", predecessor="旧")]
    followed = province_of(bodies=bodies)
    assert ids(body_generations(followed, followed.bodies[1])) == [["旧"], ["新"]]


def test_policies_that_supersede_each_other_end() -> None:
    province = province_of(policies=[regulation("一", supersedes="二"),
                                     regulation("二", supersedes="一")])  # fmt: skip
    assert ids(policy_generations(province, province.policies[0])) == [["二"], ["一"]]


def test_up_to_five_dates_and_as_many_terms_as_letters_are_bins_of_their_own() -> None:
    dates = [Value(KNOWN, DAY(date)) for date in ("2020", "2020-05", "2021", "2021~", "2022")]
    bins = bins_of(FIELDS["body.established"], [*dates, Value(UNKNOWN)])
    assert [(each.letter, len(each.values)) for each in bins] == [(letter, 1) for letter in "ABCDE"]
    terms = [Value(KNOWN, f"term-{number}") for number in range(27)]
    assert len(bins_of(FIELDS["kind"], terms[:26])) == 26
    with pytest.raises(UsageError, match="27 different values"):
        bins_of(FIELDS["kind"], terms)


class Rows(Tabular):
    def __init__(self, *values: Any) -> None:
        self.values = values

    def to_dicts(self) -> list[dict[str, Any]]:
        return [{"a<": value} for value in self.values]


def test_a_notebook_shows_nought_but_nothing_for_none() -> None:
    shown = Rows(0, None, "<b>\x1b")._repr_html_()
    assert "<th>a&lt;</th>" in shown
    assert "<td>0</td></tr><tr><td></td></tr><tr><td>&lt;b&gt;" in shown
    assert "\x1b" not in shown
    assert "rows</p>" not in Rows(*range(HTML_ROWS))._repr_html_()
    assert "<p>60 of 61 rows</p>" in Rows(*range(61))._repr_html_()
    assert Rows(*range(61))._repr_html_().count("<td>") == 60
    assert Rows()._repr_html_().startswith("<table><thead><tr></tr>")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_names_the_library_that_it_needs(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"{library} is not installed"):
        getattr(Rows(1), f"to_{library}")()


def test_provinces_are_named_by_themselves_and_by_text() -> None:
    store = Store(TINY)
    provinces, hainan = Provinces(store), store.province("hainan")
    assert provinces.named(hainan) == provinces.named([hainan]) == {"hainan": hainan}
    assert provinces.named("海南,tibet,CN-HI") == {"hainan": None, "xizang": None}
    assert provinces.named([hainan, "hainan"]) == {"hainan": hainan}
    assert list(provinces.named(None)) == ["hainan", "xizang"]
    assert provinces.named("全国", national=True) == {"national": None}
    assert len(provinces) == 2


def published(**dates: str | None) -> Publications:
    sources = {name: invented_source(id=name, published=DAY(date) if date else None)
               for name, date in dates.items()}  # fmt: skip
    return Publications(sources.__getitem__)


def test_of_rough_days_of_publication_the_one_that_ends_last_is_the_last() -> None:
    cites = [Citation(name, 1) for name in ("year", "month", "none")]
    assert str(published(year="2030", month="2030-03", none=None).last(cites)) == "2030"
    given = Value(KNOWN, DAY("2029"))
    assert str(published(none=None).last(cites[2:], given, None)) == "2029"
    assert published(none=None).last(cites[2:]) is None
    repost = invented_source(id="none", via_published=DAY("2031"))
    assert str(Publications(lambda _: repost).last(cites[2:], given)) == "2031"


@pytest.mark.parametrize(
    ("day", "last", "known", "age"),
    [
        ("2030-03-01", "2030-03-01", KNOWN, None),
        ("2030-03-02", "2030-03-01", LAST_KNOWN, (1, 1)),
        ("2030-03", "2030-03-01", LAST_KNOWN, (0, 30)),
        ("2030-04", "2030-03", LAST_KNOWN, (1, 60)),
        ("2030-02", "2030-03", KNOWN, None),
        ("2030-02", None, LAST_KNOWN, None),
    ],
)
def test_how_old_what_is_last_stated_is(
    day: str, last: str | None, known: str, age: tuple[int, int] | None
) -> None:
    found = standing(DAY(day), DAY(last) if last else None)
    assert (found.standing, found.age) == (known, age)


def test_together_records_are_as_sure_as_the_least_sure() -> None:
    older, newer = OnDay(LAST_KNOWN, (30, 40), "2029"), OnDay(LAST_KNOWN, (10, 60), "2030")
    assert weakest([newer, None, older, OnDay(KNOWN)]) == older.replace(age=(30, 60))
    assert weakest([older, OnDay(LAST_KNOWN, (5, None))]) == older.replace(age=(30, None))
    assert weakest([older, OnDay(NOT_KNOWN)]) == OnDay(NOT_KNOWN)
    assert weakest([None]) is None


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("2030年有变。", True),
        ("2030年3月有变。", False),
        ("2030年2月28日有变。", True),
        ("2030-03-01 it changed.", False),
        ("No. 2030123 tells nothing.", True),
        ("In 2031 it changed.", False),
    ],
)
def test_a_note_that_tells_of_a_later_day_is_left_out(note: str, kept: bool) -> None:
    for text in (Text(note, "None."), Text("无。", note)):
        (told,) = accounts_without_later_notes(
            {"x": Value(UNKNOWN, note=text)}, DAY("2030-02")
        ).values()
        assert (told.note == text) is kept


def test_who_heads_a_body_is_told_with_role_and_date() -> None:
    inferred = {"as-of": {"zh": "推断。", "en": "Inferred."}}
    heads = [director("甲", "2029-05"), director("乙", "2029", implied=inferred)]
    (bureau,) = province_of(bodies=[body("局", "exchange", heads=heads)]).bodies
    said = [headship(head, Store(COUNTRY)).en for head in bureau.heads]
    assert ["as of 2029-05" in said[0], "implied" in said[0]] == [True, False]
    assert "as of 2029, date implied" in said[1]


def test_a_figure_written_in_english_is_told_in_chinese_as_chinese_writes_it() -> None:
    target = {"id": "t", "metric": "ai-core-industry-revenue", "relation": "reach",
              "value": 10_000_000_000, "unit": "CNY", "as-written": "10 billion yuan",
              "basis": "target", "cite": ["gazette-2030#1"], "anchors": ["x"]}  # fmt: skip
    (english,) = province_of(targets=[target]).targets
    (chinese,) = province_of(targets=[{**target, "as-written": "一百亿元"}]).targets
    said = [target_text(each, Store(COUNTRY)).zh for each in (english, chinese)]
    assert [text[-4:] for text in said] == ["00亿元", "一百亿元"]
