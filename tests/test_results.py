"""What an answer says beside its rows, in every format; and that it derives nothing twice."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from helpers import Result, Run

import datagov_cli
from datagov_cli.base.errors import UsageError
from datagov_cli.model.records import KNOWN, Province, Text, Value
from datagov_cli.queries import fields, last_stated, leadership
from datagov_cli.queries.fields import FIELDS, Field, Values

DAY = "on 2030-06-01: what is known about that day"
LEFT_OUT = "1 left out: whether they match is not known"
ASKED = "-F leader-rank -w leader-rank=governor --as-of 2030-06-01"


@pytest.mark.parametrize("form", ["", "--map", "--transpose", "--map -f md", "-f md"])
def test_a_reader_sees_the_day_and_what_was_left_out(form: str, run: Run, tiny: Path) -> None:
    result = run("compare", *shlex.split(f"{ASKED} {form}"), "--data", tiny)
    assert (result.code, result.err) == (0, "")
    assert DAY in result.out
    assert LEFT_OUT in result.out
    assert "last known" in result.out


@pytest.mark.parametrize("call", ["show hainan", "show tibet", "show hainan -s bodies", "list"])
def test_sources_are_numbered_in_the_order_in_which_they_are_cited(
    call: str, run: Run, tiny: Path
) -> None:
    """The old body, which stands first in the file and last in the answer, on a second source."""
    source = tiny / "sources" / "gazette-2030.yaml"
    other = source.read_text("utf-8").replace("gazette-2030", "a-gazette")
    source.with_name("a-gazette.yaml").write_text(other, "utf-8")
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("  - id: old-group"), text.index("meetings:")
    old = text[start:end].replace("gazette-2030#", "a-gazette#")
    path.write_text(text[:start].replace("bodies:\n", f"bodies:\n{old}") + text[end:], "utf-8")
    marks = re.findall(r"\[([0-9]+)\]", run(*call.split(), "--data", tiny).out)
    assert list(dict.fromkeys(marks)) == sorted(set(marks))


def test_groups_and_an_empty_answer_name_the_day(run: Run, tiny: Path) -> None:
    for call in ("list --group-by leader-rank", "list -w leader-rank=dual", "show hainan"):
        assert DAY in run(*call.split(), "--as-of", "2030-06-01", "--data", tiny).out


@pytest.mark.parametrize("name", ["json", "yaml", "jsonl", "csv"])
def test_a_map_is_for_machines_the_comparison(name: str, run: Run, tiny: Path) -> None:
    call = ("compare", *ASKED.split(), "-f", name, "--data", tiny)
    plain, drawn = run(*call), run(*call, "--map")
    assert plain == drawn
    assert "2030-06-01" in plain.out


@pytest.mark.parametrize(
    "call", ["list", "compare", "list --group-by kind", "show hainan xizang", "show hainan"]
)
def test_the_day_stands_on_each_line_and_in_each_row(call: str, run: Run, tiny: Path) -> None:
    asked = (*call.split(), "--as-of", "2030-06-01", "--data", tiny)
    lines = run(*asked, "-f", "jsonl").out.splitlines()
    assert lines
    assert all(json.loads(line)["as-of"] == "2030-06-01" for line in lines)
    rows = list(csv.DictReader(io.StringIO(run(*asked, "-f", "csv").out)))
    assert rows
    assert {row["on-day"] for row in rows} == {"2030-06-01"}
    without = (*call.split(), "--data", tiny)
    assert "on-day" not in run(*without, "-f", "csv").out
    assert all("as-of" not in json.loads(x) for x in run(*without, "-f", "jsonl").out.splitlines())


@pytest.mark.parametrize("name", ["csv", "jsonl"])
@pytest.mark.parametrize("call", ["compare -F leader-rank", "compare -F kind --map", "list"])
def test_rows_leave_the_rest_to_standard_error(
    call: str, name: str, run: Run, tiny: Path, tmp_path: Path
) -> None:
    condition = ("-w", "leader-rank=governor", "--data", tiny, "-f", name)
    result = run(*call.split(), *condition)
    assert result.err == f"note: {LEFT_OUT}; --include-unknown lists them too.\n"
    assert "note" not in run(*call.split(), *condition, "--include-unknown").err
    to_file = run(*call.split(), *condition, "-o", tmp_path / "answer")
    assert (to_file.out, to_file.err) == ("", result.err)


@pytest.mark.parametrize("call", ["list", "compare -F kind", "compare -F kind --map"])
def test_a_limit_says_how_many_there_are(call: str, run: Run, tiny: Path) -> None:
    asked = (*call.split(), "--limit", "1", "--data", tiny)
    assert "Showing the first 1 of 2." in run(*asked).out
    assert json.loads(run(*asked, "-f", "json").out)["total"] == 2
    assert run(*asked, "-f", "csv").err == "note: Showing the first 1 of 2.\n"
    whole = run(*call.split(), "-n", "0", "--data", tiny, "-f", "json").out
    assert json.loads(whole) == json.loads(run(*call.split(), "--data", tiny, "-f", "json").out)


def test_what_a_year_and_a_search_leave_out_is_told_beside_rows(run: Run, tiny: Path) -> None:
    assert run("search", "虚构", "-n", "1", "-f", "csv", "--data", tiny).err == (
        "note: there are more results; --limit shows more\n"
    )
    assert "note: Records without a date" in run("timeline", "-f", "ics", "--data", tiny).err


# --- each value once ------------------------------------------------------------------------


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often an invented field has been derived, by province."""
    count: Counter[str] = Counter()

    def derive(province: Province, _: Values) -> Value:
        count[province.id] += 1
        return Value(KNOWN, len(province.bodies))

    name = Text("虚构字段", "Invented field")
    invented = Field("invented", name, "number", name, derive, glance=True, compared=True)
    monkeypatch.setitem(FIELDS, "invented", invented)
    return count


