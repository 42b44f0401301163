"""The command that shows provinces: ``show``."""

from __future__ import annotations

from datagov_cli.base.comma_lists import split_list
from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import NATIONAL_UNDATED, AsOfOption, ProvincesArgument, SectionsOption
from datagov_cli.model.divisions import is_national


def show(
    context: CommandContext,
    province: ProvincesArgument,
    section: SectionsOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show what is on record about a province, each fact with its citation.

    'datagov show national' shows what sources state about the country as a whole.

    \b
    Examples:
      datagov show guizhou
      datagov show 贵州 CN-SH 430000
      datagov show guizhou --section targets --format csv
      datagov show chongqing --as-of 2024-01-01
    """
    from datagov_cli.api import LISTED

    known = context.knowledge(as_of)
    names = split_list(province, message("province"), LISTED)
    if any(map(is_national, names)):
        if section or len(names) > 1:
            raise UsageError(message("national is shown by itself and has no sections"))
        if as_of is not None:
            raise UsageError(NATIONAL_UNDATED)
        from datagov_cli.views.province import national_view

        return context.answer(national_view(known.store, known.national, context.lang))
    sections = _sections(section) if section else ()
    selection = known.select(names)
    from datagov_cli.views.province import province_view

    return context.answer(province_view(known.store, selection, sections, context.lang))


def _sections(names: list[str]) -> tuple[str, ...]:
    """:raises UsageError: if there is no section of a name."""
    from datagov_cli.model.records import RECORD_KINDS

    hint = message("known sections: {known}", known=", ".join(RECORD_KINDS))
    return split_list(names, message("section"), hint, RECORD_KINDS)
