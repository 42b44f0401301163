"""``stale``: what is due for another look, and its calendar."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from helpers import COUNTRY, GOLDEN, Run, edit, loaded, loaded_by
from hypothesis import example, given
from hypothesis import strategies as st

from datagov_cli.base.clock import today
from datagov_cli.base.errors import UsageError
from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.curation.stale import TimeSpan
from datagov_cli.render import OutputStyle
from datagov_cli.render.ics import escape, fold, render
from datagov_cli.views import Table, View

HAINAN = Path("provinces", "hainan.yaml")


def look(run: Run, data: Path, *options: str) -> dict[tuple[str, str], Any]:
    """What is due, by record and field."""
    result = run("stale", "--data", data, "-f", "json", *options)
    return {(due["id"], due["field"]): due for due in json.loads(result.out)["due"]}


HEAD, OLDER, UNDATED = ("zhang-san", "as-of"), ("li-si", "as-of"), ("wang-wu", "as-of")
TARGET = ("revenue", "year")


def test_a_partial_date_counts_from_its_last_day(run: Run, tiny: Path) -> None:
    """2030-02 may mean the 28th: 93 days before the first of June, and no more are certain."""
    assert look(run, tiny, "--older-than", "92d")[HEAD]["age-days"] == 93
    assert look(run, tiny, "--older-than", "92d")[HEAD]["overdue-days"] == 1
    assert HEAD not in look(run, tiny, "--older-than", "93d")


def test_of_heads_the_newest_is_asked_for(run: Run, tiny: Path) -> None:
    assert OLDER not in look(run, tiny, "--older-than", "1m")
    edit(tiny / HAINAN, 'as-of: "2029-12-31"', 'as-of: "2030-04-30"')
    assert [name for name in look(run, tiny, "--older-than", "1m") if name in (HEAD, OLDER)] == [
        OLDER
    ]


def test_who_heads_a_body_is_due_where_sources_contradict_each_other(
    run: Run, disputed: Path
) -> None:
    due = look(run, disputed, "--older-than", "1m")["group", "heads"]
    assert (due["record"], due["since"]) == ("bodies", "2030-02 / 2030-02-20")
    assert due["what"].startswith("孙七 Sun Qi, Governor (Head; as of 2030-02) / 周八 ")


def test_a_headship_that_has_ended_is_never_due(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, "role: head\n        posts: [party", "role: deputy\n        posts: [party")
    assert OLDER in look(run, tiny, "--older-than", "1m")
    edit(tiny / HAINAN, 'as-of: "2029-12-31"', 'as-of: "2029-12-31"\n        until: "2030-01-15"')
    assert OLDER not in look(run, tiny, "--older-than", "1m")


def test_no_date_comes_last_and_is_not_called_due(run: Run, tiny: Path) -> None:
    found = look(run, tiny, "--older-than", "90d")
    assert list(found) == [HEAD, UNDATED]
    assert [found[UNDATED][key] for key in ("since", "age-days", "overdue-days")] == [None] * 3
    assert list(look(run, tiny, "--older-than", "9y")) == [UNDATED]
    assert run("stale", "--data", tiny, "--older-than", "9y", "--exit-code").code == 0
    assert run("stale", "--data", tiny, "--older-than", "90d", "--exit-code").code == 1
    assert run("stale", "--data", tiny, "--older-than", "90d").code == 0


def test_of_a_disputed_date_the_latest_side_counts(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, '        as-of: "2029-12-31"\n', "")
    edit(tiny / HAINAN, "anchors: [李四]", "anchors: [李四]\n        disputed:\n          as-of:\n"
         '            - {value: "2028", cite: [gazette-2030#1], anchors: [李四]}\n'
         '            - {value: "2030-05", cite: [gazette-2030#2], anchors: [李四]}')  # fmt: skip
    due = look(run, tiny, "--older-than", "0d")[OLDER]
    assert (due["since"], due["age-days"]) == ("2028 / 2030-05", 1)
    assert [cite["at"] for cite in due["cite"]] == ["¶1", "¶2"]


def test_a_target_is_due_when_its_year_is_over(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, listed in (("2031-12-31", False), ("2032-01-01", True)):
        monkeypatch.setenv("DATAGOV_TODAY", day)
        assert (TARGET in look(run, tiny, "--older-than", "99y")) == listed
    assert look(run, tiny, "--older-than", "99y")[TARGET]["overdue-days"] == 1


def test_drafts_are_due_until_another_document_replaces_them(run: Run, tiny: Path) -> None:
    draft = ("plan", "status")
    assert draft not in look(run, tiny, "--older-than", "90d")
    edit(tiny / HAINAN, "status: issued", "status: consultation")
    due = look(run, tiny, "--older-than", "90d")[draft]
    assert (due["record"], due["since"], due["age-days"]) == ("policies", "2030-01-15", 137)
    edit(tiny / HAINAN, "policies:\n", "policies:\n  - id: final\n    title: {zh: 终, en: Final}\n"
         '    issuer: group\n    status: issued\n    date: "2030-02"\n    supersedes: plan\n'
         "    cite: [gazette-2030#3]\n    anchors: [虚构]\n")  # fmt: skip
    assert draft not in look(run, tiny, "--older-than", "90d")
    # One that is withdrawn replaces nothing.
    withdrawn = "withdrawn: {date: '2030-05-01', reason: {zh: 误。, en: Wrong.}}"
    edit(tiny / HAINAN, "  - id: final\n", f"  - id: final\n    {withdrawn}\n")
    assert draft in look(run, tiny, "--older-than", "90d")


def test_an_issued_document_without_a_date_is_listed_last(run: Run, tiny: Path) -> None:
    edit(
        tiny / HAINAN,
        '    date: "2030-01-15"\n',
        "    unknown:\n      date: {zh: 未提及。, en: None.}\n",
    )
    assert list(look(run, tiny, "--older-than", "90d"))[-1] == ("plan", "date")


def test_what_is_withdrawn_or_not_applicable_is_not_listed(run: Run, tiny: Path) -> None:
    withdrawn = "withdrawn: {date: '2030', reason: {zh: 误。, en: Wrong.}}"
    edit(tiny / HAINAN, "  - id: old-group", f"  - id: old-group\n    {withdrawn}")
    edit(
        tiny / HAINAN,
        '    year: "2031"\n',
        "    not-applicable:\n      year: {zh: 无。, en: None.}\n",
    )
    assert list(look(run, tiny, "--older-than", "90d", "--ahead", "5y")) == [HEAD]


def test_ahead_lists_what_is_still_to_come(run: Run, tiny: Path) -> None:
    """Zhang San falls due when 93 days have passed, on the day after tomorrow."""
    assert HEAD not in look(run, tiny, "--older-than", "94d", "--ahead", "1d")
    assert look(run, tiny, "--older-than", "94d", "--ahead", "2d")[HEAD]["overdue-days"] == -1
    assert "1 upcoming" in run("stale", "--data", tiny, "--ahead", "2d", "--older-than", "94d").out
    on_the_day = run("stale", "--data", tiny, "--older-than", "93d", "--ahead", "1d").out
    assert "0 due, 1 upcoming" in on_the_day
    only = run("stale", "xizang", "--data", tiny, "--ahead", "9y", "--exit-code")
    assert only.code == 0


def test_the_country(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2026-01-01")
    found = look(run, COUNTRY)
    assert list(found)[:2] == [("yu-jiaxu", "as-of"), ("shen-xuming", "as-of")]
    assert found["li-xuxun", "as-of"]["age-days"] == (date(2026, 1, 1) - date(2025, 2, 28)).days
    assert found["ai-core-revenue-2025", "year"]["overdue-days"] == 1
    listed = run("stale", "-f", "csv").out.splitlines()
    assert [row.split(",")[0] for row in listed[-4:]] == ["anhui"] * 3 + ["yunnan"]


def test_about_a_day_what_was_due_on_it(run: Run, tiny: Path) -> None:
    """In January 2030 Li Si led, Zhang San was still to come, and the plan was a draft."""
    found = look(run, tiny, "--older-than", "0d", "--as-of", "2030-01-10")
    assert list(found) == [("plan", "status"), OLDER, UNDATED]
    assert (found[OLDER]["age-days"], found[OLDER]["standing"]) == (10, "last-known")
    assert "standing" not in look(run, tiny, "--older-than", "1d")[HEAD]
    document = json.loads(run("stale", "--data", tiny, "--as-of", "2030", "-f", "json").out)
    assert (document["as-of"], document["today"]) == ("2030", "2030-01-01")
    later = run("stale", "--data", tiny, "--older-than", "90d", "--as-of", "2032-01-01")
    assert "李四" not in later.out
    assert "on 2032-01-01: what is known about that day" in later.out
    table = run("stale", "--data", tiny, "--as-of", "2032-01-01", "-f", "csv").out.splitlines()
    assert table[0].endswith("overdue-days,standing,cite,on-day")
    assert table[1].endswith(",gazette-2030#1,2032-01-01")


@pytest.mark.parametrize(
    ("call", "error", "hint"),
    [
        ("--older-than 6x", '"6x" is not a length of time', "hint: write a number of days, weeks,"),
        ("--older-than -1d", '"-1d" is not a length of time', "180d"),
        ("--ahead 999999d", '"999999d" is not a length of time', "180d"),
        ("--as-of soon", '"soon" is not a date', "--as-of takes"),
        ("-f icss", 'unknown format "icss"', 'did you mean "ics"?'),
        ("hainn", 'unknown province "hainn"', '"hainan"'),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    call: str, error: str, hint: str, run: Run, tiny: Path
) -> None:
    result = run("stale", *call.split(), "--data", tiny)
    assert (result.code, result.out) == (2, "")
    first, second = result.err.splitlines()
    assert error in first
    assert hint in second


def test_help_and_errors_load_nothing_heavy_and_json_no_rich() -> None:
    calls = ("stale --help", "stale --older-than 6x", "stale -f json")
    *light, reads = loaded_by([(call.split(), {}) for call in calls])
    assert light == [set(), set()]
    assert reads <= {"yaml"}
    assert loaded("stale", "-f", "ics") == set()


def test_formats_are_those_of_the_command(run: Run) -> None:
    assert "yaml, ics" in " ".join(run("stale", "--help").out.split())
    assert "ics" not in run("list", "--help").out
    assert run("list", "-f", "ics").code == 2


# --- lengths of time, today -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "after"),
    [
        ("180d", "2025-01-01", "2025-06-30"),
        ("2w", "2025-02-20", "2025-03-06"),
        ("1m", "2025-01-31", "2025-02-28"),
        ("1m", "2024-01-31", "2024-02-29"),
        ("1m", "2025-12-31", "2026-01-31"),
        ("6M", "2025-08-31", "2026-02-28"),
        ("1y", "2024-02-29", "2025-02-28"),
        ("0d", "2025-01-01", "2025-01-01"),
        ("9999y", "2025-01-01", "9999-12-31"),
        ("99999d", "9999-01-01", "9999-12-31"),
    ],
)
def test_a_length_of_time_leads_to_a_day(text: str, day: str, after: str) -> None:
    assert TimeSpan.parse(text).after(date.fromisoformat(day)).isoformat() == after


@given(st.dates(date(1, 1, 1), date(9000, 1, 1)), st.integers(0, 999), st.sampled_from("dwmy"))
def test_a_length_of_time_is_about_as_long_as_it_says(day: date, number: int, unit: str) -> None:
    long = (TimeSpan.parse(f"{number}{unit}").after(day) - day).days
    low, high = {"d": (1, 1), "w": (7, 7), "m": (28, 31), "y": (365, 366)}[unit]
    assert number * low - (3 if unit in "my" else 0) <= long <= number * high


@pytest.mark.parametrize("text", ["", "d", "180", "1.5y", "-1d", "1 d", "１d", "180days", "1d2d"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a length of time"):
        TimeSpan.parse(text)


def test_today_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2030-06-01")
    assert today() == date(2030, 6, 1)
    for wrong in ("2030-6-1", "20300601", "2030-02-30", "now"):
        monkeypatch.setenv("DATAGOV_TODAY", wrong)
        with pytest.raises(UsageError, match="DATAGOV_TODAY"):
            today()
    monkeypatch.delenv("DATAGOV_TODAY")
    assert abs(today() - date.today()) <= timedelta(days=1)


# --- the calendar ---------------------------------------------------------------------------


def calendar(events: list[dict[str, Any]], own: bool = False) -> str:
    """A calendar of these events: as the items of a view, or as what it calls its events."""
    payload = {"schema": "x@1", "events": [] if own else events}
    view = View(
        lambda: payload, lambda: Table([], []), list, "events", (lambda: events) if own else None
    )
    return "".join(render(view, OutputStyle()))


def event(**more: Any) -> dict[str, Any]:
    return {"date": "2030-06-01", "province": "hainan", "id": "x", "title": "t", **more}


def read(text: str) -> list[Any]:
    """The entries, as the icalendar package reads them."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_the_calendar_is_read_by_another_program() -> None:
    text = (GOLDEN / "stale" / "stale.ics").read_bytes().decode("utf-8")
    found = icalendar.Calendar.from_ical(text)
    assert (found["VERSION"], found.errors) == ("2.0", [])
    entries = read(text)
    assert [entry["UID"] for entry in entries] == [
        "hainan/heads/zhang-san/as-of@datagov",
        "hainan/targets/revenue/year@datagov",
    ]
    assert [entry.decoded("DTSTART") for entry in entries] == [
        date(2030, 5, 29), date(2031, 12, 31),
    ]  # fmt: skip
    assert {entry.decoded("DTSTAMP").date() for entry in entries} == {date(2030, 6, 1)}
    assert not any(entry.errors for entry in entries)
    assert "张三 Zhang San, Head" in entries[0]["SUMMARY"]


