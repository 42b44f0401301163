"""``cite``: the sources behind an answer as references that other programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from helpers import Run, edit, invented_source

import datagov_cli
from datagov_cli.export.bibliography import STYLES, references, source_reference
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import Text
from datagov_cli.queries.provenance.footnote import footnote


def test_every_style_is_offered(run: Run) -> None:
    assert list(STYLES) == ["gbt7714", "apa", "chicago", "bibtex", "ris", "csl-json"]
    for style in STYLES:
        result = run("cite", "anhui", "--style", style)
        assert (result.code, result.err) == (0, "")
        assert result.out.strip()


@pytest.mark.parametrize("style", ["apa", "chicago"])
@pytest.mark.parametrize("kind", ["article-newspaper", "webpage", "legislation", "report"])
def test_no_style_labels_what_is_not_there(kind: str, style: str) -> None:
    known = datagov_cli.open()
    some = (known.source(name).replace(kind=kind) for name in known.store.ids("sources"))
    for line in references(list(map(source_reference, some)), STYLES[style]):
        assert not re.search(r"\b(Edition|ed|vol|no)\b", line, re.IGNORECASE), line


def test_a_footnote_and_an_entry_are_one() -> None:
    known = datagov_cli.open()
    for name in known.store.ids("sources"):
        source = known.source(name)
        (line,) = references([source_reference(source)], STYLES["gbt7714"])
        assert footnote(source).startswith(line)


def test_a_footnote_says_that_a_date_is_implied() -> None:
    note = Text("据网址。", "By the address.")
    for language, said in (("zh", "(发布日期系推断)"), ("en", "(date implied)")):
        source = invented_source(
            language=language, published=FuzzyDate.parse("2030-03"), implied={"published": note}
        )
        assert said in footnote(source)


def test_the_style_of_csl_agrees_where_it_leaves_nothing_out() -> None:
    """On papers; of pages it drops the day, and makes up a year where there is none."""
    csl = STYLES["apa"].replace(csl="china-national-standard-gb-t-7714-2015-numeric")
    known = datagov_cli.open()
    some = map(known.source, known.store.ids("sources"))
    paper = {"kind": "article-newspaper", "url": "https://example.org/a"}
    cited = [source_reference(each.replace(**paper)) for each in some if each.published]
    assert cited
    for entry, line in zip(cited, references(cited, csl), strict=True):
        assert line.partition("]")[2] == entry.entry


def test_only_what_is_asked_for_is_cited(ask: Callable[..., Any], run: Run) -> None:
    def cited(*words: str) -> list[str]:
        return [each["source"] for each in ask("cite", *words)["references"]]

    why = ask("why", "zhejiang", "leader-rank")["cell"]
    assert cited("zhejiang", "--field", "leader-rank") == list(
        dict.fromkeys(cite["source"] for cite in why["cite"])
    )
    provinces = ask("show", "zhejiang", "anhui")["provinces"]
    (shown,) = (each for each in provinces if each["id"] == "zhejiang")
    assert set(cited("zhejiang")) == {source["id"] for source in shown["sources"]}
    body = shown["bodies"][0]
    one = cited("zhejiang", "--record", body["id"])
    assert set(one) >= {cite["source"] for cite in body["cite"]}
    assert set(one) <= set(cited("zhejiang"))
    silent = run("cite", "anhui", "--field", "targets.5g-base-stations")
    assert (silent.code, silent.out) == (0, "")
    assert silent.err == "note: nothing on record there cites a source\n"


def test_other_programs_read_what_is_hostile(run: Run, tiny: Path) -> None:
    title = r"{a} \b $x$ #1 50% _y & ~z ^w }"
    edit(tiny / "sources" / "gazette-2030.yaml",
         "title: {zh: 虚构公报, en: An invented gazette}",
         f"title:\n  zh: '{title}'\n  en: x")  # fmt: skip

    def written(style: str) -> str:
        return run("cite", "hainan", "--style", style, "--data", tiny).out

    (entry,) = parse_string(written("bibtex")).entries
    plain = entry["title"].replace(r"\textbackslash{}", "\\")
    plain = plain.replace(r"\textasciitilde{}", "~").replace(r"\textasciicircum{}", "^")
    for sign in "#$%&_{}":
        plain = plain.replace(f"\\{sign}", sign)
    assert plain.strip("{}") == title.strip("{}")
    assert (entry.key, entry["year"]) == ("gazette-2030", "2030")
    (record,) = rispy.loads(written("ris"))
    assert (record["title"], record["year"]) == (title, "2030")
    assert record["urls"] == ["https://example.org/gazette"]
    (item,) = json.loads(written("csl-json"))
    assert (item["title"], item["issued"]) == (title, {"date-parts": [[2030, 3, 1]]})


def test_the_data_set_is_cited_with_its_version(run: Run, tiny: Path) -> None:
    result = run("cite", "--dataset", "--data", tiny)
    assert (result.code, result.out.endswith("[DS]. 2030-06-01.\n")) == (0, True)
    (item,) = json.loads(run("cite", "--dataset", "--style", "csl-json", "--data", tiny).out)
    before = item["version"]
    edit(tiny / "provinces" / "hainan.yaml", "2020-05", "2020-06")
    (item,) = json.loads(run("cite", "--dataset", "--style", "csl-json", "--data", tiny).out)
    assert (item["type"], item["version"] == before) == ("dataset", False)


@pytest.mark.parametrize(
    ("call", "error", "hint"),
    [
        ("cite", "nothing is named", "--dataset"),
        ("cite hainan --dataset", "not of a province", "--dataset"),
        ("cite hainan --style bibtx", 'unknown style "bibtx"', 'did you mean "bibtex"?'),
        ("cite hainan --record plam", 'no record "plam"', 'did you mean "plan"?'),
        ("cite hainan --field leader-rnk", "unknown field", "leader-rank"),
        ("cite hainan --field kind --record plan", "cannot be combined", "one of them"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    call: str, error: str, hint: str, run: Run, tiny: Path
) -> None:
    result = run(*call.split(), "--data", tiny)
    assert (result.code, result.out) == (2, "")
    assert error in result.err
    assert hint in result.err.splitlines()[1]


@pytest.mark.parametrize(("extent", "place"), [("whole", "[1]¶1"), ("excerpt", "[1]…¶1")])
def test_a_paragraph_of_an_excerpt_alone_is_called_so(
    extent: str, place: str, run: Run, tiny: Path
) -> None:
    source = tiny / "sources" / "gazette-2030.yaml"
    edit(source, "snapshot:", f"extent: {extent}\nsnapshot:")
    shown = run("why", "hainan", "group.established", "--data", tiny).out
    assert f"Founded  2020-05 {place}" in shown
