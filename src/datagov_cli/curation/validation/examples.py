"""An example for each code of :mod:`datagov_cli.model.diagnostics`: wrong, and corrected.

Each is a part of a data file; the rest of the file is healthy. All of it is invented. A test
runs every one: the wrong part gives its code and no other, the right part gives none. What
no text can show, such as an encoding, is said in a comment.
"""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """The same part of a file of some ``kind``, wrong and right."""

    wrong: str
    right: str
    kind: str = "province"


NAME = "name: {zh: 海南省, en: Hainan, short: 海南}\n"

INITIATIVE = """\
initiatives:
  - id: data-sharing
    topics: [data-sharing]
    mode: orderly
    summary: {zh: 有序共享数据。, en: Share data in good order.}
    cite: [gazette-2030#1]
    anchors: [数据共享]
"""

MILESTONE = """\
milestones:
  - id: first-rules
    date: "2021"
    claim: {zh: 首部数据规章, en: First rules on data}
    scope: national
    cite: [gazette-2030#2]
    anchors: [数据规章]
"""

NO_DATE = """\
    unknown:
      date: {zh: 未提及日期。, en: No date is given.}
"""

GROUP = """\
bodies:
  - id: group
    kind: leading-group
    main: true
    name: {zh: 海南省数据领导小组, en: Leading Group for Data of Hainan}
    cite: [gazette-2030#1]
    anchors: [领导小组]
    unknown:
      established: {zh: 未提及。, en: Not mentioned.}
      heads: {zh: 未提及组长。, en: No head is mentioned.}
"""

SECOND_BODY = """\
  - id: second-body
    kind: office
    name: {zh: 海南省数据领导小组办公室, en: Office of the Leading Group for Data}
    cite: [gazette-2030#1]
    anchors: [办公室]
    unknown:
      established: {zh: 未提及。, en: Not mentioned.}
      heads: {zh: 未提及。, en: Not mentioned.}
"""

HEAD = """\
bodies:
  - id: group
    kind: leading-group
    main: true
    name: {zh: 海南省数据领导小组, en: Leading Group for Data of Hainan}
    established: "2020-05"
    heads:
      - id: zhang-san
        person: {zh: 张三, en: Zhang San}
        role: head
        posts: [governor]
        as-of: "2026-02"
        until: "2028"
        basis: stated
        cite: [gazette-2030#1]
        anchors: [张三]
    cite: [gazette-2030#1]
    anchors: [领导小组]
"""

MEETING = """\
meetings:
  - id: meeting
    body: group
    date: "2026-02-03"
    title: {zh: 数据工作会议, en: Meeting on data}
    chair: {zh: 张三, en: Zhang San}
    cite: [gazette-2030#1]
    anchors: [主持]
"""

IMPLIED_HEAD = HEAD.replace(
    "basis: stated\n", "basis: implied\n        inferred-from: meeting\n"
) + MEETING.replace("2026-02-03", "2026-02")

POLICY = """\
policies:
  - id: plan
    title: {zh: 数据工作计划, en: Work plan for data}
    issuer: group
    status: issued
    date: "2029-04-15"
    history:
      - status: consultation
        date: "2029-01"
        cite: [gazette-2030#3]
        anchors: [征求意见]
    cite: [gazette-2030#3]
    anchors: [工作计划]
"""

DRAFT = """\
policies:
  - id: plan
    title: {zh: 数据工作计划, en: Work plan for data}
    issuer: group
    status: consultation
    date: "2029-01"
    cite: [gazette-2030#3]
    anchors: [征求意见]
"""

TARGET = """\
targets:
  - id: ai-revenue
    metric: ai-core-industry-revenue
    relation: reach
    value: 150000000
    unit: CNY
    as-written: 1.5亿元
    year: "2031"
    basis: target
    cite: [gazette-2030#3]
    anchors: [人工智能]
    unknown:
      policy: {zh: 未提及。, en: Not mentioned.}
"""

#: A second head of the same group for the same day.
TWO_HEADS = (
    HEAD.replace('        until: "2028"\n', "")
    .replace("2026-02", "2029-02")
    .replace(
        "    cite: [gazette-2030#1]\n    anchors: [领导小组]\n",
        """\
      - id: li-si
        person: {zh: 李四, en: Li Si}
        role: head
        posts: [party-secretary]
        as-of: "2029-02"
        basis: stated
        cite: [gazette-2030#2]
        anchors: [李四]
    cite: [gazette-2030#1]
    anchors: [领导小组]
""",
    )
)

ACTING = HEAD.replace("role: head", "role: acting").replace("[governor]", "[vice-governor]")

WITHDRAWN = '    withdrawn: {date: "2030-03-05", reason: {zh: 误记。, en: Recorded in error.}}\n'

EXPECTATION = TARGET.replace("basis: target", "basis: expectation").replace(
    """\
    unknown:
      policy: {zh: 未提及。, en: Not mentioned.}
""",
    """\
    not-applicable:
      policy: {zh: 并非政策所定。, en: No policy sets it.}
""",
)

_FOLLOWED = f"# Followed by the records of the province and nothing else.\n{NAME}"

SNAPSHOT = f"""\
snapshot:
  paragraphs: 2
  sha256:
    - "{"0" * 64}"
    - "{"1" * 64}"
"""


def _change(right: str, written: str, instead: str, kind: str = "province") -> Example:
    """The example that is wrong where ``instead`` stands for what should be ``written``."""
    return Example(right.replace(written, instead), right, kind)


