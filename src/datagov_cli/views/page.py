"""The page of a province as a reader sees it: sections of cards and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datagov_cli.display import figure
from datagov_cli.fields import FIELDS
from datagov_cli.labels import kind_label
from datagov_cli.leaders import leadership
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
    active,
)
from datagov_cli.store import Store
from datagov_cli.views import Block, Card, Column, Entry, Grid, Heading, Lines
from datagov_cli.views.cells import Scribe
from datagov_cli.views.lines import course, lineage

Rows = list[tuple[str, Entry]]


class Page:
    """Lays out one province, section by section."""

    def __init__(self, store: Store, province: Province, lang: str) -> None:
        self.store = store
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
            aside = f"{aside} · {scribe.text('on {day}', day=province.asked.day)}"
        blocks: list[Block] = [Heading(scribe.both(province.name), aside, level=1)]
        for section in sections:
            blocks += self._sections[section]()
        return [*blocks, *scribe.source_blocks(), *scribe.legend()]

    def _section(self, name: str, blocks: Sequence[Block]) -> list[Block]:
        asked = self.province.asked
        none = self.scribe.text("none on record")
        if asked:
            none = self.scribe.text("none on record by that day")
        if name == "leading-body" and asked and asked.no_body and asked.no_body.note:
            none = asked.no_body.note.get(self.lang)
        empty = [Lines([none], quiet=True, indent=2)]
        return [Heading(kind_label(name).get(self.lang)), *(blocks or empty)]

    # --- bodies ---------------------------------------------------------------------------

    def _bodies(self) -> list[Block]:
        bodies = active(self.province.bodies)
        others = [self._body(body) for body in bodies if not body.main]
        main = self._section("leading-body", [self._body(body) for body in bodies if body.main])
        return [*main, *self._section("other-bodies", others)] if others else main

    def _body(self, body: Body) -> Card:
        scribe, label = self.scribe, self.scribe.label
        rows: Rows = [(label("kind"), Entry(scribe.term("body-kinds", body.kind)))]
        if body.as_written:
            marks = scribe.marks(body.about.cite)
            rows.append((label("as-written"), Entry(body.as_written, marks=marks)))
        rows.append((label("established"), scribe.entry(body.established)))
        if body.founder:
            rows.append((label("founder"), scribe.entry(body.founder)))
        for key, value in (("parent", body.parent), ("predecessor", body.predecessor)):
            if value:
                rows.append((label(key), self._body_named(value)))
        rows += lineage(scribe, self.province, body)
        heads = active(body.heads)
        for head in heads:
            rows += self._head(body, head)
        if not heads:
            rows.append(
                (self._heads(body), scribe.entry(body.about.absent.get("heads") or Value(UNKNOWN)))
            )
        if body.main:
            rank = FIELDS["leader-rank"]
            value = rank.get(self.province, self.store)
            noted = bool(leadership(self.province).heads or (self.province.asked and heads))
            rows.append(
                (rank.label.get(self.lang), scribe.entry(value, rank.vocabulary, full=noted))
            )
        return Card(rows, self._title(scribe.both(body.name), body))

    def _title(self, text: str, record: Record) -> Entry:
        """The title of a record's card, with its citations, and the doubt whether it was
        there on the day asked for."""
        aside = self.scribe.remarks(self.scribe.doubt(record.about.on_day))
        return Entry(text, aside=aside, marks=self.scribe.marks(record.about.cite))

    def _heads(self, body: Body) -> str:
        """What the heads of a body are called: ``组长`` only leads a group."""
        if body.kind == "leading-group":
            return self.scribe.label("heads")
        return self.scribe.text("Head", context="of a body that is no leading group")

    def _head(self, body: Body, head: Head) -> Rows:
        """Person and posts; below them each thing about the head that is not known."""
        scribe, label = self.scribe, self.scribe.label
        said = [] if head.role == "head" else [scribe.term("roles", head.role)]
        if head.basis == IMPLIED:
            said.append(scribe.implied())
        on_day = head.about.on_day
        if on_day and on_day.standing == LAST_KNOWN:
            dated = str(head.as_of.value) if head.as_of.known else None
            said.append(scribe.last_known(on_day, dated))
        elif head.as_of.known:
            said.append(scribe.as_of(head.as_of.value))
        said.append(scribe.doubt(on_day))
        if head.about.via:
            said.append(scribe.text("according to {outlet}", outlet=scribe.outlet(head.about.via)))
        marks = scribe.marks(head.about.cite)
        shown = self._person(head)
        state = KNOWN if shown else UNKNOWN
        entry = Entry(shown or scribe.text("unknown"), state, scribe.remarks(*said), marks)
        rows = [(self._heads(body), entry)]
        for key, value in (
            ("person", head.person),
            ("posts", head.posts),
            ("as-of", head.as_of),
            ("since", head.since),
            ("until", head.until),
        ):
            if value and (not value.known or key in ("since", "until")):
                entry = scribe.entry(value)
                before = scribe.text("{label}: ", label=label(key))
                rows.append(("", Entry(entry.text, entry.state, entry.aside, entry.marks, before)))
        return rows

    def _person(self, head: Head) -> str:
        """Person and posts as far as they are known."""
        person = self.scribe.show(head.person.value) if head.person.known else ""
        posts = self.scribe.show(head.posts.value, "posts") if head.posts.known else ""
        if person and posts:
            return self.scribe.text("{person}, {posts}", person=person, posts=posts)
        return person or posts

    def _body_named(self, value: Value) -> Entry:
        """A reference to a body, shown by its name."""
        body = self.province.body(value.value) if value.known else None
        if body is None:
            return self.scribe.entry(value)
        return self.scribe.entry(Value(KNOWN, body.name, value.basis, value.note, cite=value.cite))

    # --- the other records -----------------------------------------------------------------

    def _meetings(self) -> list[Block]:
        scribe, label = self.scribe, self.scribe.label
        cards = []
        for meeting in active(self.province.meetings):
            rows: Rows = [
                (label("date"), scribe.entry(meeting.date, marks=False)),
                (label("body"), self._unmarked(self._body_named(meeting.body))),
                (label("chair"), scribe.entry(meeting.chair, marks=False)),
            ]
            if meeting.speakers:
                rows.append((label("speakers"), Entry(scribe.show(meeting.speakers))))
            if meeting.themes:
                rows.append((label("themes"), Entry(scribe.show(meeting.themes, "topics"))))
            if meeting.summary:
                rows.append((label("summary"), Entry(meeting.summary.get(self.lang))))
            if meeting.about.via:
                rows.append((label("via"), Entry(scribe.outlet(meeting.about.via))))
            title = scribe.entry(meeting.title, marks=False)
            cards.append(Card(rows, self._titled(title, "title", meeting)))
        return self._section("meetings", cards)

    def _titled(self, entry: Entry, label: str, record: Record) -> Entry:
        """An entry as the title of a card; one that is not known says what it is."""
        text = entry.text
        if entry.state != KNOWN:
            text = self.scribe.text("{label}: ", label=self.scribe.label(label)) + text
        own = self._title(text, record)
        aside = " ".join(part for part in (entry.aside, own.aside) if part)
        return Entry(text, entry.state, aside, own.marks)

    @staticmethod
    def _unmarked(entry: Entry) -> Entry:
        return Entry(entry.text, entry.state, entry.aside)

    def _policies(self) -> list[Block]:
        scribe, label = self.scribe, self.scribe.label
        cards = []
        for policy in active(self.province.policies):
            rows: Rows = [
                (label("status"), scribe.entry(policy.status, "policy-statuses", marks=False)),
                (label("date"), scribe.entry(policy.date, marks=False)),
                (label("issuer"), self._unmarked(self._body_named(policy.issuer))),
            ]
            if policy.doc_number:
                rows.append((label("doc-number"), scribe.entry(policy.doc_number, marks=False)))
            rows += course(scribe, self.province, policy)
            if policy.topics:
                rows.append((label("topics"), Entry(scribe.show(policy.topics, "topics"))))
            if policy.summary:
                rows.append((label("summary"), Entry(policy.summary.get(self.lang))))
            cards.append(Card(rows, self._title(scribe.both(policy.title), policy)))
        return self._section("policies", cards)

    def _targets(self) -> list[Block]:
        scribe, label = self.scribe, self.scribe.label
        titles = {policy.about.id: policy.title.zh for policy in self.province.policies}
        rows = []
        for target in active(self.province.targets):
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
            Column(label("metric"), fold=True),
            Column(label("year")),
            Column(label("relation")),
            Column(label("value"), right=True),
            Column(label("unit")),
            Column(label("as-written"), right=True),
            Column(label("basis", "targets")),
            Column(label("policy"), fold=True),
            Column(scribe.text("Source")),
        ]
        return self._section("targets", [Grid(columns, rows)] if rows else [])

    def _doubted(self, entry: Entry, record: Record) -> Entry:
        return Entry(entry.text, aside=self.scribe.remarks(self.scribe.doubt(record.about.on_day)))

    def _milestones(self) -> list[Block]:
        scribe, label = self.scribe, self.scribe.label
        cards = []
        for item in active(self.province.milestones):
            rows: Rows = [
                (label("date"), scribe.entry(item.date, marks=False)),
                (label("scope"), scribe.entry(item.scope, "scopes", marks=False)),
            ]
            cards.append(Card(rows, self._title(item.claim.get(self.lang), item)))
        return self._section("milestones", cards)

    def _initiatives(self) -> list[Block]:
        scribe, label = self.scribe, self.scribe.label
        cards = []
        for item in active(self.province.initiatives):
            rows: Rows = [(label("topics"), Entry(scribe.show(item.topics, "topics")))]
            if item.mode:
                rows.append((label("mode"), scribe.entry(item.mode, "modes", marks=False)))
            cards.append(Card(rows, self._title(item.summary.get(self.lang), item)))
        return self._section("initiatives", cards)
