"""What was published and is gone: records and sources are withdrawn, never deleted.

Whoever has cited one finds it again by its id, with the reason for which it no longer stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from datagov_cli.base.clock import today
from datagov_cli.base.files import UnreadableError
from datagov_cli.base.messages import Text, message, plural
from datagov_cli.curation.validation.choose_files import place_of
from datagov_cli.curation.validation.corpus import Item, mapping, records
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.data_files import FOLDERS, is_read_name, read_data
from datagov_cli.storage.documents import Document
from datagov_cli.storage.git_revisions import Revision
from datagov_cli.storage.store import display_name
from datagov_cli.storage.yaml_reader import read_bytes

CODE = "DG601"
#: Kinds of files → what messages call them.
KINDS: dict[str, Text] = {
    "province": message("province", context="kind of file"),
    "national": message("national", context="kind of file"),
    "source": message("source", context="kind of file"),
    "file": message("file", context="kind of file"),
}


def deleted_since(
    revision: Revision, root: Path, places: Collection[str] | None = None
) -> Iterator[tuple[Document, Diagnostic]]:
    """A finding for each record and source of a revision that is gone, with the document at
    which it points; that of a file that is gone is empty.

    Files that are the same in both states are not parsed, nor those that have never been
    readable; of one that is not readable now, ``validate`` says so anyway.

    :param root: the data directory as it is.
    :param places: where the files stand that are of interest (``provinces/hunan.yaml``);
        by default all, those included that are gone.
    :raises DataError: if a folder cannot be read.
    """
    for path, _, held in revision.files():
        place = place_of(path)
        if isinstance(held, UnreadableError) or not (places is None or place in places):
            continue
        if not is_read_name(path.name):  # No command has ever shown what it holds.
            continue
        kind = FOLDERS.get(path.parent.name, "file")
        if kind == "vocabulary":  # Terms that are in use are held by a rule of their own.
            continue
        try:
            now = read_data(root / place)
        except UnreadableError:
            now = None
        if now == held:
            continue
        before = revision.document(path)
        if before.broken:
            continue
        name = display_name(root / place)
        if now is None:
            if not (root / place).exists():
                yield _file_gone(Document(name), place, kind, before.value)
            continue
        after = read_bytes(now, name)
        if not after.broken:
            yield from _records_gone(after, place, kind, before.value)


def _file_gone(
    document: Document, place: str, kind: str, value: Any
) -> tuple[Document, Diagnostic]:
    named = str(mapping({"": value}, "").get("id"))
    if kind == "source":
        said = message('the source "{name}" was published and is deleted', name=named)
    else:
        said = plural(
            'the {kind} "{name}" was published and is deleted with its {number} record',
            'the {kind} "{name}" was published and is deleted with its {number} records',
            sum(1 for _ in records(value)),
            kind=KINDS.get(kind, kind),
            name=named,
        )
    return document, _finding(document, place, (), named, said, _hint())


def _records_gone(
    document: Document, place: str, kind: str, value: Any
) -> Iterator[tuple[Document, Diagnostic]]:
    before, after = _by_id(value), _by_id(document.value)
    whole = mapping({"": value}, "").get("id")
    if whole != document.value.get("id"):
        said = message(
            'the {kind} "{name}" was published under this id, which is another now',
            kind=KINDS.get(kind, kind),
            name=whole,
        )
        hint = message(
            "keep the id {name}; a file of its own is for another {kind}",
            name=whole,
            kind=KINDS.get(kind, kind),
        )
        yield document, _finding(document, place, ("id",), str(whole), said, hint)
    new = [item for name, item in after.items() if name not in before]
    for name in before.keys() - after.keys():
        old = before[name]
        path: tuple[Any, ...] = (old.kind,)
        said = message(
            '"{name}" was published among the {kind} and is deleted', name=name, kind=old.kind
        )
        hint = _hint()
        renamed = next((item for item in new if _is_like(old, item)), None)
        if renamed:
            path = (*renamed.path, "id")
            said = message('"{name}" was published under this id, which is another now', name=name)
            hint = message("keep the id {name}, by which others have cited the record", name=name)
        elif old.kind == "heads":
            path = _home(old, value, after)
        yield document, _finding(document, place, path, name, said, hint)


def _by_id(value: Any) -> dict[str, Item]:
    pairs = ((item.data.get("id"), item) for item in records(value))
    return {name: item for name, item in pairs if isinstance(name, str)}


def _is_like(old: Item, item: Item) -> bool:
    """Whether a record says what another said, but for its id."""

    def said(data: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in data.items() if key != "id"}

    return old.kind == item.kind and said(old.data) == said(item.data)


def _home(head: Item, value: Any, after: Mapping[str, Item]) -> tuple[Any, ...]:
    """The body that a head belonged to, where it stands now; else the list of bodies."""
    with suppress(LookupError, TypeError):
        return after[value["bodies"][head.path[1]]["id"]].path
    return ("bodies",)


def _hint() -> Text:
    block = f'withdrawn: {{date: "{today()}", reason: {{zh: …, en: …}}}}'
    return message("restore it, and add {block}", block=block)


def _finding(
    document: Document, place: str, path: tuple[Any, ...], name: str, said: Text, hint: Text
) -> Diagnostic:
    finding = document.fault(CODE, path, said, hint, of_key=len(path) == 1)
    return finding._replace(identity=f"{place}\0{CODE}\0{name}")
