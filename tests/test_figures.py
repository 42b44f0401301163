"""The figure of a target: wherever it is shown, with its relation, its year and its basis."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, Run, edit

from datagov_cli.queries.value_text import display
from datagov_cli.storage.store import Store

STATIONS, VOLUME = "targets.5g-base-stations", "targets.data-exchange-annual-trading-volume"
EXPECTED = "expectation, not a target"
HAINAN = Path("provinces", "hainan.yaml")


@pytest.mark.parametrize(
    "command",
    [
        "compare yunnan -F {}",
        "compare yunnan -F {} --transpose",
        "compare -F {} --map",
        "compare --group-by {}",
        "list --field {}",
        "list --group-by {}",
        "why yunnan {}",
    ],
)
@pytest.mark.parametrize("kind", ["text", "md"])
def test_every_answer_says_by_when_and_that_an_increment_is_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, kind: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    english = run(*command.format(STATIONS).split(), "-f", kind).out
    mapped = "--map" in command and "Yunnan (add; by the end of 2025)" in english
    assert mapped or "add 10,000 base stations (by the end of 2025)" in english
    chinese = run(*command.format(STATIONS).split(), "-f", kind, "--lang", "zh").out
    assert "新增" in chinese
    assert "到2025年底" in chinese


@pytest.mark.parametrize(
    "command",
    [
        f"compare yunnan -F {VOLUME}",
        f"compare -F {VOLUME} --map",
        f"list --group-by {VOLUME}",
        f"why yunnan {VOLUME}",
        "why yunnan exchange-trading-volume-2025",
        f"why yunnan {VOLUME} -f csv",
        f"list --group-by {VOLUME} -f csv",
        "stale yunnan",
    ],
)
def test_an_expectation_is_not_called_a_target(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert EXPECTED in run(*command.split()).out
    assert "预期，并非目标" in run(*command.split(), "--lang", "zh").out


@pytest.mark.parametrize("command", ["compare yunnan -F {}", "list -F {}", "show yunnan"])
def test_json_has_the_qualifiers_of_a_figure(ask: Any, command: str) -> None:
    def qualifiers(field: str) -> Any:
        answer = ask(*command.format(field).split())
        rows = answer.get("rows") or answer["provinces"]
        (found,) = (row for row in rows if "yunnan" in (row.get("id"), row.get("province")))
        return (found.get("cells") or found["fields"])[field]["qualifiers"]

    found = qualifiers(STATIONS)
    assert (found["relation"], found["basis"], found["year"]["value"]) == ("add", "target", "2025")
    assert qualifiers(VOLUME)["basis"] == "expectation"
    assert "qualifiers" not in ask("compare", "-F", "meetings.count")["rows"][0]["cells"]


def test_csv_has_them_in_a_column(run: Run) -> None:
    header, row = run("compare", "yunnan", "-F", VOLUME, "-f", "csv").out.splitlines()
    found = dict(zip(header.split(","), row.split(","), strict=True))
    assert found[f"{VOLUME}.qualifiers"] == "relation=exceed; year=2025; basis=expectation"
    assert "qualifiers" not in run("list", "-F", "kind", "-f", "csv").out


def test_expectations_are_counted_apart(ask: Any, run: Run) -> None:
    cells = ask("compare", "yunnan", "-F", "targets.count,expectations.count")["rows"][0]["cells"]
    assert [cell["value"] for cell in cells.values()] == [6, 1]
    assert "exchange-trading-volume" not in run("why", "yunnan", "targets.count").out
    assert "exchange-trading-volume" in run("why", "yunnan", "expectations.count").out
    (field,) = (f for f in ask("fields")["fields"] if f["key"] == VOLUME)
    assert field["help"].startswith("Target or expectation")


@pytest.mark.parametrize(
    ("year", "remark"),
    [
        ('    year: "2031-06"\n', "by 2031-06"),
        ('    year: "2031~"\n', "by 2031~"),
        ("    unknown:\n      year: {zh: 未提及。, en: None.}\n", "year unknown"),
        ("    not-applicable:\n      year: {zh: 无。, en: None.}\n", "no year"),
        ('    year: "2031"\n    implied:\n      year: {zh: 据文号。, en: By number.}\n',
         "by the end of 2031; year implied"),
        ("    disputed:\n      year:\n"
         '        - {value: "2031", cite: [gazette-2030#1], anchors: [虚构]}\n'
         '        - {value: "2032", cite: [gazette-2030#3], anchors: [虚构]}\n', "year disputed"),
    ],
)  # fmt: skip
def test_a_year_that_is_not_plain_says_so(run: Run, tiny: Path, year: str, remark: str) -> None:
    edit(tiny / HAINAN, '    year: "2031"\n', year)
    call = ("compare", "hainan", "-F", "targets.ai-core-revenue", "--data", tiny)
    text = " ".join(run(*call, "-f", "md").out.replace("\\~", "~").split())
    assert f"reach 150,000,000 yuan ({remark})" in text
    row = run(*call, "-f", "csv").out.splitlines()[1]
    states = {
        "year unknown": "unknown", "no year": "not-applicable", "year disputed": "disputed",
    }  # fmt: skip
    shown = states.get(remark, "2031")
    assert f"relation=reach; year={shown}" in row


def masts(data: Path, province: str, relation: str, paragraph: int) -> None:
    """Give a province the goal of fifty masts."""
    path = data / "provinces" / f"{province}.yaml"
    record = ("targets:\n  - id: masts\n    metric: 5g-base-stations\n"
              f"    relation: {relation}\n    value: 50\n"
              "    unit: '{station}'\n    as-written: 50个\n    year: '2031'\n"
              f"    basis: target\n    policy: plan\n    cite: [gazette-2030#{paragraph}]\n"
              "    anchors: [虚构]\n")  # fmt: skip
    text = path.read_text("utf-8").replace("targets: []\n", "targets:\n")
    path.write_text(text.replace("targets:\n", record, 1), "utf-8")


@pytest.mark.parametrize(
    ("relation", "labels"),
    [
        ("reach", ["add 50 base stations", "reach 50 base stations"]),
        ("add", ["add 50 base stations"]),
    ],
)
def test_the_same_number_is_one_value_only_if_it_means_the_same(
    run: Run, tiny: Path, relation: str, labels: list[str]
) -> None:
    """Fifty more are not fifty; that two provinces cite different paragraphs makes no odds."""
    masts(tiny, "hainan", "add", 3)
    masts(tiny, "xizang", relation, 2)
    groups = json.loads(run("list", "--group-by", STATIONS, "-f", "json", "--data", tiny).out)
    said = [f"{label} (by the end of 2031)" for label in labels]
    assert [group["label"] for group in groups["groups"]] == said
    shown = run("compare", "--differences", "-F", STATIONS, "--data", tiny).out
    assert ("add 50" in shown) is (len(labels) == 2)


def test_readers_of_english_get_english_units(run: Run) -> None:
    english = run("stale", "yunnan", "-f", "json").out
    assert "5G base stations, add 10,000 base stations (by the end of 2025)" in english
    assert "万个" not in english
    chinese = run("stale", "yunnan", "--lang", "zh", "-f", "csv").out
    assert "5G基站新增1万个（到2025年底）" in chinese


@pytest.mark.parametrize(
    ("number", "unit", "chinese", "english"),
    [
        (10_000_000_000, "CNY", "100亿元", "10,000,000,000 yuan"),
        (1_800_000_000_000, "CNY", "1.8万亿元", "1,800,000,000,000 yuan"),
        (1_733_020_000_000, "CNY", "17,330.2亿元", "1,733,020,000,000 yuan"),
        (-250_000_000, "CNY", "-2.5亿元", "-250,000,000 yuan"),
        (10_000, "{station}", "1万个基站", "10,000 base stations"),
        (9_999, "{station}", "9,999个基站", "9,999 base stations"),
        (70_123, "{station}", "70,123个基站", "70,123 base stations"),
        (123_456_789, "CNY", "123,456,789元", "123,456,789 yuan"),
        (60_000, "Gbit/s", "60,000 Gbps", "60,000 Gbit/s"),
        (8.7, "%", "8.7%", "8.7 per cent"),
        (0, "CNY", "0元", "0 yuan"),
    ],
)
def test_a_figure_is_written_in_each_language_as_that_writes_it(
    number: float, unit: str, chinese: str, english: str
) -> None:
    said = display(number, Store(COUNTRY), unit=unit)
    assert (said.zh, said.en) == (chinese, english)
