"""CoNLL columns with BIO tags."""

from __future__ import annotations

from hypothesis import given, settings

from newsreader.formats.conll import Conll
from newsreader.formats.document import Document
from tests.formats.documents import document, documents, quiet


def test_each_character_has_a_line_with_both_tags() -> None:
    written = Conll().write(document())
    assert "海\tO\tB-ORG\n东\tO\tI-ORG\n港\tO\tI-ORG\n一\tO\tO\n" in written
    assert "同\tB-yellow\tO\n比\tI-yellow\tO\n" in written
    assert written.count("\n\n") == 6


@given(documents())
@settings(max_examples=40, deadline=None)
def test_every_line_has_three_columns_and_every_i_follows_its_b(whole: Document) -> None:
    characters = []
    for paragraph in Conll().write(whole).removesuffix("\n").split("\n\n"):
        before = ["O", "O"]
        for line in filter(None, paragraph.split("\n")):
            character, *tags = line.split("\t")
            for tag, last in zip(tags, before, strict=True):
                assert not tag.startswith("I-") or last in (f"B-{tag[2:]}", tag)
            before = tags
            characters.append(character)
    shown = {c for p in whole.article.paragraphs for c in p.span.of(whole.article.text)}
    assert set(characters) == {quiet(c).replace("#", "＃") for c in shown if not c.isspace()}
