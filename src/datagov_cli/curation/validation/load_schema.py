"""The JSON Schemas beside the data, read and held to what the checks can stand by.

A schema is a file like any other and trusted no more. It is taken only if it is this
program's own by its ``$id``, is built of the keywords listed here, and refers to nothing
outside itself. So nothing is ever fetched, and what follows can rely on its form.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datagov_cli.base.errors import DataError
from datagov_cli.base.files import UnreadableError, read_bounded
from datagov_cli.base.messages import Text, message
from datagov_cli.curation.validation.schema_check_fast import KINDS, matcher
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.storage.data_files import FOLDERS
from datagov_cli.storage.store import display_name, own_schemas

HOME = "https://datagov.invalid/schemas/"
LOCAL = "#/$defs/"
#: Keywords that decide nothing, and those whose value maps names to schemas.
REMARKS, MAPS = ("title", "description", "examples"), ("properties", "$defs")
#: How the remark on a list begins that holds the terms of a vocabulary.
TERMS = "vocabulary: "
#: How deep a schema may nest, its references resolved, and how many parts it may then have.
MAX_DEPTH, MAX_PARTS = 40, 50_000

#: Keyword → what its value must be (JSON Schema 2020-12, Core and Validation).
_TAKES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("$schema", "$id", "$ref", "$comment", "title", "description"), str),
    **dict.fromkeys(("type", "pattern", "format"), str),
    **dict.fromkeys(("$defs", "properties", "items"), dict),
    **dict.fromkeys(("required", "enum", "examples"), list),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties"), int),
    **dict.fromkeys(("minimum", "maximum"), (int, float)),
    "additionalProperties": (bool, dict),
    "uniqueItems": bool,
    "const": object,
    "default": object,
}


def load_schema(folder: Path, kind: str) -> dict[str, Any]:
    """The schema of one kind of file as it is written.

    :raises DataError: if it is missing, is no JSON, or is not a schema that can be relied on;
        the message names the place.
    """
    path = folder / f"{kind}.schema.json"
    name = display_name(path)
    try:
        schema = json.loads(read_bounded(path).decode("utf-8"))
    except UnreadableError as error:
        raise _unsound(name, error.said) from error
    except json.JSONDecodeError as error:
        raise _unsound(f"{name}:{error.lineno}:{error.colno}", error.msg) from error
    except (ValueError, RecursionError) as error:
        raise _unsound(name, message("this is not valid JSON")) from error
    if not isinstance(schema, dict) or schema.get("$id") != f"{HOME}{kind}.schema.json":
        raise _unsound(name, message("this is not the schema of a {kind} file", kind=kind))
    _assure(schema, schema.get("$defs", {}), name, "#", 0)
    return schema


def require_own(folder: Path) -> None:
    """Hold the schemas beside the data to be this version's own. They may list other terms of
    the vocabularies and describe a key in other words; a check that they lack, or a pattern of
    theirs, would decide what passes.

    :raises DataError: if one differs in anything else; the message names the place.
    """
    own = own_schemas()
    if os.path.realpath(folder) == os.path.realpath(own):
        return
    for kind in (*FOLDERS.values(), NATIONAL):
        at = _difference(load_schema(folder, kind), load_schema(own, kind), "#")
        if at:
            name = display_name(folder / f"{kind}.schema.json")
            raise _unsound(f"{name}: {at}", message("this differs from the schema of this version"))


def _difference(node: Any, own: Any, pointer: str, named: bool = False) -> str | None:
    """Where a part of a schema first differs from this version's; ``None`` if nowhere.

    :param named: it maps names (of keys, of definitions) to schemas.
    """
    if not isinstance(node, dict) or not isinstance(own, dict):
        return None if type(node) is type(own) and node == own else pointer
    passed: tuple[str, ...] = () if named else REMARKS
    if not named and str(own.get("$comment", "")).startswith(TERMS):
        passed = (*REMARKS, "enum")
    for key in (key for key in {**own, **node} if key not in passed):
        if key not in own or key not in node:
            return f"{pointer}/{key}"
        below = _difference(node[key], own[key], f"{pointer}/{key}", key in MAPS and not named)
        if below:
            return below
    return None


def inlined(schema: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A sound schema with each reference replaced by what it names, and without remarks on
    where it comes from.

    :param name: what to call it in messages.
    :raises DataError: if a reference leads back to itself, or they make it too large.
    """
    left = [MAX_PARTS]

    def inline(node: Any, depth: int) -> Any:
        if not isinstance(node, dict):
            return node
        left[0] -= 1
        if depth > MAX_DEPTH or left[0] < 0:
            raise _unsound(name, message("its references lead back to themselves, or too far"))
        whole = {}
        if "$ref" in node:
            whole = inline(schema["$defs"][node["$ref"].removeprefix(LOCAL)], depth + 1)
        for key, value in node.items():
            if key == "properties":
                whole[key] = {known: inline(part, depth + 1) for known, part in value.items()}
            elif key in ("items", "additionalProperties"):
                whole[key] = inline(value, depth + 1)
            elif key not in ("$ref", "$defs", "$schema", "$id", "examples"):
                whole[key] = value
        return whole

    result: dict[str, Any] = inline(schema, 0)
    return result


def _assure(node: Any, defs: Any, name: str, pointer: str, depth: int) -> None:
    """:raises DataError: unless this part of a schema is sound."""
    at = f"{name}: {pointer}"
    if not isinstance(node, dict):
        raise _unsound(at, message("this is not a schema"))
    if depth > MAX_DEPTH:
        raise _unsound(name, message("nested too deep"))
    for key, value in node.items():
        if key not in _TAKES:
            said = message('the keyword "{key}" is not one that datagov knows', key=key[:60])
            raise _unsound(at, said)
        if not isinstance(value, _TAKES[key]):
            raise _unsound(at, message('"{key}" has a value of a wrong type', key=key))
    if not all(isinstance(key, str) for key in node.get("required", ())):
        raise _unsound(at, message('"{key}" has a value of a wrong type', key="required"))
    if node.get("type", "object") not in KINDS:
        raise _unsound(at, message('there is no type "{name}"', name=node["type"][:60]))
    reference = node.get("$ref")
    if reference is not None and not (
        reference.startswith(LOCAL) and reference.removeprefix(LOCAL) in defs
    ):
        said = message('the reference "{name}" names nothing in this schema', name=reference[:60])
        raise _unsound(at, said)
    if "pattern" in node:
        try:
            matcher(node["pattern"])
        except (re.error, RecursionError, OverflowError) as error:
            said = message("the pattern cannot be used: {reason}", reason=error)
            raise _unsound(at, said) from error
    for key in ("$defs", "properties"):
        for part, below in node.get(key, {}).items():
            _assure(below, defs, name, f"{pointer}/{key}/{part}", depth + 1)
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            _assure(node[key], defs, name, f"{pointer}/{key}", depth + 1)


def _unsound(place: str, said: Text | str) -> DataError:
    return DataError(
        message("{place}: {said}", place=place, said=said),
        message("take the schema that came with this version"),
    )
