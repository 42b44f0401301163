"""Completion of names, fields, codes and formats; reads no YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from datagov_cli.base.errors import DatagovError
from datagov_cli.model.divisions import DIVISIONS, NATIONAL, is_national
from datagov_cli.storage.store import Store, find_root

if TYPE_CHECKING:
    from datagov_cli.queries.fields import Field

#: From the command line so far, and what has been typed of a word, to the possible words.
Complete = Callable[[typer.Context, str], list[str]]
#: Letters and digits of any script, and what joins them; no hyphen in front, as of an option.
_WORD = re.compile(r"\w[\w./#-]*")


def words(known: Iterable[str]) -> Callable[[str], list[str]]:
    """Completion of these words."""

    def complete(incomplete: str) -> list[str]:
        return _starting(incomplete, known)

    return complete


def _or_nothing(complete: Complete) -> Complete:
    """Completion by what is in the data; it offers nothing where they cannot be read."""

    @wraps(complete)
    def quiet(context: typer.Context, incomplete: str) -> list[str]:
        try:
            return complete(context, incomplete)
        except (DatagovError, OSError):
            return []

    return quiet


@_or_nothing
def provinces(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of the provinces on record, or Chinese names if a Chinese name has been begun. In a
    comma-separated list the last name is completed, here and below."""
    ids = _store(context).province_ids()
    begun = incomplete.rpartition(",")[2]
    if begun.isascii():
        return _last_of_list(incomplete, [*ids, NATIONAL])
    return _last_of_list(incomplete, [DIVISIONS[known].zh for known in ids if known in DIVISIONS])


@_or_nothing
def sort_fields(context: typer.Context, incomplete: str) -> list[str]:
    """Field keys, a minus in front kept."""
    minus = incomplete[: incomplete.startswith("-")]
    begun = incomplete.removeprefix("-")
    return [minus + key for key in _starting(begun, _field_keys(context))]


@_or_nothing
def fields(context: typer.Context, incomplete: str) -> list[str]:
    """Field keys."""
    from datagov_cli.queries.fields import field_keys

    return _last_of_list(incomplete, field_keys(_store(context)))


@_or_nothing
def listed(context: typer.Context, incomplete: str) -> list[str]:
    """What ``list`` takes: a kind first, then provinces, or vocabularies of terms."""
    from datagov_cli.model.record_keys import SINGULAR

    given = context.params.get("listed") or ()
    if given and given[0] in ("terms", "term"):
        return _last_of_list(incomplete, _store(context).ids("vocabulary"))
    kinds = () if given else ("provinces", *SINGULAR, "sources", "terms", "claims")
    return [*_starting(incomplete, kinds), *provinces(context, incomplete)]


@_or_nothing
def columns(context: typer.Context, incomplete: str) -> list[str]:
    """Keys of the fields of what is being listed."""
    return _last_of_list(incomplete, _field_keys(context))


def _field_keys(context: typer.Context) -> list[str]:
    """The keys of the fields of what is being listed, or compared; else of provinces."""
    from datagov_cli.queries.fields import field_keys

    own = _own_fields(context)
    return field_keys(_store(context)) if own is None else list(own)


def _own_fields(context: typer.Context) -> dict[str, Field] | None:
    """The fields of the kind that the command line names, or is about; ``None`` if that is
    provinces."""
    from datagov_cli.queries.tables.select import LISTED, find_kind
    from datagov_cli.queries.tables.table_fields import fields_of

    given = _first(context, "listed")
    kind = find_kind(given) if given else None
    kind = "targets" if context.info_name == "targets" else kind
    return None if kind in (None, "provinces") else fields_of(LISTED[str(kind)])


@_or_nothing
def conditions(context: typer.Context, incomplete: str) -> list[str]:
    """A field, an operator behind it, and the terms that it may have."""
    read = re.fullmatch(r"([A-Za-z0-9_.-]+)(!=|<=|>=|=|<|>|~)(.*)", incomplete)
    if read is None:
        return [key for key in _field_keys(context) if key.startswith(incomplete.casefold())]
    key, operator, begun = read.groups()
    vocabulary = _vocabulary(context, key.casefold())
    if vocabulary is None:
        return []
    words = _store(context).term_ids(vocabulary)
    states = ("known", "unknown", "disputed", "implied") if operator in ("=", "!=") else ()
    return [f"{key}{operator}{value}" for value in _last_of_list(begun, [*words, *states])]


def _vocabulary(context: typer.Context, key: str) -> str | None:
    """The home of the terms of a field."""
    from datagov_cli.queries.fields import FIELDS

    own = _own_fields(context)
    field = (FIELDS if own is None else own).get(key)
    return field.vocabulary if field and field.kind == "term" else None