ORDERED = "-w invented>=0 --sort -invented"


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "csv", "md", "yaml"])
@pytest.mark.parametrize(
    "call",
    [
        f"list {ORDERED}",
        f"list {ORDERED} -F invented,kind",
        f"list {ORDERED} --group-by invented",
        f"compare {ORDERED} -F invented",
        f"compare {ORDERED} -F kind,invented --differences",
        f"compare {ORDERED} -F invented --map --as-of 2030-06-01",
    ],
)
def test_a_value_is_derived_once_an_answer(
    call: str, name: str, derived: Counter[str], run: Run, tiny: Path
) -> None:
    result = run(*call.split(), "-f", name, "--data", tiny)
    assert result.code == 0
    assert set(derived.values()) == {1}


def test_who_leads_is_worked_out_once_a_province(
    monkeypatch: pytest.MonkeyPatch, run: Run, tiny: Path
) -> None:
    count: Counter[str] = Counter()
    derive = leadership.leadership

    def counting(province: Province, sources: last_stated.Sources) -> object:
        count[province.id] += 1
        return derive(province, sources)

    monkeypatch.setattr(fields, "leadership", counting)
    leading = "-w leader-rank!=dual --include-unknown --sort leader-rank"
    for call in (f"list {leading}", f"compare {leading} -F leader-rank,leader.name,body.name"):
        for name in ("text", "json", "csv"):
            count.clear()
            run(*call.split(), "-f", name, "--data", tiny)
            assert count == {"hainan": 1, "xizang": 1}


# --- the same from Python -------------------------------------------------------------------


def test_an_answer_carries_what_was_asked(tiny: Path) -> None:
    known = datagov_cli.open(tiny).as_of("2030-06-01")
    comparison = known.compare("leader-rank", where="leader-rank=governor", limit=1)
    assert [row.province.id for row in comparison.rows] == ["hainan"]
    assert [field.key for field in comparison.beside] == ["leader.name", "leader.as-of"]
    assert [len(row.beside) for row in comparison.rows] == [2]
    assert str(comparison.day) == "2030-06-01"
    assert [province.id for province in comparison.left_out or ()] == ["xizang"]
    assert (comparison.total, comparison.limit) == (1, 1)
    assert known.compare("kind").left_out is None
    selection = known.select("hainan, 西藏", sort="-gb2260", limit=1)
    assert ([p.id for p in selection.provinces], selection.total) == (["xizang"], 2)
    grouping = known.group("kind", where=["kind=province"])
    assert [(group.value.value, len(group.rows)) for group in grouping.groups] == [("province", 1)]
    assert known.as_of(None).day is None
    with pytest.raises(UsageError, match="-1 is not a number of rows"):
        known.select(limit=-1)


def test_a_province_as_it_stood_is_made_once(tiny: Path) -> None:
    then = datagov_cli.open(tiny).as_of("2030-06-01")
    assert then.provinces["hainan"] is then.provinces["海南"]
    assert then.select("海南").provinces[0] is then.provinces["hainan"]


