"""Which fields of a record are counted as unknown."""

from __future__ import annotations

from datagov_cli.model.placeholders import NOT_LOOKED_UP
from datagov_cli.model.record_keys import ACCOUNTABLE
from datagov_cli.model.records import UNKNOWN, Record, Value


def unknown_fields(kind: str, record: Record) -> list[tuple[str, Value]]:
    """The fields that every record of a kind must account for, and that are unknown of this one.

    What a record may account for or not, such as since when a head is in office, is none of
    them: the numbers of two provinces could not be compared.
    """
    absent = record.about.absent
    fields = ((name, absent.get(name)) for name in ACCOUNTABLE[kind])
    return [
        (name, value)
        for name, value in fields
        if value and value.state == UNKNOWN and value.note != NOT_LOOKED_UP
    ]
