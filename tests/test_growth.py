"""Data and code come apart: the data can grow and shrink, and no other file has to follow.

The data is copied, a valid change is made with the program itself, and ``test_data.py`` is run
on the copy, in a process of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from helpers import ANSWERS, DATA, HERE, ROOT, Run

from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.storage.yaml_reader import dump

CITED = ["--cite", "test-of-growth#1", "--anchor", "虚构"]

WITHDRAWN = {"date": "2026-01-06", "reason": {"zh": "误记。", "en": "Recorded in error."}}

New = Callable[..., None]


def led(data: Path) -> tuple[str, str]:
    """A province, and the body that leads it."""
    for path in sorted((data / "provinces").glob("*.yaml")):
        for body in yaml.safe_load(path.read_text("utf-8"))["bodies"]:
            if body.get("main"):
                return path.stem, body["id"]
    raise AssertionError("no province has a leading body")


def a_source(new: New, data: Path) -> None:
    text = data.parent / "text.txt"
    text.write_text("虚构公报\n虚构领导小组由虚构人任组长，虚构办法已印发。\n", "utf-8")
    new("source", "test-of-growth", "--text", text, "--title-en", "An invented gazette",
        "--publisher", "虚构社", "--publisher-en", "Invented Press", "--kind", "report",
        "--published", "2026-01-05")  # fmt: skip


def a_province(new: New, data: Path) -> None:
    """The first that is not on record and has no answers; if all have, one recorded anew."""
    on_record = {path.stem for path in (*ANSWERS.glob("*.yaml"), *data.glob("provinces/*.yaml"))}
    missing = [name for name in DIVISIONS if name not in on_record]
    name = missing[0] if missing else next(iter(DIVISIONS))
    (data / "provinces" / f"{name}.yaml").unlink(missing_ok=True)
    new("province", name)
    new("body", name, "--name", "虚构领导小组", "--name-en", "Invented group",
        "--kind", "leading-group", "--id", "group", *CITED)  # fmt: skip


def a_head(new: New, data: Path) -> None:
    province, body = led(data)
    new("head", province, "--body", body, "--person", "虚构人", "--person-en", "Invented Person",
        "--role", "head", "--post", "governor", "--as-of", "2026-01-04", *CITED)  # fmt: skip


def a_policy(new: New, data: Path) -> None:
    province, body = led(data)
    new("policy", province, "--title", "虚构办法", "--title-en", "Invented measures",
        "--issuer", body, "--status", "issued", *CITED)  # fmt: skip


def most_provinces_less(_: New, data: Path) -> None:
    """One in eight stays."""
    for number, path in enumerate(sorted((data / "provinces").glob("*.yaml"))):
        if number % 8:
            path.unlink()


def answered_records_less(_: New, data: Path) -> None:
    """In each province one that an answer asks about and nothing refers to is removed, in the last
    it is withdrawn."""
    chosen = {}
    for path in sorted((data / "provinces").glob("*.yaml")):
        answers = ANSWERS / path.name
        asked = yaml.safe_load(answers.read_text("utf-8"))["answers"] if answers.exists() else []
        for record in (each["record"] for each in asked if "record" in each):
            kind, _, name = record.partition("/")
            if len(re.findall(rf"(?<![\w-]){name}(?![\w-])", path.read_text("utf-8"))) == 1:
                chosen[path] = (kind, name)
    assert chosen, "answers ask about records"
    for path, (kind, name) in chosen.items():
        first, value = path.read_text("utf-8").partition("\n")[0], yaml.safe_load(path.read_bytes())
        (record,) = [each for each in value[kind] if each["id"] == name]
        if path == max(chosen):
            record["withdrawn"] = WITHDRAWN
        else:
            value[kind].remove(record)
        path.write_text(f"{first}\n{dump(value)}", "utf-8")


@pytest.mark.slow
def test_the_data_can_change_and_no_test_has_to(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")

    def new(*call: str | Path) -> None:
        result = run("new", *call, "--data", data)
        assert result.code == 0, result.err

    changes = (most_provinces_less, answered_records_less, a_source, a_policy, a_head, a_province)
    for change in changes:
        change(new, data)
    done = check(data, SEARCH_EVERY="100")
    assert done.returncode == 0, done.stdout


def check(data: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of the data on this copy."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
         str(HERE / "test_data.py"), *options],
        cwd=ROOT, env={**os.environ, "DATAGOV_TEST_DATA": str(data), **environment},
        capture_output=True, text=True,
    )  # fmt: skip


def test_an_untrue_answer_is_noticed(tmp_path: Path) -> None:
    """The tests of the data can fail."""
    asked = sorted((DATA / "provinces").glob("*.yaml"))[0].stem
    text = "answers:\n- {question: untrue, field: kind, answer: {value: nonsense}}\n"
    (tmp_path / f"{asked}.yaml").write_text(text, "utf-8")
    done = check(DATA, "-k", "test_answer", DATAGOV_TEST_ANSWERS=str(tmp_path))
    assert done.returncode == 1
    assert "instead of 'nonsense'" in done.stdout
