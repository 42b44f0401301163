"""The words of the interface in both languages.

Terms of the data live in the vocabulary, labels of the keys of records in
:mod:`datagov_cli.record_keys`; those are words too.
"""

from __future__ import annotations

from datagov_cli.record_keys import LABELS

WORDS: dict[str, tuple[str, str]] = {
    **LABELS,
    # states and remarks
    "unknown": ("未知", "unknown"),
    "not-applicable": ("不适用", "not applicable"),
    "disputed": ("有争议", "disputed"),
    "implied": ("推断", "implied"),
    "no-difference": ("各字段均无差异", "the provinces do not differ in these fields"),
    "no-change": ("内容无变化", "no change in meaning"),
    "record": ("记录", "Record"),
    "change": ("变化", "Change"),
    "added": ("新增", "added"),
    "removed": ("删除", "removed"),
    "withdrawn": ("撤回", "withdrawn"),
    "moved": ("移动", "moved"),
    "cited": ("引用变更", "cited anew"),
    "source-added": ("新增出处", "source added"),
    "source-removed": ("删去出处", "source removed"),
    "no-hits": ("没有找到", "nothing found"),
    "more-hits": ("还有更多结果；--limit 可显示更多", "there are more hits; --limit shows more"),
    "none": ("无记录", "none on record"),
    "none-by-day": ("截至该日无记录", "none on record by that day"),
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
    # how a value came about
    "steps": ("推得过程", "How it came about"),
    "contradicts": ("与之矛盾的说法", "What contradicts it"),
    "searched-for": ("已查未得", "Searched in vain"),
    "footnotes": ("脚注（GB/T 7714—2015）", "Footnote (GB/T 7714-2015)"),
    "repost": ("转载", "Read in"),
    # what came before and after
    "lineage": ("沿袭", "Lineage"),
    "superseded-by": ("被取代：", "superseded by"),
    # goals, maps and charts
    "unplaced": (
        "另有{}项因年份未知而未列入。",
        "left out, since it is not known whether they are for that year: {}",
    ),
    "province-count": ("省份数", "Provinces"),
    "which": ("哪些", "Which"),
    "no-data": ("无数据", "no data"),
    "not-asked": ("未比较", "not compared"),
    # labels beside those of record keys
    "anchors": ("锚词", "Anchors"),
    "short": ("简称", "Short name"),
    "province": ("省份", "Province"),
    "post": ("职务", "post"),
    "unnamed": ("{}（姓名未知）", "{} (name not known)"),
    "leader-rank": ("层级", "Leader rank"),
    "source": ("出处", "Source"),
    "field": ("字段", "Field"),
    "meaning": ("含义", "Meaning"),
    "values": ("取值", "Values"),
    # review
    "place": ("位置", "Place"),
    "result": ("结果", "Result"),
    "paragraphs": ("段落", "Paragraphs"),
    "found": ("已找到", "found"),
    "not-found": ("未找到", "not found"),
    "text-differs": ("文本不符", "text differs"),
    "no-snapshot": ("无文本", "no snapshot"),
    "claim-count": ("条引证", "claims"),
    "one-claim": ("条引证", "claim"),
    "held": ("段已持有", "paragraphs held"),
    "passed-over": ("未读", "not read"),
    "what": ("事项", "What"),
    "since-date": ("起算日期", "Since"),
    "age": ("已过天数", "Days old"),
    "due-by": ("复核期限", "Due by"),
    "no-date": ("无日期", "no date"),
    "look-again": ("复核", "Look again"),
    "due": ("项逾期", "due"),
    "to-come": ("项将到期", "to come"),
    "without-date": ("项无日期", "without a date"),
    "older-than": ("时限", "older than"),
    # codes of findings
    "code": ("代码", "Code"),
    "rule": ("规则", "Rule"),
    "severity": ("级别", "Severity"),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "wrong": ("错误写法", "Wrong"),
    "right": ("正确写法", "Right"),
    "mend": ("修正", "How to mend it"),
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
    "legend-dated": (
        "括号内为来源所述的日期，并不表示今天仍然如此。",
        "in brackets: the day for which a source states it, not today.",
    ),
    "legend-why": ("引证见：datagov why PROVINCE {}", "cited by: datagov why PROVINCE {}"),
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
    "legend-age": (
        "天数自该日期可能所指的最后一天算起；无日期：是否到期不得而知。",
        "Days count from the last day that a date may mean; no date: nobody knows if it is due.",
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
