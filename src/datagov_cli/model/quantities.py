"""Figures as sources write them: ``240亿元``, ``1万个``, ``7000余亿条``, ``6.68 million``."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from datagov_cli.base.errors import NotationError
from datagov_cli.base.messages import message

#: Powers of ten behind a figure. 亿 is 10^8 and 万 is 10^4; they stack (万亿 is 10^12).
MULTIPLIERS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
#: The same in English, where one stands by itself.
ENGLISH = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}

#: Possessive quantifiers: without backtracking, matching takes linear time.
_FIGURE = re.compile(
    r"([0-9][0-9,]*+(?:\.[0-9]++)?+)\s*+[余餘多]?+"  # 7000余亿条: some more than that
    rf"((?:{'|'.join(ENGLISH)})(?![a-z])|[十百千万萬亿億]*+)[余餘多]?+\s*+(.*+)"
)
#: No figure of a source has more digits, or is larger than ten to this power.
MAX_DIGITS = MAX_POWER = 100


#: Words before a figure that say how it is meant, which ``relation`` keeps.
_RELATION = re.compile(r"(?:超过?+|逾|突破|达到?+)\s*+")


def parse_written(written: str) -> tuple[Decimal, str]:
    """Split the wording of a target or a count: :func:`parse_quantity`, where a word such as
    超 or 突破 may stand in front.

    :raises NotationError: as there.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    relation = _RELATION.match(text)
    return parse_quantity(text[relation.end() :] if relation else text)


def parse_quantity(written: str) -> tuple[Decimal, str]:
    """Split a figure as written into its value and its unit as written.

    :param written: Arabic digits (full-width too), an optional multiplier, the unit's word.
        A word for "and more" (``余``, ``多``) beside the multiplier belongs to neither.
    :returns: the value with the multiplier applied, and the rest (``元``, ``Gbps`` …).
    :raises NotationError: if it does not begin with a figure, or the figure is absurdly large.
    """
    match = _FIGURE.fullmatch(unicodedata.normalize("NFKC", written).strip())
    if not match:
        raise NotationError(message('"{written}" does not begin with a figure', written=written))
    digits, multipliers, unit = match.groups()
    power = ENGLISH.get(multipliers) or sum(MULTIPLIERS[sign] for sign in multipliers)
    if len(digits) > MAX_DIGITS or power > MAX_POWER:
        raise NotationError(
            message('"{written}" is not a figure as sources write it', written=written)
        )
    return Decimal(digits.replace(",", "")).scaleb(power), unit.strip()
