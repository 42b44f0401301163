"""The command that shows provinces: ``show``."""

from __future__ import annotations

from datagov_cli.cli.choosing import on_day
from datagov_cli.cli.desk import Desk
from datagov_cli.cli.options import NATIONAL, AsOf, Provinces, Sections
from datagov_cli.errors import UsageError, did_you_mean


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
            raise UsageError("the national facts are shown by themselves and have no sections")
        if as_of is not None:
            raise UsageError("the national facts bear no dates, so --as-of cannot be answered")
        from datagov_cli.views.province import show_national

        return desk.answer(show_national(store, store.national(), desk.lang))
    ids = store.resolve_all(province)
    sections = _sections(section or [])
    day, provinces = on_day(store, ids, as_of)
    from datagov_cli.views.frame import Frame
    from datagov_cli.views.province import show as view

    return desk.answer(view(store, provinces, sections, desk.lang, Frame(day)))


def _sections(names: list[str]) -> list[str]:
    from datagov_cli.model import RECORD_KINDS

    wanted = [name.strip() for text in names for name in text.split(",")]
    for name in wanted:
        if name not in RECORD_KINDS:
            known = f"known sections: {', '.join(RECORD_KINDS)}"
            raise UsageError(f'unknown section "{name}"', did_you_mean(name, RECORD_KINDS, known))
    return wanted
