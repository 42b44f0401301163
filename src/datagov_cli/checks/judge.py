"""Documents before their JSON Schema: whether they fit, and if not, where.

The only user of jsonschema. It gives every detail, and the verdict too; three things keep
that quick. References are inlined before the validator is made. Texts that plainly fit are
passed over before jsonschema makes a validator of their own for them
(:mod:`datagov_cli.checks.leaves`). And where the extra ``fast`` is installed, jsonschema-rs
is asked for the verdict first, so that jsonschema sees only documents that do not fit.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.checks.leaves import fits, matcher
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


def _schema(folder: Path, kind: str) -> Any:
    path = folder / f"{kind}.schema.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}", "install the package again") from error


@cache
def _verdict(folder: Path, kind: str) -> Callable[[Any], bool] | None:
    """What says quickly that a document fits; ``None`` without the extra ``fast``.

    ``DATAGOV_FAST=off`` does without it.
    """
    if os.environ.get("DATAGOV_FAST") == "off":
        return None
    try:
        import jsonschema_rs
    except ImportError:
        return None
    accepts: Callable[[Any], bool] = jsonschema_rs.Draft202012Validator(
        _schema(folder, kind)
    ).is_valid
    return accepts


@cache
def _validator(folder: Path, kind: str) -> Any:
    schema = _schema(folder, kind)
    return _validator_class()(_inline(schema, schema.get("$defs", {})))


@cache
def _validator_class() -> Any:
    """jsonschema's validator with three keywords of the same meaning and less cost."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    ours = {"properties": _properties, "items": _items, "pattern": _pattern}
    return extend(Draft202012Validator, ours)  # type: ignore[no-untyped-call]


def _properties(
    validator: Any, properties: Mapping[str, Any], instance: Any, _: Any
) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    for name, schema in properties.items():
        if name in instance and not fits(schema, instance[name]):
            yield from validator.descend(instance[name], schema, path=name, schema_path=name)


def _items(validator: Any, items: Any, instance: Any, _: Any) -> Iterator[Any]:
    # No schema here has prefixItems, to which the library's own function attends.
    if not isinstance(instance, list):
        return
    for place, item in enumerate(instance):
        if not fits(items, item):
            yield from validator.descend(item, items, path=place)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
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
