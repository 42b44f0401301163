"""The pages that list what is on record in the whole country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from datagov_cli.base.messages import text
from datagov_cli.model.labels import kind_label
from datagov_cli.model.records import DISPUTED, Policy, Province, active
from datagov_cli.queries.timeline import Event
from datagov_cli.site.charts import standings
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import Layout, Section, entries, lay_out, unmarked
from datagov_cli.site.page import Page, numbered, page_of_part, parted
from datagov_cli.views import Block, Column, Entry, Grid, Heading, Lines
from datagov_cli.views.cells import LEGEND, CellWriter
from datagov_cli.views.coverage import coverage_view
from datagov_cli.views.diff import diff_view
from datagov_cli.views.record_rows import RecordRows
from datagov_cli.views.stale import stale_view
from datagov_cli.views.targets import targets_view
from datagov_cli.views.timeline import timeline_view

#: Events on a page of the timeline.
MOST_EVENTS = 80
#: Changes told of a day; the document of the API has all of them.
MOST_CHANGES = 60
#: What the table of policies says of each, besides its title.
_OF_POLICIES = ("kind", "status", "date", "issuer")


def list_pages(edition: Edition) -> Iterator[Page]:
    """Policies, targets, timeline, country, data quality, changes, downloads, about."""
    yield from _policies(edition)
    yield from _targets(edition)
    yield from _timeline(edition)
    yield from _national(edition)
    yield from _quality(edition)
    yield _changes(edition)
    yield _downloads(edition)
    yield _about(edition)


def _policies(edition: Edition) -> Iterator[Page]:
    lang = edition.lang
    writer = CellWriter(edition.answers.store, lang)
    listed = [
        (province, policy)
        for province in edition.answers.provinces
        for policy in active(province.policies)
    ]
    listed.sort(key=lambda pair: _newest_first(pair[1]))
    rows = [_policy_row(writer, province, policy) for province, policy in listed]
    columns = [Column(writer.text("Province")), Column(writer.label("title"), fold=True)]
    columns += [Column(writer.label(name, "policies"), fold=True) for name in _OF_POLICIES]
    blocks: list[Block] = [Grid(columns, rows), *writer.legend()]
    title = kind_label("policies").get(lang)
    about = text(
        "Policies and regulations on record, the newest first. A title leads to the document’s"
        " history and citations.",
        lang,
    )
    yield from numbered(page_of_part("policies", title, about), lay_out(blocks))


def _newest_first(policy: Policy) -> tuple[bool, int]:
    known = policy.date.known
    return not known, -policy.date.value.end.toordinal() if known else 0


def _policy_row(writer: CellWriter, province: Province, policy: Policy) -> list[Entry]:
    rows = RecordRows(writer, province)
    cells = [Entry(province.short_name.get(writer.lang), record=province.id)]
    cells.append(unmarked(rows.title(writer.both(policy.title), policy), writer.lang))
    issued_by = policy.issued_by and not policy.issuer.known
    for key in (*_OF_POLICIES[:-1], "issued-by" if issued_by else _OF_POLICIES[-1]):
        shown = rows.row("policies", policy, key, full=False)
        cells.append(unmarked(shown[0][1], writer.lang) if shown else Entry(""))
    return cells


def _targets(edition: Edition) -> Iterator[Page]:
    answers, lang = edition.answers, edition.lang
    view = targets_view(answers.store, answers.targets, lang, in_short=False)
    layout = lay_out(view.blocks())
    about = text(
        "Figures of one metric in one unit, the largest first. A bar compares a figure with"
        " the largest of its kind; increments and levels are kept apart.",
        lang,
    )
    drawn = standings(answers.targets)
    title = kind_label("targets").get(lang)
    yield from numbered(page_of_part("targets", title, about, standings=drawn), layout)


def _timeline(edition: Edition) -> Iterator[Page]:
    """What has happened, the newest first, and behind it what is to come."""
    answers, lang = edition.answers, edition.lang
    events = answers.timeline.events
    past = [event for event in events if event.days[0] <= answers.today][::-1]
    ahead = events[len(past) :]
    layouts = []
    for heading, listed in ((text("Past", lang), past), (text("To come", lang), ahead)):
        for chunk in _chunks(listed, MOST_EVENTS):
            last = chunk[-1] is events[-1] or (not ahead and chunk[-1] is events[0])
            part = answers.listed(chunk, answers.timeline.undated if last else 0)
            layout = lay_out(timeline_view(answers.store, part, lang).blocks())
            titled = Heading(f"{heading} · {chunk[0].date} – {chunk[-1].date}")
            layouts.append(layout.replace(sections=(Section(titled, layout.blocks),)))
    about = text(
        "Dated records of all provinces: foundings, headships for the day for which they are"
        " stated, meetings, policies, milestones.",
        lang,
    )
    page = page_of_part("timeline", text("Timeline", lang), about)
    yield from parted(page, layouts or [Layout(None, (), (), ())])


def _chunks(events: Sequence[Event], size: int) -> Iterator[tuple[Event, ...]]:
    left = iter(events)
    while chunk := tuple(islice(left, size)):
        yield chunk


def _national(edition: Edition) -> Iterator[Page]:
    title = text("The country as a whole", edition.lang)
    about = text("What sources state about all provinces together.", edition.lang)
    yield from parted(page_of_part("national", title, about), edition.national)


def _quality(edition: Edition) -> Iterator[Page]:
    answers, lang = edition.answers, edition.lang
    store = answers.store
    counted = lay_out(coverage_view(store, answers.coverage, lang).blocks())
    due = lay_out(stale_view(store, answers.due, lang).blocks())
    sections = (
        Section(Heading(text("Coverage", lang)), counted.blocks),
        Section(Heading(text("Disputed", lang)), tuple(_disputed(edition))),
        Section(Heading(text("To be re-checked", lang)), due.blocks),
    )
    layout = Layout(None, sections, due.sources, (*counted.legend, *due.legend))
    about = text("How much is known, what needs re-checking, where sources disagree.", lang)
    title = text("Data quality", lang)
    yield from numbered(page_of_part("quality", title, about), layout)


def _disputed(edition: Edition) -> Iterator[Block]:
    """What is disputed, with the record that says it."""
    rows = []
    for block in (block for _, layout in edition.laid_out() for block in layout.blocks):
        # Each row of a table is a record, a card is one as a whole.
        for listed in block.rows if isinstance(block, Grid) else [list(entries([block]))]:
            title = next((entry for entry in listed if entry.record), None)
            rows += [
                [unmarked(title, edition.lang), unmarked(entry, edition.lang)]
                for entry in listed
                if title and entry.state == DISPUTED
            ]
    if not rows:
        yield Lines([text("none on record", edition.lang)], quiet=True)
        return
    columns = [Column(text("Record", edition.lang), fold=True), Column("", fold=True)]
    yield Grid(columns, rows)


def _changes(edition: Edition) -> Page:
    lang = edition.lang
    days = []
    for changed in edition.answers.changes:
        listed = changed.changes[:MOST_CHANGES]
        view = diff_view(listed, changed.before, changed.commit, lang)
        days.append((changed, lay_out(view.blocks())))
    about = text("What changed in the data, by meaning; formatting does not count.", lang)
    title = text("What changed", lang)
    return page_of_part("changes", title, about, "changes.html", days=days, most=MOST_CHANGES)


def _downloads(edition: Edition) -> Page:
    lang = edition.lang
    about = text("The data as files, to download and reuse.", lang)
    # They are asked for when the page is filled: by then they may have been written.
    title, answers = text("Downloads", lang), edition.answers
    return page_of_part("downloads", title, about, "downloads.html", answers=answers)


def _about(edition: Edition) -> Page:
    lang = edition.lang
    about = text("What this is, how it is made, what its words mean, how to cite it.", lang)
    legend = [(key, meaning.get(lang)) for key, meaning in LEGEND.items()]
    return page_of_part("about", text("About", lang), about, "about.html", words=legend)
