"""Completion of names, fields, codes and formats; reads no YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from datagov_cli.base.errors import DatagovError
from datagov_cli.model.divisions import DIVISIONS, NATIONAL, is_national
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage.store import Store, find_root

#: Letters and digits of any script, and what joins them; no hyphen in front, as of an option.
_WORD = re.compile(r"\w[\w./#-]*")


def words(known: Iterable[str]) -> Callable[[str], list[str]]:
    """Completion of these words."""

    def complete(incomplete: str) -> list[str]:
        return _starting(incomplete, known)

    return complete


def provinces(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of the provinces on record, or Chinese names if a Chinese name has been begun. In a
    comma-separated list the last name is completed, here and below."""
    try:
        ids = _store(context).province_ids()
    except (DatagovError, OSError):
        return []
    begun = incomplete.rpartition(",")[2]
    if begun.isascii():
        return _last_of_list(incomplete, [*ids, NATIONAL])
    return _last_of_list(incomplete, [DIVISIONS[known].zh for known in ids if known in DIVISIONS])


def sort_fields(context: typer.Context, incomplete: str) -> list[str]:
    """Field keys, a minus in front kept."""
    minus = incomplete[: incomplete.startswith("-")]
    begun = incomplete.removeprefix("-")
    return [minus + key for key in _starting(begun, _field_keys(context))]


def fields(context: typer.Context, incomplete: str) -> list[str]:
    """Field keys."""
    from datagov_cli.queries.fields import field_keys

    try:
        keys = field_keys(_store(context))
    except (DatagovError, OSError):
        return []
    return _last_of_list(incomplete, keys)


def listed(context: typer.Context, incomplete: str) -> list[str]:
    """What ``list`` takes: a kind first, then provinces, or vocabularies of terms."""
    from datagov_cli.model.record_keys import SINGULAR

    given = context.params.get("listed") or ()
    if given and given[0] in ("terms", "term"):
        try:
            return _last_of_list(incomplete, _store(context).ids("vocabulary"))
        except (DatagovError, OSError):
            return []
    kinds = () if given else ("provinces", *SINGULAR, "sources", "terms", "claims")
    return [*_starting(incomplete, kinds), *provinces(context, incomplete)]


def columns(context: typer.Context, incomplete: str) -> list[str]:
    """Keys of the fields of what is being listed."""
    return _last_of_list(incomplete, _field_keys(context))


def _field_keys(context: typer.Context) -> list[str]:
    """The fields of the kind that the command line names, or is about; else of provinces."""
    from datagov_cli.queries.tables.select import LISTED, find_kind
    from datagov_cli.queries.tables.table_fields import fields_of

    given = context.params.get("listed") or ()
    kind = find_kind(given[0]) if given else None
    kind = "targets" if context.info_name == "targets" else kind
    if kind in (None, "provinces"):
        return fields(context, "")
    return list(fields_of(LISTED[str(kind)]))


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
    from datagov_cli.queries.tables.select import LISTED, find_kind
    from datagov_cli.queries.tables.table_fields import fields_of

    given = context.params.get("listed") or ()
    kind = find_kind(given[0]) if given else None
    kind = "targets" if context.info_name == "targets" else kind
    known = FIELDS if kind in (None, "provinces") else fields_of(LISTED[str(kind)])
    field = known.get(key)
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

    return _last_of_list(incomplete, RECORD_KINDS)


def metrics(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of metrics."""
    try:
        ids = _store(context).term_ids("metrics")
    except (DatagovError, OSError):
        return []
    return _last_of_list(incomplete, ids)


def terms(vocabulary: str) -> Callable[[typer.Context, str], list[str]]:
    """Completion of the terms of a vocabulary."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        try:
            return _starting(incomplete, _store(context).term_ids(vocabulary))
        except (DatagovError, OSError):
            return []

    return complete


def divisions(incomplete: str) -> list[str]:
    """Ids of all divisions, on record or not."""
    return _starting(incomplete, DIVISIONS)


def record_ids(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of the records of the province that the command line names; of the sources, too."""
    try:
        store, place = _store(context), context.params.get("province") or ""
        if place == "sources":
            return _starting(incomplete, store.ids("sources"))
        return _starting(incomplete, store.record_kinds(store.resolve(place)))
    except (DatagovError, OSError):
        return []


def record_fields(context: typer.Context, incomplete: str) -> list[str]:
    """The keys of the record that the command line names."""
    try:
        store, place = _store(context), context.params.get("province") or ""
        kind = "source"
        if place != "sources":
            kind = store.record_kinds(store.resolve(place))[context.params.get("record") or ""]
        return _starting(incomplete, [key.name for key in RECORD_KEYS[kind]])
    except (DatagovError, OSError, KeyError):
        return []


def event_kinds(incomplete: str) -> list[str]:
    """Kinds of events."""
    from datagov_cli.queries.timeline import EVENT_KINDS

    return _last_of_list(incomplete, EVENT_KINDS)


def search_kinds(incomplete: str) -> list[str]:
    """Kinds of records that can be searched."""
    from datagov_cli.queries.search.passages import SEARCH_KINDS

    return _last_of_list(incomplete, SEARCH_KINDS)


def sources(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of sources."""
    try:
        return _starting(incomplete, _store(context).ids("sources"))
    except (DatagovError, OSError):
        return []


def paragraphs(context: typer.Context, incomplete: str) -> list[str]:
    """Ids of sources, each ready for the number of a paragraph."""
    return [f"{source}#" for source in sources(context, incomplete)]


def explained(context: typer.Context, incomplete: str) -> list[str]:
    """What ``why`` explains: fields, and ids of records of the province named before."""
    return [*fields(context, incomplete), *records()(context, incomplete)]


def records(*kinds: str) -> Callable[[typer.Context, str], list[str]]:
    """Completion of ids of records of the province that is named on the command line.

    :param kinds: only of these kinds.
    """

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        # Before an option without a value, as is the one being completed, it is not parsed yet.
        named = context.params.get("province") or "".join(context.args[:1])
        try:
            store = _store(context)
            province = NATIONAL if is_national(named) else store.resolve(named)
            found = store.record_kinds(province).items()
            return _starting(incomplete, [n for n, kind in found if not kinds or kind in kinds])
        except (DatagovError, OSError):
            return []

    return complete


def revisions(context: typer.Context, incomplete: str) -> list[str]:
    """Branches and tags of the repository in which the data stand."""
    from datagov_cli.storage.git_process import git

    kinds = ("refs/heads", "refs/tags", "refs/remotes")
    try:
        names, _ = git(_store(context).root, "for-each-ref", "--format=%(refname:short)", *kinds)
    except (DatagovError, OSError):
        return []
    return _starting(incomplete, ["HEAD", *names.decode("utf-8", "replace").split()])


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
