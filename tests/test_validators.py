"""The schemas before independent validators, which accept them and agree with us."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
from helpers import COUNTRY, ROOT, TINY, sourcemeta

from datagov_cli.storage.data_files import FOLDERS
from datagov_cli.storage.yaml_reader import read_file

SCHEMAS = {path.name.split(".")[0]: path for path in (ROOT / "schemas").glob("*.json")}
DATA = sorted((COUNTRY).rglob("*.yaml")) + sorted((TINY).rglob("*.yaml"))


def kind(path: Path) -> str:
    return FOLDERS.get(
        path.parent.name, path.parent.name if path.parent.name in SCHEMAS else "national"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_fits_its_dialect(name: str) -> None:
    schema = json.loads(SCHEMAS[name].read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema_rs.Draft202012Validator(schema)


@pytest.mark.parametrize("path", DATA, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_another_validator_accepts_the_data(path: Path) -> None:
    schema = json.loads(SCHEMAS[kind(path)].read_text(encoding="utf-8"))
    validator = jsonschema_rs.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(read_file(path).value)] == []


@pytest.mark.skipif(sourcemeta() is None, reason="sourcemeta's jsonschema is not here")
def test_sourcemeta_accepts_every_schema_and_data_file() -> None:
    program = sourcemeta()
    assert program
    for name, schema in SCHEMAS.items():
        subprocess.run([program, "metaschema", schema], check=True, capture_output=True)
        files = [path for path in DATA if kind(path) == name]
        subprocess.run([program, "validate", schema, *files], check=True, capture_output=True)


@pytest.mark.skipif(sourcemeta() is None, reason="sourcemeta's jsonschema is not here")
def test_sourcemeta_lints_nothing_but_our_kebab_case() -> None:
    program = sourcemeta()
    assert program
    for schema in SCHEMAS.values():
        done = subprocess.run([program, "lint", "--json", schema], capture_output=True, text=True)
        rules = {finding["id"] for finding in json.loads(done.stdout)["errors"]}
        assert rules <= {"simple_properties_identifiers"}
