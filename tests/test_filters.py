"""The language of --where: what it reads, what it answers, what it refuses."""

from __future__ import annotations

import json
import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit
from hypothesis import given
from hypothesis import strategies as st

from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import (
    DISPUTED,
    IMPLIED,
    KNOWN,
    NOT_APPLICABLE,
    STATED,
    UNKNOWN,
    Text,
    Value,
)
from datagov_cli.queries.compare import choose_fields, compare, group, parse_query, select
from datagov_cli.queries.fields import FIELDS, Values
from datagov_cli.queries.filters import (
    OPERATORS,
    Filter,
    FilterSyntaxError,
    answer_all,
    parse_condition,
    read_filter,
)
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.select import field_finder
from datagov_cli.queries.value_tests import BASES, STATES, Condition
from datagov_cli.storage.store import Store

STORE = Store(COUNTRY)
PROVINCES = STORE.provinces()
OPPOSITE = {"=": "!=", "<": ">=", "<=": ">", "!=": "=", ">=": "<", ">": "<="}


def ids(condition: str, run: Run, *more: str) -> tuple[set[str], set[str]]:
    """The provinces that match, and those left out."""
    result = run("list", "--where", condition, *more, "-f", "json")
    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)
    assert document["left-out"] == len(document["left-out-provinces"])
    return {p["id"] for p in document["provinces"]}, set(document["left-out-provinces"])


HEADED = {"tianjin", "beijing", "guangdong", "anhui", "fujian", "zhejiang"}


@pytest.mark.parametrize(
    ("condition", "matching", "left_out"),
    [
        ("leader-rank=party-secretary", "tianjin beijing guangdong", "yunnan"),
        ("leader-rank != party-secretary", "anhui fujian zhejiang", "yunnan"),
        ("leader-rank>=governor", "tianjin beijing guangdong anhui fujian zhejiang", "yunnan"),
        ("leader-rank>party-secretary", "anhui", "yunnan"),
        ("leader-rank<party-secretary", "fujian zhejiang", "yunnan"),
        ("leader-rank=党委书记", "tianjin beijing guangdong", "yunnan"),
        ("leader-rank=unknown", "yunnan", ""),
        ("leader-rank=known", "tianjin beijing guangdong anhui fujian zhejiang", ""),
        ("leader-rank!=unknown", "tianjin beijing guangdong anhui fujian zhejiang", ""),
        ("leader-rank=implied", "zhejiang", "yunnan"),
        ("leader.basis=stated", "tianjin beijing guangdong anhui fujian", "yunnan"),
        ("leader.post~governor", "anhui fujian zhejiang", "yunnan"),
        ("leader.post=governor", "anhui fujian zhejiang", "yunnan"),
        ("leader.post!=governor", "tianjin beijing guangdong", "yunnan"),
        ("leader-rank=dual, governor", "anhui fujian zhejiang", "yunnan"),
        ("leader-rank!=dual,governor", "tianjin beijing guangdong", "yunnan"),
        ("leader-rank=unknown,dual", "anhui yunnan", ""),
        ("leader.name=余家虚,yu jiaxu", "beijing", "yunnan anhui"),
        ("id=anhui", "anhui", ""),
        ("name=安徽", "anhui", ""),
        ("name=安徽, CN-FJ", "anhui fujian", ""),
        ("province~安", "anhui", ""),
        ("meetings.count=0,2", "yunnan anhui beijing", ""),
        (
            "body.established~2014",
            "yunnan",
            " ".join(sorted({"tianjin", "beijing", "guangdong", "anhui", "fujian", "zhejiang"})),
        ),
        ("leader.post>=governor", "tianjin beijing guangdong anhui fujian zhejiang", "yunnan"),
        ("leader.name=余家虚", "beijing", "yunnan anhui"),
        ("leader.name=yu jiaxu", "beijing", "yunnan anhui"),
        ("leader.name~JIA", "beijing zhejiang", "yunnan anhui"),
        ("leader.name~jiaxu, 沈虚", "beijing guangdong", "yunnan anhui"),
        ('leader.name="unknown"', "", "yunnan anhui"),
        ("leader-rank=Party Secretary", "tianjin beijing guangdong", "yunnan"),
        ("leader-rank=ｄｕａｌ", "anhui", "yunnan"),
        ("meetings.count=0,200", "yunnan anhui", ""),
        ("body.name~数字", "beijing guangdong anhui fujian zhejiang", ""),
        ("body.established<2020", "yunnan", "tianjin beijing guangdong anhui fujian zhejiang"),
        ("body.established<2014", "", "tianjin beijing guangdong anhui fujian zhejiang"),
        ("body.established=2014", "yunnan", "tianjin beijing guangdong anhui fujian zhejiang"),
        (
            "body.established<2014-06-30",
            "",
            "tianjin beijing guangdong anhui fujian zhejiang yunnan",
        ),
        ("leader.as-of<2025-02-14", "beijing guangdong", "yunnan anhui fujian"),
        ("leader.as-of<=2025-02", "beijing guangdong fujian", "yunnan anhui"),
        ("kind=municipality", "tianjin beijing", ""),
        ("gb2260=530000", "yunnan", ""),
        ("topics~public-data-authorised-operation", "tianjin yunnan zhejiang", ""),
        ("meetings.count>=1", "tianjin beijing guangdong fujian zhejiang", ""),
        ("meetings.count>1", "beijing", ""),
        (
            "targets.ai-core-revenue>=200亿元",
            "yunnan",
            "tianjin beijing guangdong anhui fujian zhejiang",
        ),
        ("targets.5g-base-stations=1万", "yunnan", " ".join(sorted(HEADED))),
        ("targets.ai-core-revenue>=20000000000CNY", "yunnan", " ".join(sorted(HEADED))),
    ],
)
def test_answers_over_the_country(condition: str, matching: str, left_out: str, run: Run) -> None:
    assert ids(condition, run) == (set(matching.split()), set(left_out.split()))


