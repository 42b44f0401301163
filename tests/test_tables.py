"""Flat tables: everything that ``show`` says stands in them, and nothing without its reservations.

The data is invented, and made from the shape of a record itself: a key that is added to the
table of keys is generated here, and must arrive in the claims.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit, reserved, table_csv
from hypothesis import given, settings
from hypothesis import strategies as st

from datagov_cli.model import key_types as rk
from datagov_cli.model.key_types import Key
from datagov_cli.model.record_keys import HEADSHIP, RECORD_KEYS
from datagov_cli.model.records import RECORD_KINDS, Province
from datagov_cli.queries.tables import TABLES, Scope
from datagov_cli.storage import parse_records
from datagov_cli.storage.store import Store
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.records import identity, records_json

SOURCES = """\
id: {id}
kind: webpage
tier: {tier}
language: zh
title: {{zh: 虚构, en: Invented}}
publisher: {{zh: 虚构社, en: Invented Press}}
url: https://example.org/
snapshot: {{paragraphs: 1, sha256: ["{zeros}"]}}
unknown:
  author: {{zh: 未注明。, en: Not named.}}
  published: {{zh: 未注明。, en: Not dated.}}
"""
CITES = st.lists(
    st.sampled_from(["one#0", "one#3", "two#1"]), min_size=1, max_size=3, unique=True
)  # fmt: skip
WORDS = st.sampled_from(["甲", "乙 B", "=1+1", "a; b"])
TEXTS = st.fixed_dictionaries({"zh": WORDS, "en": WORDS})
DATES = st.sampled_from(["2020", "2021-05", "2022-01-31", "2019-03~"])
NOTES = st.fixed_dictionaries(
    {"zh": WORDS, "en": WORDS},
    optional={"searched": st.just([{"date": "2024", "where": "archive"}])},
)
STORE = Store(COUNTRY)


def values(key: Key) -> st.SearchStrategy[Any]:
    """What may stand in a file under a key."""
    terms = st.sampled_from(STORE.term_ids(key.vocabulary)) if key.vocabulary else st.nothing()
    stage = {"date": DATES, "cite": CITES, "status": st.sampled_from(["issued", "consultation"])}
    simple: dict[str, st.SearchStrategy[Any]] = {
        rk.TEXT: TEXTS,
        rk.TEXTS: st.lists(TEXTS, min_size=1, max_size=2),
        rk.STRING: WORDS,
        rk.WRITTEN: WORDS,
        rk.DATE: DATES,
        rk.NUMBER: st.sampled_from([0, 7, 2.5, 24_000_000_000]),
        rk.BOOLEAN: st.booleans(),
        rk.TERM: terms,
        rk.TERMS: st.lists(terms, min_size=1, max_size=2, unique=True),
        rk.ID: st.sampled_from([f"{kind}-0" for kind in key.refers_to] or ["none"]),
        rk.STAGES: st.lists(st.fixed_dictionaries(stage), min_size=1, max_size=2),
        rk.HEADS: st.lists(st.just({}), min_size=1, max_size=2),
    }
    return simple[key.type]


#: Who heads a body by one side of a dispute.
HEADSHIPS = st.fixed_dictionaries(
    {"role": values(next(key for key in RECORD_KEYS["heads"] if key.name == "role"))},
    optional={
        key.name: values(key)
        for key in RECORD_KEYS["heads"]
        if key.name in HEADSHIP and key.name != "role"
    },
)


@st.composite
def raw_records(draw: st.DrawFn, kind: str, name: str) -> dict[str, Any]:
    """A record as a file has it, each key known, not known, disputed or left out."""
    record: dict[str, Any] = {"id": name, "cite": draw(CITES), "anchors": ["甲"]}
    for key in RECORD_KEYS[kind]:
        states = ["given"]
        states += [] if key.required or key.accountable else ["left out"]
        states += ["unknown", "not-applicable", "implied"] if key.uncertain else []
        states += ["disputed"] if key.disputed else []
        state = draw(st.sampled_from(states))
        if state in ("given", "implied"):
            value = draw(values(key))
            if key.type == rk.HEADS:
                value = [draw(raw_records("heads", f"{name}-{n}")) for n in range(len(value))]
            record[key.name] = value
            if draw(st.booleans()):
                record.setdefault("cite-for", {})[key.name] = draw(CITES)
        if state == "disputed":
            side = HEADSHIPS if key.type == rk.HEADS else values(key)
            sides = st.fixed_dictionaries({"value": side, "cite": CITES})
            account: Any = draw(st.lists(sides, min_size=2, max_size=3))
        else:
            account = draw(NOTES)
        if state not in ("given", "left out"):
            record.setdefault(state, {})[key.name] = account
    if draw(st.booleans()):
        record["via"] = draw(TEXTS)
    if draw(st.integers(0, 5)) == 0 and not name.endswith("-0"):
        record["withdrawn"] = {"date": "2024", "reason": draw(TEXTS)}
    return record


@st.composite
def provinces(draw: st.DrawFn) -> Province:
    data: dict[str, Any] = {
        "id": "hainan",
        "name": {"zh": "海南省", "en": "Hainan", "short": "海南"},
        "gb2260": "460000",
        "iso3166-2": "CN-HI",
        "kind": "province",
    }
    for kind in RECORD_KINDS:
        count = draw(st.integers(1, 2))
        data[kind] = [draw(raw_records(kind, f"{kind}-{n}")) for n in range(count)]
    return parse_records.province(data)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two invented sources and the vocabulary."""
    data = tmp_path_factory.mktemp("invented")
    shutil.copytree(COUNTRY / "vocabulary", data / "vocabulary")
    (data / "provinces").mkdir()
    (data / "sources").mkdir()
    for name, tier in (("one", "official"), ("two", "press")):
        text = SOURCES.format(id=name, tier=tier, zeros="0" * 64)
        (data / "sources" / f"{name}.yaml").write_text(text, "utf-8")
    return Store(data)


