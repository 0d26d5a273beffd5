"""The interface has complete translations in both languages."""

from __future__ import annotations

import errno
import os
import re
import runpy
import sqlite3
import string
from collections.abc import Iterator, Sequence
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from newsreader import locale
from newsreader.errors import FormatError, SearchError
from newsreader.formats.imported_highlight import parse_json
from newsreader.keys.key_table import BY_ID
from newsreader.locale import (
    _,
    language,
    reason_of,
    sentences,
    translated_standard_library,
    use_language,
)
from newsreader.text.query_language import parse

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / "docs" / "update_languages.py"))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("name", TOOL["LANGUAGES"])
def test_every_string_is_translated(name: str) -> None:
    assert TOOL["missing"](TOOL["updated"](name)) == []


def test_a_string_inside_an_f_string_is_found() -> None:
    source = """say(f"{_('Near it')}: {ngettext('one', 'many', 2)}", _(words), _(""))"""
    assert list(TOOL["messages"](source)) == ["Near it", ("one", "many")]


@pytest.mark.parametrize(("name", "wanted"), [("zh", "好。走。"), ("en", "好。 走。")])
def test_sentences_have_a_blank_between_them_only_in_english(name: str, wanted: str) -> None:
    use_language(name)
    assert sentences("好。", "走。") == wanted


@pytest.mark.parametrize("name", TOOL["LANGUAGES"])
def test_the_compiled_catalogue_is_up_to_date(name: str) -> None:
    with (TOOL["folder"](name) / "newsreader.mo").open("rb") as file:
        compiled = [_pair(message) for message in read_mo(file) if message.id]
    stored = [_pair(message) for message in TOOL["catalogue"](name) if message.id]
    written = [pair for pair in stored if any(pair[1])]
    assert sorted(compiled) == sorted(written), "run python docs/update_languages.py"


def test_english_needs_no_catalogue() -> None:
    use_language("en")
    assert [locale.ngettext("{count} note", "{count} notes", count) for count in (0, 1, 2)] == [
        "{count} notes",
        "{count} note",
        "{count} notes",
    ]
    assert type(locale._catalogue("en")) is NullTranslations


