"""Commands for looking: ``show``, ``list``, ``compare``, ``fields``."""

from __future__ import annotations

from typing import Annotated

import typer

from datagov_cli.cli import complete
from datagov_cli.cli.desk import Desk
from datagov_cli.errors import UsageError, did_you_mean

NATIONAL = ("national", "全国")

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
        help="Which provinces; all if none is named.",
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


def show(desk: Desk, province: Provinces, section: Sections = None) -> None:
    """Show what is on record about a province, each fact with its citation.

    'datagov show national' shows what sources state about the country as a whole.

    \b
    Examples:
      datagov show guizhou
      datagov show 贵州 CN-SH 430000
      datagov show guizhou --section targets --format csv
    """
    store = desk.store()
    if any(name.casefold() in NATIONAL for name in province):
        if section or len(province) > 1:
            raise UsageError("the national facts are shown by themselves and have no sections")
        from datagov_cli.views.province import show_national

        return desk.answer(show_national(store, store.national(), desk.lang))
    ids = dict.fromkeys(store.resolve(name) for name in province)
    sections = _sections(section or [])
    from datagov_cli.views.province import show as view

    return desk.answer(view(store, [store.province(i) for i in ids], sections, desk.lang))


def _sections(names: list[str]) -> list[str]:
    from datagov_cli.model import RECORD_KINDS

    wanted = [name.strip() for text in names for name in text.split(",")]
    for name in wanted:
        if name not in RECORD_KINDS:
            known = f"known sections: {', '.join(RECORD_KINDS)}"
            raise UsageError(f'unknown section "{name}"', did_you_mean(name, RECORD_KINDS, known))
    return wanted


def list_(desk: Desk) -> None:
    """List the provinces on record, each with its leading body and head.

    \b
    Examples:
      datagov list
      datagov list --format csv --output provinces.csv
    """
    from datagov_cli.views.tables import list_provinces

    store = desk.store()
    desk.answer(list_provinces(store, store.provinces(), desk.lang))


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
) -> None:
    """Compare provinces side by side, ordered by the first field, unknown last.

    With --map, formats for machines give the comparison as without it.

    \b
    Examples:
      datagov compare --field leader-rank
      datagov compare shanghai chongqing --field leader.name,body.established
      datagov compare --differences --transpose
      datagov compare --field leader-rank --map
    """
    if map_ and (differences or transpose):
        raise UsageError("--map goes with neither --differences nor --transpose")
    store = desk.store()
    ids = list(dict.fromkeys(store.resolve(name) for name in province or []))
    from datagov_cli import query
    from datagov_cli.views.tables import compare as view

    fields = query.choose_fields(field or [], store)
    if map_ and (not field or len(fields) != 1):
        raise UsageError("--map shows exactly one field", "as in --field leader-rank --map")
    provinces = [store.province(i) for i in ids or store.province_ids()]
    comparison = query.compare(provinces, fields, store, differences)
    if map_:
        from datagov_cli.views.map import on_map

        return desk.answer(on_map(store, comparison, desk.lang))
    return desk.answer(view(store, comparison, desk.lang, transpose))


def fields(desk: Desk) -> None:
    """List every field that can be compared: its meaning and its possible values.

    \b
    Examples:
      datagov fields
      datagov fields --format json
    """
    from datagov_cli.views.tables import registry

    desk.answer(registry(desk.store(), desk.lang))
