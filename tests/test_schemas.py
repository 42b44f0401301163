"""A schema beside the data is trusted no more than the data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from helpers import ROOT, Run

from datagov_cli.curation.editing import key_order
from datagov_cli.curation.validation import schema_check
from datagov_cli.curation.validation.schema_check import repeated

SOUND = json.loads((ROOT / "schemas" / "province.schema.json").read_text("utf-8"))


@pytest.fixture
def beside(tiny: Path) -> Iterator[Path]:
    """The schema of provinces beside the invented data."""
    shutil.copytree(ROOT / "schemas", tiny.parent / "schemas")
    caches: list[Any] = [
        schema_check._test,
        schema_check._validator,
        schema_check._schema,
        key_order.schema_of,
    ]
    for cached in caches:
        cached.cache_clear()
    yield tiny.parent / "schemas" / "province.schema.json"
    for cached in caches:
        cached.cache_clear()


def changed(**keywords: Any) -> str:
    return json.dumps({**SOUND, **keywords})


def defined(**definitions: Any) -> str:
    return changed(**{"$defs": {**SOUND["$defs"], **definitions}})


UNSOUND: dict[str, tuple[str, str]] = {
    "a list": ("[]", "is not the schema"),
    "a number": ("1", "is not the schema"),
    "true": ("true", "is not the schema"),
    "all is well": ("{}", "is not the schema"),
    "of others": (changed(**{"$id": "http://example.org/x"}), "is not the schema"),
    "not valid JSON": ("{\n  nope", ":2:3: "),
    "a long number": ("1" * 5000, "not valid JSON"),
    "too deep for JSON": ("[" * 100_000, "not valid JSON"),
    "too large": (" " * 2_000_000 + changed(), "at most 1 MB"),
    "remote": (changed(**{"$ref": "http://127.0.0.1:9/x"}), "differs from the schema"),
    "unknown reference": (defined(id={"$ref": "#/$defs/none"}), "differs from the schema"),
    "a file": (defined(id={"$ref": "file:///etc/passwd"}), "differs from the schema"),
    "dynamic": (defined(id={"$dynamicRef": "http://x/"}), "differs from the schema"),
    "to itself": (defined(id={"$ref": "#/$defs/id"}), "differs from the schema"),
    "in a circle": (
        defined(id={"$ref": "#/$defs/note"}, note={"$ref": "#/$defs/id"}),
        "differs from the schema",
    ),
    "without end": (
        defined(
            id={"properties": {k: {"$ref": "#/$defs/x0"} for k in "abcd"}},
            **{
                f"x{n}": {"properties": {k: {"$ref": f"#/$defs/x{n + 1}"} for k in "abcd"}}
                for n in range(12)
            },
            x12={"type": "string"},
        ),
        "differs from the schema",
    ),
    "bad pattern": (defined(id={"type": "string", "pattern": "("}), "differs from the schema"),
    "pattern of a list": (defined(id={"pattern": []}), "differs from the schema"),
    "too deep": (
        defined(id=json.loads('{"items":' * 300 + "{}" + "}" * 300)),
        "differs from the schema",
    ),
    "properties of a list": (changed(properties=[1]), "differs from the schema"),
    "required of numbers": (changed(required=[[1]]), "differs from the schema"),
    "no such type": (defined(id={"type": "nope"}), "differs from the schema"),
    "no schema": (defined(id=5), "differs from the schema"),
}  # fmt: skip


#: Sound schemas with this program's own `$id` that would let other data pass.
OTHERS: dict[str, tuple[dict[str, Any], str]] = {
    "nothing is required": ({"required": []}, "#/required"),
    "all keys are allowed": ({"additionalProperties": True}, "#/additionalProperties"),
    "a slow pattern": (
        {"properties": {**SOUND["properties"], "gb2260": {"type": "string", "pattern": "^(a+)+$"}}},
        "#/properties/gb2260",
    ),
    "no list of terms": (
        {
            "properties": {
                **SOUND["properties"],
                "kind": {**SOUND["properties"]["kind"], "enum": "province"},
            }
        },
        "#/properties/kind/enum",
    ),
    "a number for false": ({"additionalProperties": 0}, "#/additionalProperties"),
    "a key more": (
        {"properties": {**SOUND["properties"], "title": {"type": "string"}}},
        "#/properties/title",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_schema_that_says_other_things_is_not_ours(
    name: str, run: Run, tiny: Path, beside: Path
) -> None:
    keywords, pointer = OTHERS[name]
    beside.write_text(changed(**keywords), "utf-8")
    result = run("validate", "--data", tiny, "--no-cache")
    assert (result.code, result.out) == (3, "")
    assert f"{beside}: {pointer}" in result.err
    assert "differs from the schema of this version" in result.err


def test_a_schema_may_list_other_terms_and_describe_them_otherwise(
    run: Run, tiny: Path, beside: Path
) -> None:
    kind = {
        **SOUND["properties"]["kind"],
        "description": "Kind",
        "enum": ["province", "autonomous-region", "x"],
    }
    beside.write_text(
        changed(title="T", examples=["x"], properties={**SOUND["properties"], "kind": kind}),
        "utf-8",
    )
    assert run("validate", "--data", tiny, "--no-cache").code == 0


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_schema_is_an_error_with_its_place(
    name: str, run: Run, tiny: Path, beside: Path
) -> None:
    text, message = UNSOUND[name]
    beside.write_text(text, "utf-8")
    result = run("validate", "--data", tiny, "--no-cache")
    assert (result.code, result.out) == (3, "")
    error = result.err.splitlines()[0]
    assert error.startswith(f"error: {beside}:")
    assert message in error
    assert run("fmt", "--check", "--data", tiny).code in (0, 1, 3)


def test_nothing_is_fetched(run: Run, tiny: Path, beside: Path) -> None:
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"true")

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/x"
    texts: list[Callable[[], str]] = [
        lambda: changed(**{"$ref": url}),
        lambda: changed(**{"$schema": url}),
        lambda: defined(id={"$ref": f"{url}#/$defs/y"}),
        lambda: json.dumps({"$ref": url}),
        lambda: json.dumps({"$id": SOUND["$id"], "$ref": url}),
    ]
    try:
        for text in texts:
            for cached in (schema_check._test, schema_check._validator, schema_check._schema):
                cached.cache_clear()
            beside.write_text(text(), "utf-8")
            assert run("validate", "--data", tiny, "--no-cache").code in (0, 3)
            assert run("fmt", "--check", "--data", tiny).code in (0, 1, 3)
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


@pytest.mark.parametrize(
    ("entries", "places"),
    [
        (["a", "b", "a", "a"], [2, 3]),
        ([1, True, 1.0, 0, False], [2]),
        ([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}, {"a": True, "b": [2]}], [1]),
        ([[], {}, None, "", [], {}], [4, 5]),
        ([["a"], ["a", "a"], "a"], []),
    ],
)
def test_entries_are_the_same_as_json_schema_has_it(entries: list[Any], places: list[int]) -> None:
    assert repeated(entries) == places
