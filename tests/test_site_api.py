"""The answers as JSON files: what the commands say, by published schemas, described in full."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import COUNTRY, ROOT, TODAY, Run, edit
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from site_helpers import Site, build

#: Of what only the site has.
OWN = {"datagov/index@1", "datagov/search-index@1", "json-schema"}


@pytest.mark.parametrize(
    ("call", "path"),
    [
        ("list", "list"),
        ("show guangdong", "provinces/guangdong"),
        ("show national", "national"),
        ("targets", "targets"),
        ("timeline", "timeline"),
        ("coverage", "coverage"),
        ("stale", "stale"),
        ("fields", "fields"),
        ("why guangdong leader-rank", "why/guangdong/leader-rank"),
        ("why guangdong topics", "why/guangdong/topics"),
        ("list --group-by leader-rank", "groups/leader-rank"),
        ("list policies", "policies"),
        ("list heads", "heads"),
        ("list sources", "sources"),
        ("list terms", "vocabularies"),
        ("validate --statistics", "validate-statistics"),
        ("explain", "explain"),
        ("explain DG103", "explain/DG103"),
    ],
)
def test_the_api_has_the_documents_of_the_commands(
    call: str, path: str, site: Site, run: Run
) -> None:
    for lang in ("zh", "en"):
        answer = run(*call.split(), "--lang", lang, "--data", COUNTRY, "-f", "json").out
        assert json.loads(site[f"api/v1/{lang}/{path}.json"]) == json.loads(answer)


def test_the_api_is_described(site: Site) -> None:
    described = json.loads(site["api/v1/openapi.json"])
    from openapi_spec_validator import validate as validate_openapi  # It takes long to load.

    validate_openapi(described)
    index = json.loads(site["api/v1/index.json"])
    assert index["generated-at"] == TODAY
    assert index["version"] == described["info"]["version"]
    listed = {f"api/v1/{each['path']}" for each in index["documents"]}
    there = {path for path in site if path.startswith("api/v1/")}
    assert there - listed == {"api/v1/index.json", "api/v1/openapi.json"}
    assert listed <= there
    patterns = [re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) for path in described["paths"]]
    for each in index["documents"]:
        known = json.loads(site[f"api/v1/{each['path']}"])
        if each["schema"] != "json-schema":
            assert known["schema"] == each["schema"]
            assert any(re.fullmatch(pattern, f"/{each['path']}") for pattern in patterns)


def test_every_answer_is_a_document_or_is_said_to_be_left_out(site: Site) -> None:
    index = json.loads(site["api/v1/index.json"])
    left_out = {each["schema"] for each in index["left-out"]}
    described = json.loads(site["api/v1/openapi.json"])["paths"]
    told = {each["schema"] for each in index["documents"]} - OWN
    told |= {"datagov/diff@1"} if "/{lang}/diff/{day}.json" in described else set()
    assert not left_out & told
    every = {f"datagov/{path.stem}" for path in (ROOT / "schemas" / "answers").glob("*.json")}
    assert left_out | told == every


def test_documents_are_what_the_description_says(site: Site) -> None:
    """One of each path; tests of the answers hold the others to the same schemas."""
    described = json.loads(site["api/v1/openapi.json"])
    whole = Resource.from_contents(described, default_specification=DRAFT202012)
    registry = Registry[Any]().with_resource("urn:api", whole)
    seen = 0
    for path, operations in described["paths"].items():
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(f"api/v1{path}"))
        content = operations["get"]["responses"]["200"]["content"]["application/json"]
        schema = {"$ref": f"urn:api{content['schema']['$ref']}"}
        for document in [name for name in site if re.fullmatch(pattern, name)][:1]:
            seen += 1
            Draft202012Validator(schema, registry=registry).validate(json.loads(site[document]))
    assert seen > 25


def test_the_index_for_a_search_leads_to_documents_and_pages(site: Site) -> None:
    records = json.loads(site["api/v1/en/search-index.json"])["records"]
    assert {"guangdong", "national", "sources"} <= {r["record"].partition("/")[0] for r in records}
    documents = {each["document"]: site[f"api/v1/en/{each['document']}"] for each in records}
    for each in records:
        name = each["record"].rpartition("/")[2]
        assert f'"{name}"'.encode() in documents[each["document"]], each
        page, _, place = posixpath.normpath(f"api/v1/en/{each['page']}").partition("#")
        assert f'id="{place}"'.encode() in site[page] if place else page in site


def test_the_api_says_nothing_of_the_machine_it_was_made_on(tiny: Path) -> None:
    edit(tiny / "provinces" / "xizang.yaml", "kind: autonomous-region", "kind: autonomous")
    site = build(tiny)
    told = json.loads(site["api/v1/en/info.json"])
    assert (told["data"], told["cache"]) == (tiny.name, None)
    found = json.loads(site["api/v1/en/validate.json"])["diagnostics"]
    assert {each["file"] for each in found} == {"provinces/xizang.yaml"}
