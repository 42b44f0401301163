"""What came before and after, as a line with arrows: for the page of a province."""

from __future__ import annotations

from collections.abc import Iterable

from datagov_cli.base.messages import clauses
from datagov_cli.model.records import IMPLIED, Body, Policy, Province, Stage, Value
from datagov_cli.queries.lineage import body_generations, policy_generations, stages
from datagov_cli.views import CardRows, Entry
from datagov_cli.views.cells import CellWriter

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
    line = ARROW.join(writer.join(_named(writer, item) for item in group) for group in generations)
    return [(writer.text("Lineage"), Entry(line))]


def _named(writer: CellWriter, body: Body) -> str:
    """The name (in Chinese, unless English alone is asked for), the day of founding where one is
    known, and whether a link is implied."""
    said = [str(body.established.value)] if body.established.known else []
    link: Value | None = body.predecessor
    if link is not None and link.basis == IMPLIED:
        labelled = writer.text("{label}: ", label=writer.label("predecessor"))
        said.append(f"{labelled}{writer.implied()}")
    name = body.name.en if writer.lang == "en" else body.name.zh
    return f"{name} {writer.remarks(clauses(said, writer.lang))}".rstrip()
