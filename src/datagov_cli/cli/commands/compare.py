"""The command that compares provinces: ``compare``."""

from __future__ import annotations

from typing import Annotated, Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import (
    AnyProvincesArgument,
    AsOfOption,
    FieldsOption,
    GroupByOption,
    HiddenProvinceOption,
    IncludeUnknownOption,
    LimitOption,
    LongOption,
    SortOption,
    WhereOption,
    flag,
    named_provinces,
    refuse_fields,
    refuse_with_groups,
)


def compare(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    field: FieldsOption = None,
    differences: Annotated[
        bool, flag("--differences", "Only fields in which the provinces differ.")
    ] = False,
    transpose: Annotated[
        bool, flag("--transpose", "Fields as rows, provinces as columns.")
    ] = False,
    map_: Annotated[
        bool, flag("--map", "Show one field on a tile map (text and Markdown only).")
    ] = False,
    where: WhereOption = None,
    include_unknown: IncludeUnknownOption = False,
    sort: SortOption = None,
    group_by: GroupByOption = None,
    limit: LimitOption = None,
    as_of: AsOfOption = None,
    long: LongOption = False,
    older: HiddenProvinceOption = None,
) -> None:
    """Compare provinces side by side, ordered by the first field, unknown last.

    Machine-readable formats are the same with and without --map.

    \b
    Examples:
      datagov compare --field leader-rank
      datagov compare shanghai chongqing --field leader.name,body.established
      datagov compare --differences --transpose
      datagov compare --where 'body.established<2020' --as-of 2024
      datagov compare --field leader-rank --map
    """
    if map_ and (differences or transpose):
        raise UsageError(message("--map cannot be combined with --differences or --transpose"))
    if long and (map_ or transpose):
        raise UsageError(message("--long cannot be combined with --map or --transpose"))
    refuse_fields(province or ())
    named = named_provinces(province, older)
    known = context.knowledge(as_of)
    asked: dict[str, Any] = {
        "where": where or (),
        "include_unknown": include_unknown,
        "sort": sort,
        "limit": limit,
    }
    if group_by:
        refuse_with_groups(
            field=field, differences=differences, transpose=transpose, map=map_, long=long
        )
        from datagov_cli.views.groups import groups_view

        grouping = known.group(group_by, named, **asked)
        return context.answer(groups_view(known.store, grouping, context.lang))
    if map_:
        from datagov_cli.queries.compare import choose_fields

        if not field or len(choose_fields(field, known.store)) != 1:
            raise UsageError(
                message("--map shows exactly one field"), message("as in --field leader-rank --map")
            )
    comparison = known.compare(field or (), named, differences=differences, **asked)
    if map_:
        from datagov_cli.views.map import map_view

        return context.answer(map_view(known.store, comparison, context.lang))
    from datagov_cli.views.comparison import comparison_view

    return context.answer(
        comparison_view(known.store, comparison, context.lang, transpose=transpose, long=long)
    )
