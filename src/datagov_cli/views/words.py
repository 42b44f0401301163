"""The words of the interface in both languages. Terms of the data live in the vocabulary."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # states and remarks
    "unknown": ("未知", "unknown"),
    "not-applicable": ("不适用", "not applicable"),
    "disputed": ("有争议", "disputed"),
    "implied": ("推断", "implied"),
    "no-difference": ("各字段均无差异", "the provinces do not differ in these fields"),
    "none": ("无记录", "none on record"),
    "via": ("转引自", "via"),
    "as-of": ("截至", "as of"),
    "searched": ("已查", "searched"),
    # time and choice
    "last-known": ("最后所知", "last known"),
    "not-known": ("当日不详", "not known for that day"),
    "undated": ("未注明日期", "undated"),
    "on-day": ("所问之日", "on"),
    "days-earlier": ("早{}天", "{} days earlier"),
    "day-earlier": ("早1天", "1 day earlier"),
    "days-earlier-least": ("至少早{}天", "at least {} days earlier"),
    "count": ("数量", "Count"),
    "provinces": ("省份", "Provinces"),
    "left-out": (
        "另有{}个是否符合不得而知，未列出；--include-unknown 可一并列出。",
        "{} left out: it is not known whether they match; --include-unknown keeps them.",
    ),
    "no-match": ("没有符合条件的省份", "no province is known to match"),
    "cut": ("仅列出前{}个，共{}个。", "the first {} of {} are shown."),
    "event": ("事件", "Event"),
    "event-body": ("机构", "Body"),
    "event-head": ("组长", "Head"),
    "event-meeting": ("会议", "Meeting"),
    "event-policy": ("政策", "Policy"),
    "event-milestone": ("里程碑", "Milestone"),
    "event-target": ("指标", "Target"),
    "outside": ("*：日期或在所问期间之外。", "*: the date may lie outside the period."),
    "undated-count": (
        "另有{}条记录无日期，未列出。",
        "Records without a date, not listed: {}.",
    ),
    "no-event": ("没有事件", "no events"),
    # sections
    "bodies": ("机构", "Bodies"),
    "leading-body": ("领导小组", "Leading body"),
    "other-bodies": ("其他机构", "Other bodies"),
    "meetings": ("会议", "Meetings"),
    "policies": ("政策", "Policies"),
    "targets": ("指标", "Targets"),
    "milestones": ("里程碑", "Milestones"),
    "initiatives": ("举措", "Initiatives"),
    "sources": ("来源", "Sources"),
    "statements": ("全国情况", "National statements"),
    "legend": ("说明", "Legend"),
    # labels of record keys
    "province": ("省份", "Province"),
    "person": ("姓名", "name"),
    "post": ("职务", "post"),
    "since": ("自", "since"),
    "until": ("至", "until"),
    "established": ("成立", "Founded"),
    "founder": ("成立决定", "Founded by"),
    "parent": ("上级", "Part of"),
    "predecessor": ("前身", "Predecessor"),
    "heads": ("组长", "Head"),
    "as-written": ("原文", "As written"),
    "leader-rank": ("层级", "Leader rank"),
    "kind": ("类型", "Kind"),
    "name": ("名称", "Name"),
    "date": ("日期", "Date"),
    "title": ("标题", "Title"),
    "chair": ("主持", "Chair"),
    "speakers": ("讲话", "Speakers"),
    "themes": ("主题", "Themes"),
    "topics": ("主题", "Topics"),
    "body": ("机构", "Body"),
    "issuer": ("发布机构", "Issuer"),
    "status": ("状态", "Status"),
    "history": ("沿革", "History"),
    "doc-number": ("文号", "Number"),
    "summary": ("概要", "Summary"),
    "metric": ("指标", "Metric"),
    "relation": ("关系", "Goal"),
    "value": ("数值", "Value"),
    "unit": ("单位", "Unit"),
    "year": ("年份", "Year"),
    "policy": ("政策", "Policy"),
    "basis": ("性质", "Basis"),
    "scope": ("范围", "Scope"),
    "claim": ("表述", "Claim"),
    "mode": ("方式", "Mode"),
    "source": ("出处", "Source"),
    "field": ("字段", "Field"),
    "meaning": ("含义", "Meaning"),
    "values": ("取值", "Values"),
    "attributed-to": ("持论者", "Attributed to"),
    # the legend
    "legend-asked": (
        "所问之日为{}：只计不晚于该日之事。",
        "on {}: what is known about that day; nothing later counts.",
    ),
    "legend-last-known": (
        "最后所知：来源就更早的日期所述，当日是否仍然如此不详。",
        "last known: stated for an earlier day; whether it still held is not known.",
    ),
    "legend-not-known": (
        "当日不详：日期缺失或不够精确，不能确定当日是否已然。",
        "not known for that day: the date is missing or too rough to tell.",
    ),
    "legend-mark": (
        "[1]¶5 指来源1第5段；¶0 是标题。",
        "[1]¶5 is paragraph 5 of source 1; ¶0 is the title.",
    ),
    "legend-unknown": (
        "未知：来源未说明，并非“没有”。",
        "unknown: the sources are silent; it does not mean none.",
    ),
    "legend-implied": (
        "推断：来源未明说，由其所述推得。",
        "implied: inferred from what a source states, not stated by it.",
    ),
    "legend-as-of": (
        "截至：来源所述的日期，并不表示今天仍然如此。",
        "as of: the day for which a source states it, not today.",
    ),
}


def word(key: str, lang: str) -> str:
    """The word for ``key`` in ``zh`` or ``en``."""
    zh, en = WORDS[key]
    return zh if lang == "zh" else en
