"""What the parser says where a text is no YAML: its own words, which have their Chinese in the
catalogue.

Source: ``scanner.c`` and ``parser.c`` of libyaml 0.2.5.
"""

from __future__ import annotations

from datagov_cli.base.messages import Text, as_it_stands, message

#: What the parser was at, then what is wrong.
PARSER_WORDS = (
    "while parsing a %TAG directive",
    "while parsing a block collection",
    "while parsing a block mapping",
    "while parsing a block node",
    "while parsing a flow mapping",
    "while parsing a flow node",
    "while parsing a flow sequence",
    "while parsing a node",
    "while parsing a quoted scalar",
    "while parsing a tag",
    "while parsing a tag directive",
    "while scanning a %TAG directive",
    "while scanning a %YAML directive",
    "while scanning a block scalar",
    "while scanning a directive",
    "while scanning a plain scalar",
    "while scanning a quoted scalar",
    "while scanning a simple key",
    "while scanning a tag",
    "while scanning a tag directive",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning for the next token",
    "block sequence entries are not allowed in this context",
    "could not find expected ':'",
    "could not find expected directive name",
    "did not find URI escaped octet",
    "did not find expected '!'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    "did not find expected digit or '.' character",
    "did not find expected hexdecimal number",
    "did not find expected key",
    "did not find expected node content",
    "did not find expected tag URI",
    "did not find expected version number",
    "did not find expected whitespace",
    "did not find expected whitespace or line break",
    "did not find the expected '>'",
    "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected",
    "found an incorrect leading UTF-8 octet",
    "found an incorrect trailing UTF-8 octet",
    "found an indentation indicator equal to 0",
    "found character that cannot start any token",
    "found duplicate %TAG directive",
    "found duplicate %YAML directive",
    "found extremely long version number",
    "found incompatible YAML document",
    "found invalid Unicode character escape code",
    "found undefined tag handle",
    "found unexpected ':'",
    "found unexpected document indicator",
    "found unexpected end of stream",
    "found unexpected non-alphabetical character",
    "found unknown directive name",
    "found unknown escape character",
    "mapping values are not allowed in this context",
)


def parser_words(context: str | None, problem: str | None) -> Text:
    """What the parser says, as a message.

    :param context: what it was at, if it says so.
    :param problem: what is wrong, if it says so.
    """
    words = [said for said in (context, problem) if said]
    if not words:
        return message("this is not YAML")
    if not set(words) <= set(PARSER_WORDS):
        return message("{words}", context="words of the parser", words=", ".join(words))
    if len(words) == 1:
        return as_it_stands(words[0])
    return message("{at}, {problem}", at=as_it_stands(words[0]), problem=as_it_stands(words[1]))
