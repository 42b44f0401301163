"""The answers as JSON files, ``api/v1/``: the documents that ``--format json`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from datagov_cli.model.divisions import NATIONAL
from datagov_cli.render.as_json import document
from datagov_cli.site.answers import Answers
from datagov_cli.site.api_documents import DOCUMENTS, LEFT_OUT, ROOT, VERSION
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import SOURCES
from datagov_cli.site.openapi import OWN_SCHEMAS, openapi
from datagov_cli.storage.store import find_schemas, own_schemas

SEARCH_INDEX = "search-index.json"


def api_files(answers: Answers, editions: Sequence[Edition]) -> Iterator[tuple[str, bytes]]:
    """Every file of the API with its path.

    :param editions: the site in each language, whose records are searched.
    """
    listed: list[dict[str, str]] = []
    for edition in editions:
        lang = edition.lang
        for asked in DOCUMENTS:
            for path, payload in asked.files(answers, lang):
                listed.append({"path": f"{lang}/{path}", "schema": asked.schema, "lang": lang})
                yield _file(f"{lang}/{path}", payload)
        path = f"{lang}/{SEARCH_INDEX}"
        listed.append({"path": path, "schema": "datagov/search-index@1", "lang": lang})
        yield _file(path, _search_index(edition))
    for path, schema in _schemas(answers):
        listed.append({"path": path, "schema": "json-schema", "lang": "en"})
        yield f"{ROOT}/{path}", schema
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
            "left-out": [{"schema": f"datagov/{k}", "why": why} for k, why in LEFT_OUT.items()],
        },
    )


def _search_index(edition: Edition) -> dict[str, Any]:
    """Every province, record and source with its title, the document that has it, and its page."""
    answers, lang = edition.answers, edition.lang
    records: list[tuple[str, str, str, str]] = [
        (each.id, "", each.name.get(lang), "") for each in answers.provinces
    ]
    records += [
        (each.record, each.kind, each.title, each.remarks) for each in edition.titled_records
    ]
    for source_id in answers.source_ids:
        source = answers.store.source(source_id)
        gone = source.withdrawn.said.get(lang) if source.withdrawn else ""
        records.append((f"{SOURCES}{source_id}", "", source.title.get(lang), gone))
    listed = [
        {
            "record": record,
            "section": section,
            "title": title,
            "remarks": remarks,
            "document": _document_of(record.partition("/")[0]),
            "page": f"../../../{lang}/{edition.place(record)}",
        }
        for record, section, title, remarks in records
    ]
    return {"schema": "datagov/search-index@1", "records": listed}


def _document_of(place: str) -> str:
    """The document that has a record of a province, of the country, or a source."""
    whole = place in (NATIONAL, SOURCES.rstrip("/"))
    return f"{place}.json" if whole else f"provinces/{place}.json"


def _schemas(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """The schemas of the data, of the answers, and of what only the site has."""
    for schema in sorted(find_schemas(answers.store.root).glob("*.schema.json")):
        yield f"schemas/{schema.name}", schema.read_bytes()
    for folder in (own_schemas() / "answers", OWN_SCHEMAS):
        for schema in sorted(folder.glob("*.json")):
            yield f"schemas/answers/{schema.name}", schema.read_bytes()


def _file(path: str, content: Any) -> tuple[str, bytes]:
    return f"{ROOT}/{path}", document(content).encode()
