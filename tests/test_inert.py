"""Text from outside does nothing in the program that reads the answer, and comes back whole."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from helpers import Run, edit

from datagov_cli.render import OutputStyle, render
from datagov_cli.storage.yaml_reader import dump
from datagov_cli.views import Table, View

# CSV in a spreadsheet.


@pytest.mark.parametrize("before", ["", " ", "\n", " \n ", "\u3000", "\u00a0"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_is_a_formula_for_a_spreadsheet(sign: str, before: str) -> None:
    cell = f"{before}{sign}1"
    view = View(dict, lambda: Table(["a", "b"], [[cell, -1]]), list)
    written = "".join(render(view, "csv", OutputStyle()))
    _, row = csv.reader(io.StringIO(written, newline=""))
    assert row == [f"'{cell}", "-1"]


# YAML.


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("𠮷𬎆", "𠮷𬎆"),
        ("\\U00020BB7", "\\\\U00020BB7"),
        ("\\\\𠮷\U000e0001", "\\\\\\\\𠮷\\U000E0001"),
        ("a\u202eb\u200b𠮷", "a\\u202eb\\u200b𠮷"),
        ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    ],
)
def test_yaml_shows_rare_han_and_escapes_what_is_hidden(
    text: str, written: str, loader: type[yaml.SafeLoader]
) -> None:
    for value in (text, {text: [text]}):
        shown = dump(value)
        assert written in shown
        assert yaml.load(shown, Loader=loader) == value


def test_a_name_that_is_not_utf8_can_be_told_in_yaml(tiny: Path) -> None:
    call = [sys.executable, "-m", "datagov_cli"]
    name = os.fsencode(tiny) + b"/provinces/\xff.yaml"
    try:
        with open(name, "wb") as file:
            file.write(b"id: [\n")
    except OSError:
        pytest.skip("file names are UTF-8 here")
    for arguments in (["validate"], ["fmt", "--check"]):
        words = [*call, *arguments, "--data", str(tiny), "-f", "yaml"]
        done = subprocess.run(words, capture_output=True, timeout=60)
        assert done.returncode in (1, 3), done.stderr
        assert "\\udcff.yaml" in str(yaml.safe_load(done.stdout)) + done.stderr.decode()


def test_a_query_that_is_not_utf8_can_be_told_in_yaml(run: Run) -> None:
    result = run("search", "\udcff\udce4", "-f", "yaml")
    assert (result.code, result.err) == (0, "")
    assert yaml.safe_load(result.out)["query"] == "\\udcff\\udce4"


def test_yaml_answers_hold_rare_han(run: Run, tiny: Path) -> None:
    edit(tiny / "provinces" / "hainan.yaml", "张三", "𠮷𬎆")
    assert "𠮷𬎆" in run("show", "hainan", "-f", "yaml", "--data", tiny).out
