"""What a document's misfits with its schema mean, each in one plain sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from datagov_cli.base.messages import Text, message
from datagov_cli.curation.validation.corpus import Path_, mapping, quoted
from datagov_cli.curation.validation.schema_check import Breach, breaches, repeated
from datagov_cli.curation.validation.values_meant import (
    described,
    example,
    meant,
    named_terms,
    terms_meant,
    unstuck,
    what_to_write,
)
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.documents import Document

_TYPES: dict[str, Text] = {
    "object": message("a mapping"),
    "array": message("a list"),
    "string": message("text"),
    "number": message("a number"),
    "integer": message("a whole number"),
    "boolean": message("true or false"),
}
#: Title of a notation in the schemas → what is said of a value that is not in it.
_NOTATIONS: dict[str, Text] = {
    "Citation": message("not a citation"),
    "Date": message("not a date"),
    "GB/T 2260 code": message("not a GB/T 2260 code"),
    "ISO 3166-2 code": message("not an ISO 3166-2 code"),
    "Id": message("not an id"),
    "SHA-256": message("not a SHA-256"),
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
            said = message(' lacks the key "{key}"', key=key)
            yield _finding(document, "DG101", breach.path, said, hint)


def _extra(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    allowed = breach.schema.get("properties", {})
    known = message("known keys: {keys}", keys=tuple(allowed))
    for key in breach.value:
        if key not in allowed:
            free = [k for k in allowed if k not in breach.value]
            plain = normalize("NFKC", key).strip().lower()
            certain = message("write {what}", what=plain) if plain in free else unstuck(key, free)
            hint = certain or document.suggest(key, free, known)
            said = message('unknown key "{key}"', key=key)
            yield document.fault("DG103", (*breach.path, key), said, hint, of_key=True)


def _type(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    hint = what_to_write(breach.value, {**breach.schema, "type": breach.limit})
    certain = meant(breach.value, {**breach.schema, "type": breach.limit})
    if breach.limit == "string" and isinstance(breach.value, bool | int) and certain is None:
        hint = message("put it in quotes: {value}", value=f'"{json.dumps(breach.value)}"')
    said = message(
        " must be {wanted}, found {value}",
        wanted=_TYPES[breach.limit],
        value=_shown(breach.value),
    )
    yield _finding(document, "DG102", breach.path, said, hint)


def _term(
    document: Document, breach: Breach, vocabularies: Mapping[str, Mapping[str, Any]]
) -> Iterator[Diagnostic]:
    if not isinstance(breach.value, str):
        yield from _type(document, breach._replace(limit="string"))
        return
    vocabulary = str(breach.schema.get("$comment", "")).removeprefix("vocabulary: ")
    known = vocabularies.get(vocabulary, {})
    if breach.value in known:
        hint = message(
            "data/vocabulary/{name}.yaml has it; make schemas copies it into the schema",
            name=vocabulary,
        )
        said = message(": {term} is not in the schema yet", term=_shown(breach.value))
        yield _finding(document, "DG104", breach.path, said, hint)
        return
    terms = {term: known.get(term) for term in breach.limit if isinstance(term, str)}
    yield unknown_term(document, breach.path, breach.value, terms, vocabulary)


def unknown_term(
    document: Document, path: Path_, term: str, terms: Mapping[str, Any], vocabulary: str
) -> Diagnostic:
    """The finding that a term is none of those of its vocabulary.

    :param terms: those that there are, each with what the vocabulary says of it.
    """
    named = named_terms({name: _labels(entry) for name, entry in terms.items()})
    several = terms_meant(term, named)
    if several:
        hint: Text | str | None = message("write {what}", what=", ".join(several))
    else:
        lists = message("data/vocabulary/{name}.yaml lists them", name=vocabulary)
        if len(terms) <= 12:
            lists = message("known terms: {terms}", terms=tuple(terms))
        hint = document.suggest(term, terms, lists)
    said = message(" has no term {term}", term=_shown(term))
    return _finding(document, "DG104", path, said, hint)


def _labels(entry: Any) -> tuple[str, ...]:
    """What a vocabulary calls a term, as far as that can be read."""
    label = mapping(entry, "label") if isinstance(entry, dict) else {}
    return tuple(name for name in label.values() if isinstance(name, str))


def _pattern(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    title = str(breach.schema.get("title", ""))
    what = _NOTATIONS.get(title) or message("not in the required notation")
    said = message(": {value} is {what}", value=_shown(breach.value), what=what)
    hint = what_to_write(breach.value, breach.schema)
    yield _finding(document, "DG105", breach.path, said, hint)


def _count(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    numbers = {"limit": breach.limit, "number": len(breach.value)}
    said = message(" must have at most {limit}, found {number}", **numbers)
    if breach.keyword.startswith("min"):
        said = message(" must have at least {limit}, found {number}", **numbers)
    yield _finding(document, "DG106", breach.path, said, described(breach.schema))


def _length(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    said = message(" is empty")
    if breach.keyword == "maxLength":
        said = message(
            " has {number} characters, at most {limit} are allowed",
            number=len(breach.value),
            limit=breach.limit,
        )
    yield _finding(document, "DG107", breach.path, said, described(breach.schema))


def _repeated(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    for place in repeated(breach.value):
        value, listed = _shown(breach.value[place]), _name(breach.path)
        said = message("{value} is in {list} twice", value=value, list=listed)
        yield document.fault("DG108", (*breach.path, place), said)


def _bound(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    numbers = {"limit": breach.limit, "value": _shown(breach.value)}
    said = message(" must be at most {limit}, found {value}", **numbers)
    if breach.keyword == "minimum":
        said = message(" must be at least {limit}, found {value}", **numbers)
    yield _finding(document, "DG105", breach.path, said)


def _const(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    if not isinstance(breach.value, str):
        yield from _type(document, breach._replace(limit="string"))
        return
    said = message(" must be {value}", value=_shown(breach.limit))
    yield _finding(document, "DG105", breach.path, said, described(breach.schema))


def _other(document: Document, breach: Breach) -> Iterator[Diagnostic]:
    said = message(": {said}", said=breach.message)
    yield _finding(document, "DG105", breach.path, said)


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
    document: Document, code: str, path: Path_, said: Text, hint: Text | str | None = None
) -> Diagnostic:
    """A finding of which the message begins with what the place is called, which may be a
    number; what is said of it is the gist."""
    whole = message("{place}{said}", place=_name(path), said=said)
    return document.fault(code, path, whole, hint, gist=said)


def _name(path: Path_) -> Text:
    """What a person calls the place: the key, or the entry of a list."""
    if not path:
        return message("the file")
    if isinstance(path[-1], int):
        owner = next((step for step in reversed(path) if isinstance(step, str)), "the list")
        return message('entry {number} of "{list}"', number=path[-1] + 1, list=owner)
    return quoted(path[-1])


def _shown(value: Any) -> Text | str:
    if value is None:
        return message("nothing")
    if isinstance(value, dict):
        return message("a mapping")
    if isinstance(value, list):
        return message("a list")
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
