"""Popolo JSON (popoloproject.com): areas, organizations, persons, posts and memberships.

An area is a province, an organization a body, a membership a headship. Popolo has no words for
what is not known, so what it would take for a fact is told apart:

* A membership that is implied, or whose person or post is, says so in its label and role, not in
  ``basis`` alone. Of Popolo's dates and of parents there are only those that a source states.
* Of what is unknown or disputed there is nothing; ``left_out`` counts it.
* A date that is approximate is in none of Popolo's dates, which have no notation for it.
* A person is known by one headship: that two of one name are one person, no source says.

``as_of``, ``as_of_basis`` (``implied``, if that date is), ``basis``, ``standing`` and, where there
are several, ``post_ids`` are additions, which Popolo allows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from datagov_cli.base.messages import is_chinese, message, parenthesised
from datagov_cli.export.content import Content
from datagov_cli.model.record_values import dated_as
from datagov_cli.model.records import (
    IMPLIED,
    Body,
    Citation,
    Head,
    Province,
    Text,
    Value,
    active,
)
from datagov_cli.queries.value_text import label_of, role_text
from datagov_cli.render.as_json import document

Json = dict[str, Any]

#: A date as Popolo has it.
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def write(content: Content, target: Path) -> None:
    """Write the document."""
    made = _Popolo(content)
    for province in content.provinces():
        made.add(province)
    target.write_text(document(made.document(), indent=2), "utf-8", newline="\n")


class _Popolo:
    """Makes the document, province after province."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.lists: dict[str, list[Json]] = {
            name: [] for name in ("areas", "organizations", "persons", "posts", "memberships")
        }
        self.left_out: Counter[str] = Counter()

    def document(self) -> Json:
        """The whole."""
        about = self.content.about()
        about["rows"] = {name: len(listed) for name, listed in self.lists.items()}
        return {"about": about, "left_out": dict(sorted(self.left_out.items())), **self.lists}

    def add(self, province: Province) -> None:
        """Take up a province."""
        self.lists["areas"].append(
            {
                "id": province.id,
                "name": self.said(province.name),
                "identifier": province.gb2260,
                "classification": self.term("province-kinds", province.kind),
            }
        )
        for body in active(province.bodies):
            self.body(province, body)

    def body(self, province: Province, body: Body) -> None:
        """Take up a body and those who head it."""
        organization = f"{province.id}/{body.about.id}"
        parent = _stated(body.parent)
        self.lists["organizations"].append(
            _without_none(
                id=organization,
                name=self.said(body.name),
                other_names=self.other_names(body.name),
                classification=self.term("body-kinds", body.kind),
                parent_id=parent and f"{province.id}/{parent}",
                area_id=province.id,
                founding_date=self.date(body.established),
                standing=body.about.on_day and body.about.on_day.standing,
                sources=self.sources(body.about.cite),
            )
        )
        accounts = (body.about.absent.get("heads"), body.established)
        self.left_out.update(v.state for v in accounts if v is not None and not v.known)
        for head in active(body.heads):
            self.headship(province, body, organization, head)

    def headship(self, province: Province, body: Body, organization: str, head: Head) -> None:
        """Take up a headship, the person if a source names one, and the posts."""
        name = f"{organization}/{head.about.id}"
        said = (head.person, head.posts, head.as_of, head.since, head.until)
        self.left_out.update(v.state for v in said if v is not None and not v.known)
        sources = self.sources(head.about.cite)
        person = head.person.value if head.person.known else None
        if person is not None:
            self.lists["persons"].append(
                _without_none(
                    id=name,
                    name=self.said(person),
                    other_names=self.other_names(person),
                    sources=sources,
                )
            )
        posts = head.posts.value if head.posts.known else ()
        held = [self.post(province, post) for post in posts]
        implied = IMPLIED in (head.basis, head.person.basis, head.posts.basis)
        remarks = parenthesised([message("implied")] if implied else [], self.content.lang)
        dated = dated_as(head)
        role = f"{self.said(role_text(head, body, self.content.store))} {remarks}".strip()
        self.lists["memberships"].append(
            _without_none(
                id=name,
                label=f"{self.said(body.name)}: {role}",
                role=role,
                person_id=name if person is not None else None,
                organization_id=organization,
                post_id=held[0] if held else None,
                post_ids=held if len(held) > 1 else None,
                area_id=province.id,
                start_date=self.date(head.since),
                end_date=self.date(head.until),
                as_of=dated["as_of"],
                as_of_basis=IMPLIED if dated["as_of_basis"] == IMPLIED else None,
                basis=IMPLIED if implied else head.basis,
                standing=head.about.on_day and head.about.on_day.standing,
                sources=sources,
            )
        )

    def post(self, province: Province, post: str) -> str:
        """Take up a post of a province; gives back its id."""
        name = f"{province.id}/{post}"
        if all(known["id"] != name for known in self.lists["posts"]):
            label = self.term("posts", post)
            whole = f"{self.said(province.name)}: {label}"
            self.lists["posts"].append(
                {"id": name, "label": whole, "role": label, "area_id": province.id}
            )
        return name

    def sources(self, cites: Iterable[Citation]) -> list[Json]:
        """The sources that have an address; Popolo has no others."""
        links = []
        for cite in cites:
            source = self.content.store.source(cite.source)
            web = source.url and source.url.startswith(("http://", "https://"))
            if web and source.withdrawn is None:
                note = f"{self.said(source.title)}, {source.place(cite.paragraph)}"
                links.append({"url": source.url, "note": note})
        return links

    def said(self, text: Text) -> str:
        return text.get(self.content.lang)

    def other_names(self, text: Text) -> list[Json] | None:
        """The name in the other language."""
        other = text.en if is_chinese(self.content.lang) else text.zh
        return [{"name": other}] if other != self.said(text) else None

    def term(self, vocabulary: str, term: str) -> str:
        return self.said(label_of(term, vocabulary, self.content.store))

    def date(self, value: Value | None) -> str | None:
        """A date that a source states, as Popolo has it."""
        date = str(_stated(value))
        return date if _DATE.fullmatch(date) else None


def _stated(value: Value | None) -> Any:
    """What a source states."""
    return value.value if value is not None and value.known and value.basis != IMPLIED else None


def _without_none(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value is not None}
