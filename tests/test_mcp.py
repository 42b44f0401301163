"""``mcp``: an assistant, here the SDK's own client, asks and gets the answers of the commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import anyio
import pytest
from helpers import COUNTRY, ROOT, Run
from mcp import Client, StdioServerParameters

from datagov_cli.cli import mcp_server

Session = Callable[[Client], Coroutine[Any, Any, Any]]


def talk(session: Session, data: Path = COUNTRY) -> Any:
    """What a client of the server hears."""

    async def run() -> Any:
        async with Client(mcp_server.server(data)) as client:
            return await session(client)

    return anyio.run(run)


def told(tool: str, data: Path = COUNTRY, **given: Any) -> tuple[bool, str]:
    """Whether a tool failed, and what it said."""

    async def session(client: Client) -> Any:
        return await client.call_tool(tool, given)

    result = talk(session, data)
    return bool(result.is_error), result.content[0].text


@pytest.mark.parametrize(
    ("tool", "given", "command"),
    [
        ("show", {"provinces": ["anhui"], "lang": "zh"}, "show anhui --lang zh"),
        ("show", {"provinces": ["安徽"], "as_of": "2029"}, "show anhui --as-of 2029"),
        ("show", {"provinces": ["national"]}, "show national"),
        ("compare", {"fields": ["leader-rank"]}, "compare -F leader-rank"),
        ("list", {"where": ["kind=province"]}, "list --where kind=province"),
        ("why", {"province": "anhui", "field": "leader-rank"}, "why anhui leader-rank"),
        ("timeline", {"kinds": ["meeting"]}, "timeline --kind meeting"),
        ("search", {"query": "数据", "limit": 3}, "search 数据 --limit 3"),
    ],
)
def test_a_tool_says_what_the_command_says(
    tool: str, given: dict[str, Any], command: str, ask: Callable[..., Any]
) -> None:
    failed, said = told(tool, **given)
    assert (failed, json.loads(said)) == (
        False,
        ask(*command.split(), *(() if "--lang" in command else ("--lang", "en"))),
    )


def test_sources_are_named_by_id_or_by_province(ask: Callable[..., Any]) -> None:
    cited = [each["source"] for each in ask("cite", "anhui")["references"]]
    failed, said = told("sources", provinces=["anhui"])
    rows = json.loads(said)["sources"]
    assert (failed, {row["id"] for row in rows}) == (False, set(cited))
    _, one = told("sources", ids=cited[:1])
    assert [row["title"] for row in json.loads(one)["sources"]] == [
        row["title"] for row in rows if row["id"] == cited[0]
    ]


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("show", {"provinces": ["anhuy"]}, 'unknown province "anhuy"\nhint: did you mean "anhui"?'),
        ("compare", {"fields": ["leader-rnk"]}, 'hint: did you mean "leader-rank"?'),
        ("compare", {"where": ["kind"]}, "hint: "),
        ("show", {"provinces": ["anhui"], "lang": "fr"}, 'unknown language "fr"'),
        ("sources", {}, "no source is named"),
        ("show", {}, "provinces"),
        ("why", {"province": "../x", "field": "kind"}, 'unknown province "../x"'),
    ],
)
def test_what_is_wrong_is_said_with_a_hint(tool: str, given: dict[str, Any], said: str) -> None:
    failed, answer = told(tool, **given)
    assert failed
    assert said in answer


def test_an_answer_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_server, "MOST_CHARACTERS", 1000)
    failed, answer = told("show", provinces=["anhui"])
    assert (failed, "characters, more than can be given" in answer) == (True, True)


def test_tools_only_read_and_say_what_they_take() -> None:
    async def session(client: Client) -> Any:
        return await client.list_tools()

    tools = talk(session).tools
    assert [tool.name for tool in tools] == [
        "search", "show", "compare", "list", "why", "timeline", "sources",
    ]  # fmt: skip
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)


def test_provinces_are_resources(ask: Callable[..., Any]) -> None:
    async def session(client: Client) -> list[Any]:
        names = ("datagov://provinces/anhui", "datagov://provinces")
        return [(await client.read_resource(name)).contents[0] for name in names]

    one, every = talk(session)
    assert json.loads(one.text) == ask("show", "anhui", "--lang", "en")
    assert json.loads(every.text) == ask("list", "--lang", "en")


def test_over_standard_input_and_output_nothing_else_is_said(tmp_path: Path) -> None:
    code = "from datagov_cli.__main__ import main; main()"
    command = StdioServerParameters(
        command=sys.executable,
        args=["-c", code, "mcp", "--data", str(COUNTRY)],
        env={"PYTHONPATH": str(ROOT / "src"), "DATAGOV_CACHE": str(tmp_path)},
    )

    async def run() -> Any:
        async with Client(command) as client:
            return await client.call_tool("show", {"provinces": ["anhui"]})

    assert "安徽" in anyio.run(run).content[0].text


def test_without_the_package_the_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = run("mcp")
    assert (result.code, "hint: pip install 'datagov-cli[mcp]'" in result.err) == (2, True)
