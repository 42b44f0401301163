"""What a row of :mod:`.record_keys` is made of: the types of keys, their weights in a search, whose
words their values are, and the row itself."""

from __future__ import annotations

from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import Text

# The types of keys.
#: A text in both languages, ``{zh: …, en: …}``; several of them; that of a division, which
#: has a short Chinese name besides.
TEXT, TEXTS, NAMES = "text", "texts", "names"
#: Plain text; the wording of a source, which must occur in a cited paragraph.
STRING, WRITTEN = "string", "written"
#: A date (EDTF); a figure; yes or no.
DATE, NUMBER, BOOLEAN = "date", "number", "boolean"
#: A term of a vocabulary; a list of such terms; the id of another record.
TERM, TERMS, ID = "term", "terms", "id"
#: Lists of records within a record: heads of a body; earlier statuses of a policy.
HEADS, STAGES = "heads", "stages"
#: Parts of a source: the repost in which it was read; the digests of its paragraphs.
REPOST, SNAPSHOT = "repost", "snapshot"

# How much a text tells about its record, for search. What is in no row is not searched.
NAME, ALIAS, CLAIM, SUMMARY, PERSON, EVENT, PLACE, CLASS, NOTE = 9, 8, 7, 6, 6, 5, 4, 3, 1

# Whose words a value is: those of the source cited; the editors', who choose a term for it or
# decide what it is; the editors', who sum it up.
CITED, CLASSIFIED, SUMMED_UP = "cited", "classified", "summed-up"


class Key(Frozen):
    """A key of a kind of record.

    ``label`` and ``about`` are in Chinese and in English; the English ``about`` is also the
    description in the schema. Hints about the key say ``about`` and so does, with what its type
    adds, the help of the option of ``new``.

    * ``vocabulary``: the home of its terms; ``refers_to``: the kinds of records it may name.
    * ``required``: there is no record without it. ``default`` says, in words, what ``new``
      puts there if it is not given.
    * ``uncertain``: it can be accounted for instead of being given, and is then a
      :class:`datagov_cli.model.records.Value`; ``aside`` means that the list itself stays plain and
      the account stands in ``About.absent``. ``disputed``: so can it be as a dispute.
    * ``accountable``: it must be given or accounted for; so, too, if one of ``instead`` is.
    * ``reported``: a date that a source can only report once it is past.
    * ``dated_by``: the date key of the record since when this holds, itself if it is that date;
      answers about an earlier day leave it out.
    * ``latest``: it tells of the latest status of a policy, so that answers about an earlier
      status leave it out; where ``dated_by`` has a date, that one decides.
    * ``shown``: part of the model and of answers, not only for checks.
    * ``weight``: that of its text in a search, 0 if it is not searched.
    * ``beside``: keys of the record without which its value would be misread.
    * ``asked``: whether ``new`` has an option for it.
    * ``words``: whose words its value is.
    """

    name: str
    type: str
    label: tuple[str, str]
    about: tuple[str, str]
    vocabulary: str | None = None
    refers_to: tuple[str, ...] = ()
    required: bool = False
    default: Text | str = ""
    uncertain: bool = False
    aside: bool = False
    disputed: bool = False
    accountable: bool = False
    instead: tuple[str, ...] = ()
    reported: bool = False
    dated_by: str = ""
    latest: bool = False
    shown: bool = True
    weight: int = 0
    beside: tuple[str, ...] = ()
    asked: bool = True
    words: str = CITED

    @property
    def attribute(self) -> str:
        """The name of its attribute in the class of the record."""
        return self.name.replace("-", "_")

    @property
    def option(self) -> str:
        """Its option of ``new``; of several terms each is given by itself."""
        return f"--{self.name.removesuffix('s') if self.type == TERMS else self.name}"

    @property
    def needed(self) -> bool:
        """Whether ``new`` must be given it."""
        return self.required and self.asked and not self.default

    @property
    def is_value(self) -> bool:
        """Whether the model has a :class:`datagov_cli.model.records.Value` for it."""
        return self.uncertain and not self.aside