def date_orders(incomplete: str) -> list[str]:
    return [order for order in ("date", "-date") if order.startswith(incomplete)]


def fields_or_kinds(context: typer.Context, incomplete: str) -> list[str]:
    """Field keys, and kinds of records, which have fields of their own."""
    from datagov_cli.model.record_keys import SINGULAR

    kinds = _last_of_list(incomplete, (*SINGULAR, "sources", "terms"))
    return [*fields(context, incomplete), *kinds]


def codes(incomplete: str) -> list[str]:
    """Codes of findings and names of rules."""
    from datagov_cli.curation.validation.select_codes import names

    return _last_of_list(incomplete, names())


def sections(incomplete: str) -> list[str]:
    from datagov_cli.model.records import RECORD_KINDS

    return _last_of_list(incomplete, RECORD_KINDS)


@_or_nothing
def metrics(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of metrics."""
    return _last_of_list(incomplete, _store(context).term_ids("metrics"))


def terms(vocabulary: str) -> Complete:
    """Completion of the terms of a vocabulary."""

    @_or_nothing
    def complete(context: typer.Context, incomplete: str) -> list[str]:
        return _starting(incomplete, _store(context).term_ids(vocabulary))

    return complete


@_or_nothing
def record_fields(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of the record that the command line names."""
    from datagov_cli.model.record_keys import RECORD_KEYS

    of_source = context.params.get("province") == "sources"
    kind = "source" if of_source else _kinds(context).get(_first(context, "record"), "")
    return _starting(incomplete, [key.name for key in RECORD_KEYS.get(kind, ())])


def _kinds(context: typer.Context) -> dict[str, str]:
    """By id, the kind of each record of the province that the command line names, or of sources."""
    store, place = _store(context), _first(context, "province")
    if place == "sources":
        return dict.fromkeys(store.ids("sources"), "source")
    return store.record_kinds(NATIONAL if is_national(place) else store.resolve(place))


def event_kinds(incomplete: str) -> list[str]:
    """Kinds of events."""
    from datagov_cli.queries.timeline import EVENT_KINDS

    return _last_of_list(incomplete, EVENT_KINDS)


def search_kinds(incomplete: str) -> list[str]:
    """Kinds of records that can be searched."""
    from datagov_cli.queries.search.passages import SEARCH_KINDS

    return _last_of_list(incomplete, SEARCH_KINDS)


@_or_nothing
def sources(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of sources."""
    return _starting(incomplete, _store(context).ids("sources"))


def paragraphs(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of sources, each ready for the number of a paragraph."""
    return [f"{source}#" for source in sources(context, incomplete)]


def explained(context: typer.Context, incomplete: str) -> list[str]:
    """What ``why`` explains: fields, and ids of records of the province named before."""
    return [*fields(context, incomplete), *record_ids(context, incomplete)]


def records(*kinds: str) -> Complete:
    """Completion of ids of records of the province, or of sources, that the command line names.

    :param kinds: only of these kinds.
    """

    @_or_nothing
    def complete(context: typer.Context, incomplete: str) -> list[str]:
        named = _kinds(context).items()
        return _starting(incomplete, [name for name, kind in named if not kinds or kind in kinds])

    return complete


#: Completion of ids of records of all kinds.
record_ids = records()


@_or_nothing
def revisions(context: typer.Context, incomplete: str) -> list[str]:
    """Branches and tags of the repository in which the data stand."""
    from datagov_cli.storage.git_process import git

    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    names, _ = git(_store(context).root, "for-each-ref", "--format=%(refname:short)", *kinds)
    return _starting(incomplete, ["HEAD", *names.decode("utf-8", "replace").split()])


def _first(context: typer.Context, argument: str) -> str:
    """The first word of the arguments, given the name by which they are known; empty without."""
    # Before an option without a value, as is the one being completed, they are not parsed yet.
    given = context.params.get(argument) or context.args
    return given if isinstance(given, str) else "".join(given[:1])


def _store(context: typer.Context) -> Store:
    """The data that the command line names so far; while completing, values are still text."""
    named = context.params.get("data")
    return Store(find_root(Path(named) if named else None))


def _last_of_list(incomplete: str, words: Iterable[str]) -> list[str]:
    """The possible lists, the last name of each completed."""
    done, comma, begun = incomplete.rpartition(",")
    return [f"{done}{comma}{word}" for word in _starting(begun, words)]


def _starting(incomplete: str, words: Iterable[str]) -> list[str]:
    """The words with that beginning, except those with characters special to a shell.

    Words come from data files too, and shells insert them unquoted; zsh evaluates them.
    """
    begun = incomplete.casefold()
    return [word for word in words if word.casefold().startswith(begun) and _WORD.fullmatch(word)]
