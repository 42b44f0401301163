"""How a source may write a name, a day or a figure: when a text gives what a record says.

A text and what is looked for in it are both evened out (:func:`even`). Each function here takes
what a record says and returns a test of such a text, one of constant size, so that looking it
up takes time by the length of the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from datagov_cli.model.quantities import ENGLISH, MULTIPLIERS
from datagov_cli.queries.search.chinese import fold

#: Whether a text, evened out by :func:`even`, gives what is looked for.
Given = Callable[[str], bool]

#: Quotation marks and title marks are left out; brackets and dashes are all of one kind.
_MARKS = str.maketrans("〔[【〕]】—–―~", "(((" + ")))" + "----", "《》〈〉「」『』“”‘’\"'")
#: Spaces are left out, except between two words or a word and a figure of Latin writing.
_SPACE = re.compile(r"(?<![a-z\d]) | (?![a-z\d])")
#: How some pages say after a character how it is read, with tones or without: 數(shù)據.
_READING = re.compile("(?<=[\u4e00-\u9fff])(?:\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6} ?\\))+")
_DASHES = re.compile("--+")
#: Words of which sources have another form: short for the names of organs, 届 without 第, and
#: 高品质, into which pages converted to traditional characters change 高质量.
_OTHER_FORM = {
    "人民代表大会": "人大",
    "常务委员会": "常委会",
    "人民政府": "政府",
    "第": "",
    "高品质": "高质量",
}
_WORDS = re.compile(
    "人民代表大会|常务委员会|人民政府|高品质|第(?=[一二三四五六七八九十\\d]{1,3}届)"
)
_PER_CENT = re.compile(r"(?<=\d) ?(?:percent|per cent)(?![a-z])")


def even(text: str) -> str:
    """A text in one form of characters, traditional ones as simplified, without what only sets
    it: spaces between characters, quotation marks, the kind of brackets and dashes."""
    one = fold(_READING.sub("", text)).translate(_MARKS)
    one = _DASHES.sub("-", _SPACE.sub("", " ".join(one.split())))
    return _PER_CENT.sub("%", _WORDS.sub(lambda found: _OTHER_FORM[found[0]], one))


def stands(piece: str) -> Given:
    """Some evened text as it is, in Latin letters and figures not as a part of a longer one."""
    before = after = ""
    if re.match("[a-z]", piece):
        before = "(?<![a-z])"
    elif re.match(r"\d", piece):
        before = r"(?<!\d)(?<!\d[.,])"
    if re.search("[a-z]$", piece):
        after = "(?![a-z])"
    elif re.search(r"\d$", piece):
        after = r"(?!\d|\.\d|,\d{3}(?!\d))"
    if not before and not after:
        return lambda text: piece in text
    pattern = f"{before}{re.escape(piece)}{after}"
    return lambda text: piece in text and re.search(pattern, text) is not None


# --- names --------------------------------------------------------------------------------------

#: How sources shorten the province before a name: 省大数据局 for 湖南省大数据局.
SHORTENED = re.compile("^(?:全?省|全?市|自治区)")
#: Between bodies that issue something together; 和 only before another full name, for it stands
#: within names as well (发展和改革委员会).
_BETWEEN = re.compile(r"[、,;\s]|和(?=中共|省|市|自治区|[^、和]{2,3}(?:省|市|自治区))")

#: The bodies in front of a title.
_BY = re.compile("^[^《》“”]*?(?:委|政府|办公厅|办公室|局|厅|常务委员会)关于")


def name_given(forms: tuple[str, ...], province: tuple[str, ...] = ()) -> Given:
    """A name or a title, in one of several forms; without the province in front as well. With
    remarks in parentheses, each of them and what stands before.

    :param province: the names of the province, evened out, the longer first.
    """
    ways = [way for form in forms for way in _ways(even(form), province)]
    wanted = [[stands(piece) for piece in way] for way in ways]
    return lambda text: any(all(piece(text) for piece in way) for way in wanted)


def _ways(name: str, province: tuple[str, ...]) -> Iterator[list[str]]:
    yield from ([form] for form in _without_province(name, province))
    pieces = [piece for piece in re.split("[()、,;]", name) if piece]
    if "(" in name and pieces:
        yield pieces


def _without_province(name: str, province: tuple[str, ...]) -> Iterator[str]:
    """A name, and what of it still says which body it is: 江苏省政府, 省政府, but not 政府."""
    yield name
    name = name.removeprefix("中共")
    for bare in dict.fromkeys(name.removeprefix(prefix) for prefix in ("", *province)):
        if len(bare) > 2 or SHORTENED.match(bare):
            yield bare
        if len(SHORTENED.sub("", bare)) > 2:
            yield SHORTENED.sub("", bare)


def title_given(forms: tuple[str, ...], province: tuple[str, ...]) -> Given:
    """The title of a document, also without the bodies that issue it in front."""
    return name_given((*forms, *(_BY.sub("", form) for form in forms[:1])), province)


def bodies_given(forms: tuple[str, ...], province: tuple[str, ...]) -> Given:
    """The bodies that issue a document, each by itself."""
    whole = name_given(forms, province)
    names = [body for body in _BETWEEN.split(forms[0]) if body] if forms else []
    each = [name_given((body,), province) for body in names]
    return lambda text: whole(text) or (bool(each) and all(body(text) for body in each))


def number_given(number: str, province: tuple[str, ...]) -> Given:
    """The number of a document. A source may put a part of it in brackets or on a line of its
    own, and the order of a government in front or behind (令第148号, 第148号令). The brackets
    that it has must stand there, for 〔2023〕98号 is not 〔202〕398号."""
    evened = even(number)
    turned = re.sub("令(第[^令]+号)$", r"\1令", evened)
    forms = [form for each in (evened, turned) for form in _without_province(each, province)]
    ways = ["[()\0]{0,2}".join(map(re.escape, form)) for form in dict.fromkeys(forms)]
    pattern = re.compile(rf"(?<!\d)(?:{'|'.join(ways)})")
    return lambda text: pattern.search(text) is not None


# --- days ---------------------------------------------------------------------------------------

_MONTHS = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"


def _numeral(number: int) -> str:
    """A number up to 31 as it is said: 二十八."""
    tens, ones = divmod(number, 10)
    said = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return said + (_DIGITS[ones] if ones else "")


def _english(month: int, day: int) -> str:
    """A day in English, without its year: Jan. 4, January 4th, 4 January, 4th of January."""
    name, number = _MONTHS[month - 1], rf"0?{day}(?:st|nd|rd|th)?"
    return rf"(?:(?<![a-z]){name}\.? ?{number}(?![a-z\d])|(?<!\d){number}(?: of)? ?{name}(?![a-z]))"


def _without_year(month: int, day: int) -> str:
    """A day without its year. No year may stand beside it, for that would be another day."""
    spoken = f"{_numeral(month)}月{_numeral(day)}日"
    return (
        rf"(?<!\d年)(?<!\d)0?{month}月0?{day}(?!\d)|(?<![年十]){spoken}"
        rf"|{_english(month, day)}{_NO_YEAR}"
    )


_NO_YEAR = r"(?!\.?,? ?(?:19|20)\d\d(?!\d))"


@lru_cache(maxsize=4096)
def _patterns(year: int, month: int | None, day: int | None) -> tuple[Any, Any]:
    """How a date is written with its year, and without; a year alone has no second form.

    In figures (2024年1月4日, 2024-01-04), in Chinese numerals, in English either way round.
    """
    said = "".join("[〇○零]" if sign == "0" else _DIGITS[int(sign)] for sign in str(year))
    if month is None:
        return re.compile(rf"(?<!\d){year}(?!\d)|{said}年"), None
    name = _MONTHS[month - 1]
    if day is None:
        return (
            re.compile(
                rf"(?<!\d){year}[年./-]0?{month}(?!\d)|{said}年{_numeral(month)}月"
                rf"|(?<![a-z]){name}(?:\.? ?\d{{1,2}},|\.|,| of)? ?{year}(?!\d)"
            ),
            re.compile(
                rf"(?<!\d年)(?<!\d)0?{month}月"
                rf"|(?<![a-z])(?:in|of|by|since) {name}(?![a-z]){_NO_YEAR}"
            ),
        )
    return (
        re.compile(
            rf"(?<!\d){year}[年./-]0?{month}[月./-]0?{day}(?!\d)"
            rf"|{said}年{_numeral(month)}月{_numeral(day)}日"
            rf"|{_english(month, day)}\.?,? ?{year}(?!\d)"
        ),
        re.compile(_without_year(month, day)),
    )


def date_given(date: str, written: str = "", open_years: bool = False) -> Given:
    """A date as a source may write it; the year may stand elsewhere in the text.

    :param date: in the form of records, to the day, the month or the year.
    :param written: its wording there, if the record has it; that it occurs is checked by itself.
    :param open_years: whether a source cited may leave the year out.
    """
    year = int(date[:4])
    month, day = (*map(int, date.rstrip("~").split("-")[1:]), None, None)[:2]
    whole, without_year = _patterns(year, month, day)
    numbers = {year, month, day}
    # A wording in words (月初, 近日) is read by the editor; its figures are those of the date.
    worded = bool(written) and {int(n) for n in re.findall(r"\d+", even(written))} <= numbers

    def given(text: str) -> bool:
        if whole.search(text):
            return True
        named = open_years or re.search(rf"(?<!\d){year}(?!\d)", text) is not None
        return named and (worded or bool(without_year and without_year.search(text)))

    return given


def day_given(month: int, day: int | None) -> Given:
    """A day or month of some year, which a sentence leaves open."""
    if day is None:
        pattern = re.compile(rf"(?<!\d)0?{month}月|(?<![a-z]){_MONTHS[month - 1]}(?![a-z])")
    else:
        pattern = re.compile(rf"(?<!\d)0?{month}[月./-]0?{day}(?!\d)|{_english(month, day)}")
    return lambda text: pattern.search(text) is not None


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday_given(date: str, published: str) -> Given | None:
    """A day of the week up to publication, which a report calls by its weekday (on Monday).

    :param date: a date to the day, else there is no such form; so, too, for ``published``.
    """
    try:
        day, last = datetime.date.fromisoformat(date), datetime.date.fromisoformat(published)
    except ValueError:
        return None
    return stands(_WEEKDAYS[day.weekday()]) if 0 <= (last - day).days < 7 else None


# --- figures ------------------------------------------------------------------------------------

#: Figures of a size that occurs, so that no arithmetic is done on others.
_FIGURE = re.compile(r"(\d[\d,]{0,20}(?:\.\d{1,9})?)([千百]?[万亿]{0,2})(?![\d,.千百万亿])(%?)")
_NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def figure_given(figure: str, translated: bool = False) -> Given:
    """A figure with its unit.

    :param translated: whether a source cited may be in another language, which has other words
        for what is counted and for large numbers (4000亿元 is 400 billion yuan).
    """
    forms = [even(figure)]
    parsed = _FIGURE.match(even(figure))
    if translated and parsed:
        forms += _english_forms(parsed)
    wanted = [stands(form) for form in forms]
    return lambda text: any(form(text) for form in wanted)


def _english_forms(parsed: re.Match[str]) -> Iterator[str]:
    power = sum(MULTIPLIERS[sign] for sign in parsed[2])
    value = Decimal(parsed[1].replace(",", "")).scaleb(power)
    if parsed[3]:
        return  # Per cent are evened out.
    yield f"{value.normalize():f}"
    yield f"{value.normalize():,f}"
    if value in range(2, len(_NUMBERS) + 2):
        yield _NUMBERS[int(value) - 2]
    for word, power in ENGLISH.items():
        yield f"{value.scaleb(-power).normalize():f} {word}"
        yield f"{value.scaleb(-power).normalize():,f} {word}"
