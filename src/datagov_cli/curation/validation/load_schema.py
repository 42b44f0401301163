"""The JSON Schemas beside the data, held to be this version's own.

A schema is a file like any other and trusted no more: a check that it lacks, or a pattern of
its own, would decide what passes. It may list other terms of the vocabularies and describe a
key in other words. So nothing is ever fetched, and what follows can rely on its form.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datagov_cli.base.errors import DataError
from datagov_cli.base.files import UnreadableError, read_bounded
from datagov_cli.base.messages import Text, message
from datagov_cli.storage.store import display_name, own_schemas

HOME = "https://datagov.invalid/schemas/"
LOCAL = "#/$defs/"
#: Keywords that decide nothing, and those whose value maps names to schemas.
REMARKS, MAPS = ("title", "description", "examples"), ("properties", "$defs")
#: How the remark on a list begins that holds the terms of a vocabulary.
TERMS = "vocabulary: "


def load_schema(folder: Path, kind: str) -> dict[str, Any]:
    """The schema of one kind of file as it is written.

    :raises DataError: if it is missing, is no JSON, or differs from this version's in more than
        terms and descriptions; the message names the place.
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
    own = own_schemas()
    if os.path.realpath(folder) != os.path.realpath(own):
        at = _difference(schema, load_schema(own, kind), "#")
        if at:
            raise _unsound(f"{name}: {at}", message("this differs from the schema of this version"))
    return schema


def _difference(node: Any, own: Any, pointer: str, named: bool = False) -> str | None:
    """Where a part of a schema first differs from this version's; ``None`` if nowhere.

    :param named: it maps names (of keys, of definitions) to schemas.
    """
    if not isinstance(node, dict) or not isinstance(own, dict):
        return None if type(node) is type(own) and node == own else pointer
    terms = not named and str(own.get("$comment", "")).startswith(TERMS)
    for key in {**own, **node}:
        if not named and key in REMARKS:
            continue
        if key not in own or key not in node:
            return f"{pointer}/{key}"
        if terms and key == "enum" and isinstance(node[key], list):
            continue
        below = _difference(node[key], own[key], f"{pointer}/{key}", key in MAPS and not named)
        if below:
            return below
    return None


def inlined(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with each reference replaced by what it names, and without remarks on where it
    comes from."""

    def inline(node: Any) -> Any:
        if not isinstance(node, dict):
            return node
        whole = inline(schema["$defs"][node["$ref"].removeprefix(LOCAL)]) if "$ref" in node else {}
        for key, value in node.items():
            if key == "properties":
                whole[key] = {known: inline(part) for known, part in value.items()}
            elif key in ("items", "additionalProperties"):
                whole[key] = inline(value)
            elif key not in ("$ref", "$defs", "$schema", "$id", "examples"):
                whole[key] = value
        return whole

    result: dict[str, Any] = inline(schema)
    return result


def _unsound(place: str, said: Text | str) -> DataError:
    return DataError(
        message("{place}: {said}", place=place, said=said),
        message("take the schema that came with this version"),
    )
