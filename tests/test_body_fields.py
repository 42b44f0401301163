"""Bureaus, exchanges, offices and regulations as fields, over invented provinces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, TINY, Run, edit

from datagov_cli.model.records import Term, Value
from datagov_cli.queries.fields import FIELDS
from datagov_cli.storage import parse_records
from datagov_cli.storage.store import Store

CITE = {"cite": ["gazette-2030#1"], "anchors": ["虚构"]}


def body(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "name": {"zh": name, "en": name}, **CITE, **more}


def director(name: str, as_of: str, **more: Any) -> dict[str, Any]:
    person = {"zh": name, "en": name}
    return {"id": name, "role": "head", "person": person, "posts": ["director"],
            "as-of": as_of, "basis": "stated", **CITE, **more}  # fmt: skip


def regulation(name: str, **more: Any) -> dict[str, Any]:
    title = {"zh": name, "en": name}
    return {"id": name, "title": title, "kind": "local-regulation", "status": "in-force",
            "date": "2029", **CITE, **more}  # fmt: skip


class Data(Store):
    """The sources of the small invented data set, with its vocabulary."""

    def terms(self, vocabulary: str) -> dict[str, Term]:
        return Store(COUNTRY).terms(vocabulary)


def ask(key: str, unknown: dict[str, Any] | None = None, **records: Any) -> Value:
    """A field of a province that has these records."""
    kinds = ("bodies", "meetings", "policies", "targets", "milestones", "initiatives")
    raw = {
        "id": "hainan",
        "name": {"zh": "海南省", "en": "Hainan", "short": "海南"},
        "gb2260": "460000",
        "iso3166-2": "CN-HI",
        "kind": "province",
        **{kind: records.get(kind, []) for kind in kinds},
        **({"unknown": unknown} if unknown else {}),
    }
    return FIELDS[key].get(parse_records.province(raw), Data(TINY))


def names(value: Value) -> list[str]:
    found = value.value if isinstance(value.value, tuple) else (value.value,)
    return [getattr(each, "zh", str(each)) for each in found]


def test_the_bureau_is_the_one_that_no_other_has_followed() -> None:
    old, new = body("旧局", "data-bureau", opened="2017"), body("新局", "data-bureau")
    followed = ask("bureau.name", bodies=[old, {**new, "predecessor": "旧局"}])
    assert names(followed) == ["新局"]
    assert names(ask("bureau.name", bodies=[old, new])) == ["旧局", "新局"]
    gone = {**old, "withdrawn": {"date": "2030", "reason": {"zh": "有误。", "en": "Wrong."}}}
    assert ask("bureau.name", bodies=[gone]).state == "unknown"


def test_what_was_sought_in_vain_says_so() -> None:
    sought = {"zh": "未查到。", "en": "Not found.",
              "searched": [{"date": "2030-05", "where": "the index"}]}  # fmt: skip
    for key in ("bureau.name", "bureau.opened", "bureau.director", "bureau.kind"):
        value = ask(key, {"data-bureau": sought})
        assert value.state == "unknown"
        assert value.note is not None
        assert value.note.en == "Not found."
        assert [each.where for each in value.searched] == ["the index"]
    assert ask("exchange.name", {"exchange": sought}).searched
    assert ask("regulation.title", {"regulation": sought}).searched
    assert ask("leader-rank", {"leading-group": sought}).searched
    silent = ask("bureau.name").note
    assert silent is not None
    assert silent.en == "No data bureau is on record."


def test_a_form_is_never_taken_from_silence() -> None:
    silent = ask("bureau.kind", bodies=[body("局", "data-bureau")])
    assert (silent.state, silent.note and silent.note.en) == (
        "unknown", "No source on record says whether it stands by itself.",
    )  # fmt: skip
    plate = body("局", "data-bureau", form="plate", **{"plate-of": "委"})
    assert ask("bureau.kind", bodies=[plate, body("委", "department")]).value == "plate"
    ground = {"zh": "推断。", "en": "Inferred."}
    opened = ask("bureau.opened", bodies=[
        body("局", "data-bureau", opened="2030-01", implied={"opened": ground})
    ])  # fmt: skip
    assert (str(opened.value), opened.basis) == ("2030-01", "implied")


def test_the_director_is_dated_and_no_one_who_only_acts() -> None:
    heads = [director("甲", "2028"), director("乙", "2029-05")]
    value = ask("bureau.director", bodies=[body("局", "data-bureau", heads=heads)])
    assert (names(value), value.as_of, value.basis) == (["乙"], "2029-05", "stated")
    assert FIELDS["bureau.director"].dated
    for role in ("acting", "in-charge", "deputy"):
        acting = [director("丙", "2030-01", role=role)]
        assert not ask("bureau.director", bodies=[body("局", "data-bureau", heads=acting)]).known
    inferred = [director("丁", "2030-01", basis="implied", **{"inferred-from": "局"})]
    value = ask("bureau.director", bodies=[body("局", "data-bureau", heads=inferred)])
    assert value.basis == "implied"
    account = {"unknown": {"heads": {"zh": "未提。", "en": "Not named."}}}
    silent = ask("bureau.director", bodies=[body("局", "data-bureau", **account)])
    assert silent.note is not None
    assert silent.note.en == "Not named."


def test_who_has_left_is_not_a_head_whom_no_source_names() -> None:
    left = [director("甲", "2028", until="2029-05")]
    bureau = ask("bureau.director", bodies=[body("局", "data-bureau", heads=left)])
    group = ask("leader.name", bodies=[body("组", "leading-group", main=True, heads=left)])
    for value in (bureau, group):
        assert (value.state, value.note and value.note.en) == (
            "unknown", "Every head on record has left.",
        )  # fmt: skip
    acting = [*left, director("乙", "2030", role="acting")]
    assert ask("bureau.director", bodies=[body("局", "data-bureau", heads=acting)]) == bureau
    stays = [*left, director("丙", "2027")]
    assert names(ask("bureau.director", bodies=[body("局", "data-bureau", heads=stays)])) == ["丙"]


def sides(value: Value) -> list[list[str]]:
    assert value.state == "disputed"
    return [names(side) for side in value.sides]


def by_record(value: Value) -> dict[str, str]:
    """What each of several records says, by its id."""
    return {part.of.id: (names(part)[0] if part.known else part.state)
            for part in value.parts if part.of}  # fmt: skip


CLAIMS = [{"value": "2017", **CITE}, {"value": "2018-01", **CITE}]
RIVALS = [{"value": {key: value for key, value in director(name, "2029").items()
                     if key in ("person", "role", "posts", "as-of")}, **CITE}
          for name in ("甲", "乙")]  # fmt: skip


def test_what_is_disputed_of_a_body_stays_so() -> None:
    bureau = body("局", "data-bureau", disputed={"opened": CLAIMS, "heads": RIVALS})
    assert sides(ask("bureau.opened", bodies=[bureau])) == [["2017"], ["2018-01"]]
    head = ask("bureau.director", bodies=[bureau])
    assert sides(head) == [["甲"], ["乙"]]
    assert [side.as_of for side in head.sides] == ["2029", "2029"]
    named = director("甲", "2029", disputed={"person": [
        {"value": {"zh": name, "en": name}, **CITE} for name in ("甲", "丙")]})  # fmt: skip
    del named["person"]
    (of_one,) = [ask("bureau.director", bodies=[body("局", "data-bureau", heads=[named])])]
    assert sides(of_one) == [["甲"], ["丙"]]
    two = [director("甲", "2029"), director("乙", "2029")]
    assert sides(ask("bureau.director", bodies=[body("局", "data-bureau", heads=two)])) == [
        ["甲"], ["乙"],
    ]  # fmt: skip


def test_a_regulation_whose_day_of_force_is_disputed_is_one() -> None:
    disputed = regulation("一", disputed={"in-force": CLAIMS})
    assert names(ask("regulation.title", policies=[disputed])) == ["一"]
    assert sides(ask("regulation.in-force", policies=[disputed])) == [["2017"], ["2018-01"]]
    both = [disputed, regulation("二", **{"in-force": "2022"})]
    assert names(ask("regulation.title", policies=both)) == ["一", "二"]
    value = ask("regulation.in-force", policies=both)
    assert sides(value) == [["2017"], ["2018-01"]]
    assert by_record(value) == {"一": "disputed", "二": "2022"}


def test_each_of_several_bodies_has_its_own_value() -> None:
    old = body("旧局", "data-bureau", heads=[director("甲", "2021-02")])
    new = body("新局", "data-bureau", opened="2024-01-25", disputed={"heads": RIVALS})
    opened = ask("bureau.opened", bodies=[old, new])
    assert (names(opened), by_record(opened)) == (
        ["2024-01-25"], {"旧局": "unknown", "新局": "2024-01-25"},
    )  # fmt: skip
    head = ask("bureau.director", bodies=[old, new])
    assert sides(head) == [["甲"], ["乙"]]
    assert by_record(head) == {"旧局": "甲", "新局": "disputed"}
    assert [part.as_of for part in head.parts] == ["2021-02", "2029"]
    assert {side.of.id for side in head.sides if side.of} == {"新局"}
    same = [body(name, "data-bureau", opened="2024") for name in ("甲局", "乙局")]
    assert (names(ask("bureau.opened", bodies=same)), ask("bureau.opened", bodies=same).parts) == (
        ["2024"], (),
    )  # fmt: skip


BUREAUS = """
  - id: bureau-{0}
    kind: data-bureau
    name: {{zh: 虚构{0}局, en: Bureau {0}}}
    {1}
    established: "2020"
    cite: [gazette-2030#1]
    anchors: [虚构]
    unknown: {{heads: {{zh: 未提。, en: Not said.}}}}
"""
CONTESTED = (
    'disputed: {opened: [{value: "2021", cite: [gazette-2030#1], anchors: [虚构]},'
    ' {value: "2022", cite: [gazette-2030#2], anchors: [虚构]}]}'
)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("list -F bureau.opened", "Bureau 1: 2020-05 [1]¶1; Bureau 2: disputed 2021 [1]¶1 / 2022"),
        ("compare -F bureau.opened --transpose", "Bureau 1: 2020-05 [1]¶1; Bureau 2: disputed"),
        ("compare -F bureau.opened --lang zh", "虚构1局：2020-05 [1]¶1；虚构2局：有争议"),
        ("list --group-by bureau.opened", "Bureau 1: 2020-05 [1]¶1; Bureau 2: disputed"),
        ("compare -F bureau.opened --map", "Bureau 1: 2020-05 [1]¶1; Bureau 2: disputed"),
        ("why hainan bureau.opened", "Bureau opened (Bureau 2): disputed."),
        ("why hainan bureau.opened", "What contradicts it bureau-2 2021"),
        ("list -F bureau.opened -f csv", "Hainan,,bureau.opened=disputed"),
        ("list -F bureau.opened --long -f csv", "bureau-1,bureau.opened,known,2020-05,"),
        ("list -F bureau.opened --long -f csv", "bureau-2,bureau.opened,disputed,2021,"),
        ("why hainan bureau.opened -f csv", "1局: 2020-05 [gazette-2030#1] / 虚构2局: disputed"),
        ("list -F bureau.opened -f json", '"of": { "id": "bureau-2", "name": "虚构2局"'),
        ("show hainan -f json", '"of": { "id": "bureau-2", "name": "虚构2局"'),
    ],
)  # fmt: skip
def test_every_answer_says_of_which_body_a_value_is(
    call: str, said: str, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    first = BUREAUS.format(1, 'opened: "2020-05"')
    edit(tiny / "provinces" / "hainan.yaml", "\nmeetings:",
         f"{first.rstrip()}{BUREAUS.format(2, CONTESTED)}\nmeetings:")  # fmt: skip
    assert said in " ".join(run(*call.split(), "--data", tiny).out.split())


def test_why_a_director_is_told_with_a_verdict_on_each_head(run: Run, tiny: Path) -> None:
    silent = {"unknown": {"until": {"zh": "未述。", "en": "Someone was in charge in 2030."}}}
    heads = [
        director("甲", "2028", until="2029"),
        director("乙", "2029-02"),
        director("丙", "2029-05", **silent),
        director("丁", "2030-01", role="in-charge"),
        director("戊", "2029-04", role="acting"),
        director("己", "2030-01", role="deputy"),
    ]
    bureau = json.dumps(body("bureau", "data-bureau", established="2020", heads=heads))
    edit(tiny / "provinces" / "hainan.yaml", "\nmeetings:", f"\n  - {bureau}\nmeetings:")
    call = ("why", "hainan", "bureau.director", "--data", tiny)
    told = json.loads(run(*call, "-f", "json").out)
    assert told["cell"]["value"] == "丙"
    steps = " ".join(told["steps"])
    for said in (
        "丙 counts: Head, as of 2029-05; no other head is known to come later.",
        "In office until (丙): not known. Someone was in charge in 2030.",
        "甲 does not count: the headship ended 2029.",
        "乙 does not count: as of 2029-02, before 丙, as of 2029-05.",
        "丁 does not count: In charge of the work is not head (as of 2030-01).",
        "己 does not count: a deputy does not lead.",
        "As of 2029-05, the latest date that a source gives; it may not hold today.",
    ):
        assert said in steps
    # Who was in charge later puts in question whether the head was still there.
    assert [each["record"] for each in told["contradicts"]] == ["丁"]
    assert "Whether 丙 was still head then is not known." in told["contradicts"][0]["note"]
    assert [each["record"] for each in told["predecessors"]] == ["甲", "乙"]


def test_of_heads_who_have_left_it_is_not_said_that_none_is_on_record(run: Run, tiny: Path) -> None:
    heads = [director("甲", "2028", until="2029")]
    bureau = json.dumps(body("bureau", "data-bureau", established="2020", heads=heads))
    edit(tiny / "provinces" / "hainan.yaml", "\nmeetings:", f"\n  - {bureau}\nmeetings:")
    told = json.loads(run("why", "hainan", "bureau.director", "-f", "json", "--data", tiny).out)
    assert (
        "None of those on record heads this body. Every head on record has left." in told["steps"]
    )
    assert "No head of this body is on record" not in " ".join(told["steps"])


def test_each_of_several_bureaus_has_verdicts_of_its_own(run: Run, tiny: Path) -> None:
    bureaus = [
        body("old", "data-bureau", heads=[director("甲", "2028"), director("乙", "2029")]),
        body("new", "data-bureau", disputed={"heads": RIVALS}),
        body("bare", "data-bureau", unknown={"heads": {"zh": "未提。", "en": "Not said."}}),
    ]
    listed = "".join(f"\n  - {json.dumps(each)}" for each in bureaus)
    edit(tiny / "provinces" / "hainan.yaml", "\nmeetings:", f"{listed}\nmeetings:")
    call = ("why", "hainan", "bureau.director", "--data", tiny)
    told = json.loads(run(*call, "-f", "json").out)
    places = [told["steps"].index(f"Heads of {name} ({name}): [gazette-2030#1]")
              for name in ("old", "new", "bare")]  # fmt: skip
    assert places == sorted(places)
    assert "No head of this body is on record. Not said." in told["steps"]
    chinese = json.loads(run(*call, "--lang", "zh", "-f", "json").out)["steps"]
    assert any(step.startswith("乙计入：负责人") for step in chinese)
    assert [each["record"] for each in told["predecessors"]] == ["甲"]
    assert [each["record"] for each in told["contradicts"]] == ["new", "new"]


def test_who_acts_later_puts_the_head_of_a_leading_group_in_question(run: Run, tiny: Path) -> None:
    acting = json.dumps(director("acting", "2031", role="acting", posts=["party-secretary"]))
    edit(tiny / "provinces" / "hainan.yaml", "\n    heads:", f"\n    heads:\n      - {acting}")
    for field in ("leader.name", "leader-rank", "leader.role"):
        call = ("why", "hainan", field, "--data", tiny)
        told = json.loads(run(*call, "-f", "json").out)
        assert "acting" in [each["record"] for each in told["contradicts"]]


def test_what_each_of_several_bodies_rests_on_is_cited(run: Run, tiny: Path) -> None:
    source = (tiny / "sources" / "gazette-2030.yaml").read_text("utf-8")
    other = source.replace("gazette-2030", "herald-2030")
    (tiny / "sources" / "herald-2030.yaml").write_text(other, "utf-8")
    first = BUREAUS.format(1, 'opened: "2020-05"').replace("gazette", "herald")
    edit(tiny / "provinces" / "hainan.yaml", "\nmeetings:",
         f"{first.rstrip()}{BUREAUS.format(2, CONTESTED)}\nmeetings:")  # fmt: skip
    call = ("cite", "hainan", "--field", "bureau.opened", "-f", "json", "--data", tiny)
    cited = json.loads(run(*call).out)["references"]
    assert [each["source"] for each in cited] == ["herald-2030", "gazette-2030"]


def test_what_rests_on_withdrawn_sources_alone_says_nothing(run: Run, tiny: Path) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "\nmeetings:",
         f"{BUREAUS.format(1, CONTESTED).rstrip()}\nmeetings:")  # fmt: skip
    path = tiny / "sources" / "gazette-2030.yaml"
    gone = 'withdrawn: {date: "2030-03-05", reason: {zh: 已撤稿。, en: It was retracted.}}\n'
    for state in ("known", "unknown"):
        call = ("compare", "hainan", "-F", "bureau.name,bureau.opened", "--data", tiny)
        (row,) = json.loads(run(*call, "-f", "json").out)["rows"]
        assert row["cells"]["bureau.name"]["state"] == state
        assert (row["cells"]["bureau.opened"]["state"] == "disputed") == (state == "known")
        path.write_text(path.read_text("utf-8") + gone, "utf-8")
    assert row["cells"]["bureau.name"]["note"] == "All sources on record for it were withdrawn."
    grouped = run("list", "--group-by", "bureau.name", "--data", tiny).out
    assert "虚构1局" not in grouped


def test_exchanges_stand_together() -> None:
    exchanges = [body("甲所", "exchange", opened="2015"), body("乙所", "exchange")]
    assert names(ask("exchange.name", bodies=exchanges)) == ["甲所", "乙所"]
    assert names(ask("exchange.opened", bodies=exchanges)) == ["2015"]


def test_the_office_is_that_of_the_leading_body() -> None:
    group = body("组", "leading-group", main=True)
    office = body("办", "office", parent="组")
    assert names(ask("group.office", bodies=[group, office])) == ["办"]
    other = body("他办", "office", parent="委")
    assert ask("group.office", bodies=[group, body("委", "department"), other]).state == "unknown"


def test_the_first_and_the_newest_regulation_in_force() -> None:
    policies = [
        regulation("二", **{"in-force": "2022-01-01"}),
        regulation("三", **{"in-force": "2030-01-01"}),
        regulation("一", **{"in-force": "2016-03-01"}),
        regulation("无日"),
        {**regulation("规章", **{"in-force": "2010"}), "kind": "government-rule"},
    ]
    assert names(ask("regulation.title", policies=policies)) == ["一", "三"]
    assert names(ask("regulation.in-force", policies=policies)) == ["2016-03-01", "2030-01-01"]
    assert names(ask("regulation.title", policies=policies[:1])) == ["二"]
    # One of which no source says since when it is in force is on record all the same.
    assert names(ask("regulation.title", policies=policies[3:])) == ["无日"]
    silent = ask("regulation.in-force", policies=policies[3:])
    assert (silent.state, silent.note and silent.note.en) == (
        "unknown", "No source on record says since when it is in force.",
    )  # fmt: skip
    for status in ("consultation", "deliberated", "repealed"):
        draft = regulation("草案", status=status)
        assert ask("regulation.title", policies=[draft]).state == "unknown"


def test_the_newest_document_is_that_of_the_latest_status() -> None:
    policies = [regulation("旧", date="2029-12"), regulation("新", date="2030-01-02")]
    undated = regulation("无日期")
    del undated["date"]
    value = ask("policies.newest", policies=[*policies, undated])
    assert (names(value), value.undated) == (["新"], 1)
    # What a source reports is no younger than the source.
    later = regulation("后", date="2031")
    assert ask("policies.newest", policies=[later, undated]).undated == 0
    assert ask("policies.newest", policies=[undated]).state == "unknown"
    rough = {**policies[0], "id": "概", "title": {"zh": "概", "en": "Rough"}, "date": "2030"}
    exact = {**rough, "id": "准", "title": {"zh": "准", "en": "Exact"}, "date": "2030-03-01"}
    assert names(ask("policies.newest", policies=[exact, rough, *policies])) == ["概", "准"]


def test_the_latest_meeting_is_that_of_those_with_a_date() -> None:
    def meeting(name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, **CITE, **more}

    # The source of both is of 2030-03-01, and reports no meeting after it.
    for day, undated in (("2030-02", 1), ("2030-03-01", 0)):
        value = ask("meetings.latest", meetings=[meeting("甲", date=day), meeting("乙")])
        assert (names(value), value.undated) == ([day], undated)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("list -F policies.newest", "Invented plan (of those dated; 1 undated may be newer)"),
        ("list -F policies.newest --lang zh", "另有1件无日期"),
        ("list -F policies.newest -f md", "of those dated; 1 undated may be newer"),
        ("list -F policies.newest -f json", '"undated": 1'),
        ("list -F policies.newest -f csv", "policies.newest.undated=1"),
        ("list -F policies.newest --long -f csv", "undated=1"),
        ("list --group-by policies.newest", "1 undated may be newer"),
        ("show hainan", "(of those dated; 1 undated may be newer)"),
        ("why hainan policies.newest", "have a date; 1 without one may be newer."),
    ],
)
def test_every_answer_says_that_what_has_no_date_may_be_newer(
    call: str, said: str, run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    undated = regulation("bare", unknown={"date": {"zh": "未述。", "en": "Not said."}})
    del undated["date"]
    edit(tiny / "provinces" / "hainan.yaml", "\ntargets:",
         f"\n  - {json.dumps(undated)}\ntargets:")  # fmt: skip
    assert said in " ".join(run(*call.split(), "--data", tiny).out.split())


@pytest.mark.parametrize("key", ["bureau.name", "exchange.name", "regulation.title"])
def test_what_is_known_is_cited(key: str) -> None:
    value = ask(
        key,
        bodies=[body("局", "data-bureau"), body("所", "exchange")],
        policies=[regulation("条例", **{"in-force": "2030-01-01"})],
    )
    assert [str(cite) for cite in value.cite] == ["gazette-2030#1"]


@pytest.mark.parametrize(
    ("status", "there"),
    [("passed", True), ("issued", True), ("in-force", True), ("revised", True),
     ("repealed", False), ("consultation", False), ("planned", False)],
)  # fmt: skip
def test_a_regulation_that_was_passed_and_not_repealed_counts(status: str, there: bool) -> None:
    value = ask("regulation.title", policies=[regulation("条例", status=status)])
    assert (value.state, value.note is None) == (("known", True) if there else ("unknown", False))


def test_directors_of_several_bureaus_are_dated_each() -> None:
    bureaus = [
        body(name, "data-bureau", heads=[director(f"{name}长", as_of)])
        for name, as_of in (("甲局", "2028"), ("乙局", "2029"))
    ]
    value = ask("bureau.director", bodies=bureaus)
    assert (names(value), value.as_of) == (["甲局长", "乙局长"], "2028 / 2029")
