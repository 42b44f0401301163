"""Whatever stands in the files and on the command line, no command ends as a bug (70)."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Run


@pytest.mark.parametrize(
    "call", ["search 数据 -n", "list --limit", "compare -F leader-rank --limit"]
)
@pytest.mark.parametrize("number", ["9223372036854775808", "-1", "1" * 30, "1" * 5000, "x"])
def test_a_number_that_cannot_be_meant_is_a_usage_error(
    call: str, number: str, run: Run, tiny: Path
) -> None:
    result = run(*call.split(), number, "--data", tiny)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")
