"""The published schemas of answers: every command's JSON is what its schema says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from helpers import ROOT, Run
from referencing import Registry, Resource

from datagov_cli.model.records import RECORD_KINDS

FOLDER = ROOT / "schemas" / "answers"
SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)
#: Calls over the invented data; each answers by the schema that it names.
CALLS = (
    "show hainan",
    "show hainan xizang --as-of 2030-02-10",
    "show national",
    "list",
    "list --where leader-rank=unknown --limit 1 --as-of 2030",
    "list --group-by leader-rank",
    *(
        f"list {kind}"
        for kind in (*RECORD_KINDS, "heads", "statements", "sources", "terms", "claims")
    ),
    "list terms posts",
    *(
        f"list {kind} --field id"
        for kind in (*RECORD_KINDS, "heads", "statements", "sources", "terms", "terms posts")
    ),
    "list claims --field value",
    "list policies --where date>2020 --field title,status --as-of 2030-06 --limit 1",
    "list --long",
    "list heads --long",
    "compare",
    "compare hainan --long",
    "timeline",
    "timeline --as-of 2030-06-01 --undated --limit 2",
    "targets",
    "targets --year 2031 --as-of 2030-06-01 --limit 1",
    "why hainan leader-rank",
    "fields",
    "fields policies",
    "search 数据",
    "search 李四 数据 乌有",
    "coverage",
    "info",
    "validate",
    "stale",
    "cite hainan",
    "cite hainan --style bibtex",
    "diff . .",
    "fmt --check",
    "new meeting hainan --cite gazette-2030#1 --anchor 虚构 --dry-run",
    "set hainan plan date 2030-01 --cite gazette-2030#3 --dry-run",
    "sql 'select id, status from policies'",
    "validate --statistics",
    "verify --snapshots .",
    "explain",
    "explain DG103",
)


def test_each_schema_is_one_and_is_named_by_its_file() -> None:
    assert len(SCHEMAS) > 20
    for name, schema in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$id"].endswith(f"/answers/{name}.json")


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_is_what_its_schema_says(call: str, run: Run, tiny: Path) -> None:
    result = run(*shlex.split(call), "-f", "json", "--data", tiny)
    assert result.code in (0, 1), result.err
    answer = json.loads(result.out)
    name = answer["schema"].removeprefix("datagov/")
    validator = jsonschema.Draft202012Validator(SCHEMAS[name], registry=REGISTRY)
    faults = [
        f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in validator.iter_errors(answer)
    ]
    assert faults == []


def test_every_schema_is_asked_for(run: Run, tiny: Path) -> None:
    named = set()
    for call in CALLS:
        answer = json.loads(run(*shlex.split(call), "-f", "json", "--data", tiny).out)
        named.add(answer["schema"].removeprefix("datagov/"))
    assert set(SCHEMAS) - named == {"cell@1"}
