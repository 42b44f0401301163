"""Commands for looking: ``show``, ``list``, ``compare``, ``fields``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk
from datagov_cli.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from datagov_cli.dates import FuzzyDate
    from datagov_cli.model import Province
    from datagov_cli.query import Question
    from datagov_cli.store import Store
    from datagov_cli.views.frame import Frame

NATIONAL = ("national", "全国")
#: More rows than any answer has.
MOST = 1_000_000

Provinces = Annotated[
    list[str],
    typer.Argument(
        metavar="PROVINCE…",
        autocompletion=complete.provinces,
        show_default=False,
        help="Id, Chinese or English name, GB/T 2260 or ISO 3166-2 code.",
    ),
]
AnyProvinces = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PROVINCE…]",
        autocompletion=complete.provinces,
        show_default=False,
        help="Only these provinces (default: all).",
    ),
]
Sections = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        metavar="SECTION",
        autocompletion=complete.sections,
        help="Only this section: bodies, meetings, policies, targets, milestones, initiatives."
        " Repeatable.",
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-F",
        metavar="FIELD",
        autocompletion=complete.fields,
        help="A field of 'datagov fields'. Repeatable, or separated by commas.",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="What is known about that day, month or year; later events do not count.",
    ),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        "-w",
        metavar="CONDITION",
        help="Only provinces that match FIELD OP VALUE; OP is = != < <= > >= or ~ (contains)."
        " Repeatable; all must match.",
    ),
]
IncludeUnknown = Annotated[
    bool,
    typer.Option(
        "--include-unknown", help="Also list provinces for which --where cannot be decided."
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="[-]FIELD",
        autocompletion=complete.sort_fields,
        help="Sort by a field, best first and unknown last; - reverses.",
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="FIELD",
        autocompletion=complete.fields,
        help="Count the provinces by the values of a field.",
    ),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, max=MOST, help="Only the first N rows."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="FIELD,…",
        autocompletion=complete.fields,
        help="Only these fields, in every format.",
    ),
]


def show(desk: Desk, province: Provinces, section: Sections = None, as_of: AsOf = None) -> None:
    """Show what is on record about a province, each fact with its citation.

    'datagov show national' shows what sources state about the country as a whole.

    \b
    Examples:
      datagov show guizhou
      datagov show 贵州 CN-SH 430000
      datagov show guizhou --section targets --format csv
      datagov show chongqing --as-of 2024-01-01
    """
    store = desk.store()
    if any(name.casefold() in NATIONAL for name in province):
        if section or len(province) > 1:
            raise UsageError("national is shown by itself and has no sections")
        if as_of is not None:
            raise UsageError("the national statements have no dates, so --as-of does not apply")
        from datagov_cli.views.province import show_national

        return desk.answer(show_national(store, store.national(), desk.lang))
    ids = store.resolve_all(province)
    sections = _sections(section or [])
    day, provinces = _on_day(store, ids, as_of)
    from datagov_cli.views.frame import Frame
    from datagov_cli.views.province import show as view

    return desk.answer(view(store, provinces, sections, desk.lang, Frame(day)))


def _on_day(
    store: Store, ids: list[str], as_of: str | None
) -> tuple[FuzzyDate | None, list[Province]]:
    """The day asked for, and the provinces as they stood on it."""
    if as_of is None:
        return None, [store.province(i) for i in ids]
    from datagov_cli import asof

    day = asof.parse_day(as_of)
    return day, [asof.state(store.province(i), day, store.source) for i in ids]


def _sections(names: list[str]) -> list[str]:
    from datagov_cli.model import RECORD_KINDS

    wanted = [name.strip() for text in names for name in text.split(",")]
    for name in wanted:
        if name not in RECORD_KINDS:
            known = f"known sections: {', '.join(RECORD_KINDS)}"
            raise UsageError(f'unknown section "{name}"', did_you_mean(name, RECORD_KINDS, known))
    return wanted


def list_(
    desk: Desk,
    where: Where = None,
    include_unknown: IncludeUnknown = False,
    sort: Sort = None,
    columns: Columns = None,
    group_by: GroupBy = None,
    limit: Limit = None,
    as_of: AsOf = None,
) -> None:
    """List the provinces on record, each with its leading body and head.

    \b
    Examples:
      datagov list
      datagov list --format csv --output provinces.csv
      datagov list --where 'leader-rank>=governor' --sort -meetings.latest
      datagov list --group-by leader-rank --as-of 2024-12-31
    """
    store = desk.store()
    from datagov_cli import query

    asked = query.question(store, where or (), include_unknown, sort, group_by, limit)
    fields = query.choose_fields(columns, store) if columns else ()
    _alone(group_by, columns=columns)
    provinces, frame = _choose(store, store.province_ids(), asked, as_of)
    if asked.group_by:
        return _grouped(desk, store, provinces, asked, frame)
    from datagov_cli.views.tables import list_provinces

    return desk.answer(list_provinces(store, provinces, desk.lang, fields, frame))


def _choose(
    store: Store, ids: list[str], asked: Question, as_of: str | None
) -> tuple[tuple[Province, ...], Frame]:
    """The provinces that a question is about, and the frame of the answer."""
    from datagov_cli import query
    from datagov_cli.views.frame import Frame

    day, provinces = _on_day(store, ids, as_of)
    choice = query.choose(provinces, asked, store)
    left_out = choice.left_out if asked.filters else None
    return choice.provinces, Frame(day, left_out, asked.limit)


def _alone(group_by: str | None, **others: object) -> None:
    """Groups have their own columns."""
    for name, given in others.items():
        if group_by and given:
            raise UsageError(f"--{name} cannot be combined with --group-by")


def _grouped(
    desk: Desk, store: Store, provinces: tuple[Province, ...], asked: Question, frame: Frame
) -> None:
    from datagov_cli import query
    from datagov_cli.views.groups import grouped

    assert asked.group_by
    found = query.groups(provinces, asked.group_by, store)
    desk.answer(grouped(store, found, asked.group_by, desk.lang, frame))


def compare(
    desk: Desk,
    province: AnyProvinces = None,
    field: Fields = None,
    differences: Annotated[
        bool, typer.Option("--differences", help="Only fields in which the provinces differ.")
    ] = False,
    transpose: Annotated[
        bool, typer.Option("--transpose", help="Fields as rows, provinces as columns.")
    ] = False,
    map_: Annotated[
        bool,
        typer.Option("--map", help="Show one field on a tile map (text and Markdown only)."),
    ] = False,
    where: Where = None,
    include_unknown: IncludeUnknown = False,
    sort: Sort = None,
    group_by: GroupBy = None,
    limit: Limit = None,
    as_of: AsOf = None,
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
        raise UsageError("--map cannot be combined with --differences or --transpose")
    store = desk.store()
    ids = store.resolve_all(province or [])
    from datagov_cli import query

    fields = query.choose_fields(field or [], store)
    asked = query.question(store, where or (), include_unknown, sort, group_by, limit)
    if map_ and (not field or len(fields) != 1):
        raise UsageError("--map shows exactly one field", "as in --field leader-rank --map")
    _alone(group_by, field=field, differences=differences, transpose=transpose, map=map_)
    provinces, frame = _choose(store, ids, asked, as_of)
    if asked.group_by:
        return _grouped(desk, store, provinces, asked, frame)
    comparison = query.compare(provinces, fields, store, differences, ordered=bool(asked.sort))
    if map_:
        from datagov_cli.views.map import on_map

        return desk.answer(on_map(store, comparison, desk.lang))
    from datagov_cli.views.tables import compare as view

    return desk.answer(view(store, comparison, desk.lang, transpose, frame))


def fields(desk: Desk) -> None:
    """List every field that can be compared: its meaning and its possible values.

    \b
    Examples:
      datagov fields
      datagov fields --format json
    """
    from datagov_cli.views.tables import registry

    desk.answer(registry(desk.store(), desk.lang))
