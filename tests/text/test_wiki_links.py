"""Links in double brackets."""

from __future__ import annotations

import pytest

from newsreader.text.wiki_links import open_link, wiki_links


def test_links_are_found_with_their_targets_and_what_is_shown() -> None:
    text = "核对 [[周明岚]]、[[海东港.txt|那篇]] 和 [[#^hl-7C9E|8.6%]]，[[港口#ab12]]"
    found = wiki_links(text)
    assert [(each.target, each.shown) for each in found] == [
        ("周明岚", "周明岚"),
        ("海东港.txt", "那篇"),
        ("#^hl-7C9E", "8.6%"),
        ("港口#ab12", "港口#ab12"),
    ]
    assert [(each.page, each.highlight) for each in found[2:]] == [("", "7c9e"), ("港口", "ab12")]
    assert found[0].span.of(text) == "[[周明岚]]"


_CODE = ("`[[a]]`", "x ``[[ -f ` ]]`` y", "```\n[[a]]", "~~~sh\n[[a]]\n~~~")


@pytest.mark.parametrize(
    "text", ["![[图]]", "[[]]", "[[ ]]", "[[a\nb]]", "[a]", "[[a", "a]]", "[[a|b", *_CODE]
)
def test_what_is_no_link(text: str) -> None:
    assert wiki_links(text) == []


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("见 [[", ""),
        ("见 [[周", "周"),
        ("[[#7c", "#7c"),
        ("[[a]] 见", None),
        ("![[a", None),
        ("[[a|b", None),
    ],
)
def test_a_link_that_is_begun(before: str, typed: str | None) -> None:
    assert open_link(before) == typed


def test_a_link_after_code_is_one() -> None:
    text = "`[[a]]` [[b]]\n```\n[[c]]\n```\n[[d]] `` ` [[e]]"
    assert [link.target for link in wiki_links(text)] == ["b", "d", "e"]


def test_many_links_among_much_code_are_found_at_once() -> None:
    # A minute, if each link were compared with each piece of code.
    found = wiki_links("`x` [[a]] `[[b]]`\n" * 20_000)
    assert [link.target for link in found] == ["a"] * 20_000
