"""What a document's misfits with its schema mean, each in one plain sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from datagov_cli.curation.validation.schema_check import Breach, breaches, repeated
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.documents import Document

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


def check(document: Document, folder: Path, kind: str) -> Iterator[Diagnostic]:
    """Every place at which the document does not fit its schema.

    :param folder: where the schemas are.
    :raises DataError: if the schema is missing or cannot be relied on.
    """
    for breach in breaches(document.value, folder, kind):
        yield from _RULES.get(breach.keyword, _other)(document, breach)


def _missing(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    # jsonschema reports each missing key by itself and names it only in its message.
    key = breach.message[1 : breach.message.rindex("'")]
    about = breach.schema.get("properties", {}).get(key, {}).get("description")
    yield document.fault("DG101", breach.path, f'{_name(breach)} lacks the key "{key}"', about)


def _extra(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    allowed = breach.schema.get("properties", {})
    known = f"known keys: {', '.join(allowed)}"
    for key in breach.found:
        if key not in allowed:
            hint = document.suggest(key, [k for k in allowed if k not in breach.found], known)
            yield document.fault(
                "DG103", (*breach.path, key), f'unknown key "{key}"', hint, of_key=True
            )


def _type(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    hint = breach.schema.get("description")
    if breach.limit == "string" and isinstance(breach.found, bool | int | float):
        hint = f'put it in quotes: "{json.dumps(breach.found)}"'
    message = f"{_name(breach)} must be {_TYPES[breach.limit]}, found {_shown(breach.found)}"
    yield document.fault("DG102", breach.path, message, hint)


def _term(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    if not isinstance(breach.found, str):
        yield from _type(document, breach._replace(limit="string"))
        return
    terms = [term for term in breach.limit if isinstance(term, str)]
    few = f"known terms: {', '.join(terms)}" if len(terms) <= 12 else None
    vocabulary = str(breach.schema.get("$comment", "")).removeprefix("vocabulary: ")
    listed = few or f"data/vocabulary/{vocabulary}.yaml lists them"
    message = f"{_name(breach)} has no term {_shown(breach.found)}"
    hint = document.suggest(str(breach.found), terms, listed)
    yield document.fault("DG104", breach.path, message, hint)


def _pattern(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    title = str(breach.schema.get("title", ""))
    what = "not in the required notation"
    if title:
        what = f"not a {title if title[:2].isupper() else title.lower()}"
    message = f"{_name(breach)}: {_shown(breach.found)} is {what}"
    yield document.fault("DG105", breach.path, message, breach.schema.get("description"))


def _count(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    bound = "at least" if breach.keyword.startswith("min") else "at most"
    message = f"{_name(breach)} must have {bound} {breach.limit}, found {len(breach.found)}"
    yield document.fault("DG106", breach.path, message, breach.schema.get("description"))


def _length(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    message = f"{_name(breach)} is empty"
    if breach.keyword == "maxLength":
        length = len(breach.found)
        message = f"{_name(breach)} has {length} characters, at most {breach.limit} are allowed"
    yield document.fault("DG107", breach.path, message, breach.schema.get("description"))


def _repeated(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    for place in repeated(breach.found):
        message = f"{_shown(breach.found[place])} is in {_name(breach)} twice"
        yield document.fault("DG108", (*breach.path, place), message)


def _bound(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    bound = "at least" if breach.keyword == "minimum" else "at most"
    message = f"{_name(breach)} must be {bound} {breach.limit}, found {_shown(breach.found)}"
    yield document.fault("DG105", breach.path, message)


def _const(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    if not isinstance(breach.found, str):
        yield from _type(document, breach._replace(limit="string"))
        return
    message = f'{_name(breach)} must be "{breach.limit}"'
    yield document.fault("DG105", breach.path, message, breach.schema.get("description"))


def _other(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    yield document.fault("DG105", breach.path, f"{_name(breach)}: {breach.message}")


_RULES: dict[str, Callable[[Document, Breach], Iterator[Diagnostic]]] = {
    "required": _missing,
    "additionalProperties": _extra,
    "type": _type,
    "enum": _term,
    "pattern": _pattern,
    "minItems": _count,
    "minProperties": _count,
    "minLength": _length,
    "maxLength": _length,
    "uniqueItems": _repeated,
    "minimum": _bound,
    "maximum": _bound,
    "const": _const,
}


def _name(breach: Breach) -> str:
    """What a person calls the place: the key, or the entry of a list."""
    path = breach.path
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        owner = next((step for step in reversed(path) if isinstance(step, str)), "the list")
        return f'entry {path[-1] + 1} of "{owner}"'
    return f'"{path[-1]}"'


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
