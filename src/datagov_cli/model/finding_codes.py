"""The one table of findings: what each code means, and how to fix it.

A code is never reused for another meaning; a code that is no longer reported stays in the
table's history in ``CHANGELOG.md``.
"""

from __future__ import annotations

from typing import NamedTuple

from datagov_cli.base.messages import Text, message

ERROR, WARNING = "error", "warning"
#: Severity of a finding → its label.
SEVERITIES: dict[str, Text] = {ERROR: message("error"), WARNING: message("warning")}


class Code(NamedTuple):
    """One kind of fault.

    ``rule`` is its name in words, ``why`` says what it means for a reader of the data, ``fix``
    what an editor does about it; both have their Chinese in the catalogue.
    """

    rule: str
    why: str
    fix: str
    severity: str = ERROR


CODES: dict[str, Code] = {
    # Reading: the file is not the strict YAML that is agreed on.
    "DG001": Code(
        "unreadable-file",
        "What a file says is lost if it cannot be opened or is not a regular file.",
        "Check that it exists, is a regular file and is readable.",
    ),
    "DG002": Code(
        "not-utf8",
        "Read in the wrong encoding, Chinese names turn into garbage.",
        "Save the file as UTF-8.",
    ),
    "DG003": Code(
        "byte-order-mark",
        "Some programs read the mark as part of the first key.",
        "Save the file as UTF-8 without a byte-order mark.",
    ),
    "DG004": Code(
        "file-too-large",
        "Data files are kept by hand; one of this size is probably a mistake, and slow to read.",
        "Split the file, or check that it is the one you meant.",
    ),
    "DG005": Code(
        "yaml-syntax",
        "Nothing after this place in the file can be read.",
        "Correct the YAML at this place; indentation and quotes are the usual causes.",
    ),
    "DG006": Code(
        "tab",
        "A tab looks like spaces, and its width differs between editors.",
        "Use spaces.",
    ),
    "DG007": Code(
        "duplicate-key",
        "Most programs keep only the last of them and silently drop the others.",
        "Keep one of the two, or merge them.",
    ),
    "DG008": Code(
        "alias",
        "An alias makes one value stand in two places, and can expand a small file to gigabytes.",
        "Write the value out in full.",
    ),
    "DG009": Code(
        "tag",
        "A tag asks the reading program to build something other than plain data.",
        "Remove the tag; quote the value if it must stay text.",
    ),
    "DG010": Code(
        "too-deep",
        "No record needs to be nested so deeply; such files crash other programs.",
        "Check the brackets and the indentation before this place.",
    ),
    "DG011": Code(
        "several-documents",
        "Only the first document would be read.",
        "Keep one document in a file: remove the line '---' and move the rest to another file.",
    ),
    "DG012": Code(
        "not-a-mapping",
        "A data file is a mapping of keys to values; anything else has no fields to check.",
        "Begin with a key, such as 'id: guizhou'.",
    ),
    "DG013": Code(
        "empty-file",
        "An empty file looks like a province about which nothing is known.",
        "Fill it in, or remove it.",
    ),
    "DG014": Code(
        "odd-key",
        "Keys are plain words; a merge key, a number or a list as a key is read differently"
        " by every program.",
        "Write the key as a word, in quotes if it looks like a number.",
    ),
    "DG015": Code(
        "number-out-of-range",
        "Programs cannot represent this number.",
        "Write a finite number in plain digits.",
    ),
    "DG016": Code(
        "hidden-character",
        "A control or text-direction character makes a text look different from what it is.",
        "Delete the character; it was probably pasted by accident.",
    ),
    "DG017": Code(
        "too-many-findings",
        "What is not listed is not fixed, and a list without end is read by nobody.",
        "Fix what is listed, and validate again.",
    ),
    # Shape: the document does not fit its schema.
    "DG101": Code(
        "missing-key",
        "Without it the record cannot be shown, cited or compared.",
        "Add the key.",
    ),
    "DG102": Code(
        "wrong-type",
        'A value of another type means something else: the number 2014 is not the date "2014".',
        "Write the value in the expected type; dates and codes go in quotes.",
    ),
    "DG103": Code(
        "unknown-key",
        "A misspelt key is silently ignored by every program that reads the data.",
        "Correct the spelling, or remove the key.",
    ),
    "DG104": Code(
        "unknown-term",
        "Only terms of the vocabulary can be filtered, compared and translated.",
        "Use a term of the vocabulary, or add the new term to it first.",
    ),
    "DG105": Code(
        "malformed",
        "The value is not in the notation that this key requires.",
        "Write it as the example in the message shows.",
    ),
    "DG106": Code(
        "wrong-count",
        "The list has fewer or more entries than the record can have.",
        "Add the missing entries, or remove those that are too many.",
    ),
    "DG107": Code(
        "wrong-length",
        "An empty text says nothing; an anchor is a term to look up, never a sentence.",
        "Shorten the text, or fill it in.",
    ),
    "DG108": Code(
        "repeated-entry",
        "An entry that is listed twice is counted twice.",
        "Keep one of the two.",
    ),
    # Accounting: what is not known must be said, once.
    "DG201": Code(
        "unaccounted",
        "Silence can mean unknown, not applicable or forgotten; a reader cannot tell which.",
        "Give the value, or name the field under unknown: or not-applicable: with a note.",
    ),
    "DG202": Code(
        "accounted-twice",
        "A value cannot be known and unknown at the same time.",
        "Keep the value or the note, not both.",
    ),
    "DG203": Code(
        "implied-without-ground",
        "An implied value is only as good as what it was inferred from.",
        "Name the record under inferred-from:; for a year, give implied-years: in the source.",
    ),
    # References: what is named must exist.
    "DG301": Code(
        "duplicate-id",
        "An id that stands for two records makes every reference to it ambiguous.",
        "Give one of the two another id.",
    ),
    "DG302": Code(
        "dangling-reference",
        "The record named here does not exist in this file.",
        "Correct the id, or add the record.",
    ),
    "DG303": Code(
        "unknown-source",
        "A citation of a source that is not registered cannot be looked up.",
        "Register the source under data/sources/, or correct its id.",
    ),
    "DG304": Code(
        "no-such-paragraph",
        "The registered source has no such paragraph, so the claim cannot be checked.",
        "Correct the paragraph number; ¶0 is the title.",
    ),
    "DG305": Code(
        "main-body",
        "Who leads a province is derived from exactly one leading group marked main: true.",
        "Set main: true on exactly one body of the kind leading-group.",
    ),
    "DG306": Code(
        "file-name",
        "A file is found by its name; if it holds another id, it is never found.",
        "Rename the file to the id, or correct the id.",
    ),
    "DG307": Code(
        "codes-differ",
        "The codes are how other data sets find this province; a wrong one links the wrong data.",
        "Use the codes, the kind and the names of GB/T 2260 and ISO 3166-2 for this id.",
    ),
    "DG308": Code(
        "uncited-field",
        "A citation or an inference for a field that the record does not have supports nothing.",
        "Correct the field's name, or remove the entry.",
    ),
    "DG309": Code(
        "unread-file",
        "What stands in a wrong folder or under a wrong name is in no answer, unnoticed.",
        "Move the file to where data files stand, or out of the data directory.",
        WARNING,
    ),
    # Values: what is said must be possible and consistent.
    "DG401": Code(
        "figure-differs",
        "The number and the wording of the source disagree; a reader sees only one of them.",
        "Correct value: or as-written: (240亿元 is 24000000000).",
    ),
    "DG402": Code(
        "unit-differs",
        "A figure in the wrong unit is a wrong figure.",
        "Use the unit that the wording names, or add the wording to the unit in the vocabulary.",
    ),
    "DG403": Code(
        "impossible-date",
        "The date does not exist in the calendar.",
        "Correct the date; leave out the day or the month if the source does.",
    ),
    "DG404": Code(
        "date-order",
        "Two dates of the record contradict each other.",
        "Correct the one that is wrong.",
    ),
    "DG405": Code(
        "date-after-source",
        "A source cannot report what happened after it was published.",
        "Correct the date, or cite the later source that reports it.",
    ),
    "DG406": Code(
        "unit-of-metric",
        "Targets of one metric are compared; in different units they cannot be.",
        "Use the unit that the vocabulary gives for the metric.",
    ),
    "DG407": Code(
        "placement",
        "The record has something that its kind cannot have.",
        "Follow the message.",
    ),
    "DG408": Code(
        "digest-count",
        "Digests that do not match the paragraphs one to one cannot identify a text.",
        "List one digest for each paragraph, the title included.",
    ),
    "DG409": Code(
        "two-heads",
        "A body has one head; whichever of the two is shown, a source says otherwise. A pair is"
        " one only if a source says so.",
        "Give both under disputed: heads:; or the roles co-head, or first-head and head.",
    ),
    "DG410": Code(
        "acting-director",
        "Who acts for the director, or is in charge of the work, has not been appointed director.",
        "Leave director out of posts:, and account for posts: if no other is stated.",
    ),
    # Warnings: not certainly wrong, and worth checking.
    "DG501": Code(
        "low-tier-only",
        "A repost may differ from the original, and may disappear first.",
        "Cite the original, or a source closer to the fact.",
        WARNING,
    ),
    "DG502": Code(
        "old-headship",
        "Posts change hands; whoever headed a body years ago may not head it today.",
        "Look for a newer source; update as-of, or record until when the headship lasted.",
        WARNING,
    ),
    "DG503": Code(
        "long-consultation",
        "A draft is seldom open for comment for so long; it was probably issued or abandoned.",
        "Find out what became of it, and move the consultation into its history.",
        WARNING,
    ),
    "DG504": Code(
        "same-body-two-names",
        "One body under two ids is counted twice, and each record lacks what the other says.",
        "Merge the two records; if they do differ, give each its full name.",
        WARNING,
    ),
    "DG505": Code(
        "rests-on-withdrawn",
        "What was withdrawn supports nothing, so nothing supports what rests on it alone.",
        "Cite or name what still stands; else withdraw this as well.",
        WARNING,
    ),
    "DG506": Code(
        "same-meeting",
        "One meeting under two ids is counted twice, and each record lacks what the other says.",
        "Merge the two records; if there were two meetings, leave them as they are.",
        WARNING,
    ),
    "DG510": Code(
        "placeholder",
        "The record looks finished and is not; the sources may well say what nobody has looked up.",
        "Look it up or translate it, and write that instead.",
        WARNING,
    ),
    # Against an earlier state of the data, with --base: what was published stays.
    "DG601": Code(
        "deleted-record",
        "Whoever has cited the record or the source finds nothing under its id, and no reason.",
        "Restore it under its id, and say with withdrawn: when and why it no longer stands.",
    ),
}
