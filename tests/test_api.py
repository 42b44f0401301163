"""The read API: what it promises, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, assert_type

import pytest
from helpers import ROOT, Run

import datagov_cli
from datagov_cli.api import Knowledge, UnknownProvinceError
from datagov_cli.base.errors import DataError, UsageError


def test_the_import_loads_nothing_else() -> None:
    code = (
        "import sys; before = set(sys.modules); import datagov_cli;"
        "its = {f'datagov_cli{part}' for part in ('', '.base', '.base.version')};"
        "assert set(sys.modules) - before == its, set(sys.modules) - before;"
        "datagov_cli.open; assert not {'yaml', 'rich', 'typer', 'jsonschema'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""


def test_every_name_that_it_gives_is_there() -> None:
    for name in datagov_cli.__all__:
        assert getattr(datagov_cli, name)


def test_provinces_are_a_mapping_that_takes_any_name(tiny: Path) -> None:
    known = datagov_cli.open(tiny)
    assert list(known.provinces) == ["hainan", "xizang"]
    assert len(known.provinces) == 2
    for name in ("hainan", "海南", "海南省", "Hainan", "460000", "cn-hi"):
        assert known.provinces[name].id == "hainan"
        assert name in known.provinces
    assert known.provinces.get("青海") is None
    with pytest.raises(KeyError) as raised:
        known.provinces["hainna"]
    assert isinstance(raised.value, UnknownProvinceError)
    assert isinstance(raised.value, UsageError)
    assert str(raised.value) == 'unknown province "hainna"'
    assert raised.value.hint == 'did you mean "hainan"?'


def test_no_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data in"):
        datagov_cli.open(tmp_path)


def test_it_answers_as_the_commands_do(run: Run, tiny: Path) -> None:
    import json

    known = datagov_cli.open(str(tiny))
    asked = json.loads(run("compare", "-F", "leader-rank", "-f", "json", "--data", tiny).out)
    rows = known.compare("leader-rank").rows
    assert [(row.province.id, row.values[0].value) for row in rows] == [
        (row["province"], row["cells"]["leader-rank"]["value"]) for row in asked["rows"]
    ]
    assert len(known.compare("kind,gb2260", ["海南", "hainan"]).rows) == 1
    assert [f.key for f in known.compare(["kind"], differences=True).fields] == ["kind"]
    assert known.value(known.provinces["xizang"], "leader-rank").state == "unknown"
    assert known.national.id == "national"
    assert known.source("gazette-2030").publisher.zh == "虚构社"
    with pytest.raises(UsageError):
        known.targets(year="soon")


def test_search_and_the_state_of_knowledge_about_a_day(tiny: Path) -> None:
    known = datagov_cli.open(tiny)
    assert known.search("张三").hits[0].id == "zhang-san"
    assert known.search("张三", kinds=["policies"]).hits == []
    now, then = known.provinces["hainan"], known.as_of("2019").provinces["hainan"]
    assert [body.about.id for body in now.bodies] == ["group", "old-group"]
    assert "group" not in [body.about.id for body in then.bodies]
    with pytest.raises(UsageError):
        known.as_of("soon")


def test_types_are_shipped_and_hold(tiny: Path) -> None:
    """mypy reads this file too, and finds a fault where a type is another one, or where none is
    that is passed over; the tests of the package see that its types are shipped."""
    known = datagov_cli.open(tiny)
    assert_type(known.provinces["hainan"].name.zh, str)
    assert_type(known.compare("kind").rows[0].values[0].state, str)
    with pytest.raises(AttributeError, match="opne"):
        datagov_cli.opne  # type: ignore[attr-defined]  # noqa: B018


def test_a_module_of_the_model_can_be_imported_first() -> None:
    code = "from datagov_cli.model import record_keys, Province"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def known() -> Knowledge:
    """The invented country."""
    return datagov_cli.open()


def test_tables_are_rows_for_other_programs(known: Knowledge) -> None:
    table = known.records("policies")
    rows = table.to_dicts()
    assert rows
    assert all(tuple(row) == table.columns for row in rows)
    assert all(isinstance(v, str | int | float | bool | None) for row in rows for v in row.values())
    assert table.to_pandas().shape == table.to_polars().shape == (len(rows), len(table.columns))
    one = known.records("policies", "安徽").to_dicts()
    assert one == [row for row in rows if row["province"] == "anhui"]
    with pytest.raises(UsageError) as error:
        known.records("polices")
    assert error.value.hint == 'did you mean "policies"?'


def test_a_comparison_says_in_its_rows_what_is_not_simply_known(known: Knowledge) -> None:
    comparison = known.compare(["leader-rank", "leader.name"])
    rows = comparison.to_dicts()
    for row, shown in zip(comparison.rows, rows, strict=True):
        assert shown["province"] == row.province.id
        for value, key in zip(row.values, ("leader-rank", "leader.name"), strict=True):
            said = value.state if value.state != "known" else value.basis
            assert (shown[key] is not None) == value.known
            assert shown[f"{key}-state"] == (None if said == "stated" else said)
    assert {row["leader-rank-state"] for row in rows} >= {None, "unknown", "implied"}


def test_what_a_notebook_shows_is_escaped() -> None:
    from datagov_cli.queries.frames import Tabular

    class Rows(Tabular):
        def __init__(self, *rows: dict[str, Any]) -> None:
            self.rows = list(rows)

        def to_dicts(self) -> list[dict[str, Any]]:
            return self.rows

    html = Rows({"<b>": "<script>\x1b\u202e"})._repr_html_()
    assert "<b>" not in html
    assert "<script>" not in html
    assert not {"\x1b", "\u202e"} & set(html)
    assert "60 of 61 rows" in Rows(*[{"a": 1}] * 61)._repr_html_()


def test_what_is_printed_of_an_object_is_short(known: Knowledge) -> None:
    for made in (
        known.compare(),
        known.provinces["anhui"],
        known.records("claims"),
        known.timeline(),
    ):
        assert len(repr(made)) < 300