def rows(name: str, scope: Scope) -> list[dict[str, Any]]:
    columns = [column.name for column in TABLES[name].columns]
    return [dict(zip(columns, row, strict=True)) for row in TABLES[name].rows(scope)]


# --- every fact ------------------------------------------------------------------------------

Fact = tuple[Any, ...]


def facts_of(kind: str, record: dict[str, Any], lang: str) -> Iterator[Fact]:
    """What a record says in JSON: id, field, state, value, note, basis, and one citation."""
    types = {key.name: key.type for key in RECORD_KEYS[kind]}
    for name, value in {**record, **record.get("absent", {})}.items():
        if name in ("id", "absent", "anchors", "cite", "cite-for", "via", "via-en"):
            continue
        if value in (None, []):
            continue
        if types.get(name) == rk.HEADS and isinstance(value, list):
            for head in value:
                yield from facts_of("heads", head, lang)
        elif isinstance(value, dict):
            for side in value.get("claims", [value]):
                said = side.get("ref", side["value"])
                yield from of_sides(record, name, value, side, said)
        elif types.get(name) == rk.STAGES:
            for stage in value:
                said = f"{stage['status']} {stage['date']}"
                yield from of_sides(record, name, {"state": "known"}, stage, said)
        elif name not in types and re.sub("-(en|state|note|withdrawn)$", "", name) in types:
            continue  # A text in English is the label of its fact; what stands beside one is none.
        else:
            told = [item["name"] for item in value] if types.get(name) == rk.TEXTS else value
            yield (record["id"], name, "known", plain(told), None, None, None)


def of_sides(
    record: dict[str, Any], name: str, cell: dict[str, Any], side: dict[str, Any], said: Any
) -> Iterator[Fact]:
    value = None if said is None else plain(said)
    note, basis = cell.get("note"), side.get("basis")
    for cite in side["cite"] or [None]:
        where = cite and (cite["source"], int(cite["at"][1:]), cite["tier"])
        yield (record["id"], name, cell["state"], value, note, basis, where)


