"""What can be found: the passages of each record, and what surrounds them.

A passage is one text under one field. Its weight says how much it tells about its record
(9 a name or title … 1 a note on what is not known); what only surrounds a record (the names of its
province, of the body of a head) has the weight 0 and helps a search for several words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datagov_cli.frozen import Frozen
from datagov_cli.model import (
    KNOWN,
    Body,
    Citation,
    Head,
    Initiative,
    Meeting,
    Milestone,
    National,
    Policy,
    Province,
    Record,
    Source,
    Statement,
    Target,
    Term,
    Text,
    Value,
    active,
)

NAME, CLAIM, SUMMARY, PERSON, DATE, PLACE, TERM, NOTE = 9, 7, 6, 6, 5, 4, 3, 1
#: What ``--in`` may name.
KINDS = (
    "province", "bodies", "heads", "meetings", "policies", "targets", "milestones",
    "initiatives", "statements", "sources",
)  # fmt: skip

#: What people call these kinds; around each record, so that "Shanghai policy" finds it.
CALLED = {
    "bodies": "机构 body", "heads": "负责人 领导 leader", "meetings": "会议 meeting",
    "policies": "政策 policy", "targets": "指标 目标 target", "milestones": "里程碑 milestone",
    "initiatives": "举措 initiative",
}  # fmt: skip

Labels = dict[str, dict[str, Term]]


#: A field, a text under it, its weight, and its citations; ``None`` where the record's own hold.
Passage = tuple[str, str, int, tuple[Citation, ...] | None]


class Entry(Frozen):
    """A record with all its passages, those that surround it (weight 0) last."""

    province: str | None
    kind: str
    id: str
    cite: tuple[Citation, ...]
    passages: list[Passage]


class _Draft:
    """Collects the passages of one record."""

    def __init__(self, labels: Labels, cite: tuple[Citation, ...] = ()) -> None:
        self.labels = labels
        self.cite = cite
        self.passages: list[Passage] = []

    def plain(
        self, field: str, text: str | None, weight: int, cite: tuple[Citation, ...] | None = None
    ) -> None:
        """A text in whichever language; line breaks become spaces, for a passage is a line."""
        if text:
            own = cite if cite != self.cite else None
            self.passages.append((field, text.replace("\n", " "), weight, own))

    def pair(
        self,
        field: str,
        text: Text | None,
        weight: int,
        cite: tuple[Citation, ...] | None = None,
    ) -> None:
        """A text in both languages, the English one under its own key, as in ``show``."""
        if text is not None:
            self.plain(field, text.zh, weight, cite)
            if text.en != text.zh:
                self.plain(f"{field}-en", text.en, weight, cite)

    def terms(self, field: str, vocabulary: str, terms: Iterable[str | None], weight: int) -> None:
        for term in terms:
            known = self.labels[vocabulary].get(term) if term else None
            if known:
                self.pair(field, known.label, weight)

    def value(
        self, field: str, value: Value | None, weight: int, vocabulary: str | None = None
    ) -> None:
        """A value: what is known of it, each side of a dispute, the note on what is not."""
        if value is None:
            return
        for stated in (value, *value.claims):
            if stated.state == KNOWN:
                items = stated.value if isinstance(stated.value, tuple) else (stated.value,)
                for item in items:
                    if isinstance(item, Text):
                        self.pair(field, item, weight, stated.cite)
                    elif vocabulary:
                        self.terms(field, vocabulary, [item], weight)
                    else:
                        self.plain(field, str(item), weight, stated.cite)
        self.pair(f"{field}.note", value.note, NOTE)

    def end(self, record: Record, around: Iterable[str]) -> list[Passage]:
        """All passages: the last are what every record ends in, and what surrounds it."""
        about = record.about
        given = {field.removesuffix("-en") for field, *_ in self.passages}
        for key, value in about.absent.items():
            if f"{key}.note" not in given:
                self.value(key, value, NOTE)
        self.pair("via", about.via, TERM)
        self.plain("id", about.id, PLACE)
        for anchor in about.anchors:
            self.plain("anchors", anchor, PLACE)
        return self.surrounded(around)

    def surrounded(self, around: Iterable[str]) -> list[Passage]:
        """All passages, and with the weight 0 what surrounds the record."""
        for text in around:
            self.plain("", text, 0)
        return self.passages


class _Province:
    """The entries of one province."""

    def __init__(self, province: Province, labels: Labels) -> None:
        self.province = province
        self.labels = labels
        self.names = [province.name.zh, province.name.en, province.id]

    def entries(self) -> Iterator[Entry]:
        yield self._identity()
        for body in active(self.province.bodies):
            yield self._entry("bodies", body)
            for head in active(body.heads):
                yield self._entry("heads", head, body.name.zh, body.name.en)
        for kind in ("meetings", "policies", "targets", "milestones", "initiatives"):
            for record in self.province.records(kind):
                yield self._entry(kind, record)

    def _identity(self) -> Entry:
        province, draft = self.province, _Draft(self.labels)
        draft.pair("name", province.name, NAME)
        for field, text in (
            ("short", province.short),
            ("id", province.id),
            ("gb2260", province.gb2260),
            ("iso3166-2", province.iso3166_2),
        ):
            draft.plain(field, text, NAME)
        draft.terms("kind", "province-kinds", [province.kind], TERM)
        return Entry(province.id, "province", province.id, (), draft.passages)

    def _entry(self, kind: str, record: Any, *around: str) -> Entry:
        draft = _Draft(self.labels, record.about.cite)
        getattr(self, f"_{kind}")(draft, record)
        passages = draft.end(record, (*self.names, *around, CALLED[kind]))
        return Entry(self.province.id, kind, record.about.id, record.about.cite, passages)

    def _body_named(self, draft: _Draft, field: str, value: Value | None) -> None:
        """A reference to a body, by the name of the body."""
        body = self.province.body(value.value) if value is not None and value.known else None
        if body is not None:
            draft.pair(field, body.name, PLACE)
        else:
            draft.value(field, value, PLACE)

    def _bodies(self, draft: _Draft, body: Body) -> None:
        draft.pair("name", body.name, NAME)
        draft.plain("as-written", body.as_written, NAME - 1)
        draft.terms("kind", "body-kinds", [body.kind], TERM)
        draft.value("established", body.established, DATE)
        draft.value("founder", body.founder, DATE)
        self._body_named(draft, "parent", body.parent)
        self._body_named(draft, "predecessor", body.predecessor)

    def _heads(self, draft: _Draft, head: Head) -> None:
        draft.value("person", head.person, NAME)
        draft.value("posts", head.posts, CLAIM, "posts")
        draft.terms("role", "roles", [head.role], DATE)
        draft.value("as-of", head.as_of, PLACE)
        draft.value("since", head.since, PLACE)
        draft.value("until", head.until, PLACE)

    def _meetings(self, draft: _Draft, meeting: Meeting) -> None:
        draft.value("title", meeting.title, NAME)
        draft.value("date", meeting.date, SUMMARY)
        draft.value("chair", meeting.chair, PERSON)
        for speaker in meeting.speakers:
            draft.pair("speakers", speaker, PERSON)
        draft.terms("themes", "topics", meeting.themes, DATE)
        draft.pair("summary", meeting.summary, SUMMARY)
        self._body_named(draft, "body", meeting.body)

    def _policies(self, draft: _Draft, policy: Policy) -> None:
        draft.pair("title", policy.title, NAME)
        draft.value("doc-number", policy.doc_number, NAME - 1)
        draft.pair("summary", policy.summary, SUMMARY)
        draft.terms("topics", "topics", policy.topics, SUMMARY)
        self._body_named(draft, "issuer", policy.issuer)
        draft.value("status", policy.status, PLACE, "policy-statuses")
        draft.value("date", policy.date, DATE)
        for stage in policy.history:
            draft.plain("history", str(stage.date), PLACE, stage.cite)

    def _targets(self, draft: _Draft, target: Target) -> None:
        draft.terms("metric", "metrics", [target.metric], NAME)
        draft.plain("metric", target.metric, PLACE)
        draft.plain("as-written", target.as_written, CLAIM)
        draft.plain("value", str(target.value), PLACE)
        draft.terms("unit", "units", [target.unit], TERM)
        draft.terms("basis", "target-bases", [target.basis], TERM)
        draft.value("year", target.year, PLACE)
        policies = {policy.about.id: policy.title for policy in self.province.policies}
        if target.policy.known and target.policy.value in policies:
            draft.pair("policy", policies[target.policy.value], TERM)
        else:
            draft.value("policy", target.policy, TERM)
        self._body_named(draft, "body", Value(KNOWN, target.body) if target.body else None)

    def _milestones(self, draft: _Draft, milestone: Milestone) -> None:
        draft.pair("claim", milestone.claim, CLAIM)
        draft.terms("topics", "topics", milestone.topics, DATE)
        draft.value("date", milestone.date, DATE)
        draft.value("scope", milestone.scope, TERM, "scopes")

    def _initiatives(self, draft: _Draft, initiative: Initiative) -> None:
        draft.pair("summary", initiative.summary, CLAIM)
        draft.terms("topics", "topics", initiative.topics, SUMMARY)
        draft.value("mode", initiative.mode, TERM, "modes")


def of_province(province: Province, labels: Labels) -> list[Entry]:
    """The province itself and each of its records that are not withdrawn."""
    return list(_Province(province, labels).entries())


def of_national(facts: National, labels: Labels) -> list[Entry]:
    """What sources state about the country as a whole."""
    return [_statement(facts, statement, labels) for statement in facts.statements]


def _statement(facts: National, statement: Statement, labels: Labels) -> Entry:
    draft = _Draft(labels, statement.cite)
    draft.pair("claim", statement.claim, CLAIM)
    draft.pair("attributed-to", statement.attributed_to, PERSON)
    draft.terms("topics", "topics", statement.topics, DATE)
    draft.plain("as-written", statement.as_written, PLACE)
    draft.terms("kind", "statement-kinds", [statement.kind], TERM)
    draft.plain("id", statement.id, PLACE)
    passages = draft.surrounded((facts.name.zh, facts.name.en))
    return Entry(facts.id, "statements", statement.id, statement.cite, passages)


def of_source(source: Source, labels: Labels) -> list[Entry]:
    """A source; it belongs to no province, and its title is its paragraph 0."""
    cite = (Citation(source.id, 0),)
    draft = _Draft(labels, cite)
    draft.pair("title", source.title, PLACE)
    draft.pair("publisher", source.publisher, CLAIM)
    draft.pair("author", source.author, CLAIM)
    draft.pair("via", source.via, PLACE)
    draft.plain("published", source.published, PLACE)
    draft.plain("id", source.id, CLAIM)
    draft.pair("note", source.note, NOTE)
    draft.terms("kind", "source-kinds", [source.kind], TERM)
    draft.terms("tier", "tiers", [source.tier], TERM)
    return [Entry(None, "sources", source.id, cite, draft.passages)]
