"""Chinese in traditional characters: what the program says is converted, what data says is not."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from helpers import ROOT, Run
from test_messages import placeholders, translations

from datagov_cli.base import traditional
from datagov_cli.base.messages import Label, Text, message, plural, text
from datagov_cli.base.traditional import CONVERSIONS, in_characters_of
from datagov_cli.cli.language import language
from datagov_cli.model.divisions import DIVISIONS
from datagov_cli.model.record_keys import RECORD_KEYS


def said() -> list[str]:
    """All that is converted: messages, labels of keys and of the vocabularies."""
    found = [chinese for _, chinese in translations()]
    found += [each for keys in RECORD_KEYS.values() for key in keys for each in
              (key.label[0], key.about[0])]  # fmt: skip
    for path in sorted((ROOT / "data" / "vocabulary").glob("*.yaml")):
        terms = yaml.safe_load(path.read_text("utf-8"))["terms"]
        found += [term["label"]["zh"] for term in terms.values()]
    return found


@pytest.mark.parametrize("lang", CONVERSIONS)
def test_every_message_keeps_its_placeholders_and_its_length(lang: str) -> None:
    for chinese in said():
        converted = in_characters_of(lang, chinese)
        assert len(converted) == len(chinese)
        assert placeholders(converted) == placeholders(chinese)
        assert re.sub("[^\x00-\x7f]", "", converted) == re.sub("[^\x00-\x7f]", "", chinese)


#: Where one simplified character stands for several traditional ones, wrong choices of words that
#: occur here: 后來 for 後來, 關系 for 關係, 私有云 for 私有雲.
WRONG = "后 里(?!程) 髮 [關不]系 系推 有云 乾 麵 鬥 鍾 隻 準[許入予] 製[度定] 複原 [重繁]復 徵兵 \
[一合]並 併非 (?<!一)併列 彙聚 註意"


def test_no_character_is_the_wrong_one_of_several() -> None:
    converted = [in_characters_of("zh-Hant", chinese) for chinese in said()]
    for wrong in WRONG.split():
        assert [each for each in converted if re.search(wrong, each)] == []


@pytest.mark.parametrize(
    ("tag", "known"),
    [
        ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh_TW.UTF-8", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"), ("zh-Hant-CN", "zh-Hant"), ("ZH-HANT", "zh-Hant"),
        ("zh-HK", "zh-Hant-HK"), ("zh_HK.UTF-8", "zh-Hant-HK"), ("zh-Hant-HK", "zh-Hant-HK"),
        ("zh-MO", "zh-Hant-HK"), ("zh_TW.UTF-8@radical", "zh-Hant"),
        ("zh-Hans-HK", "zh"), ("zh-CN", "zh"), ("zh-SG", "zh"), ("zh_CN.GB18030", "zh"),
    ],
)  # fmt: skip
def test_a_tag_names_the_characters(tag: str, known: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert language(tag) == known
    monkeypatch.setenv("LANG", tag)
    assert language(None) == known


def test_what_the_program_says_is_converted_and_what_data_says_is_not() -> None:
    name = Text("国家数据局", "National Data Administration")
    said = message("according to {outlet}", outlet=name)
    assert said.get("zh-Hant") == "據国家数据局"
    assert Label("数据局", "Data bureau").get("zh-Hant") == "數據局"
    assert plural("{number} day earlier", "{number} days earlier", 1).get("zh-Hant") == "距當日1天"
    assert [text("Target", lang) for lang in ("zh", "zh-Hant", "en")][1:] == ["目標", "Target"]


def test_taiwan_and_hong_kong_have_their_own_forms() -> None:
    assert [in_characters_of(lang, "平台里") for lang in CONVERSIONS] == ["平臺裡", "平台裏"]


def test_names_summaries_and_titles_of_an_answer_stay(tiny: Path, run: Run) -> None:
    """Whatever stands in the files of provinces and sources is in the answer as it is there."""
    simplified, traditional = (
        run("show", "hainan", "--lang", lang, "--data", tiny).out for lang in ("zh", "zh-Hant")
    )
    assert "領導小組" in traditional
    words = re.findall("[\u4e00-\u9fff]+", (tiny / "provinces" / "hainan.yaml").read_text("utf-8"))
    shown = [word for word in words if len(word) > 4 and word in re.sub(r"\s", "", simplified)]
    assert len(shown) > 3
    assert [word for word in shown if word not in re.sub(r"\s", "", traditional)] == []


@pytest.mark.parametrize(
    "call",
    ["show hainan", "list heads", "list claims -n 30", "compare", "timeline", "targets --chart",
     "why hainan leader-rank", "search 数据", "stale", "coverage", "fields", "validate", "explain",
     "sql --tables", "show --help", "show nowhere", "list --where foo=1", "cite hainan"],
)  # fmt: skip
def test_no_simplified_character_is_left_but_those_of_data(
    call: str, tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    shown = run(*call.split(), "--lang", "zh-Hant", "--data", tiny)
    held = [path.read_text("utf-8") for path in tiny.rglob("*.yaml") if "vocab" not in str(path)]
    names = [division.zh + division.short for division in DIVISIONS.values()]
    # 里 is right in 里程碑.
    of_data = set("".join([*held, *names, call, "里"]))
    simplified = {
        sign for sign in shown.out + shown.err if in_characters_of("zh-Hant", sign) != sign
    }
    assert simplified - of_data == set()


def test_json_differs_in_labels_alone(tiny: Path, run: Run) -> None:
    simplified, traditional = (
        yaml.safe_load(run("compare", "-F", "leader-rank,leader.name", "-f", "json",
                           "--lang", lang, "--data", tiny).out)
        for lang in ("zh", "zh-Hant")
    )  # fmt: skip
    assert simplified != traditional
    assert without_labels(simplified) == without_labels(traditional)


def without_labels(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_labels(v) for k, v in value.items() if k not in ("label", "note")}
    return [without_labels(each) for each in value] if isinstance(value, list) else value


def test_one_run_does_not_leave_its_characters_to_the_next(tiny: Path, run: Run) -> None:
    """Neither what is kept of the data nor what is kept of the messages is of one language."""
    calls = [run("show", "hainan", "--lang", lang, "--data", tiny).out
             for lang in ("zh", "zh-Hant", "zh-HK", "zh")]  # fmt: skip
    assert calls[0] == calls[3] != calls[1] != calls[2]


@pytest.fixture
def no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        traditional, "find_spec", lambda name: None if name == "opencc" else find(name)
    )


@pytest.mark.usefixtures("no_converter")
def test_without_the_extra_its_name_is_said(tiny: Path, run: Run) -> None:
    shown = run("list", "--lang", "zh-Hant", "--data", tiny)
    assert (shown.code, shown.out) == (2, "")
    assert "错误：" in shown.err
    assert "pip install 'datagov-cli[hant]'" in shown.err


@pytest.mark.usefixtures("no_converter")
def test_without_the_extra_a_locale_has_simplified_characters(
    tiny: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody asked for more on this command line, so it is no reason to fail."""
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert run("list", "--data", tiny).out == run("list", "--lang", "zh", "--data", tiny).out


def test_other_languages_do_not_load_the_converter(tiny: Path) -> None:
    code = (
        "import sys; from datagov_cli.cli.app import app\n"
        "try: app(['list', '--lang', 'zh', '--data', sys.argv[1]], prog_name='datagov')\n"
        "except SystemExit as end: assert end.code == 0\n"
        "assert 'opencc' not in sys.modules"
    )
    subprocess.run([sys.executable, "-X", "utf8", "-c", code, tiny], check=True, timeout=60,
                   stdout=subprocess.DEVNULL)  # fmt: skip
