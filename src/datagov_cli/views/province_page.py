"""The page of a province as a reader sees it: sections of cards and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from datagov_cli.base.messages import Text, is_chinese, join, message, spaced
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import (
    IMPLIED,
    RECORD_KINDS,
    UNKNOWN,
    Body,
    Policy,
    Province,
    Value,
    active,
)
from datagov_cli.queries.coverage import Coverage, coverage
from datagov_cli.queries.fields import FIELDS, Values
from datagov_cli.views import Block, Card, CardRows, Entry, Heading, Lines
from datagov_cli.views.cells import CellWriter
from datagov_cli.views.figure_grids import figures_grid
from datagov_cli.views.head_rows import head_rows
from datagov_cli.views.policy_marks import with_policy_marks
from datagov_cli.views.record_rows import RecordRows, body_rows, policy_rows

#: Sections of which a file may have none, and which then are not shown unless asked for.
OPTIONAL = ("measures",)
#: The kinds of record that are counted.
_COUNTED = ("bodies", "meetings", "policies", "targets")
#: The keys that the cards of bodies and of policies show, in their order.
_OF_BODIES = (
    "kind", "as-written", "established", "opened", "founder", "purpose", "form", "plate-of",
    "parent", "predecessor", "city",
)  # fmt: skip
_OF_POLICIES = (
    "kind", "status", "date", "issuer", "issued-by", "issuing-level", "passed", "session",
    "in-force", "doc-number",
)  # fmt: skip
#: Of other kinds: the key that titles a card, and those that it shows.
_CARDS = {
    "meetings": ("title", ("date", "body", "chair", "speakers", "themes", "summary")),
    "milestones": ("claim", ("date", "scope")),
    "initiatives": ("summary", ("topics", "meeting", "mode")),
}


class ProvincePage:
    """Lays out one province, section by section.

    :param in_short: with marks for the titles of policies that a table names again and again.
    :param counted: the claims about the province, if they have been counted.
    """

    def __init__(
        self,
        writer: CellWriter,
        values: Values,
        province: Province,
        in_short: bool = True,
        counted: Coverage | None = None,
    ) -> None:
        self.counted = counted
        self.store = writer.store
        self.values = values
        self.province = province
        self.in_short = in_short
        self.writer = writer
        self.rows = RecordRows(self.writer, province)
        self.lang = writer.lang
        self._sections: dict[str, Callable[[], list[Block]]] = {
            "bodies": self._bodies,
            "policies": self._policies,
            **{kind: partial(self._figures, kind) for kind in ("targets", "measures")},
            **{kind: partial(self._cards, kind) for kind in _CARDS},
        }

    def blocks(self, sections: Sequence[str]) -> list[Block]:
        """The heading and the sections asked for; before all of them a summary, and behind them a
        line that counts the claims."""
        province, writer = self.province, self.writer
        kind = writer.term("province-kinds", province.kind)
        aside = " · ".join((kind, f"GB/T 2260 {province.gb2260}", province.iso3166_2))
        if province.asked:
            writer.ask(province.asked.day)
            aside = f"{aside} · {writer.text('on {day}', day=province.asked.day)}"
        blocks: list[Block] = [Heading(writer.both(province.name), aside, level=1)]
        whole = len(sections) == len(RECORD_KINDS)
        counted = None
        if whole and not province.asked:
            counted = self.counted or coverage([province], self.store).total
        if whole:
            blocks.append(Card(_summary_rows(writer, self.values, province, counted)))
        for section in sections:
            if section in OPTIONAL and len(sections) > 1 and not province.records(section):
                continue
            blocks += self._sections[section]()
        if counted:
            blocks.append(Lines([counted.said.get(self.lang)], quiet=True))
        return blocks

    def _section(self, name: str, blocks: Sequence[Block]) -> list[Block]:
        asked = self.province.asked
        none = self.writer.text("none on record")
        if asked:
            none = self.writer.text("none on record by that day")
        if name == "leading-body" and asked and asked.no_body and asked.no_body.note:
            none = asked.no_body.note.get(self.lang)
        empty = [Lines([none], quiet=True, indent=2)]
        gone = [
            f"{record.about.id}: {withdrawn.said.get(self.lang)}"
            for record in (getattr(self.province, name) if name in RECORD_KINDS else ())
            if (withdrawn := record.about.withdrawn)
        ]
        lines = [Lines(gone, quiet=True, indent=2)] if gone else []
        shown = [*blocks, *lines]
        return [Heading(kind_label(name).get(self.lang)), *(shown or empty)]

    def _sought(self, kind: str, leading: bool = False) -> list[Card]:
        """What was looked for in the province and not found: the leading group, or all else."""
        rows = [
            (self.writer.label(name), self.writer.entry(account))
            for name, account in self.province.sought(kind)
            if (name == "leading-group") == leading
        ]
        return [Card(rows)] if rows else []

    # --- bodies ---------------------------------------------------------------------------

    def _bodies(self) -> list[Block]:
        bodies = active(self.province.bodies)
        # In the order in which they are shown: so the sources are numbered.
        leading = [self._body(body) for body in bodies if body.main]
        main = self._section("leading-body", leading or self._sought("bodies", leading=True))
        others = [self._body(body) for body in bodies if not body.main]
        others += self._sought("bodies")
        return [*main, *self._section("other-bodies", others)] if others else main

    def _body(self, body: Body) -> Card:
        writer = self.writer
        rows: CardRows = []
        for name in _OF_BODIES:
            rows += self.rows.row("bodies", body, name, marks=name != "kind")
        rows += body_rows(writer, self.province, body)
        rows += head_rows(self.rows, body)
        if body.main:
            rank = FIELDS["leader-rank"]
            value = self.values.get(self.province, rank)
            leading = self.values.leadership(self.province)
            noted = bool(leading.heads or (self.province.asked and active(body.heads)))
            entry = writer.entry(value, rank.vocabulary, full=noted, dated=True)
            rows.append((rank.label.get(self.lang), entry))
        return Card(rows, self.rows.title(writer.both(body.name), body))

    # --- the other records -----------------------------------------------------------------

    def _cards(self, kind: str) -> list[Block]:
        """A card for each record of a kind."""
        key, names = _CARDS[kind]
        cards = []
        for record in self.province.records(kind):
            rows = [row for name in names for row in self.rows.row(kind, record, name)]
            called: Text | Value = getattr(record, key)
            if isinstance(called, Value):
                title = self.rows.titled(self.writer.entry(called, marks=False), key, record)
            else:
                title = self.rows.title(called.get(self.lang), record)
            cards.append(Card(rows, title))
        return self._section(kind, cards)

    def _policies(self) -> list[Block]:
        cards = []
        for policy in active(self.province.policies):
            rows = self._policy_rows(policy, _OF_POLICIES)
            rows += policy_rows(self.writer, self.province, policy)
            rows += self._policy_rows(policy, ("topics", "summary"))
            cards.append(Card(rows, self.rows.title(self.writer.both(policy.title), policy)))
        return self._section("policies", [*cards, *self._sought("policies")])

    def _policy_rows(self, policy: Policy, names: Sequence[str]) -> CardRows:
        """The rows of these keys; who issued it stands for an issuer that is not known."""
        named = policy.issued_by and not policy.issuer.known
        shown = (name for name in names if not (name == "issuer" and named))
        return [row for name in shown for row in self.rows.row("policies", policy, name)]

    def _figures(self, kind: str) -> list[Block]:
        grid = figures_grid(self.rows, kind)
        shown = with_policy_marks([grid]) if self.in_short else [grid]
        return self._section(kind, shown if grid.rows else [])


def _summary_rows(
    writer: CellWriter, values: Values, province: Province, counted: Coverage | None
) -> CardRows:
    """What most readers ask first about a province, in a dozen lines.

    :param counted: the claims about it; ``None`` on a day, about which they are not counted.

    The records below say the same at length; there bodies and documents have their citations.
    """
    shown: CardRows = []
    for key in ("body.name", "leader.name", "leader-rank", "leader.as-of", "bureau.name"):
        field = FIELDS[key]
        value = values.get(province, field)
        if _follows(key, value, values, province):
            continue
        dated = field.dated and key != "leader.as-of"
        entry = writer.entry(value, field.vocabulary, False, field.dated, dated=dated)
        if not field.dated:
            credited = writer.remarks(*map(writer.credit, value.via))
            entry = entry.replace(aside=spaced(entry.aside, credited))
        shown.append((field.label.get(writer.lang), entry))
    newest = values.get(province, FIELDS["policies.newest"])
    title = _title(writer, newest)
    if isinstance(newest.value, tuple):
        # Rough dates do not tell which of them it is.
        one_of = writer.remarks(writer.text("one of {number}", number=len(newest.value)))
        title = title.replace(aside=spaced(title.aside, one_of))
    shown.append((writer.text("Newest document"), title))
    regulations = values.get(province, FIELDS["regulation.title"])
    shown.append((writer.text("Regulation"), _title(writer, regulations)))
    numbers = {kind: len(active(getattr(province, kind))) for kind in _COUNTED}
    on_record = [
        message("{label}: {value}", label=kind_label(kind), value=number)
        for kind, number in numbers.items()
    ]
    shown.append((writer.text("On record"), Entry(join(on_record, writer.lang))))
    if counted:
        shown.append((writer.text("Coverage"), Entry(counted.in_short.get(writer.lang))))
    return shown


def _follows(key: str, value: Value, values: Values, province: Province) -> bool:
    """Whether a field says no more than the lines above it: the rank of nobody, or the date
    that they have already, unless it alone is implied."""
    headed = bool(values.leadership(province).heads)
    if key == "leader.as-of":
        head = values.get(province, FIELDS["leader.name"])
        return not headed or value.basis != IMPLIED or head.basis == IMPLIED
    return key == "leader-rank" and value.state == UNKNOWN and not headed


def _title(writer: CellWriter, value: Value) -> Entry:
    """The newest of these titles, in one language: that of the labels."""
    title = value.value[-1] if isinstance(value.value, tuple) else value.value
    if isinstance(title, Text) and not is_chinese(writer.lang):
        title = Text(title.en, title.en)
    return writer.entry(value.replace(value=title), full=False, marks=False)
