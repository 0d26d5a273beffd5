"""Roles are the titles directly before the name of a person."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.entities.entity import Mention
from newsreader.entities.kind import Kind
from newsreader.recognition.roles import roles_of
from newsreader.text.span import Span

TEXT = "浙江省委常委、宁波市委书记彭佳学，极氪CEO安聪慧"
NAMES = {
    "浙江省": Kind.LOC,
    "宁波市委": Kind.ORG,
    "彭佳学": Kind.PER,
    "极氪": Kind.ORG,
    "安聪慧": Kind.PER,
}


def roles(text: str, names: Mapping[str, Kind]) -> dict[str, list[str]]:
    """The roles of each person, by name."""
    starts = {name: text.index(name) for name in names}
    mentions = [Mention(Span(at, at + len(name)), names[name]) for name, at in starts.items()]
    found = roles_of(text, mentions)
    return {person.of(text): [role.of(text) for role in held] for person, held in found.items()}


def test_roles_belong_to_the_person_after_them() -> None:
    assert roles(TEXT, NAMES) == {"彭佳学": ["常委", "宁波市委书记"], "安聪慧": ["极氪CEO"]}


def test_a_person_without_a_title_has_no_role() -> None:
    assert roles("记者问彭佳学", {"彭佳学": Kind.PER}) == {}
