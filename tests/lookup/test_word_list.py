"""The words of articles for a learner."""

from __future__ import annotations

import csv
import io
import json

from newsreader.analysis.protocol import CountedWord
from newsreader.article.loader import read_article
from newsreader.article.own_export import is_exported
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.lookup.dictionary import Dictionary
from newsreader.lookup.glossary import Glossary, Term
from newsreader.lookup.word_list import WRITERS, ListedWord, WordList, with_meanings
from newsreader.text.fold import folded_text
from newsreader.text.span import Span
from tests.lookup.test_dictionary import SMALL

TEXT = "临江修橋\n\n临江的橋梁工程已经开始。市长说，橋梁很长，的确很\n长。\n"
ARTICLE = read_article(TEXT.encode(), "a.txt")


def counted(word: str, per_million: float, written: str = "") -> CountedWord:
    written = written or word
    starts, at = [], TEXT.find(written)
    while at >= 0:
        starts.append(at)
        at = TEXT.find(written, at + 1)
    return CountedWord(word, per_million, tuple(starts))


WORDS = [
    counted("的", 5000),
    counted("桥梁", 5, "橋梁"),
    counted("工程", 60),
    counted("临江", 0),
    counted("很长", 2, "很\n长"),
]
NAMES = [Entity("x", "临江", Kind.LOC, (Span(0, 2), Span(6, 8)))]


def listed(*known: str) -> list[ListedWord]:
    words = WordList(frozenset(map(folded_text, known)))
    words.add(ARTICLE, WORDS, NAMES)
    return words.words()


def test_what_is_frequent_here_and_rare_elsewhere_is_first() -> None:
    assert [(word.word, word.count) for word in listed()] == [
        ("橋梁", 2),
        ("很长", 1),
        ("工程", 1),
        ("的", 2),
    ]


def test_a_word_that_everybody_knows_is_not_worth_learning_however_often_it_is_there() -> None:
    often = ListedWord("的", "", "", 200, 5300, "", "", 0)
    assert often.weight < often._replace(word="协议", count=1, per_million=85).weight


def test_known_words_are_left_out_in_any_script() -> None:
    assert [word.word for word in listed("桥梁", "的")] == ["很长", "工程"]


def test_names_are_listed_when_they_are_not_left_out() -> None:
    words = WordList()
    words.add(ARTICLE, WORDS)
    assert words.words()[0].word == "临江"


def test_a_limit_and_the_first_sentence() -> None:
    words = WordList()
    words.add(ARTICLE, WORDS, NAMES)
    (first,) = words.words(1)
    assert first.sentence == "临江的橋梁工程已经开始。"
    assert TEXT[first.start :].startswith("橋梁")


def test_words_of_several_articles_are_counted_together() -> None:
    words = WordList()
    for name in ("a.txt", "b.txt"):
        words.add(ARTICLE._replace(name=name), WORDS, NAMES)
    assert {word.word: word.count for word in words.words()}["橋梁"] == 4


def test_translations_come_from_the_glossary_then_from_the_dictionary() -> None:
    words = [word._replace(word=each) for each in ("绿", "桥", "很长") for word in listed()[:1]]
    glossary = Glossary([Term("橋", "our bridge")])
    found = with_meanings(words, glossary, Dictionary(SMALL.encode()))
    assert [(word.pinyin, word.translation) for word in found] == [
        ("lǜ", "green"),
        ("qiáo", "our bridge"),
        ("hěn zhǎng", ""),
    ]


def test_anki_gets_a_note_for_each_word_with_its_fields_named() -> None:
    hostile = listed()[0]._replace(sentence="[sound:x.mp3] <b>{{c1::a}}", translation="a\tb")
    lines = WRITERS["anki"]([hostile]).splitlines()
    assert lines[:4] == [
        "#separator:tab",
        "#html:true",
        "#columns:Word\tPinyin\tTranslation\tSentence\tSource\tTags",
        "#tags column:6",
    ]
    (row,) = csv.reader(io.StringIO(lines[4]), delimiter="\t")
    assert (row[0], row[5], len(row)) == ("橋梁", "newsreader", 6)
    assert not set("[]{}<").intersection(row[3])


def test_tsv_and_json() -> None:
    rows = WRITERS["tsv"](listed()).splitlines()
    assert rows[0] == "\ufeffword\tpinyin\ttranslation\tcount\tper_million\tsentence\tsource"
    assert len(rows) == 5
    first = json.loads(WRITERS["json"](listed()))["words"][0]
    assert (first["word"], first["count"], first["translation"]) == ("橋梁", 2, None)


def test_the_likeliest_entry_is_taken_and_its_measure_words_are_left_out() -> None:
    text = """與 与 [yu2] /variant of 歟|欤[yu2]/
與 与 [yu3] /and/to give/CL:個|个[ge4]/
年 年 [Nian2] /surname Nian/
年 年 [nian2] /year/
"""
    words = [listed()[0]._replace(word=each) for each in ("与", "年")]
    found = with_meanings(words, Glossary(), Dictionary(text.encode()))
    assert [word.translation for word in found] == ["and; to give", "year"]


def test_the_library_does_not_take_a_list_for_an_article() -> None:
    assert is_exported("a.words.txt", WRITERS["anki"](listed()))