def test_all_conditions_must_hold_and_a_no_outweighs_the_unknown(run: Run) -> None:
    found, left = ids("leader-rank=party-secretary", run, "--where", "kind=province")
    assert (found, left) == ({"guangdong"}, {"yunnan"})
    found, left = ids("leader-rank=party-secretary", run, "--where", "kind=municipality")
    assert (found, left) == ({"tianjin", "beijing"}, set())


def test_a_disputed_value_answers_where_its_claims_agree(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    edit(path, "      established: {zh: 未提及。, en: Not mentioned.}\n", "")
    claims = "".join(
        f'        - {{value: "{day}", cite: [gazette-2030#1], anchors: [虚构]}}\n'
        for day in ("2021", "2022-02")
    )
    edit(path, "    unknown:\n", f"    disputed:\n      established:\n{claims}    unknown:\n")

    def answer(condition: str) -> bool | None:
        found, left = ids(f"body.established{condition}", run, "--data", str(tiny))
        return None if "xizang" in left else "xizang" in found

    both = ["<2023", ">=2021", "!=2030", "=disputed"]
    one = ["<2022", "=2021", "=2022-02", ">2021", "<=2022-01", "!=2021"]
    neither = ["<2021", ">2022", "=2030", "=known", "=unknown"]
    assert {condition: answer(condition) for condition in (*both, *one, *neither)} == {
        **dict.fromkeys(both, True), **dict.fromkeys(one), **dict.fromkeys(neither, False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "unit", "holds"),
    [
        ("value=5000亿元,5000户", "CNY", False),
        ("value=5000亿元,5000户", "{enterprise}", True),
        ("value!=5000亿元,5000户", "CNY", True),
        ("value=5000个", "{station}", True),
        ("value=5000个", "{province}", True),
        ("value=5000个", "CNY", False),
        ("value!=5000个", "{province}", False),
        ("value>=5000个", "{province}", True),
        ("value>=4000个", "CNY", False),
        ("value<6000个", "CNY", False),
        ("value=5000", "CNY", True),
    ],
)
def test_a_figure_is_compared_in_any_unit_that_it_may_be_meant_in(
    condition: str, unit: str, holds: bool
) -> None:
    asked = read_filter(condition, STORE, field_finder(TABLES["targets"]))
    assert asked.test(Value(KNOWN, 5000, unit=unit)) is holds


def test_unknowns_are_kept_on_request(run: Run) -> None:
    found, left = ids("leader-rank=dual", run, "--include-unknown")
    assert (found, left) == ({"anhui", "yunnan"}, set())
    text = run("compare", "-F", "leader-rank", "--where", "leader-rank=dual").out
    assert "1 left out" in text
    chinese = run("list", "-w", "leader-rank=dual", "--lang", "zh", "-f", "md").out
    assert "1个是否符合条件无法确定" in chinese


def test_without_conditions_nothing_changes(run: Run) -> None:
    assert "left-out" not in run("list", "-f", "json").out


@pytest.mark.parametrize(
    ("condition", "error", "column", "hint"),
    [
        ("leader-rnk=x", 'unknown field "leader-rnk"', 0, '"leader-rank"'),
        ("  leader-rnk=x", 'unknown field "leader-rnk"', 2, '"leader-rank"'),
        ("组长=x", 'unknown field "组长"', 0, '"leader.name"'),
        ("leader-rank", "an operator is missing", 11, "operators:"),
        ("leader-rank governor", "an operator is expected here", 12, "operators:"),
        ("leader-rank==governor", "not a valid operator", 12, "operators:"),
        ("leader-rank=~x", "not a valid operator", 12, "quote a value that begins with one"),
        ("leader-rank x", "an operator is expected here", 12, "operators:"),
        ("leader-rank=governor,leader", 'has no value "leader"', 21, "values: dual"),
        ("leader-rank=", "a value is missing", 12, "FIELD OP VALUE"),
        ("leader-rank=govenor", 'leader-rank has no value "govenor"', 12, '"governor"'),
        ("leader-rank=党委书", 'has no value "党委书"', 12, '"党委书记"'),
        ('leader-rank="unknown"', 'has no value "unknown"', 12, None),
        ("leader-rank = zzz", 'leader-rank has no value "zzz"', 14, "values: dual"),
        ('leader.name~"余', "the quote is not closed", 12, None),
        ('leader.name~"余"家', "nothing may follow the closing quote", 16, None),
        ("kind<province", "kind is not ordered", 4, "use =, != or ~"),
        ("leader.name<x", "leader.name is not ordered", 11, "use =, != or ~"),
        ("body.established<20-1", '"20-1" is not a date', 17, "a year"),
        ("meetings.count~2", "~ does not apply to numbers", 14, "use =, !=, <, <=, > or >="),
        ("leader-rank=dual,govenor", 'has no value "govenor"', 17, '"governor"'),
        ("leader-rank=dual|governor", 'has no value "dual|governor"', 12, "leader-rank=A,B"),
        ("leader-rank=dual,", "before or after a comma", 12, None),
        ("meetings.count>many", '"many" is not a number', 15, "240亿元"),
        ("meetings.count>2户", 'meetings.count is not in "户"', 15, "use the unit of the field"),
        ("targets.ai-core-revenue>2户", 'is not in "户"', 24, "use the unit of the field"),
        ("topics~unknown", 'topics has no value "unknown"', 7, None),
    ],
)
def test_a_bad_condition_is_shown_with_a_caret(
    condition: str, error: str, column: int, hint: str | None, run: Run
) -> None:
    for command in ("list", "compare"):
        result = run(command, "--where", condition)
        assert (result.code, result.out) == (2, "")
        lines = result.err.splitlines()
        assert lines[0].startswith("error: ")
        assert error in lines[0]
        assert lines[1].rstrip() == f"    {condition}".rstrip()
        assert lines[2] == " " * (4 + column) + "^"
        if hint:
            assert lines[3].startswith("hint: ")
            assert hint in lines[3]


def test_a_key_is_read_in_any_case_and_a_doubled_quote_as_one() -> None:
    condition = parse_condition('Leader.Name="say ""so"""')[0]
    assert (condition.key, condition.value) == ("leader.name", 'say "so"')


def test_of_a_long_condition_sixty_characters_before_the_fault_are_shown(run: Run) -> None:
    condition = f"leader-rank={'governor,' * 20}leader"
    lines = run("list", "-w", condition).err.splitlines()
    assert lines[1].strip() == condition[-66:]
    assert lines[2] == " " * 64 + "^"


def test_a_whole_name_may_have_a_comma_itself() -> None:
    value = Value(KNOWN, Text("余家虚", "Yu, Jiaxu"))
    for condition, holds in (("Yu, Jiaxu", True), ("Li, Yu, Jiaxu", False), ("Li,余家虚", True)):
        assert read_filter(f"leader.name={condition}", STORE).test(value) is holds


def test_a_month_that_begins_on_the_day_asked_about_may_end_after_it() -> None:
    month = Value(KNOWN, FuzzyDate.parse("2020-01"))
    asked = ("<=2020-01-01", "<2020-01-01", "<2020-02-01", "<=2020-01-31", "<=2019-12-31")
    answers = [read_filter(f"body.established{each}", STORE).test(month) for each in asked]
    assert answers == [None, False, True, True, False]


def test_only_a_whole_name_has_a_nearby_condition() -> None:
    conditions = ("leader.name=x", "leader.name!=x", "leader.name~x", "leader-rank=dual")
    nearby = [read_filter(condition, STORE).nearby for condition in conditions]
    assert [near and str(near.condition) for near in nearby] == ["leader.name~x", None, None, None]


def test_the_caret_stands_under_the_character_beside_wide_and_hidden_ones(run: Run) -> None:
    lines = run("list", "-w", 'leader.name="余家虚"x').err.splitlines()
    assert lines[2].index("^") == 4 + len('leader.name="') + 6 + 1
    hostile = run("list", "-w", "\x1b[31mleader").err
    assert "\x1b" not in hostile
    long = run("list", "-w", "leader-rank=" + "x" * 10_000).err.splitlines()
    assert max(map(len, long[1:])) < 200


def test_wrong_shapes_of_an_answer(run: Run) -> None:
    assert run("list", "--sort", "leader-rnk").code == 2
    assert run("list", "--group-by", "nope").code == 2
    assert run("list", "--columns", ",").code == 2
    assert run("list", "--limit", "-1").code == 2
    assert "cannot be combined with" in run("list", "--group-by", "kind", "--columns", "kind").err
    assert "cannot be combined with" in run("compare", "--group-by", "kind", "--transpose").err


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ("--sort leader-rank", "anhui beijing tianjin guangdong fujian zhejiang yunnan"),
        ("--sort -leader-rank", "zhejiang fujian beijing tianjin guangdong anhui yunnan"),
        ("--sort leader.as-of --limit 2", "beijing guangdong"),
        ("--sort -leader.as-of --limit 1", "tianjin"),
        ("--sort meetings.count --limit 2", "beijing tianjin"),
        ("--sort leader.name", "beijing zhejiang fujian guangdong tianjin anhui yunnan"),
        ("--sort topics", "tianjin zhejiang yunnan anhui beijing guangdong fujian"),
        ("--sort -topics", "fujian guangdong beijing anhui yunnan zhejiang tianjin"),
        ("--where kind=province --sort -meetings.count --limit 1", "anhui"),
    ],
)
def test_order_and_limit(options: str, order: str, run: Run) -> None:
    document = json.loads(run("list", *shlex.split(options), "-f", "json").out)
    assert [p["id"] for p in document["provinces"]] == order.split()
    document = json.loads(run("compare", *shlex.split(options), "-f", "json").out)
    assert [row["province"] for row in document["rows"]] == order.split()


