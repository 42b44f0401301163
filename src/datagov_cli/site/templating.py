"""Templates: the only user of Jinja2, which the extra ``site`` installs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from datagov_cli.base.errors import UsageError
from datagov_cli.base.messages import message, text
from datagov_cli.base.safe_text import escape_hidden, visible
from datagov_cli.base.text_width import cells
from datagov_cli.site.layout import MARK, grouped_rows
from datagov_cli.views import Card, Entry, Grid, Lines

ROOT = Path(__file__).parent
#: Schemes of addresses that a reader can be sent to.
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.ASCII)
#: Runs of Chinese, with the punctuation within.
_HAN = re.compile(
    "[\u3400-\u9fff\U00020000-\U0003ffff《“（]"
    "[\u3001-\u9fff\uff01-\uff5e\U00020000-\U0003ffff“”—0-9]*"
    "[\u3001-\u9fff\uff01-\uff5e\U00020000-\U0003ffff”]|[\u3400-\u9fff]"
)
#: Labels and names recur on all pages.
_visible = lru_cache(10_000)(visible)
#: Characters of a citation that is not broken between lines.
_KEPT = 12
_KINDS = {Card: "card", Grid: "grid", Lines: "lines"}


class Templates:
    """Fills templates; all that is put into one is escaped, and hidden characters are shown.

    :raises UsageError: if Jinja2 is not installed.
    """

    def __init__(self) -> None:
        try:
            import jinja2
            import markupsafe
        except ImportError:
            raise UsageError(
                message("the site needs Jinja2, which is not installed"),
                message("install it with the extra: pip install 'datagov-cli[site]'"),
            ) from None
        self._markup = markupsafe.Markup
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(ROOT / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=self._shown,
        )
        self._environment.filters.update(
            cited=self._cited,
            told=self._told,
            rows=grouped_rows,
            web=web_address,
            kind=_kind_of,
            unbroken=is_unbroken,
        )

    def fill(self, name: str, lang: str, content: Mapping[str, Any]) -> str:
        """A template with its content.

        :param name: of a file in ``templates/``.
        """

        template = self._environment.get_template(name)
        filled = template.render(_context(lang, content))
        return re.sub(r"\n\s*\n+", "\n", filled).lstrip()

    def macros(self, name: str, lang: str, content: Mapping[str, Any]) -> Any:
        """The macros of a template, as functions that give HTML.

        :param content: what they use besides their arguments.
        """
        return self._environment.get_template(name).make_module(_context(lang, content))

    def json(self, value: Any) -> Any:
        """A value as JSON that may stand in a data block of a page."""
        shown = escape_hidden(json.dumps(value, ensure_ascii=False))
        for sign in "<>&":
            shown = shown.replace(sign, f"\\u{ord(sign):04x}")
        return self._markup(shown)

    def styles(self) -> Any:
        """The style sheet as it may stand in a page, which then waits for no second file."""
        sheet = (ROOT / "assets" / "site.css").read_text("utf-8")
        return self._markup(re.sub(r"/\*.*?\*/|\n\s*", "", sheet, flags=re.DOTALL))

    def _shown(self, value: Any) -> Any:
        return _visible(value) if type(value) is str else value

    def _told(self, text: str, lang: str) -> Any:
        """A text, with its Chinese parts marked as such where the page is in another language: for
        screen readers (WCAG 2.2, 3.1.2), and for the forms of the characters."""
        shown = visible(text)
        if lang == "zh" or shown.isascii():
            return shown
        marked = _HAN.sub(r'<span lang="zh-Hans">\g<0></span>', str(self._markup.escape(shown)))
        return self._markup(marked)

    def _cited(self, marks: str, lang: str) -> Any:
        """A text whose citation marks are links to the list of sources."""
        shown, end = self._markup(""), 0
        for found in MARK.finditer(marks):
            shown += self._plain(marks[end : found.start()], lang)
            kept = " k" if len(found[2]) <= _KEPT else ""  # Else it may be broken between lines.
            shown += self._markup(f'<a class="c{kept}" href="#S{found[1]}">{found[0]}</a>')
            end = found.end()
        return shown + self._plain(marks[end:], lang)

    def _plain(self, text: str, lang: str) -> Any:
        return self._markup.escape(self._told(text, lang))


def _context(lang: str, content: Mapping[str, Any]) -> dict[str, Any]:
    def said(english: str, **values: Any) -> str:
        return text(english, lang, **values)

    return {"lang": lang, "_": said, **content}


@cache
def templates() -> Templates:
    """The templates, read once."""
    return Templates()


def web_address(address: str | None) -> str | None:
    """An address if it is one of the web, else ``None``: no other is made a link."""
    return address if address and _WEB.fullmatch(address) else None


def is_unbroken(entry: Entry) -> bool:
    """Whether the cell of a table is so short that it stays in one line."""
    return cells(entry.text) < 13 and not entry.aside


def _kind_of(block: object) -> str:
    return _KINDS[type(block)]
