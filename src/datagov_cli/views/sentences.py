"""The sentences of ``why`` in both languages: one for each kind of step."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # a value with its state
    "value-stated": ("{label}：{value}，来源已述。{note}", "{label}: {value}, as cited. {note}"),
    "value-given": ("{label}：{value}。{note}", "{label}: {value}. {note}"),
    "value-implied": (
        "{label}：{value}，系推断，来源未明说。{note}",
        "{label}: {value}, implied and not stated. {note}",
    ),
    "value-unknown": ("{label}：未知。{note}", "{label}: not known. {note}"),
    "value-silent": ("{label}：未知，数据亦无说明。", "{label}: not known, and no note says why."),
    "value-not-applicable": ("{label}：不适用。{note}", "{label}: not applicable. {note}"),
    "value-disputed": (
        "{label}：有争议，来源有{count}种说法，不取其一。",
        "{label}: disputed; the sources say {count} things and none is preferred.",
    ),
    "claim": ("一说：{value}。", "One says: {value}."),
    "one-side": ("争议的一方。", "One side of a dispute."),
    # the leading body
    "no-body": ("未记录领导小组，无从推得。", "No leading group is on record to derive it from."),
    "body-only": (
        "统筹机构为{body}（{id}），在录的唯一领导小组。",
        "The leading body is {body} ({id}), the only leading group on record.",
    ),
    "body-main": (
        "统筹机构为{body}（{id}）：在录的{count}个领导小组中标为主要的一个。",
        "The leading body is {body} ({id}), marked as the main one of {count} leading groups on"
        " record.",
    ),
    "no-head": ("未记录该机构的组长。{note}", "No head of it is on record. {note}"),
    # which heads count
    "counts-only-dated": (
        "{who}计入：{role}，在录的唯一一位，截至{date}。",
        "{who} counts: {role}, the only one on record, as of {date}.",
    ),
    "counts-only-undated": (
        "{who}计入：{role}，在录的唯一一位，日期未知。",
        "{who} counts: {role}, the only one on record, as of an unknown day.",
    ),
    "counts-dated": (
        "{who}计入：{role}，截至{date}，未见有人在其后接任。",
        "{who} counts: {role}, as of {date}; no other head is known to come later.",
    ),
    "counts-undated": (
        "{who}计入：{role}，日期未知，而其他人的日期同样未知。",
        "{who} counts: {role}, as of an unknown day, and no other head has a known one.",
    ),
    "out-withdrawn": (
        "{who}不计入：该记录已撤回。{note}",
        "{who} does not count: the record was withdrawn. {note}",
    ),
    "out-deputy": (
        "{who}不计入：副职不主持机构。",
        "{who} does not count: a deputy does not lead.",
    ),
    "out-ended": (
        "{who}不计入：任期止于{date}。",
        "{who} does not count: the headship ended {date}.",
    ),
    "out-undated": (
        "{who}不计入：日期未知，而他人的日期已知。",
        "{who} does not count: the day is not known, while that of another head is.",
    ),
    "out-older": (
        "{who}不计入：截至{date}，早于{other}的{newer}。",
        "{who} does not count: as of {date}, before {other}, as of {newer}.",
    ),
    "out-other": ("{who}不计入。", "{who} does not count."),
    "implied-by-chairing": (
        "所引来源未称{who}为组长；这是由其主持会议（{id}，{date}）推断的。",
        "The source cited does not call {who} head: it is implied by chairing the meeting {id},"
        " {date}.",
    ),
    "implied-by-meeting": (
        "所引来源未称{who}为组长；这是由会议（{id}，{date}）推断的。",
        "The source cited does not call {who} head: it is implied by the meeting {id}, {date}.",
    ),
    "implied-by": (
        "所引来源未称{who}为组长；这是由记录{id}推断的。",
        "The source cited does not call {who} head: it is implied by the record {id}.",
    ),
    # from posts to a rank
    "post-rank": (
        "{who}的职务“{post}”对应层级“{rank}”。",
        "The post of {who}, {post}, gives the rank: {rank}.",
    ),
    "post-no-rank": (
        "{who}的职务“{post}”不对应任何层级。",
        "The post of {who}, {post}, gives no rank.",
    ),
    "unnamed-post-rank": (
        "职务“{post}”对应层级“{rank}”。",
        "The post {post} gives the rank: {rank}.",
    ),
    "unnamed-post-no-rank": ("职务“{post}”不对应任何层级。", "The post {post} gives no rank."),
    "no-post": ("{who}的职务未知。{note}", "The post of {who} is not known. {note}"),
    "rule-dual": (
        "规则：党委书记与政府首长同任组长。结果：{rank}。",
        "Rule: party secretary and head of government lead it together. Result: {rank}.",
    ),
    "rule-highest": (
        "规则：取计入者各职务中的最高层级。结果：{rank}。",
        "Rule: the highest rank among the posts of those who count. Result: {rank}.",
    ),
    "rule-none": (
        "规则：无职务即无层级。结果：未知。",
        "Rule: no rank without a post. Result: not known.",
    ),
    "rule-implied": (
        "计入者中有推断所得，结果因此也是推断。",
        "A head that counts is implied, and so is the result.",
    ),
    "rule-as-of": (
        "截至{date}：来源所述的最近日期，并不表示今天仍然如此。",
        "As of {date}, the newest day that a source gives; it says nothing about today.",
    ),
    "rule-undated": (
        "来源未注明日期，因此不知截至何日。",
        "No source gives a day for it, so as of when is not known.",
    ),
    # other fields
    "meaning": ("{help}。", "{help}."),
    "standard": (
        "{label}：{value}，取自国家标准与国际标准的代码表，不需引证。",
        "{label}: {value}, from the tables of GB/T 2260 and ISO 3166-2; it needs no citation.",
    ),
    "counted": ("计入{id}：{name}", "Counted: {id}, {name}"),
    "withdrawn": ("已撤回的{count}条记录不计。", "Withdrawn records are left out: {count}."),
    "count": ("在录{kind}共{count}项。", "{kind} on record: {count}."),
    "latest": ("其中最近的日期：{date}。", "The latest of these dates: {date}."),
    "topic": ("{topic}：见{ids}。", "{topic}: named by {ids}."),
    "unknowns": ("来源未说明的共{count}项。", "Fields on which the sources are silent: {count}."),
    # records
    "record": ("记录{id}，属“{kind}”。", "The record {id}, one of: {kind}."),
    "target": (
        "在录指标{id}（{basis}）：{relation}{value}。",
        "On record: {id} ({basis}), {relation} {value}.",
    ),
    "target-only": ("这是该指标唯一的记录：{id}。", "It is the only one of this metric: {id}."),
    "target-newest": ("取年份最近的一项：{id}。", "The one for the latest year counts: {id}."),
    "target-first": (
        "年份最近的不止一项，取在录的第一项：{id}。",
        "Several are for the latest year, and the first on file is shown: {id}.",
    ),
    "figure": ("原文“{written}”，换算为{value}。", "Written “{written}”, which is {value}."),
    "rival": ("另一记录{id}数值不同。", "Another record, {id}, gives another figure."),
    "stage": ("{date}：{status}。", "{date}: {status}."),
}


def sentence(key: str, lang: str) -> str:
    """The sentence for a step, with the places of its values in braces."""
    zh, en = SENTENCES[key]
    return zh if lang == "zh" else en
