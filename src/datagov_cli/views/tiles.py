"""The country as a grid of equal tiles, one for each provincial-level division.

Equal tiles let a small municipality be seen as well as a large region. The grid keeps who
lies north, south, east or west of whom as far as squares allow; it is no map of borders.
"""

from __future__ import annotations

#: The grid, row by row from the north; ISO 3166-2:CN codes, ``..`` where no division is.
_GRID = """
.. .. .. .. .. .. HL
.. .. .. .. .. .. JL
.. .. .. .. NM BJ LN
XJ GS NX SX HE TJ ..
XZ QH SN HA SD .. ..
.. SC CQ HB AH JS SH
.. YN GZ HN JX ZJ ..
.. .. GX GD FJ .. TW
.. .. HI MO HK .. ..
"""

#: Code without its ``CN-`` → row and column, counted from 0 in the north-west.
PLACES: dict[str, tuple[int, int]] = {
    code: (row, column)
    for row, line in enumerate(_GRID.split("\n")[1:-1])
    for column, code in enumerate(line.split())
    if code != ".."
}
