"""What the program says, in English and in Chinese.

A message is written in English where it is used, with named placeholders. Its Chinese stands in
the catalogue of gettext, ``locale/zh/LC_MESSAGES/datagov.po``, whose compiled form is loaded only
when Chinese is asked for. ``scripts/messages.py`` finds the messages in the code, brings the
catalogue up to date and compiles it; a test holds code and catalogue equal.

Everything else that differs between the two languages in writing (how items are listed, how
remarks stand in parentheses, how sentences follow each other) has its one home here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.traditional import CONVERSIONS, in_characters_of

if TYPE_CHECKING:
    from gettext import NullTranslations

#: The catalogues, one folder a language.
LOCALE = Path(__file__).parent.parent / "locale"
#: The languages of an answer. In ``both`` what the program says is English, and names stand in
#: Chinese with their English gloss. In the traditional characters of ``CONVERSIONS`` stands what
#: the program says, and names as data has them.
LANGUAGES = ("zh", *CONVERSIONS, "en", "both")


def is_chinese(lang: str) -> bool:
    """Whether a language of :data:`LANGUAGES` is Chinese, in whichever characters."""
    return lang.startswith("zh")


class Text(Frozen):
    """The same text in Chinese and in English."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The text in a language of :data:`LANGUAGES`."""
        return self.zh if is_chinese(lang) else self.en


class Label(Text):
    """What the program or a vocabulary calls something: a text that is also shown in traditional
    characters, as those of data are not."""

    def get(self, lang: str) -> str:
        return in_characters_of(lang, self.zh) if is_chinese(lang) else self.en


class Lazy(Text):
    """A text that is made in each language when it is first needed, and then kept.

    :param make: a function from a language to the text.
    :param identity: what two of them are compared by.
    """

    def __init__(self, make: Callable[[str], str], *identity: Any) -> None:
        self.__dict__.update(_function=make, _identity=identity)

    def _make(self, lang: str) -> str:
        made: str = self.__dict__["_function"](lang)
        return made

    def get(self, lang: str) -> str:
        kept: dict[str, str] = self.__dict__
        if lang not in kept:
            kept[lang] = self._make(lang)
        return kept[lang]

    def __getattr__(self, name: str) -> str:
        if name not in LANGUAGES:
            raise AttributeError(name)
        return self.get(name)

    def _key(self) -> tuple[Any, ...]:
        key: tuple[Any, ...] = self.__dict__["_identity"]
        return key


class Message(Lazy):
    """A message of the catalogue: its English, its context and what is put into it.

    :param values: ``None`` if the English is a text as it stands, in which braces are braces.
    :param one: the English for one, if it is about ``values["number"]``.
    """

    def __init__(
        self,
        english: str,
        context: str = "",
        values: Mapping[str, Any] | None = None,
        one: str | None = None,
    ) -> None:
        self.__dict__["parts"] = english, context, values, one

    def _make(self, lang: str) -> str:
        english, context, values, one = self.__dict__["parts"]
        if one is None:
            said = translated(english, lang, context)
        elif is_chinese(lang):
            said = in_characters_of(lang, _catalogue().ngettext(one, english, values["number"]))
        else:
            said = one if values["number"] == 1 else english
        if values is None:
            return said
        return said.format_map({key: in_language(each, lang) for key, each in values.items()})

    def _key(self) -> tuple[Any, ...]:
        english, context, values, one = self.__dict__["parts"]
        return (english, context, one, *(values or {}).items())


def message(english: str, /, *, context: str = "", **values: Any) -> Text:
    """A message in both languages.

    :param english: with a placeholder in braces for each value.
    :param context: tells two messages apart that are the same in English and not in Chinese.
    :param values: a :class:`Text` is put in by language, a tuple as a list of its entries,
        everything else as ``str`` has it.
    """
    return Message(english, context, values)


def text(english: str, lang: str, /, *, context: str = "", **values: Any) -> str:
    """A message in one language; parameters as for :func:`message`."""
    return Message(english, context, values).get(lang)


def plural(one: str, several: str, number: int, /, **values: Any) -> Text:
    """A message about a number, which its placeholder ``{number}`` shows.

    :param one: the English for the number 1.
    """
    return Message(several, "", {"number": number, **values}, one)


def as_it_stands(english: str) -> Text:
    """A text of a table of the program or of a schema, which has no placeholders."""
    return Message(english)


def as_data(said: Any) -> Any:
    """What JSON can keep of a message or of what is put into one, see :func:`from_data`."""
    if isinstance(said, Label):
        return {"label": (said.zh, said.en)}
    return {"message": said.__dict__["parts"]} if isinstance(said, Message) else str(said)


