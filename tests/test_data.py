"""The data itself: what holds of it however it grows, and each province's own answers.

Nothing here counts or lists what is on record: a new province, source, head or policy breaks no
test. ``DATAGOV_TEST_DATA`` names another directory than ``data/``, and ``DATAGOV_TEST_ANSWERS``
another than ``tests/answers/``, whose README says how answers are written.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from helpers import ANSWERS, DATA, ROOT, Run, later_dates

import datagov_cli
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.queries.provenance.footnote import TYPE_CODES
from datagov_cli.queries.search.tokens import MAX_QUERY_LENGTH
from datagov_cli.queries.value_tests import STATES
from datagov_cli.storage.data_files import FOLDERS
from datagov_cli.storage.store import Store
from datagov_cli.storage.yaml_reader import dump

FILES = sorted(DATA.rglob("*.yaml"))
PROVINCES = sorted(path.stem for path in (DATA / "provinces").glob("*.yaml"))
#: A directory with the texts of the sources, for those who hold them.
SNAPSHOTS = os.environ.get("DATAGOV_SNAPSHOTS", "")
KINDS = ("bodies", "meetings", "policies", "targets", "milestones", "initiatives")

Ask = Callable[..., Any]


def in_yaml(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


@pytest.fixture(autouse=True)
def _the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_DATA", str(DATA))
    monkeypatch.delenv("DATAGOV_TODAY")  # No fact may be of a day to come.


# --- what always holds ------------------------------------------------------------------------


def test_it_is_valid(run: Run) -> None:
    result = run("validate")
    assert result.code == 0, result.out
    assert ": 0 errors, " in result.out.splitlines()[-1]


def test_another_validator_accepts_it() -> None:
    validators = {
        kind: jsonschema_rs.Draft202012Validator(
            json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
        )
        for kind in ("national", *FOLDERS.values())
    }
    for path in FILES:
        validator = validators[FOLDERS.get(path.parent.name, "national")]
        assert [error.message for error in validator.iter_errors(in_yaml(path))] == [], path


def test_every_file_names_its_schema() -> None:
    for path in FILES:
        first = path.read_text("utf-8").split("\n", 1)[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        kind = FOLDERS.get(path.parent.name, "national")
        assert Path(named[1]).name == f"{kind}.schema.json", path


def test_every_command_answers(ask: Ask) -> None:
    listed = ask("list")["provinces"]
    assert sorted(province["id"] for province in listed) == PROVINCES
    assert [province["gb2260"] for province in listed] == sorted(p["gb2260"] for p in listed)
    for call in ("compare", "targets", "timeline", "stale", "fields"):
        ask(call)
    ranked = [row["cells"]["leader-rank"] for row in ask("compare", "-F", "leader-rank")["rows"]]
    states = [cell["state"] != "known" for cell in ranked]
    assert states == sorted(states), "the unknown stand last"


@pytest.mark.parametrize("province", PROVINCES)
def test_ids_are_unique_and_every_known_fact_has_a_citation(province: str, ask: Ask) -> None:
    shown = ask("show", province)["provinces"][0]
    sources = {source["id"] for source in shown["sources"]}
    for kind in KINDS:
        names = Counter(record["id"] for record in shown[kind])
        assert not names or max(names.values()) == 1
        assert all(record["cite"] for record in shown[kind])
        for cell in cells(shown[kind]):
            if cell["state"] == "known":
                assert cell["cite"], cell
            elif cell["state"] != "disputed":
                assert cell["note"], cell
            assert {cite["source"] for cite in cell["cite"]} <= sources
    assert sources <= {path.stem for path in (DATA / "sources").glob("*.yaml")}


@pytest.fixture(scope="module")
def known() -> datagov_cli.Knowledge:
    return datagov_cli.open(DATA)


@pytest.mark.parametrize("day", ["2018-06-15", "2022-06"])
def test_nothing_in_an_answer_is_later_than_its_day(day: str, ask: Ask) -> None:
    document = ask("show", *PROVINCES, "--as-of", day)
    assert not list(later_dates(document, day))


@pytest.mark.parametrize("province", PROVINCES)
def test_why_tells_a_way_to_every_field(province: str, known: datagov_cli.Knowledge) -> None:
    for field in known.fields:
        told = known.why(province, field.key)
        assert told.value == known.value(province, field.key)
        assert told.steps, field.key


def test_a_name_is_found_first_among_all_neighbours(known: datagov_cli.Knowledge) -> None:
    """Of the names of bodies, persons and documents, every sixtieth; all with SEARCH_EVERY=1."""
    named: dict[str, set[tuple[str, str]]] = {}
    for province in known.provinces.values():
        titles = [(body.name, body.about.id) for body in province.bodies]
        titles += [(policy.title, policy.about.id) for policy in province.policies]
        heads = (head for body in province.bodies for head in body.heads if head.person.known)
        titles += [(head.person.value, head.about.id) for head in heads]
        for text, name in titles:
            for written in (text.zh, text.en):
                if len(written) <= MAX_QUERY_LENGTH:
                    named.setdefault(written, set()).add((province.id, name))
    asked = sorted(named)[:: int(os.environ.get("SEARCH_EVERY", "60"))]
    for query in asked:
        first = known.search(query, limit=1).hits[0]
        assert (first.province, first.id) in named[query], query


def test_every_citation_can_be_looked_up(ask: Ask, tmp_path: Path) -> None:
    """Without the texts nothing can be confirmed, and nothing is wrong."""
    (tmp_path / "other.txt").write_text("another text", "utf-8")
    answer = ask("verify", "--snapshots", str(tmp_path))
    assert {result["status"] for result in answer["results"]} == {"no-snapshot"}


def test_the_quick_scan_of_terms_finds_what_yaml_finds() -> None:
    store = Store(DATA)
    paths = list((DATA / "vocabulary").glob("*.yaml"))
    assert paths
    for path in paths:
        assert store.term_ids(path.stem) == list(in_yaml(path)["terms"])


def test_the_code_keeps_up_with_the_vocabulary() -> None:
    store = Store(DATA)
    assert set(TYPE_CODES) == set(store.terms("source-kinds"))
    for path in (DATA / "vocabulary").glob("*.yaml"):
        assert not set(STATES) & set(store.term_ids(path.stem)), "no term reads like a state"


@pytest.mark.skipif(not SNAPSHOTS, reason="DATAGOV_SNAPSHOTS names no texts of the sources")
def test_every_claim_is_found_in_the_texts(ask: Ask) -> None:
    answer = ask("verify", "--snapshots", SNAPSHOTS, "--strict")
    assert answer["claims"] == answer["found"] > 0


def cells(value: Any) -> Iterator[Any]:
    """Every value with a state, however deep."""
    if isinstance(value, dict):
        if "state" in value:
            yield value
        for item in value.values():
            yield from cells(item)
    elif isinstance(value, list):
        for item in value:
            yield from cells(item)


# --- the answers ------------------------------------------------------------------------------


def answers() -> list[Any]:
    """One a question, named by province and by the field or record asked about."""
    found = []
    for path in sorted(ANSWERS.glob("*.yaml")):
        document = in_yaml(path)
        for asked in document["answers"]:
            about = asked.get("field") or asked["record"]
            day = asked.get("as-of", document.get("as-of"))
            if "field" in asked:
                needed = set(document.get("records", ()))
            else:
                needed = set(asked["record"].split("/")[1::2])
            found.append(pytest.param(path.stem, asked, day, needed, id=f"{path.stem}:{about}"))
    return found


@pytest.fixture(scope="module")
def at_that_time(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data, of each province only the records from which its answers were worked out: what
    is derived from them is not wrong because there is more today."""
    data = tmp_path_factory.mktemp("answers") / "data"
    shutil.copytree(DATA, data)
    for path in ANSWERS.glob("*.yaml"):
        known = in_yaml(path).get("records")
        of_province = data / "provinces" / path.name
        if known is not None and of_province.exists():
            value = in_yaml(of_province)
            for body in value["bodies"]:
                if "heads" in body:
                    body["heads"] = [head for head in body["heads"] if head["id"] in known]
            for kind in KINDS:
                value[kind] = [record for record in value[kind] if record["id"] in known]
            of_province.write_text(dump(value), "utf-8")
    return data