def test_columns_choose_the_fields_of_every_format(run: Run) -> None:
    document = json.loads(run("list", "--columns", "kind,topics", "-f", "json").out)
    assert all(list(p["fields"]) == ["kind", "topics"] for p in document["provinces"])
    header = run("list", "--columns", "kind", "-f", "csv").out.split("\n")[0]
    assert header == "province,name,name-en,kind,reservations"


def test_groups_have_counts_and_the_unknown_last(run: Run) -> None:
    for command in ("list", "compare"):
        document = json.loads(run(command, "--group-by", "leader-rank", "-f", "json").out)
        assert list(document) == ["schema", "field", "groups"]
        assert document["schema"] == "datagov/groups@1"
        assert [(g["value"], g["count"], g["provinces"]) for g in document["groups"]] == [
            ("dual", 1, ["anhui"]),
            ("party-secretary", 3, ["beijing", "tianjin", "guangdong"]),
            ("governor", 2, ["zhejiang", "fujian"]),
            (None, 1, ["yunnan"]),
        ]
        assert document["groups"][-1]["label"] == "unknown"


# --- properties -----------------------------------------------------------------------------

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))
fuzzy = st.builds(
    lambda day, cut: FuzzyDate.parse(day.isoformat()[:cut]), days, st.sampled_from([4, 7, 10])
)
posts = st.sampled_from(list(STORE.terms("posts")))
names = st.sampled_from([Text("余家虚", "Yu Jiaxu"), Text("张三", "Zhang San")])
contents: dict[str, st.SearchStrategy[Any]] = {
    "leader-rank": st.sampled_from(list(STORE.terms("leader-ranks"))),
    "leader.post": posts | st.lists(posts, min_size=2, unique=True).map(tuple),
    "leader.name": names,
    "body.established": fuzzy,
    "meetings.count": st.integers(0, 5),
}
written: dict[str, st.SearchStrategy[str]] = {
    "leader-rank": contents["leader-rank"],
    "leader.post": posts,
    "leader.name": st.sampled_from(["余家虚", "zhang", "San"]),
    "body.established": fuzzy.map(str),
    "meetings.count": st.integers(0, 5).map(str),
}


