"""The command that creates records: ``new``, a subcommand for each kind.

What is not given and must be accounted for is recorded as unknown, so that the record is
valid from the start; of a text given in one language only, the other is still to be written.
The options are the keys of the record in :mod:`datagov_cli.record_keys`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from datagov_cli.cli import complete, parts
from datagov_cli.cli.desk import Desk
from datagov_cli.errors import EXIT_FINDINGS, EXIT_OK
from datagov_cli.record_keys import RECORD_KEYS, SINGULAR, VIA

if TYPE_CHECKING:
    from datagov_cli.scaffold import Draft
    from datagov_cli.store import Store


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
    desk: Desk,
    division: Annotated[
        str,
        typer.Argument(metavar="ID", autocompletion=complete.divisions, show_default=False,
                       help="Id, name or code of the division."),
    ],
    dry_run: parts.DryRun = False,
) -> int:  # fmt: skip
    """Create the file of a province, with its names and codes and no records."""
    from datagov_cli.scaffold import new_province

    return _add(desk, lambda store: new_province(store, division), dry_run)


def source(
    desk: Desk, id_: str, text: Path | None = None, dry_run: bool = False, **options: Any
) -> int:
    """Register a source."""
    from datagov_cli.scaffold import new_source

    given = parts.read(RECORD_KEYS["source"], options)
    return _add(desk, lambda store: new_source(store, id_, given, text), dry_run)


def _record(kind: str) -> Callable[..., int]:
    """The command that adds a record of a kind to the file of a province."""
    keys = (*RECORD_KEYS[kind], VIA)

    def add(
        desk: Desk,
        province: str,
        cite: list[str],
        anchor: list[str],
        id_: str | None,
        dry_run: bool,
        of_body: str | None = None,
        **options: Any,
    ) -> int:
        from datagov_cli.scaffold import new_record

        given = {**parts.read(keys, options), "cite": cite, "anchors": anchor}

        def begin(store: Store) -> Draft:
            return new_record(store, kind, province, given, id_, of_body)

        return _add(desk, begin, dry_run)

    name = SINGULAR[kind]
    article = "an" if name[0] in "aeiou" else "a"
    add.__doc__ = f"Add {article} {name}. {_NOTES.get(kind, '')}".rstrip()
    owner = [parts.parameter("of_body", parts.OfBody)] if kind == "heads" else []
    return _taking(
        add,
        parts.parameter("province", parts.Province),
        parts.parameter("cite", parts.Cite),
        parts.parameter("anchor", parts.Anchor),
        *owner,
        *parts.options(keys),
        parts.parameter("id_", parts.Id, None),
        parts.parameter("dry_run", parts.DryRun, False),
    )


#: Kind of record → what more there is to say of adding one.
_NOTES = {
    "bodies": "The first leading group of a province is marked as its main one.",
    "targets": "Its figure is read from the wording of the source, its unit from the metric.",
}


def _taking(command: Callable[..., int], *options: Parameter) -> Callable[..., int]:
    """The command with the signature that Typer is to read."""
    desk = Parameter("desk", Parameter.POSITIONAL_ONLY)
    command.__signature__ = Signature([desk, *options])  # type: ignore[attr-defined]
    return command


def _add(desk: Desk, begin: Callable[[Store], Draft], dry_run: bool) -> int:
    """Make a record, check it, write it unless that is not wanted, and show it."""
    from datagov_cli.locks import locked
    from datagov_cli.views.written import begun, refused

    store = desk.store()
    with nullcontext() if dry_run else locked(store.root):
        draft = begin(store)
        report = draft.check(store.root)
        if not dry_run and not report.count("error"):
            store.assure_own()
            draft.write()
    if report.count("error"):
        desk.answer(refused(report))
        return EXIT_FINDINGS
    desk.answer(begun(draft, written=not dry_run))
    return EXIT_OK


_SOURCE_ID = Annotated[
    str, typer.Argument(metavar="ID", show_default=False, help="Such as cls-2025-04-21.")
]
_SOURCE_TEXT = Annotated[
    Path | None,
    typer.Option("--text", metavar="FILE",
                 help="Its text, a line a paragraph, the title first; only digests are kept."),
]  # fmt: skip

KINDS: dict[str, Callable[..., int]] = {
    "province": province,
    "source": _taking(
        source,
        parts.parameter("id_", _SOURCE_ID),
        *parts.options(RECORD_KEYS["source"]),
        parts.parameter("text", _SOURCE_TEXT, None),
        parts.parameter("dry_run", parts.DryRun, False),
    ),
    **{name: _record(kind) for kind, name in SINGULAR.items() if kind != "statements"},
}
