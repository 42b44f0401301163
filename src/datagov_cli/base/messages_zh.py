"""The Chinese of every message, by its English; see :mod:`datagov_cli.base.messages`.

A message with a context stands under the pair of context and English. The words are those of
Chinese officials and editors; a test holds the catalogue equal to the code.
"""

from datagov_cli.base.messages_zh_site import OF_SITE
from datagov_cli.base.messages_zh_why import OF_WHY

CHINESE: dict[str | tuple[str, str], str] = {
    **OF_WHY,
    **OF_SITE,
    # states and remarks
    "unknown": "未知",
    "not applicable": "不适用",
    "disputed": "有争议",
    "implied": "推断",
    "implied: {note}": "推断：{note}",
    "undated": "未注明日期",
    "The source writes “{written}”; the year is inferred.": "来源写作“{written}”，年份为推断。",
    "not yet looked up": "尚未查找",
    "Not yet looked up.": "尚未查找。",
    "{label}: not yet looked up.": "{label}：尚未查找。",
    "{text} (not yet translated)": "{text}（尚未翻译）",
    "as of {date}": "所述日期 {date}",
    "last known": "最近已知",
    "last known, where no date is given: {when}": "最近已知而未另注日期的：{when}",
    "not known for that day": "当日情况不明",
    "{number} days earlier": "距当日{number}天",
    "at least {number} days earlier": "距当日至少{number}天",
    "on {day}": "查询日期 {day}",
    "according to {outlet}": "据{outlet}",
    "reposted by {outlet}": "{outlet}转载",
    "searched: {places}": "已查：{places}",
    "{where}, {date}": "{where}，{date}",
    "none on record": "无记录",
    "none on record by that day": "截至该日无记录",
    "{label}: ": "{label}：",
    "{value} {unit}": "{value} {unit}",
    "{person}, {posts}": "{person}（{posts}）",
    "{relation} {figure}": "{relation}{figure}",
    "{metric}, {relation} {figure}": "{metric}{relation}{figure}",
    "by the end of {year}": "到{year}年底",
    "by {date}": "不晚于{date}",
    "year unknown": "年份未知",
    "year implied": "年份为推断",
    "year disputed": "年份有争议",
    "no year": "无年份",
    "expectation, not a target": "预期，并非目标",
    "withdrawn on {date}: {reason}": "已于{date}撤回：{reason}",
    "Withdrawn": "撤回",
    "{id}: {withdrawn}": "{id}：{withdrawn}",
    "what it rests on was withdrawn": "所据来源或记录已撤回",
    "not counted as head": "不计为正职",
    "the newest on record": "在录最新",
    "no longer attested since {date}": "自{date}起不再见于记载",
    # the legend
    "[1]¶5 is paragraph 5 of source 1; ¶0 is the title.": "[1]¶5 指来源1第5段；¶0 是标题。",
    "[1]…¶5 is paragraph 5 of the excerpt of source 1 that was read.": (
        "[1]…¶5 指来源1所读摘录的第5段。"
    ),
    "excerpt": "摘录",
    "excerpt, read on {date}": "摘录，读于{date}",
    "on {day}: what is known about that day; nothing later counts.": (
        "查询日期为{day}：只计不晚于该日的情况。"
    ),
    "unknown: the sources do not say; it does not mean “none”.": ("未知：来源未说明，并非“没有”。"),
    "disputed: sources contradict each other; every side is shown.": (
        "有争议：来源说法不一，各种说法均列出。"
    ),
    "implied: inferred from what a source states, not stated by it.": (
        "推断：来源未明说，由其所述推得。"
    ),
    "as of: the date for which a source states it; it may not hold today.": (
        "所述日期：来源所述情况的日期，今天未必仍然如此。"
    ),
    "last known: stated for an earlier day; whether it still held is not known.": (
        "最近已知：来源就更早的日期所述，当日是否仍然如此无法确定。"
    ),
    "not known for that day: the date is missing or too imprecise to tell.": (
        "当日情况不明：日期缺失或不够精确，当日是否如此无法确定。"
    ),
    "in parentheses: the date for which a source states it; it may not hold today.": (
        "括号内为来源所述情况的日期，今天未必仍然如此。"
    ),
    "sources: datagov why PROVINCE {field}": "出处见：datagov why PROVINCE {field}",
    # kinds of records
    "Province": "省份",
    "Provinces": "省份",
    "Bodies": "机构",
    "Body": "机构",
    "Leading body": "领导小组",
    "Other bodies": "其他机构",
    "Head": "组长",
    ("of any body", "Head"): "负责人",
    "Meetings": "会议",
    "Meeting": "会议",
    "Policies": "政策",
    "Policy": "政策",
    "Targets": "指标",
    "Target": "指标",
    "Expectations": "预期",
    "Expectation": "预期",
    "Milestones": "里程碑",
    "Measure": "成效数据",
    "Measures": "成效数据",
    "Milestone": "里程碑",
    "Initiatives": "举措",
    "Sources": "来源",
    "National statements": "全国情况",
    # keys of records
    "Anchors": "关键词",
    "Not there": "未见",
    "not anchored": "无原文依据",
    "As of": "所述日期",
    "Basis": "依据",
    "Founded": "成立",
    "Kind": "类型",
    "Lineage": "沿袭",
    "Post": "职务",
    "Reposted by": "转载",
    "Role": "角色",
    "Short name": "简称",
    "Topics": "主题",
    "superseded by {titles}": "被取代：{titles}",
    # fields
    "Bodies on record": "在录机构数",
    "Meetings on record": "在录会议数",
    "Policies on record": "在录政策数",
    "Targets on record": "在录目标数",
    "Expectations on record": "在录预期数",
    "Milestones on record": "在录里程碑数",
    "Initiatives on record": "在录举措数",
    "Measures on record": "在录成效数据数",
    "Number of results on record that sources report": "来源报告的成效数据在录条数",
    "Office of the leading body": "领导小组办公室",
    "The office of the leading group, where a source names one": "来源所述的领导小组办公室",
    "Data bureau": "数据管理机构",
    "The provincial authority that manages data": "省级数据管理机构",
    "Bureau opened": "数据管理机构挂牌",
    "When the data bureau opened": "数据管理机构挂牌的日期",
    "Director": "负责人",
    "Who heads the data bureau, as of the day for which a source states it": (
        "数据管理机构负责人，附来源所述日期"
    ),
    "Form of the bureau": "设置形式",
    "Whether the data bureau stands by itself, is a plate on another body or a part of one,"
    " where a source says so": "数据管理机构是单独设置、加挂牌子还是内设，以来源明述为准",
    "Data exchange": "数据交易所",
    "The data exchanges on record": "在录数据交易所",
    "Exchange opened": "交易所挂牌",
    "When the data exchanges opened": "数据交易所挂牌的日期",
    "Local regulation": "地方性法规",
    "The first and the newest local regulation whose day of force is on record": (
        "施行日期在录的首部和最新地方性法规"
    ),
    "Regulation in force from": "法规施行日期",
    "Since when the first and the newest local regulation are in force": (
        "首部和最新地方性法规的施行日期"
    ),
    "Newest document": "最新文件",
    "Version": "版本",
    "Data": "数据",
    "Cache": "缓存",
    "off": "关闭",
    "(came with the program)": "（随程序提供）",
    "The document whose latest status on record is the newest": "最新状态日期最近的文件",
    "No data bureau is on record.": "未记录数据管理机构。",
    "No data exchange is on record.": "未记录数据交易所。",
    "No office of the leading group is on record.": "未记录领导小组办公室。",
    "No local regulation with its day of force is on record.": "未记录有施行日期的地方性法规。",
    "No dated document is on record.": "未记录有日期的文件。",
    "No source on record says when it opened.": "在录来源未说明何时挂牌。",
    "No source on record says whether it stands by itself.": "在录来源未说明其设置形式。",
    "No source on record names its head.": "在录来源未提及负责人。",
    "GB/T 2260": "国标代码",
    "ISO 3166-2": "ISO代码",
    "Latest meeting": "最近会议",
    "Leader rank": "领导层级",
    "Unknowns on record": "在录未知项",
    "Kind of provincial-level division": "省级行政区的类型",
    "Code of GB/T 2260": "GB/T 2260 行政区划代码",
    "Code of ISO 3166-2": "ISO 3166-2 代码",
    "The main leading group on record for data or digital work": (
        "在录的数据或数字化工作主要领导小组"
    ),
    "When the leading group was founded": "领导小组成立的时间",
    "Rank of the head of the leading group, derived from the posts": (
        "由领导小组组长的职务推导的层级"
    ),
    "Name of the head of the leading group": "领导小组组长的姓名",
    "Posts held by the head of the leading group": "领导小组组长所任职务",
    "Role in the leading group": "在领导小组中的角色",
    "The date for which a source states the headship": "来源所述其任组长的时点",
    "Whether the headship is stated or implied": "组长身份是明确表述还是推断",
    "Number of bodies on record": "在录机构数",
    "Number of meetings on record": "在录会议数",
    "Date of the latest meeting on record": "最近一次在录会议的日期",
    "Number of policies on record": "在录政策数",
    "Number of measurable targets on record": "在录可量化目标数",
    "Number of figures on record that are expected and not set as a target": (
        "在录的预期数字，仅为来源所预期，并非所定目标"
    ),
    "Number of milestones on record": "在录里程碑数",
    "Number of initiatives on record": "在录举措数",
    "Topics of meetings, policies, initiatives": "会议、政策与举措涉及的主题",
    "Number of fields that every record must account for and that are recorded as not stated by"
    " the sources": "每条记录必须交代而记为来源未说明的字段数",
    "Target or expectation, with its relation and year: {metric}": (
        "目标或预期，附数字的含义与年份：{metric}"
    ),
    # notes on values
    "By GB/T 2260 and ISO 3166-2.": "按国家标准与国际标准。",
    "Counted from the records on file.": "按在录记录计数。",
    "No such target is on record.": "未记录该指标。",
    "No date is on record.": "未记录日期。",
    "Given under {key}.": "见{key}。",
    "No topic is on record.": "未记录主题。",
    "No leading group is on record.": "未记录领导小组。",
    "No head is on record.": "未记录组长。",
    "The post of the head is not on record.": "未记录组长的职务。",
    "Whether it was there on that day is not known.": "当日是否已有，无法确定。",
    "The note on record tells of a later day.": "在录说明涉及其后的情况。",
    "Between {least} and {most} on that day.": "当日介于{least}与{most}之间。",
    "Known for that day: {sure}; not known: {unsure} more.": (
        "当日可确定{sure}个，另有{unsure}个无法确定。"
    ),
    "The leading group on record was founded in {founded}, after {day}.": (
        "在录领导小组成立于{founded}，晚于{day}。"
    ),
    "The earliest date on record is {date}, after {day}.": "在录最早的日期为{date}，晚于{day}。",
    "The last head on record led until {date}, before {day}.": (
        "在录最后一任止于{date}，早于{day}。"
    ),
    "Undated: whether it already held on {day} is not known.": (
        "未注明日期，{day}是否已经如此无法确定。"
    ),
    "Stated for {date}: whether for every day of {day} is not known.": (
        "所述日期为{date}，{day}内是否每天如此无法确定。"
    ),
    "Dated {date}: whether that is by {day} is not known.": (
        "日期为{date}，是否不晚于{day}无法确定。"
    ),
    # tables
    "Change": "变化",
    "Code": "代码",
    "Count": "数量",
    "Days old": "已过天数",
    "Description": "事项",
    "Due by": "复核期限",
    "Event": "事件",
    "Field": "字段",
    "Meaning": "含义",
    "Paragraphs": "段落",
    "Place": "位置",
    "Record": "记录",
    "Result": "结果",
    "Rule": "规则",
    "Severity": "严重程度",
    "Since": "起算日期",
    "Source": "出处",
    "Values": "取值",
    "Which": "具体省份",
    "Hong Kong, Macao and Taiwan are outside the scope.": "香港、澳门、台湾不在收录范围内。",
    "no data": "无数据",
    "no date": "无日期",
    "not compared": "未比较",
    "no province is known to match": "没有可确定符合条件的省份",
    "the provinces do not differ in these fields": "各省份在这些字段上没有差异",
    "Showing the first {shown} of {number}.": "仅列出前{shown}个，共{number}个。",
    "{number} left out: whether they match is not known; --include-unknown lists them too.": (
        "另有{number}个是否符合条件无法确定，未列出；--include-unknown 可一并列出。"
    ),
    "Not listed, as their year is not known: {number}": "另有{number}项因年份未知而未列出",
    "nothing found": "没有找到",
    "there are more results; --limit shows more": "还有更多结果；--limit 可显示更多",
    # coverage
    "Claims": "已录事实",
    ("count", "Implied"): "推断",
    ("count", "Disputed"): "有争议",
    ("count", "Unknown"): "未知",
    "Searched": "已查",
    "Official": "官方来源",
    "Two publishers": "两家发布",
    "Newest source": "最新来源",
    "All provinces": "全部省份",
    "Claims: values on record, both sides of a dispute counted as one.": (
        "已录事实：在录的各项内容，争议各方合计一项。"
    ),
    "Searched: unknown fields that say where one looked in vain.": (
        "已查：注明曾在何处查找而未果的未知项。"
    ),
    "Official: claims that a government's own page supports.": (
        "官方来源：有政府自有页面佐证的事实。"
    ),
    "{claims} claims: {implied} implied, {disputed} disputed; {official} on an official source,"
    " {independent} on two publishers; {unknown} fields unknown, {searched} of them searched for": (
        "已录事实{claims}项：推断{implied}项，有争议{disputed}项；{official}项有官方来源，"
        "{independent}项有两家发布；未知{unknown}项，其中{searched}项已查找"
    ),
    # timeline
    "no events": "没有事件",
    "*: the date may lie outside the period.": "*：日期可能在查询期间之外。",
    "Records without a date, not listed: {number}; --undated lists them too.": (
        "另有{number}条记录无日期，未列出；--undated 可一并列出。"
    ),
    "Founded: {body}": "成立{body}",
    "Opened: {body}": "{body}挂牌",
    "Meeting (title unknown)": "会议（名称未知）",
    "Status unknown": "状态未知",
    "stated for this date": "来源所述之日",
    "implied for this date": "据来源所述之日推断",
    "begins": "任职起始",
    "ends": "任职结束",
    "date disputed": "日期有争议",
    "date implied": "日期为推断",
    "name unknown": "姓名未知",
    "{person}: {role} of {body}": "{person}：{body}{role}",
    "{status}: {title}": "{status}：{title}",
    "{basis}: {aim}": "{basis}：{aim}",
    "{basis}: {aim} {when}": "{basis}：{when}，{aim}",
    # diff
    "no change in meaning": "内容无变化",
    "added": "新增",
    "removed": "删除",
    "withdrawn": "撤回",
    "withdrawal taken back": "撤销撤回",
    "moved": "移动",
    "citation changed": "引用变更",
    "could not be read before:": "此前无法读取：",
    "source added: {sources}": "新增出处 {sources}",
    "source removed: {sources}": "删去出处 {sources}",
    # verify and stale
    "found": "已找到",
    "not found": "未找到",
    "text differs": "文本不符",
    "no snapshot": "无文本",
    "{number} {status}": "{status} {number}",
    "{number} claims: {counts}": "{number}条引证：{counts}",
    "{source}: {held} of {number} paragraphs available": "{source}：共{number}段，已有{held}段",
    "{file}: not read: {reason}": "{file}：未读取：{reason}",
    "Re-check: {what}": "复核：{what}",
    "{number} due": "{number}项逾期",
    "{number} upcoming": "{number}项将到期",
    "{number} without a date": "{number}项无日期",
    "{today}, older than {age}: {counts}": "{today}，时限 {age}：{counts}",
    "Days count from the last day that a date may mean; without a date, whether a record is"
    " due is not known.": "天数自该日期可能所指的最后一天算起；无日期的记录是否到期无法确定。",
    # explain
    "error": "错误",
    "warning": "警告",
    "Wrong": "错误写法",
    "Right": "正确写法",
    "How to fix it": "修正方法",
}
