"""Text from outside, made harmless for the place where it is going."""

from __future__ import annotations

import re

#: C0 and C1 controls but for the line feed, line separators, and the characters that change
#: the direction of text or cannot be seen (Unicode TR36; "Trojan Source", CVE-2021-42574).
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ud800-\udfff]"
)
#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def visible(text: str) -> str:
    """One line in which each hidden character stands as its ``\\uXXXX`` escape."""
    return HIDDEN.sub(_escape, text.replace("\n", " "))


def escape_hidden(text: str) -> str:
    """The same for JSON text, where the escape means the character and nothing is lost."""
    return HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def inert(value: object) -> object:
    """A spreadsheet cell that no program takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