@st.composite
def asked_and_had(draw: st.DrawFn) -> tuple[str, str, str, Value]:
    """A field, an operator, a value asked for, and the value that a province has."""
    key = draw(st.sampled_from(list(contents)))
    operator = draw(st.sampled_from(["=", "!="] if key == "leader.name" else sorted(OPPOSITE)))
    wanted = draw(written[key] | st.sampled_from([*STATES, *BASES]) if "=" in operator and
                  operator in ("=", "!=") else written[key])  # fmt: skip
    state = draw(st.sampled_from([KNOWN, KNOWN, UNKNOWN, NOT_APPLICABLE, DISPUTED]))
    basis = draw(st.sampled_from([STATED, IMPLIED]))
    if state == DISPUTED:
        claims = draw(st.lists(contents[key], min_size=2, max_size=3))
        had = Value(DISPUTED, sides=tuple(Value(KNOWN, claim) for claim in claims))
    else:
        had = Value(state, draw(contents[key]) if state == KNOWN else None, basis)
    return key, operator, wanted, had


@given(asked_and_had())
def test_a_condition_and_its_opposite_share_out_what_is_known(
    case: tuple[str, str, str, Value],
) -> None:
    key, operator, wanted, had = case
    answer = read_filter(f"{key}{operator}{wanted}", STORE).test(had)
    opposite = read_filter(f"{key}{OPPOSITE[operator]}{wanted}", STORE).test(had)
    if had.state == NOT_APPLICABLE and operator not in ("=", "!="):
        assert (answer, opposite) == (False, False)
        return
    assert opposite is (None if answer is None else not answer)
    if had.state == NOT_APPLICABLE and wanted not in STATES:
        assert answer is (operator == "!=")
    if had.known and wanted not in BASES and key != "body.established":
        assert answer is not None
    if had.state == UNKNOWN and wanted not in STATES:
        assert answer is None


