"""Changes to a record on file: a value set or disputed, a headship ended, a record withdrawn.

Only the keys of the record that change are written anew; everything else in the file stays the
same, to the byte. Nothing is written before the whole file, as it would be, has been checked
(:meth:`datagov_cli.curation.editing.draft.Draft.check`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import Any

from datagov_cli.base.errors import DataError, UsageError, did_you_mean
from datagov_cli.base.messages import Text, message
from datagov_cli.curation.editing.draft import Draft, open_file
from datagov_cli.curation.editing.fmt import line_end
from datagov_cli.curation.editing.insert import FlowStyleError, Splicer
from datagov_cli.curation.editing.key_order import schema_of, sort_keys
from datagov_cli.curation.editing.record_content import figure_as_written
from datagov_cli.curation.editing.yaml_tree import (
    YamlEntry,
    YamlNode,
    parse,
    placed_comments,
    tree_of,
)
from datagov_cli.curation.editing.yaml_writer import entry_lines
from datagov_cli.model.key_types import (
    BOOLEAN,
    CITED,
    DATE,
    ID,
    NUMBER,
    STRING,
    TERM,
    TERMS,
    TEXT,
    WRITTEN,
    Key,
)
from datagov_cli.model.placeholders import UNTRANSLATED
from datagov_cli.model.record_keys import RECORD_KEYS
from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.storage.store import Store, find_schemas
from datagov_cli.storage.yaml_reader import read_bytes

#: What is given in place of a province to change the file of a source.
SOURCES = "sources"
#: The maps that account for a key which has no value.
_ACCOUNTS = ("unknown", "not-applicable", "disputed")
#: Types whose values can be given as one word of a command.
_PLAIN = (TEXT, STRING, WRITTEN, DATE, NUMBER, BOOLEAN, TERM, TERMS, ID)


class RecordChange:
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
        source = self.document.source
        self.root = parse(source, self.document.value, events).value
        self.splicer = Splicer(source, placed_comments(source, events), line_end(source))
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
            hint = did_you_mean(record_id, list(known))
            raise UsageError(
                message(
                    '{path} has no record "{id}"',
                    path=self.document.name,
                    id=record_id,
                ),
                hint,
            )
        self.kind, self.node = known[record_id]
        section = "bodies" if self.kind == "heads" else self.kind
        self.shape = self.shape.under(section).under(None)
        if self.kind == "heads":
            self.shape = self.shape.under("heads").under(None)

    def _records(self) -> Iterator[tuple[str, tuple[str, YamlNode]]]:
        """The records of the file by their ids; a head also as ``body/head``."""
        for kind in RECORD_KINDS:
            for record in _entries(self.root, kind):
                name = _id(record)
                yield name, (kind, record)
                for head in _entries(record, "heads"):
                    yield _id(head), ("heads", head)
                    yield f"{name}/{_id(head)}", ("heads", head)

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
            raise UsageError(
                message('a {kind} has no "{name}"', kind=_kind(self.kind), name=name),
                hint,
            )
        if keys[name].type not in _PLAIN:
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
        if entry is None:
            entry = YamlEntry(name)
            self.node.entries.append(entry)
        entry.value = tree_of(value)

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
        if value is None:
            entry.value.entries = [each for each in entry.value.entries if each is not known]
            if not entry.value.entries:
                self.node.entries.remove(entry)
        elif known is None:
            known = YamlEntry(name)
            known.value = tree_of(value)
            entry.value.entries.append(known)
        else:
            known.value = tree_of(value)

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
        pairs = enumerate(zip(was, now, strict=False), 1)
        line = next((number for number, (old, new) in pairs if old != new), len(was))
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
            lines = entry_lines(entry, self.node.column)
        if span is not None:
            self.splicer.replace(span, lines)
        elif lines:
            before = order[: order.index(name)]
            earlier = [stop for key, stop in self._stops.items() if key in before]
            self.splicer.insert_behind(max(earlier, default=min(self._stops.values())), lines)

    def _require_rest_unchanged(self, text: str) -> None:
        """:raises AssertionError: if anything but the record would change, which is a bug."""
        again = read_bytes(text.encode("utf-8"), self.document.name)
        if again.faults or again.value != self.root.data():
            raise AssertionError(f"{self.document.name} would not say what was meant")


def _entries(node: YamlNode, key: str) -> list[YamlNode]:
    held = node.get(key)
    return [entry.value for entry in held.value.entries] if held else []


def _id(node: YamlNode) -> str:
    entry = node.get("id")
    return entry.value.text if entry else ""


def set_value(
    store: Store,
    place: str,
    record_id: str,
    name: str,
    written: str,
    english: str | None = None,
    cite: Sequence[str] = (),
    anchors: Sequence[str] = (),
    implied: Mapping[str, str] | None = None,
) -> Draft:
    """A value put where a record has another, or none.

    Whatever the record said before of the key goes: that it is unknown, does not apply, is
    disputed or inferred. Other citations than those of the record are noted in ``cite-for``.

    :param written: the value as a word; terms are separated by commas; of a text the Chinese.
    :param english: the same text in English.
    :param implied: from what it is inferred, in both languages, if no source states it.
    :raises UsageError: if there is no such record or key, the value is of another type, or what
        a source says comes without a citation.
    :raises DataError: if the file cannot be read, or is written in a way that leaves no place.
    """
    change = RecordChange(store, place, record_id)
    key = change.key(name)
    value = _value(key, written, english)
    _require_citation(change, key, cite)
    change.put(name, value)
    for account in _ACCOUNTS:
        for freed in (key, *(k for k in RECORD_KEYS[change.kind] if name in k.instead)):
            change.part(account, freed.name, None)
    change.part("implied", name, dict(implied) if implied else None)
    _cite(change, name, cite, anchors)
    if name == "as-written" and change.kind in ("targets", "measures"):
        change.put("value", figure_as_written(store, change.record))
    return change.draft([f"{name}.en"] if _untranslated(value) else [])


def end_headship(
    store: Store,
    province: str,
    head_id: str,
    until: str,
    cite: Sequence[str],
    anchors: Sequence[str] = (),
) -> Draft:
    """The last day of a headship, as a source states it.

    :raises UsageError: if the record is no head; besides as :func:`set_value`.
    """
    kind = RecordChange(store, province, head_id).kind
    if kind != "heads":
        raise UsageError(
            message(
                '"{id}" is a {kind}, not a head',
                id=head_id,
                kind=_kind(kind),
            ),
            message("datagov show PROVINCE -s bodies -f json has the ids of heads"),
        )
    return set_value(store, province, head_id, "until", until, None, cite, anchors)


def dispute_value(
    store: Store,
    province: str,
    record_id: str,
    name: str,
    written: str,
    english: str | None,
    cite: Sequence[str],
    anchors: Sequence[str],
    recorded_anchors: Sequence[str] = (),
) -> Draft:
    """A value that another source gives, beside the one on record: both become sides of a dispute.

    :param recorded_anchors: the anchors of the value on record; those of the record if not given.
    :raises UsageError: if the key cannot be disputed, or nothing is on record that it contradicts.
    """
    change = RecordChange(store, province, record_id)
    key = change.key(name)
    if not key.disputed:
        can = [each.name for each in RECORD_KEYS[change.kind] if each.disputed]
        hint = message("these can: {known}", known=", ".join(can)) if can else None
        raise UsageError(message('"{name}" cannot be disputed', name=name), hint)
    data = change.record
    sides = list(data.get("disputed", {}).get(name, ()))
    if name in data.get("implied", {}):
        hint = message("datagov set puts what a source states in its place")
        raise UsageError(
            message('"{name}" is inferred, so no source states what could be disputed', name=name),
            hint,
        )
    if name in data:
        cites = data.get("cite-for", {}).get(name, data["cite"])
        held = list(recorded_anchors or data.get("anchors", ()))
        sides.append({"value": data[name], "cite": cites, "anchors": held})
    if not sides:
        hint = message("datagov set records it")
        raise UsageError(
            message('"{name}" has no value on record that another could contradict', name=name),
            hint,
        )
    value = _value(key, written, english)
    if any(side["value"] == value for side in sides):
        raise UsageError(
            message('"{written}" is on record already', written=written),
            message("a dispute needs another value"),
        )
    sides.append({"value": value, "cite": list(cite), "anchors": list(anchors)})
    change.put(name, [])
    change.part("cite-for", name, None)
    change.part("disputed", name, sides)
    return change.draft([f"{name}.en"] if _untranslated(value) else [])


def withdraw_record(
    store: Store, place: str, record_id: str, day: str, reason: Mapping[str, str]
) -> Draft:
    """A record marked as withdrawn. It stays in the file, and no answer rests on it any more.

    :param day: the day of the withdrawal.
    :param reason: in both languages.
    :raises UsageError: if there is no such record, or it is withdrawn.
    """
    change = RecordChange(store, place, record_id)
    if (known := change.record.get("withdrawn")) is not None:
        raise UsageError(
            message('"{id}" was withdrawn on {date}', id=record_id, date=known["date"]),
            message("nothing was written"),
        )
    change.put("withdrawn", {"date": day, "reason": dict(reason)})
    return change.draft(["withdrawn.reason.en"] if _untranslated(reason) else [])


def _kind(kind: str) -> Text:
    """What a record is called in a sentence."""
    return {
        "bodies": message("body"),
        "heads": message("head"),
        "meetings": message("meeting"),
        "policies": message("policy"),
        "targets": message("target"),
        "measures": message("measure"),
        "milestones": message("milestone"),
        "initiatives": message("initiative"),
        "statements": message("statement"),
    }.get(kind, message("source"))


def _untranslated(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("en") == UNTRANSLATED["en"]


def _value(key: Key, written: str, english: str | None) -> Any:
    """The value of a key from a word of the command line.

    :raises UsageError: if it is none of its type.
    """
    if key.type == TEXT:
        return {"zh": written, "en": english or UNTRANSLATED["en"]}
    if english is not None:
        raise UsageError(
            message('"{key}" is the same in both languages', key=key.name),
            message("leave --en out"),
        )
    if key.type == TERMS:
        return [term.strip() for term in written.split(",")]
    if key.type == BOOLEAN:
        if written not in ("true", "false"):
            raise UsageError(
                message('"{written}" is neither true nor false', written=written), None
            )
        return written == "true"
    if key.type == NUMBER:
        try:
            number = float(written)
        except ValueError:
            hint = message("write digits alone, such as 24000000000")
            raise UsageError(
                message('"{written}" is not a number', written=written), hint
            ) from None
        return int(number) if number.is_integer() else number
    return written


def _require_citation(change: RecordChange, key: Key, cite: Sequence[str]) -> None:
    if change.kind == "source":
        if cite:
            raise UsageError(
                message("the file of a source cites nothing"), message("leave --cite out")
            )
    elif not cite and key.words == CITED:
        hint = message(
            "--cite SOURCE#N names the paragraph that gives the {label}",
            label=Text(key.label[0], key.label[1].lower()),
        )
        raise UsageError(message('"{key}" needs a citation', key=key.name), hint)


def _cite(change: RecordChange, name: str, cite: Sequence[str], anchors: Sequence[str]) -> None:
    """Note the citations of a key, where they differ from those of the record, and new anchors."""
    if not cite:
        return
    own = change.record.get("cite", [])
    change.part("cite-for", name, None if set(cite) == set(own) else list(dict.fromkeys(cite)))
    held = change.record.get("anchors", [])
    new = [anchor for anchor in dict.fromkeys(anchors) if anchor not in held]
    if new:
        change.put("anchors", [*held, *new])
