"""Faulty copies of the invented data: every way to break it that the schema and the rules name.

Each mutant is a document with one fault, the codes of which one must be reported, and the
path at which.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from helpers import COUNTRY, ROOT

from datagov_cli.curation.validation.rules_records import TERMS
from datagov_cli.curation.validation.rules_values import DATE_KEYS, REPORTED
from datagov_cli.model.record_keys import ACCOUNTABLE, REFERENCES
from datagov_cli.storage.data_files import FOLDERS
from datagov_cli.storage.yaml_reader import read_file

Path_ = tuple[str | int, ...]


class Mutant(NamedTuple):
    """``codes`` are those of which at least one is to be found at ``path``."""

    file: Path
    document: Any
    operator: str
    target: Path_
    change: Callable[[Any, Any], None]
    path: Path_
    codes: tuple[str, ...]
    of_key: bool = False

    @property
    def value(self) -> Any:
        """The faulty copy, made anew at each call."""
        fresh = {"": copy.deepcopy(self.document)}
        whole = ("", *self.target)
        self.change(get(fresh, whole[:-1]), whole[-1])
        return fresh[""]


FILES = [
    *sorted((COUNTRY / "provinces").glob("*.yaml")),
    *sorted((COUNTRY / "sources").glob("*.yaml")),
    COUNTRY / "national.yaml",
    COUNTRY / "vocabulary" / "metrics.yaml",
    COUNTRY / "vocabulary" / "posts.yaml",
]


def kind_of(file: Path) -> str:
    return FOLDERS.get(file.parent.name, "national")


def schema_of(kind: str) -> Any:
    return json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))


def get(value: Any, path: Path_) -> Any:
    for step in path:
        value = value[step]
    return value


def nodes(value: Any, schema: Any, defs: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any, Any]]:
    """Every value of a document with its path and its schema."""
    if "$ref" in schema:
        schema = {**defs[schema["$ref"].split("/")[-1]], **schema}
    yield path, value, schema
    if isinstance(value, dict):
        extra = schema.get("additionalProperties")
        for key, item in value.items():
            inner = schema.get("properties", {}).get(key) or extra
            yield from nodes(item, inner, defs, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from nodes(item, schema["items"], defs, (*path, place))


def put(value: Any) -> Callable[[Any, Any], None]:
    def change(parent: Any, step: Any) -> None:
        parent[step] = value

    return change


def drop(parent: Any, step: Any) -> None:
    del parent[step]


def rename(name: str) -> Callable[[Any, Any], None]:
    """Rename a key, which keeps its place."""

    def change(parent: Any, step: Any) -> None:
        items = [(name if key == step else key, value) for key, value in parent.items()]
        parent.clear()
        parent.update(items)

    return change


WRONG_TYPES: dict[str, list[Any]] = {
    "string": [7, True, None, ["x"], {"x": "y"}],
    "number": ["7", None, [7]],
    "integer": ["7", None, 1.5],
    "boolean": ["true", 1, None],
    "array": ["x", None, {"x": "y"}],
    "object": ["x", None, ["x"]],
}


def mutants(file: Path) -> Iterator[Mutant]:
    document = read_file(file).value
    kind = kind_of(file)
    schema = schema_of(kind)
    for path, value, node in nodes(document, schema, schema["$defs"]):
        for plan in (*by_schema(path, value, node), *by_rules(document, kind, path, value)):
            operator, (target, place), change, codes, *rest = plan
            yield Mutant(file, document, operator, target, change, place, codes, *rest)


Plan = tuple[Any, ...]


def by_schema(path: Path_, value: Any, node: Any) -> Iterator[Plan]:
    kind = node.get("type", "string")
    if path:
        for wrong in WRONG_TYPES[kind]:
            yield "wrong type", (path, path), put(wrong), ("DG102",)
    if isinstance(value, dict):
        for key in value:
            inner = (*path, key)
            if key in node.get("required", ()):
                yield "drop required key", (inner, path), drop, ("DG101",)
            if "properties" in node:
                new = (*path, f"{key}s")
                yield "misspell key", (inner, new), rename(f"{key}s"), ("DG103",), True
        if "properties" in node:
            stray = (*path, "stray")
            yield "stray key", (stray, stray), put("x"), ("DG103",), True
    elif isinstance(value, list) and value:
        if node.get("minItems"):
            yield "empty list", (path, path), put([]), ("DG106",)
        if node.get("uniqueItems"):
            twice = (*path, len(value))
            yield "repeat entry", (path, twice), put([*value, value[0]]), ("DG108",)
    elif isinstance(value, str):
        if "enum" in node:
            yield "unknown term", (path, path), put("nonsense"), ("DG104",)
            if value != value.upper():
                yield "term in capitals", (path, path), put(value.upper()), ("DG104",)
        if node.get("minLength"):
            yield "empty text", (path, path), put(""), ("DG107",)
        if "maxLength" in node:
            long = "字" * (node["maxLength"] + 1)
            yield "long text", (path, path), put(long), ("DG105", "DG107")
        if "pattern" in node and not node["pattern"].startswith("^("):
            yield "wrong notation", (path, path), put("no such, notation!"), ("DG105",)
            yield "line feed at the end", (path, path), put(f"{value}\n"), ("DG105",)


def by_rules(document: Any, kind: str, path: Path_, value: Any) -> Iterator[Plan]:
    key = path[-1] if path else ""
    names = [step for step in path if isinstance(step, str)]
    record = names[-2] if len(names) > 1 else kind
    if isinstance(value, dict) and path and isinstance(key, int):
        yield from record_rules(names[-1], path, value)
    if isinstance(value, str):
        if key in DATE_KEYS:
            yield "impossible date", (path, path), put("2025-02-30"), ("DG403",)
            yield "thirteenth month", (path, path), put("2025-13"), ("DG403",)
            if key in REPORTED.get(record, ()):
                yield "date in the future", (path, path), put("2099-01-01"), ("DG405",)
        if names[-1] in ("cite",) or "cite-for" in names[-2:]:
            source, _, paragraph = value.partition("#")
            yield "unknown source", (path, path), put(f"x-{source}#{paragraph}"), ("DG303",)
            yield "no such paragraph", (path, path), put(f"{source}#999"), ("DG304",)
        if key in REFERENCES.get(record, {}):
            yield "dangling reference", (path, path), put("no-such-record"), ("DG302",)
        if key == "id" and len(path) > 1:
            first = next(r["id"] for r in document.get("bodies", document.get("statements")))
            if value != first:
                yield "id of another", (path, path), put(first), ("DG301",)
        if path == ("id",) and kind != "national":
            yield "id of another file", (path, path), put("ningxia"), ("DG306",)
        if kind == "province" and path in (("gb2260",), ("iso3166-2",), ("kind",)):
            other = {"gb2260": "640000", "iso3166-2": "CN-NX", "kind": "sar"}[str(key)]
            yield "code of another", (path, path), put(other), ("DG307",)
        if kind == "province" and names[0] == "name":
            yield "name of another", (path, path), put("他省"), ("DG307",)
        if key in TERMS.get(record, {}) and key == "basis" and value == "stated":
            yield "implied by nothing", (path, path), put("implied"), ("DG203",)


def record_rules(kind: str, path: Path_, record: Any) -> Iterator[Plan]:
    for field in ACCOUNTABLE.get(kind, ()):
        if field in record:
            yield "forget a field", ((*path, field), path), drop, ("DG201",)
            note = {**record.get("unknown", {}), field: {"zh": "未知。", "en": "Unknown."}}
            where = (*path, "unknown", field)
            yield "given and unknown", ((*path, "unknown"), where), put(note), ("DG202",), True
        for account in ("unknown", "not-applicable"):
            if field in record.get(account, {}) and len(record[account]) > 1:
                yield "forget an account", ((*path, account, field), path), drop, ("DG201",)
    if kind in ("targets", "statements") and "value" in record:
        place = (*path, "value")
        yield "ten times the figure", (place, place), put(record["value"] * 10), ("DG401",)
        yield "figure off by one", (place, place), put(record["value"] + 1), ("DG401",)
        written = (*path, "as-written")
        yield "no figure", (written, written), put("若干"), ("DG401",)
        unit = (*path, "unit")
        other = "CNY" if record["unit"] != "CNY" else "Gbit/s"
        yield "another unit", (unit, unit), put(other), ("DG402", "DG406")
    if record.get("main"):
        yield "no main body", ((*path, "main"), ("bodies",)), drop, ("DG305",), True
        place = (*path, "kind")
        yield "main office", (place, (*path, "main")), put("office"), ("DG305",)
    if record.get("inferred-from"):
        yield "no ground", ((*path, "inferred-from"), (*path, "basis")), drop, ("DG203",)
    if record.get("basis") == "expectation":
        place = (*path, "policy")
        yield "expectation with policy", (place, place), put("work-points-2025"), ("DG407",)
    if "date" in record:
        where = (*path, "implied", "summary")
        note = {"zh": "推断。", "en": "Inferred."}
        grounds = {**record.get("implied", {}), "supersedes": note}
        where = (*path, "implied", "supersedes")
        yield (
            "ground of nothing",
            ((*path, "implied"), where),
            put(grounds),
            ("DG103", "DG308"),
            True,
        )