ASKED = answers()


@pytest.fixture(scope="module")
def given() -> dict[tuple[str, ...], Any]:
    """What was answered already, by the call."""
    return {}


@pytest.mark.parametrize(("province", "asked", "day", "needed"), ASKED)
def test_answer(
    province: str,
    asked: dict[str, Any],
    day: str | None,
    needed: set[str],
    ask: Ask,
    at_that_time: Path,
    given: dict[tuple[str, ...], Any],
) -> None:
    def once(*call: str) -> Any:
        return given[call] if call in given else given.setdefault(call, ask(*call))

    if province != "national" and province not in PROVINCES:
        pytest.skip(f"{province} is not on record any more")
    shown = once("show", province)
    found = shown["national"] if province == "national" else shown["provinces"][0]
    if gone := needed - on_record(found):
        pytest.skip(f"not on record any more in {province}: {', '.join(sorted(gone))}")
    assert set(asked) <= {"question", "field", "record", "as-of", "answer"}
    assert asked["answer"], "an answer says something"
    if "field" in asked:
        when = ["--as-of", day] if day else []
        where = ["--data", str(at_that_time)]
        asked_at_once = [
            other.get("field", "kind")
            for name, other, then, _ in (each.values for each in ASKED)
            if (name, then) == (province, day)
        ]
        fields = ",".join(sorted(set(asked_at_once)))
        (row,) = once("compare", province, "--field", fields, *when, *where)["rows"]
        found = row["cells"][asked["field"]]
    else:
        steps = asked["record"].split("/")
        for kind, name in zip(steps[::2], steps[1::2], strict=True):
            (found,) = [record for record in found[kind] if record["id"] == name]
    differing = list(differences(asked["answer"], found, ""))
    assert differing == [], asked["question"]


def on_record(shown: dict[str, Any]) -> set[str]:
    """The ids of the records that ``show`` gives of a province, heads too; none withdrawn."""
    lists = [value for key, value in shown.items() if key not in ("sources", "withdrawn")]
    records = [record for value in lists if isinstance(value, list) for record in value]
    heads = [head for record in records for head in record.get("heads") or ()]
    return {record["id"] for record in (*records, *heads) if "id" in record}


def differences(expected: Any, found: Any, at: str) -> Iterator[str]:
    """Where what is found is not what the answer says; it may say more."""
    if at.endswith("/cite"):
        found = [f"{cite['source']}#{cite['at'].removeprefix('¶')}" for cite in found]
    elif isinstance(found, dict) and "state" in found and not isinstance(expected, dict):
        found = found["value"]
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            if key not in found and key in found.get("absent", {}):
                yield from differences(value, found["absent"][key], f"{at}/{key}")
            elif key in found:
                yield from differences(value, found[key], f"{at}/{key}")
            else:
                yield f"{at} has no {key}"
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{at}/{place}")
    elif expected != found:
        yield f"{at}: {found!r} instead of {expected!r}"


def test_answers_are_about_divisions_that_exist() -> None:
    known = {"national", *DIVISIONS}
    assert {path.stem for path in ANSWERS.glob("*.yaml")} <= known
