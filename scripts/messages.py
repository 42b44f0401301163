"""Bring the catalogue of messages up to date, and compile it.

``python scripts/messages.py`` finds every message in the code, merges them into
``locale/zh/LC_MESSAGES/datagov.po`` (translations stay, what is no longer used goes, what is new
has none yet) and compiles that. ``--check`` writes nothing and ends with 1 if that would change a
file, or if a message has no translation.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import man_page
import typer
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from datagov_cli.cli.app import COMMANDS, app
from datagov_cli.cli.help_text import ChineseFormatter
from datagov_cli.cli.options import is_composed
from datagov_cli.cli.typer_errors import TYPER_MESSAGES
from datagov_cli.curation.validation.load_schema import load_schema
from datagov_cli.model.divisions import NATIONAL
from datagov_cli.model.finding_codes import CODES
from datagov_cli.model.labels import key_meanings
from datagov_cli.storage.data_files import FOLDERS
from datagov_cli.storage.parser_words import PARSER_WORDS
from datagov_cli.storage.store import own_schemas

SOURCE = Path(__file__).resolve().parent.parent / "src" / "datagov_cli"
CATALOGUE = SOURCE / "locale" / "zh" / "LC_MESSAGES" / "datagov.po"
COMPILED = CATALOGUE.with_suffix(".mo")
#: Functions whose first argument is a message; of a plural the first two.
FUNCTIONS = ("message", "text", "plural")


class Found(NamedTuple):
    """A message in the code: its place, its English (of a plural in both numbers), its context."""

    place: tuple[str, int]
    english: str | tuple[str, str]
    context: str | None = None


def messages() -> list[Found]:
    """Every message of the code, in the order of modules and lines."""
    return [*_calls(), *_templates(), *_tables()]


def _calls() -> Iterator[Found]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (found := _message(name, node)):
                yield found


def _message(name: str, call: ast.Call) -> Found | None:
    function = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if function not in FUNCTIONS or not call.args:
        return None
    words = [literal(argument) for argument in call.args[: 2 if function == "plural" else 1]]
    if not all(words):
        return None
    named = {keyword.arg: literal(keyword.value) for keyword in call.keywords}
    english = (str(words[0]), str(words[1])) if len(words) == 2 else str(words[0])
    return Found((name, call.lineno), english, named.get("context"))


def literal(node: ast.expr) -> str | None:
    """The text of a literal; ``None`` for any other expression."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _tables() -> Iterator[Found]:
    """Messages that stand in tables of the program rather than in calls."""
    for code in CODES.values():
        yield Found(("model/finding_codes.py", 0), code.why)
        yield Found(("model/finding_codes.py", 0), code.fix)
    yield from (Found(("storage/parser_words.py", 0), words) for words in PARSER_WORDS)
    yield from (Found(("cli/typer_errors.py", 0), words) for words in TYPER_MESSAGES)
    for kind in (*FOLDERS.values(), NATIONAL):
        schema = load_schema(own_schemas(), kind)
        yield from (Found((f"schemas/{kind}.schema.json", 0), d) for d in _descriptions(schema))
    yield from _help()


def _descriptions(schema: Any) -> Iterator[str]:
    """What a schema says of its parts, but for what keys mean, which is no message."""
    if isinstance(schema, dict):
        about = schema.get("description")
        if isinstance(about, str) and about not in key_meanings():
            yield about
    if isinstance(schema, dict | list):
        for part in schema.values() if isinstance(schema, dict) else schema:
            yield from _descriptions(part)


def _help() -> Iterator[Found]:
    """All that help and the man page say."""
    said: dict[str, str] = {}

    def recorded(english: str) -> str:
        if not is_composed(english):
            said.setdefault(english, place)
        return english

    class Recorder(ChineseFormatter):
        def said(self, english: str) -> str:
            return recorded(english)

    program: Any = typer.main.get_command(app)
    above = program.context_class(program, info_name="datagov")
    place = "cli/app.py"
    program.format_help(above, Recorder())
    for command in COMMANDS:
        place = f"cli/commands/{command}.py"
        built = program.get_command(above, command)
        for each in (built, *getattr(built, "commands", {}).values()):
            each.format_help(each.context_class(each, parent=above), Recorder())
    place = "scripts/man_page.py"
    man_page.roff(recorded)
    yield from (Found((home, 0), english) for english, home in said.items())


def _templates() -> Iterator[Found]:
    """Messages of the templates of the site: what ``_("…")`` says there."""
    for path in sorted(SOURCE.rglob("*.html")):
        name = path.relative_to(SOURCE).as_posix()
        source = path.read_text("utf-8")
        for english in re.findall(r'\b_\("([^"]*)"', source):
            yield Found((name, 0), english)


def catalogue() -> Catalog:
    """The catalogue as it is to be: the messages of the code with the translations of the file."""
    before = Catalog(locale="zh")
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            before = read_po(file, locale="zh")
    made = Catalog(locale="zh", project="datagov", charset="utf-8", fuzzy=False)
    for found in messages():
        known = before.get(found.english, found.context)
        # Numbers of lines would change with every edit of a module.
        made.add(
            found.english,
            known.string if known else None,
            locations=[(found.place[0], 0)],
            context=found.context,
            flags=["python-brace-format"] if "{" in str(found.english) else (),
        )
    return made


def as_text(made: Catalog) -> bytes:
    """The catalogue as a file of gettext, without what differs from day to day."""
    out = io.BytesIO()
    write_po(out, made, width=100, include_lineno=False, omit_header=True, sort_by_file=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def compiled(text: bytes) -> bytes:
    """A file of gettext as programs read it."""
    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(text), locale="zh"))
    return out.getvalue()


def entries(compiled: bytes) -> list[tuple[object, ...]]:
    """What a compiled file says, without its head, which names a day and a version of babel."""
    return [
        (each.context, each.id, each.string) for each in read_mo(io.BytesIO(compiled)) if each.id
    ]


def missing(made: Catalog) -> list[str]:
    """The messages without a translation."""
    return [
        str(each.id)
        for each in made
        if each.id and not all(each.string if isinstance(each.string, tuple) else [each.string])
    ]


def main() -> int:
    check = "--check" in sys.argv
    made = catalogue()
    text = as_text(made)
    stale = []
    for path, now, said in ((CATALOGUE, text, bytes), (COMPILED, compiled(text), entries)):
        if not path.exists() or said(path.read_bytes()) != said(now):
            stale.append(path)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(now)
    for path in stale:
        name = path.relative_to(SOURCE.parent.parent)
        print(f"{name} is out of date; make messages renews it" if check else f"{name} is renewed")
    untranslated = missing(made)
    for english in untranslated:
        print(f"no translation: {english}")
    return 1 if untranslated or (stale and check) else 0


if __name__ == "__main__":
    sys.exit(main())
