"""YAML: the JSON document in block style."""

from __future__ import annotations

from collections.abc import Iterator

from datagov_cli.render import OutputStyle
from datagov_cli.storage.yaml_reader import dump
from datagov_cli.views import View


def render(view: View, _: OutputStyle) -> Iterator[str]:
    yield dump(view.payload())
