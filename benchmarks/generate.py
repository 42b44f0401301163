"""Generated data sets for the benchmarks: valid province files of a given size, and their sources.

A data directory holds each of the 34 divisions once, so larger sets are several directories. What
the files say is invented; the vocabulary is the project's. How many sources a file cites, and how
large they are, follows the project's data (see README.md).
"""

from __future__ import annotations

import shutil
import sys
from hashlib import sha256
from pathlib import Path

from datagov_cli.model.divisions import DIVISIONS, Division

ROOT = Path(__file__).resolve().parent.parent
#: Of the project's province files: bytes and cited sources of one, on average, and the exponent by
#: which the sources grow with the bytes (least squares over the logarithms of both).
AVERAGE_BYTES, AVERAGE_SOURCES, GROWTH = 18_500, 12, 0.75
#: So many paragraphs a source of the project has on average, its title among them.
PARAGRAPHS = 5

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
    cite: [{source}#{paragraph}]
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
    cite: [{source}#{paragraph}]
    anchors: [虚构指标{n}]
"""
INITIATIVE = """\
  - id: initiative-{n}
    topics: [data-sharing, trusted-data-space]
    mode: orderly
    summary:
      zh: 第{n}项虚构举措，只有数据的形状。
      en: Invented initiative number {n}, which only has the shape of data.
    cite: [{source}#{paragraph}]
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
        cite: [{d.id}-press-1#1]
        anchors: [张三]
    cite: [{d.id}-press-1#1]
    anchors: [虚构领导小组]
policies:
  - id: plan
    title: {{zh: 虚构计划, en: Invented plan}}
    issuer: group
    status: issued
    date: "2025-01-15"
    cite: [{d.id}-press-1#2]
    anchors: [虚构计划]
milestones: []
"""
SOURCE = """\
# yaml-language-server: $schema=../../schemas/source.schema.json
id: {id}
kind: article-newspaper
tier: press-official
language: zh
title:
  zh: {d.zh}虚构报道第{n}篇：各部门推进数据工作，只有数据的形状
  en: Invented report {n} of {d.en} on how its departments advance their work on data
publisher: {{zh: {d.zh}虚构日报, en: Invented Daily of {d.en}}}
published: "2025-{month:02}-{day:02}"
url: https://example.org/{d.id}/2025/{n}.html
extent: excerpt
retrieved: "2025-12-31"
note: {{zh: 虚构的来源，没有原文。, en: An invented source that has no text.}}
unknown:
  author: {{zh: 摘录未注明作者。, en: The excerpt names no author.}}
snapshot:
  paragraphs: {paragraphs}
  sha256:
{digests}"""


def sources_of(size: int) -> int:
    """How many sources a province file of so many bytes cites."""
    return max(1, round(AVERAGE_SOURCES * (size / AVERAGE_BYTES) ** GROWTH))


def province(division: Division, size: int) -> str:
    """A valid file of about ``size`` bytes for one division, whose sources it cites in turn."""
    lists: dict[str, list[str]] = {"meetings": [], "targets": [], "initiatives": []}
    kinds = (("meetings", MEETING), ("targets", TARGET), ("initiatives", INITIATIVE))
    text, sources = HEAD.format(d=division), sources_of(size)
    written, n = len(text.encode()), 0
    while written < size:
        n += 1
        key, template = kinds[n % 3]
        record = template.format(
            n=n,
            month=n % 12 + 1,
            day=n % 28 + 1,
            source=f"{division.id}-press-{n % sources + 1}",
            paragraph=n % PARAGRAPHS,
        )
        lists[key].append(record)
        written += len(record.encode())
    for key, records in lists.items():
        text += f"{key}:\n{''.join(records)}" if records else f"{key}: []\n"
    return text


def write_sources(folder: Path, division: Division, number: int) -> None:
    """Write the sources of one division."""
    for n in range(1, number + 1):
        name = f"{division.id}-press-{n}"
        digests = (sha256(f"{name}#{p}".encode()).hexdigest() for p in range(PARAGRAPHS))
        text = SOURCE.format(
            d=division,
            id=name,
            n=n,
            month=n % 12 + 1,
            day=n % 28 + 1,
            paragraphs=PARAGRAPHS,
            digests="".join(f"    - {digest}\n" for digest in digests),
        )
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def generate(target: Path, files: int, size: int) -> list[Path]:
    """Write ``files`` province files below ``target``, with their sources; gives back the paths of
    the former."""
    written: list[Path] = []
    divisions = list(DIVISIONS.values())
    for number in range(files):
        home = target / f"set-{number // len(divisions):04}"
        if number % len(divisions) == 0:
            for folder in ("provinces", "sources"):
                (home / folder).mkdir(parents=True)
            shutil.copytree(ROOT / "data" / "vocabulary", home / "vocabulary")
        division = divisions[number % len(divisions)]
        path = home / "provinces" / f"{division.id}.yaml"
        path.write_text(province(division, size), encoding="utf-8")
        write_sources(home / "sources", division, sources_of(size))
        written.append(path)
    return written


if __name__ == "__main__":
    paths = generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    print(len(paths), sum(path.stat().st_size for path in paths))
