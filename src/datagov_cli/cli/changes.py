"""How the commands that change data files end: check the file as it would be, then write it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

from datagov_cli.base.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import argument, flag, option, province_argument

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft
    from datagov_cli.storage.store import Store

DryRunOption = Annotated[bool, flag("--dry-run", "Show what would change and write nothing.")]
PlaceArgument = Annotated[
    str, province_argument("PROVINCE", "Id, name or code; or 'sources' to change a source.")
]
RecordArgument = Annotated[str, argument("RECORD", "Id of the record.", completion.record_ids)]
FieldArgument = Annotated[
    str, argument("FIELD", "A key of the record, such as since.", completion.record_fields)
]
ValueArgument = Annotated[
    str,
    argument(
        "VALUE",
        "The value: terms and ids as in the file, several terms with commas, a text in Chinese.",
    ),
]
EnglishOption = Annotated[str | None, option("--en", "TEXT", "Of a text, the same in English.")]
AnchorsOption = Annotated[
    list[str] | None,
    option("--anchor", "TERM", "A term of a cited paragraph, at most 20 characters. Repeatable."),
]
CITE_HELP = "A paragraph that supports it; 0 is the title. Repeatable."


def write_draft(
    context: CommandContext, begin: Callable[[Store], Draft], dry_run: bool, new: bool = False
) -> int:
    """Make a change, check it, write it unless that is not wanted, and show it.

    :param new: it is a new record.
    :returns: the exit code: 1 if the file would have errors, and nothing was written.
    """
    from datagov_cli.base.locks import locked
    from datagov_cli.views.drafts import draft_view, refused_view

    store = context.store()
    with nullcontext() if dry_run else locked(store.root):
        draft = begin(store)
        report = draft.check(store.root)
        if not dry_run and not report.count("error"):
            store.require_writable()
            draft.write()
    if report.count("error"):
        context.answer(refused_view(report, context.lang))
        return EXIT_FINDINGS
    context.answer(draft_view(draft, not dry_run, context.lang, new))
    return EXIT_OK
