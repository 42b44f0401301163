"""Whether a document plainly fits its schema: a yes that spares the validator its detour.

jsonschema makes a new validator for every value that it descends into, which costs many
times what looking at the value does, and importing it costs as much as Typer. Most files fit,
so :func:`compile_schema` turns a schema into a test of a few closures. It knows the keywords
that the schemas of this project use and no others: a schema with any other has no test. The
test only ever says yes; where it does not, jsonschema has the verdict and the details. That
a yes is never wrong is held against jsonschema, jsonschema-rs and sourcemeta's program over
all mutants of the data (``tests/test_mutants.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Test = Callable[[Any], bool]

#: Keywords that say nothing about whether a value fits.
ANNOTATIONS = {"title", "description", "$comment", "examples", "format", "default", "$schema",
                "$id", "$defs"}  # fmt: skip
#: Type → the keywords that say something about its values.
KINDS = {
    "string": {"enum", "const", "pattern", "minLength", "maxLength"},
    "object": {"properties", "required", "additionalProperties", "minProperties"},
    "array": {"items", "minItems", "maxItems", "uniqueItems"},
    "number": {"minimum", "maximum"},
    "integer": {"minimum", "maximum"},
    "boolean": set[str](),
}


class NoTestError(Exception):
    """The schema says something for which there is no test."""


def compile_schema(schema: Any) -> Test | None:
    """A test that is true only of values that fit; ``None`` if there is none for this schema.

    :param schema: a schema without ``$ref``.
    """
    try:
        return _compile(schema)
    except NoTestError:
        return None


@cache
def matcher(pattern: str) -> Test:
    """A test for texts in which ``pattern`` is found, read as ECMA-262 has it.

    There ``$`` is the end of the text alone; in Python it is also the place before a line
    feed at the end, and such a text would pass here and with no other validator.
    """
    search = re.compile(pattern.replace("$", r"\Z")).search
    return lambda text: search(text) is not None


def _compile(schema: Any) -> Test:
    if not isinstance(schema, Mapping):
        raise NoTestError
    kind = schema.get("type", "string" if "enum" in schema or "const" in schema else None)
    if kind not in KINDS or not schema.keys() <= ANNOTATIONS | {"type"} | KINDS[kind]:
        raise NoTestError
    return _COMPILERS[kind](schema)


def _text(schema: Mapping[str, Any]) -> Test:
    terms = schema.get("enum", [schema["const"]] if "const" in schema else None)
    if terms is not None and not all(isinstance(term, str) for term in terms):
        raise NoTestError
    allowed = frozenset(terms) if terms is not None else None
    match = matcher(schema["pattern"]) if "pattern" in schema else None
    least, most = schema.get("minLength", 0), schema.get("maxLength", 1 << 62)

    def test(value: Any) -> bool:
        return (
            type(value) is str
            and (allowed is None or value in allowed)
            and least <= len(value) <= most
            and (match is None or match(value))
        )

    return test


def _object(schema: Mapping[str, Any]) -> Test:
    extra = schema.get("additionalProperties", True)
    tests = {key: _compile(value) for key, value in schema.get("properties", {}).items()}
    other: Test | None = None
    if extra is not False:
        other = (lambda _: True) if extra is True else _compile(extra)
    required = frozenset(schema.get("required", ()))
    least = schema.get("minProperties", 0)

    def test(value: Any) -> bool:
        if type(value) is not dict or len(value) < least or not required <= value.keys():
            return False
        for key, item in value.items():
            check = tests.get(key, other)
            if check is None or not check(item):
                return False
        return True

    return test


def _array(schema: Mapping[str, Any]) -> Test:
    check = _compile(schema["items"]) if "items" in schema else lambda _: True
    least, most = schema.get("minItems", 0), schema.get("maxItems", 1 << 62)
    unique = schema.get("uniqueItems", False)

    def test(value: Any) -> bool:
        if type(value) is not list or not least <= len(value) <= most:
            return False
        if unique and not (all(type(i) is str for i in value) and len({*value}) == len(value)):
            return False
        return all(map(check, value))

    return test


def _number(schema: Mapping[str, Any]) -> Test:
    kinds = (int,) if schema["type"] == "integer" else (int, float)
    least, most = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
    return lambda value: type(value) in kinds and least <= value <= most


def _boolean(_: Mapping[str, Any]) -> Test:
    return lambda value: type(value) is bool


_COMPILERS: dict[str, Callable[[Mapping[str, Any]], Test]] = {
    "string": _text,
    "object": _object,
    "array": _array,
    "number": _number,
    "integer": _number,
    "boolean": _boolean,
}
