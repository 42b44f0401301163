"""Texts that stand for what an editor has still to do: their one home.

``new`` writes them, a rule reports them until they are replaced, and no answer shows them: a
field that nobody has looked up yet is not one on which the sources are silent.
"""

from __future__ import annotations

from datagov_cli.base.messages import Lazy, Text, is_chinese, message

#: For the note on a field that nobody has looked up yet.
TO_LOOK_UP = {"zh": "待查。", "en": "To be looked up."}
#: For a text that is given in the other language only.
UNTRANSLATED = {"zh": "待译。", "en": "To be translated."}
#: All of them.
PLACEHOLDERS = frozenset((*TO_LOOK_UP.values(), *UNTRANSLATED.values()))

#: What a reader is told instead of a note.
NOT_LOOKED_UP = message("Not yet looked up.")


def readable(text: Text) -> Text:
    """A text as a reader may see it: with no placeholder in it.

    Where one language is missing, the other stands in and says so.
    """
    no_chinese, no_english = text.zh in PLACEHOLDERS, text.en in PLACEHOLDERS
    if no_chinese == no_english:
        return NOT_LOOKED_UP if no_chinese else text
    known = text.en if no_chinese else text.zh
    marked = message("{text} (not yet translated)", text=known)

    def make(lang: str) -> str:
        missing = no_chinese if is_chinese(lang) else no_english
        return marked.get(lang) if missing else known

    return Lazy(make, "untranslated", text)
