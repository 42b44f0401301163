"""A change to a record: ``set``, ``end``, ``dispute``, ``withdraw``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datagov_cli.base.messages import text
from datagov_cli.views import Block, Lines, View
from datagov_cli.views.new import draft_view, to_fill_in

if TYPE_CHECKING:
    from datagov_cli.curation.editing.draft import Draft


def change_view(draft: Draft, written: bool, lang: str) -> View:
    """The lines of the file that changed, as a patch, and what is left to fill in."""

    def blocks() -> list[Block]:
        if not draft.lines:
            return [Lines([text("{file} says that already", lang, file=draft.name)])]
        return [Lines(draft.lines), *to_fill_in(draft, lang)]

    return draft_view(draft, "datagov/change@1", written and bool(draft.lines), blocks)