def test_a_partial_date_says_so() -> None:
    dates = ["2030-06-01", "2025-02", "2014", "2025-03~", "2025-03-04~", "2014~", "0987", None]
    entries = read(calendar([event(date=day) for day in dates]))
    assert [(e.decoded("DTSTART").isoformat(), str(e["SUMMARY"])) for e in entries] == [
        ("2030-06-01", "t"),
        ("2025-02-01", "t – 2025-02 (month)"),
        ("2014-01-01", "t – 2014 (year)"),
        ("2025-03-01", "t – 2025-03~ (month, approximate)"),
        ("2025-03-04", "t – 2025-03-04~ (approximate)"),
        ("2014-01-01", "t – 2014~ (year, approximate)"),
        ("0987-01-01", "t – 0987 (year)"),
    ]


def test_names_are_lasting_and_no_two_are_alike() -> None:
    events = [event(), event(record="heads"), event(date="2031"), event(title="other")]
    names = [str(entry["UID"]) for entry in read(calendar(events, own=True))]
    assert names == ["hainan/x@datagov", "hainan/heads/x@datagov", "hainan/x/2@datagov",
                     "hainan/x/3@datagov"]  # fmt: skip


def test_lines_end_as_the_standard_says(run: Run, tiny: Path, tmp_path: Path) -> None:
    target = tmp_path / "review.ics"
    run("stale", "--data", tiny, "-f", "ics", "-o", target)
    data = target.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert read(calendar([])) == []


texts = st.text(st.characters(codec="utf-8"), max_size=200) | st.text(
    '\\;,:"n\n 海é😀', max_size=99
)


@given(texts)
@example("x" * 300)
@example("海" * 100)
def test_a_line_folds_within_75_octets_and_unfolds_the_same(text: str) -> None:
    line = "SUMMARY:" + escape(text)
    folded = fold(line)
    assert folded.replace("\r\n ", "") == line
    for part in folded.encode("utf-8").split(b"\r\n"):
        assert len(part) <= 75
        part.decode("utf-8")


@given(texts, texts)
def test_a_text_comes_back_from_the_calendar(title: str, more: str) -> None:
    (entry,) = read(calendar([event(title=title, description=more)]))
    assert str(entry["SUMMARY"]) == escape_hidden(title)
    assert str(entry.get("DESCRIPTION", "")) == escape_hidden(more)
