"""A server of the Model Context Protocol: an assistant asks, and gets what commands answer as JSON.

Each tool calls the function of a command, so that an assistant is told neither more nor less than
a person: with states, as-of, citations, and unknown as unknown. Tools only read, and an answer
has a bounded size. The SDK (https://py.sdk.modelcontextprotocol.io) is the extra ``mcp``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations

from datagov_cli.base.errors import DatagovError, UsageError
from datagov_cli.base.messages import Text, message
from datagov_cli.base.version import __version__
from datagov_cli.cli.commands import compare as compare_command
from datagov_cli.cli.commands import list as list_command
from datagov_cli.cli.commands import search as search_command
from datagov_cli.cli.commands import show as show_command
from datagov_cli.cli.commands import timeline as timeline_command
from datagov_cli.cli.commands import why as why_command
from datagov_cli.cli.context import CommandContext
from datagov_cli.views import View

#: An answer has at most so many characters of JSON; more would fill an assistant's memory.
MOST_CHARACTERS = 200_000
Answer = dict[str, Any]
INSTRUCTIONS = """\
How China's provinces govern data: leading bodies and their heads, bureaus, exchanges, policies,
targets, measures. Every value has a state: known, unknown (no source read says so; it does not
mean that there is none), not-applicable or disputed (every side is given). "basis": "implied" means
that no source states it. "as-of" is the day for which a source states it, never today. Say these
reservations whenever you repeat a value, and name its sources ("cite"; the tool sources has titles
and addresses). Provinces answer to id, Chinese or English name, GB/T 2260 and ISO 3166-2 code."""


class _Collector(CommandContext):
    """The surroundings of a command whose answer is kept instead of being written."""

    answers: list[dict[str, Any]]

    def answer(self, view: View) -> None:
        self.answers.append(view.payload())

    def hint(self, advice: Text | None) -> None:
        """Hints are about the command line."""


class _Tools:
    """The tools, over one data directory."""

    def __init__(self, data: Path | None) -> None:
        self._data = data

    def search(
        self,
        query: str,
        kinds: list[str] | None = None,
        provinces: list[str] | None = None,
        limit: int = 10,
        lang: str = "en",
    ) -> Answer:
        """Find records by words in Chinese, English or pinyin; best first.

        kinds: bodies, heads, meetings, policies, targets, measures, milestones, initiatives.
        """
        words = query.split()
        return self._ask(search_command.search, lang, words, kinds, provinces, limit=limit)

    def show(
        self,
        provinces: list[str],
        sections: list[str] | None = None,
        as_of: str | None = None,
        lang: str = "en",
    ) -> Answer:
        """All that is on record about provinces, or about the country ("national").

        sections: bodies, meetings, policies, targets, measures, milestones, initiatives.
        as_of: the state of knowledge about a day, a month or a year, such as 2024-12-31.
        """
        return self._ask(show_command.show, lang, provinces, sections, as_of=as_of)

    def compare(
        self,
        fields: list[str] | None = None,
        provinces: list[str] | None = None,
        where: list[str] | None = None,
        as_of: str | None = None,
        limit: int | None = None,
        lang: str = "en",
    ) -> Answer:
        """Provinces side by side by fields such as leader-rank, leader.name, bureau.name,
        exchange.opened, regulation.in-force, policies.count.

        where: conditions that must all hold, such as "leader-rank>=governor".
        """
        asked = {"where": where, "as_of": as_of, "limit": limit}
        return self._ask(compare_command.compare, lang, provinces, fields, **asked)

    def list_provinces(
        self, where: list[str] | None = None, as_of: str | None = None, lang: str = "en"
    ) -> Answer:
        """The provinces on record at a glance, those that match conditions."""
        return self._ask(list_command.list_, lang, where=where, as_of=as_of)

    def why(self, province: str, field: str, as_of: str | None = None, lang: str = "en") -> Answer:
        """Where a value comes from, step by step, and what contradicts it.

        field: a field such as leader-rank, the id of a record, or ID.KEY.
        """
        return self._ask(why_command.why, lang, province, field, as_of=as_of)

    def timeline(
        self,
        provinces: list[str] | None = None,
        kinds: list[str] | None = None,
        first: str | None = None,
        last: str | None = None,
        lang: str = "en",
    ) -> Answer:
        """What happened when, oldest first, from the first to the last day, month or year.

        kinds: body, head, meeting, policy, target, milestone.
        """
        return self._ask(timeline_command.timeline, lang, provinces, first, last, kinds)

    def sources(self, ids: list[str] | None = None, provinces: list[str] | None = None) -> Answer:
        """Titles, publishers, dates, tiers and addresses of sources, by their ids or by the
        provinces that cite them."""
        from datagov_cli.queries.sources_cited import sources_behind

        def answer(context: _Collector) -> None:
            known = context.knowledge()
            named = list(ids or ())
            if provinces:
                named += sources_behind(known.select(provinces).provinces, known.store)
            if not named:
                raise UsageError(message("no source is named"), message("give ids or provinces"))
            for name in named:
                known.source(name)
            rows = [row for row in known.records("sources").to_dicts() if row["id"] in named]
            context.answers.append({"schema": "datagov/sources@1", "sources": rows})

        return self._ask(answer, "en")

    def province(self, province: str) -> str:
        """All that is on record about a province."""
        try:
            return json.dumps(self.show([province]), ensure_ascii=False)
        except ToolError as error:
            raise ResourceNotFoundError(str(error)) from None

    def provinces(self) -> str:
        """The provinces on record."""
        return json.dumps(self.list_provinces(), ensure_ascii=False)

    def _ask(self, command: Callable[..., Any], lang: str, *given: Any, **named: Any) -> Answer:
        """Call a command as if from the command line, and return its answer.

        :raises ToolError: with message and hint, for what ends a command.
        """
        if lang not in ("zh", "en"):
            raise ToolError(f'unknown language "{lang}"\nhint: zh or en')
        context = _Collector(
            format="json", output=None, force=False, data=self._data, lang=lang, color="never",
            bom=False, formats={}, sources=True, pager=False, answers=[],
        )  # fmt: skip
        try:
            command(context, *given, **named)
        except DatagovError as error:
            hint = f"\nhint: {error.hint}" if error.hint else ""
            raise ToolError(f"{error.message}{hint}") from None
        (answer,) = context.answers
        length = len(json.dumps(answer, ensure_ascii=False))
        if length > MOST_CHARACTERS:
            hint = "ask for fewer provinces, sections or fields, or give a limit"
            raise ToolError(f"the answer has {length:,} characters, more than can be given\n{hint}")
        return answer


def server(data: Path | None = None) -> MCPServer[Any]:
    """The server.

    :param data: the data directory; found as the commands find it if not given.
    """
    tools = _Tools(data)
    made: MCPServer[Any] = MCPServer(
        "datagov",
        title="How China's provinces govern data",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="ERROR",
    )
    reads = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    named: dict[str, Callable[..., Any]] = {
        "search": tools.search,
        "show": tools.show,
        "compare": tools.compare,
        "list": tools.list_provinces,
        "why": tools.why,
        "timeline": tools.timeline,
        "sources": tools.sources,
    }
    for name, tool in named.items():
        made.add_tool(tool, name=name, annotations=reads, structured_output=False)
    made.resource("datagov://provinces", mime_type="application/json")(tools.provinces)
    one = "datagov://provinces/{province}"
    made.resource(one, mime_type="application/json")(tools.province)
    return made