def test_timeline_stale_and_verify_from_python(tiny: Path, tmp_path: Path, run: Run) -> None:
    known = datagov_cli.open(tiny)
    events = known.timeline("hainan", kinds="meeting, policy", first="2030").events
    asked = run("timeline", "hainan", "-k", "meeting,policy", "--from", "2030", "-f", "json",
                "--data", tiny)  # fmt: skip
    assert [event.id for event in events] == [e["id"] for e in json.loads(asked.out)["events"]]
    due = known.stale(["hainan", "xizang"], older_than="1d")
    assert (due.is_due, due.older_than.text, due.today.isoformat()) == (True, "1d", "2030-06-01")
    run_ = known.verify(tmp_path, "national")
    assert {result.statement.province for result in run_.results} == {"national"}


# --- provinces, the same everywhere ---------------------------------------------------------

TAKES_PROVINCES = [
    "show {}", "compare {}", "timeline {}", "stale {}", "verify {} --snapshots tests/data/tiny",
    "targets --province {}", "search 虚构 --province {}",
]  # fmt: skip


@pytest.mark.parametrize("call", TAKES_PROVINCES)
def test_provinces_are_named_the_same_way_everywhere(call: str, run: Run, tiny: Path) -> None:
    def answer(names: str) -> Result:
        return run(*call.format(names).split(), "--data", tiny)

    both = answer("hainan,CN-XZ")
    assert answer("海南,xizang,hainan") == both
    assert both.code != 2
    for empty, part in ((",", 1), ("hainan,,xizang", 2), ("hainan,", 2)):
        assert answer(empty) == (
            2,
            "",
            f'error: no province given in part {part} of "{empty}"\n'
            "hint: datagov list shows the provinces on record\n",
        )


@pytest.mark.parametrize("call", TAKES_PROVINCES)
@pytest.mark.parametrize("name", ["national", "全国", "National"])
def test_the_country_is_accepted_or_refused_in_one_way(
    call: str, name: str, run: Run, tiny: Path
) -> None:
    result = run(*call.format(name).split(), "--data", tiny)
    if call.split()[0] in ("show", "search", "verify"):
        assert (result.code, result.err) == (0, "")
    else:
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f'error: "{name}" is the country as a whole, not a province\n'
            "hint: datagov show, why, search and verify accept it\n"
        )


@pytest.mark.parametrize(
    ("call", "what"),
    [
        ("compare -F {}", "field"),
        ("list -F {}", "field"),
        ("show hainan -s {}", "section"),
        ("timeline -k {}", "kind of event"),
        ("search 虚构 --in {}", "kind of record"),
        ("targets -m {}", "metric"),
        ("validate --select {}", "code"),
    ],
)
def test_an_empty_name_in_a_list_is_refused(call: str, what: str, run: Run, tiny: Path) -> None:
    result = run(*call.format(",").split(), "--data", tiny)
    assert result.code == 2
    assert result.err.startswith(f'error: no {what} given in part 1 of ","\nhint: ')


def test_options_of_one_meaning_have_one_name(run: Run, tiny: Path) -> None:
    by_field, by_column = (
        run("list", option, "kind,gb2260", "-f", "csv", "--data", tiny)
        for option in ("--field", "--columns")
    )
    assert by_field == by_column
    for call in ("search 虚构 --kind bodies", "search 虚构 -k bodies,heads"):
        assert run(*call.split(), "--data", tiny).code == 0


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("compare hain", "hainan"),
        ("compare hainan,xi", "hainan,xizang"),
        ("targets --province hainan,xi", "hainan,xizang"),
        ("search x --kind bodies,mee", "bodies,meetings"),
        ("show hainan -s bodies,mee", "bodies,meetings"),
        ("timeline -k head,mee", "head,meeting"),
    ],
)
def test_the_last_name_of_a_list_is_completed(words: str, offered: str, tiny: Path) -> None:
    environment = {
        **os.environ,
        "DATAGOV_DATA": str(tiny),
        "_DATAGOV_COMPLETE": "complete_bash",
        "COMP_WORDS": f"datagov {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    done = subprocess.run(
        [sys.executable, "-m", "datagov_cli"], env=environment, capture_output=True, text=True
    )
    assert done.stdout.split() == [offered]
