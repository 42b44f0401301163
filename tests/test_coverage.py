"""What counts as known, as supported and as supported twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import edit

from datagov_cli.queries.coverage import Coverage, coverage
from datagov_cli.storage.store import Store

HAINAN, MIRROR = Path("provinces", "hainan.yaml"), Path("sources", "mirror-2030.yaml")
WITHDRAWN = "\nwithdrawn:\n  date: '2030-05-01'\n  reason: {zh: 有误。, en: Wrong.}\n"


def counted(data: Path, kind: str) -> Coverage:
    store = Store(data)
    (of_hainan,) = coverage([store.province("hainan")], store).provinces
    return of_hainan.kinds[kind]


@pytest.mark.parametrize(
    ("old", "new", "official", "independent", "newest"),
    [
        ("", "", 0, 0, "2030-03-01"),
        ("{zh: 虚构社, en: Invented Press}", "{zh: 另社, en: Other}", 0, 3, "2030-03-01"),
        ("tier: mirror", "tier: official", 3, 0, "2030-03-01"),
        ('published: "2030-03-01"', 'published: "2030-05"', 0, 0, "2030-05"),
        ('published: "2030-03-01"', 'published: "2029"', 0, 0, "2030-03-01"),
        ("tier: mirror\n", f"tier: official{WITHDRAWN}", 0, 0, "2030-03-01"),
        ("{zh: 虚构社, en: Invented Press}\n", f"{{zh: 另社, en: Other}}{WITHDRAWN}", 0, 0,
         "2030-03-01"),
    ],
)  # fmt: skip
def test_what_two_sources_support(
    old: str, new: str, official: int, independent: int, newest: str, beside: Path
) -> None:
    """A second source of the same publisher is none of its own; one that was withdrawn counts
    for nothing."""
    edit(beside / HAINAN, "scope: national\n    cite: [gazette-2030#2]",
         "scope: national\n    cite: [gazette-2030#2, mirror-2030#2]")  # fmt: skip
    edit(beside / MIRROR, old, new)
    found = counted(beside, "milestones")
    assert (found.claims, found.official, found.independent) == (3, official, independent)
    assert str(found.newest) == newest


def test_a_dispute_is_one_claim_and_rests_on_the_sources_of_all_its_sides(beside: Path) -> None:
    before = counted(beside, "heads")
    assert before.disputed == 1
    edit(beside / HAINAN, "cite: [gazette-2030#2]\n              anchors: [赵六]",
         "cite: [mirror-2030#2]\n              anchors: [赵六]")  # fmt: skip
    edit(beside / MIRROR, "{zh: 虚构社, en: Invented Press}", "{zh: 另社, en: Other}")
    after = counted(beside, "heads")
    assert (after.claims, after.disputed) == (before.claims, 1)
    assert after.independent == before.independent + 1 == 1


def test_a_side_that_is_implied_makes_no_value_implied(tiny: Path) -> None:
    before = counted(tiny, "heads")
    rest = "        cite: [gazette-2030#2]\n        anchors: [旧]"
    implied = "        basis: implied\n        inferred-from: meeting-1\n"
    edit(tiny / HAINAN, f"        basis: stated\n{rest}", f"{implied}{rest}")
    after = counted(tiny, "heads")
    # The role is implied with the headship; the disputed name is no value.
    assert (after.known, after.implied) == (before.known + 1, before.implied + 1)
