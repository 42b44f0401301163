"""Characters of a file that nobody sees: tabs, and what Unicode does not show."""

from __future__ import annotations

from datagov_cli.base.messages import message
from datagov_cli.base.safe_text import all_seen
from datagov_cli.base.safe_text import hidden as hidden_pattern
from datagov_cli.model.diagnostics import Diagnostic
from datagov_cli.storage.documents import Document, place_in


def unseen_signs(document: Document, text: str, most: int) -> None:
    """Report them among the faults of the document; YAML itself allows them.

    :param most: so many faults a document may have.
    """
    if "\t" in text:
        from datagov_cli.storage.yaml_slips import tab

        place, said, hint = tab(text)[:3]
        document.faults.append(Diagnostic(document.name, *place, "DG006", said, advice=hint))
    if all_seen(text.replace("\n", "")):
        return
    for found in hidden_pattern().finditer(text.replace("\t", " ").replace("\r\n", " \n")):
        sign = message("the hidden character {sign}", sign=f"U+{ord(found.group()):04X}")
        document.hidden = True
        place = place_in(text, found.start())
        document.faults.append(Diagnostic(document.name, *place, "DG016", sign))
        if len(document.faults) >= most:
            return
