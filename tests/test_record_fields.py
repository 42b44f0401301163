"""Fields that follow from the records of a province, also on a day on which some may not have
been there."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import COUNTRY, TINY
from test_body_fields import Data, body, regulation

from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.placeholders import TO_LOOK_UP
from datagov_cli.model.records import KNOWN, UNKNOWN, Province, Value
from datagov_cli.queries.as_of import state
from datagov_cli.queries.fields import find_field
from datagov_cli.storage import parse_records
from datagov_cli.storage.store import Store

CITE = {"cite": ["gazette-2030#1"], "anchors": ["虚构"]}
WITHDRAWN = {"withdrawn": {"date": "2030", "reason": {"zh": "有误。", "en": "Wrong."}}}
NOT_SAID = {"zh": "未提。", "en": "Not said."}


def meeting(name: str, date: str, *themes: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "date": date, "themes": list(themes), **CITE, **more}


def target(name: str, value: int, year: str | None = None, **more: Any) -> dict[str, Any]:
    dated = {"year": year} if year else {"unknown": {"year": NOT_SAID}}
    return {"id": name, "metric": "5g-base-stations", "relation": "reach", "value": value,
            "unit": "{station}", "as-written": f"{value}个", "basis": "target", **dated,
            **CITE, **more}  # fmt: skip


def province_of(**records: Any) -> Province:
    """A province that has these records."""
    kinds = ("bodies", "meetings", "policies", "targets", "milestones", "initiatives")
    raw = {"id": "hainan", "name": {"zh": "海南省", "en": "Hainan", "short": "海南"},
           "gb2260": "460000", "iso3166-2": "CN-HI", "kind": "province",
           **{kind: records.get(kind, []) for kind in kinds}}  # fmt: skip
    return parse_records.province(raw)


def ask(key: str, day: str = "", **records: Any) -> Value:
    """A field of a province that has these records, as it stood on that day."""
    province, store = province_of(**records), Data(TINY)
    if day:
        province = state(province, FuzzyDate.parse(day), store.source)
    return find_field(key, Store(COUNTRY)).get(province, store)


def said(value: Value) -> str | None:
    return str(value.note.en) if value.note else None


def test_a_count_on_a_day_tells_what_is_not_sure() -> None:
    opened = [body("甲", "exchange", opened="2020"), body("乙", "exchange", opened="2030-02")]
    unsure = ask("bodies.count", "2030-02-10", bodies=opened)
    assert (unsure.state, said(unsure)) == (UNKNOWN, "Between 1 and 2 on that day.")
    assert ask("bodies.count", "2030-03", bodies=opened).value == 2
    assert ask("bodies.count", bodies=[*opened, body("丙", "exchange", **WITHDRAWN)]).value == 2


def test_a_policy_stays_on_record_while_a_body_is_only_last_known() -> None:
    plan = regulation("法", date="2029-01-01")
    later = "2030-06-01"
    assert ask("policies.count", later, policies=[plan]).on_day is None
    group = ask("bodies.count", later, bodies=[body("甲", "exchange", opened="2020")])
    assert group.on_day is not None
    assert group.on_day.standing == "last-known"


def test_of_meetings_that_may_not_have_been_held_the_latest_is_not_known() -> None:
    held = [meeting("一", "2029-01-01"), meeting("二", "2030-02")]
    assert str(ask("meetings.latest", meetings=held).value) == "2030-02"
    unsure = ask("meetings.latest", "2030-02-10", meetings=held)
    assert (unsure.state, said(unsure)) == (
        UNKNOWN, "Whether it existed on that day is not known.",
    )  # fmt: skip


def test_a_topic_is_known_by_one_record_that_surely_was_there() -> None:
    held = [meeting("一", "2029-01-01", "data-sharing"),
            meeting("二", "2030-02", "data-sharing", "digital-economy")]  # fmt: skip
    assert ask("topics", "2029-06", meetings=held).value == ("data-sharing",)
    assert ask("topics", "2030-02-10", meetings=held[:1]).known
    unsure = ask("topics", "2030-02-10", meetings=held)
    assert said(unsure) == "Known for that day: 1; not known: 1 more."
    again = [held[0], meeting("二", "2030-02", "data-sharing")]
    assert ask("topics", "2030-02-10", meetings=again).value == ("data-sharing",)
    assert ask("topics", meetings=held[::-1]).value == ("digital-economy", "data-sharing")


def test_what_no_one_has_looked_for_is_no_unknown_of_the_sources() -> None:
    def count(note: dict[str, str], **more: Any) -> Any:
        return ask("unknowns.count", bodies=[
            body("甲", "leading-group", unknown={"established": note, "heads": note}, **more)
        ]).value  # fmt: skip

    assert count(NOT_SAID) == 2
    assert count(TO_LOOK_UP) == 0
    assert count(NOT_SAID, **WITHDRAWN) == 0


def test_heads_of_a_withdrawn_body_are_not_counted() -> None:
    head = {"id": "x", "role": "head", "basis": "stated", "unknown": {"person": NOT_SAID}, **CITE}

    def count(head: dict[str, Any], **more: Any) -> Any:
        return ask("unknowns.count", bodies=[body("甲", "exchange", heads=[head], **more)]).value

    assert count(head) == 1
    assert count({**head, **WITHDRAWN}) == count(head, **WITHDRAWN) == 0


@pytest.mark.parametrize(
    ("targets", "shown"),
    [
        ([target("a", 1, "2029"), target("b", 2, "2031"), target("c", 3, "2030")], 2),
        ([target("a", 1), target("b", 2)], 1),
        ([target("a", 1), target("b", 2, "2031")], 2),
        ([target("a", 1, "2031", **WITHDRAWN), target("b", 2, "2029")], 2),
        ([target("a", 1, metric="data-centres"), target("b", 2)], 2),
    ],
)
def test_the_target_of_the_latest_year_is_shown(targets: list[Any], shown: int) -> None:
    assert ask("targets.5g-base-stations", targets=targets).value == shown


def test_of_several_bodies_one_that_may_not_have_been_there_leaves_all_open() -> None:
    bureaus = [
        body("甲", "data-bureau", opened="2020"),
        body("乙", "data-bureau", opened="2030-02"),
    ]
    assert ask("bureau.name", "2030-03", bodies=bureaus).state == KNOWN
    unsure = ask("bureau.name", "2030-02-10", bodies=bureaus)
    assert (unsure.state, unsure.of) == (UNKNOWN, None)


def test_why_a_body_says_nothing_is_told_by_the_body() -> None:
    silent = body("甲", "data-bureau", unknown={"opened": NOT_SAID})
    assert said(ask("bureau.opened", bodies=[silent])) == "Not said."
    assert ask("bureau.opened", bodies=[silent]).of is None


def test_a_withdrawn_document_is_not_the_newest() -> None:
    old, new = regulation("旧", date="2028"), regulation("新", date="2029", **WITHDRAWN)
    assert str(ask("policies.newest", policies=[old, new]).value.zh) == "旧"
