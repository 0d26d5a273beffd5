"""The strings of the interface follow the rules of docs/languages.md, in every language."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.keys.key_table import KEYS, SCOPES

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / "docs" / "update_languages.py"))
HAN = r"[\u4e00-\u9fff]"
KEY = "(?:key|undo|redo|enter|tab|open|help)"
"""Fields whose value is a key."""

FULL_WIDTH = "，。：；？！（）“”「」、《》"
SYNONYMS = {
    "命中": "结果",
    "查找": "搜索",
    "检索": "搜索",
    "高亮": "划线",
    "批注": "想法",
    "笔记本": "笔记",
    "识别器": "识别引擎",
    "专名": "名称",
    "读不出来": "无法读取",
    "写不进去": "无法写入",
    "回车": "Enter",
    "空格键": "Space",
}
"""Words that the interface does not use, with the one that it uses for the same thing."""

AMERICAN = r"\b(colors?|favorites?|center|catalog|organizations?|license|canceled|gray)\b"


def strings(language: str) -> Iterator[tuple[str, str]]:
    """Every message of `language` with its translation, each form alone."""
    for message in TOOL["catalogue"](language):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            yield from ((ids[-1], form) for form in forms)


def chinese(language: str) -> list[tuple[str, str]]:
    """As `strings`; those in simplified characters with the words of the keys."""
    keys = [(each.en, each.zh) for each in (*KEYS, *SCOPES)] if language == "zh" else []
    return [*strings(language), *keys]


CHINESE = pytest.mark.parametrize("language", ["zh", "zh_Hant"])


def found(pattern: str, language: str) -> list[str]:
    """The Chinese strings in which `pattern` is found."""
    return [words for _id, words in chinese(language) if re.search(pattern, words)]


@CHINESE
def test_no_blank_is_beside_a_full_width_mark_or_between_chinese_characters(language: str) -> None:
    assert found(rf"[{FULL_WIDTH}] | [{FULL_WIDTH}]", language) == []
    assert found(rf"{HAN} +{HAN}", language) == []


@CHINESE
def test_one_blank_is_between_chinese_and_latin_letters(language: str) -> None:
    assert found(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}", language) == []
    assert found(rf"{HAN}\{{{KEY}\}}|\{{{KEY}\}}{HAN}", language) == []


@CHINESE
def test_marks_in_chinese_sentences_are_full_width(language: str) -> None:
    assert found(rf"{HAN}\s?[,;:!?]|\({HAN}|{HAN}\)|{HAN}\.(?:\s|$)", language) == []
    assert found(r"\.\.\.|(?<!…)…(?!…)", language) == []


@CHINESE
def test_chinese_sentences_end_where_english_ones_do(language: str) -> None:
    ends = [
        translation
        for message, translation in strings(language)
        if message.rstrip().endswith(".") != translation.rstrip().endswith("。")
    ]
    assert ends == []


@CHINESE
def test_no_string_has_two_blanks_in_a_row(language: str) -> None:
    assert [words for id_, words in chinese(language) if "  " in words and "  " not in id_] == []


@CHINESE
def test_a_key_in_a_sentence_has_the_same_verb_before_it(language: str) -> None:
    assert found(rf"；\{{{KEY}\}} .*。", language) == []


@pytest.mark.parametrize("word", SYNONYMS)
def test_one_thing_has_one_word(word: str) -> None:
    assert found(word, "zh") == [], f"the word is {SYNONYMS[word]}"
    tutorial = ROOT / "newsreader" / "tutorial" / "tutorial.zh.txt"
    assert word not in tutorial.read_text("utf-8")


def test_english_strings_have_one_blank_between_words_and_none_before_marks() -> None:
    messages = [message for message, _translation in strings("zh")]
    assert [words for words in messages if re.search(r" [,;:!](?:\s|$)| \.$", words)] == []
    assert [words for words in messages if "..." in words] == []
    assert [words for words in messages if re.search(r"\w  \w", words)] == []


def test_english_strings_have_one_form_of_negation_and_one_of_ellipsis() -> None:
    messages = [message for message, _translation in strings("zh")]
    assert [
        words for words in messages if re.search(r"(?<![Tt]here )\b(?:is|are) no\b", words)
    ] == ["The limit is 1 or more; 0 is no limit."]
    assert [words for words in messages if re.search(r"\S…", words)] == []


@CHINESE
def test_no_blank_is_beside_words_of_an_article(language: str) -> None:
    field = r"\{(?:quote|title|words|query|text|speaker)\}"
    assert found(rf"{HAN} {field}|{field} {HAN}", language) == []


@CHINESE
def test_the_last_thing_of_a_list_has_the_same_word_before_it(language: str) -> None:
    assert found(rf"、{HAN}+[与與]{HAN}", language) == [], "the word is 和"


@CHINESE
def test_highlights_and_notes_are_counted_with_one_word(language: str) -> None:
    assert (
        found(r"(?<![给給] )\{count\} ?[处處个個篇段](?:划线|劃線|想法|引语|引語)", language) == []
    )


def test_lists_and_pairs_in_messages_have_the_marks_of_the_language() -> None:
    """A list is joined with `_(", ")`, and a label stands in `_("{label}: {words}")`."""
    joined = r"format\([^()]*\", \"\.join|=\", \"\.join\((?!f\")"
    label = r"\{_\('[^']*'\)\}: "
    allowed = {"index.py"}  # a list of parameters in SQL
    wrong = [
        path.name
        for path in (ROOT / "newsreader").rglob("*.py")
        if path.name not in allowed and re.search(rf"{joined}|{label}", path.read_text("utf-8"))
    ]
    assert wrong == []


def test_english_strings_are_british() -> None:
    assert [words for words, _other in strings("zh") if re.search(AMERICAN, words)] == []


PAGES = (ROOT / "README.zh.md", *sorted((ROOT / "docs" / "zh").glob("*.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_chinese_pages_follow_the_same_rules(page: Path) -> None:
    prose = re.sub(
        r"^```.*?^```|<!-- (\w+) -->.*?<!-- /\1 -->", "", page.read_text("utf-8"), flags=re.S | re.M
    )
    prose = re.sub(r"`[^`\n]*`|“[^”\n]*”", "`", prose)
    wrong = [
        rf"{HAN} +{HAN}|{HAN}\n{HAN}",
        rf"[{FULL_WIDTH}] (?!\|)|(?<!\|) [{FULL_WIDTH}]|[，；：]\n{HAN}",
        rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9%]{HAN}",
        rf"{HAN}\s?[,;:!?]",
    ]
    assert [found[0] for pattern in wrong if (found := re.search(pattern, prose))] == []
    assert [word for word in SYNONYMS if word in prose] == []
