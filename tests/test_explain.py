"""``datagov explain``: every example gives its code and no other, and none once put right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from helpers import Run

from datagov_cli.curation.validation.examples import EXAMPLES, GROUP, Example
from datagov_cli.model.finding_codes import CODES

#: The file in which an example of that kind stands.
FILES = {"province": "provinces/hainan.yaml", "source": "sources/gazette-2030.yaml"}
PROVINCE = f"""\
id: hainan
name: {{zh: 海南省, en: Hainan, short: 海南}}
gb2260: "460000"
iso3166-2: CN-HI
kind: province
{GROUP}meetings: []
policies: []
targets: []
milestones: []
initiatives: []
"""
_KEY = re.compile(r"^[a-z0-9-]+(?=:)", re.MULTILINE)
#: How the bytes of a wrong example come about where its text alone is not wrong.
MADE = {
    "DG002": lambda text: text.encode("gb18030"),
    "DG003": lambda text: text.encode("utf-8-sig"),
    "DG004": lambda text: text.encode() + b"#" * (1 << 20),
    "DG017": lambda text: text.encode() + b"".join(b"k%d: 1\n" % n for n in range(1001)),
}


def whole(part: str, healthy: str) -> str:
    """A healthy file with this part of it; a part without any key is a whole file."""
    given = set(_KEY.findall(part))
    if not given:
        return part
    kept = [
        block
        for block in re.split(r"(?m)^(?=[a-z0-9-]+:)", healthy)
        if not block.startswith(tuple(f"{key}:" for key in given))
    ]
    return "".join(kept) + part


@pytest.fixture
def codes_of(run: Run, beside: Path):  # type: ignore[no-untyped-def]

    def call(code: str, example: Example, part: str) -> set[str]:
        target = beside / FILES[example.kind]
        healthy = PROVINCE if example.kind == "province" else target.read_text("utf-8")
        text = whole(part, healthy)
        data = text.encode()
        if part is example.wrong:
            data = MADE.get(code, str.encode)(text)
            if code == "DG001":
                target.unlink()
                target.symlink_to("nowhere")
        if not target.is_symlink():
            target.write_bytes(data)
        result = run("validate", target, "--data", beside, "-f", "json")
        assert result.err == ""
        return {found["code"] for found in json.loads(result.out)["diagnostics"]}

    return call


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_is_wrong_and_then_right(code: str, codes_of) -> None:  # type: ignore[no-untyped-def]
    example = EXAMPLES[code]
    assert codes_of(code, example, example.right) == set()
    # What is said of too many findings is never alone.
    among = {"DG103"} if code == "DG017" else set()
    # What an earlier state had shows against it alone; ``test_git.py`` has one. Where a file
    # stands is no part of its text; ``test_stray_files.py`` has such files.
    own = set() if code in ("DG601", "DG309") else {code}
    assert codes_of(code, example, example.wrong) == own | among


def test_every_code_has_its_example() -> None:
    assert list(EXAMPLES) == list(CODES)