def plain(value: Any) -> str:
    if isinstance(value, dict):  # Who heads a body, by one side of a dispute.
        return "; ".join(f"{key}={plain(v)}" for key, v in value.items() if v is not None)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def found_in(fact: Fact, claims: list[dict[str, Any]]) -> bool:
    record, field, state, value, note, basis, cite = fact
    for row in claims:
        if (row["record"], row["field"], row["state"]) != (record, field, state):
            continue
        cited = (row["source"], row["paragraph"], row["tier"])
        if (
            row["value"] == value
            and (note is None or row["note"] == note)
            and (basis in (None, row["basis"]) or row["basis"] == "implied")
            and (cite is None or cited == cite)
        ):
            return True
    return False


@settings(deadline=None, max_examples=8)
@given(province=provinces(), lang=st.sampled_from(["zh", "en"]))
def test_every_fact_of_show_is_a_claim(store: Store, province: Province, lang: str) -> None:
    claims = rows("claims", Scope(store, [province], lang=lang))
    writer = CellWriter(store, lang)
    said = [identity(province) | {"absent": {}}]
    for fact in facts_of("province", said[0], lang):
        assert found_in(fact, claims), fact
    for kind in RECORD_KINDS:
        for record in records_json(writer, province, kind):
            for fact in facts_of(kind, record, lang):
                assert found_in(fact, claims), fact


@settings(deadline=None, max_examples=8)
@given(province=provinces())
def test_rows_fit_their_columns_and_ids_are_found(store: Store, province: Province) -> None:
    scope = Scope(store, [province])
    tables = {name: rows(name, scope) for name in TABLES}
    ids = {name: {row["id"] for row in found if "id" in row} for name, found in tables.items()}
    terms = {(row["vocabulary"], row["id"]) for row in tables["terms"]}
    types = {"number": int | float, "boolean": bool}
    for name, table in TABLES.items():
        for row in tables[name]:
            for column in table.columns:
                value = row[column.name]
                if value is None or value == "":
                    continue
                assert isinstance(value, types.get(column.type, str)), (name, column.name)
                items = str(value).split("; ") if column.type == "list" else [value]
                if column.refers_to and (name, column.name) != ("claims", "record"):
                    referred = set().union(*(ids[other] for other in column.refers_to))
                    assert set(items) <= referred, (name, column.name)
                if column.vocabulary:
                    assert {(column.vocabulary, item) for item in items} <= terms, column.name
    for row in tables["claims"]:
        assert row["record"] in ids[row["kind"]]


@settings(deadline=None, max_examples=8)
@given(province=provinces())
def test_a_table_and_the_claims_say_the_same(store: Store, province: Province) -> None:
    """What a table has under a key is what its claim says; a state is given where it is not."""
    scope = Scope(store, [province])
    claims = rows("claims", scope)
    for kind in (*RECORD_KINDS, "heads"):
        for row in rows(kind, scope):
            for key in RECORD_KEYS[kind]:
                if not key.shown or key.type in (rk.STAGES, rk.HEADS):
                    continue
                told = [c for c in claims if (c["record"], c["field"]) == (row["id"], key.name)]
                if row[key.name] is not None:
                    assert {c["value"] for c in told} == {plain(row[key.name])}
                if key.uncertain:
                    basis = {c["basis"] for c in told} - {None, "stated"}
                    state = {c["state"] for c in told} - {"known"}
                    wanted = next(iter(state), next(iter(basis), None))
                    assert row[f"{key.name}-state"] == wanted, key.name


# --- reservations ------------------------------------------------------------------------------


@pytest.fixture
def hainan(tiny: Path) -> Scope:
    store = Store(tiny)
    return Scope(store, store.provinces(), store.national())


def of(claims: list[dict[str, Any]], record: str, field: str) -> list[dict[str, Any]]:
    return [row for row in claims if (row["record"], row["field"]) == (record, field)]


