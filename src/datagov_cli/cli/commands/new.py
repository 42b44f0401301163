"""The command that creates records: ``new``, a subcommand for each kind.

Accountable keys that are not given are recorded as unknown, so that the record is valid from
the start. If a text is given in one language only, a placeholder stands for the other.
The options are the keys of the record in :mod:`datagov_cli.model.record_keys`.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from datagov_cli.cli import changes, completion, new_options
from datagov_cli.cli.context import CommandContext
from datagov_cli.cli.options import argument, option
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.model.record_keys import RECORD_KEYS, SINGULAR, VIA

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft
    from datagov_cli.storage.store import Store


def new() -> None:
    """Create a record. Fields that you leave out are recorded as unknown.

    The record is added at the end of its list; the rest of the file is unchanged. If the
    file would have errors, they are shown and nothing is written (exit code 1).

    \b
    Examples:
      datagov new province hainan
      datagov new source gazette-2025-04-30 --title 公报 --publisher 某省政府
      datagov new meeting shanghai --cite cls-2025-04-21#5 --anchor 数字上海 --dry-run
    """


def province(
    context: CommandContext,
    division: Annotated[
        str, argument("ID", "Id, name or code of the division.", completion.words(DIVISIONS))
    ],
    dry_run: changes.DryRunOption = False,
) -> int:
    """Create the file of a province, with its names and codes and no records.

    \b
    Examples:
      datagov new province hainan
      datagov new province 海南 --dry-run
    """
    from datagov_cli.curation.editing.new_record import new_province

    return changes.write_draft(
        context, lambda store: new_province(store, division), dry_run, new=True
    )


def source(
    context: CommandContext,
    id_: str,
    text: Path | None = None,
    dry_run: bool = False,
    **options: Any,
) -> int:
    """Register a source.

    \b
    Examples:
      datagov new source gazette-2025-04-30 --title 公报 --publisher 某省政府
      datagov new source gazette-2025-04-30 --text gazette.txt
    """
    from datagov_cli.curation.editing.new_record import new_source

    given = new_options.read(RECORD_KEYS["source"], options)
    return changes.write_draft(
        context, lambda store: new_source(store, id_, given, text), dry_run, new=True
    )


def _record(kind: str) -> Callable[..., int]:
    """The command that adds a record of a kind to the file of a province."""
    keys = (*RECORD_KEYS[kind], VIA)

    def add(
        context: CommandContext,
        province: str,
        cite: list[str],
        anchor: list[str],
        id_: str | None,
        dry_run: bool,
        of_body: str | None = None,
        **options: Any,
    ) -> int:
        from datagov_cli.curation.editing.new_record import new_record

        given = {**new_options.read(keys, options), "cite": cite, "anchors": anchor}

        def begin(store: Store) -> Draft:
            return new_record(store, kind, province, given, id_, of_body)

        return changes.write_draft(context, begin, dry_run, new=True)

    name = SINGULAR[kind]
    article = "an" if name[0] in "aeiou" else "a"
    summary = f"Add {article} {name}."
    options, anchor = _EXAMPLES[kind]
    example = (
        f"datagov new {name} hainan {options} \\\n      --anchor {anchor} --cite gazette-2030#1"
    )
    add.__doc__ = f"{summary}\n\n{_NOTES.get(kind, '')}\n\n\b\nExamples:\n  {example}"
    owner = [new_options.parameter("of_body", new_options.BodyOption)] if kind == "heads" else []
    return _with_signature(
        add,
        new_options.parameter("province", new_options.ProvinceArgument),
        new_options.parameter("cite", new_options.CiteOption),
        new_options.parameter("anchor", new_options.AnchorOption),
        *owner,
        *new_options.options(keys),
        new_options.parameter("id_", new_options.IdOption, None),
        new_options.parameter("dry_run", changes.DryRunOption, False),
    )


#: Kind of record → what more there is to say of adding one.
_NOTES = {
    "bodies": "The first leading group of a province is marked as its main one.",
    "measures": "Its figure is read from the wording of the source, its unit from the metric.",
    "targets": "Its figure is read from the wording of the source, its unit from the metric.",
}


#: Kind of record → the options of an example, and what follows --anchor.
_EXAMPLES = {
    "bodies": ("--kind leading-group --name 数字海南领导小组", "领导小组"),
    "heads": ("--body digital-group --role head --person 张三", "张三"),
    "meetings": ("--title 全体会议 --date 2025-04-18", "全体会议"),
    "policies": ("--title 行动方案 --status issued", "行动方案"),
    "targets": ("--metric 5g-base-stations --as-written 1万个", "5G --relation add"),
    "measures": ("--metric 5g-base-stations --as-written 1万个", "5G"),
    "milestones": ("--claim 全国首个 --scope national", "首个"),
    "initiatives": ("--topic data-sharing --summary 共享数据。", "数据共享"),
}


def _with_signature(command: Callable[..., int], *options: Parameter) -> Callable[..., int]:
    """The command, with the signature that Typer is to read."""
    context = Parameter("context", Parameter.POSITIONAL_ONLY)
    command.__signature__ = Signature([context, *options])  # type: ignore[attr-defined]
    return command


_SOURCE_ID = Annotated[str, argument("ID", "Such as cls-2025-04-21.")]
_SOURCE_TEXT = Annotated[
    Path | None,
    option(
        "--text", "FILE", "Its text, a line a paragraph, the title first; only digests are kept."
    ),
]

SUBCOMMANDS: dict[str, Callable[..., int]] = {
    "province": province,
    "source": _with_signature(
        source,
        new_options.parameter("id_", _SOURCE_ID),
        *new_options.options(RECORD_KEYS["source"]),
        new_options.parameter("text", _SOURCE_TEXT, None),
        new_options.parameter("dry_run", changes.DryRunOption, False),
    ),
    **{name: _record(kind) for kind, name in SINGULAR.items() if kind != "statements"},
}
