"""Slips of the pen that make a text no YAML: signs of a Chinese input method, a space left out,
a sign that needs quotes, what a merge has left behind. Each is named at its place, with the
line as it should be.

A fix is offered only if the parser gets past the line with it, so that none is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from datagov_cli.base.messages import Text, message
from datagov_cli.storage.documents import Fault, Place, place_in
from datagov_cli.storage.parser_words import parser_words

#: Gets a text and returns the error with which the parser refuses it, if it does.
Refusal = Callable[[str], Exception | None]

#: Signs that stand where YAML has another one, what they are called, and that one.
SIGNS = {
    **dict.fromkeys("：﹕︰", (message("a full-width colon"), ":")),
    **dict.fromkeys("，﹐", (message("a full-width comma"), ",")),
    "、": (message("a Chinese enumeration comma"), ","),
    **dict.fromkeys("［【", (message("a full-width bracket"), "[")),
    **dict.fromkeys("］】", (message("a full-width bracket"), "]")),
    "｛": (message("a full-width brace"), "{"),
    "｝": (message("a full-width brace"), "}"),
    **dict.fromkeys("“”„＂", (message("a typographic quotation mark"), '"')),
    **dict.fromkeys("‘’", (message("a typographic quotation mark"), "'")),
    **dict.fromkeys("－—–−ー‐―", (message("a dash"), "-")),
    **dict.fromkeys("•·●▪*", (message("a bullet"), "-")),
    **dict.fromkeys(";；", (message("a semicolon"), ",")),
    "＃": (message("a full-width number sign"), "#"),
}
_KEY = r"[A-Za-z][\w-]{0,99}"
_COLON, _COMMA = "：﹕︰", "，﹐、"
#: Where a sign stands that belongs to YAML and not to a text: what parts keys and entries; then
#: brackets and quotation marks, which may belong to the text after all.
_PARTING = (
    re.compile(rf"(?:^[ \-]*|[{{,{_COMMA}｛] *)[\"“]?{_KEY}[\"”]? *([{_COLON}])", re.ASCII),
    re.compile(rf"([{_COMMA};；])(?= *{_KEY} *[:{_COLON}])", re.ASCII),
    re.compile(r"^ *([－—–−ー‐―•·●▪*])(?=\s)"),
    re.compile("^ *(＃)"),
)
_BRACKETS = (
    re.compile("(?:^|[:：\\-\\[{,，、]) *([［【｛])"),
    re.compile("([］】｝])(?= *(?:$|[,，、\\]}］】｝]| #))"),
)
_MARKS = (
    re.compile("(?:^|[:：\\-\\[{,，、]) *([“„＂‘])"),
    re.compile("([”＂’])(?= *(?:$|[,，、\\]}］】｝]| #))"),
)
#: What is tried, so that no more of a line is changed than must be.
_GROUPS = (_PARTING, _BRACKETS, _PARTING + _BRACKETS, _MARKS, _PARTING + _BRACKETS + _MARKS)
#: Spaces of another kind behind the space that a sign needs.
_STRAY_SPACES = re.compile(r"(?<=[:,\-] )[^\S \n\r\t]+")
_SPACES = re.compile(r"^ *([^\S \n\r\t][^\S\n\r\t]*)")
_NO_SPACE = re.compile(rf"((?:^[ \-]*|[{{,] *){_KEY}):(?=[^\s:/,}}\]])", re.ASCII)
_SPACE_BEFORE_COLON = re.compile(rf"(^[ \-]*{_KEY}) +:(?=\S)", re.ASCII)
_WIDE_SPACE = re.compile(r"^( *-)[^\S \n\r\t]+(?=\S)")
#: A comma left out between the languages of a text, or written twice; signs behind the end.
_NO_COMMA = re.compile(r"(?<=[^\s,{:]) +(?=(?:zh|en|short): )")
_COMMA_TWICE = re.compile(r",(?: *,)+")
_BEHIND = re.compile(r"(?<=[\]}])[ ,，。；;、.]+$")
#: A text of which only the beginning stands in quotation marks.
_BEGUN_IN_QUOTES = re.compile(rf"^([ \-]*{_KEY}: +)(\"[^\"']*\"[^\"'#]+)$", re.ASCII)
#: A key without its colon.
_NO_COLON = re.compile(rf"^ *(?:- )?{_KEY}$", re.ASCII)
_NO_SPACE_AFTER_DASH = re.compile(rf"^ *-(?={_KEY}:(?: |$))", re.ASCII)
_CITATION = re.compile(r"([\[,] *[a-z0-9-]+) +#(?=[0-9])")
#: A plain text of a list or mapping in brackets, and one on a line of its own.
_IN_BRACKETS = re.compile(rf"((?:[{{,] *{_KEY}: +)|[\[,] *)([^\s\"'\[{{\]}},][^,\]}}]*)", re.ASCII)
_ON_LINE = re.compile(rf"^([ \-]*{_KEY}: +| *- +(?!{_KEY}:))([^\s\"'\[{{|>\-].*?) *$", re.ASCII)
#: What a plain text cannot hold or begin with.
_NEEDS_QUOTES = re.compile(r"^[%@`&*!|>?,]|: | #|:$")
#: A text of which the quotation mark at the end is missing or is of another kind.
_OPENED = re.compile(r"[:\-\[{,] *([\"“])[^\"“”]*(?:$|”|(?<=“)\")")
_UNCLOSED = re.compile(rf"^[ \-]*{_KEY}: +(\")[^\"]+$", re.ASCII)
_PAIRS = {"{": "}", "[": "]"}
_CONFLICT = re.compile(r"^ *(<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)

#: A longer text is not tried again with fixes, for each trial reads it from its beginning.
LONGEST = 100_000
#: The longest line that is fixed; so many lines above the place are tried.
_LONGEST_LINE, _ABOVE = 1000, 3


def conflict(source: str) -> Fault | None:
    """The first mark that a merge has left in the text."""
    found = _CONFLICT.search(source)
    if found is None:
        return None
    return Fault(
        place_in(source, found.start(1)),
        message('"{mark}" is left over from an unresolved merge', mark=found[1]),
        message(
            "keep the lines that are right, and delete those with <<<<<<<, ======= and >>>>>>>"
        ),
    )


def tab(source: str) -> Fault:
    """The first tab of a text that has one."""
    line, column = place_in(source, source.index("\t"))
    written = " ".join(source.split("\n")[line - 1].split())
    hint = message("write {what}, with spaces in front", what=written)
    return Fault((line, column), message("a tab character"), hint)


def meaning(refusal: Exception, source: str, refusal_of: Refusal) -> tuple[str, Fault]:
    """Code and fault of an error with which the parser refuses a text."""
    character = getattr(refusal, "character", None)
    if character is not None:
        sign = character if isinstance(character, int) else ord(character)
        index = max(0, source.find(chr(sign)))
        said = message("the character {sign}, which YAML does not allow", sign=f"U+{sign:04X}")
        return "DG016", Fault(place_in(source, index), said)
    context, problem = (getattr(refusal, name, None) for name in ("context", "problem"))
    places = stopped_at(refusal)
    if "nesting depth" in f"{context} {problem}":
        said = message("nested more than {number} levels deep", number=64)
        return "DG010", Fault(places[0], said)
    found = slip(source, places, refusal_of)
    return "DG005", found or Fault(places[0], parser_words(context, problem))


def stopped_at(error: Exception) -> list[Place]:
    """Where the parser stopped, and where what it was reading then began."""
    marks = [getattr(error, f"{name}_mark", None) for name in ("problem", "context")]
    return [(mark.line + 1, mark.column + 1) for mark in marks if mark] or [(1, 1)]


def slip(source: str, places: list[Place], refusal_of: Refusal) -> Fault | None:
    """The slip for which the parser refuses a text, if it is one of those known.

    :param places: where the parser stopped, which is often a line too late, and where what it
        was reading began.
    :param refusal_of: tries another text.
    """
    if len(source) > LONGEST:
        return None
    lines = source.split("\n")
    last = min(places[0][0], len(lines))
    above = [n for n in range(last, 0, -1) if lines[n - 1].strip()][: _ABOVE + 1]
    # A text in quotes that does not end takes all up to the next quotation mark.
    opened = [n for n in range(1, last) if _OPENED.search(lines[n - 1][:_LONGEST_LINE])][:_ABOVE]
    for number in dict.fromkeys((min(places[-1][0], len(lines)), *above, *opened)):
        line = lines[number - 1].rstrip("\r")
        if len(line) > _LONGEST_LINE:
            continue
        for certain, ways in ((True, _fixes(line)), (False, _unclosed(line))):
            for column, said, now in ways:
                now = _STRAY_SPACES.sub("", now)
                if now.count('"') % 2 and not line.count('"') % 2:
                    continue
                fixed = "\n".join(
                    [*lines[: number - 1], lines[number - 1].replace(line, now), *lines[number:]]
                )
                again = refusal_of(fixed)
                if again is None or stopped_at(again)[0][0] > max(last, number):
                    # Quotation marks may be those of the source.
                    certain &= not set("“”") <= set(line) - set(now)
                    hint = message("write {what}", what=now.strip())
                    return Fault((number, column), said, hint, fixed if certain else None)
    return None


#: Slips, what they are, what to put instead.
_PLAIN_FIXES = (
    (_NO_COMMA, message("no comma before the next language"), ", "),
    (_COMMA_TWICE, message("two commas in a row"), ","),
    (_BEHIND, message("a character after the end of a list or mapping"), ""),
    (_SPACE_BEFORE_COLON, message("a space before the colon instead of after it"), r"\1: "),
    (_BEGUN_IN_QUOTES, message("text after the closing quotation mark"), r"\1'\2'"),
)


def _fixes(line: str) -> Iterator[tuple[int, Text, str]]:
    """Ways to fix a line: column of the slip, what it is, the line without it."""
    spaces = _SPACES.match(line)
    if spaces:
        sign = f"U+{ord(spaces[1][0]):04X}"
        # The ideographic space is as wide as two letters.
        wide = len(spaces[1]) + spaces[1].count("\u3000")
        now = line.replace(spaces[1], " " * wide, 1)
        said = message("the line is indented with {sign}, which is no ordinary space", sign=sign)
        yield spaces.start(1) + 1, said, now
    found = _WIDE_SPACE.search(line)
    if found:
        said = message(
            "{sign}, which is no ordinary space, after the dash",
            sign=f"U+{ord(line[found.end(1)]):04X}",
        )
        yield found.end(1) + 1, said, _WIDE_SPACE.sub(r"\1 ", line)
    yield from _with_signs(line)
    for pattern, said, put in _PLAIN_FIXES:
        found = pattern.search(line)
        if found and (pattern is not _NO_COMMA or "{" in line):
            yield found.start() + 1, said, pattern.sub(put, line)
    found = _NO_SPACE.search(line)
    if found:
        said = message('no space after the colon of "{key}"', key=found[1].lstrip(" -{,"))
        yield found.end(1) + 1, said, _NO_SPACE.sub(r"\1: ", line)
    found = _NO_SPACE_AFTER_DASH.search(line)
    if found:
        yield (
            found.end(),
            message("no space after the dash of an entry"),
            f"{found[0]} {line[found.end() :]}",
        )
    found = _CITATION.search(line)
    if found:
        said = message('a space before "#", which begins a comment there')
        yield found.end(1) + 1, said, _CITATION.sub(r"\1#", line)
    for pattern in (_IN_BRACKETS, _ON_LINE):
        needy = [found for found in pattern.finditer(line) if _NEEDS_QUOTES.search(found[2])]
        if needy:
            inside = _NEEDS_QUOTES.search(needy[0][2])
            assert inside
            said = message('a text with "{sign}" must stand in quotes', sign=inside[0].strip())
            yield needy[0].start(2) + inside.start() + 1, said, pattern.sub(_put_in_quotes, line)


def _put_in_quotes(found: re.Match[str]) -> str:
    if not _NEEDS_QUOTES.search(found[2]):
        return found[0]
    text = found[2].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{found[1]}"{text}"'


def _with_signs(line: str) -> Iterator[tuple[int, Text, str]]:
    tried: set[str] = set()
    for group in _GROUPS:
        places = sorted({m.start(1) for pattern in group for m in pattern.finditer(line)})
        now = plain_signs(line, places)
        if places and now not in tried:
            tried.add(now)
            name = SIGNS[line[places[0]]][0]
            said = message(
                '"{sign}" is {name}, which means nothing in YAML', sign=line[places[0]], name=name
            )
            yield places[0] + 1, said, now


def plain_signs(line: str, places: list[int]) -> str:
    """A line with the signs at these places as YAML has them."""
    pieces, before = [], 0
    for place in places:
        sign = SIGNS[line[place]][1]
        space = " " if sign in ":," and line[place + 1 : place + 2] not in ("", " ") else ""
        pieces += [line[before:place], sign, space]
        before = place + 1
    return "".join((*pieces, line[before:]))


def _unclosed(line: str) -> Iterator[tuple[int, Text, str]]:
    """A bracket, a brace or a quotation mark that a line opens and does not close."""
    if _NO_COLON.match(line):
        yield len(line) + 1, message('no colon after "{word}"', word=line.strip(" -")), f"{line}:"
    found = _UNCLOSED.search(line)
    if found:
        yield found.start(1) + 1, message("the quotation mark is not closed"), f'{line}"'
    for opening, closing in _PAIRS.items():
        inside = line.partition(opening)[2].strip()
        if inside and line.count(opening) == line.count(closing) + 1:
            said = message('"{sign}" is not closed', sign=opening)
            yield line.index(opening) + 1, said, f"{line.rstrip()}{closing}"
