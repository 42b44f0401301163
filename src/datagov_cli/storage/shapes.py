"""The plain parts of the data of files: texts, lists, citations, dates, figures.

All raise :class:`ShapeError` where the data has another shape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from datagov_cli.base.errors import NotationError
from datagov_cli.base.messages import message
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.placeholders import PLACEHOLDERS, readable
from datagov_cli.model.records import Citation, Text

T = TypeVar("T")
Raw = Mapping[str, Any]
Step = str | int


class ShapeError(NotationError):
    """The data does not have the agreed shape; ``path`` leads to what has not."""

    def __init__(self, said: Text | str, path: tuple[Step, ...] = ()) -> None:
        super().__init__(said)
        self.path = path


#: What Python raises where data has another shape.
_MISFITS = (KeyError, TypeError, AttributeError, ValueError)


def _misfit(error: Exception, *path: Step) -> ShapeError:
    """What Python says of data of a wrong shape, with the steps that lead to it."""
    if isinstance(error, ShapeError):
        return ShapeError(error.said, (*path, *error.path))
    if isinstance(error, KeyError):
        return ShapeError(message("{key} is missing", key=error.args[0]), path)
    if isinstance(error, NotationError):
        return ShapeError(error.said, path)
    said = (
        str(error)
        if isinstance(error, ValueError)
        else message("its structure is not the expected one")
    )
    return ShapeError(said, path)


def as_text(raw: Any, kind: type[Text] = Text) -> Text:
    """A text in both languages."""
    if not isinstance(raw, dict):
        raise ShapeError(message("a text is a pair of zh and en"))
    zh, en = text_at(raw, "zh"), text_at(raw, "en")
    text = kind(zh, en)
    return readable(text) if zh in PLACEHOLDERS or en in PLACEHOLDERS else text


def text_at(raw: Raw, key: str) -> str:
    """The plain text under a key."""
    text = raw.get(key)
    if not isinstance(text, str):
        raise ShapeError(message("not a text"), (key,)) if key in raw else KeyError(key)
    return text


def as_str(raw: Any) -> str:
    """Plain text."""
    if not isinstance(raw, str):
        raise ShapeError(message("not a text"))
    return raw


def maybe(raw: Raw, key: str, read: Callable[[Any], T]) -> T | None:
    """What is under a key, if there is the key."""
    return value_at(raw, key, read) if key in raw else None


def value_at(raw: Raw, key: str, read: Callable[[Any], T]) -> T:
    """What is under a key, which there must be."""
    value = raw[key]
    try:
        return read(value)
    except _MISFITS as error:
        raise _misfit(error, key) from error


def entries(raw: Any, read: Callable[[Any], T]) -> tuple[T, ...]:
    """The entries of a list."""
    if not isinstance(raw, list):
        raise ShapeError(message("not a list"))
    listed: list[T] = []
    try:
        listed.extend(map(read, raw))  # Those before one that does not fit stay, and count it.
    except _MISFITS as error:
        raise _misfit(error, len(listed)) from error
    return tuple(listed)


def list_at(raw: Raw, key: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    """The entries of a list under a key, none if there is no such key."""
    return value_at(raw, key, lambda given: entries(given, read)) if key in raw else ()


# The same few citations and dates come back in record after record.
_parsed_citation = lru_cache(maxsize=1 << 16)(Citation.parse)
_parsed_date = lru_cache(maxsize=4096)(FuzzyDate.parse)


def as_citation(raw: Any) -> Citation:
    """A citation, ``source#paragraph``."""
    return _parsed_citation(as_str(raw))


def cites_at(raw: Raw, key: str = "cite") -> tuple[Citation, ...]:
    """The citations under a key."""
    return list_at(raw, key, as_citation)


def as_date(raw: Any) -> FuzzyDate:
    """A date (EDTF)."""
    return _parsed_date(as_str(raw))


def as_number(raw: Any) -> int | float:
    """A figure."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ShapeError(message("not a number"))
    return raw


@contextmanager
def one_error() -> Iterator[None]:
    """Turns what Python says of data of a wrong shape into a :class:`ShapeError`."""
    try:
        yield
    except _MISFITS as error:
        raise _misfit(error) from error
