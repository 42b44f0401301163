"""What the real data answers: questions of an analyst, worked out by hand from the article."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import Run

SOURCE = "cls-2025-04-21"


def rows(document: Any) -> dict[str, Any]:
    return {row["province"]: row["cells"] for row in document["rows"]}


def at(cell: Any) -> list[str]:
    assert all(cite["source"] == SOURCE and cite["tier"] == "press" for cite in cell["cite"])
    return [cite["at"] for cite in cell["cite"]]


def test_the_data_is_valid(run: Run) -> None:
    result = run("validate")
    assert result.code == 0
    assert ": 0 errors, " in result.out.splitlines()[-1]


def test_what_has_grown_old_by_late_2026(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATAGOV_TODAY", "2026-11-24")
    result = run("validate", "--format", "csv")
    assert result.code == 0
    found = [line.split(",")[:5] for line in result.out.splitlines()[1:]]
    assert found == [
        ["DG502", "old-headship", "warning", "data/provinces/chongqing.yaml", "17"],
        ["DG503", "long-consultation", "warning", "data/provinces/shanghai.yaml", "80"],
    ]
    assert run("validate", "--strict").code == 1
    monkeypatch.setenv("DATAGOV_TODAY", "2026-03-31")
    assert run("validate", "--strict").code == 0


def test_seven_provinces_in_the_order_of_their_codes(ask: Any) -> None:
    listed = ask("list")["provinces"]
    assert [(p["id"], p["gb2260"], p["iso3166-2"], p["kind"]) for p in listed] == [
        ("shanghai", "310000", "CN-SH", "municipality"),
        ("jiangxi", "360000", "CN-JX", "province"),
        ("shandong", "370000", "CN-SD", "province"),
        ("hubei", "420000", "CN-HB", "province"),
        ("hunan", "430000", "CN-HN", "province"),
        ("chongqing", "500000", "CN-CQ", "municipality"),
        ("guizhou", "520000", "CN-GZ", "province"),
    ]


def test_leader_rank_best_first_unknown_last(ask: Any) -> None:
    ranked = ask("compare", "--field", "leader-rank")
    order = [
        (r["province"], r["cells"]["leader-rank"]["value"], r["cells"]["leader-rank"].get("basis"))
        for r in ranked["rows"]
    ]
    assert order == [
        ("shandong", "dual", "stated"),
        ("shanghai", "party-secretary", "stated"),
        ("hunan", "party-secretary", "stated"),
        ("chongqing", "party-secretary", "stated"),
        ("hubei", "governor", "stated"),
        ("jiangxi", "governor", "implied"),
        ("guizhou", None, None),
    ]
    assert ranked["fields"] == ["leader-rank"]


# The list "easy to get wrong", a test a line.


def test_guizhou_head_is_unknown(ask: Any) -> None:
    province = ask("show", "guizhou")["province"]
    for key in ("leader-rank", "leader.name", "leader.post", "leader.as-of"):
        cell = province["fields"][key]
        assert (cell["state"], cell["value"], cell["cite"]) == ("unknown", None, [])
    main = next(body for body in province["bodies"] if body["main"])
    assert main["heads"] == []
    assert main["absent"]["heads"]["state"] == "unknown"


def test_jiangxi_head_is_implied_by_chairing(ask: Any) -> None:
    province = ask("show", "jiangxi")["province"]
    rank = province["fields"]["leader-rank"]
    assert (rank["value"], rank["basis"], rank["as-of"]) == ("governor", "implied", "2025-04-17")
    head = province["bodies"][0]["heads"][0]
    assert (head["person"]["value"], head["inferred-from"]) == ("叶建春", "meeting-2025-04-17")
    assert province["fields"]["leader.name"]["basis"] == "implied"


def test_shandong_names_are_unknown_and_posts_known(ask: Any) -> None:
    province = ask("show", "shandong")["province"]
    assert province["fields"]["leader.name"]["state"] == "unknown"
    assert province["fields"]["leader.as-of"]["state"] == "unknown"
    assert province["fields"]["leader.post"]["value"] == ["party-secretary", "governor"]
    assert [head["role"] for head in province["bodies"][0]["heads"]] == ["co-head", "co-head"]
    assert at(province["fields"]["leader-rank"]) == ["¶22"]
    assert province["fields"]["leader-rank"]["as-of"] is None


def test_chongqing_headship_is_of_2023(ask: Any) -> None:
    province = ask("show", "chongqing")["province"]
    assert province["fields"]["leader-rank"]["as-of"] == "2023-04-25"
    assert province["fields"]["leader.as-of"]["value"] == "2023-04-25"
    assert at(province["fields"]["leader.name"]) == ["¶19"]
    later = next(m for m in province["meetings"] if m["date"]["value"] == "2025-04-18")
    assert later["chair"]["state"] == "unknown"
    assert [s["name"] for s in later["speakers"]] == ["袁家军"]


def test_only_guizhou_has_a_founding_date_and_only_a_year(ask: Any) -> None:
    cells = rows(ask("compare", "--field", "body.established"))
    known = {p: c["body.established"] for p, c in cells.items()}
    assert {p: c["value"] for p, c in known.items() if c["state"] == "known"} == {"guizhou": "2014"}
    assert at(known["guizhou"]) == ["¶9", "¶10"]
    assert {c["state"] for p, c in known.items() if p != "guizhou"} == {"unknown"}


def test_within_a_rank_no_order_is_claimed_but_stated_stands_before_implied(ask: Any) -> None:
    governors = [
        r["province"]
        for r in ask("compare", "--field", "leader-rank")["rows"]
        if r["cells"]["leader-rank"]["value"] == "governor"
    ]
    assert governors == ["hubei", "jiangxi"]


def test_municipalities_rank_as_provinces_do(ask: Any) -> None:
    cells = rows(ask("compare", "shanghai", "hunan", "--field", "leader-rank,kind"))
    assert cells["shanghai"]["leader-rank"]["value"] == cells["hunan"]["leader-rank"]["value"]
    assert cells["shanghai"]["kind"]["value"] == "municipality"


@pytest.mark.parametrize(
    ("written", "value", "unit", "relation", "basis", "policy"),
    [
        ("240亿元", 24_000_000_000, "CNY", "reach", "target", "work-points-2025"),
        ("70户", 70, "{enterprise}", "exceed", "target", "work-points-2025"),
        ("100户", 100, "{enterprise}", "add", "target", "work-points-2025"),
        ("1万个", 10_000, "{station}", "add", "target", "work-points-2025"),
        ("6万Gbps", 60_000, "Gbit/s", "reach", "target", "work-points-2025"),
        ("1200Gbps", 1_200, "Gbit/s", "expand-to", "target", "work-points-2025"),
        ("100亿元", 10_000_000_000, "CNY", "exceed", "expectation", None),
    ],
)
def test_guizhou_targets(
    ask: Any, written: str, value: int, unit: str, relation: str, basis: str, policy: str | None
) -> None:
    targets = ask("show", "贵州", "--section", "targets")["province"]["targets"]
    assert len(targets) == 7
    found = next(target for target in targets if target["as-written"] == written)
    assert [found[k] for k in ("value", "unit", "relation", "basis", "policy", "year")] == [
        value, unit, relation, basis, policy, "2025",
    ]  # fmt: skip


# More questions.


def test_who_leads_where(ask: Any) -> None:
    cells = rows(ask("compare", "--field", "leader.name", "--field", "leader.as-of"))
    assert {
        p: (c["leader.name"]["value"], c["leader.as-of"]["value"]) for p, c in cells.items()
    } == {
        "shanghai": ("陈吉宁", "2025-04-18"),
        "hunan": ("沈晓明", "2024-12-26"),
        "chongqing": ("袁家军", "2023-04-25"),
        "hubei": ("李殿勋", "2025-02"),
        "jiangxi": ("叶建春", "2025-04-17"),
        "shandong": (None, None),
        "guizhou": (None, None),
    }


def test_the_names_of_the_leading_bodies(ask: Any) -> None:
    cells = rows(ask("compare", "--field", "body.name"))
    assert {p: c["body.name"]["value"] for p, c in cells.items()} == {
        "shanghai": "上海市数据发展管理工作领导小组",
        "guizhou": "贵州省大数据产业发展领导小组",
        "chongqing": "数字重庆建设领导小组",
        "hunan": "数字湖南建设领导小组",
        "shandong": "山东省数字强省建设领导小组",
        "hubei": "湖北省数字经济发展领导小组",
        "jiangxi": "江西省发展数字经济领导小组",
    }


def test_the_policies_and_where_they_stand(ask: Any) -> None:
    document = ask("show", "shanghai", "guizhou", "shandong", "--section", "policies")
    found = {
        province["id"]: (
            policy["status"]["value"],
            policy["date"]["value"],
            policy["issuer"]["value"],
        )
        for province in document["provinces"]
        for policy in province["policies"]
    }
    assert found == {
        "shanghai": ("consultation", "2025-03", "上海市数据局"),
        "guizhou": ("issued", None, "贵州省大数据发展管理局"),
        "shandong": ("issued", None, "山东数字强省建设领导小组办公室"),
    }
    draft = document["provinces"][0]["policies"][0]
    assert draft["date"]["basis"] == "implied"


def test_hubei_posts_and_precision(ask: Any) -> None:
    fields = ask("show", "hubei")["province"]["fields"]
    assert fields["leader.post"]["value"] == ["deputy-party-secretary", "governor"]
    assert fields["leader-rank"]["as-of"] == "2025-02"


def test_guizhou_has_two_claims_of_a_first_exchange(ask: Any) -> None:
    milestones = ask("show", "guizhou")["province"]["milestones"]
    exchange = {m["scope"]["value"]: at(m) for m in milestones if "data-exchange" in m["topics"]}
    assert exchange == {"world": ["¶11"], "national": ["¶15"]}
    assert {m["date"]["state"] for m in milestones} == {"unknown"}
    legislation = next(m for m in milestones if "data-legislation" in m["topics"])
    assert legislation["scope"]["state"] == "not-applicable"


def test_more_than_ten_is_a_floor(ask: Any) -> None:
    statements = ask("show", "national")["national"]["statements"]
    count = next(s for s in statements if s["kind"] == "count")
    assert (count["relation"], count["value"], count["as-written"]) == ("exceed", 10, "10个省市")
    opinion = next(s for s in statements if s["kind"] == "opinion")
    assert "郭涛" in opinion["attributed-to"]


@pytest.mark.parametrize(
    "name",
    ["guizhou", "GUIZHOU", "贵州", "贵州省", "Guizhou", "Guizhou Province", "520000", "cn-gz"],
)
def test_a_province_answers_to_all_its_names(ask: Any, name: str) -> None:
    assert ask("show", name)["province"]["id"] == "guizhou"


def test_every_known_fact_has_a_citation(ask: Any) -> None:
    def cells(value: Any) -> Any:
        if isinstance(value, dict):
            if "state" in value:
                yield value
            for item in value.values():
                yield from cells(item)
        elif isinstance(value, list):
            for item in value:
                yield from cells(item)

    for province in ask("list")["provinces"]:
        shown = ask("show", province["id"])["province"]
        for kind in ("bodies", "meetings", "policies", "targets", "milestones", "initiatives"):
            assert all(record["id"] and record["cite"] for record in shown[kind])
            for cell in cells(shown[kind]):
                assert bool(cell["cite"]) == (cell["state"] == "known"), cell
                assert cell["state"] == "known" or cell["note"]
        assert [source["id"] for source in shown["sources"]] == [SOURCE]


def test_the_alias_of_a_target_field(ask: Any) -> None:
    cells = rows(ask("compare", "--field", "targets.ai-core-revenue"))
    guizhou = cells["guizhou"]["targets.ai-core-revenue"]
    assert (guizhou["value"], guizhou["unit"]) == (24_000_000_000, "CNY")
    assert cells["hubei"]["targets.ai-core-revenue"]["state"] == "unknown"
