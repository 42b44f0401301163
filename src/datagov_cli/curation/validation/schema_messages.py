"""What a document's misfits with its schema mean, each in one plain sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from datagov_cli.curation.validation.corpus import Path_
from datagov_cli.curation.validation.schema_check import Breach, breaches, repeated
from datagov_cli.curation.validation.values_meant import (
    example,
    meant,
    named_terms,
    terms_meant,
    unstuck,
    what_to_write,
)
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


def check(
    document: Document, folder: Path, kind: str, vocabularies: Mapping[str, Mapping[str, Any]]
) -> Iterator[Diagnostic]:
    """Every place at which the document does not fit its schema.

    :param folder: where the schemas are.
    :param vocabularies: the terms of each, whose labels may stand where a term should.
    :raises DataError: if the schema is missing or cannot be relied on.
    """
    for breach in breaches(document.value, folder, kind):
        if breach.keyword == "enum":
            yield from _term(document, breach, vocabularies)
        else:
            yield from _RULES.get(breach.keyword, _other)(document, breach)


def _missing(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    for key in breach.limit:
        if key not in breach.value:
            hint = example(key, breach.schema.get("properties", {}).get(key, {}))
            yield _finding(document, "DG101", breach.path, f' lacks the key "{key}"', hint)


def _extra(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    allowed = breach.schema.get("properties", {})
    known = f"known keys: {', '.join(allowed)}"
    for key in breach.value:
        if key not in allowed:
            free = [k for k in allowed if k not in breach.value]
            plain = normalize("NFKC", key).strip().lower()
            hint = f"write {plain}" if plain in free else unstuck(key, free)
            hint = hint or document.suggest(key, free, known)
            yield document.fault(
                "DG103", (*breach.path, key), f'unknown key "{key}"', hint, of_key=True
            )


def _type(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    hint = what_to_write(breach.value, {**breach.schema, "type": breach.limit})
    certain = meant(breach.value, {**breach.schema, "type": breach.limit})
    if breach.limit == "string" and isinstance(breach.value, bool | int) and certain is None:
        hint = f'put it in quotes: "{json.dumps(breach.value)}"'
    said = f" must be {_TYPES[breach.limit]}, found {_shown(breach.value)}"
    yield _finding(document, "DG102", breach.path, said, hint)


def _term(
    document: Document, breach: Breach, vocabularies: Mapping[str, Mapping[str, Any]]
) -> Iterator[Diagnostic]:
    if not isinstance(breach.value, str):
        yield from _type(document, breach._replace(limit="string"))
        return
    vocabulary = str(breach.schema.get("$comment", "")).removeprefix("vocabulary: ")
    known = vocabularies.get(vocabulary, {})
    terms = {term: known.get(term) for term in breach.limit if isinstance(term, str)}
    yield unknown_term(document, breach.path, breach.value, terms, vocabulary)


def unknown_term(
    document: Document, path: Path_, term: str, terms: Mapping[str, Any], vocabulary: str
) -> Diagnostic:
    """The finding that a term is none of those of its vocabulary.

    :param terms: those that there are, each with what the vocabulary says of it.
    """
    few = f"known terms: {', '.join(terms)}" if len(terms) <= 12 else None
    named = named_terms({name: _labels(entry) for name, entry in terms.items()})
    several = terms_meant(term, named)
    if several:
        hint: str | None = f"write {', '.join(several)}"
    else:
        lists = few or f"data/vocabulary/{vocabulary}.yaml lists them"
        hint = document.suggest(term, terms, lists)
    return _finding(document, "DG104", path, f" has no term {_shown(term)}", hint)


def _labels(entry: Any) -> tuple[str, ...]:
    """What a vocabulary calls a term, as far as that can be read."""
    label = entry.get("label", {}) if isinstance(entry, dict) else {}
    return (
        tuple(name for name in label.values() if isinstance(name, str))
        if isinstance(label, dict)
        else ()
    )


def _pattern(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    title = str(breach.schema.get("title", ""))
    what = "not in the required notation"
    if title:
        article = "an" if title[0] in "AEIOaeio" else "a"
        what = f"not {article} {title if title[:2].isupper() else title.lower()}"
    said = f": {_shown(breach.value)} is {what}"
    hint = what_to_write(breach.value, breach.schema)
    yield _finding(document, "DG105", breach.path, said, hint)


def _count(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    bound = "at least" if breach.keyword.startswith("min") else "at most"
    said = f" must have {bound} {breach.limit}, found {len(breach.value)}"
    yield _finding(document, "DG106", breach.path, said, breach.schema.get("description"))


def _length(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    said = " is empty"
    if breach.keyword == "maxLength":
        said = f" has {len(breach.value)} characters, at most {breach.limit} are allowed"
    yield _finding(document, "DG107", breach.path, said, breach.schema.get("description"))


def _repeated(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    for place in repeated(breach.value):
        message = f"{_shown(breach.value[place])} is in {_name(breach.path)} twice"
        yield document.fault("DG108", (*breach.path, place), message)


def _bound(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    bound = "at least" if breach.keyword == "minimum" else "at most"
    said = f" must be {bound} {breach.limit}, found {_shown(breach.value)}"
    yield _finding(document, "DG105", breach.path, said)


def _const(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    if not isinstance(breach.value, str):
        yield from _type(document, breach._replace(limit="string"))
        return
    said = f' must be "{breach.limit}"'
    yield _finding(document, "DG105", breach.path, said, breach.schema.get("description"))


def _other(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    yield _finding(document, "DG105", breach.path, f": {breach.message}")


_RULES: dict[str, Callable[[Document, Breach], Iterator[Diagnostic]]] = {
    "required": _missing,
    "additionalProperties": _extra,
    "type": _type,
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


def _finding(
    document: Document, code: str, path: Path_, said: str, hint: str | None = None
) -> Diagnostic:
    """A finding of which the message begins with what the place is called, which may be a
    number; what is said of it is the gist."""
    return document.fault(code, path, f"{_name(path)}{said}", hint, gist=said)


def _name(path: Path_) -> str:
    """What a person calls the place: the key, or the entry of a list."""
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
