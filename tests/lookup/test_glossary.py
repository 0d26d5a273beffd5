"""The terms of a glossary in a text."""

from __future__ import annotations

import pytest

from newsreader.article.loader import read_article
from newsreader.lookup.glossary import LONGEST, ArticleTerms, Glossary, Term
from newsreader.text.span import Span

TERMS = [
    Term("碳达峰", "carbon peak"),
    Term("碳", "carbon"),
    Term("改革", "reform", "1978"),
    Term("改革", "another one"),
    Term("AI", "artificial intelligence"),
    Term("carbon peak", "碳达峰"),
    Term("待译", ""),
]


def found(text: str) -> list[tuple[str, str]]:
    return [(each.span.of(text), each.term.translation) for each in Glossary(TERMS).find(text)]


def test_of_terms_that_begin_together_the_longest_is_found() -> None:
    assert found("碳达峰与碳") == [("碳达峰", "carbon peak"), ("碳", "carbon")]


@pytest.mark.parametrize(
    "text",
    ["改革", "改\u200b革", "改\n  革", "（改革）"],
)
def test_a_term_is_found_over_invisible_characters_and_a_hard_line_break(text: str) -> None:
    assert [translation for _words, translation in found(text)] == ["reform"]


def test_traditional_characters_and_full_width_are_found() -> None:
    assert found("碳達峰，ＡＩ") == [("碳達峰", "carbon peak"), ("ＡＩ", "artificial intelligence")]


def test_a_blank_within_chinese_separates_words() -> None:
    assert found("碳 达峰") == [("碳", "carbon")]


def test_a_latin_term_is_no_part_of_a_word_and_keeps_its_capitals() -> None:
    assert found("paid AI用AI ai AIs") == [("AI", "artificial intelligence")] * 2


def test_words_of_a_latin_term_may_be_on_two_rows_but_not_joined() -> None:
    assert [words for words, _t in found("carbonpeak Carbon peak carbon\npeak")] == [
        "Carbon peak",
        "carbon\npeak",
    ]


def test_a_term_without_a_translation_is_known_but_not_found_in_the_text() -> None:
    assert found("待译") == []
    assert Glossary(TERMS).get("待譯") == Term("待译", "")


def test_of_equal_terms_the_first_counts() -> None:
    assert Glossary(TERMS).get("改革") == Term("改革", "reform", "1978")


def test_an_empty_glossary_finds_nothing() -> None:
    article = read_article("改革".encode(), "a.txt")
    assert ArticleTerms(article, Glossary()).within(Span(0, 2)) == []


def test_a_long_paragraph_is_searched_where_it_is_shown() -> None:
    body = "开" * 3998 + "碳达峰" + "开" * 4000 + "改革"
    article = read_article(f"标题\n\n{body}\n".encode(), "a.txt")
    terms = ArticleTerms(article, Glossary(TERMS))
    first, last = article.text.index("碳达峰"), article.text.index("改革")
    assert terms.within(Span(first + 2, first + 3))[0].span == Span(first, first + 3)
    assert [each.span.start for each in terms.all()] == [first, last]
    match = terms.at(last + 1)
    assert match is not None
    assert match.term.note == "1978"
    assert terms.at(last - 1) is None


def test_terms_do_not_reach_into_the_next_paragraph() -> None:
    article = read_article("这是改\n\n革命的开始。\n".encode(), "a.txt")
    assert list(ArticleTerms(article, Glossary(TERMS)).all()) == []


def test_chunks_give_the_same_terms_as_the_whole_text() -> None:
    body = ("碳达峰改革碳，" * 3000)[: 2 * LONGEST * 60]
    article = read_article(f"{body}\n".encode(), "a.txt")
    terms = ArticleTerms(article, Glossary(TERMS))
    whole = [each.span for each in Glossary(TERMS).find(article.text.rstrip())]
    assert [each.span for each in terms.all()] == whole
