"""The command that cites the sources behind an answer: ``cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message
from datagov_cli.cli import completion
from datagov_cli.cli.context import CommandContext, say_note
from datagov_cli.cli.options import AnyProvincesArgument, AsOfOption, flag, option
from datagov_cli.export import bibliography

if TYPE_CHECKING:
    from datagov_cli.storage.store import Store

FieldOption = Annotated[
    str | None,
    option(
        "--field -F", "FIELD", "Only what this field of the provinces rests on.", completion.fields
    ),
]
RecordOption = Annotated[str | None, option("--record", "ID", "Only what this record rests on.")]
DatasetOption = Annotated[
    bool, flag("--dataset", "Cite the data set itself, in the version at hand.")
]
StyleOption = Annotated[
    str,
    option(
        "--style",
        "STYLE",
        f"One of {', '.join(bibliography.STYLES)}.",
        completion.words(bibliography.STYLES),
    ),
]


def cite(
    context: CommandContext,
    province: AnyProvincesArgument = None,
    field: FieldOption = None,
    record: RecordOption = None,
    dataset: DatasetOption = False,
    style: StyleOption = "gbt7714",
    as_of: AsOfOption = None,
) -> None:
    """Cite the sources behind provinces, a field or a record, or the data set itself.

    The styles apa and chicago need the extra 'export'.

    \b
    Examples:
      datagov cite guizhou
      datagov cite hunan shandong --field leader-rank --style apa
      datagov cite guizhou --record work-points-2025 --style bibtex -o sources.bib -f text
      datagov cite --dataset --style csl-json
    """
    if dataset == bool(province):
        raise UsageError(
            message("nothing is named to be cited")
            if not dataset
            else message("the data set is not of a province"),
            message("name a province, or give --dataset"),
        )
    from datagov_cli.queries.sources_cited import sources_behind
    from datagov_cli.views.cite import cite_view

    chosen = bibliography.find_style(style)
    known = context.knowledge(as_of)
    if dataset:
        cited = [_dataset(known.store)]
    else:
        named = known.select(province or None).provinces
        ids = sources_behind(named, known.store, field, record)
        cited = [bibliography.source_reference(known.source(name)) for name in ids]
        if not cited:
            say_note(message("nothing on record there cites a source"))
    items = [each.item for each in cited]
    entries = bibliography.references(cited, chosen)
    context.answer(cite_view(chosen.name, items, entries, chosen.write is not None))


def _dataset(store: Store) -> bibliography.Reference:
    from datagov_cli.base.clock import made_at
    from datagov_cli.storage.data_version import data_version, licence

    version, terms = data_version(store.root), licence(store.root)
    title = "datagov: how China's provinces govern data"
    credit = (terms.credit if terms else None) or "datagov contributors"
    note = f"{terms.name}; data of {version.digest[:12]}" if terms else ""
    said = (version.revision or version.digest)[:12]
    return bibliography.dataset_reference(title, credit.partition(",")[0], made_at(), said, note)
