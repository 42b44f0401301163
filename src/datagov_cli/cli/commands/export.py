"""The command that writes the data as files for other programs: ``export``."""

from __future__ import annotations

from typing import Annotated

from datagov_cli.base.files import check_working_directory
from datagov_cli.base.messages import Text, is_chinese, message, remarked
from datagov_cli.cli import completion
from datagov_cli.cli.context import (
    BomOption,
    DataOption,
    ForceOption,
    LangOption,
    destination,
    open_knowledge,
    say_note,
)
from datagov_cli.cli.language import language
from datagov_cli.cli.options import (
    NATIONAL_UNDATED,
    AnyProvincesArgument,
    AsOfOption,
    IncludeUnknownOption,
    WhereOption,
    option,
)
from datagov_cli.export import EXPORTS, choose_format

_FORMAT = option(
    "--format -f",
    "FORMAT",
    message(
        "By the ending of --output if not given: {formats}.",
        formats=tuple(
            remarked(Text(each.name, each.name), each.about) for each in EXPORTS.values()
        ),
    ),
    completion.words(EXPORTS),
)
_OUTPUT = option(
    "--output -o", "PATH", "The file to write; of several files the folder, or a .zip (atomically)."
)


def export(
    provinces: AnyProvincesArgument = None,
    where: WhereOption = None,
    include_unknown: IncludeUnknownOption = False,
    as_of: AsOfOption = None,
    format_name: Annotated[str | None, _FORMAT] = None,
    output: Annotated[str | None, _OUTPUT] = None,
    force: ForceOption = False,
    data: DataOption = None,
    lang: LangOption = None,
    bom: BomOption = False,
) -> None:
    """Write the data as files for other programs: tables of records, claims, citations, sources.

    Values keep their states, and citations stand with them. With SOURCE_DATE_EPOCH or
    DATAGOV_TODAY the same data gives the same bytes.

    \b
    Examples:
      datagov export -o datagov.xlsx
      datagov export -o datagov.sqlite --as-of 2024-12-31
      datagov export guizhou hunan --format csv -o tables/
      datagov export --where 'leader-rank>=governor' --format parquet -o tables.zip
      datagov export --format jsonl | jq 'select(.state == "unknown")'
    """
    check_working_directory()
    path = destination(output, folder=True)
    chosen_format = choose_format(format_name, path)
    known = open_knowledge(data, as_of)
    from datagov_cli.export import export as write
    from datagov_cli.export.content import Chosen, Content

    asked = {"provinces": provinces, "--where": where}
    ids = known.ids(provinces or None)
    if where:
        selection = known.select(ids, where=where, include_unknown=include_unknown)
        ids = [province.id for province in selection.provinces]
        for province in selection.left_out or ():
            left = message(
                "{province} is left out: it is not known whether it matches", province=province.name
            )
            say_note(left)
    if known.day and not provinces and not where:
        say_note(NATIONAL_UNDATED)
    given = tuple((name, ", ".join(words)) for name, words in asked.items() if words)
    asked_for = language(lang)
    labels = asked_for if is_chinese(asked_for) else "en"
    content = Content(known.store, Chosen(tuple(ids), given, known.day), labels, bom)
    write(content, chosen_format, path, force)
