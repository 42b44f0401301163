"""Events in order: which, with which date, and none dropped silently."""

from __future__ import annotations

import json
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit
from hypothesis import given
from hypothesis import strategies as st

from datagov_cli.model.dates import FuzzyDate
from datagov_cli.queries.timeline import EVENT_KINDS, timeline
from datagov_cli.storage.store import Store

STORE = Store(COUNTRY)
PROVINCES = STORE.provinces()


@pytest.fixture
def events(run: Run) -> Any:
    def call(arguments: str = "") -> tuple[list[tuple[str, str, str]], int]:
        result = run("timeline", *arguments.split(), "-f", "json")
        assert (result.code, result.err) == (0, "")
        document = json.loads(result.out)
        assert list(document) == ["schema", "events", "undated"]
        assert document["schema"] == "datagov/timeline@1"
        for event in document["events"]:
            assert list(event) == [
                "date", "province", "record", "id", "event", "title", "title-en", "cite"
            ]  # fmt: skip
            assert event["cite"]
        found = [(e["date"], e["province"], e["record"]) for e in document["events"]]
        return found, document["undated"]

    return call


def test_meetings_and_policies_of_the_article(events: Any) -> None:
    assert events("--kind meeting,policy") == (
        [
            ("2023-04-25", "beijing", "meeting"),
            ("2024-12-26", "guangdong", "meeting"),
            ("2025-02", "fujian", "meeting"),
            ("2025-03", "tianjin", "policy"),
            ("2025-04-17", "zhejiang", "meeting"),
            ("2025-04-18", "beijing", "meeting"),
            ("2025-04-18", "tianjin", "meeting"),
        ],
        2,
    )


def test_heads_are_dated_by_their_as_of_and_implied_says_so(run: Run) -> None:
    document = json.loads(run("timeline", "zhejiang", "-k", "head", "-f", "json").out)
    (head,) = document["events"]
    assert head["id"] == "digital-economy-group/ye-jianxu"
    # Implied are both the headship and the year of its day, which the source leaves out.
    assert head["title"].endswith("（据来源所述之日推断）（日期为推断）")
    assert head["title-en"].endswith("(implied for this date) (date implied)")
    tianjin = json.loads(run("timeline", "tianjin", "-k", "policy", "-f", "json").out)
    assert tianjin["events"][0]["title-en"].endswith("(date implied)")
    assert "（日期为推断）" in tianjin["events"][0]["title"]


@pytest.mark.parametrize(
    ("period", "dates"),
    [
        ("--from 2025-02-14 --to 2025-03", ["2025-02", "2025-03"]),
        ("--from 2025-03", ["2025-03", "2025-04-17", "2025-04-18", "2025-04-18"]),
        ("--to 2023", ["2023-04-25"]),
        ("--to 2023-04-24", []),
        ("--to 2025-01", ["2023-04-25", "2024-12-26"]),
    ],
)
def test_a_period_keeps_what_may_lie_in_it(events: Any, period: str, dates: list[str]) -> None:
    found, undated = events(f"--kind meeting,policy {period}")
    assert ([date for date, _, _ in found], undated) == (dates, 2)


def test_yunnan_has_one_dated_founding_and_no_dated_milestone(events: Any) -> None:
    found, undated = events("云南 -k body -k milestones")
    assert found == [("2014", "yunnan", "body")]
    assert undated == 2 + 4


def test_disputed_dates_give_one_event_a_claim(run: Run, tiny: Any) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    text = path.read_text("utf-8").replace(
        "      established: {zh: 未提及。, en: Not mentioned.}\n", ""
    )
    claims = "".join(
        f'        - {{value: "{day}", cite: [gazette-2030#1], anchors: [虚构]}}\n'
        for day in ("2021", "2022-02")
    )
    unknown = "    unknown:\n"
    disputed = f"    disputed:\n      established:\n{claims}{unknown}"
    path.write_text(text.replace(unknown, disputed, 1), "utf-8")
    document = json.loads(run("timeline", "xizang", "-f", "json", "--data", tiny).out)
    assert [(e["date"], e["title-en"]) for e in document["events"]] == [
        ("2021", "Founded: Invented Leading Group of Tibet (date disputed)"),
        ("2022-02", "Founded: Invented Leading Group of Tibet (date disputed)"),
    ]
    assert document["undated"] == 0


