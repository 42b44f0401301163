"""The provinces on record, as they are or as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from datagov_cli.base.errors import UsageError
from datagov_cli.model.divisions import is_national
from datagov_cli.storage.store import Store

if TYPE_CHECKING:
    from datagov_cli.model.dates import FuzzyDate
    from datagov_cli.model.records import Province


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
        """:raises UnknownProvince: if none answers to that name."""
        return self.by_id(self.find(name))

    def find(self, name: str) -> str:
        """The id of the province that answers to a name.

        :raises UnknownProvince: if none does.
        """
        if is_national(name):
            hint = "datagov show, why, search and verify accept it"
            raise UnknownProvinceError(f'"{name}" is the country as a whole, not a province', hint)
        try:
            return self._store.resolve(name)
        except UsageError as error:
            raise UnknownProvinceError(error.message, error.hint) from None

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
