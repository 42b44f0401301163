"""Generated data sets for the benchmarks: valid province files of a given size.

A data directory holds each of the 34 divisions once, so larger sets are several directories
that share their sources and vocabulary. What the files say is invented.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from datagov_cli.model.divisions import DIVISIONS, Division

ROOT = Path(__file__).resolve().parent.parent

MEETING = """\
  - id: meeting-{n}
    body: group
    date: "2024-{month:02}-{day:02}"
    title: {{zh: 第{n}次虚构会议, en: Invented meeting number {n}}}
    chair: {{zh: 张三, en: Zhang San}}
    themes:
      - digital-economy
      - data-sharing
      - public-data-authorised-operation
    cite: [cls-2025-04-21#{paragraph}]
    anchors: [虚构会议, 会议{n}]
"""
TARGET = """\
  - id: target-{n}
    metric: ai-core-industry-revenue
    relation: reach
    value: {n}00000000
    unit: CNY
    as-written: {n}亿元
    year: "2025"
    basis: target
    policy: plan
    cite: [cls-2025-04-21#{paragraph}]
    anchors: [虚构指标{n}]
"""
INITIATIVE = """\
  - id: initiative-{n}
    topics: [data-sharing, trusted-data-space]
    mode: orderly
    summary:
      zh: 第{n}项虚构举措，只有数据的形状。
      en: Invented initiative number {n}, which only has the shape of data.
    cite: [cls-2025-04-21#{paragraph}]
    anchors: [虚构举措{n}]
"""
HEAD = """\
# yaml-language-server: $schema=../../schemas/province.schema.json
id: {d.id}
name: {{zh: {d.zh}, en: {d.en}, short: {d.short}}}
gb2260: "{d.gb2260}"
iso3166-2: {d.iso3166_2}
kind: {d.kind}
bodies:
  - id: group
    kind: leading-group
    main: true
    name: {{zh: {d.zh}虚构领导小组, en: Invented Leading Group of {d.en}}}
    established: "2020"
    heads:
      - id: zhang-san
        person: {{zh: 张三, en: Zhang San}}
        role: head
        posts: [governor]
        as-of: "2025-02"
        basis: stated
        cite: [cls-2025-04-21#1]
        anchors: [张三]
    cite: [cls-2025-04-21#1]
    anchors: [虚构领导小组]
policies:
  - id: plan
    title: {{zh: 虚构计划, en: Invented plan}}
    issuer: group
    status: issued
    date: "2025-01-15"
    cite: [cls-2025-04-21#2]
    anchors: [虚构计划]
milestones: []
"""


def province(division: Division, size: int) -> str:
    """A valid file of about ``size`` bytes for one division."""
    lists: dict[str, list[str]] = {"meetings": [], "targets": [], "initiatives": []}
    kinds = (("meetings", MEETING), ("targets", TARGET), ("initiatives", INITIATIVE))
    text = HEAD.format(d=division)
    written, n = len(text.encode()), 0
    while written < size:
        n += 1
        key, template = kinds[n % 3]
        record = template.format(n=n, month=n % 12 + 1, day=n % 28 + 1, paragraph=n % 26)
        lists[key].append(record)
        written += len(record.encode())
    for key, records in lists.items():
        text += f"{key}:\n{''.join(records)}" if records else f"{key}: []\n"
    return text


def generate(target: Path, files: int, size: int) -> list[Path]:
    """Write ``files`` province files below ``target``; gives back their paths."""
    written: list[Path] = []
    divisions = list(DIVISIONS.values())
    for number in range(files):
        home = target / f"set-{number // len(divisions):04}"
        if number % len(divisions) == 0:
            (home / "provinces").mkdir(parents=True)
            for folder in ("sources", "vocabulary"):
                shutil.copytree(ROOT / "data" / folder, home / folder)
        division = divisions[number % len(divisions)]
        path = home / "provinces" / f"{division.id}.yaml"
        path.write_text(province(division, size), encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    paths = generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    print(len(paths), sum(path.stat().st_size for path in paths))
