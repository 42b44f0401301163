"""The page of a province as a reader sees it: sections of cards and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datagov_cli.fields import FIELDS, Values
from datagov_cli.model import (
    IMPLIED,
    KNOWN,
    LAST_KNOWN,
    UNKNOWN,
    Body,
    Head,
    Province,
    Record,
    Value,
    standing,
)
from datagov_cli.store import Store
from datagov_cli.views import Block, Card, Column, Entry, Grid, Heading, Lines
from datagov_cli.views.cells import Scribe, figure
from datagov_cli.views.lines import course, lineage

Rows = list[tuple[str, Entry]]


class Page:
    """Lays out one province, section by section."""

    def __init__(self, store: Store, values: Values, province: Province, lang: str) -> None:
        self.store = store
        self.values = values
        self.province = province
        self.scribe = Scribe(store, lang)
        self.lang = lang
        self._sections: dict[str, Callable[[], list[Block]]] = {
            "bodies": self._bodies,
            "meetings": self._meetings,
            "policies": self._policies,
            "targets": self._targets,
            "milestones": self._milestones,
            "initiatives": self._initiatives,
        }

    def blocks(self, sections: Sequence[str]) -> list[Block]:
        """The heading, the sections asked for, the sources that they cite, the legend."""
        province, scribe = self.province, self.scribe
        kind = scribe.term("province-kinds", province.kind)
        aside = " · ".join((kind, f"GB/T 2260 {province.gb2260}", province.iso3166_2))
        if province.asked:
            scribe.ask(province.asked.day)
            aside = f"{aside} · {scribe.word('on-day')} {province.asked.day}"
        blocks: list[Block] = [Heading(scribe.both(province.name), aside, level=1)]
        for section in sections:
            blocks += self._sections[section]()
        return [*blocks, *scribe.source_blocks(), *scribe.legend()]

    def _section(self, name: str, blocks: Sequence[Block]) -> list[Block]:
        asked = self.province.asked
        none = self.scribe.word("none-by-day" if asked else "none")
        if name == "leading-body" and asked and asked.no_body and asked.no_body.note:
            none = asked.no_body.note.get(self.lang)
        empty = [Lines([none], quiet=True, indent=2)]
        return [Heading(self.scribe.word(name)), *(blocks or empty)]

    # --- bodies ---------------------------------------------------------------------------

    def _bodies(self) -> list[Block]:
        bodies = standing(self.province.bodies)
        others = [self._body(body) for body in bodies if not body.main]
        main = self._section("leading-body", [self._body(body) for body in bodies if body.main])
        return [*main, *self._section("other-bodies", others)] if others else main

    def _body(self, body: Body) -> Card:
        scribe, word = self.scribe, self.scribe.word
        rows: Rows = [(word("kind"), Entry(scribe.term("body-kinds", body.kind)))]
        if body.as_written:
            marks = scribe.marks(body.about.cite)
            rows.append((word("as-written"), Entry(body.as_written, marks=marks)))
        rows.append((word("established"), scribe.entry(body.established)))
        if body.founder:
            rows.append((word("founder"), scribe.entry(body.founder)))
        for key, value in (("parent", body.parent), ("predecessor", body.predecessor)):
            if value:
                rows.append((word(key), self._body_named(value)))
        rows += lineage(scribe, self.province, body)
        heads = standing(body.heads)
        for head in heads:
            rows += self._head(head)
        if not heads:
            rows.append(
                (word("heads"), scribe.entry(body.about.absent.get("heads") or Value(UNKNOWN)))
            )
        if body.main:
            rank = FIELDS["leader-rank"]
            value = self.values.get(self.province, rank)
            leading = self.values.leadership(self.province)
            noted = bool(leading.heads or (self.province.asked and heads))
            rows.append((word("leader-rank"), scribe.entry(value, rank.vocabulary, full=noted)))
        return Card(rows, self._title(scribe.both(body.name), body))

    def _title(self, text: str, record: Record) -> Entry:
        """The title of a record's card, with its citations, and the doubt whether it was
        there on the day asked for."""
        doubt = self.scribe.doubt(record.about.on_day)
        aside = f"({doubt})" if doubt else ""
        return Entry(text, aside=aside, marks=self.scribe.marks(record.about.cite))

    def _head(self, head: Head) -> Rows:
        """Person and posts; below them each thing about the head that is not known."""
        scribe, word = self.scribe, self.scribe.word
        said = [] if head.role == "head" else [scribe.term("roles", head.role)]
        if head.basis == IMPLIED:
            scribe.use("implied")
            said.append(word("implied"))
        on_day = head.about.on_day
        if on_day and on_day.standing == LAST_KNOWN:
            dated = str(head.as_of.value) if head.as_of.known else None
            said.append(scribe.last_known(on_day, dated))
        elif head.as_of.known:
            scribe.use("as-of")
            said.append(f"{word('as-of')} {scribe.show(head.as_of.value)}")
        if doubt := scribe.doubt(on_day):
            said.append(doubt)
        if head.about.via:
            said.append(f"{word('via')} {scribe.both(head.about.via)}")
        known = [scribe.show(head.person.value)] if head.person.known else []
        known += [scribe.show(head.posts.value, "posts")] if head.posts.known else []
        aside = f"({'; '.join(said)})" if said else ""
        marks = scribe.marks(head.about.cite)
        shown, state = (scribe.join(known), KNOWN) if known else (word("unknown"), UNKNOWN)
        rows = [(word("heads"), Entry(shown, state, aside, marks))]
        for key, value in (
            ("person", head.person),
            ("post", head.posts),
            ("as-of", head.as_of),
            ("since", head.since),
            ("until", head.until),
        ):
            if value and (not value.known or key in ("since", "until")):
                entry = scribe.entry(value)
                label = f"{word(key)}: "
                rows.append(("", Entry(entry.text, entry.state, entry.aside, entry.marks, label)))
        return rows

    def _body_named(self, value: Value) -> Entry:
        """A reference to a body, shown by its name."""
        body = self.province.body(value.value) if value.known else None
        if body is None:
            return self.scribe.entry(value)
        return self.scribe.entry(Value(KNOWN, body.name, value.basis, value.note, cite=value.cite))

    # --- the other records -----------------------------------------------------------------

    def _meetings(self) -> list[Block]:
        scribe, word = self.scribe, self.scribe.word
        cards = []
        for meeting in standing(self.province.meetings):
            rows: Rows = [
                (word("date"), scribe.entry(meeting.date, marks=False)),
                (word("body"), self._unmarked(self._body_named(meeting.body))),
                (word("chair"), scribe.entry(meeting.chair, marks=False)),
            ]
            if meeting.speakers:
                rows.append((word("speakers"), Entry(scribe.show(meeting.speakers))))
            if meeting.themes:
                rows.append((word("themes"), Entry(scribe.show(meeting.themes, "topics"))))
            if meeting.summary:
                rows.append((word("summary"), Entry(meeting.summary.get(self.lang))))
            if meeting.about.via:
                rows.append((word("via"), Entry(scribe.both(meeting.about.via))))
            title = scribe.entry(meeting.title, marks=False)
            cards.append(Card(rows, self._titled(title, "title", meeting)))
        return self._section("meetings", cards)

    def _titled(self, entry: Entry, label: str, record: Record) -> Entry:
        """An entry as the title of a card; one that is not known says what it is."""
        text = entry.text if entry.state == KNOWN else f"{self.scribe.word(label)} {entry.text}"
        own = self._title(text, record)
        aside = " ".join(part for part in (entry.aside, own.aside) if part)
        return Entry(text, entry.state, aside, own.marks)

    @staticmethod
    def _unmarked(entry: Entry) -> Entry:
        return Entry(entry.text, entry.state, entry.aside)

    def _policies(self) -> list[Block]:
        scribe, word = self.scribe, self.scribe.word
        cards = []
        for policy in standing(self.province.policies):
            rows: Rows = [
                (word("status"), scribe.entry(policy.status, "policy-statuses", marks=False)),
                (word("date"), scribe.entry(policy.date, marks=False)),
                (word("issuer"), self._unmarked(self._body_named(policy.issuer))),
            ]
            if policy.doc_number:
                rows.append((word("doc-number"), scribe.entry(policy.doc_number, marks=False)))
            rows += course(scribe, self.province, policy)
            if policy.topics:
                rows.append((word("topics"), Entry(scribe.show(policy.topics, "topics"))))
            if policy.summary:
                rows.append((word("summary"), Entry(policy.summary.get(self.lang))))
            cards.append(Card(rows, self._title(scribe.both(policy.title), policy)))
        return self._section("policies", cards)

    def _targets(self) -> list[Block]:
        scribe, word = self.scribe, self.scribe.word
        titles = {policy.about.id: policy.title.zh for policy in self.province.policies}
        rows = []
        for target in standing(self.province.targets):
            if target.policy.known:
                policy = Entry(titles.get(target.policy.value, target.policy.value))
            else:
                policy = scribe.entry(target.policy, full=False)
            rows.append(
                [
                    self._doubted(Entry(scribe.term("metrics", target.metric)), target),
                    scribe.entry(target.year, full=False, marks=False),
                    Entry(scribe.term("relations", target.relation)),
                    Entry(figure(target.value)),
                    Entry(scribe.term("units", target.unit)),
                    Entry(target.as_written),
                    Entry(scribe.term("target-bases", target.basis)),
                    policy,
                    Entry("", marks=scribe.marks(target.about.cite)),
                ]
            )
        columns = [
            Column(word("metric"), fold=True),
            Column(word("year")),
            Column(word("relation")),
            Column(word("value"), right=True),
            Column(word("unit")),
            Column(word("as-written"), right=True),
            Column(word("basis")),
            Column(word("policy"), fold=True),
            Column(word("source")),
        ]
        return self._section("targets", [Grid(columns, rows)] if rows else [])

    def _doubted(self, entry: Entry, record: Record) -> Entry:
        doubt = self.scribe.doubt(record.about.on_day)
        return Entry(entry.text, aside=f"({doubt})") if doubt else entry

    def _milestones(self) -> list[Block]:
        scribe, word = self.scribe, self.scribe.word
        cards = []
        for item in standing(self.province.milestones):
            rows: Rows = [
                (word("date"), scribe.entry(item.date, marks=False)),
                (word("scope"), scribe.entry(item.scope, "scopes", marks=False)),
            ]
            cards.append(Card(rows, self._title(item.claim.get(self.lang), item)))
        return self._section("milestones", cards)

    def _initiatives(self) -> list[Block]:
        scribe, word = self.scribe, self.scribe.word
        cards = []
        for item in standing(self.province.initiatives):
            rows: Rows = [(word("topics"), Entry(scribe.show(item.topics, "topics")))]
            if item.mode:
                rows.append((word("mode"), scribe.entry(item.mode, "modes", marks=False)))
            cards.append(Card(rows, self._title(item.summary.get(self.lang), item)))
        return self._section("initiatives", cards)
