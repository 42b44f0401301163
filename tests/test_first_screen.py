"""What a reader sees first: the summary, one language, short sources, tables of 80 columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import Run, edit
from rich.cells import cell_len

from datagov_cli.base.messages import LANGUAGES, is_chinese

HAN = re.compile(r"[\u3400-\u9fff]")
READING = ("show hainan", "list", "compare", "timeline", "targets", "search Zhang", "stale")


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_province_begins_with_a_dozen_lines_on_who_leads(lang: str, run: Run, tiny: Path) -> None:
    page = run("show", "hainan", "--lang", lang, "--data", tiny).out
    heading, card = page.split("\n\n")[:2]
    assert len(card.splitlines()) <= 12
    assert "\n" not in heading
    for said in ("2030-02", "虚构计划" if is_chinese(lang) else "Invented plan"):
        assert said in card
    assert ("张三" in card, "Zhang San" in card) == (lang != "en", not is_chinese(lang))
    assert re.search("implied|推断|推斷", card)


def test_of_several_that_may_be_the_newest_it_says_that_this_is_one(run: Run, tiny: Path) -> None:
    rough = """  - id: rough
    title: {zh: 概略计划, en: Rough plan}
    issuer: group
    status: issued
    date: "2030"
    cite: [gazette-2030#3]
    anchors: [虚构计划]
"""
    edit(tiny / "provinces" / "hainan.yaml", "\ntargets:", f"\n{rough}targets:")
    card = run("show", "hainan", "--lang", "en", "--data", tiny).out
    assert "Newest document  Invented plan (one of 2)\n" in card


def test_a_section_that_is_asked_for_comes_without_it(run: Run, tiny: Path) -> None:
    assert "Newest document" not in run("show", "hainan", "-s", "bodies", "--data", tiny).out


@pytest.mark.parametrize("command", [name for name in READING if "search" not in name])
def test_english_alone_has_no_chinese_but_the_words_of_sources(
    command: str, run: Run, tiny: Path
) -> None:
    out = run(*command.split(), "--lang", "en", "--data", tiny).out
    for word in ("1.5亿元", "虚〔2030〕1号", "省虚构领导小组"):
        out = out.replace(word, "")
    assert not [line for line in out.splitlines() if HAN.search(line)]


def test_chinese_and_english_stand_side_by_side_if_that_is_asked_for(run: Run, tiny: Path) -> None:
    for lang in ((), ("--lang", "both")):
        assert "张三 Zhang San" in run("show", "hainan", *lang, "--data", tiny).out
    assert "张三 Zhang San" not in run("show", "hainan", "--lang", "zh-Hans", "--data", tiny).out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_comparison_is_a_table_in_80_columns(lang: str, run: Run) -> None:
    out = run("compare", "--lang", lang).out
    tables = out.split("\n\n")[:2]
    for table in tables:
        head, *rows = table.splitlines()
        assert head.startswith("省份" if is_chinese(lang) else "Province")
        names = [row.split("  ")[0] for row in rows if not row.startswith(" ")]
        assert len(names) == 7
    assert max(map(cell_len, out.splitlines())) <= 80


def test_who_leads_never_stands_apart_from_the_date_of_it(run: Run) -> None:
    fields = "body.name,bureau.name,regulation.title,leader.name,topics,leader-rank"
    for table in run("compare", "-F", fields).out.split("\n\n"):
        head = table.splitlines()[0]
        assert ("Head" in head or "Leader rank" in head) <= ("As of" in head)


@pytest.mark.parametrize("command", READING)
def test_the_list_of_sources_takes_a_line_each_and_can_be_left_out(
    command: str, run: Run, tiny: Path
) -> None:
    call = (*command.split(), "--data", tiny)
    out = run(*call).out
    listed = out.split("\nSources  ")[1].split("\n\n")[0].splitlines()[1:]
    assert [line for line in listed if line.startswith("  [")] == listed[:1]
    assert len(listed) <= 2
    without = run(*call, "--no-sources")
    assert (without.code, without.err) == (0, "")
    assert "Sources" not in without.out
    assert set(without.out.splitlines()) < set(out.splitlines())


def test_several_provinces_share_sources_and_legend(run: Run, tiny: Path) -> None:
    out = run("show", "hainan", "xizang", "--data", tiny).out
    assert out.count("\nSources  ") == out.count("(¶0: its title)") == 1


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_policy_that_is_named_again_and_again_shrinks_to_a_mark(
    form: str, run: Run, ample: Path
) -> None:
    out = run("targets", "-f", form, "--data", ample).out.replace("\\", "")
    assert out.count("Invented plan") == 1
    assert out.count("[P1]") >= 3


@pytest.mark.parametrize("form", ["text", "md"])
def test_why_leaves_out_its_sources_too_if_asked(form: str, run: Run, tiny: Path) -> None:
    call = ("why", "hainan", "leader-rank", "-f", form, "--data", tiny)
    before, _, after = run(*call).out.partition("## Sources\n" if form == "md" else "Sources\n")
    shown = run(*call, "--no-sources").out
    assert after
    assert shown.startswith(before)
    assert "Sources" not in shown