def test_a_headship_is_no_event_that_began_on_the_date_for_which_it_is_stated(run: Run) -> None:
    for kind, lang, said in (
        ("text", "en", "(stated for this date)"),
        ("md", "zh", "（来源所述之日）"),
        ("csv", "en", ",stated-for,"),
        ("ics", "en", "(stated for this date)"),
        ("ics", "zh", "（来源所述之日）"),
    ):
        shown = run("timeline", "beijing", "-k", "head", "-f", kind, "--lang", lang).out
        assert said in shown.replace("\r\n ", "").replace("\n" + " " * 43, " "), (kind, lang)
    implied = json.loads(run("timeline", "zhejiang", "-k", "head", "-f", "json").out)["events"]
    assert [event["event"] for event in implied] == ["stated-for"]


def test_a_beginning_and_an_end_are_events_of_their_own(run: Run, tiny: Any) -> None:
    edit(tiny / "provinces" / "hainan.yaml", 'as-of: "2029-12-31"',
         'as-of: "2029-12-31"\n        since: "2028-03"\n        until: "2030-01"')  # fmt: skip
    document = json.loads(run("timeline", "hainan", "-k", "head", "-f", "json", "--data", tiny).out)
    dates = [(e["date"], e["event"]) for e in document["events"] if e["id"].endswith("li-si")]
    assert dates == [("2028-03", "begins"), ("2029-12-31", "stated-for"), ("2030-01", "ends")]


def test_what_an_event_says_and_rests_on(run: Run, tiny: Any) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "inferred-from: meeting-1\n", 'inferred-from: meeting-1\n        since: "2030-01"\n')
    edit(path, "    history:\n", '    history:\n      - status: draft\n        date: "2029-10"\n'
         "        cite: [gazette-2030#2]\n        anchors: [虚构]\n")  # fmt: skip
    edit(path, '    date: "2021~"\n', "")
    edit(path, "scope: national\n", "scope: national\n    disputed:\n      date:\n"
         '        - {value: "2021", cite: [gazette-2030#1], anchors: [虚构]}\n'
         '        - {value: "2022", cite: [gazette-2030#3], anchors: [虚构]}\n')  # fmt: skip
    edit(path, 'established: "2020-05"', 'established: "2030-02"')
    document = json.loads(run("timeline", "hainan", "-f", "json", "--data", tiny).out)
    events = [(e["date"], e["id"], e["title-en"]) for e in document["events"]]
    li_si = "Head of Invented Leading Group of Hainan"
    assert (
        "2030-01",
        "group/zhang-san",
        f"Zhang San (Deputy party secretary, Governor): {li_si} (implied) (begins)",
    ) in events
    assert [date for date, name, _ in events if name == "plan"] == [
        "2029-10", "2029-11", "2030-01-15",
    ]  # fmt: skip
    cited = [e["cite"][0]["at"] for e in document["events"] if e["id"] == "first"]
    assert cited == ["¶1", "¶3"]
    same_month = [name for date, name, _ in events if date == "2030-02"]
    assert same_month == ["group", "group/zhang-san", "meeting-1"]
    newest = json.loads(
        run("timeline", "hainan", "--sort", "-date", "-f", "json", "--data", tiny).out
    )
    assert [e["date"] for e in newest["events"]][:2] == ["2031", "2030-02"]


def test_a_target_stands_at_the_end_of_its_year(events: Any, run: Run, tiny: Any) -> None:
    found, _ = events("--from 2024 --to 2025")
    assert [kind for _, _, kind in found[-7:]] == ["target"] * 7
    assert "target" not in [kind for _, _, kind in events("--from 2025-04 --to 2025-11")[0]]
    assert len(events("--from 2025-12-31 --to 2025-12-31")[0]) == 7
    shown = run("timeline", "yunnan", "-k", "target", "--lang", "zh").out
    assert "目标：到2025年底，5G基站新增1万个" in shown
    assert "预期：到2025年底，数据交易所年度交易额突破100亿元" in shown
    document = json.loads(run("timeline", "yunnan", "-k", "target", "-f", "json").out)
    kinds = {event["id"]: event["event"] for event in document["events"]}
    assert kinds.pop("exchange-trading-volume-2025") == "expected"
    assert set(kinds.values()) == {"due"}
    edit(tiny / "provinces" / "hainan.yaml", 'year: "2031"', 'year: "2031-06~"')
    for data, start in ((COUNTRY, "20251231"), (tiny, "20310630")):
        calendar = run("timeline", "-k", "target", "-f", "ics", "--data", data).out
        assert {line[-8:] for line in calendar.split() if "DTSTART" in line} == {start}


