"""The rows of a table that match conditions, in the order asked for: ``datagov list KIND``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.model.record_keys import RECORD_KEYS, SINGULAR
from datagov_cli.queries.compare import Query, QueryResult, matching
from datagov_cli.queries.fields import ALIASES as FIELD_ALIASES
from datagov_cli.queries.fields import Field, labelled
from datagov_cli.queries.frames import Tabular
from datagov_cli.queries.tables import TABLES, DataColumn, DataTable, Scope, TableRow
from datagov_cli.queries.tables.table_fields import TableValues, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from datagov_cli.queries.fields import Vocabularies

#: Other names of what can be listed.
ALIASES = {
    **{one: several for several, one in SINGULAR.items()},
    "province": "provinces",
    "source": "sources",
    "term": "terms",
    "claim": "claims",
    "vocabulary": "vocabularies",
    "headships": "heads",
    "documents": "policies",
}


def _vocabularies(scope: Scope) -> Iterator[TableRow]:
    used: dict[str, list[str]] = {}
    for kind, keys in RECORD_KEYS.items():
        for key in keys:
            if key.vocabulary:
                used.setdefault(key.vocabulary, []).append(f"{kind}.{key.name}")
    for name in scope.store.ids("vocabulary"):
        yield TableRow((name, len(scope.store.terms(name)), "; ".join(used.get(name, ())) or None))


#: What can be listed, by name.
LISTED: dict[str, DataTable] = {
    **TABLES,
    "vocabularies": DataTable(
        "vocabularies",
        (
            DataColumn("id", "text", ("词表的标识", "Id of the vocabulary")),
            DataColumn("terms", "number", ("词条数", "Number of its terms")),
            DataColumn("keys", "list", ("使用它的键", "The keys of records that use it")),
        ),
        _vocabularies,
        lambda row: row.record,
        glance=("id", "terms", "keys"),
        cites=False,
    ),
}


class TableSelection(QueryResult, Tabular):
    """Rows of a table, and the values of the answer about them. ``withdrawn`` is the number of
    rows that match and are left out because they have been withdrawn."""

    table: DataTable
    rows: tuple[TableRow, ...]
    values: TableValues
    withdrawn: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.table.columns)

    def to_dicts(self) -> list[dict[str, Any]]:
        written = map(self.table.write, self.rows)
        return [dict(zip(self.columns, row, strict=True)) for row in written]


def find_kind(name: str) -> str | None:
    """What is to be listed by a name, in the singular or the plural; ``None`` if nothing is
    called so."""
    folded = name.strip().casefold()
    known = ALIASES.get(folded, folded)
    return known if known in LISTED else None


def find_table(name: str) -> DataTable:
    """The table that is to be listed by a name.

    :raises UsageError: if nothing is called so.
    """
    kind = find_kind(name)
    if kind is None:
        known = message("known kinds: {known}", known=", ".join(LISTED))
        raise UsageError(
            message('unknown kind of record "{name}"', name=name), did_you_mean(name, LISTED, known)
        )
    return LISTED[kind]


def check_scope(table: DataTable, provinces_named: bool, day_asked: bool) -> None:
    """Refuse what a table has nothing to say about.

    :raises UsageError: if it has no provinces, or no days, and some were asked for.
    """
    if table.cites and table.name != "statements":
        return
    if provinces_named:
        raise UsageError(
            message("{table} belong to no province", table=table.name),
            message("leave the provinces out"),
        )
    if day_asked:
        raise UsageError(
            message("{table} have no dates, so --as-of does not apply", table=table.name)
        )


def field_finder(table: DataTable) -> Callable[[str, Vocabularies], Field]:
    """A function that gives the field of a table with a key, as conditions look fields up.

    It raises :class:`UsageError` if there is none, with the nearest key as a hint.
    """
    fields = fields_of(table)

    def find(key: str, _: Vocabularies) -> Field:
        wanted = key.strip().casefold()
        field = fields.get(wanted) or fields.get(wanted.removesuffix("-en"))
        if field:
            return field
        known = message("fields: {known}", known=", ".join(fields))
        raise UsageError(
            message('{table} have no field "{key}"', table=table.name, key=key),
            did_you_mean(labelled(key, fields.values()) or key, fields, known),
        )

    return find


def choose_columns(
    names: Sequence[str] | str, table: DataTable, vocabularies: Vocabularies
) -> tuple[Field, ...]:
    """The fields named, each once, and behind each those without which it would be misread.

    :raises UsageError: for an unknown field.
    """
    find = field_finder(table)
    hint = message("fields: {known}", known=", ".join(fields_of(table)))
    shown: dict[Field, None] = {}
    for key in split_list(names, message("field"), hint):
        field = find(key, vocabularies)
        shown |= dict.fromkeys((field, *(find(beside, vocabularies) for beside in field.beside)))
    return tuple(shown)


def fields_named(names: Sequence[str], known: Sequence[Field]) -> tuple[Field, ...]:
    """The fields with a part of the key or the label, or those of a kind of record.

    :param known: the fields of provinces; all of them where nothing is named.
    :raises UsageError: if no field is called so.
    """
    chosen: list[Field] = []
    for name in split_list(names, message("field"), message("datagov fields lists all of them")):
        kind, wanted = find_kind(name), FIELD_ALIASES.get(name.casefold(), name.casefold())
        if kind and kind != "provinces":
            chosen += fields_of(LISTED[kind]).values()
            continue
        found = [
            field
            for field in known
            if any(
                wanted in text.casefold() for text in (field.key, field.label.zh, field.label.en)
            )
        ]
        if not found and kind:
            found = list(known)
        if not found:
            keys = [*(field.key for field in known), *LISTED]
            hint = did_you_mean(name, keys, message("datagov fields lists all of them"))
            raise UsageError(message('no field is called "{name}"', name=name), hint)
        chosen += found
    return tuple(dict.fromkeys(chosen)) if names else tuple(known)


def choose_vocabularies(names: Sequence[str], vocabularies: Vocabularies) -> tuple[str, ...]:
    """The vocabularies named, each once.

    :raises UsageError: for an unknown one.
    """
    known = vocabularies.ids("vocabulary")
    hint = message("datagov list terms shows all of them")
    return split_list(names, message("vocabulary"), hint, known)


def select_rows(
    scope: Scope,
    table: DataTable,
    query: Query,
    vocabularies: Sequence[str] = (),
    cited_only: bool = False,
) -> TableSelection:
    """The rows that match; those that have been withdrawn only if the scope asks for them.

    :param vocabularies: of terms, only those of these.
    :param cited_only: of sources, only those that something in the scope rests on.
    """
    values = TableValues(scope)
    every = list(table.records(scope.replace(withdrawn=True)))
    if vocabularies:
        every = [row for row in every if row.record[0] in vocabularies]
    if cited_only and table.kind == "source":
        every = [row for row in every if values.used(row.record.id)]
    gone = [] if scope.withdrawn else [row for row in every if row.withdrawn]
    if gone:
        every = [row for row in every if not row.withdrawn]
    matches = matching(every, query, values)
    return TableSelection(
        table=table,
        rows=tuple(matches.found[: query.limit]),
        values=values,
        withdrawn=len(matching(gone, query, values).found),
        **matches.said,
    )
