"""Provinces for ``show``, ``list`` and ``compare``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagov_cli.cli.desk import Desk
from datagov_cli.errors import UsageError

if TYPE_CHECKING:
    from datagov_cli.dates import FuzzyDate
    from datagov_cli.model import Province
    from datagov_cli.query import Question
    from datagov_cli.store import Store
    from datagov_cli.views.frame import Frame


def on_day(
    store: Store, ids: list[str], as_of: str | None
) -> tuple[FuzzyDate | None, list[Province]]:
    """The day asked for, and the provinces as they stood on it."""
    if as_of is None:
        return None, [store.province(i) for i in ids]
    from datagov_cli import asof

    day = asof.parse_day(as_of)
    return day, [asof.state(store.province(i), day, store.source) for i in ids]


def choose(
    store: Store, ids: list[str], asked: Question, as_of: str | None
) -> tuple[tuple[Province, ...], Frame]:
    """The provinces that a question is about, and what surrounds the answer."""
    from datagov_cli import query
    from datagov_cli.views.frame import Frame

    day, provinces = on_day(store, ids, as_of)
    choice = query.choose(provinces, asked, store)
    left_out = choice.left_out if asked.filters else None
    return choice.provinces, Frame(day, left_out, asked.limit)


def alone(group_by: str | None, **others: object) -> None:
    """Groups have columns of their own."""
    for name, given in others.items():
        if group_by and given:
            raise UsageError(f"--{name} does not go with --group-by")


def grouped(
    desk: Desk, store: Store, provinces: tuple[Province, ...], asked: Question, frame: Frame
) -> None:
    from datagov_cli import query
    from datagov_cli.views.groups import grouped

    assert asked.group_by
    found = query.groups(provinces, asked.group_by, store)
    desk.answer(grouped(store, found, asked.group_by, desk.lang, frame))
