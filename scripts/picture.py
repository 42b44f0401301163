"""Draw what a command prints at a terminal as an SVG file, for the README.

``python scripts/picture.py`` writes every picture of ``PICTURES``; ``--check`` only says
whether one is out of date (exit code 1).
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
#: File → command and width in terminal cells.
PICTURES = {"docs/compare.svg": ("compare --field leader-rank", 110)}


def draw(command: str, width: int) -> str:
    """The SVG of what ``datagov COMMAND`` prints at a colour terminal of that width."""
    environment = {
        **os.environ, "COLUMNS": str(width), "FORCE_COLOR": "1", "LANG": "en_US.UTF-8",
        "TERM": "xterm-256color", "COLORTERM": "truecolor",
    }  # fmt: skip
    for name in ("NO_COLOR", "LC_ALL", "LC_MESSAGES", "DATAGOV_DATA"):
        environment.pop(name, None)
    shown = subprocess.run(
        [sys.executable, "-m", "datagov_cli", *command.split()],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ datagov {command}\n{shown}".rstrip()), soft_wrap=True)
    svg = console.export_svg(title="datagov", unique_id="datagov")
    # The fonts of the reader are used; nothing is fetched from elsewhere.
    start, end = svg.index("@font-face"), svg.rindex("@font-face")
    end = svg.index("}", end) + 1
    return svg[:start] + svg[end:].lstrip("\n")


def main() -> int:
    stale = 0
    for name, (command, width) in PICTURES.items():
        svg = draw(command, width)
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != svg:
            stale += 1
            print(f"{name} is out of date")
            if "--check" not in sys.argv:
                path.write_text(svg, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
