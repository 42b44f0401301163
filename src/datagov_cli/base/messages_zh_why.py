"""The Chinese of what explains a value; a part of :mod:`datagov_cli.base.messages_zh`."""

OF_WHY: dict[str | tuple[str, str], str] = {
    "How it was derived": "推导过程",
    "What contradicts it": "与之矛盾的说法",
    "Searched, not found": "查无结果",
    "Footnote (GB/T 7714-2015)": "脚注（GB/T 7714—2015）",
    "{help}.": "{help}。",
    "{label}: {value}": "{label}：{value}",
    "{label}: {value}, as cited.": "{label}：{value}，据所引来源。",
    "{label}: {value}, classified by the editors.": "{label}：{value}，由编者归类。",
    "{label}: {value}, in the editors' words.": "{label}：{value}，由编者概括。",
    "{label}: {value}, implied and not stated.": "{label}：{value}，系推断，来源未明说。",
    "{label}: {value}.": "{label}：{value}。",
    "{label}: not known.": "{label}：未知。",
    "{label}: not known, and no note says why.": "{label}：未知，数据亦无说明。",
    "{label}: not applicable.": "{label}：不适用。",
    "{label}: disputed. The sources give {number} values; none is preferred.": (
        "{label}：有争议，来源有{number}种说法，不取其一。"
    ),
    "{label}: {value}, from the tables of GB/T 2260 and ISO 3166-2; it needs no citation.": (
        "{label}：{value}，取自国家标准与国际标准的代码表，不需引证。"
    ),
    "One side says: {value}.": "一说：{value}。",
    "One side of a dispute.": "争议的一方。",
    "No leading group is on record, so nothing can be derived.": "未记录领导小组，无从推导。",
    "The leading body is {body} ({id}), the only leading group on record.": (
        "领导小组为{body}（{id}），在录的唯一领导小组。"
    ),
    "The leading body is {body} ({id}), marked as the main one of {number} leading groups on"
    " record.": "领导小组为{body}（{id}），在录的{number}个领导小组中标为主要的一个。",
    "No head of this body is on record.": "未记录该机构的组长。",
    "No head of this body is known for {day}.": "{day}的组长无法确定。",
    "Whether it was there on {day} is not known.": "{day}是否已有，无法确定。",
    "For {day} it is only last known: {stated}.": "就{day}而言仅为最近已知：{stated}。",
    "Only last known: {stated}.": "仅为最近已知：{stated}。",
    "Not known to have been there: {id}, {name}": "当日是否已有无法确定，{id}：{name}",
    "It is known for {day}.": "{day}的情况已知。",
    "{posts} (name not known)": "{posts}（姓名未知）",
    "{who} counts: {role}, {date}; {reason}.": "{who}计入：{role}，{date}，{reason}。",
    "the only one on record": "在录的唯一一位",
    "no other head is known to come later": "未见有人在其后接任",
    "no other head has a known date either": "其他人的日期同样未知",
    "date unknown": "日期未知",
    "{who} does not count: the record was withdrawn.": "{who}不计入：该记录已撤回。",
    "{who} does not count: a deputy does not lead.": "{who}不计入：副职不主持机构。",
    "{who} does not count: {role} is not head.": "{who}不计入：“{role}”并非正职。",
    "{who} does not count: what it rests on was withdrawn.": (
        "{who}不计入：所据来源或记录已撤回。"
    ),
    "These {number} contradict each other, for no source calls them a pair; each is one side,"
    " and none is preferred.": "以上{number}说互相矛盾，没有来源称其为双组长，各为一说，不取其一。",
    "The sources contradict each other on who leads, and not all of them say it.": (
        "各来源对由谁任组长说法不一，且并非都有说明。"
    ),
    "{who} does not count: the headship ended {date}.": "{who}不计入：任期止于{date}。",
    "{who} does not count: no date is known, while another head has one.": (
        "{who}不计入：日期未知，而他人的日期已知。"
    ),
    "{who} does not count: {date}, before {other}, {newer}.": (
        "{who}不计入：{date}，早于{other}（{newer}）。"
    ),
    "{who} does not count: it is not known who led on that day.": (
        "{who}不计入：当日由谁任组长无法确定。"
    ),
    "The source cited does not call {who} head; this is inferred from {ground}.": (
        "所引来源未称{who}为组长，由{ground}推断。"
    ),
    "chairing the meeting {id}, {date}": "其主持会议（{id}，{date}）",
    "the meeting {id}, {date}": "会议（{id}，{date}）",
    "the record {id}": "记录{id}",
    "{who}: the post “{post}” gives the rank “{rank}”.": "{who}：职务“{post}”对应层级“{rank}”。",
    "{who}: the post “{post}” gives no rank.": "{who}：职务“{post}”不对应任何层级。",
    "The post of {who} is not known.": "{who}的职务未知。",
    "The posts of {who} are disputed.": "{who}的职务有争议。",
    "Rule: {rule}. Result: {result}.": "规则：{rule}。结果：{result}。",
    "party secretary and head of government lead together": "党委书记与政府首长同任组长",
    "the highest rank among the posts of those who count": "取计入者各职务中的最高层级",
    "no rank without a post": "无职务即无层级",
    "one rank a side, and they differ": "各说对应的层级不同",
    "not known": "未知",
    "The headship is stated; this is implied.": "任职由来源明述；此项系推断。",
    "A head that counts is implied, and so is the result.": (
        "计入者中有推断所得，结果因此也是推断。"
    ),
    "As of {date}, a date that is implied; it may not hold today.": (
        "所述日期 {date} 为推断，今天未必仍然如此。"
    ),
    "As of {date}, the latest date that a source gives; it may not hold today.": (
        "所述日期 {date} 为来源所述的最近日期，今天未必仍然如此。"
    ),
    "No source gives a date for it, so as of when is not known.": (
        "来源未注明日期，所述日期未知。"
    ),
    "Counted: {id}, {name}": "计入{id}：{name}",
    "Withdrawn records, not counted: {number}.": "已撤回的{number}条记录不计。",
    "It was {withdrawn}": "{withdrawn}",
    "It supports nothing; what rests on it alone is a finding.": (
        "撤回后不再作为依据，仅以其为据的，检查时会报告。"
    ),
    "Records that cite it: {number}.": "引证该来源的记录：{number}条。",
    "Predecessors": "前任",
    "{kind} on record: {number}.": "在录{kind}共{number}项。",
    "The latest of these dates: {date}.": "其中最近的日期：{date}。",
    "{topic}: named by {ids}.": "{topic}：见{ids}。",
    "Fields recorded as not stated by the sources: {number}.": "记为来源未说明的共{number}项。",
    "Record {id} ({kind}).": "记录{id}（{kind}）。",
    "On record: {id} ({basis}), {relation} {value}.": (
        "在录指标{id}（{basis}）：{relation}{value}。"
    ),
    "It is the only target of this metric: {id}.": "这是该指标唯一的记录：{id}。",
    "The target for the latest year is shown: {id}.": "取年份最近的一项：{id}。",
    "Several are for the latest year; the first on record is shown: {id}.": (
        "年份最近的不止一项，取在录的第一项：{id}。"
    ),
    "Written “{written}”, which is {value}.": "原文“{written}”，换算为{value}。",
    "Another record, {id}, gives another figure.": "另一记录{id}数值不同。",
    "{date}: {status}.": "{date}：{status}。",
}
