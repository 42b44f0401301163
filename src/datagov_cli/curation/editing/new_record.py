"""New records: what was given, and *unknown* for whatever must be accounted for and was not.

Nothing is written before the whole file, as it would be, has been checked in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datagov_cli.base.errors import DataError, UsageError, did_you_mean
from datagov_cli.base.messages import message
from datagov_cli.curation.editing.draft import Draft, already_exists, open_file
from datagov_cli.curation.editing.insert import FlowStyleError, Splicer
from datagov_cli.curation.editing.key_order import schema_of, sort_keys
from datagov_cli.curation.editing.record_content import (
    add_unknowns,
    derive_values,
    digest,
    free_id,
    given_values,
    paragraphs_of,
    proposed_id,
    require_keys,
)
from datagov_cli.curation.editing.yaml_tree import YamlEntry, parse, tree_of
from datagov_cli.curation.editing.yaml_writer import file_text as emit
from datagov_cli.curation.validation.corpus import records
from datagov_cli.model.divisions import DIVISIONS, find_division
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage.data_files import LEADS_OUT, is_id, leads_out
from datagov_cli.storage.documents import Document
from datagov_cli.storage.store import Store, display_name, find_schemas

_INDENT = 2


def new_province(store: Store, name: str) -> Draft:
    """The file of a province, with its names and codes and no records.

    :param name: whatever the division answers to.
    :raises UsageError: if there is no such division, or it has a file.
    """
    division = find_division(name)
    if division is None:
        names = [alias for known in DIVISIONS.values() for alias in known.names()]
        raise UsageError(message('unknown province "{name}"', name=name), did_you_mean(name, names))
    data = {
        "id": division.id,
        "name": {"zh": division.zh, "en": division.en, "short": division.short},
        "gb2260": division.gb2260,
        "iso3166-2": division.iso3166_2,
        "kind": division.kind,
        **{section: [] for section in RECORD_KINDS},
    }
    return _new_file(store, "provinces", "province", data, [])


def new_source(
    store: Store, source_id: str, given: Mapping[str, Any], text: Path | None = None
) -> Draft:
    """The file of a source.

    :param given: the keys that are known. Kind and tier are, until they are given, the
        widest and the lowest.
    :param text: its text, a line a paragraph, the title first; only digests of it are kept.
        Without it only the title is fingerprinted.
    :raises UsageError: if the id is none, is taken, or the title is missing.
    :raises DataError: if the text cannot be read.
    """
    if not is_id(source_id):
        hint = message("lower-case words joined by hyphens, such as cls-2025-04-21")
        raise UsageError(message('"{id}" is not a valid id', id=source_id), hint)
    known = given_values(given)
    require_keys(known, "source")
    open_: list[str] = []
    for key, usual in (("kind", "webpage"), ("tier", "mirror")):
        if key not in known:
            known[key] = usual
            open_.append(key)
    paragraphs = paragraphs_of(text) if text else [known["title"]["zh"]]
    if not text:
        open_.append("snapshot")
    data = {
        "id": source_id,
        "language": "zh",
        **known,
        "snapshot": {"paragraphs": len(paragraphs), "sha256": [digest(p) for p in paragraphs]},
    }
    add_unknowns(data, "source", open_)
    return _new_file(store, "sources", "source", data, open_)


def new_record(
    store: Store,
    section: str,
    province: str,
    given: Mapping[str, Any],
    record_id: str | None = None,
    body: str | None = None,
) -> Draft:
    """A record at the end of its list in the file of a province.

    :param section: a list of a province file, or ``heads``.
    :param given: the keys that are known, ``cite`` and ``anchors`` among them.
    :param record_id: its id; one is made up if it is not given.
    :param body: the body of a head.
    :raises UsageError: if there is no such province or body, a key is missing without which
        there is no such record, or the id is taken.
    :raises DataError: if the file has a fault that keeps it from being read, or is written in
        a way that leaves no place for the record.
    """
    path, document, events = open_file(store, province)
    ids = (item.data.get("id") for item in records(document.value))
    taken = [name for name in ids if isinstance(name, str)]
    known = given_values(given)
    open_: list[str] = []
    derive_values(store, section, known, document, open_)
    if record_id is None:
        record_id = free_id(proposed_id(section, known), taken)
    elif record_id in taken:
        hint = message("choose another id, or leave --id out")
        said = message('{path} already has a record "{id}"', path=document.name, id=record_id)
        raise UsageError(said, hint)
    data = {"id": record_id, **known}
    add_unknowns(data, section, open_)
    was = document.source.encode("utf-8")
    draft = Draft(path, document.name, section, record_id, data, [], 0, "", open_, was)
    try:
        _insert(draft, document, events, store, body)
    except FlowStyleError:
        hint = message("run datagov fmt {path} first", path=document.name)
        said = message("cannot insert into {path}: the list is in flow style", path=document.name)
        raise DataError(said, hint) from None
    return draft


def _new_file(
    store: Store, folder: str, kind: str, data: dict[str, Any], open_: list[str]
) -> Draft:
    path = store.root / folder / f"{data['id']}.yaml"
    name = display_name(path)
    if leads_out(path.parent):
        raise DataError(
            message("{path}: {reason}", path=display_name(path.parent), reason=LEADS_OUT),
            message("nothing was written"),
        )
    if path.exists() or path.is_symlink():
        raise already_exists(name)
    root = YamlEntry(None, tree_of(data))
    root.before = [f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json"]
    sort_keys(root.value, schema_of(find_schemas(store.root), kind))
    text = emit(root)
    record = root.value.data()
    return Draft(path, name, kind, data["id"], record, text.splitlines(), 1, text, open_)


def _insert(
    draft: Draft, document: Document, events: list[Any], store: Store, body: str | None
) -> None:
    """Say how the file would be with the record in it."""
    source = document.source
    tree = parse(source, document.value, events).value
    shape = schema_of(find_schemas(store.root), "province")
    splicer = Splicer(source, events)
    node = tree_of(draft.record)
    if draft.kind == "heads":
        bodies = {each.id: each for each in tree.listed("bodies") if each.id}
        home = bodies.get(body or "")
        if home is None:
            known = message("known bodies: {known}", known=", ".join(bodies)) if bodies else None
            hint = did_you_mean(body or "", bodies, known)
            raise UsageError(
                message('{path} has no body "{id}"', path=document.name, id=body), hint
            )
        shape = shape.under("bodies").under(None)
        sort_keys(node, shape.under("heads").under(None))
        holder = home.get("heads")
        if holder is not None:
            draft.heads = [_head_on_record(head.data()) for head in home.listed("heads")]
            draft.lines = splicer.append(holder, node, home.column + _INDENT)
        else:
            entry = YamlEntry("heads", tree_of([node.data()]))
            draft.lines = splicer.add_key(home, entry, shape.keys)
            silent = home.get("unknown")
            if silent is not None and silent.value.get("heads") is not None:
                splicer.drop_key(silent, "heads")
    else:
        sort_keys(node, shape.under(draft.kind).under(None))
        holder = tree.get(draft.kind)
        if holder is None:
            raise DataError(
                message('{path} lacks the key "{key}"', path=document.name, key=draft.kind),
                message("add it: []"),
            )
        draft.lines = splicer.append(holder, node, tree.column + _INDENT)
    draft.record = node.data()
    draft.text = splicer.text()
    before = min(start for start, _, new in splicer.edits if new)
    gap = 0 if source[:before].endswith("\n") else 1
    draft.line = source.count("\n", 0, before) + 1 + gap


def _head_on_record(head: Mapping[str, Any]) -> str:
    """A head of a body as it stands in the file: id, name, role, as of when, whether it ended."""
    person = head.get("person")
    name = person.get("zh") if isinstance(person, Mapping) else None
    said = [head.get("id"), name, head.get("role")]
    said += [f"{key} {head[key]}" for key in ("as-of", "until") if key in head]
    said += ["withdrawn"] if "withdrawn" in head else []
    return ", ".join(str(part) for part in said if part)
