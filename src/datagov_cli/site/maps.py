"""The country as a grid of tiles, as ``compare --map`` has it."""

from __future__ import annotations

from collections.abc import Iterable

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import parenthesised, spaced, text
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.model.records import DISPUTED, NOT_APPLICABLE, UNKNOWN
from datagov_cli.queries.compare import Comparison
from datagov_cli.site.edition import Edition
from datagov_cli.site.layout import lay_out, unmarked
from datagov_cli.views import Block, Entry, Grid, Tile, Tiles
from datagov_cli.views.map import IMPLIED_MARK, MARKS, map_view

_BY_CODE = {division.iso3166_2.removeprefix("CN-"): division for division in DIVISIONS.values()}


#: How a tile looks whose value is not known, by its mark.
_LOOKS = {MARKS[UNKNOWN]: "mu", MARKS[NOT_APPLICABLE]: "ma", MARKS[DISPUTED]: "md"}


class MapTile(Frozen):
    """A tile, the province on it (its name, and as a record), and what its mark means."""

    tile: Tile
    name: str
    record: str
    meaning: str
    implied: bool

    @property
    def look(self) -> str:
        """Its classes in the style sheet."""
        tone = self.tile.tone
        look = f"t{tone}" if tone >= 0 else _LOOKS.get(self.tile.mark, "mn")
        return f"{look} i" if self.implied else look


class TileMap(Frozen):
    """A map of one field: ``legend`` has a row a mark: mark, meaning, number, which provinces;
    ``notes`` explain the marks and what stands in parentheses."""

    key: str
    label: str
    tiles: tuple[MapTile, ...]
    legend: tuple[list[Entry], ...]
    notes: tuple[str, ...]


def tile_map(edition: Edition, compared: Comparison) -> TileMap:
    """The map of a comparison of one field."""
    view = map_view(edition.answers.store, compared, edition.lang, hint=False)
    return from_blocks(edition, compared.fields[0].key, view.blocks())


def from_blocks(edition: Edition, key: str, blocks: Iterable[Block]) -> TileMap:
    """The map that stands in the blocks of an answer."""
    layout = lay_out(list(blocks))
    tiles = next(block for block in layout.blocks if isinstance(block, Tiles))
    legend = next(block for block in layout.blocks if isinstance(block, Grid))
    meanings = {row[0].text: row[1].text for row in legend.rows}
    shown = []
    for tile in tiles.tiles:
        division = _BY_CODE[tile.code]
        mark = tile.mark.rstrip(IMPLIED_MARK)
        implied = mark != tile.mark
        said = [text("implied", edition.lang)] if implied else []
        shown.append(
            MapTile(
                tile,
                division.short_name.get(edition.lang),
                division.id,
                spaced(meanings.get(mark or "( )", ""), parenthesised(said, edition.lang)),
                implied,
            )
        )
    label = layout.title.text if layout.title else key
    rows = tuple([unmarked(entry, edition.lang) for entry in row] for row in legend.rows)
    notes = tuple(unmarked(Entry(line), edition.lang).text for line in layout.legend)
    return TileMap(key, label, tuple(shown), rows, notes)
