"""Map and comparison about each day, as a script: each day as what differs from the one before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.site.comparison_pages import Side, Sides
from datagov_cli.site.templating import Templates, is_unbroken
from datagov_cli.views import Entry


def day_states(filler: Templates, sides: Sides) -> bytes:
    """The script that ``assets/site.js`` loads when a day is asked for: pages that are opened from
    a disk can load no other file.

    A state is a list of pieces of HTML for places of the page, in the order in which
    :func:`_pieces` gives them; ``days`` has for each day, the oldest first, the places at which it
    differs from the day before, each followed by the number of its piece in ``pieces``, which
    are lists of numbers of ``lines``.
    """
    edition = sides.edition
    shown = [*sides.days.values(), sides.now]
    # A map that cannot be drawn of one day is drawn of none.
    drawn = set.intersection(*({each.key for each in side.maps} for side in shown))
    maps = [each.key for each in sides.now.maps if each.key in drawn]
    provinces = [province.id for province in edition.answers.provinces]
    content = {"link": _link, "anchor": lambda _: None, "top": ""}
    macros = filler.macros("blocks.html", edition.lang, content)
    known: dict[Entry, str] = {}
    pieces: dict[str, int] = {}
    lines: dict[str, int] = {}
    days = []
    before: list[str] = []
    for side in reversed(sides.days.values()):
        state = list(_pieces(macros, side, maps, provinces, known))
        changes: list[int] = []
        for place, piece in enumerate(state):
            if not before or before[place] != piece:
                changes += (place, pieces.setdefault(piece, len(pieces)))
        days.append(changes)
        before = state
    told = [
        [lines.setdefault(line, len(lines)) for line in piece.split("\n") if line]
        for piece in pieces
    ]
    read = {
        "maps": maps,
        "provinces": provinces,
        "lines": list(lines),
        "pieces": told,
        "days": days,
    }
    text = escape_hidden(json.dumps(read, ensure_ascii=False, separators=(",", ":")))
    return f"datagovDays({text});\n".encode()


def _link(record: str) -> str | None:
    """Where a source stands; only those are linked to in what changes with the day."""
    return f"{record}.html" if record.startswith("sources/") else None


def _pieces(
    macros: Any, side: Side, maps: list[str], provinces: list[str], known: dict[Entry, str]
) -> Iterator[str]:
    """The pieces of a state: of each map its tiles, key and notes; of each province its cells;
    the provinces in the order of the table, and their places by each column; what stands below.

    :param known: the HTML of entries, to which new ones are added.
    """
    drawn = {each.key: each for each in side.maps}
    for key in maps:
        for tile in drawn[key].tiles:
            yield f"{tile.look}|{tile.tile.mark}|{tile.meaning}"
        yield str(macros.map_key(drawn[key])).strip()
        yield str(macros.map_notes(drawn[key])).strip()
    rows = {row.province: row for row in side.rows}
    for province in provinces:
        for column, entry in zip(side.columns, rows[province].cells[1:], strict=True):
            if entry not in known:
                known[entry] = str(macros.value(entry)).strip()
            kept = not column.right and is_unbroken(entry)
            yield f"{'k' if kept else ''}|{known[entry]}"
    order = {row.province: place for place, row in enumerate(side.rows)}
    yield " ".join(str(order[province]) for province in provinces)
    for place in range(len(side.columns)):
        yield " ".join(str(rows[province].places[place]) for province in provinces)
    yield "".join(str(macros.lines(block)) for block in side.notes).strip()
    yield str(macros.closing(side.layout)).strip()
