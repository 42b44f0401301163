"""The words of the interface in both languages. Terms of the data live in the vocabulary."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # states and remarks
    "unknown": ("未知", "unknown"),
    "not-applicable": ("不适用", "not applicable"),
    "disputed": ("有争议", "disputed"),
    "implied": ("推断", "implied"),
    "no-difference": ("各字段均无差异", "the provinces do not differ in these fields"),
    "no-hits": ("没有找到", "nothing found"),
    "more-hits": ("还有更多结果；--limit 可显示更多", "there are more hits; --limit shows more"),
    "none": ("无记录", "none on record"),
    "via": ("转引自", "via"),
    "as-of": ("截至", "as of"),
    "searched": ("已查", "searched"),
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
    "anchors": ("原文用语", "Words of source"),
    "short": ("简称", "Short name"),
    "author": ("作者", "Author"),
    "publisher": ("发布者", "Publisher"),
    "role": ("角色", "Role"),
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
