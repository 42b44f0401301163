"""JSON Lines: one object a line, for streams and ``jq``.

The day that the answer is about stands on each line.
"""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.render import OutputStyle
from datagov_cli.render.as_json import document
from datagov_cli.views import View


def render(view: View, _: OutputStyle) -> Iterator[str]:
    payload = view.payload()
    items = payload[view.items] if view.items else payload
    day = {"as-of": payload["as-of"]} if "as-of" in payload and view.items else {}
    for item in items if isinstance(items, list) else [items]:
        yield document({**day, **item})
