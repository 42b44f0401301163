"""What an export holds: the tables, and what is said of them as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from datagov_cli.base.clock import made_at
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Label, message, text
from datagov_cli.base.progress import with_progress
from datagov_cli.base.version import __version__
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.records import Province
from datagov_cli.queries.as_of import state
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.citations import CITATIONS, CitedParagraphs
from datagov_cli.queries.tables.columns import DataColumn, DataRow, Scope
from datagov_cli.storage.data_version import data_version, licence
from datagov_cli.storage.store import Store

#: What is about the country as a whole, and what all records share.
_NATIONAL, _SHARED = "statements", tuple(name for name in TABLES if TABLES[name].shared)
_NOT_OF_A_PROVINCE = (_NATIONAL, *_SHARED, CITATIONS.name)

#: What all formats of tables have besides: what the export is, and what its columns mean.
ABOUT = (
    DataColumn("key", "text", ("项目", "What is said")),
    DataColumn("value", "text", ("内容", "What it is")),
)
COLUMNS = (
    DataColumn("table", "text", ("表", "The table")),
    DataColumn("column", "text", ("列", "The column")),
    DataColumn("type", "text", ("类型", "Type of its values")),
    DataColumn("about", "text", ("含义", "What it holds")),
    DataColumn("vocabulary", "text", ("词表", "The vocabulary of its terms")),
    DataColumn("refers-to", "text", ("指向", "The tables in which its ids are found")),
)


#: What a state or a basis means, wherever a column says it.
STATES = {
    "known": message("There is a value; a source states it unless it is implied."),
    "implied": message("No source states it; it is inferred, and from what stands beside it."),
    "unknown": message("The sources read do not say. It does not mean that there is none."),
    "not-applicable": message("The question makes no sense here."),
    "disputed": message("Sources contradict each other; claims has each side."),
}


class Chosen(Frozen):
    """Which part of the data an export holds.

    ``ids`` are the provinces, ``asked`` the options that chose them, ``day`` the one asked about;
    ``whole`` means everything on record.
    """

    ids: tuple[str, ...]
    asked: tuple[tuple[str, str], ...] = ()
    day: FuzzyDate | None = None

    @property
    def whole(self) -> bool:
        """Whether it is everything on record."""
        return not self.asked and self.day is None


class Content:
    """What an export holds; its rows are read one by one, province after province.

    :param store: where the data is read from.
    :param lang: the language of labels and notes, of :data:`datagov_cli.base.messages.LANGUAGES`.
    :param bom: begin CSV with a byte-order mark.
    """

    def __init__(self, store: Store, chosen: Chosen, lang: str, bom: bool = False) -> None:
        self.store = store
        self.chosen = chosen
        self.lang = lang
        self.bom = bom
        #: How many rows each table has, as far as they have been read.
        self.counts: dict[str, int] = {}
        self._made_at = made_at()
        self._version = data_version(store.root)

    @property
    def has_country(self) -> bool:
        """Whether it holds what sources state about the country as a whole."""
        return self.chosen.whole and self.store.has_national

    def provinces(self) -> Iterator[Province]:
        """The provinces one after the other; none is kept, so that memory does not grow."""
        for name in with_progress(self.chosen.ids, len(self.chosen.ids)):
            province = Store(self.store.root).province(name)
            day = self.chosen.day
            yield state(province, day, self.store.source) if day else province

    def batches(self) -> Iterator[tuple[str, Iterator[DataRow]]]:
        """The rows of all tables in parts: the name of a table and some of its rows.

        Those of a province come together, what all share last. Each part has to be read before
        the next one is asked for.

        :raises DataError: if a file cannot be read.
        """
        self.counts = dict.fromkeys(TABLES, 0)
        cited = CitedParagraphs()
        for province in self.provinces():
            for name in (name for name in TABLES if name not in _NOT_OF_A_PROVINCE):
                yield name, self._rows(name, Scope(self.store, [province], lang=self.lang), cited)
        # What sources state about the country is not about some provinces, and has no dates.
        if self.has_country:
            country = Scope(self.store, (), self.store.national(), self.lang)
            for name in (_NATIONAL, "claims"):
                yield name, self._rows(name, country, cited)
        for name in _SHARED:
            yield name, self._rows(name, Scope(self.store, ()), cited)
        yield CITATIONS.name, self._counted(CITATIONS.name, cited.rows())

    def _rows(self, name: str, scope: Scope, cited: CitedParagraphs) -> Iterator[DataRow]:
        rows = TABLES[name].rows(scope)
        if name == "claims":
            rows = cited.counting(rows)
        if name == "sources" and not self.chosen.whole:
            used = cited.sources
            rows = (row for row in rows if row[0] in used)
        return self._counted(name, rows)

    def _counted(self, name: str, rows: Iterator[DataRow]) -> Iterator[DataRow]:
        for row in rows:
            self.counts[name] += 1
            yield row

    def rows_by_table(self) -> dict[str, list[DataRow]]:
        """All rows, for what needs them at once."""
        by_table: dict[str, list[DataRow]] = {name: [] for name in TABLES}
        for name, rows in self.batches():
            by_table[name].extend(rows)
        return by_table

    def about(self) -> dict[str, Any]:
        """What the export is: when and of which data it was made, what it holds, under which
        licence, and how to cite it. Complete once all rows have been read.

        :raises DataError: if the licence cannot be read.
        """
        version, day, terms = self._version, self.chosen.day, licence(self.store.root)
        title = text("How China's provinces govern data", self.lang)
        credit = terms.credit if terms and terms.credit else title
        cited = [credit, *([title] if credit != title else []), f"sha256:{version.digest[:16]}"]
        return {
            "title": title,
            "generated-at": self._made_at,
            "program": f"datagov {__version__}",
            "data-version": f"sha256:{version.digest}",
            "git-revision": version.revision,
            "as-of": str(day) if day else None,
            "chosen": "; ".join(f"{name} {value}" for name, value in self.chosen.asked) or None,
            "licence": terms.name if terms else None,
            "licence-url": terms.url if terms else None,
            "cite-as": ", ".join([*cited, self._made_at[:10]]),
            "rows": dict(self.counts),
            "states": {name: said.get(self.lang) for name, said in STATES.items()},
        }

    def described(
        self, rename: Callable[[str], str] = str
    ) -> Iterator[tuple[str, tuple[DataColumn, ...], list[DataRow]]]:
        """The tables that say what the export is and what its columns mean: name, columns, rows.

        :param rename: gives the name that the format has for a column.
        """
        said: list[DataRow] = []
        for key, value in self.about().items():
            if isinstance(value, dict):
                said += [(f"{key}.{name}", str(each)) for name, each in value.items()]
            else:
                said.append((key, value))
        yield "about", ABOUT, said
        meanings: list[DataRow] = [
            (
                table.name,
                rename(column.name),
                column.type,
                self.meaning(column),
                column.vocabulary,
                "; ".join(column.refers_to) or None,
            )
            for table in TABLES.values()
            for column in table.columns
        ]
        yield "columns", COLUMNS, meanings

    def meaning(self, column: DataColumn) -> str:
        """What a column holds, in the language of the export."""
        return Label(*column.about).get(self.lang)
