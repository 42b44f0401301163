"""Policies that the tables of an answer name again and again: a mark in the table, the title
once below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from datagov_cli.views import Block, Card, Entry, Grid


class PolicyTitle(Entry):
    """The title of a policy, as the content of a cell."""


def with_policy_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a mark such as ``[P1]`` for each title in their tables, and behind them the
    list of these. Where no title stands there twice nothing changes."""
    entries = [entry for b in blocks if isinstance(b, Grid) for row in b.rows for entry in row]
    titles = Counter(entry.text for entry in entries if isinstance(entry, PolicyTitle))
    if max(titles.values(), default=0) < 2:
        return list(blocks)
    marks = {title: f"[P{number}]" for number, title in enumerate(titles, start=1)}

    def marked(entry: Entry) -> Entry:
        if not isinstance(entry, PolicyTitle):
            return entry
        return entry.replace(text=marks[entry.text])

    shown = [
        block.replace(rows=[[marked(entry) for entry in row] for row in block.rows])
        if isinstance(block, Grid)
        else block
        for block in blocks
    ]
    return [*shown, Card([(mark, Entry(title)) for title, mark in marks.items()])]
