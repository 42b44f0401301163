"""The data as files: what the page of downloads lists, and the files themselves.

A format is an entry of :data:`DOWNLOADS`; whoever adds one adds the function that writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text, message
from datagov_cli.queries.tables import TABLES
from datagov_cli.queries.tables.columns import Scope
from datagov_cli.render import OutputStyle, render
from datagov_cli.site.answers import Answers
from datagov_cli.views import Table, View

#: The folder of the files, at the root of the site.
FOLDER = "downloads"


class Download(Frozen):
    """A file to take away: its name, what it is, and how it is written from the answers."""

    name: str
    format: str
    about: Text
    write: Callable[[Answers], bytes]


def _csv(table: str) -> Callable[[Answers], bytes]:
    def write(answers: Answers) -> bytes:
        asked = TABLES[table]
        scope = Scope(answers.store, answers.provinces, answers.national)
        header = [column.name for column in asked.columns]
        flat = Table(header, (list(row) for row in asked.rows(scope)))
        view = View(dict, lambda: flat, list)
        return "".join(render(view, "csv", OutputStyle())).encode()

    return write


#: What a table holds, for the list.
_ABOUT = {
    "claims": message("Every fact, a row each citation: value, state, basis, note, source"),
}

DOWNLOADS: tuple[Download, ...] = tuple(
    Download(
        f"{name}.csv",
        "CSV",
        _ABOUT.get(name, message("One row a record; names of columns as in the data")),
        _csv(name),
    )
    for name in ("claims", *(name for name in TABLES if name != "claims"))
)


def download_files(answers: Answers) -> Iterator[tuple[str, bytes]]:
    """Each file with its path."""
    for download in DOWNLOADS:
        yield f"{FOLDER}/{download.name}", download.write(answers)
