"""JSON: one document, indented, Chinese as written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from datagov_cli.base.safe_text import escape_hidden
from datagov_cli.render import OutputStyle
from datagov_cli.views import View


def render(view: View, _: OutputStyle) -> Iterator[str]:
    yield document(view.payload(), indent=2)


def document(value: Any, indent: int | None = None) -> str:
    """One JSON text and a line feed; hidden characters as their escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return escape_hidden(text) + "\n"