@given(st.lists(asked_and_had(), min_size=1, max_size=3), st.booleans())
def test_matching_left_out_and_the_rest_are_the_whole_set(
    cases: list[tuple[str, str, str, Value]], keep: bool
) -> None:
    where = [f"{key}{operator}{wanted}" for key, operator, wanted, _ in cases]
    query = parse_query(STORE, where, keep)
    selection = select(PROVINCES, query, STORE)
    answers = {p.id: answer_all(query.filters, p, Values(STORE)) for p in PROVINCES}
    matching = {p for p, answer in answers.items() if answer or (keep and answer is None)}
    assert {p.id for p in selection.provinces} == matching
    unknown = {p for p, answer in answers.items() if answer is None}
    assert {p.id for p in selection.left_out or ()} == (set() if keep else unknown)
    first = Filter(query.filters[0].condition, query.filters[0].field, query.filters[0].test)
    for province in PROVINCES:
        if first.answer(province, Values(STORE)) is False:
            assert answers[province.id] is False


@given(fuzzy, st.sampled_from(sorted(OPPOSITE)), fuzzy, st.data())
def test_an_answer_about_a_rough_date_holds_for_each_of_its_days(
    had: FuzzyDate, operator: str, period: FuzzyDate, data: st.DataObject
) -> None:
    answer = read_filter(f"body.established{operator}{period}", STORE).test(Value(KNOWN, had))
    day = had.start + timedelta(days=data.draw(st.integers(0, (had.end - had.start).days)))
    exact = {
        "=": period.start <= day <= period.end,
        "!=": not period.start <= day <= period.end,
        "<": day < period.start,
        "<=": day <= period.end,
        ">": day > period.end,
        ">=": day >= period.start,
    }[operator]
    assert answer is None or answer == exact
    if had.start == had.end:
        assert answer is not None


