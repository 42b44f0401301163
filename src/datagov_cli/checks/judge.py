"""Documents before their JSON Schema: whether they fit, and if not, where.

The only user of jsonschema, which has the last word on every document that does not plainly
fit (:mod:`datagov_cli.checks.plain`) and gives all the details. Where the extra ``fast`` is
installed, jsonschema-rs is asked first instead. Verdicts and details are the same either way.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.checks.plain import compile_schema, matcher
from datagov_cli.errors import DataError
from datagov_cli.yamlio import Step


class Breach(NamedTuple):
    """One place at which a document does not fit: the keyword of the schema, its value
    (``limit``), the subschema it stands in, and what was found."""

    keyword: str
    path: tuple[Step, ...]
    found: Any
    limit: Any
    schema: Mapping[str, Any]
    message: str


def breaches(value: Any, folder: Path, kind: str) -> Iterator[Breach]:
    """Every breach of the schema of that kind; none where the document fits.

    :raises DataError: if the schema is missing or is no JSON.
    """
    accepts = _verdict(folder, kind)
    if accepts is not None and accepts(value):
        return
    for error in _validator(folder, kind).iter_errors(value):
        yield Breach(
            str(error.validator),
            tuple(error.absolute_path),
            error.instance,
            error.validator_value,
            error.schema if isinstance(error.schema, dict) else {},
            error.message,
        )


def load_schema(folder: Path, kind: str) -> Any:
    """The schema of one kind of file as it is written.

    :raises DataError: if it is missing or is no JSON.
    """
    path = folder / f"{kind}.schema.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}", "reinstall the package") from error


@cache
def _verdict(folder: Path, kind: str) -> Callable[[Any], bool] | None:
    """What says quickly that a document fits; its "no" is only a "perhaps not".

    ``DATAGOV_FAST=off`` does without jsonschema-rs.
    """
    schema = load_schema(folder, kind)
    if os.environ.get("DATAGOV_FAST") != "off":
        with contextlib.suppress(ImportError):
            import jsonschema_rs

            accepts: Callable[[Any], bool] = jsonschema_rs.Draft202012Validator(schema).is_valid
            return accepts
    return compile_schema(_inline(schema, schema.get("$defs", {})))


@cache
def _validator(folder: Path, kind: str) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    schema = load_schema(folder, kind)
    exact = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return exact(_inline(schema, schema.get("$defs", {})))


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
    """The keyword ``pattern`` as ECMA-262 and all other validators have it."""
    if isinstance(instance, str) and not matcher(pattern)(instance):
        from jsonschema.exceptions import ValidationError

        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _inline(node: Any, defs: Mapping[str, Any]) -> Any:
    """The schema with each local ``$ref`` replaced by what it names; none is recursive."""
    if isinstance(node, list):
        return [_inline(item, defs) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        node = {**defs[node["$ref"].removeprefix("#/$defs/")], **node}
    return {
        key: _inline(value, defs)
        for key, value in node.items()
        if key not in ("$ref", "$defs", "examples")
    }
