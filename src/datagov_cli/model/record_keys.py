"""The shape of a record, key by key: the one home of what each key holds.

From this table follow how files are read and written as JSON, the flat tables, which terms,
references and dates are checked, how search weighs a text, the labels of keys, and the options
of ``datagov new``. A test holds it equal to the schemas and to the classes of
:mod:`.records`. CONTRIBUTING.md says what a new key takes besides its row here.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from datagov_cli.base.messages import message
from datagov_cli.model.key_types import (
    ALIAS,
    BOOLEAN,
    CLAIM,
    CLASS,
    CLASSIFIED,
    DATE,
    EVENT,
    HEADS,
    ID,
    NAME,
    NAMES,
    NOTE,
    NUMBER,
    PERSON,
    PLACE,
    REPOST,
    SNAPSHOT,
    STAGES,
    STRING,
    SUMMARY,
    SUMMED_UP,
    TERM,
    TERMS,
    TEXT,
    TEXTS,
    WRITTEN,
    Key,
)

_BODY = Key(
    "body", ID, ("机构", "Body"), ("相关机构的标识", "Id of the body that it is about"),
    refers_to=("bodies",),
)  # fmt: skip
_TOPICS = Key(
    "topics", TERMS, ("主题", "Topics"), ("涉及的主题", "What it is about"), "topics",
    weight=SUMMARY, words=CLASSIFIED,
)  # fmt: skip
_DATE = Key(
    "date", DATE, ("日期", "Date"), ("发生日期", "When it happened"),
    uncertain=True, disputed=True, accountable=True, reported=True, weight=EVENT,
)  # fmt: skip
_DATE_AS_WRITTEN = Key(
    "date-as-written", WRITTEN, ("日期原文", "Date as written"),
    ("来源对日期的原文表述", "The date in the source's words"), shown=False,
)  # fmt: skip
_METRIC = Key(
    "metric", TERM, ("指标", "Metric"), ("衡量的事项", "What is measured"), "metrics",
    required=True, weight=NAME, words=CLASSIFIED,
)  # fmt: skip
_VALUE = Key(
    "value", NUMBER, ("数值", "Value"),
    ("以该单位计的数字", "The figure as a plain number, in the unit"),
    required=True, default=message("that of --as-written"), weight=PLACE,
    beside=("relation", "year", "basis"),
)  # fmt: skip
_UNIT = Key(
    "unit", TERM, ("单位", "Unit"), ("数字的单位", "Unit of the figure"), "units",
    required=True, default=message("that of the metric"), weight=CLASS,
)  # fmt: skip
_FIGURE_AS_WRITTEN = Key(
    "as-written", WRITTEN, ("原文", "As written"),
    ("来源所写的数字和单位，例如240亿元；须与数值和单位相等",
     "Figure and unit in the source's words, for example 240亿元; must equal value and unit"),
    required=True, weight=CLAIM, beside=("relation", "year", "basis"),
)  # fmt: skip

#: Kind of record, or of file, → its keys but for ``id`` and :data:`COMMON`, in their order.
RECORD_KEYS: dict[str, tuple[Key, ...]] = {
    "province": (
        Key("name", NAMES, ("名称", "Name"), ("行政区名称", "Names of the division"),
            required=True, weight=NAME),
        Key("gb2260", STRING, ("国标代码", "GB/T 2260 code"),
            ("六位数字，加引号，例如\"520000\"",
             'Six digits, in quotes, for example "520000"'), required=True, weight=NAME),
        Key("iso3166-2", STRING, ("ISO代码", "ISO 3166-2 code"),
            ("例如CN-GZ", "For example CN-GZ"), required=True, weight=NAME),
        Key("kind", TERM, ("类型", "Kind"), ("行政区类型", "Kind of division"), "province-kinds",
            required=True, weight=CLASS, words=CLASSIFIED),
    ),
    "bodies": (
        Key("kind", TERM, ("类型", "Kind"), ("机构类型", "Kind of body"), "body-kinds",
            required=True, weight=CLASS, words=CLASSIFIED),
        Key("main", BOOLEAN, ("主要领导小组", "Main"),
            ("是否为全省数据或数字化工作的主要领导小组；每个文件只有一个",
             "True for the main leading group for data or digital work; exactly one in a file"),
            asked=False, words=CLASSIFIED),
        Key("name", TEXT, ("名称", "Name"),
            ("全称，前加省名", "Full name, with the province in front"),
            required=True, weight=NAME),
        Key("as-written", WRITTEN, ("原文", "As written"),
            ("来源所用名称，如与全称不同", "The name in the source's words, where it differs"),
            weight=ALIAS),
        Key("established", DATE, ("成立", "Founded"), ("成立日期", "When it was founded"),
            uncertain=True, disputed=True, accountable=True, reported=True, weight=EVENT),
        Key("opened", DATE, ("挂牌", "Opened"), ("挂牌或开业日期", "When it opened its doors"),
            uncertain=True, disputed=True, reported=True, dated_by="opened", weight=EVENT),
        Key("founder", TEXT, ("决定机关", "Decided by"),
            ("由谁决定成立", "Who decided to found it"), uncertain=True, weight=EVENT),
        Key("purpose", TEXT, ("目的与职能", "Purpose"),
            ("设立目的或职能，用自己的话概括", "What it is for or does, in your own words"),
            weight=SUMMARY, words=SUMMED_UP),
        Key("form", TERM, ("设置形式", "Form"),
            ("单独设置、加挂牌子，还是内设机构",
             "Whether it stands by itself, is a plate on another body, or a part of one"),
            "body-forms", uncertain=True, disputed=True, weight=CLASS, words=CLASSIFIED),
        Key("plate-of", ID, ("挂牌于", "Plate on"),
            ("加挂其牌子的机构的标识", "Id of the body on which it is a plate"),
            refers_to=("bodies",), uncertain=True, weight=PLACE),
        Key("parent", ID, ("上级", "Part of"), ("上级机构的标识", "Id of the body above it"),
            refers_to=("bodies",), uncertain=True, weight=PLACE),
        Key("predecessor", ID, ("前身", "Predecessor"),
            ("被其取代的机构的标识", "Id of the body that it replaced"),
            refers_to=("bodies",), uncertain=True, weight=PLACE),
        Key("city", TEXT, ("所在城市", "City"), ("所在城市", "City in which it sits"),
            uncertain=True, weight=PLACE),
        Key("heads", HEADS, ("负责人", "Head"), ("由谁领导", "Who heads it"),
            uncertain=True, aside=True, disputed=True, accountable=True, asked=False),
    ),
    "heads": (
        Key("person", TEXT, ("姓名", "Name"), ("姓名", "Name of the person"),
            uncertain=True, disputed=True, accountable=True, weight=NAME, beside=("role",)),
        Key("role", TERM, ("角色", "Role"), ("在机构中的角色", "Role in the body"), "roles",
            required=True, weight=EVENT),
        Key("posts", TERMS, ("职务", "Post"),
            ("来源所述的职务", "Posts that the person holds, as the source names them"), "posts",
            uncertain=True, disputed=True, accountable=True, weight=CLAIM, beside=("role",)),
        Key("as-of", DATE, ("所述日期", "As of"),
            ("来源所述任职情况的日期", "The day for which the source states the headship"),
            uncertain=True, disputed=True, accountable=True, reported=True, weight=PLACE),
        Key("as-of-as-written", WRITTEN, ("所述日期原文", "As-of date as written"),
            ("来源对所述日期的原文表述", "The as-of date in the source's words"), shown=False),
        Key("since", DATE, ("任职起始", "In office since"),
            ("任职开始日期，如来源有述", "When the headship began, if a source says so"),
            uncertain=True, disputed=True, reported=True, dated_by="since", weight=PLACE),
        Key("until", DATE, ("任职结束", "In office until"),
            ("任职结束日期，如来源有述", "When it ended, if a source says so"),
            uncertain=True, disputed=True, reported=True, dated_by="until", weight=PLACE),
        Key("basis", TERM, ("依据", "Basis"),
            ("来源明述，还是推断而得",
             "Whether the source states the headship or it is inferred"), "bases",
            required=True, default=message("implied with --inferred-from, else stated"),
            words=CLASSIFIED),
        Key("inferred-from", ID, ("推断依据", "Inferred from"),
            ("推断任职所依据的记录（如会议）的标识",
             "Id of the record (a meeting, say) from which an implied headship is inferred"),
            refers_to=("meetings", "policies", "milestones", "bodies"), words=CLASSIFIED),
    ),
    "meetings": (
        _BODY.replace(about=("开会机构的标识", "Id of the body that met"),
                  uncertain=True, disputed=True, accountable=True, weight=PLACE),
        _DATE.replace(about=("会议日期", "Day of the meeting"), weight=SUMMARY),
        _DATE_AS_WRITTEN,
        Key("title", TEXT, ("标题", "Title"), ("会议名称", "Name of the meeting"),
            uncertain=True, disputed=True, accountable=True, weight=NAME),
        Key("chair", TEXT, ("主持", "Chair"), ("主持人", "Who chaired"),
            uncertain=True, disputed=True, accountable=True, weight=PERSON),
        Key("speakers", TEXTS, ("讲话", "Speakers"), ("讲话人", "Who spoke"),
            uncertain=True, aside=True, weight=PERSON, asked=False),
        Key("themes", TERMS, ("主题", "Themes"),
            ("讨论或决定的事项", "What was discussed or decided"), "topics",
            uncertain=True, aside=True, weight=EVENT, words=CLASSIFIED),
        Key("summary", TEXT, ("概要", "Summary"),
            ("所作决定，用自己的话概括", "What was decided, in your own words"),
            weight=SUMMARY, words=SUMMED_UP),
    ),
    "policies": (
        Key("title", TEXT, ("标题", "Title"), ("文件标题", "Title of the document"),
            required=True, weight=NAME),
        Key("kind", TERM, ("文种", "Kind"), ("文件种类", "Kind of document"), "policy-kinds",
            uncertain=True, weight=CLASS, words=CLASSIFIED),
        Key("issuer", ID, ("印发或征求意见机构", "Issued or put out by"),
            ("印发或征求意见的机构的标识",
             "Id of the body that issued it or put it out for comment"),
            refers_to=("bodies",), uncertain=True, disputed=True, accountable=True,
            instead=("issued-by",), weight=PLACE),
        Key("issued-by", TEXT, ("印发或通过机关", "Issued by"),
            ("印发或通过该文件、但未列入机构的单位",
             "Who issued or passed it, where that is no body on record"),
            uncertain=True, dated_by="passed", latest=True, weight=PLACE),
        Key("issuing-level", TERM, ("发布层级", "Issuing level"),
            ("由哪一层级印发或通过", "The level at which it was issued or passed"),
            "issuing-levels", uncertain=True, dated_by="passed", latest=True, weight=CLASS,
            words=CLASSIFIED),
        Key("status", TERM, ("状态", "Status"),
            ("来源所述的最新状态", "Latest status that a source gives"), "policy-statuses",
            uncertain=True, disputed=True, accountable=True, weight=PLACE),
        _DATE.replace(about=("该状态开始的日期", "When that status began")),
        _DATE_AS_WRITTEN,
        Key("passed", DATE, ("通过", "Passed"), ("通过日期", "When it was passed"),
            uncertain=True, disputed=True, reported=True, dated_by="passed", weight=PLACE),
        Key("session", TEXT, ("会次", "Session"),
            ("通过该文件的会议", "The session that passed it"), uncertain=True,
            dated_by="passed", latest=True, weight=PLACE),
        Key("in-force", DATE, ("施行日期", "In force from"),
            ("自何日起施行", "The day from which it is in force"),
            uncertain=True, disputed=True, dated_by="in-force", weight=PLACE),
        Key("doc-number", STRING, ("文号", "Document number"),
            ("发文字号或公告号", "Official number of the document or of its announcement"),
            uncertain=True, latest=True, weight=ALIAS),
        Key("supersedes", ID, ("取代", "Supersedes"),
            ("被其取代的政策的标识", "Id of the policy that this one replaces"),
            refers_to=("policies",)),
        Key("history", STAGES, ("沿革", "History"),
            ("此前的状态，由早到晚", "Earlier statuses, oldest first"),
            weight=PLACE, asked=False),
        _TOPICS,
        Key("summary", TEXT, ("概要", "Summary"),
            ("文件内容，用自己的话概括", "What it says, in your own words"),
            dated_by="passed", latest=True, weight=SUMMARY, words=SUMMED_UP),
    ),
    "targets": (
        _METRIC,
        Key("relation", TERM, ("目标要求", "Goal"), ("数字的含义", "How the figure is meant"),
            "relations", required=True),
        _VALUE,
        _UNIT,
        _FIGURE_AS_WRITTEN,
        Key("year", DATE, ("年份", "Year"), ("完成期限", "By when"),
            uncertain=True, disputed=True, accountable=True, weight=PLACE),
        Key("basis", TERM, ("性质", "Basis"),
            ("target：政策规定的目标；expectation：来源的预期",
             "target: set by a policy; expectation: what a source expects"), "target-bases",
            required=True, default="target", weight=CLASS, words=CLASSIFIED),
        Key("policy", ID, ("政策", "Policy"),
            ("规定该目标的政策的标识", "Id of the policy that sets it"),
            refers_to=("policies",), uncertain=True, disputed=True, accountable=True,
            weight=CLASS),
        _BODY.replace(about=("该数字所属机构的标识", "Id of the body whose figure it is"),
                  weight=PLACE),
    ),
    "measures": (
        _METRIC.replace(about=("衡量的事项", "What was measured")),
        Key("relation", TERM, ("数值关系", "Figure"),
            ("数字的含义，例如“超过”；恰为该数时不写",
             "How the figure is meant, for example more than; left out where it is exact"),
            "relations"),
        _VALUE.replace(beside=("relation", "year")),
        _UNIT,
        _FIGURE_AS_WRITTEN.replace(
            about=("来源所写的数字和单位，须与数值和单位相等",
                   "Figure and unit in the source's words; must equal value and unit"),
            beside=("relation", "year")),
        Key("year", DATE, ("时期", "Period"),
            ("数字所属的年份或日期", "The year or the day for which the figure is stated"),
            uncertain=True, accountable=True, reported=True, weight=PLACE),
        _BODY.replace(about=("该数字所属机构的标识", "Id of the body whose figure it is"),
                  weight=PLACE),
    ),
    "milestones": (
        _DATE,
        _DATE_AS_WRITTEN,
        Key("claim", TEXT, ("表述", "Claim"),
            ("来源的说法，用自己的话概括", "What the source claims, in your own words"),
            required=True, weight=CLAIM, words=SUMMED_UP),
        Key("scope", TERM, ("范围", "Scope"), ("该说法的范围", "Scope of the claim"), "scopes",
            uncertain=True, disputed=True, accountable=True, weight=CLASS),
        _BODY,
        _TOPICS.replace(weight=EVENT),
    ),
    "initiatives": (
        Key("meeting", ID, ("会议", "Meeting"),
            ("提出该举措的会议的标识", "Id of the meeting at which it was put forward"),
            refers_to=("meetings",)),
        _TOPICS.replace(required=True),
        Key("mode", TERM, ("推进方式", "Mode"), ("推进方式", "How the initiative is pursued"),
            "modes", uncertain=True, weight=CLASS, words=CLASSIFIED),
        Key("summary", TEXT, ("概要", "Summary"),
            ("举措内容，用自己的话概括", "What is being done, in your own words"),
            required=True, weight=CLAIM, words=SUMMED_UP),
    ),
    "statements": (
        Key("kind", TERM, ("类型", "Kind"), ("表述类型", "Kind of statement"),
            "statement-kinds", required=True, weight=CLASS, words=CLASSIFIED),
        Key("claim", TEXT, ("表述", "Claim"),
            ("表述内容，用自己的话概括", "The statement, in your own words"),
            required=True, weight=CLAIM, beside=("kind", "as-of", "attributed-to"),
            words=SUMMED_UP),
        Key("as-of", DATE, ("所述日期", "As of"),
            ("所述情况的日期，如来源有述",
             "The day for which it is stated, where a source says so"),
            reported=True, weight=PLACE),
        Key("attributed-to", TEXT, ("观点来源", "Attributed to"),
            ("持此观点者", "Whose opinion it is"), weight=PERSON),
        Key("relation", TERM, ("数值关系", "Goal"),
            ("数字的含义（用于计数）", "For a count: how the figure is meant"), "relations"),
        Key("value", NUMBER, ("数值", "Value"), ("数字（用于计数）", "For a count: the figure"),
            beside=("relation",)),
        Key("unit", TERM, ("单位", "Unit"), ("单位（用于计数）", "For a count: its unit"),
            "units"),
        Key("as-written", WRITTEN, ("原文", "As written"),
            ("来源所写的数字和单位（用于计数）",
             "For a count: figure and unit in the source's words"),
            weight=PLACE, beside=("relation",)),
        _TOPICS.replace(weight=EVENT),
    ),
    "source": (
        Key("kind", TERM, ("类型", "Kind"),
            ("条目类型，采用CSL的类型", "Kind of item, a type of CSL"),
            "source-kinds", required=True, default="webpage", weight=CLASS),
        Key("tier", TERM, ("来源级别", "Tier"),
            ("来源的级别：与事实的远近", "Tier of the source: how close it stands to the fact"),
            "tiers", required=True, default="mirror", weight=CLASS),
        Key("language", STRING, ("语言", "Language"),
            ("原文语言，ISO 639-1代码", "Language of the text, an ISO 639-1 code"),
            required=True, default="zh"),
        Key("title", TEXT, ("标题", "Title"), ("来源标题", "Title of the source"),
            required=True, weight=PLACE),
        Key("publisher", TEXT, ("发布者", "Publisher"), ("由谁发布", "Who published it"),
            required=True, weight=CLAIM),
        Key("author", TEXT, ("作者", "Author"), ("作者", "Who wrote it"),
            uncertain=True, aside=True, accountable=True, weight=CLAIM),
        Key("published", DATE, ("发布日期", "Published"), ("发布日期", "Day of publication"),
            uncertain=True, aside=True, accountable=True, weight=PLACE),
        Key("url", STRING, ("网址", "Address"), ("可读到原文的网址", "Where it can be read"),
            uncertain=True, aside=True, accountable=True),
        Key("extent", TERM, ("所读范围", "Extent"),
            ("所读的是全文还是摘录；不写即全文",
             "Whether the whole text was read or an excerpt; the whole where it is left out"),
            "extents", weight=CLASS),
        Key("retrieved", DATE, ("阅读日期", "Retrieved"),
            ("阅读日期", "The day on which it was read"), reported=True),
        Key("via", REPOST, ("据", "According to"),
            ("读到原文的转载处", "The repost in which it was read"), weight=PLACE, asked=False),
        Key("note", TEXT, ("说明", "Note"),
            ("读者应知的情况", "What a reader should know about it"), weight=NOTE, asked=False),
        Key("implied-years", TEXT, ("年份推断", "Implied years"),
            ("原文日期未写年份时，年份据何推断",
             "From what the years of dates are inferred for which the text gives none"),
            weight=NOTE, asked=False),
        Key("snapshot", SNAPSHOT, ("文本指纹", "Snapshot"),
            ("所读文本的指纹", "Fingerprint of the text that was read"),
            required=True, asked=False),
    ),
}  # fmt: skip

#: The outlet that a source credits, which any record may name.
VIA = Key(
    "via", TEXT, ("据", "According to"),
    ("来源本身注明的出处", "The outlet that the source itself credits for this"), weight=CLASS,
)  # fmt: skip
#: The keys that every record of a province file has besides its own, behind them.
COMMON = (
    "via", "cite", "cite-for", "anchors",
    "unknown", "not-applicable", "implied", "disputed", "withdrawn",
)  # fmt: skip
#: What a province file may account for as a whole as not found, and of which kind it would be.
SOUGHT = {"leading-group": "bodies", "data-bureau": "bodies", "exchange": "bodies",
          "regulation": "policies"}  # fmt: skip
#: The keys of a head that a side of a dispute about who heads a body may give.
HEADSHIP = ("person", "role", "posts", "as-of")
#: Kind of record → what one of them is called.
SINGULAR = {
    "bodies": "body", "heads": "head", "meetings": "meeting", "policies": "policy",
    "targets": "target", "measures": "measure", "milestones": "milestone",
    "initiatives": "initiative", "statements": "statement",
}  # fmt: skip


@cache
def _by_name(kind: str) -> dict[str, Key]:
    return {key.name: key for key in RECORD_KEYS.get(kind, ())}


def find_key(kind: str, name: str) -> Key | None:
    """A key of a kind of record or file, if it has one of that name."""
    return _by_name(kind).get(name)


def having(column: str) -> dict[str, dict[str, Any]]:
    """One column of the table: kind of record → its keys that have something there → what."""
    return {
        kind: {key.name: getattr(key, column) for key in keys if getattr(key, column)}
        for kind, keys in RECORD_KEYS.items()
    }


#: Kind of record or of file → the keys that must be given or accounted for.
ACCOUNTABLE: dict[str, dict[str, bool]] = having("accountable")
#: Kind of record → the keys that name other records, and the kinds that each may name.
REFERENCES: dict[str, dict[str, tuple[str, ...]]] = having("refers_to")
#: Key → label in Chinese and in English, where the kind of record is not told: that of the
#: first kind that has it.
LABELS: dict[str, tuple[str, str]] = {
    key.name: key.label for keys in reversed(RECORD_KEYS.values()) for key in keys
}
