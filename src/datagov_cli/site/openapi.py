"""The description of ``api/v1/`` (OpenAPI 3.1)."""

from __future__ import annotations

import json
import re
from typing import Any

from datagov_cli.site.answers import COMPARED, LANGUAGES, Answers
from datagov_cli.site.api_documents import DOCUMENTS, VERSION, WHY
from datagov_cli.storage.store import own_schemas

_TEXT: dict[str, Any] = {"type": "string"}
_INDEX: dict[str, Any] = {
    "type": "object",
    "required": ["schema", "version", "generated-at", "documents"],
    "properties": {
        "schema": {"const": "datagov/index@1"},
        "version": _TEXT,
        "generated-at": {**_TEXT, "format": "date"},
        "newest-source": {"type": ["string", "null"]},
        "openapi": _TEXT,
        "documents": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "schema", "lang"],
                "properties": {
                    "path": _TEXT,
                    "schema": _TEXT,
                    "lang": {"enum": list(LANGUAGES)},
                },
            },
        },
    },
}
#: The schema of a value, to which those of answers refer.
_CELL = "cell@1"


def openapi(answers: Answers) -> dict[str, Any]:
    """The description of every document, with the provinces on record."""
    provinces = [province.id for province in answers.provinces]
    paths: dict[str, Any] = {"/index.json": _operation("index", "The index.", "Index", [])}
    schemas = {"Index": _INDEX, "Cell": _component(_CELL)}
    listed = [(each.path, each.schema, each.about) for each in DOCUMENTS]
    listed.append((WHY, "datagov/why@1", "Where a value comes from, and what contradicts it."))
    for path, schema, about in listed:
        answer = schema.removeprefix("datagov/")
        name = answer.partition("@")[0].capitalize()
        schemas[name] = _component(answer)
        parameters = [_parameter("lang", "Language of labels and notes.", list(LANGUAGES))]
        if "{province}" in path:
            parameters.append(_parameter("province", "Id of a province.", provinces))
        if "{field}" in path:
            parameters.append(_parameter("field", "Key of a field.", list(COMPARED)))
        paths[f"/{{lang}}/{path}"] = _operation(name.lower(), about, name, parameters)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "datagov",
            "version": VERSION,
            "description": "The answers of datagov as files. Nothing is computed on request.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": ".", "description": "The folder of this document."}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _component(answer: str) -> dict[str, Any]:
    """The published schema of an answer, as a part of the description that refers to its like."""
    text = (own_schemas() / "answers" / f"{answer}.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(
        re.sub(rf'"\$ref": "(#|[^"]*/{_CELL}\.json)"', '"$ref": "#/components/schemas/Cell"', text)
    )
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id")}


def _parameter(name: str, about: str, values: list[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"enum": values} if values else {})}
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _operation(name: str, about: str, schema: str, parameters: list[Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    answer = {"200": {"description": about, "content": content}}
    asked = {"parameters": parameters} if parameters else {}
    return {"get": {"operationId": name, "summary": about, **asked, "responses": answer}}
