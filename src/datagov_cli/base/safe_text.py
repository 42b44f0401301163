"""Text from outside, made harmless for terminals, JSON, spreadsheets and the logs of CI jobs."""

from __future__ import annotations

import re
from functools import cache

#: What cannot be seen though Python calls it printable: such letters and marks of Unicode's
#: Default_Ignorable_Code_Point (DerivedCoreProperties.txt), variation selectors among them.
_UNSEEN = frozenset(
    map(
        chr,
        (
            0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0,
            *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
        ),
    )
)  # fmt: skip
_PLAIN = bytes(range(0x20, 0x7F))
#: C0 and C1 controls but for the line feed, line separators, and the characters that change
#: the direction of text or cannot be seen (Unicode TR36; "Trojan Source", CVE-2021-42574): all of
#: Default_Ignorable_Code_Point and Bidi_Control, and the marks of interlinear annotation.
HIDDEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    f"{''.join(sorted(_UNSEEN))}\ud800-\udfff]"
)
#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), in full width too:
#: in East Asian locales those signs are read as the plain ones.
_FORMULA = tuple("=+-@＝＋－＠")
#: What the log of a CI job takes for a command: ``::name::`` where a line begins, white space
#: aside, and ``##[name]`` and its like anywhere (GitHub's ``ActionCommand.cs``; *Logging commands*
#: of Azure Pipelines; *Service messages* of TeamCity).
_COMMAND = re.compile(r"^([^\S\n]*):(?=:.*::)|#(?=#\w*\[)", re.MULTILINE)
#: Characters of a message that are shown.
MOST_MESSAGE = 1000


@cache
def hidden() -> re.Pattern[str]:
    """The compiled :data:`HIDDEN`, made when first needed: it costs two milliseconds."""
    return re.compile(HIDDEN)


def all_seen(text: str) -> bool:
    """Whether all of a text can be seen: a quick test, without the pattern."""
    # Most of a long answer is ASCII: what of it can be seen is taken out at once.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    signs = rest.decode("utf-8", "surrogatepass")
    return signs.isprintable() and _UNSEEN.isdisjoint(signs)


def escape_hidden(text: str) -> str:
    """The text with each hidden character as its ``\\uXXXX`` escape, two of them beyond U+FFFF;
    JSON reads them back."""
    return text if all_seen(text.replace("\n", "")) else hidden().sub(_escape, text)


def visible(text: str) -> str:
    """The text in one line for a terminal, hidden characters escaped."""
    return escape_hidden(text.replace("\n", " "))


def shortened(text: str) -> str:
    """A message in which a very long part of it, such as an argument, is left out in the middle."""
    if len(text) <= MOST_MESSAGE:
        return text
    return f"{text[: MOST_MESSAGE * 3 // 4]}…{text[-MOST_MESSAGE // 4 :]}"


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def inert(value: object) -> object:
    """A spreadsheet cell that no program takes for a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = escape_hidden(value)
    # A spreadsheet may drop white space before a cell's text, so it hides no sign behind it.
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def no_command(text: str) -> str:
    """Lines of an answer of which no CI job takes one for a command: the first sign of what would
    be one is escaped as hidden characters are."""
    if "::" not in text and "##" not in text:
        return text
    return _COMMAND.sub(lambda m: f"{m[1]}\\u003a" if m[1] is not None else "\\u0023", text)


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
    return no_command(escape_hidden(text))


def _unescape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16)) if match[1] else "\0"
    return char if char.isprintable() and not hidden().match(char) else match[0]
