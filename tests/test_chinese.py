"""What the program says in Chinese is Chinese: its help, and the answers of every command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from helpers import Run
from rich.cells import cell_len
from test_golden import CASES, Case

from datagov_cli.cli.app import COMMANDS
from datagov_cli.cli.commands.new import SUBCOMMANDS

PAGES = ["", *COMMANDS, *(f"new {kind}" for kind in SUBCOMMANDS)]
#: Three words of English in a row make a sentence; names of options, formats and kinds do not.
SENTENCE = re.compile(r"\b[A-Za-z][a-z]+ [a-z]+ [a-z]+\b")
#: Commands that stand within a Chinese sentence.
COMMAND = re.compile(r"“datagov [^”]*”|datagov (list|why|show|stale)[ A-Za-z_-]*")
#: English of the data, where an answer gives both languages of it.
DATA = re.compile(r"\{zh: .*|/ Recorded in error\.|# .*|^[-+ ] +en: .*")
#: What no line of Chinese begins or ends with.
CLOSING, OPENING = "、，。；：？！）》”", "（《“"


@pytest.mark.parametrize("page", PAGES)
def test_help_is_chinese_but_for_names_and_examples(
    page: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run(*page.split(), "--help", "--lang", "zh")
    assert (shown.code, shown.err) == (0, "")
    usage, *rest = without_examples(shown.out).splitlines()
    assert usage.startswith(f"用法：datagov {page}".rstrip())
    text = COMMAND.sub("", " ".join(line.strip() for line in rest))
    assert not SENTENCE.findall(text)
    for line in rest:
        assert cell_len(line) <= 80
        assert not line.strip().startswith(tuple(CLOSING))
        assert not line.endswith(tuple(OPENING))
    # Each option has its text, with or without a line of its own.
    for block in re.findall(r"^  -.*(?:\n {4,}.*)*", "\n".join(rest), re.MULTILINE):
        assert re.search("[\u4e00-\u9fff]", block), block


@pytest.mark.parametrize(
    "call", ["help list --lang zh", "help --lang zh", "--help --lang=zh-Hans", "--lang zh -h",
             "--lang zh", "new --lang zh_CN.UTF-8 --help", "mcp --help --lang zh"],
)  # fmt: skip
def test_help_takes_the_language_wherever_it_stands(call: str, run: Run) -> None:
    assert run(*call.split()).out.startswith("用法：")
    assert run(*call.replace("zh", "en").replace("Hans", "GB").split()).out.startswith("Usage:")


def test_help_takes_the_language_of_the_locale(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run("help", "show").out.startswith("用法：")
    assert run("help", "show", "--lang", "en").out.startswith("Usage:")


def test_what_looks_like_the_option_behind_two_hyphens_stays(run: Run) -> None:
    assert run("search", "--", "--lang", "zh").code == 0


def test_examples_are_the_same_in_both_languages(run: Run) -> None:
    chinese, english = (run("show", "--help", "--lang", lang).out for lang in ("zh", "en"))
    examples = re.findall(r"^    datagov .*$", english, re.MULTILINE)
    assert len(examples) == 4
    assert re.findall(r"^    datagov .*$", chinese, re.MULTILINE) == examples


def answers() -> list[Case]:
    """The commands of the goldens whose answer is for a reader, each one once; terms have both of
    their labels."""
    seen = set()
    for name, case in CASES.items():
        if Path(name).suffix in (".txt", ".md", ".ics") and not re.search("--lang|terms", case.run):
            seen.add(case._replace(code=0, err=False, file=""))
    return sorted(seen)


@pytest.mark.parametrize("case", answers(), ids=lambda case: f"{case.data}: {case.run}")
def test_an_answer_in_chinese_has_no_english_sentence(
    case: Case, run: Run, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    data: Path = request.getfixturevalue(case.data)
    monkeypatch.chdir(data.parent)
    shown = run(*shlex.split(case.run), "--data", data.name, "--lang", "zh")
    for line in (shown.out + shown.err).splitlines():
        assert not SENTENCE.search(COMMAND.sub("", DATA.sub("", line))), line


def without_examples(page: str) -> str:
    """A page of help without the lines of its examples."""
    return re.sub(r"^  示例：\n(?:    .*\n)+", "", page, flags=re.MULTILINE)
