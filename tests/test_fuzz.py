"""Whatever stands in the files, a check ends in findings and never in a crash."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from helpers import COUNTRY, TINY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datagov_cli.curation.validation import validate
from datagov_cli.storage.yaml_reader import dump, read_file

scalars = st.none() | st.booleans() | st.integers() | st.sampled_from(
    ["", "head", "group", "2030-02-30", "9" * 500, "gazette-2030#1", "gazette-2030#99", "海\n", "#"]
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "zh", "value", "cite", "terms", "date"]), inner)
    ),
    max_leaves=8,
)
PLACES = ["provinces/hainan", "sources/gazette-2030", "national", "vocabulary/units",
          "vocabulary/metrics", "vocabulary/posts", "vocabulary/topics"]  # fmt: skip


@cache
def home() -> Path:
    data = Path(mkdtemp()) / "data"
    shutil.copytree(TINY, data)
    shutil.copytree(COUNTRY / "vocabulary", data / "vocabulary")
    return data


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        found += paths(item, (*at, key)) if isinstance(item, dict | list) else [(*at, key)]
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_document_with_anything_anywhere(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(PLACES))
    path = home() / f"{place}.yaml"
    healthy = path.read_bytes()
    document = read_file(path).value
    for _ in range(data.draw(st.integers(1, 3))):
        *parents, last = data.draw(st.sampled_from(paths(document)))
        target = document
        for step in parents:
            target = target[step]
        target[last] = data.draw(anything)
    try:
        path.write_text(dump(document), "utf-8")
        validate(home(), remember=False)
    finally:
        path.write_bytes(healthy)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_file_with_any_bytes_anywhere(data: st.DataObject) -> None:
    path = home() / f"{data.draw(st.sampled_from(PLACES))}.yaml"
    healthy = path.read_bytes()
    start = data.draw(st.integers(0, len(healthy)))
    length = data.draw(st.integers(0, 20))
    try:
        path.write_bytes(
            healthy[:start] + data.draw(st.binary(max_size=20)) + healthy[start + length :]
        )
        validate(home(), remember=False)
    finally:
        path.write_bytes(healthy)
