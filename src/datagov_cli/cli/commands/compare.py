"""The command that compares provinces: ``compare``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli.choosing import alone, choose, grouped
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.options import (
    AnyProvinces,
    AsOf,
    Fields,
    GroupBy,
    IncludeUnknown,
    Limit,
    Sort,
    Where,
)
from datagov_cli.errors import UsageError


def compare(
    desk: Desk,
    province: AnyProvinces = None,
    field: Fields = None,
    differences: Annotated[
        bool, typer.Option("--differences", help="Only fields in which they differ.")
    ] = False,
    transpose: Annotated[
        bool, typer.Option("--transpose", help="Fields as rows, provinces as columns.")
    ] = False,
    map_: Annotated[
        bool,
        typer.Option("--map", help="One field on a map of tiles; in text and Markdown only."),
    ] = False,
    where: Where = None,
    include_unknown: IncludeUnknown = False,
    sort: Sort = None,
    group_by: GroupBy = None,
    limit: Limit = None,
    as_of: AsOf = None,
) -> None:
    """Compare provinces side by side, ordered by the first field, unknown last.

    With --map, formats for machines give the comparison as without it.

    \b
    Examples:
      datagov compare --field leader-rank
      datagov compare shanghai chongqing --field leader.name,body.established
      datagov compare --differences --transpose
      datagov compare --where 'body.established<2020' --as-of 2024
      datagov compare --field leader-rank --map
    """
    if map_ and (differences or transpose):
        raise UsageError("--map goes with neither --differences nor --transpose")
    store = desk.store()
    ids = store.resolve_all(province or [])
    from datagov_cli import query

    fields = query.choose_fields(field or [], store)
    asked = query.question(store, where or (), include_unknown, sort, group_by, limit)
    if map_ and (not field or len(fields) != 1):
        raise UsageError("--map shows exactly one field", "as in --field leader-rank --map")
    alone(group_by, field=field, differences=differences, transpose=transpose, map=map_)
    provinces, frame = choose(store, ids, asked, as_of)
    if asked.group_by:
        return grouped(desk, store, provinces, asked, frame)
    comparison = query.compare(provinces, fields, store, differences, ordered=bool(asked.sort))
    if map_:
        from datagov_cli.views.map import on_map

        return desk.answer(on_map(store, comparison, desk.lang))
    from datagov_cli.views.tables import compare as view

    return desk.answer(view(store, comparison, desk.lang, transpose, frame))
