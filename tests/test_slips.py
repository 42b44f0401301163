"""Slips that make a file no YAML are named where they are, with what to write instead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import Run, chinese, edit

NAME = "{zh: 张三, en: Zhang San}"
#: What stands in the file → what is written by a slip; what the message and the hint say.
SLIPS = [
    ("id: hainan", "id：hainan", "full-width colon", "write id: hainan"),
    ("kind: province", "kind： province", "full-width colon", "write kind: province"),
    ("main: true", "main：true", "full-width colon", "write main: true"),
    ("bodies:\n", "bodies：\n", "full-width colon", "write bodies:"),
    (NAME, "{zh: 张三，en: Zhang San}", "full-width comma", f"write person: {NAME}"),
    (NAME, "｛zh: 张三, en: Zhang San｝", "full-width brace", f"write person: {NAME}"),
    ("[张三]", "[张三］", "full-width bracket", "write anchors: [张三]"),
    ("- id: group", "－ id: group", "a dash", "write - id: group"),
    ('as-of: "2030-02"', 'as-of: "2030-02”', "quotation mark", 'write as-of: "2030-02"'),
    ("省虚构领导小组\n", "“省: 虚构”\n", "quotation mark", 'write as-written: "省: 虚构"'),
    ("    kind: lead", "　　kind: lead", "U+3000", "write kind: leading-group"),
    ("    kind: lead", "\xa0\xa0\xa0\xa0kind: lead", "U+00A0", "write kind: leading-group"),
    ("main: true", "main:true", 'no space after the colon of "main"', "write main: true"),
    ("- id: group", "-id: group", "no space after the dash", "write - id: group"),
    ("cite: [gazette-2030#1]", "cite: [gazette-2030 #1]", "#", "write cite: [gazette-2030#1]"),
    (NAME, "{zh: 张三, en: Pilot: x}", '":"', 'write person: {zh: 张三, en: "Pilot: x"}'),
    ("省虚构领导小组\n", "省: 虚构\n", '":"', 'write as-written: "省: 虚构"'),
    ("[张三]", "[%2]", '"%"', 'write anchors: ["%2"]'),
    ("省虚构领导小组\n", "@x\n", '"@"', 'write as-written: "@x"'),
    ("省虚构领导小组\n", "%2\n", '"%"', 'write as-written: "%2"'),
    (NAME, "{zh: 张三, en: Zhang San", '"{" is not closed', f"write person: {NAME}"),
    ("kind: province", "kind :province", "a space before the colon", "write kind: province"),
    ("main: true", "main:　true", "no space after the colon", "write main: true"),
    ("- id: group", "• id: group", "a bullet", "write - id: group"),
    ("- id: group", "* id: group", "a bullet", "write - id: group"),
    ("- id: group", "− id: group", "a dash", "write - id: group"),
    ("- id: group", "-　id: group", "U+3000", "write - id: group"),
    (NAME, "{zh: 张三; en: Zhang San}", "semicolon", f"write person: {NAME}"),
    (NAME, "{zh: 张三 en: Zhang San}", "no comma", f"write person: {NAME}"),
    (NAME, "{zh: 张三,, en: Zhang San}", "two commas in a row", f"write person: {NAME}"),
    (f"{NAME}\n", f"{NAME}。\n", "after the end", f"write person: {NAME}"),
    ("    heads:\n", "    ＃ a note\n    heads:\n", "number sign", "write # a note"),
    ("省虚构领导小组\n", '"省"虚构\n', "after the closing", "write as-written: '\"省\"虚构'"),
    ("    kind: lead", "    <<<<<<< x\n    kind: lead", '"<<<<<<<"', "keep the lines"),
    ("kind: province\n", "kind: province\n=======\n", '"======="', "keep the lines that are right"),
    ("kind: province\n", "<<<<<<< HEAD\nkind: province\n", '"<<<<<<<"', "keep the lines"),
    ("省虚构领导小组\n", '"省\n>>>>>>> topic\n虚构"\n', '">>>>>>>"', "keep the lines"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "said", "hint"), SLIPS, ids=[s[1] for s in SLIPS])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_slip_is_named_at_its_line_with_the_line_as_it_should_be(
    right: str, wrong: str, said: str, hint: str, line_end: str, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, right, wrong)
    text = path.read_text("utf-8")
    slip = wrong if wrong[0] != "k" or "\n=" not in wrong else "======="
    line = text.count("\n", 0, text.index(slip)) + 1 + (">>>>>>>" in wrong)
    path.write_text(text, "utf-8", newline=line_end)
    answer = run("validate", path, "--data", tiny, "-f", "json")
    (found,) = json.loads(answer.out)["diagnostics"]
    assert (answer.code, found["code"], found["line"]) == (1, "DG005", line)
    assert said in found["message"]
    assert found["hint"].startswith(hint)
    told = run("validate", path, "--data", tiny, "-f", "json", "--lang", "zh").out
    chinese(json.loads(told)["diagnostics"])


def test_signs_of_the_text_stay_beside_a_slip(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, NAME, "{zh: “张三”，en: 【Zhang San】}")
    assert run("validate", "--fix", path, "--data", tiny, "--select", "DG0").code == 0
    assert "person: {zh: “张三”, en: 【Zhang San】}" in path.read_text("utf-8")


@pytest.mark.parametrize(("right", "wrong", "said", "hint"), SLIPS, ids=[s[1] for s in SLIPS])
def test_fix_corrects_what_is_certain(
    right: str, wrong: str, said: str, hint: str, run: Run, tiny: Path
) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, right, wrong)
    before = path.read_bytes()
    certain = hint.startswith("write ") and "not closed" not in said and "“省" not in wrong
    answer = run("validate", "--fix", path, "--data", tiny, "--select", "DG0")
    assert answer.code == (not certain)
    assert (path.read_bytes() == before) is not certain


def test_fix_leaves_a_file_of_which_it_can_fix_only_a_part(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "id: hainan", "id：hainan")
    edit(path, "main: true", "main: ]")
    before = path.read_bytes()
    assert run("validate", "--fix", path, "--data", tiny).code == 1
    assert path.read_bytes() == before


def test_fix_corrects_several_slips(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "id: hainan", "id：hainan")
    edit(path, "main: true", "main:true")
    edit(path, 'as-of: "2030-02"', "as-of: 2030年2月")
    answer = run("validate", "--fix", path, "--data", tiny)
    assert answer.code == 0
    assert "id: hainan\n" in path.read_text("utf-8")


def test_other_faults_of_syntax_are_left_to_the_parser(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "kind: province", "kind: ]province")
    (found,) = json.loads(run("validate", path, "--data", tiny, "-f", "json").out)["diagnostics"]
    assert (found["code"], found["hint"]) == ("DG005", None)


def test_signs_of_chinese_within_texts_are_no_slips(run: Run, tiny: Path) -> None:
    path = tiny / "provinces" / "hainan.yaml"
    edit(path, "省虚构领导小组\n", "“省”：虚构，【领导】、小组——＃1\n")
    assert run("validate", path, "--data", tiny).code == 0
