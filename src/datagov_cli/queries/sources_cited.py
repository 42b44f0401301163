"""The sources on which provinces, a field or a record rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datagov_cli.base.errors import UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.model.records import Citation, Province
from datagov_cli.queries.fields import find_field
from datagov_cli.queries.tables.claims import facts
from datagov_cli.queries.tables.columns import Scope
from datagov_cli.storage.store import Store


def sources_behind(
    provinces: Iterable[Province], store: Store, field: str | None = None, record: str | None = None
) -> list[str]:
    """The ids of the sources, each once, in the order in which they are cited.

    :param field: only what this field of the provinces rests on, every side of a dispute.
    :param record: only what this record rests on.
    :raises UsageError: for an unknown field or record, or if both are named.
    """
    if field is not None and record is not None:
        raise UsageError(
            message("--field and --record cannot be combined"), message("give one of them")
        )
    named = list(provinces)
    if field is not None:
        cites = _of_field(named, store, field)
    else:
        cites = _of_records(named, store, record)
    return list(dict.fromkeys(cite.source for cite in cites))


def _of_field(provinces: list[Province], store: Store, name: str) -> Iterator[Citation]:
    field = find_field(name, store)
    for province in provinces:
        value = field.get(province, store)
        for said in value.parts or (value,):
            for each in (said, *said.sides):
                yield from each.cite


def _of_records(provinces: list[Province], store: Store, record: str | None) -> Iterator[Citation]:
    seen: set[str] = set()
    for row, cites in facts(Scope(store, provinces)):
        name = row[2]
        seen.add(name)
        if record in (None, name):
            yield from cites
    if record is not None and record not in seen:
        raise UsageError(
            message('no record "{id}" is on file there', id=record),
            did_you_mean(record, seen),
        )