@given(
    st.from_regex(r"[a-z0-9]+([.-][a-z0-9]+)*", fullmatch=True),
    st.sampled_from(OPERATORS),
    st.text(),
    st.booleans(),
)
def test_a_condition_reads_back_as_it_was_written(
    key: str, operator: str, value: str, literal: bool
) -> None:
    plain = value == value.strip() and value and not value.startswith(('"', "=", "<", ">", "~"))
    condition = Condition(key, operator, value, literal or not plain)
    assert parse_condition(str(condition))[0] == condition
    spaced = f" {key} {operator} {str(condition).removeprefix(key + operator)} "
    assert parse_condition(spaced)[0] == condition


@given(st.text())
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    refused = None
    try:
        parse_condition(text)
    except FilterSyntaxError as error:
        refused = error
    if refused:
        assert 0 <= refused.place <= len(text)
        assert refused.excerpt[1].endswith("^")


def test_a_field_is_shown_once_whatever_it_is_called() -> None:
    chosen = choose_fields(["kind,Name", "KIND,id"], STORE)
    assert [field.key for field in chosen] == ["kind", "province"]
    assert choose_fields([], STORE)[0].key == "leader-rank"


def test_not_applicable_differs_from_unknown(tiny: Path) -> None:
    store = Store(tiny)
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, '    established: "2020-05"\n', "")
    edit(path, "    anchors: [虚构领导小组]\n", "    anchors: [虚构领导小组]\n"
         "    not-applicable:\n      established: {zh: 无。, en: None.}\n")  # fmt: skip
    asked = [FIELDS["body.established"], FIELDS["leader.role"]]
    shown = compare(store.provinces(), asked, parse_query(store), store, differences=True)
    assert [field.key for field in shown.fields] == ["body.established", "leader.role"]


def test_a_limit_of_none_is_no_limit() -> None:
    query = parse_query(STORE, limit=0)
    found = select(PROVINCES, query, STORE)
    assert (found.limit, len(found.provinces)) == (None, len(PROVINCES))


def test_groups_are_limited_and_counted_as_groups() -> None:
    grouping = group(PROVINCES, FIELDS["kind"], parse_query(STORE, limit=1), STORE)
    every = group(PROVINCES, FIELDS["kind"], parse_query(STORE), STORE)
    assert (len(grouping.groups), grouping.total) == (1, len(every.groups))
    assert 1 < len(every.groups) < len(PROVINCES)


def test_a_field_that_was_asked_for_does_not_stand_beside_another() -> None:
    asked = [FIELDS["leader-rank"], FIELDS["leader.as-of"]]
    comparison = compare(PROVINCES, asked, parse_query(STORE), STORE)
    assert [field.key for field in comparison.beside] == ["leader.name"]
