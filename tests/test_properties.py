"""Properties that hold for every input."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from helpers import Run, edit
from hypothesis import example, given
from hypothesis import strategies as st

from datagov_cli.base.safe_text import HIDDEN, hidden, visible
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.quantities import MULTIPLIERS, parse_quantity
from datagov_cli.render import OutputStyle, render
from datagov_cli.storage.yaml_reader import dump, read_bytes
from datagov_cli.views import Table, View

days = st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31))
cuts = st.sampled_from([4, 7, 10])
fuzzy = st.builds(
    lambda day, cut, about: FuzzyDate.parse(day.isoformat()[:cut] + about),
    days,
    cuts,
    st.sampled_from(["", "~"]),
)
#: A month with its first and its last day, and the month that follows.
MARCH, APRIL = FuzzyDate.parse("2025-03"), FuzzyDate.parse("2025-04")
FIRST, LAST = FuzzyDate.parse("2025-03-01"), FuzzyDate.parse("2025-03-31")


@given(days, cuts)
def test_a_date_holds_every_day_that_it_may_mean(day: date, cut: int) -> None:
    fuzzy_date = FuzzyDate.parse(day.isoformat()[:cut])
    assert fuzzy_date.start <= day <= fuzzy_date.end
    about = FuzzyDate.parse(day.isoformat()[:cut] + "~")
    assert about.start < fuzzy_date.start <= fuzzy_date.end < about.end


@given(fuzzy, fuzzy)
@example(FIRST, FIRST)
@example(MARCH, FIRST)
@example(FIRST, MARCH)
@example(LAST, APRIL)
def test_before_is_what_it_says(one: FuzzyDate, two: FuzzyDate) -> None:
    answer = one.before(two)
    assert answer == two.after(one)
    assert (answer is True) == (one.end < two.start)
    assert not (answer and two.before(one))
    # "No" only where no choice of days would make it true.
    assert (answer is False) == (not one.start < two.end)


@given(fuzzy, fuzzy)
@example(MARCH, FIRST)
@example(MARCH, LAST)
@example(LAST, APRIL)
@example(APRIL, LAST)
def test_during_is_what_it_says(one: FuzzyDate, two: FuzzyDate) -> None:
    answer = one.during(two)
    overlap = one.start <= two.end and two.start <= one.end
    assert (answer is False) == (not overlap)
    assert (answer is True) == (two.start <= one.start and one.end <= two.end)
    assert one.during(one)


@given(days, days, cuts, cuts)
def test_more_precision_never_turns_yes_into_no(one: date, two: date, a: int, b: int) -> None:
    rough = FuzzyDate.parse(one.isoformat()[:a]).before(FuzzyDate.parse(two.isoformat()[:b]))
    exact = one < two
    assert rough is None or rough == exact


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025~", date(2024, 1, 1), date(2026, 12, 31)),
        ("2025-03~", date(2025, 2, 1), date(2025, 4, 30)),
        ("2025-01~", date(2024, 12, 1), date(2025, 2, 28)),
        ("2025-12~", date(2025, 11, 1), date(2026, 1, 31)),
        ("2025-03-10~", date(2025, 3, 9), date(2025, 3, 11)),
    ],
)
def test_about_a_date_is_one_unit_more_on_either_side(text: str, start: date, end: date) -> None:
    about = FuzzyDate.parse(text)
    assert (about.start, about.end) == (start, end)


def test_a_month_ends_with_its_last_day_in_every_year_of_the_calendar() -> None:
    ends = [FuzzyDate.parse(text).end for text in ("9999-02", "9999-11", "9999-12", "9999")]
    assert [str(end) for end in ends] == ["9999-02-28", "9999-11-30", "9999-12-31", "9999-12-31"]


@pytest.mark.parametrize(
    "text",
    [
        "2025-13",
        "2025-02-30",
        "0000",
        "2025-1",
        "25",
        "2025-04-18T00",
        "",
        "2025~~",
        "~",
        "0001~",
        "0001-01-01~",
        "9999~",
        "9999-12~",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        FuzzyDate.parse(text)


@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False),
    st.lists(st.sampled_from(list(MULTIPLIERS)), max_size=2),
    st.sampled_from(["元", "户", "Gbps", ""]),
)
def test_a_figure_is_read_as_written(number: Decimal, signs: list[str], unit: str) -> None:
    value, surface = parse_quantity(f"{number}{''.join(signs)}{unit}")
    assert value == number * 10 ** sum(MULTIPLIERS[sign] for sign in signs)
    assert surface == unit


@given(st.text())
def test_nothing_hidden_becomes_visible(text: str) -> None:
    shown = visible(text)
    assert not hidden().search(shown)
    assert "\n" not in shown
    if not hidden().search(text) and "\n" not in text:
        assert shown == text
    assert HIDDEN.startswith("[")


IGNORABLE = "\xad\u034f\u115f\u17b4\u180e\u3164\ufe0f\ufff9\U0001d173\U000e0001\U000e0100"


@pytest.mark.parametrize("sign", IGNORABLE)
def test_what_unicode_calls_ignorable_is_hidden(sign: str, run: Run, tiny: Path) -> None:
    """Default_Ignorable_Code_Point, printable for Python or not: found in data, raw and behind an
    escape, and never printed as it is."""
    shown = visible(f"甲{sign}乙")
    assert sign not in shown
    assert json.loads(f'"{shown}"') == f"甲{sign}乙"
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "张三, en: Zhang", f"张{sign}三, en: Zhang")
    edit(path, "en: Li Si", f'en: "Li\\U{ord(sign):08x} Si"')
    found = run("validate", path, "--data", tiny).out
    assert "DG016" in found
    assert f"U+{ord(sign):04X}" in found
    edit(path, sign, "")
    assert f"U+{ord(sign):04X} written as an escape" in run("validate", path, "--data", tiny).out
    assert yaml.safe_load(dump({"a": f"x{sign}"})) == {"a": f"x{sign}"}
    assert sign not in dump({"a": f"x{sign}"})


@given(st.lists(st.text(alphabet="=+-@\t\r\n,\"'ab海"), min_size=1, max_size=5))
def test_a_csv_row_comes_back_and_no_cell_is_a_formula(cells: list[str]) -> None:
    view = View(dict, lambda: Table([f"c{n}" for n, _ in enumerate(cells)], [cells]), list)
    written = "".join(render(view, "csv", OutputStyle()))
    _, back = csv.reader(io.StringIO(written, newline=""))
    for cell, given_cell in zip(back, cells, strict=True):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        shown = given_cell.replace("\t", "\\u0009").replace("\r", "\\u000d")
        assert cell in (shown, f"'{shown}")


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.from_regex(r"[a-z][a-z-]{0,8}[a-z]", fullmatch=True), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["id", "name", "value"]), plain, min_size=1))
def test_what_is_dumped_reads_back_the_same(value: dict[str, object]) -> None:
    document = read_bytes(dump(value).encode("utf-8"), "x")
    if not {fault.code for fault in document.faults} & {"DG006", "DG014", "DG016"}:
        assert document.value == value


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_end_in_data_or_in_faults(data: bytes) -> None:
    document = read_bytes(data, "x")
    assert isinstance(document.value, dict) or document.faults
    lines = (
        data.count(b"\n")
        + data.count(b"\r")
        + data.count(b"\xc2\x85")
        + data.count(b"\xe2\x80")
        + 2
    )
    for fault in document.faults:
        assert 1 <= fault.line <= lines
        assert fault.column >= 1


def test_a_figure_of_no_sensible_size_is_none() -> None:
    assert parse_quantity(f"{'0' * 99}1元") == (Decimal(1), "元")
    assert parse_quantity(f"0{'万' * 25}元") == (Decimal(0), "元")
    for written in (f"{'0' * 100}1元", f"0{'万' * 25}十元"):
        with pytest.raises(ValueError, match=f'"{written}" is not a figure as sources write it'):
            parse_quantity(written)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("7000余亿条", 700_000_000_000, "条"),
        ("２４０亿元", 24_000_000_000, "元"),
        ("1.5 trillion yuan", 1_500_000_000_000, "yuan"),
        ("6760餘萬條", 67_600_000, "條"),
        ("2万多家", 20_000, "家"),
        ("5200億元", 520_000_000_000, "元"),
        ("6.68 million devices", 6_680_000, "devices"),
        ("10 billion yuan", 10_000_000_000, "yuan"),
        ("8 millionaires", 8, "millionaires"),
        ("8.7%", Decimal("8.7"), "%"),
    ],
)
def test_figures_of_other_scripts_and_of_some_more(
    written: str, value: int | Decimal, unit: str
) -> None:
    figure, surface = parse_quantity(written)
    assert (figure == value, surface) == (True, unit)
