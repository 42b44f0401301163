"""Errors and hints as one who reads Chinese sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Run

#: A call, and the lines of its error.
ERRORS = (
    ("shwo", "错误：没有名为“shwo”的命令", "提示：是不是想输入“show”？"),
    ("show haina", "错误：没有名为“haina”的省份", "提示：是不是想输入“hainan”？"),
    ("show hainan,", "错误：“hainan,”的第2项为空，应为省份", "提示：datagov list 列出在录省份"),
    ("show guizhou", "错误：尚无贵州省的数据", "提示：datagov list 列出在录省份"),
    (
        "show",
        "错误：缺少参数 PROVINCE…",
        "提示：datagov list 列出在录省份，datagov show --help 显示用法",
    ),
    (
        "show hainan -f jsn",
        "错误：不支持格式“jsn”",
        "提示：是不是想输入“json”？可用的格式：text, json, jsonl, csv, md, yaml",
    ),
    ("show hainan --json", "错误：没有选项 --json", "提示：是不是想用 --format json？"),
    (
        "show hainan --as-of 2025-02-30",
        "错误：日历中没有“2025-02-30”",
        "提示：--as-of 的值为年、月或日：2024、2024-12、2024-12-31",
    ),
    ("show hainan -o /absent/x.json", "错误：无法写入 /absent/x.json：文件或目录不存在"),
    ("info extra", "错误：多余的参数：extra", "提示：datagov info --help 显示用法"),
    ("new polcy", "错误：没有名为“polcy”的命令", "提示：是不是想用 policy？"),
    ("show national hainan", "错误：national 须单独查看，且不分部分"),
    (
        "list --where leader-rank=govenor",
        "错误：leader-rank 没有值“govenor”",
        "    leader-rank=govenor",
        "                ^",
        "提示：是不是想输入“governor”？",
    ),
    (
        "list --where leader.name<x",
        "错误：leader.name 没有次序，不能比较大小",
        "    leader.name<x",
        "               ^",
        "提示：请用 =、!= 或 ~",
    ),
    (
        "list --limit x",
        "错误：--limit / -n 的值无效：“x”不是整数",
        "提示：datagov list --help 显示用法",
    ),
    ("list terms --as-of 2024", "错误：“vocabularies”没有日期，不能使用 --as-of"),
    (
        "why hainan nothing",
        "错误：hainan 没有名为“nothing”的字段或记录",
        "提示：datagov fields 列出字段；记录用标识查询，如 work-points-2025",
    ),
    ("compare --map --transpose", "错误：--map 不能与 --differences 或 --transpose 同时使用"),
    ("timeline --from 2025 --to 2024", "错误：--to 2024 早于 --from 2025"),
    ("targets --year 25", "错误：“25”不是年份", "提示：应为四位数字，如 2025"),
    (
        "sql delete+from+policies",
        "错误：sql 只能读取，查询不能写入",
        "提示：datagov export --output datagov.sqlite 可导出一份自己的数据库",
    ),
    (
        "sql select+1+from+absent",
        "错误：没有名为“absent”的表",
        "提示：datagov sql --tables 列出全部",
    ),
    ("sql --tables x", "错误：--tables 不能与查询语句同时使用"),
    (
        "export -f csv",
        "错误：csv 格式由多个文件组成",
        "提示：请指定文件夹或 .zip：--format csv -o FOLDER",
    ),
    (
        "export -o x.doc",
        "错误：x.doc：扩展名“.doc”不对应任何格式",
        "提示：请用 --format 指定；可用的格式：json, jsonl, csv, xlsx, sqlite, parquet,"
        " frictionless, popolo, md",
    ),
    ("validate /absent", "错误：/absent 不存在", "提示：请给出数据文件或其所在目录"),
    (
        "verify",
        "错误：缺少选项 --snapshots（或环境变量 DATAGOV_SNAPSHOTS）",
        "提示：datagov verify --help 显示用法",
    ),
    (
        "set hainan group establishd 2020 --cite gazette-2030#1",
        "错误：机构没有字段“establishd”",
        "提示：是不是想输入“established”？",
    ),
    (
        "set hainan group established 2020",
        "错误：“established”须注明出处",
        "提示：请用 --cite SOURCE#N 指明写有“成立”的段落",
    ),
    (
        "end hainan group 2030 --cite gazette-2030#1",
        "错误：“group”是机构，不是负责人",
        "提示：datagov show PROVINCE -s bodies -f json 中有负责人的标识",
    ),
    (
        "new province guangxu",
        "错误：没有名为“guangxu”的省份",
        "提示：是不是想输入“guangxi”？",
    ),
)


@pytest.mark.parametrize(("call", "lines"), [(call, lines) for call, *lines in ERRORS])
def test_an_error_is_told_in_chinese(
    call: str, lines: list[str], run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATAGOV_DATA", str(tiny))
    monkeypatch.delenv("DATAGOV_SNAPSHOTS", raising=False)
    words = [word.replace("+", " ") for word in call.split()]
    # What comes before the options have been read is said in the language of the locale.
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    result = run(*words)
    assert (result.out, result.err.splitlines()) == ("", lines)
    assert result.code in (2, 3)


def test_the_option_chooses_the_language_of_an_error(
    run: Run, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    said = {lang: run("show", "nowhere", "--lang", lang, "--data", tiny) for lang in ("zh", "en")}
    assert said["zh"].err.startswith("错误：没有名为“nowhere”的省份\n提示：")
    assert said["en"].err.startswith('error: unknown province "nowhere"\nhint: ')
