"""Completion of names, fields and formats; reads no YAML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import typer

from datagov_cli.divisions import DIVISIONS
from datagov_cli.errors import DatagovError
from datagov_cli.store import Store, find_root


def formats(incomplete: str) -> list[str]:
    from datagov_cli.render import FORMATS

    return _starting(incomplete, FORMATS)


def languages(incomplete: str) -> list[str]:
    return _starting(incomplete, ("zh", "en"))


def provinces(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of the provinces on record; Chinese names where that is what was begun."""
    try:
        ids = _store(context).province_ids()
    except (DatagovError, OSError):
        return []
    if incomplete.isascii():
        return _starting(incomplete, [*ids, "national"])
    return _starting(incomplete, [DIVISIONS[known].zh for known in ids if known in DIVISIONS])


def fields(context: typer.Context, incomplete: str) -> list[str]:
    """Field keys; of a comma-separated list the last one."""
    from datagov_cli.fields import field_keys

    try:
        keys = field_keys(_store(context))
    except (DatagovError, OSError):
        return []
    done, comma, begun = incomplete.rpartition(",")
    return [f"{done}{comma}{key}" for key in _starting(begun, keys)]


def sections(incomplete: str) -> list[str]:
    from datagov_cli.model import RECORD_KINDS

    return _starting(incomplete, RECORD_KINDS)


def kinds(incomplete: str) -> list[str]:
    from datagov_cli.searching.passages import KINDS

    return _starting(incomplete, KINDS)


def _store(context: typer.Context) -> Store:
    """The data that the command line names so far; while completing, values are still text."""
    named = context.params.get("data")
    return Store(find_root(Path(named) if named else None))


def _starting(incomplete: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.casefold().startswith(incomplete.casefold())]
