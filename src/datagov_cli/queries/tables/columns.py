"""What tables consist of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.record_keys import HEADSHIP
from datagov_cli.model.records import Head, National, Province, Stage, Text, Value
from datagov_cli.storage.store import Store

DataRow = tuple[Any, ...]


class DataColumn(Frozen):
    """A column: its name, the type of its values and their meaning in Chinese and English.

    ``type`` is ``text``, ``number``, ``boolean``, ``date``, ``term``, ``id`` or, for several
    of these joined by ``"; "``, ``list``. ``vocabulary`` is the home of its terms;
    ``refers_to`` names the tables in whose ``id`` (and ``province``) its ids are found.
    """

    name: str
    type: str
    about: tuple[str, str]
    vocabulary: str | None = None
    refers_to: tuple[str, ...] = ()


class Scope(Frozen):
    """What tables are made of. ``lang`` is the language of labels and notes in ``claims``;
    without ``national`` there are no statements about the country."""

    store: Store
    provinces: Iterable[Province]
    national: National | None = None
    lang: str = "both"


class DataTable(Frozen):
    """A table: its name, its columns, and how its rows are read, one by one, in the order of
    the data."""

    name: str
    columns: tuple[DataColumn, ...]
    read: Callable[[Scope], Iterator[DataRow]]

    def rows(self, scope: Scope) -> Iterator[DataRow]:
        """Its rows, each with a value or ``None`` for every column.

        :raises DataError: if a source or a vocabulary cannot be read.
        """
        return self.read(scope)


PROVINCE = DataColumn("province", "id", ("所属省份", "The province"), refers_to=("provinces",))
STANDING = DataColumn("standing", "text", ("所问之日的情形", "How it stands on the day asked for"))


def qualifiers_text(qualifiers: Mapping[str, Any]) -> str:
    """What must stand beside a value, in one cell: ``relation=add; year=2025``."""
    return "; ".join(f"{name}={cell_value(value)}" for name, value in qualifiers.items())


def _headship(head: Head) -> str:
    """Who heads a body by one side of a dispute, which has no id."""
    said = ((name, getattr(head, name.replace("-", "_"))) for name in HEADSHIP)
    plain = ((name, v.value if isinstance(v, Value) else v) for name, v in said)
    return "; ".join(f"{name}={cell_value(v)}" for name, v in plain if v is not None)


def cell_value(value: Any) -> Any:
    """A value in one cell."""
    if isinstance(value, tuple):
        return "; ".join(str(cell_value(item)) for item in value)
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, Stage):
        return f"{value.status.value} {value.date.value}"
    if isinstance(value, Head):
        return value.about.id or _headship(value)
    return value if isinstance(value, int | float | bool | None) else str(value)
