"""SQLite: the database by itself or, as a folder, with the descriptions that Datasette shows.

``datasette FOLDER`` serves such a folder as it is (Datasette's configuration directory mode).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datagov_cli.export.content import Content
from datagov_cli.export.database import VIEWS, build, sql_name
from datagov_cli.queries.tables import TABLES
from datagov_cli.render.as_json import document

NAME = "datagov"


def write(content: Content, target: Path) -> None:
    """Write the database into a file, or with ``metadata.json`` into a folder."""
    base = build(content)
    database = base.serialize()
    base.close()
    if not target.is_dir():
        target.write_bytes(database)
        return
    (target / f"{NAME}.db").write_bytes(database)
    described = document(_metadata(content), indent=2)
    (target / "metadata.json").write_text(described, "utf-8", newline="\n")


def _metadata(content: Content) -> dict[str, Any]:
    """What Datasette shows beside the tables (docs.datasette.io, Metadata)."""
    about = content.about()
    tables: dict[str, Any] = {
        name: {"columns": {sql_name(c.name): content.meaning(c) for c in table.columns}}
        for name, table in TABLES.items()
    }
    tables["claims"] |= {"fts_table": "claims_fts", "fts_pk": "number"}
    tables |= {name: {"description": said} for name, (said, _) in VIEWS.items()}
    shown = ("generated-at", "data-version", "git-revision", "as-of", "chosen", "cite-as")
    said = "; ".join(f"{name}: {about[name]}" for name in shown if about[name])
    return {
        "title": about["title"],
        "description": said,
        "license": about["licence"],
        "license_url": about["licence-url"],
        "databases": {NAME: {"tables": tables}},
    }
