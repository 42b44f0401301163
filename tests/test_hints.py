"""Hints say what to write, with the value at hand; ``--fix`` writes it where that is certain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import Run, edit

AS_OF = 'as-of: "2030-02"'
DATE = 'write a date in quotes, such as "2025", "2025-02" or "2025-02-18"'
PERSON = "person: {zh: 张三, en: Zhang San}"
POSTS = "posts: [deputy-party-secretary, governor]"
CITE = "cite: [gazette-2030#1]"
#: What stands in the file → what is written instead; the hint; whether ``--fix`` does it.
CASES = [
    (AS_OF, 'as-of: "2030-2"', 'write "2030-02"', True),
    (AS_OF, 'as-of: "2030-2-3"', 'write "2030-02-03"', True),
    (AS_OF, "as-of: 2030/2/3", 'write "2030-02-03"', True),
    (AS_OF, "as-of: 2030年2月3日", 'write "2030-02-03"', True),
    (AS_OF, "as-of: 2030年2月", 'write "2030-02"', True),
    (AS_OF, "as-of: “2030-02”", 'write "2030-02"', True),
    (AS_OF, "as-of: ２０３０-０２", 'write "2030-02"', True),
    (AS_OF, "as-of: 2030", 'put it in quotes: "2030"', True),
    (AS_OF, "as-of: 2030.10", DATE, False),
    (AS_OF, 'as-of: "2030-2-31"', DATE, False),
    (AS_OF, "as-of: lately", DATE, False),
    (AS_OF, "as-of: 不详", "leave it out, and list it under unknown: with a note", False),
    (PERSON, "person: 张三", "write {zh: 张三, en: …}", False),
    (PERSON, "person: Zhang San", "write {zh: …, en: Zhang San}", False),
    (PERSON, "person: {zh：张三，en：Zhang San}", "write zh: 张三, en: Zhang San", False),
    ("{zh: 海南省, en", "{zh:海南省, en", "write zh: 海南省", False),
    (POSTS, "posts: [deputy-party-secretary，governor]",
     "write deputy-party-secretary, governor", True),
    (POSTS, "posts: deputy-party-secretary、governor",
     "write [deputy-party-secretary, governor]", True),
    (CITE, "cite: gazette-2030#1", "write [gazette-2030#1]", True),
    (CITE, "cite: [gazette-2030＃1]", 'write "gazette-2030#1"', True),
    (CITE, "cite: [gazette-2030#1，gazette-2030#2]",
     "write gazette-2030#1, gazette-2030#2", True),
    ('gb2260: "460000"', "gb2260: 460000", 'put it in quotes: "460000"', True),
    ("id: old-group", "id: Old Group", "write old-group", False),
    ("        role: head\n", "", "write role: head | co-head |", False),
    (f"        {CITE}\n", "", "write cite: [source-id#1]", False),
    ("        person: {zh: 李四, en: Li Si}", "        person: {zh: 李四}", "write en: …", False),
    ("value: 150000000", 'value: "150,000,000"', "write 150000000", True),
    ("value: 150000000", "value: 150 000 000", "write 150000000", True),
    ("value: 150000000", "value: １５００００", "write 150000", True),
    ("value: 150000000", "value: 1.5亿", "write 150000000", True),
    ("value: 150000000", "value: 1.5亿元", "write 150000000, and what is counted", False),
    ("value: 150000000", "value: +5", "write 5", True),
    (AS_OF, "as-of: 2030年2月9号", 'write "2030-02-09"', True),
    (AS_OF, "as-of: 2030 年 2 月 9 日", 'write "2030-02-09"', True),
    (AS_OF, "as-of: 二〇三〇年二月十九日", 'write "2030-02-19"', True),
    (AS_OF, "as-of: 二〇三〇年十月二十日", 'write "2030-10-20"', True),
    (AS_OF, "as-of: 2030年2月前后", 'write "2030-02~"', True),
    (AS_OF, "as-of: [2030-02, 2030-03]", DATE, False),
    (AS_OF, "as-of: 约2030年2月", 'write "2030-02~"', True),
    (AS_OF, "as-of: 2030—02—03", 'write "2030-02-03"', True),
    (AS_OF, "as-of: 20300203", 'write "2030-02-03"', True),
    (AS_OF, "as-of: 2030-02-03T08:00:00Z", 'write "2030-02-03"', True),
    (AS_OF, "as-of: 3 February 2030", 'write "2030-02-03"', True),
    (AS_OF, "as-of: Feb. 3rd, 2030", 'write "2030-02-03"', True),
    (AS_OF, "as-of: 「2030-02」", 'write "2030-02"', True),
    (AS_OF, "as-of: [2030-02]", 'write "2030-02"', False),
    (AS_OF, "as-of: 03/02/2030", DATE, False),
    ("status: consultation", "status: 征求意见", "write consultation", True),
    ("status: consultation", "status: “征求意见”", "write consultation", True),
    ("role: head", "role: Head", "write head", True),
    ("role: head", "role: ｈｅａｄ", "write head", True),
    ("role: head", "role: 主任委员", "known terms: head", False),
    (POSTS, "posts: [党委副书记, governor]", "write deputy-party-secretary", True),
    (POSTS, "posts: [党委副书记、省长]", "write deputy-party-secretary, governor", True),
    (POSTS, "posts: 【deputy-party-secretary、governor】",
     "write [deputy-party-secretary, governor]", True),
    (POSTS, "posts: [党委副书记、某甲]", "data/vocabulary/posts.yaml lists them", False),
    (POSTS, "posts: governor", "write [governor]", True),
    (POSTS, "posts: governer", "write [governer]", False),
    (POSTS, "posts: 【某甲】", "write [某甲]", False),
    ("main: true", "main: yes", "write true", True),
    ("main: true", "main: 是", "write true", True),
    (PERSON, "person: {zh: true, en: Zhang San}", 'put it in quotes: "true"', False),
    (PERSON, "person: 张三 Zhang San", "write {zh: 张三, en: Zhang San}", True),
    (PERSON, "person: [张三, Zhang San]", "write {zh: 张三, en: Zhang San}", False),
    (PERSON, "person: ｛zh：张三，en：Zhang San｝", "write {zh: 张三, en: Zhang San}", True),
    (CITE, "cite: [gazette-2030]", "write gazette-2030#…", False),
    (CITE, "cite: gazette-2030", "write [gazette-2030#…]", False),
    (CITE, 'cite: ["gazette-2030#1、2"]', "write gazette-2030#1, gazette-2030#2", True),
    (CITE, "cite: [gazette-2030#1-2]", "write gazette-2030#1, gazette-2030#2", True),
    (CITE, "cite: [gazette-2030#0-19]", "write gazette-2030#0, gazette-2030#1, ", True),
    (CITE, "cite: [gazette-2030#0-20]", "source-id#paragraph, for example", False),
    (CITE, "cite: gazette-2030#1、odd", "write [gazette-2030#1, odd]", False),
    (CITE, "cite: [gazette-2030.yaml#1]", 'write "gazette-2030#1"', True),
    ("anchors: [张三]", "anchors: 张三", "write [张三]", True),
    ("anchors: [张三]", "anchors: 张三、李四", "write [张三, 李四]", False),
    ("kind: province", "ｋｉｎｄ: province", "write kind", False),
    ("themes: [", "ｔｈｅｍｅｓ: [", "write themes", False),
    # A key that is there already is not meant by another.
    ("    themes: [", "    themess: []\n    themes: [", "known keys: ", False),
]  # fmt: skip


def hints(run: Run, path: Path) -> list[str]:
    answer = run("validate", path, "--data", path.parents[1], "-f", "json")
    return [str(found["hint"]) for found in json.loads(answer.out)["diagnostics"]]


@pytest.mark.parametrize(("right", "wrong", "hint", "certain"), CASES, ids=[c[1] for c in CASES])
def test_a_hint_says_what_to_write(
    right: str, wrong: str, hint: str, certain: bool, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, right, wrong)
    assert any(said.startswith(hint) for said in hints(run, path)), hints(run, path)
    run("validate", "--fix", path, "--data", tiny)
    left = [said for said in hints(run, path) if said.startswith(hint)]
    assert bool(left) is not certain


def test_an_address_needs_its_scheme(run: Run, tiny: Path) -> None:
    path = tiny / "sources" / "gazette-2030.yaml"
    text = path.read_text("utf-8")
    at = text.index("url: ")
    path.write_text(f"{text[:at]}url: gazette.example/1\n{text[text.index(chr(10), at) + 1 :]}")
    assert "write https://gazette.example/1" in hints(run, path)


def test_a_map_without_keys_is_told_so(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "    themes: [", "    unknown: {}\n    themes: [")
    assert '"unknown" must have at least 1, found 0' in run("validate", path, "--data", tiny).out


def test_a_fraction_is_no_whole_number(run: Run, tiny: Path) -> None:
    path = tiny / "sources" / "gazette-2030.yaml"
    edit(path, "paragraphs: 4", 'paragraphs: "4.5"')
    assert run("validate", "--fix", path, "--data", tiny).code == 1
    assert 'paragraphs: "4.5"' in path.read_text("utf-8")


def test_a_number_below_the_least_is_told_so(run: Run, tiny: Path) -> None:
    path = tiny / "sources" / "gazette-2030.yaml"
    edit(path, "paragraphs: 4", "paragraphs: 0")
    assert '"paragraphs" must be at least 1, found 0' in run("validate", path, "--data", tiny).out


def test_the_article_fits_the_word(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "id: zhang-san", "id: Zhang_San")
    edit(path, "iso3166-2: CN-HI", "iso3166-2: hi")
    edit(path, AS_OF, "as-of: lately")
    said = run("validate", path, "--data", tiny).out
    assert '"Zhang_San" is not an id' in said
    assert '"hi" is not an ISO 3166-2 code' in said
    assert '"lately" is not a date' in said
