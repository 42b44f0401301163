"""Records on the page of a province: a row a key, titles, what came before and after."""

from __future__ import annotations

from collections.abc import Iterable

from datagov_cli.base.messages import clauses, spaced
from datagov_cli.model.key_types import SUMMED_UP, Key
from datagov_cli.model.record_keys import find_key
from datagov_cli.model.record_values import value_of_key
from datagov_cli.model.records import (
    IMPLIED,
    KNOWN,
    Body,
    Policy,
    Province,
    Record,
    Stage,
    Value,
    active,
    uncertain_on_day,
)
from datagov_cli.queries.lineage import body_generations, policy_generations, stages
from datagov_cli.views import CardRows, Entry
from datagov_cli.views.cells import CellWriter


class RecordRows:
    """Writes what the records of a province say, each value with its reservations."""

    def __init__(self, writer: CellWriter, province: Province) -> None:
        self.writer = writer
        self.province = province
        self.lang = writer.lang

    def row(
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
            entry = self._referred(key, value) or self.writer.entry(
                value, key.vocabulary, full, marks
            )
        if not marks:
            entry = entry.replace(marks="")
        return [(self.writer.label(name, kind), entry)]

    def _referred(self, key: Key, value: Value) -> Entry | None:
        """A reference to a body by its name, to a meeting by its title and date."""
        if key.refers_to == ("meetings",) and value.known:
            meetings = active(self.province.meetings)
            meeting = next((m for m in meetings if m.about.id == value.value), None)
            if meeting is None:
                return None
            title = self.writer.entry(meeting.title, full=False, marks=False)
            date = self.writer.entry(meeting.date, full=False, marks=False)
            return Entry(title.text, title.state, self.writer.remarks(date.text))
        if key.refers_to != ("bodies",):
            return None
        entry = self.writer.entry(self.province.with_names(value))
        body = self.province.body(value.value) if value.known else None
        if body is None or body.about.withdrawn is None:
            return entry
        said = self.writer.remarks(body.about.withdrawn.said.get(self.lang))
        return entry.replace(aside=spaced(entry.aside, said))

    def remarks(self, record: Record) -> str:
        """Whom the source credits for a record, and the doubt whether it was there on the day
        asked for; of a policy it is the status that may have changed."""
        about, writer = record.about, self.writer
        settled = isinstance(record, Policy) and not uncertain_on_day(record)
        doubt = "" if settled else writer.doubt(about.on_day)
        return writer.remarks(doubt, writer.credit(about.via))

    def title(self, text: str, record: Record) -> Entry:
        """The title of a record's card, with its citations and the remarks on it."""
        return Entry(
            text,
            aside=self.remarks(record),
            marks=self.writer.marks(record.about.cite),
            record=f"{self.province.id}/{record.about.id}",
        )

    def titled(self, entry: Entry, label: str, record: Record) -> Entry:
        """An entry as the title of a card; one that is not known says what it is."""
        text = entry.text
        if entry.state != KNOWN:
            text = self.writer.text("{label}: ", label=self.writer.label(label)) + text
        own = self.title(text, record)
        return own.replace(
            state=entry.state,
            aside=spaced(entry.aside, own.aside),
            flags=entry.flags,
            cites=entry.cites,
        )


# --- what came before and after, as a line with arrows ------------------------------------------

ARROW = " → "


def policy_rows(writer: CellWriter, province: Province, policy: Policy) -> CardRows:
    """A policy from its first draft to what superseded it, and what it superseded.

    Nothing where there is only the one status that stands on the page anyway.
    """
    links = stages(policy)
    generations = policy_generations(province, policy)
    place = next(n for n, group in enumerate(generations) if policy in group)
    parts = [_stage(writer, link, last=link is links[-1]) for link in links]
    after = generations[place + 1 :]
    if after:
        parts.append(writer.text("superseded by {titles}", titles=_titles(writer, after[0])))
    rows: CardRows = []
    if len(parts) > 1:
        rows.append((writer.label("history"), Entry(ARROW.join(parts), cites=True)))
    if len(generations) > 1:
        line = ARROW.join(_titles(writer, group) for group in generations)
        rows.append((writer.text("Lineage"), Entry(line)))
    return rows


def _stage(writer: CellWriter, link: Stage, last: bool) -> str:
    """Day and status; what is not known says so, and the last stage is cited on the page."""
    status = writer.entry(link.status, "policy-statuses", full=False, marks=False)
    said = [status.text, status.aside]
    if link.date.known:
        said.insert(0, writer.show(link.date.value))
    elif last:
        date = writer.entry(link.date, full=False, marks=False)
        labelled = writer.text("{label}: ", label=writer.label("date"))
        said.append(writer.remarks(f"{labelled}{date.text}"))
    if not last:
        said.append(writer.marks(link.cite))
    return " ".join(part for part in said if part)


def _titles(writer: CellWriter, policies: Iterable[Policy]) -> str:
    return writer.join(writer.both(policy.title) for policy in policies)


def body_rows(writer: CellWriter, province: Province, body: Body) -> CardRows:
    """A body between its predecessors and successors, oldest first; nothing without any."""
    generations = body_generations(province, body)
    if len(generations) == 1:
        return []
    line = ARROW.join(
        writer.join(_body_line(writer, item) for item in group) for group in generations
    )
    return [(writer.text("Lineage"), Entry(line))]


def _body_line(writer: CellWriter, body: Body) -> str:
    """The name (in Chinese, unless English alone is asked for), the day of founding where one is
    known, and whether a link is implied."""
    said = [str(body.established.value)] if body.established.known else []
    link: Value | None = body.predecessor
    if link is not None and link.basis == IMPLIED:
        labelled = writer.text("{label}: ", label=writer.label("predecessor"))
        said.append(f"{labelled}{writer.implied()}")
    name = body.name.en if writer.lang == "en" else body.name.zh
    return f"{name} {writer.remarks(clauses(said, writer.lang))}".rstrip()