def from_data(kept: Any) -> Any:
    """A message, or what is put into one, as :func:`as_data` has kept it."""
    if isinstance(kept, list):
        return tuple(map(from_data, kept))
    if not isinstance(kept, dict):
        return kept
    if "label" in kept:
        return Label(*kept["label"])
    english, context, values, one = kept["message"]
    values = values and {key: from_data(each) for key, each in values.items()}
    return Message(english, context, values, one)


@cache
def translated(english: str, lang: str, context: str = "") -> str:
    """The text of the catalogue for an English text, its placeholders not filled in; the English
    itself if there is none."""
    if not is_chinese(lang) or not english:
        return english
    said = _catalogue().pgettext(context, english) if context else _catalogue().gettext(english)
    return in_characters_of(lang, said)


@cache
def _catalogue() -> NullTranslations:
    """The catalogue of Chinese; an empty one if its file is not there."""
    from gettext import GNUTranslations, NullTranslations

    try:
        with (LOCALE / "zh" / "LC_MESSAGES" / "datagov.mo").open("rb") as file:
            return GNUTranslations(file)
    except OSError:
        return NullTranslations()


def in_language(value: Any, lang: str) -> str:
    """A text in a language; a tuple as a list; of anything else what ``str`` has."""
    if isinstance(value, Text):
        return value.get(lang)
    return join(value, lang) if isinstance(value, tuple) else str(value)


# --- how the two languages are written ----------------------------------------------------------


def with_gloss(name: Text) -> Text:
    """A name: in one language by itself, in both the Chinese name and its English gloss."""
    if name.zh == name.en:
        return name
    return Lazy(lambda lang: _glossed(name) if lang == "both" else name.get(lang), "gloss", name)


def _glossed(name: Text) -> str:
    return f"{name.zh} {name.en}"


def join(items: Iterable[Text | str], lang: str) -> str:
    """A list in one line. Chinese sets items apart by ``；`` if one contains the usual ``、``, or a
    comma, which is the weaker stop."""
    said = [in_language(item, lang) for item in items]
    if not is_chinese(lang):
        return ", ".join(said)
    return ("；" if any("、" in item or "，" in item for item in said) else "、").join(said)


def joined(items: Iterable[Text | str]) -> Text:
    """A list in one line, in both languages."""
    kept = tuple(items)
    return Lazy(lambda lang: join(kept, lang), "joined", *kept)


def clauses(items: Iterable[Text | str], lang: str) -> str:
    """Parts of a sentence that belong together; those that are empty are left out."""
    return ("，" if is_chinese(lang) else ", ").join(
        said for i in items if (said := in_language(i, lang))
    )


def joined_clauses(*parts: Text) -> Text:
    """Parts of a sentence that belong together, in both languages."""
    return Lazy(lambda lang: clauses(parts, lang), "clauses", *parts)


def parted(parts: Iterable[str], lang: str) -> str:
    """Parts of a line that stand by themselves."""
    return ("；" if is_chinese(lang) else "; ").join(parts)


def parenthesised(remarks: Iterable[Text | str], lang: str) -> str:
    """Remarks in parentheses; nothing without any. Empty ones are left out."""
    said = parted((remark for item in remarks if (remark := in_language(item, lang))), lang)
    if not said:
        return ""
    return f"（{said}）" if is_chinese(lang) else f"({said})"


def spaced(*parts: str) -> str:
    """Parts of a line one after the other, empty ones left out; Chinese parentheses bring their
    own space."""
    line = ""
    for part in parts:
        line += part if not line or part.startswith("（") or not part else f" {part}"
    return line


def remarked(text: Text, *remarks: Text) -> Text:
    """A text with remarks in parentheses behind it."""

    def make(lang: str) -> str:
        return spaced(text.get(lang), parenthesised(remarks, lang))

    return Lazy(make, "remarked", text, *remarks)


def sentences(*parts: Text | None) -> Text:
    """Sentences one after the other; those that are ``None`` are left out."""
    kept = tuple(part for part in parts if part is not None)

    def make(lang: str) -> str:
        return ("" if is_chinese(lang) else " ").join(part.get(lang) for part in kept)

    return Lazy(make, "sentences", *kept)


def without_stop(sentence: Text) -> Text:
    """A sentence without its full stop, to be put into another one."""
    return Lazy(lambda lang: sentence.get(lang).rstrip("。."), "without-stop", sentence)