def _pair(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of a message and of its translation."""
    return _forms(message.id), _forms(message.string)


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def test_traditional_characters_are_made_from_the_simplified_ones() -> None:
    stored = {_pair(message) for message in TOOL["catalogue"]("zh_Hant") if message.id}
    made = {_pair(message) for message in TOOL["updated"]("zh_Hant") if message.id}
    assert stored == made, "run python docs/update_languages.py"
    tutorial = ROOT / "newsreader" / "tutorial" / "tutorial.zh_Hant.txt"
    assert tutorial.read_text("utf-8") == TOOL["traditional_tutorial"]()


def test_no_simplified_character_is_left_in_the_traditional_interface() -> None:
    simplified = set("们个为这说对时过还进开关设删页书签标图体结数据类")
    for message in TOOL["catalogue"]("zh_Hant"):
        assert simplified.intersection("".join(_forms(message.string))) == set(), message.id


@pytest.mark.parametrize(
    ("simplified", "wanted"),
    [
        ("打开文件夹里的文件", "開啟資料夾裡的檔案"),
        ("撤销并保存到剪贴板", "復原並儲存到剪貼簿"),
        ("软件设置、屏幕、终端、快捷键", "軟體設定、螢幕、終端機、快捷鍵"),
        ("“{name}”的档案在 {folder} 里", "「{name}」的卷宗在 {folder} 裡"),
        ("没有权限；请另存为纯文本", "沒有權限；請另存為純文字檔"),
        ("文件是只读的，已存为 {path}", "檔案是唯讀的，已存為 {path}"),
        ("模板里的注释和常量；160 列以上", "範本裡的註解和常數；160 欄以上"),
        ("文档类型声明；连接超时；没有这个域名", "文件類型宣告；連線逾時；沒有這個網域名稱"),
        ("请先选中文字；管道已经断开；退出", "請先選取文字；管線已經斷開；結束"),
    ],
)
def test_traditional_chinese_has_the_words_of_taiwan(simplified: str, wanted: str) -> None:
    assert TOOL["traditional"](simplified) == wanted


def test_the_words_of_keys_are_in_the_language_of_the_interface() -> None:
    undo = BY_ID["app.undo"]
    shown = []
    for name in locale.LANGUAGES:
        use_language(name)
        shown.append(undo.words)
    assert shown == ["撤销", "復原", "undo the last change"]


@pytest.mark.parametrize("name", ["zh", "zh_Hant"])
def test_translations_have_the_same_fields(name: str) -> None:
    for message in TOOL["catalogue"](name):
        if not message.id:
            continue
        ids, translations = _pair(message)
        for translation in filter(None, translations):
            assert _fields(translation) == _fields(ids[-1]), message.id
            assert re.findall(r"%\(?\w*\)?[sr]", translation) == re.findall(
                r"%\(?\w*\)?[sr]", ids[-1]
            )


def _fields(message: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("name", ["zh", "zh_Hant"])
def test_chinese_translations_are_chinese(name: str) -> None:
    allowed = {"Markdown", "usage: "}
    bare = [
        message.id
        for message in TOOL["catalogue"](name)
        if message.id
        and message.id not in allowed
        and not re.search(r"[\u4e00-\u9fff]", str(message.string))
        and re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", str(message.string)))
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh_Hant"),
        ({"LANG": "zh_HK.UTF-8"}, "zh_Hant"),
        ({"LANG": "zh_MO"}, "zh_Hant"),
        ({"LANG": "zh_Hant"}, "zh_Hant"),
        ({"LANG": "zh-Hant-SG"}, "zh_Hant"),
        ({"LANG": "zh_Hans_HK.UTF-8"}, "zh"),
        ({"LANG": "zh_SG@euro"}, "zh"),
        ({"LANGUAGE": "de:zh_TW:zh:en", "LANG": "de_DE.UTF-8"}, "zh_Hant"),
        ({"LANGUAGE": "en:zh_TW"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB", "LANGUAGE": "zh:en"}, "zh"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    use_language()
    assert language() == expected


def test_a_named_language_has_precedence_over_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    use_language("zh")
    assert language() == "zh"
    assert _("yellow") == "黄色"


def test_the_language_of_the_standard_library_is_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    use_language("zh")
    with translated_standard_library():
        assert os.environ["LANGUAGE"] == "zh"
    assert "LANGUAGE" not in os.environ


@pytest.mark.parametrize("name", ["zh", "zh_Hant"])
@pytest.mark.parametrize(
    "number",
    [
        *(errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EROFS, errno.EISDIR),
        *(errno.ENOTDIR, errno.ENAMETOOLONG, errno.EIO, errno.EBUSY, errno.EMFILE, errno.EDQUOT),
        *(errno.ELOOP, errno.EEXIST, errno.EINVAL, errno.ENOMEM, errno.ECONNREFUSED),
    ],
)
def test_the_usual_reasons_of_the_system_are_translated(name: str, number: int) -> None:
    use_language(name)
    words = reason_of(OSError(number, os.strerror(number)))
    assert re.search(r"[\u4e00-\u9fff]", words), words
    assert not re.search(r"[A-Za-z]", words)


def test_other_reasons_are_in_the_words_of_the_system() -> None:
    assert reason_of(OSError(1, "Quite unusual")) == "Quite unusual"
    assert reason_of(ValueError()) == "ValueError"
    use_language("zh")
    assert reason_of(OSError("[Errno -2] Name or service not known")) == "没有这个域名"
    assert reason_of(sqlite3.OperationalError("database or disk is full")) == "磁盘已满"


@pytest.mark.parametrize("pattern", ["(", ")", "[a", "a**", "*", "a{2,1}", "[b-a]", "\\", "(?P<"])
def test_mistakes_in_regular_expressions_are_named_in_the_language_of_the_interface(
    pattern: str,
) -> None:
    use_language("zh")
    with pytest.raises(SearchError) as raised:
        parse(f"re:{pattern}")
    reason = re.sub(r"去掉 re: .*", "", str(raised.value))
    assert not re.search(r"[a-z]{3}", reason)


@pytest.mark.parametrize("text", ["{", "[1,]", "\n\nnothing"])
def test_a_mistake_in_json_is_named_by_its_place(text: str) -> None:
    use_language("zh")
    with pytest.raises(FormatError, match=r"^这不是 JSON：第 \d 行第 \d 个字符处有错误。$"):
        parse_json(text)


def test_every_error_takes_its_reason_from_one_function() -> None:
    bare = [
        path.name
        for path in (ROOT / "newsreader").rglob("*.py")
        if path.parent.name != "locale"
        and re.search(r"(?<!\bos)\.strerror", path.read_text("utf-8"))
    ]
    assert bare == []