EXAMPLES: dict[str, Example] = {
    "DG001": Example(
        "# hainan.yaml is a link to nowhere, or may not be read.\n",
        f"# hainan.yaml is an ordinary file.\n{NAME}",
    ),
    "DG002": _change(f"# Saved in UTF-8.\n{NAME}", "UTF-8", "GB 18030"),
    "DG003": _change(f'# Saved as "UTF-8".\n{NAME}', "UTF-8", "UTF-8 with BOM"),
    "DG004": _change(
        _FOLLOWED, "the records of the province and nothing else", "more than 1 MB of text"
    ),
    "DG005": _change(
        "name:\n  zh: 海南省\n  en: Hainan\n  short: 海南\n", "Hainan", "Hainan: an island"
    ),
    "DG006": _change("kind: province\n", ": ", ":\t"),
    "DG007": _change(INITIATIVE, "mode: orderly", "mode: orderly\n    mode: explore"),
    "DG008": Example(
        INITIATIVE.replace("有序共享数据。", "&same 数据共享").replace("[数据共享]", "[*same]"),
        INITIATIVE,
    ),
    "DG009": _change(INITIATIVE, "mode: ", "mode: !!str "),
    "DG010": _change(INITIATIVE, "[数据共享]", f"{'[' * 62}\n      {']' * 62}"),
    "DG011": Example("initiatives: []\n---\nid: xizang\n", "initiatives: []\n"),
    "DG012": Example("- id: hainan\n- kind: province\n", "id: hainan\nkind: province\n"),
    "DG013": Example("# To be written.\n", NAME),
    "DG014": _change(INITIATIVE, "mode: orderly", "? mode\n    : orderly"),
    "DG015": _change(INITIATIVE, "[数据共享]", "[1e999]"),
    "DG016": _change(INITIATIVE, "en: Share data in good order.", 'en: "Share\\u202e data."'),
    "DG017": _change(
        _FOLLOWED,
        "the records of the province and nothing else",
        "more than 1,000 lines with an unknown key each",
    ),
    "DG101": _change(INITIATIVE, "    topics: [data-sharing]\n", ""),
    "DG102": _change('gb2260: "460000"\n', '"', ""),
    "DG103": _change(INITIATIVE, "mode:", "mood:"),
    "DG104": _change(INITIATIVE, "mode: orderly", "mode: ordered"),
    "DG105": _change(INITIATIVE, "id: data-sharing", "id: Data Sharing"),
    "DG106": _change(INITIATIVE, "[数据共享]", "[]"),
    "DG107": _change(INITIATIVE, "[数据共享]", "[有序推动省市两级政务部门之间的公共数据共享]"),
    "DG108": _change(INITIATIVE, "[数据共享]", "[数据共享, 数据共享]"),
    "DG201": Example(
        MILESTONE.replace('    date: "2021"\n', ""),
        MILESTONE.replace('    date: "2021"\n', "") + NO_DATE,
    ),
    "DG202": Example(MILESTONE + NO_DATE, MILESTONE),
    "DG203": _change(IMPLIED_HEAD, "        inferred-from: meeting\n", ""),
    "DG301": _change(GROUP + SECOND_BODY, "id: second-body", "id: group"),
    "DG302": _change(POLICY, "issuer: group", "issuer: grop"),
    "DG303": _change(INITIATIVE, "gazette-2030", "gazete-2030"),
    "DG304": _change(INITIATIVE, "#1", "#99"),
    "DG305": _change(GROUP, "    main: true\n", ""),
    "DG306": _change(
        "# gazette-2030.yaml\nid: gazette-2030\n", "id: gazette-2030", "id: gazette", "source"
    ),
    "DG307": _change('gb2260: "460000"\n', "46", "44"),
    "DG308": _change(
        f"{MILESTONE}    cite-for: {{scope: [gazette-2030#3]}}\n", "{scope", "{topics"
    ),
    "DG309": _change("# data/provinces/hainan.yaml\nid: hainan\n", "provinces", "province"),
    "DG401": _change(TARGET, "value: 150000000", "value: 15000000"),
    "DG402": _change(TARGET, "1.5亿元", "1.5亿户"),
    "DG403": _change(MILESTONE, '"2021"', '"2021-02-30"'),
    "DG404": _change(POLICY, '"2029-01"', '"2029-05"'),
    "DG405": _change(MILESTONE, '"2021"', '"2031"'),
    "DG406": _change(
        TARGET, "CNY\n    as-written: 1.5亿元", '"{enterprise}"\n    as-written: 1.5亿户'
    ),
    "DG407": Example(
        EXPECTATION[: EXPECTATION.index("    not-applicable")] + "    policy: plan\n" + POLICY,
        EXPECTATION + POLICY,
    ),
    "DG408": _change(SNAPSHOT, "paragraphs: 2", "paragraphs: 3", "source"),
    "DG409": _change(TWO_HEADS.replace("role: head", "role: co-head"), "co-head", "head"),
    "DG410": _change(ACTING, "[vice-governor]", "[director]"),
    "DG501": _change(INITIATIVE, "gazette-2030", "mirror-2030"),
    "DG502": _change(HEAD, '        until: "2028"\n', ""),
    "DG503": Example(DRAFT, POLICY),
    "DG504": _change(GROUP + SECOND_BODY, "领导小组办公室", "领导小组"),
    "DG505": Example(IMPLIED_HEAD + WITHDRAWN, IMPLIED_HEAD),
    "DG506": Example(
        MEETING + MEETING.removeprefix("meetings:\n").replace("id: meeting", "id: meeting-2"),
        MEETING,
    ),
    "DG510": _change(GROUP, "未提及。, en: Not mentioned.", "待查。, en: To be looked up."),
    "DG601": Example(
        "# validate --base main, where the list had a record.\ninitiatives: []\n",
        INITIATIVE + WITHDRAWN,
    ),
}
