"""Properties of charts, maps, classes, chains and footnotes that hold for every input."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import COUNTRY, invented_source
from hypothesis import given
from hypothesis import strategies as st

from datagov_cli.api import Knowledge
from datagov_cli.base.errors import UsageError
from datagov_cli.base.text_width import cells
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.model.records import KNOWN, NOT_APPLICABLE, UNKNOWN, Policy, Text, Value
from datagov_cli.model.sources import Source
from datagov_cli.queries.bins import MAX_BINS, bins_of
from datagov_cli.queries.fields import FIELDS
from datagov_cli.queries.lineage import policy_generations
from datagov_cli.queries.provenance.footnote import entry, footnote
from datagov_cli.render.drawing import bar, draw
from datagov_cli.storage.store import Store
from datagov_cli.views import Bar, Bars, Tile, Tiles
from datagov_cli.views.map import PLACES

amounts = st.floats(min_value=0, max_value=1e15, allow_nan=False)
rooms = st.integers(min_value=1, max_value=200)
words = st.text(st.sampled_from("ab 云南省0-"), max_size=40).map(str.strip)


def eighths(drawn: str) -> int:
    return sum(8 - "█▉▊▋▌▍▎▏".index(character) for character in drawn)


@given(amounts, amounts, amounts, rooms)
def test_a_bar_is_as_long_as_its_value(one: float, two: float, more: float, room: int) -> None:
    longest = max(one, two, more)
    first, second = bar(one, longest, room), bar(two, longest, room)
    assert len(first) <= room
    assert (one > 0) == bool(first)
    if one <= two:
        assert eighths(first) <= eighths(second)
    if one > 0:
        assert abs(eighths(first) - one / longest * room * 8) <= 1
    if longest > 0:
        assert bar(longest, longest, room) == "█" * room


@given(
    st.lists(st.builds(Bar, words, amounts, words, words), max_size=6),
    st.integers(min_value=20, max_value=200),
)
def test_bars_fit_and_say_every_word(bars: list[Bar], width: int) -> None:
    lines = ["".join(text for text, _ in line) for line in draw(Bars(bars), width)]
    assert all(cells(line) <= width for line in lines)
    said = "".join(lines).replace(" ", "")
    for one in bars:
        for word in (one.label, one.figure, one.marks):
            assert word.replace(" ", "") in said


@given(st.integers(min_value=20, max_value=200), st.sampled_from(["A", "B*", "?", "··", "–", ""]))
def test_the_map_fits_and_has_every_tile(width: int, mark: str) -> None:
    tiles = [
        Tile(*PLACES[d.iso3166_2[3:]], d.short, d.iso3166_2[3:], mark) for d in DIVISIONS.values()
    ]
    text = ["".join(piece for piece, _ in line) for line in draw(Tiles(tiles), width)]
    assert all(cells(line) <= width for line in text)
    joined = "\n".join(text)
    assert all(tile.name in joined or tile.code in joined for tile in tiles)
    assert not mark or joined.split().count(mark) == len(DIVISIONS)


def test_the_map_has_a_place_for_every_division_and_no_other() -> None:
    assert set(PLACES) == {d.iso3166_2.removeprefix("CN-") for d in DIVISIONS.values()}
    assert len(set(PLACES.values())) == len(PLACES) == 34


@pytest.mark.parametrize(
    "pair",
    ["HL JL", "JL LN", "HE HA", "SX HA", "HA HB", "HB HN", "HN GD", "CQ GZ", "GZ GX", "XJ XZ",
     "BJ TJ", "SD AH", "JS ZJ", "JX FJ", "GX HI", "SC YN", "NM SX"],
)  # fmt: skip
def test_who_lies_north_stands_above(pair: str) -> None:
    north, south = pair.split()
    assert PLACES[north][0] < PLACES[south][0]


@pytest.mark.parametrize(
    "pair",
    ["XJ GS", "GS NX", "SX HE", "XZ QH", "SN HA", "HA SD", "SC CQ", "CQ HB", "HB AH", "AH JS",
     "JS SH", "YN GZ", "GZ HN", "HN JX", "JX ZJ", "GX GD", "GD FJ", "FJ TW", "MO HK", "BJ LN"],
)  # fmt: skip
def test_who_lies_west_stands_to_the_left(pair: str) -> None:
    west, east = pair.split()
    assert PLACES[west][1] < PLACES[east][1]


numbers = st.lists(st.integers(min_value=0, max_value=10**12), max_size=34)
digits = st.integers(min_value=1, max_value=9)
dates = st.builds(
    lambda year, rest, mark: FuzzyDate.parse("-".join([f"{2000 + year}", *rest]) + mark),
    st.integers(min_value=0, max_value=39),
    st.lists(digits.map("0{}".format), max_size=2),
    st.sampled_from(["", "~"]),
)


@given(numbers)
def test_numbers_fall_into_few_classes_in_their_order(values: list[int]) -> None:
    ordered = sorted(values, reverse=True)
    classes = bins_of(FIELDS["targets.count"], [Value(KNOWN, value) for value in ordered])
    assert len(classes) == min(MAX_BINS, len(set(values)))
    assert [v for one in classes for v in one.values] == list(dict.fromkeys(ordered))
    sizes = [len(one.values) for one in classes]
    assert max(sizes, default=0) - min(sizes, default=0) <= 1


@given(st.lists(dates, max_size=34))
def test_dates_that_may_be_the_same_are_never_set_apart(values: list[FuzzyDate]) -> None:
    ordered = sorted(values, key=FuzzyDate.sort_key)
    classes = bins_of(FIELDS["body.established"], [Value(KNOWN, value) for value in ordered])
    assert len(classes) <= MAX_BINS
    distinct = list(dict.fromkeys(ordered))
    assert [v for one in classes for v in one.values] == distinct
    if len(distinct) > MAX_BINS:
        for number, one in enumerate(classes):
            for other in classes[number + 1 :]:
                assert all(a.before(b) is True for a in one.values for b in other.values)


def test_what_is_not_known_is_in_no_class() -> None:
    assert bins_of(FIELDS["kind"], [Value(UNKNOWN), Value(KNOWN, "sar")])[0].values == ("sar",)
    with pytest.raises(UsageError, match="27 different values"):
        bins_of(FIELDS["kind"], [Value(KNOWN, f"x{n}") for n in range(27)])


@given(st.lists(st.integers(min_value=-1, max_value=7), min_size=1, max_size=8))
def test_a_chain_has_each_policy_once_and_ends(before: list[int]) -> None:
    province = Store(COUNTRY).province("yunnan")
    pattern = province.policies[0]
    policies = []
    for number, earlier in enumerate(before):
        about = type(pattern.about)(**{**pattern.about.__dict__, "id": f"p{number}"})
        supersedes = f"p{earlier}" if earlier >= 0 else None
        policies.append(Policy(**{**pattern.__dict__, "about": about, "supersedes": supersedes}))
    changed = province.replace(policies=tuple(policies))
    for policy in policies:
        chain = [item.about.id for group in policy_generations(changed, policy) for item in group]
        assert policy.about.id in chain
        assert len(chain) == len(set(chain))


# --- targets and footnotes ------------------------------------------------------------------------


@given(st.integers(min_value=2020, max_value=2035))
def test_a_year_keeps_or_counts_every_goal(year: int) -> None:
    country = Knowledge(Store(COUNTRY))
    everything, asked = country.targets(), country.targets(year=year)
    total = sum(len(group.targets) for group in everything.groups)
    kept = sum(len(group.targets) for group in asked.groups)
    assert kept + asked.unplaced <= total
    assert kept == (total if year == 2025 else 0)


PAPER = invented_source(
    kind="article-newspaper",
    publisher=Text("某报", "Some Paper"),
    author=Text("张三", "Zhang San"),
    published=FuzzyDate.parse("2030-03-01"),
    absent={"url": Value(NOT_APPLICABLE)},
)


def like(**changed: Any) -> Source:
    dates = {key: changed[key] for key in ("published", "via_published") if changed.get(key)}
    return PAPER.replace(**{**changed, **{key: FuzzyDate.parse(dates[key]) for key in dates}})


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (PAPER, "张三. 题名[N]. 某报, 2030-03-01."),
        (like(absent={"url": Value(UNKNOWN)}), "张三. 题名[N/OL]. 某报, 2030-03-01."),
        (
            like(url="https://example.org/a"),
            "张三. 题名[N/OL]. 某报, 2030-03-01. https://example.org/a.",
        ),
        (like(author=None), "题名[N]. 某报, 2030-03-01."),
        (like(published=None), "张三. 题名[N]. 某报."),
        (like(published="2030-03~"), "张三. 题名[N]. 某报, [2030-03]."),
        (like(language="en"), "Zhang San. Title[N]. Some Paper, 2030-03-01."),
        (
            like(language="en", author=Text("张三", "Zhang San Jr.")),
            "Zhang San Jr. Title[N]. Some Paper, 2030-03-01.",
        ),
        (like(kind="report"), "张三. 题名[R]. 某报, 2030."),
        (like(kind="legislation"), "张三. 题名[A]. 某报, 2030."),
        (like(kind="article"), "张三. 题名[Z]. 某报, 2030."),
        (
            like(kind="webpage", url="https://example.org/"),
            "张三. 题名[EB/OL]. 某报, 2030(2030-03-01). https://example.org/.",
        ),
        (
            like(kind="article", url="https://example.org/", published="2030"),
            "张三. 题名[EB/OL]. 某报, 2030. https://example.org/.",
        ),
    ],
)
def test_a_footnote_has_the_form_of_the_standard(source: Source, line: str) -> None:
    assert entry(source) == line
    assert footnote(source) == line
    assert footnote(source, [13, 4, 13]) == f"{line} ¶13 ¶4"


def test_a_footnote_names_the_repost_that_was_read() -> None:
    via = Text("某网", "Some Site")
    assert footnote(like(via=via, via_published="2030-03-02"), [1]).endswith(
        ". ¶1 (转引自某网, 2030-03-02)"
    )
    assert footnote(like(via=via, language="en")).endswith("2030-03-01. (via Some Site)")
