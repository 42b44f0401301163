"""Nothing escapes: each mutant of the invented data is found, at its line, with its code.

And the verdicts on them are those of independent validators.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from helpers import COUNTRY, ROOT, sourcemeta
from mutants import FILES, Mutant, kind_of, mutants, schema_of

from datagov_cli.curation.validation import schema_check
from datagov_cli.curation.validation.check_file import examine
from datagov_cli.curation.validation.corpus import Corpus
from datagov_cli.curation.validation.load_schema import inlined
from datagov_cli.curation.validation.schema_check_fast import compile_schema
from datagov_cli.storage.yaml_reader import read_bytes

#: Of the mutants of a kind every n-th of a file is tried, so that the tests stay quick;
#: ``MUTANTS_EVERY=1`` tries all.
EVERY = int(os.environ.get("MUTANTS_EVERY", "25"))


def chosen(file: Path) -> list[Mutant]:
    of_kind: dict[str, list[Mutant]] = {}
    for mutant in mutants(file):
        of_kind.setdefault(mutant.operator, []).append(mutant)
    return [mutant for found in of_kind.values() for mutant in found[::EVERY]]


ALL = {file: chosen(file) for file in FILES}


def test_there_are_mutants_enough_of_every_kind() -> None:
    operators = Counter(mutant.operator for found in ALL.values() for mutant in found)
    assert sum(operators.values()) >= 500
    assert len(operators) >= 35


def check(mutant: Mutant, corpus: Corpus) -> tuple[list[Any], tuple[int, int]]:
    # JSON is YAML, and quickly written; a value a line, so that each has a place of its own.
    text = json.dumps(mutant.value, ensure_ascii=False, indent=1)
    document = read_bytes(text.encode("utf-8"), mutant.file.name)
    assert not document.broken
    found = examine(document, mutant.file, corpus).diagnostics
    return found, document.place(mutant.path, mutant.of_key)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_mutant_is_found_at_its_place(file: Path) -> None:
    corpus = Corpus(COUNTRY)
    corpus.sources, corpus.vocabularies  # noqa: B018  # read from the data, not the mutant
    missed = []
    for mutant in ALL[file]:
        found, (line, column) = check(mutant, corpus)
        hits = {f.code for f in found if (f.line, f.column) == (line, column)}
        if not hits & set(mutant.codes):
            missed.append((mutant.operator, mutant.path, mutant.codes, [f[1:5] for f in found]))
    assert missed == []


def verdicts(file: Path) -> list[tuple[Mutant, bool]]:
    """Our verdict on the shape of each mutant."""
    folder = ROOT / "schemas"
    ours = []
    for mutant in ALL[file]:
        breaches = schema_check.breaches(mutant.value, folder, kind_of(file))
        ours.append((mutant, next(breaches, None) is None))
    return ours


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_quick_tests_and_the_library_agree(file: Path) -> None:
    """The compiled test, jsonschema-rs and plain jsonschema give one verdict."""
    schema = schema_of(kind_of(file))
    rust = jsonschema_rs.Draft202012Validator(schema)
    quick = compile_schema(inlined(schema))
    assert quick is not None
    for mutant in ALL[file]:
        accepted = rust.is_valid(mutant.value)
        assert quick(mutant.value) == accepted, (mutant.operator, mutant.path)
    library = jsonschema.Draft202012Validator(schema)
    for mutant in ALL[file][::5]:
        if mutant.operator != "line feed at the end":  # There Python's "$" differs from ECMA-262.
            assert library.is_valid(mutant.value) == rust.is_valid(mutant.value), mutant.operator


@pytest.mark.skipif(sourcemeta() is None, reason="sourcemeta's jsonschema is not here")
@pytest.mark.parametrize("kind", ["province", "source", "national", "vocabulary"])
def test_sourcemeta_gives_the_same_verdict_file_by_file(kind: str, tmp_path: Path) -> None:
    ours: dict[str, bool] = {}
    for file in FILES:
        if kind_of(file) == kind:
            for number, (mutant, accepted) in enumerate(verdicts(file)):
                name = f"{file.stem}-{number}.json"
                (tmp_path / name).write_text(json.dumps(mutant.value), "utf-8")
                ours[name] = accepted
    program = sourcemeta()
    assert program
    schema = ROOT / "schemas" / f"{kind}.schema.json"
    done = subprocess.run(
        [program, "validate", "--continue", "--verbose", schema, *sorted(tmp_path.glob("*.json"))],
        capture_output=True, text=True,
    )  # fmt: skip
    passed = {Path(line[4:]).name for line in (done.stdout + done.stderr).splitlines()
              if line.startswith("ok: ")}  # fmt: skip
    theirs = {name: name in passed for name in ours}
    assert theirs == ours
