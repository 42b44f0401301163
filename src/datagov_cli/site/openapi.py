"""The description of ``api/v1/`` (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from datagov_cli.site.answers import COMPARED, Answers
from datagov_cli.site.api_documents import DOCUMENTS, LANGUAGES, VERSION, WHY

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}

#: What recurs in the documents: a cell is how any value appears.
COMPONENTS: dict[str, Any] = {
    "Citation": {
        "type": "object",
        "required": ["source", "at", "tier"],
        "properties": {
            "source": {**_TEXT, "description": "Id of the source."},
            "at": {**_TEXT, "description": "The paragraph: ¶5; ¶0 is the title."},
            "tier": {**_TEXT, "description": "How close the source stands to the fact."},
            "withdrawn": {**_TEXT, "format": "date"},
        },
    },
    "Cell": {
        "type": "object",
        "description": "A value with its state and its citations.",
        "required": ["state", "value", "cite"],
        "properties": {
            "state": {"enum": ["known", "unknown", "not-applicable", "disputed"]},
            "value": {"description": "null unless the state is known."},
            "label": _TEXT,
            "unit": _TEXT,
            "basis": {"enum": ["stated", "implied"]},
            "as-of": {**_MAYBE, "description": "The date for which a source states it."},
            "note": _TEXT,
            "claims": {
                "type": "array",
                "description": "The sides of a dispute.",
                "items": {"$ref": "#/components/schemas/Cell"},
            },
            "cite": {"type": "array", "items": {"$ref": "#/components/schemas/Citation"}},
        },
    },
    "Index": {
        "type": "object",
        "required": ["schema", "version", "generated-at", "documents"],
        "properties": {
            "schema": {"const": "datagov/index@1"},
            "version": _TEXT,
            "generated-at": {**_TEXT, "format": "date"},
            "newest-source": _MAYBE,
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
    },
}
#: Schema → the list or object that its document has besides ``schema``.
_HOLDS = {
    "datagov/list@1": ("provinces", "array"),
    "datagov/compare@1": ("rows", "array"),
    "datagov/province@1": ("province", "object"),
    "datagov/targets@1": ("targets", "array"),
    "datagov/timeline@1": ("events", "array"),
    "datagov/national@1": ("national", "object"),
    "datagov/coverage@1": ("provinces", "array"),
    "datagov/stale@1": ("due", "array"),
    "datagov/fields@1": ("fields", "array"),
    "datagov/why@1": ("cell", "object"),
}


def openapi(answers: Answers) -> dict[str, Any]:
    """The description of every document, with the provinces on record."""
    provinces = [province.id for province in answers.provinces]
    paths: dict[str, Any] = {"/index.json": _operation("index", "The index.", "Index", [])}
    schemas = dict(COMPONENTS)
    listed = [(each.path, each.schema, each.about) for each in DOCUMENTS]
    listed.append((WHY, "datagov/why@1", "Where a value comes from, and what contradicts it."))
    for path, schema, about in listed:
        name = schema.removeprefix("datagov/").partition("@")[0].capitalize()
        schemas[name] = _schema(schema)
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


def _schema(schema: str) -> dict[str, Any]:
    held, kind = _HOLDS[schema]
    content: dict[str, Any] = {"type": kind}
    if kind == "array":
        content["items"] = {"type": "object"}
    if held == "cell":
        content = {"$ref": "#/components/schemas/Cell"}
    return {
        "type": "object",
        "required": ["schema", held],
        "properties": {"schema": {"const": schema}, held: content},
    }


def _parameter(name: str, about: str, values: list[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"enum": values} if values else {})}
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _operation(name: str, about: str, schema: str, parameters: list[Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    answer = {"200": {"description": about, "content": content}}
    asked = {"parameters": parameters} if parameters else {}
    return {"get": {"operationId": name, "summary": about, **asked, "responses": answer}}