def test_an_implied_headship_is_implied_in_each_of_its_facts(hainan: Scope) -> None:
    claims = rows("claims", hainan)
    for field in ("person", "posts", "role", "as-of"):
        (row,) = of(claims, "zhang-san", field)
        basis = "stated" if field == "posts" else "implied"
        assert (row["basis"], row["as-of"]) == (basis, "2030-02")
        (row,) = of(claims, "li-si", field)
        assert (row["basis"], row["as-of"]) == ("stated", "2029-12-31")
    (head, *_) = rows("heads", hainan)
    assert (head["id"], head["body"], head["posts"]) == (
        "zhang-san", "group", "deputy-party-secretary; governor"
    )  # fmt: skip
    assert (head["person-state"], head["basis"], head["as-of"]) == ("implied", "implied", "2030-02")


def test_a_name_never_stands_without_the_role(hainan: Scope) -> None:
    (row,) = of(rows("claims", hainan), "li-si", "person")
    assert (row["value"], row["label"], row["qualifiers"]) == ("李四", "Li Si", "role=head")


def test_relation_year_and_basis_stand_beside_a_figure(hainan: Scope) -> None:
    claims = rows("claims", hainan)
    for field in ("value", "as-written"):
        (row,) = of(claims, "revenue", field)
        assert row["qualifiers"] == "relation=reach; year=2031; basis=target"
    (row,) = of(claims, "revenue", "value")
    assert (row["value"], row["unit"]) == ("150000000", "CNY")


def test_each_side_of_a_dispute_has_its_own_citation(hainan: Scope) -> None:
    found = of(rows("claims", hainan), "wang-wu", "person")
    assert [(row["state"], row["value"], row["source"], row["paragraph"]) for row in found] == [
        ("disputed", "王五", "gazette-2030", 1),
        ("disputed", "赵六", "gazette-2030", 2),
    ]
    (head,) = (row for row in rows("heads", hainan) if row["id"] == "wang-wu")
    assert (head["person"], head["person-en"], head["person-state"]) == (None, None, "disputed")


def test_what_is_not_known_says_why_and_where_it_was_searched(hainan: Scope) -> None:
    (row,) = of(rows("claims", hainan), "wang-wu", "as-of")
    assert (row["state"], row["value"], row["basis"], row["source"]) == (
        "unknown", None, None, None
    )  # fmt: skip
    assert (row["note"], row["searched"]) == ("Not mentioned.", "invented archive, 2030-03-02")


def test_earlier_statuses_are_facts_of_their_own(hainan: Scope) -> None:
    (row,) = of(rows("claims", hainan), "plan", "history")
    assert (row["value"], row["paragraph"]) == ("consultation 2029-11", 3)
    (plan,) = rows("policies", hainan)
    assert (plan["history"], plan["issuer"], plan["cite"]) == (
        "consultation 2029-11", "group", "gazette-2030#3"
    )  # fmt: skip


