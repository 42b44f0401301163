"""Documents against their JSON Schema, each fault in one plain sentence.

The only user of jsonschema. References are inlined before the validator is made: looking
each of them up again for every record is what costs most.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from datagov_cli.diagnostics import Diagnostic
from datagov_cli.errors import DataError, did_you_mean
from datagov_cli.yamlio import Document

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


@cache
def validator(folder: Path, kind: str) -> Draft202012Validator:
    """The validator of one kind of file.

    :raises DataError: if the schema is missing or is no JSON.
    """
    path = folder / f"{kind}.schema.json"
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}", "install the package again") from error
    return Draft202012Validator(inline(schema, schema.get("$defs", {})))


def inline(node: Any, defs: Mapping[str, Any]) -> Any:
    """The schema with each local ``$ref`` replaced by what it names; none is recursive."""
    if isinstance(node, list):
        return [inline(item, defs) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        node = {**defs[node["$ref"].removeprefix("#/$defs/")], **node}
    return {key: inline(value, defs) for key, value in node.items()
            if key not in ("$ref", "$defs", "examples")}


def check(document: Document, folder: Path, kind: str) -> Iterator[Diagnostic]:
    """Every place at which the document does not fit its schema."""
    for error in validator(folder, kind).iter_errors(document.value):
        yield from _RULES.get(str(error.validator), _other)(document, error)


def _missing(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    # jsonschema reports each missing key by itself and names it only in its message.
    key = error.message[1 : error.message.rindex("'")]
    named = f"{_name(error)} lacks " if error.absolute_path else "the file lacks "
    about = error.schema["properties"].get(key, {}).get("description")
    yield document.fault("DG101", tuple(error.absolute_path), f'{named}the key "{key}"', about)


def _extra(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    allowed = error.schema.get("properties", {})
    known = f"known keys: {', '.join(allowed)}"
    for key in error.instance:
        if key not in allowed:
            path = (*error.absolute_path, key)
            hint = did_you_mean(key, [k for k in allowed if k not in error.instance], known)
            yield document.fault("DG103", path, f'unknown key "{key}"', hint, of_key=True)


def _type(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    wanted, found = _TYPES[error.validator_value], error.instance
    hint = error.schema.get("description")
    if error.validator_value == "string" and not isinstance(found, dict | list) and found is not None:
        hint = f'put it in quotes: "{json.dumps(found)}"'
    yield document.fault("DG102", tuple(error.absolute_path),
                         f"{_name(error)} must be {wanted}, found {_shown(found)}", hint)


def _term(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    terms = [term for term in error.validator_value if isinstance(term, str)]
    few = f"known terms: {', '.join(terms)}" if len(terms) <= 12 else None
    vocabulary = str(error.schema.get("$comment", "")).removeprefix("vocabulary: ")
    listed = few or f"data/vocabulary/{vocabulary}.yaml lists them"
    hint = did_you_mean(str(error.instance), terms, listed)
    yield document.fault("DG104", tuple(error.absolute_path),
                         f"{_name(error)} has no term {_shown(error.instance)}", hint)


def _pattern(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    title = error.schema.get("title")
    what = f"not a {title[0].lower() + title[1:]}" if title else "not written as it must be"
    if title and title.split()[0].isupper():
        what = f"not a {title}"
    yield document.fault("DG105", tuple(error.absolute_path),
                         f"{_name(error)}: {_shown(error.instance)} is {what}",
                         error.schema.get("description"))


def _count(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    bound = "at least" if str(error.validator).startswith("min") else "at most"
    yield document.fault("DG106", tuple(error.absolute_path),
                         f"{_name(error)} must have {bound} {error.validator_value},"
                         f" found {len(error.instance)}", error.schema.get("description"))


def _length(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    if error.validator == "minLength":
        message = f"{_name(error)} is empty"
    else:
        message = (f"{_name(error)} has {len(error.instance)} characters,"
                   f" at most {error.validator_value} are allowed")
    yield document.fault("DG107", tuple(error.absolute_path), message,
                         error.schema.get("description"))


def _repeated(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    seen: list[Any] = []
    for place, item in enumerate(error.instance):
        if item in seen:
            yield document.fault("DG108", (*error.absolute_path, place),
                                 f"{_shown(item)} stands in {_name(error)} twice")
        seen.append(item)


def _bound(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    bound = "at least" if error.validator == "minimum" else "at most"
    yield document.fault("DG105", tuple(error.absolute_path),
                         f"{_name(error)} must be {bound} {error.validator_value},"
                         f" found {_shown(error.instance)}")


def _const(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    yield document.fault("DG105", tuple(error.absolute_path),
                         f'{_name(error)} must be "{error.validator_value}"',
                         error.schema.get("description"))


def _other(document: Document, error: ValidationError) -> Iterator[Diagnostic]:
    yield document.fault("DG105", tuple(error.absolute_path), f"{_name(error)}: {error.message}")


_RULES: dict[str, Callable[[Document, ValidationError], Iterator[Diagnostic]]] = {
    "required": _missing,
    "additionalProperties": _extra,
    "type": _type,
    "enum": _term,
    "pattern": _pattern,
    "minItems": _count,
    "minProperties": _count,
    "minLength": _length,
    "maxLength": _length,
    "uniqueItems": _repeated,
    "minimum": _bound,
    "maximum": _bound,
    "const": _const,
}


def _name(error: ValidationError) -> str:
    """What a person calls the place: the key, or the entry of a list."""
    path = list(error.absolute_path)
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        owner = next((step for step in reversed(path) if isinstance(step, str)), "the list")
        return f'entry {path[-1] + 1} of "{owner}"'
    return f'"{path[-1]}"'


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