def test_what_may_match_is_said_to_be_left_out(run: Run) -> None:
    call = ("timeline", "--where", "leader-rank>=governor")
    document = json.loads(run(*call, "-f", "json").out)
    listed = json.loads(run("list", *call[1:], "-f", "json").out)
    assert document["left-out-provinces"] == listed["left-out-provinces"] != []
    assert document["left-out"] == listed["left-out"]
    said = f"{listed['left-out']} left out: whether they match is not known."
    assert said in run(*call).out
    assert said in run(*call, "-f", "csv").err
    assert "left-out" not in run("timeline", "-f", "json").out


def test_the_calendar_speaks_its_readers_language_and_says_where_from(run: Run) -> None:
    english = run("timeline", "-k", "meeting,body", "-f", "ics").out.replace("\r\n ", "")
    assert "SUMMARY:Meeting (title unknown)" in english
    assert "DESCRIPTION:北京市 Beijing\\ngazette-2025-04-21#19" in english
    chinese = run("timeline", "-k", "meeting", "-f", "ics", "--lang", "zh").out.replace("\r\n ", "")
    assert "SUMMARY:会议（名称未知）" in chinese
    assert "DESCRIPTION:北京市\\ngazette-2025-04-21#19" in chinese


def test_what_has_no_date_is_listed_when_asked_for(events: Any, run: Run) -> None:
    found, undated = events("--undated")
    assert undated == 18
    assert [date for date, _, _ in found[-18:]] == [None] * 18
    assert None not in [date for date, _, _ in found[:-18]]
    order = list(EVENT_KINDS)
    places = [(PLACES[province], order.index(kind)) for _, province, kind in found[-18:]]
    assert places == sorted(places)
    shown = run("timeline", "--undated")
    assert shown.out.count("no date") == 18
    assert "not listed" not in shown.out
    assert run("timeline", "--undated", "-f", "csv").err == ""
    assert run("timeline", "--undated", "-f", "ics").out == run("timeline", "-f", "ics").out


def test_about_a_day_what_came_later_is_left_out(run: Run, tiny: Any) -> None:
    """But for a target that was set by then, and a head that was followed by another."""

    def on(day: str, *more: str) -> list[tuple[str, str, str]]:
        shown = run("timeline", "hainan", "--as-of", day, "-f", "json", "--data", tiny, *more).out
        document = json.loads(shown)
        assert list(document) == ["schema", "as-of", "events", "undated"]
        return [(e["date"], e["id"], e["standing"]) for e in document["events"]]

    everything = [
        ("2021~", "first", "known"),
        ("2020-05", "group", "known"),
        ("2029-11", "plan", "known"),
        ("2029-12-31", "group/li-si", "known"),
        ("2030-01-15", "plan", "known"),
        ("2030-02", "group/zhang-san", "known"),
        ("2030-02", "meeting-1", "known"),
    ]
    assert on("2030-02-28") == [*everything, ("2031", "revenue", "known")]
    assert on("2030-06-01") == [*everything, ("2031", "revenue", "last-known")]
    assert on("2029-12-30") == [*everything[:3], ("2031", "revenue", "known")]
    assert on("2029-10") == everything[:2]
    assert on("2030-06-01", "--from", "2030-02-01", "--to", "2030-12") == everything[5:]
    text = run("timeline", "hainan", "--as-of", "2030-02-10", "--data", tiny).out
    assert "2030-02*" in text
    assert "not known for that day" in text
    table = run("timeline", "hainan", "--as-of", "2030-06-01", "-f", "csv", "--data", tiny).out
    assert table.splitlines()[0].endswith("title-en,last-stated,age-days,standing,cite,on-day")
    assert ",2030-03-01,92,last-known,gazette-2030#3,2030-06-01" in table


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        ("--kind meting", 'unknown kind of event "meting"', '"meeting"'),
        ("--from 2025-13", '"2025-13" is not a day', "--from takes"),
        ("--to x", '"x" is not a date', "--to takes"),
        ("--as-of x", '"x" is not a date', "--as-of takes"),
        ("--from 2025 --to 2024", "--to 2024 lies before --from 2025", None),
        ("nowhere", 'unknown province "nowhere"', None),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: str, error: str, hint: str | None, run: Run
) -> None:
    result = run("timeline", *arguments.split())
    assert (result.code, result.out) == (2, "")
    assert error in result.err.splitlines()[0]
    assert hint is None or hint in result.err.splitlines()[1]


