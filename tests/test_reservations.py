"""Wherever a value appears, its reservation appears with it: in every command, format, language.

The data is invented (``tests/data/reservations``): what is to be looked for stands in it once,
under a name that occurs nowhere else. :data:`CASES` is the one table: how a value is printed, and
what must stand near it. To hold another reservation, give the data such a value and add a row.

How near is near: a value of JSON and YAML, its own object; of CSV, its row, in a table with a
column a field, the columns of that field; of text and Markdown, its cell or its line, as the case
says; of a calendar, its event. Text is also printed 80 columns wide, where a cell may be broken
into lines: then the paragraph counts.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from helpers import Run, edit, reserved, table_csv
from site_helpers import build

from datagov_cli.model.records import RECORD_KINDS
from datagov_cli.queries.fields import FIELDS
from datagov_cli.queries.tables import TABLES, Scope
from datagov_cli.storage.store import Store

LEADER = [key for key in FIELDS if key.startswith("leader")]


class Case(NamedTuple):
    """A value that must not be shown without a reservation.

    ``value`` and the others are patterns for both languages. ``near`` must be found beside it,
    ``answer`` anywhere in the answer. ``unit`` is ``cell``, ``line`` or ``paragraph`` for readers.
    In commands that begin with one of ``loose`` the whole answer is near enough, in ``free`` ones
    nothing is asked, nor in those in which the pattern ``only`` is not found. ``seen`` are
    commands in which the value must occur, lest the row hold nothing.
    """

    name: str
    value: str
    near: str
    answer: tuple[str, ...] = ()
    unit: str = "line"
    loose: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    only: str = ""
    seen: tuple[str, ...] = ()


#: On a map ``*`` says it, and the legend what that means.
IMPLIED = r"(?<!role-basis=)implied|推断|inferred|Hainan\*|海南\*"
VOLUME = "targets.data-exchange-annual-trading-volume"
STATIONS = "targets.5g-base-stations"
CASES = (
    Case(
        "an implied head is implied wherever the name stands",
        r"甲隐|Jia Yin",
        IMPLIED,
        unit="cell",
        seen=(
            "show hainan",
            "list",
            "compare",
            "search 甲隐",
            "why hainan leader-rank",
            "why hainan chair",
            "why hainan chair.person",
            "compare --field leader.name --transpose",
            "timeline",
            "stale --older-than 1d",
            "table claims",
            "table heads",
        ),
    ),
    Case(
        "an implied head is dated",
        r"甲隐|Jia Yin",
        r"2029-?11-?03",
        loose=("why",),
        free=("table heads",),
        seen=("list --columns leader.name", "compare --field leader.name --transpose"),
    ),
    Case(
        "the rank of an implied head is implied",
        r"Governor or mayor|(?<!副)省（市）长|value=governor\b",
        IMPLIED,
        unit="cell",
        free=("fields",),
        seen=("show hainan", "compare --field leader-rank --map", "list --group-by leader-rank"),
    ),
    Case(
        "the rank of an implied head is dated",
        r"Governor or mayor|(?<!副)省（市）长|value=governor\b",
        r"2029-?11-?03",
        loose=("why",),
        free=("fields",),
        seen=("show hainan", "list --columns leader-rank", "list --group-by leader-rank"),
    ),
    Case(
        "the role of an implied head is implied",
        r"field=role\b|(Role|角色)(: |：|  )(Head\b|组长|负责人)|role=head",
        IMPLIED + "|role-basis=implied",
        only=r"^(show hainan|why hainan|search 甲隐|search 组长 hainan)(?! xizang)",
        seen=("why hainan chair", "why hainan chair.role"),
    ),
    Case(
        "a headship of a day long past is dated",
        r"乙载|Yi Zai",
        r"2028-?07-?09",
        loose=("why",),
        free=("table heads",),
        seen=(
            "show xizang",
            "list",
            "list --columns leader.name",
            "compare --field leader.name --transpose",
            "compare --field leader.role,leader.name,leader-rank",
            "list --group-by leader.name",
            "search 乙载",
            "timeline",
        ),
    ),
    Case(
        "what is only last known says so, and how old it is",
        r"乙载|Yi Zai",
        r"last known|last-known|最近已知|days earlier|天",
        only=r"--as-of",
        free=("timeline",),
        seen=("list --as-of 2031-01-01", "show xizang --as-of 2031-01-01"),
    ),
    Case(
        "a day that is implied says so, whatever is stated for it",
        r"2029-?04-?1[89]",
        IMPLIED,
        loose=("why",),
        seen=(
            "show fujian",
            "list",
            "list --columns leader-rank",
            "list --columns leader.as-of",
            "list --columns bureau.director",
            "list --group-by leader.name",
            "compare --field leader-rank --map",
            "compare --field leader.name --transpose",
            "search 卯期",
            "why fujian leader-rank",
            "why fujian dated",
            "timeline",
            "stale --older-than 1d",
            "table claims",
            "table heads",
        ),
    ),
    Case(
        "so does an implied name of who is stated to head a body",
        r"午推|Wu Tui",
        IMPLIED,
        loose=("why",),
        seen=("show yunnan", "list --columns bureau.director", "timeline", "search 午推"),
    ),
    Case(
        "posts that are implied",
        r"Secretary of the leading party group|党组书记|(value|posts)=party-group-secretary",
        IMPLIED,
        seen=("show yunnan", "timeline", "table claims"),
    ),
    Case(
        "a title of a meeting that is implied",
        r"未题|Wei Ti",
        IMPLIED,
        seen=("show yunnan", "timeline", "search 未题"),
    ),
    Case(
        "a status that is implied",
        r"(Issued|已发布|已印发)\b.*(申策|Shen Ce)",
        IMPLIED,
        only=r"^timeline",
        seen=("timeline --undated",),
    ),
    Case(
        "a target's year that is implied",
        r"(?<!\d)5,?551(?!\d)",
        IMPLIED,
        loose=("why", "search"),
        seen=("show qinghai", "targets", "timeline", "table targets"),
    ),
    Case(
        "why it is implied, for machines",
        r"(?m)^value=5551$",
        r"酉题|You title",
        only=r"^targets$",
    ),
    Case(
        "a target's year that is disputed, and why its document is not known",
        r"(?m)^value=6661$",
        r"(?s)(2033.*2034.*(戌文|Xu text)|(戌文|Xu text).*2033.*2034)",
        only=r"^targets$",
    ),
    Case(
        "a target without its year",
        r"(?<!\d)6,?661(?!\d)",
        r"(?s)disputed|争议|2033.*2034",
        loose=("why", "search"),
        seen=("targets",),
    ),
    Case(
        "an outlet that the source credits is named",
        r"乙载|Yi Zai",
        r"",
        answer=(r"虚构晚报|Invented Evening Paper",),
        free=("timeline", "stale", "list --group-by"),
        seen=("show xizang", "list", "search 乙载", "why xizang first", "table claims"),
    ),
    Case(
        "so it is of bodies and of initiatives",
        r"壬局|Ren Bureau|癸举|Gui Ju",
        r"虚构周刊|Invented Weekly",
        loose=("why",),
        free=("timeline",),
        seen=("show xizang", "search 壬局", "search 癸举", "table claims", "why xizang push"),
    ),
    Case(
        "a record that was withdrawn is shown only as one",
        r"丙撤|Bing Che",
        r"withdrawn|撤回",
    ),
    Case(
        "who is disputed is called so, and all sides are named",
        r"丁左|Ding Zuo|戊右|Wu You",
        r"disputed|争议|claims=",
        answer=(r"丁左|Ding Zuo", r"戊右|Wu You"),
        free=("search",),
        loose=("why",),
        seen=(
            "show ningxia",
            "list",
            "compare --field leader.name --transpose",
            "list --group-by leader.name",
            "why ningxia leader.name",
            "table claims",
        ),
    ),
    Case(
        "each side of a dispute has its citation",
        r"戊右|Wu You",
        r"\[[12]\]¶2|herald-2030#2|herald-2030\nparagraph=2|herald-2030\b[^}]*¶2",
        unit="line",
        free=("timeline", "stale", "why"),
        seen=("show ningxia", "list", "search 戊右", "table claims"),
    ),
    Case(
        "a date that is disputed",
        r"2018-09",
        r"disputed|争议|claims=",
        answer=(r"2017-03", r"2018-09"),
        free=("search",),
        seen=(
            "show ningxia",
            "compare",
            "list --group-by body.established",
            "compare --field body.established --map",
            "timeline",
        ),
    ),
    Case(
        "an opinion says whose it is",
        r"辛说|Xin Shuo",
        r"虚构专家|an invented expert",
        unit="paragraph",
        loose=("why",),
        seen=("show national", "why national opinion", "search 辛说", "table claims"),
    ),
    Case(
        "a count that is only exceeded says so",
        r"(?<![\d,])8,?123(?![\d,])",
        r"exceed|突破",
        loose=("why",),
        free=(),
        seen=("show national", "why national count.value"),
    ),
    Case(
        "what a source only expects is called so",
        r"777,?700,?000,?000|7,?777亿",
        r"(?i)expect|预期",
        loose=("why",),
        seen=(
            "show qinghai",
            f"list --columns {VOLUME}",
            f"compare --field {VOLUME} --transpose",
            f"list --group-by {VOLUME}",
            "targets",
            "search 7777亿元",
            "stale --older-than 1d --ahead 9y",
            "timeline",
            "why qinghai volume",
            f"why qinghai {VOLUME}",
            "table claims",
            "table targets",
        ),
    ),
    Case(
        "it is a bound, and for a year",
        r"777,?700,?000,?000|7,?777亿",
        r"(?s)(exceed|突破|超过).*2031|2031.*(exceed|突破|超过)",
        loose=("why",),
        free=("stale -f ics",),
        seen=(f"list --columns {VOLUME}",),
    ),
    Case(
        "an increment says that it is one, and until when",
        r"(?<!\d)3,?331(?!\d)",
        r"(?s)(add|新增).*2032|2032.*(add|新增)",
        loose=("why",),
        seen=(
            "show qinghai",
            f"list --columns {STATIONS}",
            f"compare --field {STATIONS} --transpose",
            f"compare --field {STATIONS} --map",
            f"list --group-by {STATIONS}",
            "targets",
            "search 3331",
            "timeline",
            "stale --older-than 1d --ahead 9y",
            "why qinghai stations",
            f"why qinghai {STATIONS}",
        ),
    ),
    Case(
        "a result says how its figure is meant, and for which year",
        r"(?<!\d)4,?441(?!\d)",
        r"(?s)(exceed|突破|超过).*2028|2028.*(exceed|突破|超过)",
        loose=("why",),
        seen=(
            "show qinghai",
            "show qinghai -s measures",
            "search 4441",
            "why qinghai built",
            "why qinghai built.value",
            "table measures",
            "table claims",
        ),
    ),
    Case(
        "an event at the date of a source is no beginning",
        r"乙载|Yi Zai|己东|Ji Dong",
        r"stated for this date|来源所述之日|event=stated-for",
        only=r"^timeline",
        seen=("timeline",),
    ),
    Case(
        "who heads a body by one source has the other beside it",
        r"己东|Ji Dong|庚西|Geng Xi",
        r"disputed|争议|claims=",
        answer=(r"己东|Ji Dong", r"庚西|Geng Xi"),
        free=("search",),
        loose=("why",),
        seen=(
            "show gansu",
            "list",
            "list --columns leader.name",
            "compare --field leader.name --transpose",
            "list --group-by leader.name",
            "timeline",
            "stale --older-than 1d",
            "why gansu leader.name",
            "why gansu group",
            "table claims",
        ),
    ),
    Case(
        "a hit on one side says that there are others",
        r"己东|Ji Dong|庚西|Geng Xi",
        r"disputed|争议",
        only=r"^search",
        seen=("search 己东",),
    ),
    Case(
        "each side has its own date",
        r"己东|Ji Dong",
        r"2029-?06-?07",
        loose=("why",),
        seen=("show gansu", "list", "search 己东", "timeline", "stale --older-than 1d"),
    ),
    Case(
        "what follows from each side is disputed",
        r"Member of the party standing|委常委",
        r"disputed|争议|claims=|己东|Ji Dong",
        loose=("why",),
        seen=("list", "compare --field leader-rank --map", "why gansu leader-rank"),
    ),
    Case(
        "posts that are disputed, and the rank with them",
        r"Deputy\s+party\s+secretary|党委副书记|value=deputy-party-secretary",
        r"disputed|争议|claims=",
        answer=(r"Deputy\s+director|副厅?局长|deputy-director",),
        loose=("why",),
        seen=(
            "show yunnan",
            "list",
            "list --columns leader.post",
            "compare --field leader-rank --map",
            "list --group-by leader-rank",
            "timeline",
            "why yunnan leader-rank",
            "why yunnan held.posts",
            "table claims",
        ),
    ),
    Case(
        "a source that was withdrawn is called so where it is cited",
        r"子立|Zi Li",
        r"withdrawn|撤回",
        free=("table",),
        loose=("why",),
        seen=("show gansu", "search 子立", "timeline", "why gansu first-one"),
    ),
    Case(
        "and why it was",
        r"虚构传单|An invented leaflet",
        r"2030-05-02",
        answer=(r"来源不实|not genuine",),
        unit="paragraph",
        free=("search", "why"),
        seen=("show gansu", "table sources"),
    ),
    Case(
        "a hit on such a source says so",
        r"虚构传单|An invented leaflet",
        r"withdrawn|撤回",
        unit="paragraph",
        only=r"^(search|why gansu leaflet)",
        loose=("why",),
        seen=("search 传单", "why gansu leaflet-2030"),
    ),
    Case(
        "a record that was withdrawn says when and why",
        r"(?<!with)mistaken",
        r"withdrawn|撤回|误记|Recorded in error",
        unit="paragraph",
        loose=("why", "search"),
        seen=("show xizang", "search mistaken", "why xizang mistaken"),
    ),
    Case(
        "what an excerpt says is cited to the excerpt",
        r"丑读|Chou Du",
        r"…¶1|excerpt",
        free=("table initiatives",),
        loose=("why",),
        seen=("show gansu", "search 丑读", "why gansu reading", "table claims"),
    ),
    Case(
        "a status is last known after its last source",
        r"Status:? +Issued|状态(：| +)已发布|value\W+issued",
        r"2030-03-01",
        only=r"--as-of 2033",
        free=("table",),
        seen=("show qinghai --as-of 2033-01-01",),
    ),
    Case(
        "so is a body",
        r"壬局|Ren Bureau",
        r"2030-?03-?01|last-known",
        only=r"--as-of 2033",
        seen=("show xizang --as-of 2033-01-01",),
    ),
)

#: Every command that shows values of the data, each in every format that it has. Those of the
#: seven names that are looked for are searched one by one.
COMMANDS = (
    "show hainan xizang ningxia",
    "show hainan",
    "show hainan -s bodies",
    "show xizang",
    "show ningxia",
    "show national",
    "show xizang --as-of 2031-01-01",
    "list",
    "list --as-of 2031-01-01",
    *(f"list --columns {key}" for key in LEADER),
    "list --columns leader-rank,leader.name",
    "list --group-by leader-rank",
    "list --group-by leader.name",
    "list --group-by body.established",
    "compare",
    *(f"compare --field {key} --transpose" for key in LEADER),
    "compare --field leader.role,leader.name,leader-rank",
    "compare --field leader.as-of,body.established,leader.name --transpose",
    "compare --field leader-rank --map",
    "compare --field body.established --map",
    "search 甲隐",
    "search 组长 hainan",
    "search 乙载",
    "search 壬局",
    "search 癸举",
    "search 戊右",
    "search 辛说",
    "search 8123",
    "show qinghai",
    "search 7777亿元",
    "search 3331",
    "targets",
    *(f"why hainan {key}" for key in LEADER),
    "why hainan chair",
    "why hainan chair.person",
    "why hainan chair.role",
    "why xizang leader.name",
    "why xizang first",
    "why xizang push",
    "why ningxia leader.name",
    "why ningxia either",
    "why national opinion",
    "why national count.value",
    "timeline",
    "stale --older-than 1d",
    "stale --older-than 1d --ahead 9y",
    "fields",
    *(f"list --columns {key}" for key in (VOLUME, STATIONS)),
    *(f"list --group-by {key}" for key in (VOLUME, STATIONS, "leader.post", "leader.as-of")),
    *(f"compare --field {key} --transpose" for key in (VOLUME, STATIONS)),
    f"compare --field {STATIONS} --map",
    f"compare --field {VOLUME},{STATIONS},leader.name",
    "show qinghai -s measures",
    "show qinghai --as-of 2033-01-01",
    "show xizang --as-of 2033-01-01",
    "show gansu",
    "show yunnan",
    "timeline --undated",
    "timeline --as-of 2031-01-01",
    "targets --as-of 2033-01-01",
    "show fujian",
    "list --columns bureau.director",
    "why fujian leader-rank",
    "why fujian dated",
    "search 卯期",
    "search 辰期",
    "search 午推",
    "search 未题",
    "search 己东",
    "search 寅职",
    "search 子立",
    "search 丑读",
    "search 传单",
    "search 4441",
    "search mistaken",
    "why qinghai volume",
    "why qinghai stations",
    "why qinghai built",
    "why qinghai built.value",
    *(f"why qinghai {key}" for key in (VOLUME, STATIONS)),
    "why gansu group",
    "why gansu leader.name",
    "why gansu leader-rank",
    "why gansu first-one",
    "why gansu reading",
    "why gansu leaflet-2030",
    "why yunnan leader-rank",
    "why yunnan held.posts",
    "why xizang mistaken",
    *(f"list {kind}" for kind in (*RECORD_KINDS, "heads", "statements", "sources")),
    *(f"list {kind} --as-of 2033-01-01" for kind in (*RECORD_KINDS, "heads")),
    "list heads --field posts,as-of",
    "list targets --field value",
    "list targets --field as-written",
    "list measures --field as-written",
)
FORMATS = ("text", "text-80", "md", "csv", "json", "jsonl", "yaml", "ics")
CALENDARS = ("timeline", "stale")
#: Formats that lay out in both languages what another one, tried in both, is made of.
SAME_IN_BOTH = ("text-80", "jsonl", "yaml")

#: Formats that one call of a command is enough for: they lay out the document that JSON is.
OF_THE_DOCUMENT = ("yaml", "jsonl")
#: In Chinese so are these, whose words are those of the text.
OF_THE_TEXT = ("md", "csv")
#: Of each command the first call.
FIRST = {call.split()[0]: call for call in reversed(COMMANDS)}.values()


# --- an answer in units --------------------------------------------------------------------------


#: What of an object is itself one and belongs to its value.
OF_THE_VALUE = ("cite", "claims", "members", "qualifiers", "withdrawn", "year")


def of_objects(value: Any) -> Iterator[str]:
    """Each object by itself, with its plain values and lists of these, one a line."""
    if isinstance(value, list):
        for item in value:
            yield from of_objects(item)
    if not isinstance(value, dict):
        return
    own = []
    for key, item in value.items():
        if key == "query":
            continue
        if key in OF_THE_VALUE and isinstance(item, dict | list) and "schema" not in value:
            own.append(f"{key}={json.dumps(item, ensure_ascii=False)}")
            continue
        plain = item if isinstance(item, list) else [item]
        own += [f"{key}={each}" for each in plain if not isinstance(each, dict | list)]
        yield from of_objects(item)
    yield "\n".join(own)


def of_rows(output: str) -> Iterator[str]:
    """Each row, its columns one a line; of a table with a column a field, each field."""
    header, *rows = csv.reader(io.StringIO(output))
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        if header[:3] != ["province", "name", "name-en"] or "reservations" not in cells:
            yield "\n".join(f"{name}={cell}" for name, cell in cells.items())
            continue
        said = cells.pop("reservations").split("; ")
        for key in cells:
            own = [f"{name}={cell}" for name, cell in cells.items() if name.startswith(f"{key}.")]
            own += [each for each in said if each.startswith((f"{key}=", f"{key}."))]
            if key.startswith("leader"):
                own.append(f"leader.as-of={cells.get('leader.as-of')}")
            yield "\n".join([f"{key}={cells[key]}", *own])


def of_cells(output: str) -> Iterator[str]:
    for line in output.splitlines():
        yield from re.split(r"\s{2,}|\|", line)


def unfolded(paragraph: str) -> str:
    """A paragraph and, below it, its lines and each column of its table as they were before they
    were broken into lines, of which a phrase may go over two."""
    lines = paragraph.split("\n")
    # As many characters as cells, so that what stands below each other has the same places.
    cells = [re.sub(r"[\u1100-\uffef]", "\\g<0>\0", line) for line in lines]
    starts = [found.start() for found in re.finditer(r"(?<!\S)(?<!\S )\S", cells[0])]
    columns = [
        [line[start:end].replace("\0", "").strip() for line in cells]
        for start, end in pairwise([*starts, None])
    ]
    texts = [[line.strip() for line in lines], *columns]
    return "\n".join([paragraph, *map("".join, texts), *map(" ".join, texts)])


def units(name: str, output: str, unit: str) -> Iterator[str]:
    """The parts of an answer in which a value and its reservation must stand together."""
    if name == "json":
        yield from of_objects(json.loads(output))
    elif name == "jsonl":
        for line in output.splitlines():
            yield from of_objects(json.loads(line))
    elif name == "yaml":
        yield from of_objects(yaml.load(output, yaml.CSafeLoader))
    elif name == "csv":
        yield from of_rows(output)
    elif name == "ics":
        yield from output.replace("\r\n ", "").split("BEGIN:VEVENT")
    elif name == "text-80" or unit == "paragraph":
        yield from output.split("\n\n")
    else:
        yield from of_cells(output) if unit == "cell" else output.splitlines()


def in_parts(name: str, output: str, unit: str) -> list[str]:
    return list(units(name, output.replace("\\", "") if name == "md" else output, unit))


def forgotten(
    case: Case, command: str, name: str, output: str, parts: Callable[[str], list[str]]
) -> Iterator[str]:
    """The parts of an answer that show the value of a case without its reservation."""
    output = output.replace("\\", "") if name == "md" else output
    asked = re.search(case.only, command) and not command.startswith(case.free)
    if not asked or not re.search(case.value, output):
        return
    for pattern in case.answer:
        if not re.search(pattern, output):
            yield f"{command} ({name}): nowhere {pattern}"
    if command.startswith(case.loose):
        if not re.search(case.near, output):
            yield f"{command} ({name}): nowhere {case.near}"
        return
    unit = "line" if "--group-by" in command or "--map" in command else case.unit
    for part in parts(unit):
        if re.search(case.value, part) and not re.search(case.near, part):
            yield f"{command} ({name}): {part.strip()}"


def answer(run: Run, data: Path, command: str, name: str, lang: str) -> str:
    """What a command prints, or, for ``table NAME``, a flat table as CSV."""
    if command.startswith("table "):
        store = Store(data)
        scope = Scope(store, store.provinces(), store.national(), lang)
        return table_csv(command.removeprefix("table "), scope)
    form = name.removesuffix("-80")
    result = run(*shlex.split(command), "-f", form, "--lang", lang, "--data", data)
    assert result.code == 0, result.err
    if name == "text-80":
        return "\n\n".join(map(unfolded, result.out.split("\n\n")))
    return result.out


def printed(run: Run, data: Path, command: str, lang: str) -> Iterator[tuple[str, str]]:
    """The answer in every format that the command has."""
    with pytest.MonkeyPatch.context() as environment:
        for name in FORMATS:
            if name == "ics" and not command.startswith(CALENDARS):
                continue
            if command.startswith("table ") and name != "csv":
                continue
            if lang == "zh" and name in SAME_IN_BOTH:
                continue
            few = (*OF_THE_DOCUMENT, *(OF_THE_TEXT if lang == "zh" else ()))
            if name in few and command not in FIRST and not command.startswith("table "):
                continue
            environment.setenv("COLUMNS", "80" if name == "text-80" else "2000")
            yield name, answer(run, data, command, name, lang)


# --- the property --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of ``reservations`` for tests that only read them."""
    return reserved(tmp_path_factory.mktemp("unchanged"))


