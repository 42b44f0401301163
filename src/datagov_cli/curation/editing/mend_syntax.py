"""Mending of slips that make a file no YAML, as the hints on them say."""

from __future__ import annotations

from datagov_cli.storage.yaml_reader import refusal_of
from datagov_cli.storage.yaml_slips import slip, stopped_at

#: So many slips of a file are mended: with more of them it is not a slip of the pen.
MOST_SLIPS = 100

#: Line and column, from 1, the line as written, the line as it should be.
Mend = tuple[int, int, str, str]


def mend(source: str) -> tuple[str, list[Mend]]:
    """A text with its slips mended, and what was done; as it is where not all of them can be
    mended for certain."""
    text, mends = source, list[Mend]()
    while error := refusal_of(text):
        found = slip(text, stopped_at(error), refusal_of)
        if found is None or found.mended is None or len(mends) == MOST_SLIPS:
            return source, []
        line, column = found.place
        was, now = (each.split("\n")[line - 1].strip() for each in (text, found.mended))
        mends.append((line, column, was, now))
        text = found.mended
    return text, mends
