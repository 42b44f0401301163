"""The description of ``api/v1/`` (OpenAPI 3.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datagov_cli.site.answers import LANGUAGES, Answers
from datagov_cli.site.api_documents import DOCUMENTS, LEFT_OUT, VERSION
from datagov_cli.storage.store import own_schemas

#: Where the schemas are of what only the site has.
OWN_SCHEMAS = Path(__file__).parent / "schemas"
#: The schema of a value, to which those of answers refer.
_CELL = "cell@1"
_LANG = "Language of labels and notes."


def openapi(answers: Answers) -> dict[str, Any]:
    """The description of every document, with the provinces on record."""
    schemas = {"Cell": _component(_CELL)}
    for path in sorted(OWN_SCHEMAS.glob("*.json")):
        schemas[_schema_name(path.stem)] = _component(path.stem, OWN_SCHEMAS)
    paths: dict[str, Any] = {
        "/index.json": _operation("index", "Every document, and what is left out.", "Index", []),
        "/{lang}/search-index.json": _operation(
            "search-index",
            "Titles of all records, for a search of one’s own. `datagov search` reads every field,"
            " folds characters and ranks; no file can.",
            "Search-index",
            [_parameter("lang", _LANG, LANGUAGES)],
        ),
    }
    for each in DOCUMENTS:
        answer = each.schema.removeprefix("datagov/")
        schemas[_schema_name(answer)] = _component(answer)
        parameters = [_parameter("lang", _LANG, LANGUAGES)]
        parameters += [
            _parameter(name, parameter.about, parameter.values(answers))
            for name, parameter in each.parameters.items()
        ]
        called = re.sub(r"\W+", "-", each.path.removesuffix(".json")).strip("-")
        paths[f"/{{lang}}/{each.path}"] = _operation(
            called, each.about, _schema_name(answer), parameters
        )
    left_out = "\n".join(f"- {answer}: {why}" for answer, why in LEFT_OUT.items())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "datagov",
            "version": VERSION,
            "description": "The answers of datagov as files. Nothing is computed on request."
            f" What is left out:\n\n{left_out}",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": ".", "description": "The folder of this document."}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _schema_name(answer: str) -> str:
    """What a schema is called in the description."""
    return answer.partition("@")[0].capitalize()


def _component(answer: str, folder: Path | None = None) -> dict[str, Any]:
    """The published schema of an answer, as a part of the description that refers to its like."""
    text = ((folder or own_schemas() / "answers") / f"{answer}.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(
        re.sub(rf'"\$ref": "(#|[^"]*/{_CELL}\.json)"', '"$ref": "#/components/schemas/Cell"', text)
    )
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id")}


def _parameter(name: str, about: str, values: Sequence[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", **({"enum": list(values)} if values else {})}
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _operation(name: str, about: str, schema: str, parameters: list[Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    answer = {"200": {"description": about, "content": content}}
    asked = {"parameters": parameters} if parameters else {}
    return {"get": {"operationId": name, "summary": about, **asked, "responses": answer}}
