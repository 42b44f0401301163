"""The page of a province as a reader sees it: sections of cards and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import (
    IMPLIED,
    KNOWN,
    LAST_KNOWN,
    RECORD_KINDS,
    UNKNOWN,
    Body,
    Head,
    Meeting,
    Policy,
    Province,
    Record,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.fields import FIELDS, Values
from datagov_cli.queries.leadership import (
    COUNTS,
    HEAD,
    LEADING_ROLES,
    NOT_HEAD,
    OLDER,
    UNSUPPORTED,
    HeadVerdict,
    verdicts,
)
from datagov_cli.queries.value_text import figure
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, CardRows, Column, Entry, Grid, Heading, Lines
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.lineage import body_rows, policy_rows
from datagov_cli.views.targets import policy_entry

#: Sections of which a file may have none, and which then are not shown unless asked for.
OPTIONAL = ("measures",)


class Page:
    """Lays out one province, section by section."""

    def __init__(self, store: Store, values: Values, province: Province, lang: str) -> None:
        self.store = store
        self.values = values
        self.province = province
        self.writer = CellWriter(store, lang)
        self.lang = lang
        self._sections: dict[str, Callable[[], list[Block]]] = {
            "bodies": self._bodies,
            "meetings": self._meetings,
            "policies": self._policies,
            "targets": self._targets,
            "measures": self._measures,
            "milestones": self._milestones,
            "initiatives": self._initiatives,
        }

    def blocks(self, sections: Sequence[str]) -> list[Block]:
        """The heading, the sections asked for, the sources that they cite, the legend."""
        province, writer = self.province, self.writer
        kind = writer.term("province-kinds", province.kind)
        aside = " · ".join((kind, f"GB/T 2260 {province.gb2260}", province.iso3166_2))
        if province.asked:
            writer.ask(province.asked.day)
            aside = f"{aside} · {writer.text('on {day}', day=province.asked.day)}"
        blocks: list[Block] = [Heading(writer.both(province.name), aside, level=1)]
        for section in sections:
            if section in OPTIONAL and len(sections) > 1 and not province.records(section):
                continue
            blocks += self._sections[section]()
        return [*blocks, *writer.source_blocks(), *writer.legend()]

    def _section(self, name: str, blocks: Sequence[Block]) -> list[Block]:
        asked = self.province.asked
        none = self.writer.text("none on record")
        if asked:
            none = self.writer.text("none on record by that day")
        if name == "leading-body" and asked and asked.no_body and asked.no_body.note:
            none = asked.no_body.note.get(self.lang)
        elif name == "leading-body" and (sought := self.province.absent.get("leading-group")):
            none = self.writer.entry(sought).text
        empty = [Lines([none], quiet=True, indent=2)]
        gone = [
            f"{record.about.id}: {withdrawn.said.get(self.lang)}"
            for record in (getattr(self.province, name) if name in RECORD_KINDS else ())
            if (withdrawn := record.about.withdrawn)
        ]
        lines = [Lines(gone, quiet=True, indent=2)] if gone else []
        shown = [*blocks, *lines]
        return [Heading(kind_label(name).get(self.lang)), *(shown or empty)]

    # --- bodies ---------------------------------------------------------------------------

    def _bodies(self) -> list[Block]:
        bodies = active(self.province.bodies)
        others = [self._body(body) for body in bodies if not body.main]
        main = self._section("leading-body", [self._body(body) for body in bodies if body.main])
        return [*main, *self._section("other-bodies", others)] if others else main

    def _body(self, body: Body) -> Card:
        writer, label = self.writer, self.writer.label
        rows: CardRows = [(label("kind"), Entry(writer.term("body-kinds", body.kind)))]
        if body.as_written:
            marks = writer.marks(body.about.cite_for.get("as-written", body.about.cite))
            rows.append((label("as-written"), Entry(body.as_written, marks=marks)))
        rows.append((label("established"), writer.entry(body.established)))
        if body.opened:
            rows.append((label("opened"), writer.entry(body.opened)))
        if body.founder:
            rows.append((label("founder"), writer.entry(body.founder)))
        if body.purpose:
            marks = writer.marks(body.about.cite_for.get("purpose", body.about.cite))
            rows.append((label("purpose"), Entry(body.purpose.get(self.lang), marks=marks)))
        if body.form:
            rows.append((label("form"), writer.entry(body.form, "body-forms")))
        for key, value in (
            ("plate-of", body.plate_of),
            ("parent", body.parent),
            ("predecessor", body.predecessor),
        ):
            if value:
                rows.append((label(key), self._body_named(value)))
        if body.city:
            rows.append((label("city"), writer.entry(body.city)))
        rows += body_rows(writer, self.province, body)
        heads = active(body.heads)
        rows += self._heads_of(body)
        account = body.about.absent.get("heads")
        if not heads or (account and account.sides):
            rows.append((self._heads(body), writer.entry(account or Value(UNKNOWN))))
        if body.main:
            rank = FIELDS["leader-rank"]
            value = self.values.get(self.province, rank)
            leading = self.values.leadership(self.province)
            noted = bool(leading.heads or (self.province.asked and heads))
            rows.append(
                (rank.label.get(self.lang), writer.entry(value, rank.vocabulary, full=noted))
            )
        return Card(rows, self._title(writer.both(body.name), body))

    def _title(self, text: str, record: Record) -> Entry:
        """The title of a record's card, with its citations, and the doubt whether it was
        there on the day asked for; of a policy it is the status that may have changed."""
        on_day = record.about.on_day
        if isinstance(record, Policy) and not uncertain_on_day(record):
            on_day = None
        aside = self.writer.remarks(self.writer.doubt(on_day))
        return Entry(text, aside=aside, marks=self.writer.marks(record.about.cite))

    def _heads(self, body: Body) -> str:
        """What the heads of a body are called: ``组长`` only leads a group."""
        if body.kind == "leading-group":
            return self.writer.label("heads")
        return self.writer.text("Head", context="of a body that is no leading group")

    def _heads_of(self, body: Body) -> CardRows:
        """The heads of a body, the newest first where others came before; then the withdrawn."""
        listed = [
            verdict
            for verdict in verdicts(self.province, body, self.store.source)
            if verdict.head.about.id
        ]
        followed = any(verdict.reason == OLDER for verdict in listed)
        if followed:
            listed.sort(key=lambda verdict: verdict.reason != COUNTS)
        rows: CardRows = []
        for verdict in listed:
            about = verdict.head.about
            if about.withdrawn:
                said = self.writer.remarks(about.withdrawn.said.get(self.lang))
                rows.append((self._heads(body), Entry(about.id, UNKNOWN, said)))
            else:
                rows += self._head(body, verdict, followed)
        return rows

    def _place_in_order(self, verdict: HeadVerdict, followed: bool) -> str:
        """Whether a head is the newest on record, or since when no longer attested."""
        if verdict.reason == OLDER and verdict.successor:
            since = verdict.successor.as_of.value
            return self.writer.text("no longer attested since {date}", date=since)
        if verdict.reason == COUNTS and followed:
            return self.writer.text("the newest on record")
        if verdict.reason == UNSUPPORTED:
            return self.writer.text("what it rests on was withdrawn")
        return self.writer.text("not counted as head") if verdict.reason == NOT_HEAD else ""

    def _head(self, body: Body, verdict: HeadVerdict, followed: bool) -> CardRows:
        """Person and posts; below them each thing about the head that is not known.

        Who does not lead is called by the role, and not head.
        """
        writer, label, head = self.writer, self.writer.label, verdict.head
        role = writer.term("roles", head.role)
        named = self._heads(body) if head.role in LEADING_ROLES else role
        said = [] if named == role or head.role == HEAD else [role]
        said.append(self._place_in_order(verdict, followed))
        if head.basis == IMPLIED:
            said.append(writer.implied())
        on_day = head.about.on_day
        if on_day and on_day.standing == LAST_KNOWN:
            dated = str(head.as_of.value) if head.as_of.known else None
            said.append(writer.last_known(on_day, dated))
        elif head.as_of.known:
            said.append(writer.as_of(head.as_of.value))
        if uncertain_on_day(head):
            said.append(writer.doubt(on_day))
        if head.about.via:
            said.append(writer.text("according to {outlet}", outlet=writer.outlet(head.about.via)))
        marks = writer.marks(head.about.cite)
        shown = self._person(head)
        state = KNOWN if shown else UNKNOWN
        entry = Entry(shown or writer.text("unknown"), state, writer.remarks(*said), marks)
        rows = [(named, entry)]
        for key, value in (
            ("person", head.person),
            ("posts", head.posts),
            ("as-of", head.as_of),
            ("since", head.since),
            ("until", head.until),
        ):
            implied = value is not None and value.basis == IMPLIED
            if value and (not value.known or implied or key in ("since", "until")):
                entry = writer.entry(value)
                before = writer.text("{label}: ", label=label(key))
                rows.append(("", Entry(entry.text, entry.state, entry.aside, entry.marks, before)))
        return rows

    def _person(self, head: Head) -> str:
        """Person and posts as far as they are known."""
        person = self.writer.show(head.person.value) if head.person.known else ""
        posts = self.writer.show(head.posts.value, "posts") if head.posts.known else ""
        if person and posts:
            return self.writer.text("{person}, {posts}", person=person, posts=posts)
        return person or posts

    def _body_named(self, value: Value) -> Entry:
        """A reference to a body, shown by its name."""
        entry = self.writer.entry(self.province.with_names(value))
        body = self.province.body(value.value) if value.known else None
        if body is None or body.about.withdrawn is None:
            return entry
        said = self.writer.remarks(body.about.withdrawn.said.get(self.lang))
        return Entry(entry.text, entry.state, f"{entry.aside} {said}".strip(), entry.marks)

    # --- the other records -----------------------------------------------------------------

    def _meetings(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        cards = []
        for meeting in active(self.province.meetings):
            rows: CardRows = [
                (label("date"), writer.entry(meeting.date, marks=False)),
                (label("body"), self._unmarked(self._body_named(meeting.body))),
                (label("chair"), writer.entry(meeting.chair, marks=False)),
            ]
            if meeting.speakers:
                rows.append((label("speakers"), Entry(writer.show(meeting.speakers))))
            if meeting.themes:
                rows.append((label("themes"), Entry(writer.show(meeting.themes, "topics"))))
            if meeting.summary:
                rows.append((label("summary"), Entry(meeting.summary.get(self.lang))))
            if meeting.about.via:
                rows.append((label("via"), Entry(writer.outlet(meeting.about.via))))
            title = writer.entry(meeting.title, marks=False)
            cards.append(Card(rows, self._titled(title, "title", meeting)))
        return self._section("meetings", cards)

    def _meeting_named(self, meeting: Meeting) -> Entry:
        """A reference to a meeting, shown by its name and its date."""
        title = self.writer.entry(meeting.title, full=False, marks=False)
        date = self.writer.entry(meeting.date, full=False, marks=False)
        return Entry(title.text, title.state, self.writer.remarks(date.text))

    def _titled(self, entry: Entry, label: str, record: Record) -> Entry:
        """An entry as the title of a card; one that is not known says what it is."""
        text = entry.text
        if entry.state != KNOWN:
            text = self.writer.text("{label}: ", label=self.writer.label(label)) + text
        own = self._title(text, record)
        aside = " ".join(part for part in (entry.aside, own.aside) if part)
        return Entry(text, entry.state, aside, own.marks)

    def _plain(self, value: Value, vocabulary: str | None = None) -> Entry:
        """A value whose citations stand in the title of its card."""
        return self.writer.entry(value, vocabulary, marks=False)

    @staticmethod
    def _unmarked(entry: Entry) -> Entry:
        return Entry(entry.text, entry.state, entry.aside)

    def _policies(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        cards = []
        for policy in active(self.province.policies):
            rows: CardRows = []
            if policy.kind:
                rows.append((label("kind", "policies"), self._plain(policy.kind, "policy-kinds")))
            rows += [
                (label("status"), self._plain(policy.status, "policy-statuses")),
                (label("date"), self._plain(policy.date)),
            ]
            if policy.issuer.known or not policy.issued_by:
                rows.append((label("issuer"), self._unmarked(self._body_named(policy.issuer))))
            for key, value, vocabulary in (
                ("issued-by", policy.issued_by, None),
                ("issuing-level", policy.issuing_level, "issuing-levels"),
                ("passed", policy.passed, None),
                ("session", policy.session, None),
                ("in-force", policy.in_force, None),
                ("doc-number", policy.doc_number, None),
            ):
                if value:
                    rows.append((label(key), self._plain(value, vocabulary)))
            rows += policy_rows(writer, self.province, policy)
            if policy.topics:
                rows.append((label("topics"), Entry(writer.show(policy.topics, "topics"))))
            if policy.summary:
                rows.append((label("summary"), Entry(policy.summary.get(self.lang))))
            cards.append(Card(rows, self._title(writer.both(policy.title), policy)))
        return self._section("policies", cards)

    def _targets(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        rows = []
        for target in active(self.province.targets):
            policy = policy_entry(writer, self.province, target)
            rows.append(
                [
                    self._doubted(Entry(writer.term("metrics", target.metric)), target),
                    writer.entry(target.year, full=False, marks=False),
                    Entry(writer.term("relations", target.relation)),
                    Entry(figure(target.value)),
                    Entry(writer.term("units", target.unit)),
                    Entry(target.as_written),
                    Entry(writer.term("target-bases", target.basis)),
                    policy,
                    Entry("", marks=writer.marks(target.about.cite)),
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
            Column(writer.text("Source")),
        ]
        return self._section("targets", [Grid(columns, rows)] if rows else [])

    def _doubted(self, entry: Entry, record: Record) -> Entry:
        return Entry(entry.text, aside=self.writer.remarks(self.writer.doubt(record.about.on_day)))

    def _measures(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        rows = []
        for item in active(self.province.measures):
            relation = writer.term("relations", item.relation) if item.relation else ""
            rows.append(
                [
                    self._doubted(Entry(writer.term("metrics", item.metric)), item),
                    writer.entry(item.year, full=False, marks=False),
                    Entry(relation),
                    Entry(figure(item.value)),
                    Entry(writer.term("units", item.unit)),
                    Entry(item.as_written),
                    Entry("", marks=writer.marks(item.about.cite)),
                ]
            )
        columns = [
            Column(label("metric"), fold=True),
            Column(label("year", "measures")),
            Column(label("relation", "measures")),
            Column(label("value"), right=True),
            Column(label("unit")),
            Column(label("as-written"), right=True),
            Column(writer.text("Source")),
        ]
        return self._section("measures", [Grid(columns, rows)] if rows else [])

    def _milestones(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        cards = []
        for item in active(self.province.milestones):
            rows: CardRows = [
                (label("date"), writer.entry(item.date, marks=False)),
                (label("scope"), writer.entry(item.scope, "scopes", marks=False)),
            ]
            cards.append(Card(rows, self._title(item.claim.get(self.lang), item)))
        return self._section("milestones", cards)

    def _initiatives(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        cards = []
        for item in active(self.province.initiatives):
            rows: CardRows = [(label("topics"), Entry(writer.show(item.topics, "topics")))]
            met = [m for m in self.province.meetings if m.about.id == item.meeting]
            rows += [(label("meeting"), self._meeting_named(meeting)) for meeting in met]
            if item.mode:
                rows.append((label("mode"), writer.entry(item.mode, "modes", marks=False)))
            cards.append(Card(rows, self._title(item.summary.get(self.lang), item)))
        return self._section("initiatives", cards)
