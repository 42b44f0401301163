"""What is searched: the passages of each record, and the names around it.

A passage is one text under one field. Its weight says how much it tells about its record
(9 a name or title … 1 a note on what is not known); what only surrounds a record (the names of its
province, of the body of a head) has the weight 0 and helps a search for several words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message
from datagov_cli.model.key_types import CLAIM, NAME, NOTE, PLACE, Key
from datagov_cli.model.labels import STATES
from datagov_cli.model.record_keys import HEADSHIP, RECORD_KEYS, VIA, find_key
from datagov_cli.model.record_values import beside, dated_as, is_empty, recorded, value_of_key
from datagov_cli.model.records import (
    IMPLIED,
    KNOWN,
    RECORD_KINDS,
    STATED,
    Body,
    Citation,
    Head,
    National,
    Province,
    Record,
    Stage,
    Statement,
    Term,
    Text,
    Value,
    active,
)
from datagov_cli.model.sources import Source
from datagov_cli.queries.value_text import role_within

#: What ``--in`` may name.
SEARCH_KINDS = (
    "province", "bodies", "heads", "meetings", "policies", "targets", "measures",
    "milestones", "initiatives", "statements", "sources",
)  # fmt: skip

#: What people call these kinds; around each record, so that "Shanghai policy" finds it.
KIND_WORDS = {
    "bodies": "机构 body", "heads": "负责人 领导 leader", "meetings": "会议 meeting",
    "policies": "政策 policy", "targets": "指标 目标 target",
    "measures": "成效 数据 measure result", "milestones": "里程碑 milestone",
    "initiatives": "举措 initiative",
}  # fmt: skip

Labels = dict[str, dict[str, Term]]


class Reservation(NamedTuple):
    """What must be said with a passage: the state and the basis of the value that it is of, and
    what stands beside that: key, plain value, text."""

    state: str = KNOWN
    basis: str = STATED
    beside: tuple[tuple[str, str, Text], ...] = ()


PLAIN = Reservation()
NOTHING = Text("", "")
#: A field, a text under it, its weight, its citations (``None`` where the record's own hold), and
#: what must be said with it.
Passage = tuple[str, str, int, tuple[Citation, ...] | None, Reservation]


class SearchRecord(Frozen):
    """A record with all its passages, those that surround it (weight 0) last; of a head, as of
    when it is stated and whether that date is implied; whom the source credits for it."""

    province: str | None
    kind: str
    id: str
    cite: tuple[Citation, ...]
    passages: list[Passage]
    as_of: str | None = None
    as_of_basis: str = STATED
    via: Text | None = None


@cache
def _searched(kind: str) -> list[Key]:
    """The keys of a kind of record that are searched, the weightiest first."""
    return sorted((k for k in RECORD_KEYS[kind] if k.weight), key=lambda k: -k.weight)


class _PassageCollector:
    """Collects the passages of one record."""

    def __init__(self, labels: Labels, cite: tuple[Citation, ...] = ()) -> None:
        self.labels = labels
        self.cite = cite
        self.passages: list[Passage] = []
        self.reserved = PLAIN

    def add_text(
        self, field: str, text: str | None, weight: int, cite: tuple[Citation, ...] | None = None
    ) -> None:
        """A text in whichever language; line breaks become spaces, for a passage is a line."""
        if text:
            own = cite if cite and cite != self.cite else None
            said = text.replace("\n", " ")
            self.passages.append((field, said, weight, own, self.reserved))

    def add_both(
        self,
        field: str,
        text: Text | None,
        weight: int,
        cite: tuple[Citation, ...] | None = None,
    ) -> None:
        """A text in both languages, the English one under its own key, as in ``show``."""
        if text is not None:
            self.add_text(field, text.zh, weight, cite)
            if text.en != text.zh:
                self.add_text(f"{field}-en", text.en, weight, cite)

    def add_term(
        self, key: Key, term: str | None, cite: tuple[Citation, ...] | None = None
    ) -> None:
        known = self.labels[key.vocabulary or ""].get(term) if term else None
        if known:
            self.add_both(key.name, known.label, key.weight, cite)

    def add_id_of_term(self, key: Key, term: str, cite: tuple[Citation, ...] | None) -> None:
        """The id of a term, by which commands name it, unless its label says as much."""
        known = self.labels[key.vocabulary or ""].get(term)
        label = known.label.en.casefold() if known else ""
        if label.replace("-", " ") != term.replace("-", " "):
            self.add_text(key.name, term, min(key.weight, PLACE), cite)

    def add_account(self, field: str, value: Value) -> None:
        """The note on what is not known or implied."""
        if value.note is not None:
            self.reserved = self.reserved._replace(state=value.state)
            self.add_both(f"{field}.note", value.note, NOTE)

    def add_keys(
        self, kind: str, record: Any, named: Callable[[str], Text | None] = lambda _: None
    ) -> None:
        """What a record says under its keys, those that tell most about it first: what is known,
        each side of a dispute, the note on what is not.

        :param named: what the record of an id is called, by which a reference is found.
        """
        for key in _searched(kind):
            empty = is_empty(getattr(record, key.attribute))
            value = None if empty else value_of_key(kind, record, key)
            if value is None:
                continue
            others = beside(kind, record, key) if key.beside else ()
            beside_it = tuple(said for other in others for said in self._said(*other))
            self.reserved = Reservation(value.state, value.basis, beside_it)
            for stated in (value, *value.sides):
                if stated.state == KNOWN:
                    items = stated.value if isinstance(stated.value, tuple) else (stated.value,)
                    for item in items:
                        self.add_item(key, item, stated.cite, named)
            self.add_account(key.name, value)
        self.reserved = PLAIN

    def _said(self, key: Key, value: Value) -> Iterator[tuple[str, str, Text]]:
        """What a key says that stands beside another, plainly and for a reader; and that it is
        implied, if it is."""
        plain = str(value.value if value.known else value.state)
        term = self.labels.get(key.vocabulary or "", {}).get(plain)
        text = term.label if term else STATES.get(plain, Text(plain, plain))
        if isinstance(value.value, Text):
            plain, text = value.value.zh, value.value
        yield key.name, plain, text
        if value.basis == IMPLIED:
            yield f"{key.name}-basis", IMPLIED, NOTHING

    def add_item(
        self,
        key: Key,
        item: Any,
        cite: tuple[Citation, ...],
        named: Callable[[str], Text | None],
    ) -> None:
        """One text, term, figure or reference that is known."""
        text = named(item) if key.refers_to and isinstance(item, str) else item
        if isinstance(text, Text):
            self.add_both(key.name, text, key.weight, cite)
        elif isinstance(item, Stage):
            self.add_text(key.name, str(item.date.value), key.weight, item.cite)
        elif key.vocabulary:
            self.add_term(key, item, cite)
            self.add_id_of_term(key, str(item), cite)
        elif item is not None:
            self.add_text(key.name, str(item), key.weight, cite)

    def add_sides(self, account: Value) -> None:
        """Who heads a body by each side of a dispute about it, and as of when."""
        as_of = find_key("heads", "as-of")
        assert as_of is not None
        for side in account.sides:
            dated = tuple(self._said(as_of, recorded("heads", side.value, as_of.name)))
            for key in _searched("heads"):
                said = value_of_key("heads", side.value, key) if key.name in HEADSHIP else None
                if said is None or not said.known:
                    continue
                self.reserved = Reservation(
                    account.state, side.basis, () if key is as_of else dated
                )
                for item in said.value if isinstance(said.value, tuple) else (said.value,):
                    self.add_item(key, item, side.cite, lambda _: None)

    def end(self, record: Record, around: Iterable[str]) -> list[Passage]:
        """All passages: the last are what every record ends in, and what surrounds it."""
        about = record.about
        given = {field.removesuffix("-en") for field, *_ in self.passages}
        for key, value in about.absent.items():
            self.add_sides(value)
            if f"{key}.note" not in given:
                self.add_account(key, value)
        self.reserved = PLAIN
        self.add_both("via", about.via, VIA.weight)
        self.add_text("id", about.id, PLACE)
        for anchor in about.anchors:
            self.add_text("anchors", anchor, PLACE)
        return self.surrounded(around)

    def surrounded(self, around: Iterable[str]) -> list[Passage]:
        """All passages, and with the weight 0 what surrounds the record."""
        for text in around:
            self.add_text("", text, 0)
        return self.passages


class _ProvinceRecords:
    """The entries of one province."""

    def __init__(self, province: Province, labels: Labels) -> None:
        self.province = province
        self.labels = labels
        self.names = [province.name.zh, province.name.en, province.id]
        self._names: dict[str, Text] | None = None

    def entries(self) -> Iterator[SearchRecord]:
        yield self._identity()
        for body in active(self.province.bodies):
            yield self._search_record("bodies", body)
            for head in active(body.heads):
                labels = self._labels_within(body, head)
                yield self._search_record("heads", head, body.name.zh, body.name.en, labels=labels)
        for kind in RECORD_KINDS[1:]:
            for record in self.province.records(kind):
                yield self._search_record(kind, record)
        yield from self._withdrawn()

    def _withdrawn(self) -> Iterator[SearchRecord]:
        """What is left to find of withdrawn records: that they were, when and why."""
        for kind in RECORD_KINDS:
            for record in getattr(self.province, kind):
                heads = record.heads if isinstance(record, Body) else ()
                for each, peer in ((kind, record), *(("heads", head) for head in heads)):
                    if gone := peer.about.withdrawn:
                        draft, name = _PassageCollector(self.labels), peer.about.id
                        said = message("{id}: {withdrawn}", id=name, withdrawn=gone.said)
                        draft.add_both("withdrawn", said, NOTE)
                        passages = draft.surrounded((*self.names, KIND_WORDS[each]))
                        yield SearchRecord(self.province.id, each, name, (), passages)

    def _identity(self) -> SearchRecord:
        province, draft = self.province, _PassageCollector(self.labels)
        draft.add_keys("province", province)
        draft.add_text("short", province.short, NAME)
        draft.add_text("id", province.id, NAME)
        return SearchRecord(province.id, "province", province.id, (), draft.passages)

    def _labels_within(self, body: Body, head: Head) -> Labels:
        """The labels, with that of the role as it is called in the body."""
        roles = self.labels["roles"]
        if head.role not in roles:
            return self.labels
        called = roles[head.role].replace(
            label=role_within(body, head.role, roles[head.role].label)
        )
        return {**self.labels, "roles": {**roles, head.role: called}}

    def _search_record(
        self, kind: str, record: Any, *around: str, labels: Labels | None = None
    ) -> SearchRecord:
        draft = _PassageCollector(labels or self.labels, record.about.cite)
        draft.add_keys(kind, record, self._name_of)
        passages = draft.end(record, (*self.names, *around, KIND_WORDS[kind]))
        return SearchRecord(
            self.province.id,
            kind,
            record.about.id,
            record.about.cite,
            passages,
            via=record.about.via,
            **(dated_as(record) if isinstance(record, Head) else {}),
        )

    def _name_of(self, record_id: str) -> Text | None:
        """What a body or a policy is called, for a reference to it."""
        if self._names is None:
            policies = {policy.about.id: policy.title for policy in self.province.policies}
            bodies = {body.about.id: body.name for body in self.province.bodies}
            self._names = policies | bodies
        return self._names.get(record_id)


def of_province(province: Province, labels: Labels) -> list[SearchRecord]:
    """The province itself and each of its records; of withdrawn ones that they are."""
    return list(_ProvinceRecords(province, labels).entries())


def of_national(facts: National, labels: Labels) -> list[SearchRecord]:
    """What sources state about the country as a whole."""
    return [_statement(facts, statement, labels) for statement in facts.statements]


def _statement(facts: National, statement: Statement, labels: Labels) -> SearchRecord:
    draft = _PassageCollector(labels, statement.cite)
    draft.add_keys("statements", statement)
    draft.add_text("id", statement.id, PLACE)
    passages = draft.surrounded((facts.name.zh, facts.name.en))
    return SearchRecord(facts.id, "statements", statement.id, statement.cite, passages)


def of_source(source: Source, labels: Labels) -> list[SearchRecord]:
    """A source; it belongs to no province, and its title is its paragraph 0."""
    cite = (Citation(source.id, 0),)
    draft = _PassageCollector(labels, cite)
    draft.add_text("id", source.id, CLAIM)
    draft.add_keys("source", source)
    if source.withdrawn:
        draft.add_both("withdrawn", source.withdrawn.said, NOTE)
    return [SearchRecord(None, "sources", source.id, cite, draft.passages)]
