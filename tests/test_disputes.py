"""Sources that contradict each other on who leads, and heads that come one after another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import Run, edit

HAINAN = Path("provinces", "hainan.yaml")
LI_SI = 'posts: [party-secretary]\n        as-of: "2029-12-31"'
#: Li Si, a party secretary, as of the day for which Zhang San, a governor, is head too.
SAME_DAY = LI_SI.replace("2029-12-31", "2030-02")
EITHER = {"governor": "¶1", "party-secretary": "¶2"}


def answer(run: Run, data: Path, *call: str) -> Any:
    result = run(*call, "--data", data, "-f", "json")
    assert result.err == ""
    return json.loads(result.out)


def cell(run: Run, data: Path, field: str, *options: str) -> dict[str, Any]:
    (row, _) = answer(run, data, "compare", "--field", field, *options)["rows"]
    found: dict[str, Any] = row["cells"][field]
    return found


def sides(found: dict[str, Any]) -> dict[str, str]:
    """What each side says, and the place that it cites."""
    assert (found["state"], found["value"]) == ("disputed", None)
    return {
        str(side["value"]): " ".join(cite["at"] for cite in side["cite"])
        for side in found["claims"]
    }


# --- who leads ---------------------------------------------------------------------------------


def test_two_heads_for_one_day_are_no_pair(run: Run, tiny: Path) -> None:
    """A party secretary by one source, a governor by the other: neither rank, and not both."""
    edit(tiny / HAINAN, LI_SI, SAME_DAY)
    assert sides(cell(run, tiny, "leader-rank")) == EITHER
    assert sides(cell(run, tiny, "leader.name")) == {"张三": "¶1", "李四": "¶2"}
    assert "DG409" in run("validate", "--data", tiny).out


@pytest.mark.parametrize(
    ("first", "second", "rank"),
    [("co-head", "co-head", "dual"), ("first-head", "head", "dual"), ("head", "first-head", "dual"),
     ("head", "co-head", None), ("first-head", "first-head", None)],
)  # fmt: skip
def test_a_pair_is_one_that_a_source_calls_so(
    first: str, second: str, rank: str | None, run: Run, tiny: Path
) -> None:
    edit(tiny / HAINAN, LI_SI, SAME_DAY)
    edit(
        tiny / HAINAN,
        "role: head\n        posts: [deputy",
        f"role: {first}\n        posts: [deputy",
    )
    edit(
        tiny / HAINAN, "role: head\n        posts: [party", f"role: {second}\n        posts: [party"
    )
    found = cell(run, tiny, "leader-rank")
    assert ("DG409" in run("validate", "--data", tiny).out) == (rank is None)
    if rank is None:
        assert sides(found) == EITHER
    else:
        assert (found["state"], found["value"]) == ("known", rank)


@pytest.mark.parametrize(
    ("role", "reason"),
    [("deputy", "a deputy does not lead"), ("executive-deputy", "a deputy does not lead"),
     ("acting", "Acting is not head"), ("in-charge", "In charge of the work is not head")],
)  # fmt: skip
def test_who_is_no_head_never_counts_as_one(role: str, reason: str, run: Run, tiny: Path) -> None:
    path = tiny / HAINAN
    for _ in range(3):
        edit(path, "role: head", f"role: {role}")
    told = answer(run, tiny, "why", "hainan", "leader-rank")
    assert told["cell"]["state"] == "unknown"
    assert any(reason in step for step in told["steps"])
    shown = run("show", "hainan", "--section", "bodies", "--data", tiny).out
    assert "    Head  " not in shown
    assert ("not counted as head" in shown) == (role in ("acting", "in-charge"))
    assert cell(run, tiny, "leader-rank", "--as-of", "2030-02")["state"] == "unknown"


def test_a_dispute_about_who_leads_has_all_sides_everywhere(run: Run, disputed: Path) -> None:
    assert run("validate", "--data", disputed).out.endswith("0 errors, 0 warnings\n")
    rank, name = cell(run, disputed, "leader-rank"), cell(run, disputed, "leader.name")
    assert sides(rank) == EITHER
    assert [side["as-of"] for side in rank["claims"]] == ["2030-02", "2030-02-20"]
    assert sides(name) == {"孙七": "¶1", "周八": "¶2"}
    assert rank["as-of"] == name["as-of"] == "2030-02 / 2030-02-20"
    shown = run("show", "hainan", "--section", "bodies", "--data", disputed).out
    line = " ".join(shown.split())
    assert "disputed 孙七 Sun Qi, Governor (Head; as of 2030-02) [1]¶1 / 周八 Zhou Ba" in line
    body = answer(run, disputed, "show", "hainan")["provinces"][0]["bodies"][0]
    claims = body["absent"]["heads"]["claims"]
    assert [claim["value"]["person"] for claim in claims] == ["孙七", "周八"]
    assert claims[1]["value"]["posts"] == ["party-secretary"]
    for word in ("周八", "Zhou Ba"):
        assert answer(run, disputed, "search", word)["hits"][0]["id"] == "group"
    events = answer(run, disputed, "timeline", "--kind", "head")["events"]
    assert [e["date"] for e in events if "disputed" in e["title-en"]] == ["2030-02", "2030-02-20"]
    some = run("list", "-w", "leader-rank=governor", "--include-unknown", "--data", disputed).out
    assert "海南" in some
    assert "海南" not in run("list", "-w", "leader-rank=governor", "--data", disputed).out


def test_what_all_sides_agree_on_is_known(run: Run, disputed: Path) -> None:
    edit(disputed / HAINAN, "            posts: [party-secretary]", "            posts: [governor]")
    found = cell(run, disputed, "leader-rank")
    assert (found["state"], found["value"], found["as-of"]) == ("known", "governor", "2030-02-20")
    assert [cite["at"] for cite in found["cite"]] == ["¶1", "¶2"]
    assert sides(cell(run, disputed, "leader.name"))


def test_what_not_every_side_says_is_not_known(run: Run, disputed: Path) -> None:
    edit(disputed / HAINAN, "            posts: [party-secretary]\n", "")
    found = cell(run, disputed, "leader-rank")
    assert (found["state"], "not all of them say it" in found["note"]) == ("unknown", True)


def test_a_later_head_ends_a_dispute(run: Run, disputed: Path) -> None:
    edit(disputed / HAINAN, 'as-of: "2029-12-31"', 'as-of: "2030-03"')
    assert cell(run, disputed, "leader.name")["value"] == "李四"
    told = answer(run, disputed, "why", "hainan", "leader-rank")
    assert told["contradicts"] == []
    assert "group" in [one["record"] for one in told["predecessors"]]


def test_the_sides_of_a_dispute_stand_together(run: Run, disputed: Path) -> None:
    """A head between them ends neither side."""
    edit(disputed / HAINAN, 'as-of: "2029-12-31"', 'as-of: "2030-02-10"')
    edit(disputed / HAINAN, 'as-of: "2030-02"}', 'as-of: "2030-02-01"}')
    for day in ((), ("--as-of", "2030-03")):
        assert sides(cell(run, disputed, "leader.name", *day)) == {"孙七": "¶1", "周八": "¶2"}


def test_a_dispute_without_a_source_that_stands_says_nothing(run: Run, disputed: Path) -> None:
    path = disputed / "sources" / "gazette-2030.yaml"
    gone = "withdrawn: {date: '2030-03-05', reason: {zh: 已撤稿。, en: It was retracted.}}\n"
    path.write_text(path.read_text("utf-8") + gone, "utf-8")
    for key in ("leader.name", "leader-rank"):
        assert cell(run, disputed, key)["state"] == "unknown"


def test_a_dispute_is_there_from_the_day_of_its_first_side(run: Run, disputed: Path) -> None:
    assert cell(run, disputed, "leader.name", "--as-of", "2029-08")["value"] == "张三"
    assert sides(cell(run, disputed, "leader.name", "--as-of", "2030-03"))


def test_posts_may_be_disputed(run: Run, tiny: Path) -> None:
    path = tiny / HAINAN
    edit(path, "        posts: [deputy-party-secretary, governor]\n", "")
    edit(
        path,
        "        anchors: [张三]\n",
        """\
        anchors: [张三]
        disputed:
          posts:
            - {value: [governor], cite: [gazette-2030#1], anchors: [张三]}
            - value: [deputy-party-secretary, vice-governor]
              cite: [gazette-2030#2]
              anchors: [张三]
""",
    )
    assert run("validate", "--data", tiny).out.endswith("0 errors, 0 warnings\n")
    ranks = sides(cell(run, tiny, "leader-rank"))
    assert ranks == {"governor": "¶1", "deputy-party-secretary": "¶2"}
    post = cell(run, tiny, "leader.post", "--as-of", "2030-03")
    assert [post[key] for key in ("state", "as-of", "standing")] == [
        "disputed", "2030-02", "last-known",
    ]  # fmt: skip
    told = answer(run, tiny, "why", "hainan", "leader-rank")
    who = "张三 Zhang San (implied)"
    assert any(f"posts of {who} are disputed" in step for step in told["steps"])
    assert len(told["contradicts"]) == 2
    edit(path, "[deputy-party-secretary, vice-governor]", "[deputy-party-secretary, governor]")
    assert cell(run, tiny, "leader-rank")["value"] == "governor"


def test_the_sides_about_a_target_are_in_json_too(run: Run, tiny: Path) -> None:
    edit(tiny / HAINAN, '    year: "2031"\n', "")
    edit(
        tiny / HAINAN,
        "    policy: plan\n    cite: [gazette-2030#3]\n    anchors: [虚构]\n",
        """\
    policy: plan
    cite: [gazette-2030#3]
    anchors: [虚构]
    disputed:
      year:
        - {value: "2031", cite: [gazette-2030#3], anchors: [虚构]}
        - {value: "2032", cite: [gazette-2030#2], anchors: [虚构]}
""",
    )
    assert run("validate", "--data", tiny).out.endswith("0 errors, 0 warnings\n")
    (target,) = answer(run, tiny, "show", "hainan")["provinces"][0]["targets"]
    assert sides(target["absent"]["year"]) == {"2031": "¶3", "2032": "¶2"}


# --- one after another --------------------------------------------------------------------------


def test_show_says_who_is_the_newest_and_since_when_the_other_is_not_attested(
    run: Run, tiny: Path
) -> None:
    edit(tiny / HAINAN, 'as-of: "2029-12-31"', 'as-of: "2030-02-28"')
    edit(tiny / HAINAN, 'as-of: "2030-02"\n', 'as-of: "2030-01"\n')
    shown = " ".join(run("show", "hainan", "--section", "bodies", "--data", tiny).out.split())
    newest = shown.index("李四 Li Si, Party secretary (the newest on record; as of 2030-02-28)")
    assert newest < shown.index("(no longer attested since 2030-02-28; implied; as of 2030-01)")


def test_a_predecessor_is_no_contradiction(run: Run, tiny: Path) -> None:
    told = answer(run, tiny, "why", "hainan", "leader-rank")
    assert told["contradicts"] == []
    assert [one["record"] for one in told["predecessors"]] == ["li-si"]


def test_why_lists_every_source_that_a_step_cites(run: Run, beside: Path) -> None:
    edit(beside / HAINAN, "cite: [gazette-2030#2]\n        anchors: [李四]",
         "cite: [mirror-2030#1]\n        anchors: [李四]")  # fmt: skip
    told = answer(run, beside, "why", "hainan", "leader-rank")
    assert [cited["source"] for cited in told["citations"]] == ["gazette-2030", "mirror-2030"]
    assert all("mirror" not in line for line in told["footnotes"])


# --- counting what is not known -----------------------------------------------------------------


def test_what_not_every_record_must_account_for_is_not_counted_as_unknown(
    run: Run, tiny: Path
) -> None:
    """Else a province of which somebody looked for the end of a headship would know less."""
    number = cell(run, tiny, "unknowns.count")["value"]
    anchors = "anchors: [李四]\n"
    silent = "        unknown: {until: {zh: 未提及。, en: Not mentioned.}}\n"
    edit(tiny / HAINAN, anchors, anchors + silent)
    assert cell(run, tiny, "unknowns.count")["value"] == number
    edit(tiny / HAINAN, '        as-of: "2029-12-31"\n', "")
    edit(tiny / HAINAN, "unknown: {until:", "unknown: {as-of: {zh: 无。, en: None.}, until:")
    assert cell(run, tiny, "unknowns.count")["value"] == number + 1


def test_bodies_between_which_sources_differ_are_shown_by_name(run: Run, tiny: Path) -> None:
    side = "{{value: {body}, cite: [gazette-2030#{number}], anchors: [虚构]}}"
    both = ", ".join(side.format(body=b, number=n) for n, b in enumerate(("group", "old-group"), 1))
    edit(tiny / HAINAN, "    body: group\n", f"    disputed: {{body: [{both}]}}\n")
    for call in (("show", "hainan", "-s", "meetings"), ("why", "hainan", "meeting-1.body")):
        shown = " ".join(run(*call, "--data", tiny).out.split())
        assert "Invented Leading Group of Hainan" in shown
        assert "Old Invented Leading Group of Hainan" in shown
        assert "old-group" not in shown
    (meeting,) = answer(run, tiny, "show", "hainan", "-s", "meetings")["provinces"][0]["meetings"]
    assert [side["via-en"] for side in meeting["body"]["claims"]] == ["Invented Daily"] * 2


def test_a_headship_of_a_disputed_day_has_all_its_days(run: Run, tiny: Path) -> None:
    days = ", ".join(
        f'{{value: "{day}", cite: [gazette-2030#{number}], anchors: [张三]}}'
        for number, day in enumerate(("2030-02", "2030-03"), 1)
    )
    edit(tiny / HAINAN, '        as-of: "2030-02"\n', f"        disputed: {{as-of: [{days}]}}\n")
    edit(tiny / HAINAN, "        role: head\n        posts: [party", "        role: deputy\n"
         "        posts: [party")  # fmt: skip
    assert cell(run, tiny, "leader.name")["as-of"] == "2030-02 / 2030-03"
    shown = run("show", "hainan", "-s", "bodies", "--data", tiny).out
    assert "As of: disputed 2030-02 (implied) [1]¶1 / 2030-03 (implied) [1]¶2" in shown
    assert "as of 2030-02 / 2030-03" in run("why", "hainan", "leader.name", "--data", tiny).out


@pytest.mark.parametrize(("inferred", "basis"), [("2030-02", "implied"), ("2029-12-31", None)])
def test_the_day_of_a_pair_is_as_sure_as_the_newer_of_both(
    inferred: str, basis: str | None, run: Run, tiny: Path
) -> None:
    path = tiny / HAINAN
    path.write_text(
        path.read_text("utf-8").replace(
            "role: head\n        posts", "role: co-head\n        posts"
        ),
        "utf-8",
    )
    ground = "implied: {as-of: {zh: 据上文。, en: From the text above.}}"
    edit(path, f'        as-of: "{inferred}"\n', f'        as-of: "{inferred}"\n        {ground}\n')
    found = cell(run, tiny, "leader-rank")
    assert (found["as-of"], found.get("as-of-basis")) == ("2030-02", basis)


def test_what_is_derived_has_the_ground_of_what_it_is_derived_from(run: Run, tiny: Path) -> None:
    ground = "implied: {person: {zh: 据上文。, en: From the text above.}}"
    edit(tiny / HAINAN, "        anchors: [张三]\n", f"        anchors: [张三]\n        {ground}\n")
    shown = " ".join(run("why", "hainan", "leader.name", "--data", tiny).out.split())
    assert "Head 张三 Zhang San (implied: From the text above.; as of 2030-02)" in shown
