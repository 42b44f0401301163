"""The provincial-level divisions of China: codes, kinds and names.

Codes are those of GB/T 2260 (six digits) and ISO 3166-2:CN; names in English follow
ISO 3166-2 in its common, tone-free spelling. The table knows which divisions *exist*;
which of them have data is a question for :mod:`datagov_cli.storage.store`.
"""

from __future__ import annotations

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text


class Division(Frozen):
    """One division. ``kind`` is a term of the vocabulary ``province-kinds``."""

    id: str
    gb2260: str
    iso3166_2: str
    kind: str
    zh: str
    short: str
    en: str

    def names(self) -> tuple[str, ...]:
        """Everything this division answers to on the command line."""
        return (self.id, self.zh, self.short, self.en, self.gb2260, self.iso3166_2)

    @property
    def short_name(self) -> Text:
        """What a table calls it: in Chinese the short name, in English the only one."""
        return Text(self.short, self.en)

    @property
    def title(self) -> Text:
        """The name in a message; in English the Chinese one stands beside it."""
        return Text(self.zh, f"{self.en} ({self.zh})")


_P, _M, _A, _S = "province", "municipality", "autonomous-region", "sar"

DIVISIONS: dict[str, Division] = {
    str(row[0]): Division(*row)
    for row in (
        ("beijing", "110000", "CN-BJ", _M, "北京市", "北京", "Beijing"),
        ("tianjin", "120000", "CN-TJ", _M, "天津市", "天津", "Tianjin"),
        ("hebei", "130000", "CN-HE", _P, "河北省", "河北", "Hebei"),
        ("shanxi", "140000", "CN-SX", _P, "山西省", "山西", "Shanxi"),
        ("neimenggu", "150000", "CN-NM", _A, "内蒙古自治区", "内蒙古", "Inner Mongolia"),
        ("liaoning", "210000", "CN-LN", _P, "辽宁省", "辽宁", "Liaoning"),
        ("jilin", "220000", "CN-JL", _P, "吉林省", "吉林", "Jilin"),
        ("heilongjiang", "230000", "CN-HL", _P, "黑龙江省", "黑龙江", "Heilongjiang"),
        ("shanghai", "310000", "CN-SH", _M, "上海市", "上海", "Shanghai"),
        ("jiangsu", "320000", "CN-JS", _P, "江苏省", "江苏", "Jiangsu"),
        ("zhejiang", "330000", "CN-ZJ", _P, "浙江省", "浙江", "Zhejiang"),
        ("anhui", "340000", "CN-AH", _P, "安徽省", "安徽", "Anhui"),
        ("fujian", "350000", "CN-FJ", _P, "福建省", "福建", "Fujian"),
        ("jiangxi", "360000", "CN-JX", _P, "江西省", "江西", "Jiangxi"),
        ("shandong", "370000", "CN-SD", _P, "山东省", "山东", "Shandong"),
        ("henan", "410000", "CN-HA", _P, "河南省", "河南", "Henan"),
        ("hubei", "420000", "CN-HB", _P, "湖北省", "湖北", "Hubei"),
        ("hunan", "430000", "CN-HN", _P, "湖南省", "湖南", "Hunan"),
        ("guangdong", "440000", "CN-GD", _P, "广东省", "广东", "Guangdong"),
        ("guangxi", "450000", "CN-GX", _A, "广西壮族自治区", "广西", "Guangxi"),
        ("hainan", "460000", "CN-HI", _P, "海南省", "海南", "Hainan"),
        ("chongqing", "500000", "CN-CQ", _M, "重庆市", "重庆", "Chongqing"),
        ("sichuan", "510000", "CN-SC", _P, "四川省", "四川", "Sichuan"),
        ("guizhou", "520000", "CN-GZ", _P, "贵州省", "贵州", "Guizhou"),
        ("yunnan", "530000", "CN-YN", _P, "云南省", "云南", "Yunnan"),
        ("xizang", "540000", "CN-XZ", _A, "西藏自治区", "西藏", "Tibet"),
        ("shaanxi", "610000", "CN-SN", _P, "陕西省", "陕西", "Shaanxi"),
        ("gansu", "620000", "CN-GS", _P, "甘肃省", "甘肃", "Gansu"),
        ("qinghai", "630000", "CN-QH", _P, "青海省", "青海", "Qinghai"),
        ("ningxia", "640000", "CN-NX", _A, "宁夏回族自治区", "宁夏", "Ningxia"),
        ("xinjiang", "650000", "CN-XJ", _A, "新疆维吾尔自治区", "新疆", "Xinjiang"),
        ("taiwan", "710000", "CN-TW", _P, "台湾省", "台湾", "Taiwan"),
        ("xianggang", "810000", "CN-HK", _S, "香港特别行政区", "香港", "Hong Kong"),
        ("aomen", "820000", "CN-MO", _S, "澳门特别行政区", "澳门", "Macao"),
    )
}


#: Divisions whose government of data is not a subject here: their institutions are not those
#: that the data describe.
OUT_OF_SCOPE = ("taiwan", "xianggang", "aomen")
#: The country as a whole, where a command takes it like a province; and its name in Chinese.
NATIONAL, NATIONAL_ZH = "national", "全国"


def is_national(name: str) -> bool:
    """Whether a name means the country as a whole."""
    return _fold(name) in (NATIONAL, NATIONAL_ZH)


def find_division(name: str) -> Division | None:
    """The division that answers to ``name`` (id, Chinese or English name, GB or ISO code).

    Case, surrounding space and full-width forms do not matter; the English name may be
    written with its kind (``Guizhou Province``).
    """
    wanted = _fold(name)
    for division in DIVISIONS.values():
        if any(_fold(known) == wanted for known in division.names()):
            return division
    return None


def _fold(name: str) -> str:
    import unicodedata

    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    for suffix in (" province", " municipality", " city"):
        folded = folded.removesuffix(suffix)
    return folded
