"""Whether a scalar plainly fits its schema: a yes that spares the validator its detour.

jsonschema makes a new validator for every value that it descends into, which costs more
than looking at the value. Most values are scalars whose schema says no more than a type, a
pattern, a length or a list of terms. For these, and for these alone, the answer is given
here; "no" and "don't know" both leave the value to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

#: Keywords that say nothing about whether a value fits.
_ANNOTATIONS = {"title", "description", "$comment", "examples", "format", "default"}
_KNOWN = _ANNOTATIONS | {"type", "enum", "const", "pattern", "minLength", "maxLength"}

_tests: dict[int, tuple[Any, Callable[[Any], bool] | None]] = {}


def fits(schema: Any, value: Any) -> bool:
    """Whether ``value`` plainly fits ``schema``; ``False`` where that is not certain."""
    if type(value) is not str:
        return False
    # By identity: schemas are not hashable, and each is kept so that its id stays its own.
    known = _tests.get(id(schema))
    if known is None:
        known = _tests[id(schema)] = (schema, _text_test(schema))
    return known[1] is not None and known[1](value)


@cache
def matcher(pattern: str) -> Callable[[str], bool]:
    """A test for texts in which ``pattern`` is found, read as ECMA-262 has it.

    There ``$`` is the end of the text alone; in Python it is also the place before a line
    feed at the end, and such a text would pass here and with no other validator.
    """
    search = re.compile(pattern.replace("$", r"\Z")).search
    return lambda text: search(text) is not None


def _text_test(schema: Any) -> Callable[[Any], bool] | None:
    """A test for texts that fit a schema of none but the known keywords."""
    if not isinstance(schema, Mapping) or not schema.keys() <= _KNOWN:
        return None
    if schema.get("type", "string") != "string" or "const" in schema:
        return None
    terms = schema.get("enum")
    if terms is not None and not all(isinstance(term, str) for term in terms):
        return None
    allowed = frozenset(terms) if terms is not None else None
    search = matcher(schema["pattern"]) if "pattern" in schema else None
    least, most = schema.get("minLength", 0), schema.get("maxLength", float("inf"))

    def test(text: str) -> bool:
        return (
            (allowed is None or text in allowed)
            and least <= len(text) <= most
            and (search is None or search(text))
        )

    return test
