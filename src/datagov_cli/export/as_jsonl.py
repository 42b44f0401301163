"""JSON Lines: a claim a line; the first line says besides, under ``about``, what the export is.

What is said of the whole is known only once it has been read, so the lines wait in a temporary
file and not in memory.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from datagov_cli.export.content import Content
from datagov_cli.queries.tables import TABLES
from datagov_cli.render.as_json import document


def write(content: Content, target: Path) -> None:
    """Write the claims."""
    header = [column.name for column in TABLES["claims"].columns]
    first: dict[str, Any] | None = None
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as rest:
        for name, rows in content.batches():
            for row in rows:
                if name != "claims":
                    continue
                if first is None:
                    first = dict(zip(header, row, strict=True))
                    continue
                rest.write(document(dict(zip(header, row, strict=True))))
        rest.seek(0)
        with target.open("w", encoding="utf-8", newline="\n") as file:
            if first is not None:
                file.write(document({**first, "about": content.about()}))
            shutil.copyfileobj(rest, file)
