"""A record on file of which single keys change; everything else in the file stays the same, to the
byte.

Nothing is written before the whole file, as it would be, has been checked
(:meth:`datagov_cli.curation.editing.draft.Draft.check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import zip_longest
from typing import Any

from datagov_cli.base.errors import DataError, UsageError, did_you_mean
from datagov_cli.base.messages import Text, message
from datagov_cli.curation.editing.draft import Draft, open_file
from datagov_cli.curation.editing.insert import FlowStyleError, Splicer
from datagov_cli.curation.editing.key_order import schema_of, sort_keys
from datagov_cli.curation.editing.yaml_tree import YamlEntry, YamlNode, parse, tree_of
from datagov_cli.curation.editing.yaml_writer import entry_lines
from datagov_cli.model.key_types import HEADS, NAMES, REPOST, SNAPSHOT, STAGES, TEXTS, Key
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage.store import Store, find_schemas
from datagov_cli.storage.yaml_reader import read_bytes

#: What is given in place of a province to change the file of a source.
SOURCES = "sources"
#: Types whose values cannot be given as one word of a command.
_COMPOSED = (TEXTS, NAMES, HEADS, STAGES, REPOST, SNAPSHOT)


class EditedRecord:
    """A record of a file, and the changes to its keys.

    :param place: a province by whatever it answers to, or :data:`SOURCES`.
    :raises UsageError: if there is no such province or record.
    :raises DataError: if the file has a fault that keeps it from being read.
    """

    def __init__(self, store: Store, place: str, record_id: str) -> None:
        self.store = store
        kind = "source" if place == SOURCES else "province"
        self.path, self.document, events = open_file(
            store, record_id if kind == "source" else place, kind
        )
        self.root = parse(self.document.source, self.document.value, events).value
        self.splicer = Splicer(self.document.source, events)
        self.shape = schema_of(find_schemas(store.root), kind)
        self.kind, self.node = kind, self.root
        self.id = record_id
        if kind == "province":
            self._find(record_id)
        self._stops = {entry.key: entry.value.stop for entry in self.node.entries}
        self._spans: dict[str, tuple[int, int] | None] = {}

    def _find(self, record_id: str) -> None:
        known = dict(self._records())
        if record_id not in known:
            said = message('{path} has no record "{id}"', path=self.document.name, id=record_id)
            raise UsageError(said, did_you_mean(record_id, known))
        self.kind, self.node = known[record_id]
        section = "bodies" if self.kind == "heads" else self.kind
        self.shape = self.shape.under(section).under(None)
        if self.kind == "heads":
            self.shape = self.shape.under("heads").under(None)

    def _records(self) -> Iterator[tuple[str, tuple[str, YamlNode]]]:
        """The records of the file by their ids; a head also as ``body/head``."""
        for kind in RECORD_KINDS:
            for record in self.root.listed(kind):
                yield record.id, (kind, record)
                for head in record.listed("heads"):
                    yield head.id, ("heads", head)
                    yield f"{record.id}/{head.id}", ("heads", head)

    @property
    def record(self) -> dict[str, Any]:
        """The record as plain data, with the changes made so far."""
        data: dict[str, Any] = self.node.data()
        return data

    def key(self, name: str) -> Key:
        """A key of the record that can be given as a word.

        :raises UsageError: if there is none of that name, or its value is more than a word.
        """
        keys = {key.name: key for key in RECORD_KEYS[self.kind]}
        if name not in keys:
            hint = did_you_mean(name, keys, message("known fields: {known}", known=", ".join(keys)))
            said = message('{kind} has no "{name}"', kind=kind_of(self.kind), name=name)
            raise UsageError(said, hint)
        if keys[name].type in _COMPOSED:
            hint = message("edit {path}; datagov validate checks it", path=self.document.name)
            raise UsageError(message('"{name}" holds more than one value can say', name=name), hint)
        return keys[name]

    def put(self, name: str, value: Any) -> None:
        """Give a key of the record a value; an empty list removes it.

        :raises DataError: if the record stands between brackets.
        """
        self._remember(name)
        entry = self.node.get(name)
        if value == []:
            if entry is not None:
                self.node.entries.remove(entry)
            return
        _set(self.node, name, value)

    def part(self, holder: str, name: str, value: Any) -> None:
        """Give a key of a map of the record, such as ``cite-for``, a value; ``None`` removes it.
        Comments within the map stay."""
        entry = self.node.get(holder)
        if entry is None:
            if value is not None:
                self.put(holder, {name: value})
            return
        known = entry.value.get(name)
        if known is None and value is None:
            return
        self._remember(holder)
        if value is not None:
            _set(entry.value, name, value)
        elif known is not None:
            entry.value.entries.remove(known)
            if not entry.value.entries:
                self.node.entries.remove(entry)

    def _remember(self, name: str) -> None:
        """Keep where a key stands in the file, before it is changed."""
        if name in self._spans:
            return
        entry = self.node.get(name)
        try:
            self._spans[name] = self.splicer.span(self.node, entry) if entry else None
        except FlowStyleError:
            name = self.document.name
            hint = message("run datagov fmt {path} first", path=name)
            raise DataError(
                message("cannot change {path}: the record is in flow style", path=name), hint
            ) from None

    def draft(self, to_fill_in: Sequence[str] = ()) -> Draft:
        """The file as it would be. ``lines`` of the draft are those that differ, as a patch."""
        source, name = self.document.source, self.document.name
        sort_keys(self.node, self.shape)
        order = self.shape.keys
        for key in sorted(self._spans, key=order.index):
            self._write_key(key, order)
        text = self.splicer.text()
        self._require_rest_unchanged(text)
        was, now = source.splitlines(), text.splitlines()
        patch = list(unified_diff(was, now, name, name, n=1, lineterm=""))
        pairs = enumerate(zip_longest(was, now), 1)
        line = next((number for number, (old, new) in pairs if old != new), 1)
        return Draft(
            self.path, name, self.kind, self.id, self.record, patch, line, text,
            list(to_fill_in), source.encode("utf-8"),
        )  # fmt: skip

    def _write_key(self, name: str, order: Sequence[str]) -> None:
        """Write a key anew where it stood, or behind those that come before it in the order."""
        entry, span = self.node.get(name), self._spans[name]
        lines: list[str] = []
        if entry is not None:
            entry.before = []  # They stay where they are.
            lines = list(entry_lines(entry, self.node.column))
        if span is not None:
            self.splicer.replace(span, lines)
        elif lines:
            before = order[: order.index(name)]
            earlier = [stop for key, stop in self._stops.items() if key in before]
            self.splicer.insert_behind(max(earlier, default=min(self._stops.values())), lines)

    def _require_rest_unchanged(self, text: str) -> None:
        """Faults of what was given, such as a hidden character, are for the check to report.

        :raises AssertionError: if anything but the record would change, which is a bug.
        """
        again = read_bytes(text.encode("utf-8"), self.document.name)
        if not again.faults and again.value != self.root.data():
            raise AssertionError(f"{self.document.name} would not say what was meant")


def _set(node: YamlNode, name: str, value: Any) -> None:
    """Give a key of a mapping a value, behind the others if it is new."""
    entry = node.get(name)
    if entry is None:
        node.entries.append(YamlEntry(name, tree_of(value)))
    else:
        entry.value = tree_of(value)


def kind_of(kind: str) -> Text:
    """What a record is called in a sentence, in English with its article."""
    return {
        "bodies": message("a body"),
        "heads": message("a head"),
        "meetings": message("a meeting"),
        "policies": message("a policy"),
        "targets": message("a target"),
        "measures": message("a measure"),
        "milestones": message("a milestone"),
        "initiatives": message("an initiative"),
        "statements": message("a statement"),
    }.get(kind, message("a source"))