TABLE_COMMANDS = tuple(f"table {name}" for name in TABLES if name != "terms")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", [*COMMANDS, *TABLE_COMMANDS])
def test_no_value_without_its_reservation(
    command: str, lang: str, run: Run, unchanged: Path
) -> None:
    """Nor may a row of the table hold nothing: the value is in the answers that it names."""
    for name, output in printed(run, unchanged, command, lang):
        parts = cache(partial(in_parts, name, output))
        missing = [
            f"{case.name}: {part}"
            for case in CASES
            for part in forgotten(case, command, name, output, parts)
        ]
        assert not missing, "\n\n".join(missing)
        if name in ("text", "json") or command.startswith("table"):
            unseen = [case.name for case in CASES if command in case.seen
                      and not re.search(case.value, output)]  # fmt: skip
            assert not unseen, name


def test_the_table_names_commands_that_are_tried() -> None:
    assert {command for case in CASES for command in case.seen} <= {*COMMANDS, *TABLE_COMMANDS}


@pytest.mark.parametrize("day", [(), ("--as-of", "2031-01-01")])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("key", LEADER)
def test_a_row_about_an_implied_head_says_so_once_or_more(
    key: str,
    lang: str,
    day: tuple[str, ...],
    run: Run,
    unchanged: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The posts are stated and their column says nothing; the date beside them does."""
    monkeypatch.setenv("COLUMNS", "2000")
    result = run("list", "--columns", key, "--lang", lang, "--data", unchanged, *day)
    (row,) = (line for line in result.out.splitlines() if line.startswith(("海南", "Hainan")))
    assert re.search(r"implied|推断", row, re.IGNORECASE)
    assert "2029-11-03" in row


def test_the_data_is_valid(run: Run, reservations: Path) -> None:
    result = run("validate", "--data", reservations)
    assert (result.code, "0 errors, 0 warnings" in result.out) == (0, True), result.out


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("text", "Head   甲隐 Jia Yin, Mayor (as of 2029-11-03) [1]¶1\nimplied: a legend"),
        ("md", "| 海南省 | 甲隐 | Mayor (implied) |"),
        (
            "csv",
            "province,name,name-en,leader.name,leader-rank,reservations\n,,,甲隐,,leader-rank=implied",
        ),
        ("json", '{"a": {"value": "甲隐", "basis": "stated"}, "basis": "implied"}'),
    ],
)
def test_a_reservation_elsewhere_is_none(name: str, output: str) -> None:
    """The check itself: what is said of another value, or in the legend, does not count."""
    parts = partial(in_parts, name, output)
    assert list(forgotten(CASES[0], "show", name, output, parts))


# --- whose words, whose paragraphs ---------------------------------------------------------------


def test_only_what_is_cited_is_told_as_cited(run: Run, reservations: Path) -> None:
    """Classes are the editors', summaries their words; a headship may follow from something."""

    def steps(lang: str, *asked: str) -> list[str]:
        answer = run("why", *asked, "-f", "json", "--lang", lang, "--data", reservations)
        told: list[str] = json.loads(answer.out)["steps"]
        return [step.partition(" [")[0] for step in told]

    assert steps("en", "xizang", "push")[1:] == [
        "Topics: Data sharing, classified by the editors.",
        "Mode: In good order, classified by the editors.",
        "Summary: Gui Ju is pursued, in the editors' words.",
    ]
    assert "概要：癸举推进，由编者概括。" in steps("zh", "xizang", "push")
    chair = steps("en", "hainan", "chair")
    assert "Name: Jia Yin, implied and not stated." in chair
    assert "Post: Mayor, as cited." in chair
    assert "Basis: Implied, classified by the editors." in chair
    assert not any("已述" in step for step in steps("zh", "hainan", "chair"))


def test_a_value_shows_its_own_paragraphs(run: Run, reservations: Path) -> None:
    """What rests on another paragraph than its record is cited to that one, everywhere."""
    path = reservations / "provinces" / "xizang.yaml"
    edit(
        path, "    mode: orderly\n", "    mode: orderly\n    cite-for: {topics: [herald-2030#1]}\n"
    )
    show = run("show", "xizang", "--data", reservations).out
    assert re.search(r"Topics +Data sharing \[2\]¶1\n +Mode +In good order\n", show)
    why = run("why", "xizang", "push.topics", "-f", "csv", "--data", reservations).out
    assert "xizang,push.topics,value,,Data sharing,herald-2030#1" in why
    (hit,) = json.loads(run("search", "数据共享", "-f", "json", "--data", reservations).out)["hits"]
    assert hit["cite"] == [{"source": "herald-2030", "at": "¶1", "tier": "press-official"}]
    claims = answer(run, reservations, "table claims", "csv", "en")
    assert re.search(r"push,topics,.*,herald-2030,1,press-official", claims)


@pytest.mark.parametrize(
    "command",
    [
        f"list --columns {STATIONS}",
        f"list --group-by {STATIONS}",
        f"compare --field {STATIONS} --transpose",
        f"compare --field {STATIONS} --map",
        "targets --metric 5g-base-stations",
        "targets --metric 5g-base-stations --chart",
        "timeline --kind target",
        "show qinghai -s targets",
        "search 3331个",
        "why qinghai stations",
        f"why qinghai {STATIONS}",
    ],
)
def test_what_rests_on_what_was_withdrawn_says_so(
    command: str, run: Run, reservations: Path
) -> None:
    path = reservations / "provinces" / "qinghai.yaml"
    edit(path, "    policy: plan\n    cite: [gazette", "    policy: plan\n    cite: [leaflet")
    case = Case("withdrawn", r"(?<!\d)3,?331(?!\d)", r"withdrawn|撤回", loose=("why",))
    missing = [
        part
        for lang in ("en", "zh")
        for name, output in printed(run, reservations, command, lang)
        for part in forgotten(case, command, name, output, cache(partial(in_parts, name, output)))
        if name != "text-80"
    ]
    assert not missing, "\n\n".join(missing)


def test_citations_of_csv_stand_apart(run: Run, reservations: Path) -> None:
    """As in the files, with what was read of the source; a comma within an entry of a list."""
    one = r"[a-z0-9-]+#\d+( \(excerpt\))?( \(withdrawn\))?"
    seen = set()
    for command in ("show gansu", "search 丑读", "timeline", "list", "why gansu reading"):
        for row in csv.DictReader(io.StringIO(answer(run, reservations, command, "csv", "en"))):
            for name, cell in row.items():
                if name.endswith("cite") and cell:
                    assert re.fullmatch(f"{one}(; {one})*", cell), (command, name, cell)
                    seen.add(cell)
    assert {"extract-2030#1 (excerpt)", "gazette-2030#3; leaflet-2030#1 (withdrawn)"} <= seen
    groups = answer(run, reservations, "list --group-by topics", "csv", "en")
    (row,) = (row for row in csv.DictReader(io.StringIO(groups)) if "qinghai" in row["provinces"])
    cites = dict(zip(row["provinces"].split("; "), row["cite"].split("; "), strict=True))
    assert cites["gansu"] == "extract-2030#1 (excerpt)"
    apart = answer(run, reservations, "why gansu leader.name", "csv", "en")
    assert "己东 (as-of=2029-06-07) [gazette-2030#1] / 庚西 " in apart


def test_why_answers_for_the_country(run: Run, reservations: Path) -> None:
    told = run("why", "全国", "count.value", "--data", reservations)
    assert re.search(r"Value +8,123 provincial-level divisions \(Goal: exceed\) \[1\]¶3", told.out)
    for asked, hint in (("opinon", 'did you mean "opinion"?'), ("leader-rank", "opinion, count")):
        result = run("why", "national", asked, "--data", reservations)
        assert (result.code, hint in result.err) == (2, True), result.err
    result = run("why", "national", "opinion.value", "--data", reservations)
    assert (result.code, "kind, claim, attributed-to" in result.err) == (2, True), result.err


def test_the_date_of_a_source_is_implied_where_none_states_it(run: Run, tiny: Path) -> None:
    """In the list of sources of an answer, in why, in references and on the pages."""
    ground = "implied: {published: {zh: 日期取自网址。, en: From the address.}}\n"
    edit(tiny / "sources" / "gazette-2030.yaml", "snapshot:\n", f"{ground}snapshot:\n")
    for call in ("show hainan", "compare", "why hainan leader-rank", "search 李四"):
        for face in ("text", "md"):
            told = run(*call.split(), "-f", face, "--data", tiny).out
            assert "2030-03-01 (date implied)" in " ".join(told.split()), (call, face)
    for call in ("show hainan", "why hainan leader-rank"):
        document = json.loads(run(*call.split(), "-f", "json", "--data", tiny).out)
        listed = document.get("citations") or document["provinces"][0]["sources"]
        assert [each["published-state"] for each in listed] == ["implied"]
    for style in ("gbt7714", "apa", "bibtex"):
        told = run("cite", "--style", style, "--data", tiny, "hainan").out
        assert "发布日期系推断" in told, style
    pages = build(tiny)
    for path in ("provinces/hainan", "sources/gazette-2030", "sources"):
        assert "2030-03-01 (date implied)" in pages[f"en/{path}.html"].decode(), path