def test_every_format_serves_the_timeline(run: Run) -> None:
    for name in ("text", "json", "jsonl", "csv", "md", "yaml"):
        result = run("timeline", "-f", name)
        assert result.code == 0
        assert ("18" in result.err) is (name in ("csv", "jsonl"))
        assert "2023-04-25" in result.out
    assert "Records without a date, not listed: 18; --undated lists" in run("timeline").out


PLACES = {province.id: place for place, province in enumerate(PROVINCES)}
dates = st.none() | st.builds(
    lambda day, cut: FuzzyDate.parse(day.isoformat()[:cut]),
    st.dates(min_value=PROVINCES[0].meetings[0].date.value.start.replace(year=2012)),
    st.sampled_from([4, 7, 10]),
)


@given(st.sets(st.sampled_from(list(EVENT_KINDS)), min_size=1), dates, dates)
def test_in_order_and_outside_the_period_only_what_surely_is(
    kinds: set[str], first: FuzzyDate | None, last: FuzzyDate | None
) -> None:
    everything = timeline(PROVINCES, STORE, sorted(kinds))
    chosen = timeline(PROVINCES, STORE, sorted(kinds), first, last)
    assert chosen.undated == everything.undated
    order = list(EVENT_KINDS)
    keys = [(e.days, e.province.gb2260, order.index(e.kind), e.id) for e in chosen.events]
    assert keys == sorted(keys)
    for event in chosen.events:
        begin, end = event.days
        may_be_before = first is not None and begin < first.start
        assert event.outside == (may_be_before or (last is not None and end > last.end))
    every = timeline(PROVINCES, STORE, sorted(kinds), first, last, undated=True, limit=2)
    assert (len(every.events) <= 2, every.total) == (True, len(keys) + everything.undated)
    kept = {(e.date, e.province.id, e.id, e.title) for e in chosen.events}
    for event in everything.events:
        begin, end = event.days
        gone = (first is not None and end < first.start) or (last is not None and begin > last.end)
        assert ((event.date, event.province.id, event.id, event.title) in kept) == (not gone)


def test_a_disputed_beginning_gives_one_event_a_claim(run: Run, tiny: Any) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "anchors: [李四]", "anchors: [李四]\n"
         "        disputed:\n          since:\n"
         '            - {value: "2028", cite: [gazette-2030#1], anchors: [李四]}\n'
         '            - {value: "2029-01", cite: [gazette-2030#2], anchors: [李四]}')  # fmt: skip
    document = json.loads(run("timeline", "hainan", "-k", "head", "-f", "json", "--data", tiny).out)
    li_si = [(e["date"], e["title-en"]) for e in document["events"] if "li-si" in e["id"]]
    title = "Li Si (Party secretary): Head of Invented Leading Group of Hainan"
    assert li_si == [
        ("2028", f"{title} (begins) (date disputed)"),
        ("2029-01", f"{title} (begins) (date disputed)"),
        ("2029-12-31", f"{title} (stated for this date)"),
    ]


def test_a_policy_whose_history_has_its_status_has_it_once(run: Run, tiny: Any) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "    doc-number", "      - status: issued\n"
         '        date: "2030-01-15"\n        cite: [gazette-2030#3]\n'
         "        anchors: [虚构计划]\n    doc-number")  # fmt: skip
    shown = run("show", "hainan", "--data", tiny).out
    (line,) = [line for line in shown.splitlines() if "→ 2030-01-15" in line]
    assert line.count("→") == 1
