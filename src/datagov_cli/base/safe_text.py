"""Text from outside, made harmless for terminals, JSON and spreadsheets."""

from __future__ import annotations

import re
from functools import cache

#: C0 and C1 controls but for the line feed, line separators, and the characters that change
#: the direction of text or cannot be seen (Unicode TR36; "Trojan Source", CVE-2021-42574).
HIDDEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ud800-\udfff]"
)
#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), in full width too:
#: in East Asian locales those signs are read as the plain ones.
_FORMULA = tuple("=+-@＝＋－＠")


@cache
def hidden() -> re.Pattern[str]:
    """The compiled :data:`HIDDEN`, made when first needed: it costs two milliseconds."""
    return re.compile(HIDDEN)


def escape_hidden(text: str) -> str:
    """The text with each hidden character as its ``\\uXXXX`` escape, which JSON reads back."""
    if text.replace("\n", "").isprintable():
        return text
    return hidden().sub(_escape, text)


def visible(text: str) -> str:
    """The text in one line for a terminal, hidden characters escaped."""
    return escape_hidden(text.replace("\n", " "))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def inert(value: object) -> object:
    """A spreadsheet cell that no program takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = escape_hidden(value)
    # A spreadsheet may drop white space before a cell's text, so it hides no sign behind it.
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def whole_characters(text: str) -> str:
    """The text with halves of characters, which a name that is not UTF-8 has, as ``\\udcff``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def plain_in_yaml(text: str) -> str:
    """YAML with what libyaml escapes needlessly (all beyond U+FFFF, rare Han among them) as it
    is, and with hidden characters escaped.

    :param text: YAML in which a backslash stands in double quotes only.
    """
    if "\\U" in text:
        text = re.sub(r"\\(?:U([0-9A-F]{8})|.)", _unescape, text)
    return escape_hidden(text)


def _unescape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16)) if match[1] else "\0"
    return char if char.isprintable() and not hidden().match(char) else match[0]
