"""The page of a province as a reader sees it: sections of cards and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from datagov_cli.model.labels import STATES, kind_label
from datagov_cli.model.record_keys import SUMMED_UP, Key, find_key
from datagov_cli.model.record_values import recorded, value_of_key
from datagov_cli.model.records import (
    KNOWN,
    UNKNOWN,
    Body,
    Head,
    Initiative,
    Meeting,
    Milestone,
    Province,
    Record,
    Value,
    active,
)
from datagov_cli.queries.fields import FIELDS, Values
from datagov_cli.queries.value_text import figure
from datagov_cli.storage.store import Store
from datagov_cli.views import Block, Card, CardRows, Column, Entry, Grid, Heading, Lines
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.lineage import body_rows, policy_rows


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
            blocks += self._sections[section]()
        return [*blocks, *writer.source_blocks(), *writer.legend()]

    def _section(self, name: str, blocks: Sequence[Block]) -> list[Block]:
        asked = self.province.asked
        none = self.writer.text("none on record")
        if asked:
            none = self.writer.text("none on record by that day")
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
        writer = self.writer
        rows: CardRows = []
        for name in ("kind", "as-written", "established", "founder", "parent", "predecessor"):
            rows += self._row("bodies", body, name, marks=name != "kind")
        rows += body_rows(writer, self.province, body)
        heads = active(body.heads)
        for head in heads:
            rows += self._head(body, head)
        if not heads:
            rows.append(
                (self._heads(body), writer.entry(body.about.absent.get("heads") or Value(UNKNOWN)))
            )
        if body.main:
            rank = FIELDS["leader-rank"]
            value = self.values.get(self.province, rank)
            leading = self.values.leadership(self.province)
            noted = bool(leading.heads or (self.province.asked and heads))
            entry = writer.entry(value, rank.vocabulary, full=noted, dated=True)
            rows.append((rank.label.get(self.lang), entry))
        return Card(rows, self._title(writer.both(body.name), body))

    def _title(self, text: str, record: Record) -> Entry:
        """The title of a record's card, with its citations, whom the source credits for it, and
        the doubt whether it was there on the day asked for."""
        return Entry(text, aside=self._remarks(record), marks=self.writer.marks(record.about.cite))

    def _remarks(self, record: Record) -> str:
        about, writer = record.about, self.writer
        return writer.remarks(writer.doubt(about.on_day), writer.credit(about.via))

    def _row(
        self, kind: str, record: Record, name: str, marks: bool = False, full: bool = True
    ) -> CardRows:
        """What a record says under a key, with its label; nothing if nothing is said.

        :param marks: with its citations, which it has in any case where they are its own.
        """
        key = find_key(kind, name)
        value = value_of_key(kind, record, key) if key else None
        if key is None or value is None:
            return []
        marks = marks or value.cite != record.about.cite
        if key.words == SUMMED_UP:
            shown = self.writer.marks(value.cite) if marks else ""
            entry = Entry(value.value.get(self.lang), marks=shown)
        else:
            entry = self.writer.entry(self._named(key, value), key.vocabulary, full, marks)
        return [(self.writer.label(name, kind), entry)]

    def _heads(self, body: Body) -> str:
        """What the heads of a body are called: ``组长`` only leads a group."""
        if body.kind == "leading-group":
            return self.writer.label("heads")
        return self.writer.text("Head", context="of any body")

    def _head(self, body: Body, head: Head) -> CardRows:
        """Person and posts; below them each thing about the head that is not known."""
        writer = self.writer
        said = [] if head.role == "head" else [writer.term("roles", head.role)]
        said += writer.reservations(recorded("heads", head, "role").replace(note=None), dated=True)
        said += [writer.doubt(head.about.on_day), writer.credit(head.about.via)]
        marks = writer.marks(head.about.cite)
        shown, state = self._person(head)
        rows = [(self._heads(body), Entry(shown, state, writer.remarks(*said), marks))]
        for name in ("person", "posts", "as-of", "since", "until"):
            value = getattr(head, name.replace("-", "_"))
            if value and (not value.known or name in ("since", "until")):
                ((label, entry),) = self._row("heads", head, name, marks=True)
                before = writer.text("{label}: ", label=label)
                rows.append(("", Entry(entry.text, entry.state, entry.aside, entry.marks, before)))
        return rows

    def _person(self, head: Head) -> tuple[str, str]:
        """Person and posts as far as they are known, and the state of what is shown."""
        person = self.writer.show(head.person.value) if head.person.known else ""
        posts = self.writer.show(head.posts.value, "posts") if head.posts.known else ""
        if person and posts:
            return self.writer.text("{person}, {posts}", person=person, posts=posts), KNOWN
        if person or posts:
            return person or posts, KNOWN
        return STATES[head.person.state].get(self.lang), head.person.state

    def _named(self, key: Key, value: Value) -> Value:
        """A value; a reference to a body by its name."""
        body = None
        if key.refers_to == ("bodies",) and value.known:
            body = self.province.body(value.value)
        return value.replace(value=body.name) if body else value

    # --- the other records -----------------------------------------------------------------

    def _cards(self, kind: str, names: Sequence[str], title: Callable[[Any], Entry]) -> list[Block]:
        """A card for each record of a kind, with the keys of these names."""
        cards = []
        for record in self.province.records(kind):
            rows = [row for name in names for row in self._row(kind, record, name)]
            cards.append(Card(rows, title(record)))
        return self._section(kind, cards)

    def _meetings(self) -> list[Block]:
        def title(meeting: Meeting) -> Entry:
            return self._titled(self.writer.entry(meeting.title, marks=False), "title", meeting)

        names = ("date", "body", "chair", "speakers", "themes", "summary")
        return self._cards("meetings", names, title)

    def _titled(self, entry: Entry, label: str, record: Record) -> Entry:
        """An entry as the title of a card; one that is not known says what it is."""
        text = entry.text
        if entry.state != KNOWN:
            text = self.writer.text("{label}: ", label=self.writer.label(label)) + text
        own = self._title(text, record)
        aside = " ".join(part for part in (entry.aside, own.aside) if part)
        return Entry(text, entry.state, aside, own.marks)

    def _policies(self) -> list[Block]:
        writer = self.writer
        cards = []
        for policy in active(self.province.policies):
            rows: CardRows = []
            for name in ("status", "date", "issuer", "doc-number"):
                rows += self._row("policies", policy, name)
            rows += policy_rows(writer, self.province, policy)
            for name in ("topics", "summary"):
                rows += self._row("policies", policy, name)
            cards.append(Card(rows, self._title(writer.both(policy.title), policy)))
        return self._section("policies", cards)

    def _targets(self) -> list[Block]:
        writer, label = self.writer, self.writer.label
        titles = {policy.about.id: policy.title.zh for policy in self.province.policies}
        rows = []
        for target in active(self.province.targets):
            if target.policy.known:
                policy = Entry(titles.get(target.policy.value, target.policy.value))
            else:
                policy = writer.entry(target.policy, full=False)
            rows.append(
                [
                    Entry(writer.term("metrics", target.metric), aside=self._remarks(target)),
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

    def _milestones(self) -> list[Block]:
        def title(item: Milestone) -> Entry:
            return self._title(item.claim.get(self.lang), item)

        return self._cards("milestones", ("date", "scope"), title)

    def _initiatives(self) -> list[Block]:
        def title(item: Initiative) -> Entry:
            return self._title(item.summary.get(self.lang), item)

        return self._cards("initiatives", ("topics", "mode"), title)
