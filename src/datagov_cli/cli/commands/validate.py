"""The command that checks data files: ``validate``."""

from __future__ import annotations

from typing import Annotated, Any

from datagov_cli.base.errors import EXIT_FINDINGS, EXIT_OK, UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import Names, PathsArgument, flag, list_option, option
from datagov_cli.render import FORMATS

_CODES = "a code, the name of a rule, or a group such as DG5."


def _codes_option(name: str, about: str) -> Any:
    return list_option(name, metavar="CODE", complete=completion.codes, about=f"{about} {_CODES}")


SelectOption = Annotated[Names, _codes_option("--select", "Report only findings of")]
IgnoreOption = Annotated[Names, _codes_option("--ignore", "Ignore findings of")]
BaseOption = Annotated[
    str | None,
    option(
        "--base",
        "REVISION",
        "Report only findings that are new since the branch left this git revision, and "
        "what it deletes.",
        completion.revisions,
    ),
]
FixOption = Annotated[
    bool,
    flag(
        "--fix",
        "First format the files, and correct what is plainly a slip: misspelt keys and terms, "
        "dates and figures in another notation, characters that are not YAML.",
    ),
]
NoCacheOption = Annotated[bool, flag("--no-cache", "Check files again that have not changed.")]
StatisticsOption = Annotated[bool, flag("--statistics", "Count the findings of each code instead.")]
QuietOption = Annotated[bool, flag("--quiet -q", "Print no summary, and nothing if all is well.")]
StrictOption = Annotated[bool, flag("--strict", "Exit with 1 for warnings too.")]


def validate(
    context: CommandContext,
    path: PathsArgument = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    strict: StrictOption = False,
    base: BaseOption = None,
    no_cache: NoCacheOption = False,
    fix: FixOption = False,
    statistics: StatisticsOption = False,
    quiet: QuietOption = False,
) -> int:
    """Validate data files: report every error with line and column, and how to fix it.

    Exits with 1 if there are errors; with --base, only new ones count, and so does what was
    published and is deleted instead of withdrawn. What keeps a file from being read (DG0) is
    always reported.
    'datagov explain' explains the codes.

    \b
    Examples:
      datagov validate
      datagov validate data/provinces/hunan.yaml
      datagov validate --ignore DG5,codes-differ
      datagov validate --base main
      datagov validate --strict --format github
      datagov validate --fix
      datagov validate --statistics
    """
    if statistics and context.format not in FORMATS:
        raise UsageError(
            message("--statistics has no format {format}", format=context.format),
            message("known formats: {known}", known=", ".join(FORMATS)),
        )
    from datagov_cli.curation.validation import select_codes

    wanted = select_codes.chosen(select or [], ignore or [])
    from datagov_cli.curation.validation import validate as check
    from datagov_cli.views.findings import findings, statistics_view

    store = context.store() if path else context.store_to_check()
    root = store.root
    left = None
    if base is not None:
        # Before anything else, so that a wrong setting is seen while the data have no fault.
        from datagov_cli.storage.git_revisions import find_base

        left = find_base(root, base)
    fixes = []
    if fix:
        if not path:
            store.require_writable()
        from datagov_cli.curation.editing.fmt import fix_all

        fixes = fix_all(root, path or [])
    report = check(root, path or [], remember=not no_cache)
    if left:
        from datagov_cli.curation.validation.choose_files import place_of
        from datagov_cli.curation.validation.deleted_records import deleted_since
        from datagov_cli.curation.validation.earlier_findings import identities_at
        from datagov_cli.storage.data_files import is_file
        from datagov_cli.storage.git_revisions import revision_at

        with revision_at(left, root) as earlier:
            if report.diagnostics:
                report.drop_earlier(identities_at(earlier, report.places))
            files = path and all(map(is_file, path))
            named = {place_of(file.absolute()) for file in path or ()} if files else None
            for document, finding in deleted_since(earlier, root, named):
                report.add_one(finding, document)
    report.keep(wanted)
    if statistics:
        context.answer(statistics_view(report, context.lang, quiet))
    else:
        context.answer(findings(report, context.lang, strict, fixes, quiet))
    counting = report.count("error") + strict * report.count("warning")
    return EXIT_FINDINGS if counting else EXIT_OK
