"""What tables consist of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.model.record_keys import HEADSHIP
from datagov_cli.model.records import Body, Head, National, Province, Stage, Text, Value
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
    without ``national`` there are no statements about the country; ``withdrawn`` records are
    among the others if they are asked for."""

    store: Store
    provinces: Iterable[Province]
    national: National | None = None
    lang: str = "en"
    withdrawn: bool = False


class TableRow(Frozen):
    """A record as it stands in a table: the province it is of, the body that a head heads.

    ``record`` is one of the model; in a table of plain rows the row itself.
    """

    record: Any
    province: Province | None = None
    body: Body | None = None

    @property
    def gb2260(self) -> str:
        """The code by which provinces are ordered; of what is of no province, nothing."""
        return self.province.gb2260 if self.province else ""

    @property
    def about(self) -> Any:
        """What has the id of the record, and its citations: some records have them themselves."""
        return getattr(self.record, "about", self.record)

    @property
    def withdrawn(self) -> bool:
        """Whether it has been withdrawn, or the body that it heads."""
        own = getattr(self.about, "withdrawn", None)
        return bool(own or (self.body and self.body.about.withdrawn))


class DataTable(Frozen):
    """A table: its name, its columns, the records that it has, in the order of the data, and
    how one of them is written as a row.

    ``kind`` is that of its records in :mod:`datagov_cli.model.record_keys`, empty for plain
    rows. ``glance`` are the keys that ``datagov list`` shows for readers, chosen so that a table
    stays one in 80 columns. ``shared`` says that its rows are the same whichever provinces are in
    scope; ``cites`` whether it rests on provinces and their sources, as the controlled terms do
    not.
    """

    name: str
    columns: tuple[DataColumn, ...]
    records: Callable[[Scope], Iterator[TableRow]]
    write: Callable[[TableRow], DataRow]
    kind: str = ""
    glance: tuple[str, ...] = ()
    shared: bool = False
    cites: bool = True

    def rows(self, scope: Scope) -> Iterator[DataRow]:
        """Its rows, each with a value or ``None`` for every column.

        :raises DataError: if a source or a vocabulary cannot be read.
        """
        return map(self.write, self.records(scope))


def plain_row(row: TableRow) -> DataRow:
    """A row of a table of plain rows."""
    written: DataRow = row.record
    return written


PROVINCE = DataColumn("province", "id", ("所属省份", "The province"), refers_to=("provinces",))
STANDING = DataColumn("standing", "text", ("查询日的情形", "How it stands on the day asked for"))


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


def record_names(province: Province | None) -> dict[str, Text]:
    """What the records of a province are called, by id, as far as they have a name."""
    named = {}
    for record in province.records() if province else ():
        for name in ("name", "title", "claim"):
            given = getattr(record, name, None)
            text = given.value if isinstance(given, Value) else given
            if isinstance(text, Text):
                named[record.about.id] = text
    return named
