"""Documents before their JSON Schema: whether they fit, and if not, where.

The only user of jsonschema, which has the last word on every document that does not plainly
fit (:mod:`.schema_check_fast`) and gives all the details.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from datagov_cli.curation.validation.load_schema import inlined, load_schema
from datagov_cli.curation.validation.schema_check_fast import Test, compile_schema, matcher
from datagov_cli.storage.documents import Step


class Breach(NamedTuple):
    """One place at which a document does not fit: the keyword of the schema, its value
    (``limit``), the subschema it stands in, and the ``value`` in the document."""

    keyword: str
    path: tuple[Step, ...]
    value: Any
    limit: Any
    schema: Mapping[str, Any]
    message: str


def breaches(value: Any, folder: Path, kind: str) -> Iterator[Breach]:
    """Every breach of the schema of that kind; none where the document fits.

    :raises DataError: if the schema is missing or cannot be relied on.
    """
    fits = _test(folder, kind)
    if fits is not None and fits(value):
        return
    for error in _validator(folder, kind).iter_errors(value):
        yield Breach(
            str(error.validator),
            tuple(error.absolute_path),
            error.instance,
            error.validator_value,
            error.schema if isinstance(error.schema, dict) else {},
            error.message,
        )


def repeated(entries: Sequence[Any]) -> list[int]:
    """The places of the entries of a list that have stood in it before.

    Values are the same as JSON Schema has it: 1 is 1.0, and true is not 1. The time taken
    grows with the list, where comparing each with each would take its square.
    """
    seen: set[Any] = set()
    places = []
    for place, entry in enumerate(entries):
        comparable = _comparable(entry)
        if comparable in seen:
            places.append(place)
        seen.add(comparable)
    return places


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return frozenset((key, _comparable(item)) for key, item in value.items())
    if isinstance(value, list):
        return tuple(map(_comparable, value))
    return isinstance(value, bool), value


@cache
def _test(folder: Path, kind: str) -> Test | None:
    """What says quickly that a document fits; its "no" is only a "perhaps not"."""
    return compile_schema(_schema(folder, kind))


#: Keywords that this program checks itself → whether a value breaks them: ``pattern`` as ECMA-262
#: and all other validators have it, ``required`` with one error for all missing keys,
#: ``uniqueItems`` in a time that grows with the list and no faster.
_OWN_KEYWORDS: dict[str, Callable[[Any, Any], bool]] = {
    "pattern": lambda pattern, value: isinstance(value, str) and not matcher(pattern)(value),
    "required": lambda keys, value: isinstance(value, dict) and not value.keys() >= set(keys),
    "uniqueItems": lambda unique, value: (
        unique and isinstance(value, list) and bool(repeated(value))
    ),
}


@cache
def _validator(folder: Path, kind: str) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend

    def keyword(breaks: Callable[[Any, Any], bool]) -> Any:
        def check(_: Any, limit: Any, instance: Any, __: Any) -> Iterator[Any]:
            if breaks(limit, instance):
                yield ValidationError("")

        return check

    own = {name: keyword(breaks) for name, breaks in _OWN_KEYWORDS.items()}
    exact = extend(Draft202012Validator, own)  # type: ignore[no-untyped-call]
    return exact(_schema(folder, kind))


@cache
def _schema(folder: Path, kind: str) -> dict[str, Any]:
    """The schema without any reference, so that there is nothing that could be fetched."""
    return inlined(load_schema(folder, kind))
