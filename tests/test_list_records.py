"""Records, sources and terms by conditions: ``list KIND``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit


def listed(run: Run, *words: str) -> Any:
    result = run("list", *words, "-f", "json", "--data", str(COUNTRY))
    assert (result.code, result.err) == (0, "")
    return json.loads(result.out)


@pytest.mark.parametrize(
    ("kind", "condition", "holds"),
    [
        ("policies", "status=consultation", lambda r: r["status"]["value"] == "consultation"),
        ("policies", "status=征求意见", lambda r: r["status"]["value"] == "consultation"),
        ("heads", "posts=governor", lambda r: "governor" in str(r["posts"]["value"])),
        ("heads", "province=安徽,CN-FJ", lambda r: r["province"] in ("anhui", "fujian")),
        ("targets", "value>=200亿元", lambda r: r["unit"] == "CNY" and r["value"] >= 2e10),
        ("targets", "year<=2025", lambda r: r["year"] <= "2025"),
        ("bodies", "kind!=leading-group", lambda r: r["kind"] != "leading-group"),
        ("meetings", "date=2023", lambda r: r["date"]["value"].startswith("2023")),
    ],
)
def test_conditions_choose_records(kind: str, condition: str, holds: Any, run: Run) -> None:
    everything = listed(run, kind)[kind]
    found = listed(run, kind, "--where", condition)
    assert found["schema"] == f"datagov/{kind}@1"
    left = {(row["province"], row["id"]) for row in found["left-out-records"]}
    expected = [
        row for row in everything if (row["province"], row["id"]) not in left and holds(row)
    ]
    assert expected
    assert found[kind] == expected


@pytest.mark.parametrize(
    ("condition", "states"),
    [
        ("state=known", {"known"}),
        ("state=unknown", {"unknown"}),
        ("state!=known", {"unknown", "not-applicable"}),
        ("state~unknown", {"unknown"}),
        ("state=unknown,not-applicable", {"unknown", "not-applicable"}),
    ],
)
def test_the_state_of_a_claim_is_that_of_its_fact(
    condition: str, states: set[str], run: Run
) -> None:
    every = listed(run, "claims")["claims"]
    found = listed(run, "claims", "--where", condition)["claims"]
    assert {row["state"] for row in found} == states
    assert found == [row for row in every if row["state"] in states]


@pytest.mark.parametrize(
    ("condition", "found"),
    [("value=7.7", True), ("value=7.7亿元", False), ("value!=7.7", False), ("value<=7.7", True),
     ("value<7.7", False), ("value>7.7", False), ("value>=7.7", True), ("value>7.6", True)],
)  # fmt: skip
def test_a_figure_with_decimals_is_the_one_asked_for(
    condition: str, found: bool, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "    value: 150000000\n    unit: CNY\n    as-written: 1.5亿元\n    year: \"2029\"",
         "    value: 7.7\n    unit: CNY\n    as-written: 7.7元\n    year: \"2029\"")  # fmt: skip
    result = run("list", "measures", "--where", condition, "-f", "json", "--data", tiny)
    assert len(json.loads(result.out)["measures"]) == int(found)


@pytest.mark.parametrize(
    ("condition", "found"),
    [("scope=national", False), ("scope!=national", True), ("scope~national", False),
     ("scope=not-applicable", True), ("scope!=not-applicable", False), ("scope=stated", False)],
)  # fmt: skip
def test_what_does_not_apply_is_known_not_to_match(
    condition: str, found: bool, run: Run, tiny: Path
) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "    scope: national\n",
         "    not-applicable: {scope: {zh: 并非首创。, en: No first.}}\n")  # fmt: skip
    result = run("list", "milestones", "--where", condition, "-f", "json", "--data", tiny)
    answer = json.loads(result.out)
    assert (len(answer["milestones"]), answer["left-out"]) == (int(found), 0)
    assert "left out" not in result.err


def test_provinces_order_and_limit(run: Run) -> None:
    document = listed(run, "policies", "yunnan,beijing", "--sort", "-date", "-n", "2")
    assert {row["province"] for row in document["policies"]} <= {"yunnan", "beijing"}
    assert len(document["policies"]) <= 2
    assert listed(run, "policy") == listed(run, "policies")


def test_a_source_says_what_rests_on_it(run: Run) -> None:
    for source in listed(run, "sources")["sources"]:
        found = sum(
            len(listed(run, kind, "--where", f"source={source['id']}")[kind])
            for kind in (
                "bodies", "heads", "meetings", "policies", "targets", "measures", "milestones",
                "initiatives", "statements",
            )
        )  # fmt: skip
        assert source["records"] == found


def test_a_nearby_operator_that_finds_more_is_named(run: Run) -> None:
    out = run("list", "policies", "--where", "title=数据", "--data", str(COUNTRY)).out
    assert "title~数据 would find" in out
    every = listed(run, "policies", "-w", "title~虚构")["policies"]
    where = ("-w", f"province={every[0]['province']}")
    of_one = len(listed(run, "policies", "-w", "title~虚构", *where)["policies"])
    assert 0 < of_one < len(every)
    assert (
        f"title~虚构 would find {of_one}"
        in run("list", "policies", "-w", "title=虚构", *where, "--data", COUNTRY).out
    )


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ([], "nothing is on record, which is not “none”\n"),
        (["--where", "role=head"], "nothing on record is known to match\n"),
    ],
)
def test_an_empty_list_says_whether_a_condition_emptied_it(
    condition: list[str], said: str, run: Run
) -> None:
    assert run("list", "heads", "yunnan", *condition, "--data", COUNTRY).out == said


def test_withdrawn_records_are_listed_only_if_asked_for(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    place = text.index("policies:")
    cite = text.index("\n    cite: [", place) + 1
    gone = '    withdrawn: {date: "2030-05-01", reason: {zh: 有误。, en: Wrong.}}\n'
    path.write_text(f"{text[:cite]}{gone}{text[cite:]}", "utf-8")

    def policies(*more: str) -> Any:
        return json.loads(run("list", "policies", *more, "--data", tiny, "-f", "json").out)

    without, everything = policies(), policies("--withdrawn")
    assert without["withdrawn-left-out"] == 1
    assert len(everything["policies"]) == len(without["policies"]) + 1
    assert "1 withdrawn record is left out" in run("list", "policies", "--data", tiny).out


def test_csv_has_a_column_a_field_and_says_what_is_not_stated(run: Run) -> None:
    result = run("list", "heads", "-F", "person,as-of", "-f", "csv", "--data", str(COUNTRY))
    header, *rows = csv.reader(io.StringIO(result.out))
    assert header == [
        "province", "body", "id", "person", "person-en", "role", "as-of", "reservations", "cite",
    ]  # fmt: skip
    by_province = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert "person=implied" in by_province["zhejiang"]["reservations"]
    assert all(("person=" in row["reservations"]) or row["person"] for row in by_province.values())


def test_vocabularies_and_their_terms(run: Run) -> None:
    vocabularies = [row["id"] for row in listed(run, "terms")["vocabularies"]]
    assert "posts" in vocabularies
    terms = listed(run, "terms", "posts", "roles")["terms"]
    assert {row["vocabulary"] for row in terms} == {"posts", "roles"}
    assert terms[0].keys() >= {"id", "label", "label-en", "position", "rank"}


@pytest.mark.parametrize(
    ("words", "error", "hint"),
    [
        ("list polices", 'unknown kind or province "polices"', '"policies"'),
        ("list terms post", 'unknown vocabulary "post"', '"posts"'),
        ("list policies -F titel", 'policies have no field "titel"', '"title"'),
        ("list policies -w staus=x", 'policies have no field "staus"', '"status"'),
        ("list terms posts --as-of 2030", "terms have no dates", ""),
        ("list --withdrawn", "provinces are not withdrawn", "datagov list policies"),
        ("list policies --group-by kind", "--group-by counts provinces", ""),
        ("list sources --long", "sources claim nothing", ""),
        ("timeline 2025-04", '"2025-04" is not a province', "--from 2025-04 --to 2025-04"),
        ("list --json", "no such option: --json", "--format json"),
        ("targets --html", "no such option: --html", "--format md"),
        ("list --order-by kind", "no such option: --order-by", "--sort"),
        ("timeline --since 2025", "no such option: --since", "--from"),
        ("validate -v", "no such option: -v", "datagov why"),
        ("list --zzz", "no such option: --zzz", "datagov list --help"),
        ("compare leader-rank", '"leader-rank" is not a province', "--field leader-rank"),
        ("list leader-rank", '"leader-rank" is not a province', "--field leader-rank"),
        (
            "list -w leader-rank=governor+AND+kind=province",
            'no value "governor AND',
            "--where once",
        ),
        ("stale --max-age 3", "no such option: --max-age", "datagov stale --help"),
        ("cite yunnan --source x", "no such option: --source", "datagov cite --help"),
        ("search 数据 --where kind=x", 'kind has no value "x"', "municipality"),
        ("list -n 1e9", '"1e9" is not a whole number', "--help"),
        ("list -w basis=implied", 'unknown field "basis"', "heads, targets have such a field"),
        ("list -w 领导层级=governor", 'unknown field "领导层级"', '"leader-rank"'),
        ("list --sort 领导层级", 'unknown field "领导层级"', '"leader-rank"'),
        ("list policies -w 状态=issued", 'no field "状态"', '"status"'),
        ("list -f excel", 'unknown format "excel"', "datagov export --format xlsx"),
        ("list -o heads.xlsx", 'has the ending ".xlsx"', "datagov export --format xlsx"),
        ("export -f excel", 'unknown format "excel"', 'mean "xlsx"'),
        ("list claims -w state=stated", 'state has no value "stated"', "known, unknown"),
        ("list claims -w state>known", "state is not ordered", "=, != or ~"),
        ("fields leadr", 'no field is called "leadr"', ""),
    ],
)
def test_a_wrong_call_says_what_is_meant(words: str, error: str, hint: str, run: Run) -> None:
    result = run(*(word.replace("+", " ") for word in words.split()))
    assert (result.code, result.out) == (2, "")
    assert error in result.err.splitlines()[0]
    assert hint in result.err


def test_one_thing_has_one_name_everywhere(run: Run) -> None:
    same = [
        ("list hunan", "list --province hunan"),
        ("list --field kind", "list --columns kind"),
        ("targets yunnan", "targets --province yunnan"),
        ("show yunnan --section targets", "show yunnan --kind targets"),
        ("search 数据 --kind policies", "search 数据 --in policies"),
        ("timeline --kind policy", "timeline --section policy"),
    ]
    for one, other in same:
        first, second = run(*one.split()), run(*other.split())
        assert first.out == second.out, one
        assert first.code == second.code


@pytest.mark.parametrize(
    ("day", "said", "reservations"),
    [
        ([], "disputed Wang Wu [1]¶1 / Zhao Liu [1]¶2", {"heads=implied", "heads=disputed"}),
        (
            ["--as-of", "2030-06"],
            "Zhang San (implied; last known, as of 2030-02, 93–149 days earlier) [1]¶1",
            {"heads=implied, last-known", "heads=disputed"},
        ),
    ],
)
def test_who_heads_a_body_is_as_sure_as_the_headship(
    day: list[str],
    said: str,
    reservations: set[str],
    run: Run,
    tiny: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    call = ("list", "bodies", "hainan", "--columns", "id,heads", *day, "--data", tiny)
    assert said in run(*call).out
    rows = csv.DictReader(io.StringIO(run(*call, "-f", "csv").out))
    assert {row["reservations"].partition(";")[0] for row in rows} == reservations


def test_who_has_left_is_listed_with_the_end(run: Run, tiny: Path) -> None:
    stated = 'as-of: "2029-12-31"\n'
    edit(tiny / "provinces" / "hainan.yaml", stated, f'{stated}        until: "2030-01"\n')
    shown = run("list", "heads", "--lang", "zh", "--data", tiny).out
    assert "李四（任职结束：2030-01）" in shown
    assert shown.count("任职结束") == 1


def test_only_who_heads_a_group_is_called_so_in_chinese(run: Run, tiny: Path) -> None:
    """A bureau has no 组长."""
    file = tiny / "provinces" / "hainan.yaml"
    text = file.read_text("utf-8")
    calls = ("list heads -F person,role", "timeline -k head", "stale", "search 李四")
    said = [run(*call.split(), "--lang", "zh", "--data", tiny).out for call in calls]
    assert ["组长" in each for each in said] == [True] * 4
    file.write_text(text.replace("kind: leading-group", "kind: data-bureau"), "utf-8")
    said = [run(*call.split(), "--lang", "zh", "--data", tiny).out for call in calls]
    assert ["组长" in each for each in said] == [False] * 4
    assert ["负责人" in each for each in said] == [True] * 4
