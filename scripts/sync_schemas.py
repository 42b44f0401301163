"""Write the vocabulary's terms into the schemas' lists of them.

A list in a schema that carries ``"$comment": "vocabulary: NAME"`` holds the terms of
``data/vocabulary/NAME.yaml`` in their order. Run this after a vocabulary has changed;
``--check`` only says whether that is still to be done (exit code 1).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from datagov_cli.storage.yaml_reader import read_file

ROOT = Path(__file__).resolve().parent.parent
MARK = "vocabulary: "


def fill(node: Any) -> None:
    """Replace, in place, every marked ``enum`` below ``node``."""
    if isinstance(node, dict):
        comment = node.get("$comment", "")
        if isinstance(comment, str) and comment.startswith(MARK):
            path = ROOT / "data" / "vocabulary" / f"{comment.removeprefix(MARK)}.yaml"
            node["enum"] = list(read_file(path).value["terms"])
        for value in node.values():
            fill(value)
    elif isinstance(node, list):
        for value in node:
            fill(value)


def main() -> int:
    stale, checking = 0, "--check" in sys.argv
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        before = path.read_text(encoding="utf-8")
        schema = json.loads(before)
        fill(schema)
        after = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        if after != before:
            stale += 1
            if checking:
                print(f"{path.name}: terms differ from the vocabulary; run make schemas")
            else:
                path.write_text(after, encoding="utf-8")
                print(f"{path.name}: brought up to date with the vocabulary")
    return 1 if stale and checking else 0


if __name__ == "__main__":
    sys.exit(main())
