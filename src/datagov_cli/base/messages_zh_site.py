"""The Chinese of the site; a part of :mod:`datagov_cli.base.messages_zh`."""

OF_SITE: dict[str | tuple[str, str], str] = {
    "Pages": "分页",
    "Pages, again": "分页（页末）",
    "State of knowledge on a day": "某日所知",
    (
        "Days to which the data dates a founding or a headship: the last of each "
        "month, the newest {number}."
    ): "数据中机构成立或负责人所系之日，每月取最后一日，列最近{number}个。",
    "The country on a map": "全国方格地图",
    "Name contains": "名称包含",
    "all": "全部",
    "Show all": "全部显示",
    "{shown} of {number} provinces shown": "显示{shown}个，共{number}个",
    "On this page": "本页内容",
    "This page as JSON": "本页数据（JSON）",
    (
        "Public facts, each with its source: which leading body steers data governance "
        "in a province, who heads it, what it decided, which policies are drafted "
        "or issued, which measurable targets were set."
    ): (
        "公开事实，条条有出处：各省由哪个领导机构统筹数据治理、由谁负责、作出哪"
        "些决定，哪些政策在征求意见或已印发，定下哪些可量化的目标。"
    ),
    "Method": "方法",
    (
        "Every value names the paragraphs of a registered source on which it rests; "
        "the text of a source is not kept, only a fingerprint of each paragraph. "
        "Terms, names and figures of a record must occur in a paragraph that it "
        "cites."
    ): (
        "每个值都注明所依据的来源及段落。来源的原文不予保存，只留各段的数字指纹"
        "；记录中的关键词、姓名、数字须见于所引段落。"
    ),
    (
        "Most sources could be read in part only. They are cited as excerpts, and "
        "nothing outside the excerpt is claimed. Dates are as precise as the source, "
        "no more."
    ): ("多数来源只读到一部分，故注为摘录，摘录以外不作任何断言。日期只精确到来源所述的程度。"),
    (
        "No ranking, no forecast, no opinion: what is not stated by a source is "
        "not here. Of people only names and public posts are kept. Nothing that "
        "was published is deleted: what turns out wrong is withdrawn, with a date "
        "and a reason."
    ): (
        "不排名、不预测、不评论，来源没有说的，这里也没有。人物只记姓名和公开职"
        "务。已发布的内容不删除，确有错误则注明日期和原因予以撤回。"
    ),
    (
        "All 31 provincial-level divisions of the mainland are in scope; Hong Kong, "
        "Macao and Taiwan are outside the scope."
    ): "收录范围为内地31个省级行政区，不含港澳台。",
    "What the words mean": "用语说明",
    "How to cite": "如何引用",
    (
        "Cite the source on which a fact rests; its page has a footnote to copy. "
        "Cite the data set for what is put together here:"
    ): ("引用某一事实，请引其来源，来源页有可复制的脚注。引用本站汇集的内容，请引本数据集："),
    (
        "datagov: data governance in China’s provinces. Data set, version {version}, "
        "state of {date}. CC BY 4.0."
    ): ("datagov：中国各省数据治理[DB/OL]。数据集，{version}版，截至{date}。CC BY 4.0。"),
    "How this site works": "本站说明",
    (
        "Plain files: it opens from a disk, asks no other site for anything, sets "
        "no cookie, and reads without JavaScript. It is made from the same answers "
        "as the command line, in Chinese and English."
    ): (
        "本站由静态文件构成，可直接从磁盘打开，不请求任何其他网站，不用 Cookie，"
        "不开 JavaScript 也能阅读。内容与命令行的回答同出一源，中英文并备。"
    ),
    "Show on the map": "地图显示",
    "What the marks mean": "图例",
    "Mark": "标记",
    "All fields in a table, and what was known on earlier days": "各字段列表，以及以往各日所知",
    "File": "文件",
    "Format": "格式",
    "What it holds": "内容",
    "As JSON files": "JSON 文件",
    (
        "The answers of the command line as JSON documents, each at an address of its own."
    ): "命令行的各项回答，各成一份 JSON 文档，各有固定地址。",
    "the index of all documents": "全部文档的目录",
    "their description (OpenAPI)": "接口说明（OpenAPI）",
    "the data set, described (schema.org)": "数据集的描述（schema.org）",
    "To follow": "订阅",
    "what changed": "数据变更",
    "dated records, as a calendar": "有日期的记录（日历）",
    "what is to be re-checked, as a calendar": "待复核的记录（日历）",
    "As a feed (Atom)": "订阅（Atom）",
    "Changes in meaning: {number}; the first {shown} are shown.": (
        "内容变更{number}处，显示前{shown}处。"
    ),
    "The data at hand has no history.": "现有数据没有变更历史。",
    "How much is known": "所知多少",
    "Claims on record": "已录事实",
    "on an official source": "有官方来源",
    "on two publishers": "有两家以上发布者",
    "implied, not stated": "系推断，来源未明说",
    "Fields left unknown": "未知字段",
    "Coverage, province by province": "各省覆盖情况",
    "Newest on record": "最新记录",
    "The whole timeline": "完整时间线",
    "What changed in the data on {date}": "{date}的数据变更",
    "The country as a whole": "全国",
    "Data governance in China’s provinces": "中国各省数据治理",
    "What changed": "数据变更",
    "Skip to the content": "跳到正文",
    "Main": "主导航",
    "Search": "搜索",
    "Search: 中文, English, pinyin": "搜索：中文、English、pinyin",
    "Found": "搜索结果",
    "{number} found": "找到{number}条",
    "More": "更多",
    "Newest source: {date}.": "最新来源：{date}。",
    "Built on {date} by datagov {version}.": "{date}由 datagov {version} 生成。",
    "Unknown does not mean none. Data under CC BY 4.0, code under the MIT licence.": (
        "“未知”不等于“没有”。数据依 CC BY 4.0 许可，代码依 MIT 许可。"
    ),
    "Address": "网址",
    "What rests on it": "以此为据的记录",
    "nothing at present": "目前没有",
    (
        "Which leading bodies steer data governance in China’s provinces, who heads "
        "them, which policies, targets and milestones are on record; every value "
        "cited, dated, and marked where it is implied, disputed or unknown."
    ): (
        "中国各省由哪些领导机构统筹数据治理、由谁负责，有哪些政策、目标和里程碑"
        "在录。每个值都注明出处和日期，推断、有争议、未知之处一一标明。"
    ),
    (
        "Who steers data governance in China’s provinces, what was decided, which "
        "goals are set: each fact with its source, unknown where the sources are "
        "silent."
    ): ("各省数据治理由谁统筹、作出哪些决定、定下哪些目标：条条有出处，来源未提及的即为未知。"),
    (
        "{province}: bodies that steer data governance, who heads them, policies, "
        "targets and events, each with its source."
    ): "{province}统筹数据治理的机构及其负责人、政策、目标和事件，条条有出处。",
    "Comparison": "比较",
    (
        "All provinces side by side: who leads, since when, with how many policies "
        "and targets on record."
    ): "各省并列：由谁负责、所述日期，在录政策和目标的数量。",
    "now": "现在",
    "Comparison, on {day}": "比较：{day}",
    (
        "Every source on which something rests, the newest first. Each has a page "
        "that lists what rests on it."
    ): "全部来源，新者在前。每个来源各有一页，列出以其为据的记录。",
    "{number} paragraphs": "{number}段",
    "What rests on this source, paragraph by paragraph.": "以此来源为据的记录，逐段列出。",
    "the whole text": "全文",
    "Records": "记录",
    "Read": "所读",
    "{date}: {number} changes in meaning": "{date}：内容变更{number}处",
    "Every fact, a row each citation: value, state, basis, note, source": (
        "全部事实，每处引证一行：值、状态、依据、说明、来源"
    ),
    "One row a record; names of columns as in the data": "每条记录一行，列名与数据一致",
    (
        "Policies and regulations on record, the newest first. A title leads to "
        "the document’s history and citations."
    ): "在录的政策法规，新者在前。点击名称可看沿革和引证。",
    (
        "Like is set beside like: one metric and one unit, the largest first. A "
        "bar shows a figure beside the largest of its kind, increments apart from "
        "levels."
    ): ("同类相比：同一指标、同一单位，大者在前。横条表示与同类中最大者之比，增量与总量分开。"),
    (
        "Dated records of all provinces: foundings, headships for the day for which "
        "they are stated, meetings, policies, milestones."
    ): "各省有日期的记录：机构成立、来源所述之日的负责人、会议、政策、里程碑。",
    "What sources state about all provinces together.": "来源就各省整体所作的陈述。",
    "How much is known, what needs re-checking, where sources disagree.": (
        "所知多少，哪些待复核，哪些来源说法不一。"
    ),
    "Data quality": "数据质量",
    "What changed in the data, by meaning; formatting does not count.": (
        "数据在内容上的变更，排版不计。"
    ),
    "The data as files, to take away and to build on.": "数据文件，可下载再用。",
    "What this is, how it is made, what its words mean, how to cite it.": (
        "本站是什么、怎样编成、用语何意、如何引用。"
    ),
    "Timeline": "时间线",
    "Downloads": "下载",
    "About": "关于",
    "Past": "已发生",
    "To come": "今后",
    "Coverage": "覆盖情况",
    "Disputed": "有争议",
    "To be re-checked": "待复核",
    "Calendar": "日历",
    "Terms that occur in the paragraphs cited": "所引段落中的关键词",
}
