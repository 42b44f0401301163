"""The answers as JSON files, ``api/v1/``: the documents that ``--format json`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datagov_cli.render.as_json import document
from datagov_cli.site.answers import COMPARED, LANGUAGES, Answers
from datagov_cli.site.api_documents import DOCUMENTS, ROOT, VERSION, WHY
from datagov_cli.site.openapi import openapi
from datagov_cli.storage.store import find_schemas, own_schemas
from datagov_cli.views import View
from datagov_cli.views.why import why_view


def api_files(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """Every file of the API with its path."""
    listed: list[dict[str, str]] = []
    for lang in LANGUAGES:
        for asked in DOCUMENTS:
            for province in answers.provinces if "{" in asked.path else [None]:
                view = asked.view(answers, lang, province)
                if view is None:
                    continue
                path = asked.path.replace("{province}", province.id if province else "")
                listed.append({"path": f"{lang}/{path}", "schema": asked.schema, "lang": lang})
                yield _file(f"{lang}/{path}", view.payload())
        for path, view in _why(answers, lang):
            listed.append({"path": f"{lang}/{path}", "schema": "datagov/why@1", "lang": lang})
            yield _file(f"{lang}/{path}", view.payload())
    of_data, of_answers = find_schemas(answers.store.root), own_schemas() / "answers"
    for schema in sorted(of_data.glob("*.schema.json")) + sorted(of_answers.glob("*.json")):
        folder = "schemas/answers" if schema.parent == of_answers else "schemas"
        path = f"{folder}/{schema.name}"
        listed.append({"path": path, "schema": "json-schema", "lang": "en"})
        yield f"{ROOT}/{path}", schema.read_bytes()
    yield _file("openapi.json", openapi(answers))
    yield _file(
        "index.json",
        {
            "schema": "datagov/index@1",
            "version": VERSION,
            "generated-at": answers.today.isoformat(),
            "newest-source": str(answers.newest) if answers.newest else None,
            "openapi": "openapi.json",
            "documents": listed,
        },
    )


def _why(answers: Answers, lang: str) -> Iterator[tuple[str, View]]:
    for province in answers.provinces:
        for field in COMPARED:
            path = WHY.replace("{province}", province.id).replace("{field}", field)
            yield path, why_view(answers.store, province, answers.known.why(province, field), lang)


def _file(path: str, content: Any) -> tuple[str, bytes]:
    return f"{ROOT}/{path}", document(content).encode()
