"""Sorting the keys of a file into the order of its schema, at every level."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from datagov_cli.curation.editing.yaml_tree import LIST, MAP, YamlNode
from datagov_cli.curation.validation.load_schema import load_schema

_REF = "#/$defs/"


class SchemaNode:
    """A subschema of a JSON Schema; ``spec`` is its content, with ``$ref`` resolved."""

    def __init__(self, spec: Any, defs: Mapping[str, Any]) -> None:
        self.spec = spec if isinstance(spec, dict) else {}
        self.defs = defs
        if "$ref" in self.spec:
            self.spec = {**defs.get(self.spec["$ref"].removeprefix(_REF), {}), **self.spec}

    @property
    def keys(self) -> list[str]:
        """The keys that a mapping may have here, in their order."""
        return list(self.spec.get("properties", ()))

    def under(self, key: str | None) -> SchemaNode:
        """The subschema of a key or, for ``None``, of the entries of a list."""
        if key is None:
            return SchemaNode(self.spec.get("items"), self.defs)
        properties = self.spec.get("properties", {})
        return SchemaNode(properties.get(key, self.spec.get("additionalProperties")), self.defs)


@cache
def schema_of(folder: Path, kind: str) -> SchemaNode:
    """The schema of one kind of file.

    :raises DataError: if it is missing or cannot be relied on.
    """
    schema = load_schema(folder, kind)
    return SchemaNode(schema, schema.get("$defs", {}))


def sort_keys(node: YamlNode, shape: SchemaNode) -> None:
    """Put the keys of every mapping into the order of the schema, in place.

    Keys that it does not know come last, in their own order, as do the terms of a
    vocabulary, whose order is their rank. Lists keep theirs.
    """
    if node.kind == MAP:
        order = {key: place for place, key in enumerate(shape.keys)}
        node.entries.sort(key=lambda entry: order.get(entry.key or "", len(order)))
    if node.kind in (MAP, LIST):
        for entry in node.entries:
            sort_keys(entry.value, shape.under(entry.key))
