"""``targets``, ``why``, ``compare --map`` and the chains of ``show``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit

from datagov_cli.queries.fields import all_fields
from datagov_cli.render import FORMATS
from datagov_cli.storage.store import Store


def test_the_ample_data_is_valid(run: Run, ample: Path) -> None:
    assert run("validate", "--data", ample).out.endswith("0 errors, 0 warnings\n")


# --- why ------------------------------------------------------------------------------------


@pytest.mark.parametrize("province", Store(COUNTRY).province_ids())
def test_why_gives_the_cell_of_every_field_and_a_way_to_it(province: str, ask: Any) -> None:
    """The value that ``why`` explains is the one that ``list`` shows; in whole sentences."""
    store = Store(COUNTRY)
    listed = next(p for p in ask("list")["provinces"] if p["id"] == province)["fields"]
    for field in all_fields(store):
        told = ask("why", province, field.key)
        assert list(told)[:8] == [
            "schema", "province", "field", "cell", "steps", "contradicts", "predecessors",
            "searched",
        ]  # fmt: skip
        assert (told["schema"], told["province"], told["field"]) == (
            "datagov/why@1",
            province,
            field.key,
        )
        if field.key in listed:
            assert told["cell"] == listed[field.key]
        assert told["steps"]
        assert not any("{" in step or "None" in step for step in told["steps"])
        cited = {(c["source"], at) for c in told["citations"] for at in c["at"]}
        assert {(c["source"], c["at"]) for c in told["cell"]["cite"]} <= cited
        # Sources of the steps alone are listed, and are no footnote of the value.
        assert len(told["footnotes"]) <= len(told["citations"])
        in_steps = {c["source"] for c in told["citations"]}
        assert set(re.findall(r"([a-z0-9-]+)#", " ".join(told["steps"]))) <= in_steps


def test_yunnan_was_founded_in_2014_by_paragraphs_9_and_10(ask: Any) -> None:
    told = ask("why", "yunnan", "body.established")
    assert (told["cell"]["value"], told["cell"]["basis"]) == ("2014", "stated")
    (cited,) = told["citations"]
    assert cited["at"] == ["¶9", "¶10"]
    assert {"2014年", "云南省人民政府决定"} <= set(cited["anchors"])
    named = [cited[key] for key in ("author", "publisher", "published", "tier", "via")]
    assert named == ["虚构记者", "虚构社", "2025-04-21", "press", "虚构网"]
    (line,) = told["footnotes"]
    assert line.startswith("虚构记者. 虚构报道：")
    assert "授权运营[N/OL]. 虚构社, 2025-04-21. ¶9 ¶10" in line


def test_zhejiang_is_implied_by_chairing(ask: Any) -> None:
    told = ask("why", "zhejiang", "leader-rank")
    assert (told["cell"]["value"], told["cell"]["basis"]) == ("governor", "implied")
    chairing = [step for step in told["steps"] if "inferred from chairing" in step]
    assert len(chairing) == 1
    assert "叶建虚" in chairing[0]
    assert "meeting-2025-04-17" in chairing[0]
    assert any("Result: Governor or mayor" in step for step in told["steps"])


def test_anhui_is_dual_by_two_heads_without_a_day(ask: Any) -> None:
    told = ask("why", "anhui", "leader-rank")
    steps = "\n".join(told["steps"])
    assert told["cell"]["value"] == "dual"
    assert "Party secretary (name not known) counts" in steps
    assert "Governor (name not known) counts" in steps
    assert "lead together" in steps
    assert "as of when is not known" in steps
    assert told["citations"][0]["record-via"] == ["虚构日报"]


def test_yunnan_has_no_head_and_the_note_says_so(ask: Any) -> None:
    told = ask("why", "yunnan", "leader-rank")
    assert told["cell"]["state"] == "unknown"
    assert told["steps"][-1] == (
        "No head of this body is on record. The article does not name the head of the group."
    )
    assert (told["contradicts"], told["searched"], told["footnotes"]) == ([], [], [])


def test_a_goal_says_how_its_figure_came_about(ask: Any) -> None:
    for name in ("ai-core-revenue-2025", "targets.ai-core-revenue", "targets.ai-core-revenue-2025"):
        told = ask("why", "yunnan", name)
        assert (told["cell"]["value"], told["cell"]["unit"]) == (24000000000, "CNY")
        assert any("Written “240亿元”, which is 24,000,000,000 yuan" in s for s in told["steps"])
        assert told["citations"][0]["at"] == ["¶13"]


def test_steps_are_told_in_the_language_asked_for(ask: Any) -> None:
    for field in ("leader-rank", "topics", "policies.count", "unknowns.count", "gb2260"):
        english = ask("why", "zhejiang", field, "--lang", "en")["steps"]
        chinese = ask("why", "zhejiang", field, "--lang", "zh")["steps"]
        assert len(english) == len(chinese)
        assert all(one != two for one, two in zip(english, chinese, strict=True))


def test_why_a_head_does_not_count(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    old = 'as-of: "2029-12-31"\n        basis: stated\n'

    def told(as_of: str, more: str = "", role: str = "head") -> Any:
        changed = text.replace(old, f"{as_of}basis: stated\n{more}")
        changed = changed.replace(
            "en: Li Si}\n        role: head", f"en: Li Si}}\n        role: {role}"
        )
        path.write_text(changed, "utf-8")
        return json.loads(run("why", "hainan", "leader-rank", "-f", "json", "--data", tiny).out)

    day = 'as-of: "2029-12-31"\n        '
    answer = told(day, role="deputy")
    assert any("a deputy does not lead" in step for step in answer["steps"])
    assert answer["contradicts"] == []
    answer = told(day, '        until: "2030-01"\n')
    assert any("the headship ended 2030-01" in step for step in answer["steps"])
    assert answer["contradicts"] == []
    assert answer["predecessors"][0]["cell"]["value"] == "party-secretary"
    answer = told("", "        unknown:\n          as-of: {zh: 无, en: No day.}\n")
    assert any("while another head has one" in step for step in answer["steps"])
    assert answer["contradicts"][0]["cell"]["value"] == "party-secretary"
    answer = told(day, '        withdrawn: {date: "2030-03", reason: {zh: 误, en: Wrong.}}\n')
    assert any("the record was withdrawn. Wrong." in step for step in answer["steps"])
    assert answer["contradicts"] == []


def test_a_head_may_be_named_behind_its_own_body_and_no_other(run: Run, tiny: Path) -> None:
    assert run("why", "hainan", "group/li-si", "--data", tiny).code == 0
    result = run("why", "hainan", "old-group/li-si", "--data", tiny)
    assert (result.code, result.out) == (2, "")


def test_a_goal_for_another_year_contradicts_nothing(run: Run, ample: Path) -> None:
    path = ample / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8").replace(
        'as-written: 1.2亿元\n    year: "2031"', 'as-written: 1.2亿元\n    year: "2032"'
    )
    path.write_text(text, "utf-8")
    for name, value in (("targets.ai-core-revenue", 120000000), ("revenue", 150000000)):
        told = json.loads(run("why", "hainan", name, "-f", "json", "--data", ample).out)
        assert (told["cell"]["value"], told["contradicts"]) == (value, [])


def test_a_meeting_that_someone_else_chaired_is_not_called_chairing(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8").replace("chair: {zh: 张三", "chair: {zh: 别人")
    path.write_text(text, "utf-8")
    told = run("why", "hainan", "leader.name", "--data", tiny).out
    assert "inferred from the meeting" in told
    assert "chairing" not in told


# --- targets and maps -------------------------------------------------------------------------


def test_goals_keep_to_the_contract(ask: Any) -> None:
    answer = ask("targets", "--year", "2025")
    assert list(answer) == ["schema", "targets", "left-out"]
    assert list(ask("targets")) == ["schema", "targets"]
    assert len(answer["targets"]) == 7
    for goal in answer["targets"]:
        # What is said of a value that is not simply known and stated stands behind its key.
        aside = ("-state", "-note", "-withdrawn")
        assert [key for key in goal if not key.endswith(aside)] == [
            "province", "id", "metric", "relation", "value", "unit", "as-written", "year",
            "basis", "policy", "cite",
        ]  # fmt: skip
    assert ask("targets", "--year", "2026")["targets"] == []
    (one,) = ask("targets", "-m", "ai-core-revenue")["targets"]
    assert (one["id"], one["as-written"]) == ("ai-core-revenue-2025", "240亿元")


def test_the_map_is_for_readers_and_changes_no_document(run: Run) -> None:
    for name in FORMATS:
        plain = run("compare", "-F", "leader-rank", "-f", name).out
        drawn = run("compare", "-F", "leader-rank", "--map", "-f", name).out
        assert (plain == drawn) == (name not in ("text", "md"))


def test_the_map_of_the_country(run: Run) -> None:
    text = run("compare", "-F", "leader-rank", "--map").out
    for place in ("安徽   A", "天津   B", "福建   C", "浙江   C*", "云南   ?", "台湾   ··"):
        assert place in text
    assert "no data                                       27" in text
    narrowed = run("compare", "yunnan", "-F", "leader-rank", "--map").out
    assert "浙江   ··" not in narrowed
    assert "not compared" in narrowed


def test_who_has_no_place_on_the_map_stands_in_its_legend(run: Run, tiny: Path) -> None:
    text = (tiny / "provinces" / "hainan.yaml").read_text("utf-8")
    (tiny / "provinces" / "nowhere.yaml").write_text(
        text.replace("id: hainan", "id: nowhere").replace("海南", "乌有"), "utf-8"
    )
    drawn = run("compare", "-F", "leader-rank", "--map", "--data", tiny).out
    assert "Hainan* (2030-02), nowhere* (2030-02)" in drawn


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        ("why yunnan nope", 'yunnan has no field or record "nope"', "datagov fields"),
        ("why yunnan body.estblished", "no field or record", '"body.established"?'),
        ("why yunnan ai-core-revenue", "no field or record", '"ai-core-revenue-2025"?'),
        ("why yunnan work-points-2025.dat", 'has no "dat"', '"date"?'),
        ("why yunan kind", 'unknown province "yunan"', '"yunnan"?'),
        ("targets -m ai-core-revenu", 'unknown metric "ai-core-revenu"', '"ai-core-revenue"?'),
        ("targets -m 5g-base-station", "unknown metric", '"5g-base-stations"?'),
        ("targets -m zzz", 'unknown metric "zzz"', "known metrics: ai-core"),
        ("targets -m ,", "no metric given", "datagov fields"),
        ("targets --year 25", '"25" is not a year', "four digits"),
        ("targets --year 0000", '"0000" is not a year', "four digits"),
        ("targets --year ２０３１", '"２０３１" is not a year', "four digits"),
        ("targets -p yunan", 'unknown province "yunan"', '"yunnan"?'),
        ("compare --map", "--map shows exactly one field", "leader-rank"),
        ("compare --map -F kind,topics", "--map shows exactly one field", "leader-rank"),
        ("compare --map -F kind --transpose", "cannot be combined with", None),
        ("compare --map -F body.name", 'a map cannot show "body.name"', "term, date and number"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    arguments: str, error: str, hint: str | None, run: Run
) -> None:
    result = run(*arguments.split())
    assert (result.code, result.out) == (2, "")
    lines = result.err.splitlines()
    assert error in lines[0]
    assert len(lines) == 1 if hint is None else hint in lines[1]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_serves(name: str, run: Run, ample: Path) -> None:
    for call in ("why hainan topics", "why xizang leader-rank", "targets", "targets --chart"):
        result = run(*call.split(), "-f", name, "--data", ample)
        assert (result.code, result.err) == (0, ""), call
        assert result.out.endswith("\n")


def test_colour_repeats_what_the_letters_say(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    plain = run("compare", "-F", "leader-rank", "--map").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run("compare", "-F", "leader-rank", "--map").out
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


# --- chains -----------------------------------------------------------------------------------


def test_a_superseded_policy_says_by_what(run: Run, ample: Path) -> None:
    text = run("show", "hainan", "-s", "policies", "--data", ample).out
    assert "superseded by 虚构计划 Invented plan" in text
    assert text.count("旧虚构计划 Old invented plan → 虚构计划 Invented plan") == 2


def test_a_chain_that_leads_back_to_itself_ends(run: Run, ample: Path) -> None:
    path = ample / "provinces" / "hainan.yaml"
    text = path.read_text("utf-8")
    text = text.replace("    status: in-force\n", "    status: in-force\n    supersedes: plan\n")
    old = "en: Old Invented Leading Group of Hainan}\n"
    text = text.replace(old, f"{old}    predecessor: group\n")
    path.write_text(text, "utf-8")
    assert run("validate", "--data", ample).out.count("forms a cycle") == 4
    assert run("show", "hainan", "--data", ample).code == 0


def told(run: Run, data: Path, field: str) -> Any:
    return json.loads(run("why", "hainan", field, "--data", data, "-f", "json").out)


def test_of_a_stated_headship_the_date_alone_may_be_implied(run: Run, tiny: Path) -> None:
    def steps() -> str:
        return " ".join(told(run, tiny, "leader.as-of")["steps"])

    assert "A head that counts is implied, and so is the result." in steps()
    ground = "implied: {as-of: {zh: 推断。, en: Inferred.}}"
    edit(tiny / "provinces" / "hainan.yaml", "basis: implied\n        inferred-from: meeting-1",
         f"basis: stated\n        {ground}")  # fmt: skip
    assert "A head that counts is implied" not in steps()
    assert "The headship is stated; this is implied." in steps()


@pytest.mark.parametrize(
    ("year", "more", "found"),
    [
        ("2029", "", ["revenue-old"]),
        ("2028", "", []),
        ("2029", "body: group", []),
        ("2029", "relation: add", []),
        ("2029", "relation: exceed", []),
        ("2029", "relation: about", ["revenue-old"]),
    ],
)
def test_another_figure_for_the_same_year_contradicts_a_measure(
    year: str, more: str, found: list[str], run: Run, tiny: Path
) -> None:
    other = f"""
  - id: revenue-old
    metric: ai-core-industry-revenue
    {more}
    value: 140000000
    unit: CNY
    as-written: 1.4亿元
    year: "{year}"
    cite: [gazette-2030#3]
    anchors: [虚构]
milestones:"""
    edit(tiny / "provinces" / "hainan.yaml", "\nmilestones:", other)
    contradicts = told(run, tiny, "revenue-2029.value")["contradicts"]
    assert [each["record"] for each in contradicts] == found
    if "about" in more:
        assert contradicts[0]["note"].endswith("gives another figure: about 140,000,000 yuan.")
