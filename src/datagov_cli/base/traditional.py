"""Chinese in traditional characters, by OpenCC, which the extra ``hant`` installs.

The characters of what the program says are converted, its words are not: 信息 stays 信息, for
readers of documents from the mainland look for the terms that stand in them. What data says is
not converted at all.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

#: Language → the conversion of OpenCC. By itself ``zh-Hant`` has the forms of Taiwan, as the
#: likely subtags of the Unicode CLDR have it.
CONVERSIONS = {"zh-Hant": "s2tw", "zh-Hant-HK": "s2hk"}

#: Words that OpenCC takes for others → the right ones: 有云, “as it is said”, is in 私有云 too.
_MISTAKEN = {"有云": "有雲"}


def can_convert() -> bool:
    """Whether OpenCC is installed."""
    return find_spec("opencc") is not None


def in_characters_of(lang: str, simplified: str) -> str:
    """A text in the characters of a language: itself, unless that is one of
    :data:`CONVERSIONS`."""
    conversion = CONVERSIONS.get(lang)
    if conversion is None:
        return simplified
    converted: str = _converter(conversion).convert(simplified)
    for mistaken, right in _MISTAKEN.items():
        converted = converted.replace(mistaken, right)
    return converted


@cache
def _converter(conversion: str) -> Any:
    from opencc import OpenCC

    return OpenCC(conversion)
