"""The provinces on record, as they are or as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.model.divisions import NATIONAL, is_national
from datagov_cli.storage.store import Store

if TYPE_CHECKING:
    from datagov_cli.model.dates import FuzzyDate
    from datagov_cli.model.records import Province

    #: Provinces as they are named to a method: objects, or any of their names; in a text there
    #: may be several, separated by commas.
    Named = Province | str | Iterable[Province | str]


LISTED = message("datagov list shows the provinces on record")


class UnknownProvinceError(UsageError, KeyError):
    """No province on record answers to that name. Also a ``KeyError``, as of any mapping."""

    def __str__(self) -> str:
        return self.message


class Provinces(Mapping[str, "Province"]):
    """The provinces on record by id, in the order of their GB/T 2260 codes.

    A look-up takes any name that the commands take: id, Chinese or English name, GB/T 2260
    or ISO 3166-2 code, in any case.
    """

    def __init__(self, store: Store, day: FuzzyDate | None = None) -> None:
        self._store = store
        self._day = day
        self._on_day: dict[str, Province] = {}

    def __getitem__(self, name: str) -> Province:
        """:raises UnknownProvinceError: if none answers to that name."""
        return self.by_id(self.find(name))

    def find(self, name: str) -> str:
        """The id of the province that answers to a name.

        :raises UnknownProvinceError: if none does.
        """
        if is_national(name):
            hint = message("datagov show, why, search and verify accept it")
            raise UnknownProvinceError(
                message('"{name}" is the country as a whole, not a province', name=name), hint
            )
        try:
            return self._store.resolve(name)
        except UsageError as error:
            raise UnknownProvinceError(error.said, error.advice) from None

    def named(self, named: Named | None, national: bool = False) -> dict[str, Province | None]:
        """The provinces named by id, each once; all if ``None``. Those that were named by a text
        are not read yet, so that a wrong name is reported before any file is read.

        :param national: the country as a whole may be among them.
        :raises UnknownProvinceError: if none on record answers to a name.
        """
        if named is None:
            return dict.fromkeys(self)
        by_id: dict[str, Province | None] = {}
        if isinstance(named, str) or not isinstance(named, Iterable):
            named = [named]
        for item in named:
            if not isinstance(item, str):
                by_id[item.id] = item
                continue
            for name in split_list(item, message("province"), LISTED):
                whole = national and is_national(name)
                by_id.setdefault(NATIONAL if whole else self.find(name))
        return by_id

    def by_id(self, province_id: str) -> Province:
        """The province of which :meth:`find` gave the id."""
        if self._day is None:
            return self._store.province(province_id)
        if province_id not in self._on_day:
            from datagov_cli.queries.as_of import state

            now = self._store.province(province_id)
            self._on_day[province_id] = state(now, self._day, self._store.source)
        return self._on_day[province_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.province_ids())

    def __len__(self) -> int:
        return len(self._store.province_ids())