def test_a_list_that_is_inferred_says_so_and_why(tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    own = "    themes: [digital-economy, data-sharing]\n"
    ground = "    implied:\n      themes: {zh: 据标题。, en: From the title.}\n"
    path.write_text(text.replace(own, own + ground), "utf-8")
    scope = Scope(Store(tiny), Store(tiny).provinces())
    (row,) = of(rows("claims", scope), "meeting-1", "themes")
    assert (row["basis"], row["note"]) == ("implied", "From the title.")
    assert rows("meetings", scope)[0]["themes-state"] == "implied"


def test_a_field_rests_on_its_own_paragraph_if_it_has_one(tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    own = "    metric: ai-core-industry-revenue\n"
    path.write_text(text.replace(own, f"{own}    cite-for:\n      metric: [gazette-2030#0]\n"))
    scope = Scope(Store(tiny), Store(tiny).provinces())
    (row,) = of(rows("claims", scope), "revenue", "metric")
    assert (row["source"], row["paragraph"], row["tier"]) == ("gazette-2030", 0, "press-official")


def test_statements_about_the_country_belong_to_no_province(hainan: Scope) -> None:
    (statement,) = rows("statements", hainan)
    assert (statement["id"], statement["relation"], statement["value"]) == ("count", "exceed", 5)
    (row,) = of(rows("claims", hainan), "count", "value")
    assert (row["province"], row["qualifiers"]) == (None, "relation=exceed")
    assert rows("statements", Scope(hainan.store, hainan.provinces)) == []


def test_a_day_that_was_asked_for_stands_in_the_rows(tiny: Path) -> None:
    from datagov_cli.queries.as_of import parse_day, state

    store = Store(tiny)
    asked = [state(store.province("hainan"), parse_day("2030-02-20"), store.source)]
    heads = rows("heads", Scope(store, asked))
    assert {row["standing"] for row in heads} - {None}
    claims = rows("claims", Scope(store, asked))
    for head in heads:
        (row,) = of(claims, head["id"], "role")
        assert row["standing"] == head["standing"]


# --- the tables themselves -------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_columns_have_names_of_their_own_and_a_meaning(name: str) -> None:
    columns = TABLES[name].columns
    assert len({column.name for column in columns}) == len(columns)
    for column in columns:
        assert all(column.about), column.name
        assert set(column.refers_to) <= set(TABLES), column.name


def test_rows_are_read_one_by_one(hainan: Scope) -> None:
    def endless() -> Iterator[Province]:
        while True:
            yield from hainan.provinces

    for name in ("provinces", "bodies", "heads", "claims"):
        assert next(iter(TABLES[name].rows(Scope(hainan.store, endless()))))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_a_spreadsheet(name: str, hainan: Scope) -> None:
    header, *lines = csv.reader(io.StringIO(table_csv(name, hainan)))
    assert header == [column.name for column in TABLES[name].columns]
    assert lines
    assert {len(line) for line in lines} == {len(header)}
    assert not [cell for line in lines for cell in line if cell in ("True", "False", "None")]


SOUGHT = """
unknown:
  leading-group:
    zh: 虚构之无组。
    en: No such group.
    searched: [{date: "2030-05-01", where: an index}]
  regulation: {zh: 虚构之无法规。, en: No such regulation.}
"""


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("show xizang", "Leading group unknown – No such group. (searched: an index, 2030-05-01)"),
        ("show xizang", "Local regulation unknown – No such regulation."),
        ("show xizang -s policies -f md", "No such regulation."),
        ("show xizang -s policies -f csv", "xizang,provinces,xizang,regulation,unknown,"),
        ("show xizang -f csv", 'No such group.,"an index, 2030-05-01"'),
        ("show xizang -f json", '"absent": { "leading-group": { "state": "unknown"'),
        ("list --long -f csv", 'No such group.,"an index, 2030-05-01"'),
        ("coverage xizang", "Province as a whole 0 0 0 2 1"),
        ("why xizang leader-rank", "Searched, not found leading-group an index, 2030-05-01"),
    ],
)
def test_what_was_sought_in_a_province_in_vain_is_told(
    call: str, said: str, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "xizang.yaml"
    text = path.read_text("utf-8")
    body = text[text.index("bodies:") : text.index("meetings:")]
    path.write_text(text.replace(body, "bodies: []\n") + SOUGHT, "utf-8")
    assert said in " ".join(run(*call.split(), "--data", tiny).out.split())


def test_the_year_of_a_target_is_implied_in_rows_of_claims_too(run: Run, tmp_path: Path) -> None:
    data = reserved(tmp_path)
    edit(data / "provinces" / "qinghai.yaml", 'year: "2030"', 'year: "2035"')
    call = ("compare", "qinghai", "-F", "targets.5g-base-stations", "-f", "csv", "--data", data)
    said = "relation=reach; year=2035; year-basis=implied; basis=target"
    assert said in run(*call).out
    assert said in run(*call, "--long").out


def test_the_groups_of_a_map_of_counts_do_not_reach_into_one_another(run: Run) -> None:
    legend = run("coverage", "--map", "--lang", "en", "--data", str(COUNTRY)).out.split("\n\n")[2]
    groups = re.findall(r"^[A-E]   (\d+)(?: – (\d+))?", legend, re.MULTILINE)
    spans = [sorted(int(figure) for figure in group if figure) for group in groups]
    assert len(spans) == 5
    assert all(one[0] > two[-1] for one, two in pairwise(spans))
