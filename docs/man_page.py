"""The manual page in each language, from the arguments of the program; docs/generate.py writes it.

`man -l docs/man/newsreader.1` shows it. Requests are those of man(7).
"""

from __future__ import annotations

import re
from argparse import SUPPRESS, Action, ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from traditional import traditional

from newsreader.commands.argument_parser import add_common_arguments
from newsreader.commands.arguments import SPECS
from newsreader.locale import use_language

ROOT = Path(__file__).resolve().parent.parent

_RELEASE = re.compile(r"^## (?P<version>[\d.]+) \((?P<date>[\d-]+)\)", re.M)
"""The topmost heading of the list of changes."""

_FULL_WIDTH = re.compile("[，。、；：？]")


class _Words(NamedTuple):
    """What a page says beside the words of the program."""

    name: str
    synopsis: str
    description: str
    commands: str
    options: str
    status: str
    files: str
    environment: str
    more: str
    purpose: str
    about: tuple[str, ...]
    codes: Mapping[str, str]
    places: Mapping[str, str]
    variables: Mapping[str, str]
    see: str


_ENGLISH = _Words(
    *("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "FILES"),
    *("ENVIRONMENT", "SEE ALSO"),
    purpose="read Chinese news, mark it, write notes",
    about=(
        "Opens an article, a saved web page, or a folder of articles. Shows who and what it is "
        "about; highlights, notes and tags are kept in a file beside the article, which is never "
        "written to. The key ? shows all keys, --tutorial teaches them.",
        "The commands do the same for scripts and pipes: data goes to standard output, messages "
        "to standard error. FILE may be - for standard input. To open a file that has "
        "the name of a command, write ./ before it.",
    ),
    codes={
        "0": "done",
        "1": "not done, and a sentence says why; for search, grep and check: nothing found, or "
        "something wrong",
        "2": "wrong arguments",
    },
    places={
        "FILE.notes.toml": "the notes on FILE",
        "~/.config/newsreader/config.toml": "the settings; newsreader config --default prints "
        "them with comments",
        "~/.local/state/newsreader/newsreader.log": "the log, without text of any article or note",
    },
    variables={
        "NEWSREADER_HOME": "a folder for settings, state, cache and data",
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG": "the language of the interface",
        "VISUAL, EDITOR": "the editor for notes",
        "NO_COLOR": "no colours",
    },
    see="All of the documentation is in the folder docs of the source.",
)

_CHINESE = _Words(
    *("名称", "概要", "描述", "命令", "选项", "退出状态", "文件", "环境变量", "参见"),
    purpose="阅读中文新闻，划线，写想法",
    about=(
        "打开一篇文章、一个保存下来的网页，或一个文件夹里的所有文章，列出文中的人物、机构和地点。"
        "划线、想法和标签存在文章旁边的文件里，文章本身从不改动。按 ? 看所有按键，"
        "--tutorial 边做边学。",
        "各个命令供脚本和管道使用：数据写到标准输出，消息写到标准错误。FILE 可以是 -，"
        "表示标准输入。文件与命令同名时，在文件名前加 ./ 来打开。",
    ),
    codes={
        "0": "完成",
        "1": "没有完成，并有一句话说明原因；对 search、grep 和 check：没有找到，或有错误",
        "2": "参数有误",
    },
    places={
        "FILE.notes.toml": "FILE 的笔记",
        "~/.config/newsreader/config.toml": "设置；newsreader config --default 打印带注释的设置",
        "~/.local/state/newsreader/newsreader.log": "日志，不含文章和笔记的任何文字",
    },
    variables={
        "NEWSREADER_HOME": "存放设置、状态、缓存和数据的文件夹",
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG": "界面语言",
        "VISUAL, EDITOR": "写想法用的编辑器",
        "NO_COLOR": "不用颜色",
    },
    see="全部文档在源代码的 docs 文件夹中。",
)

PAGES = {
    "docs/man/newsreader.1": "en",
    "docs/man/zh_CN/newsreader.1": "zh",
    "docs/man/zh_TW/newsreader.1": "zh_Hant",
}
"""The language of each page."""


def man_page(language: str) -> str:
    """The page in a language of the interface; afterwards the interface is in that language."""
    if language == "zh_Hant":
        return traditional(man_page("zh"))
    use_language(language)
    words = _CHINESE if language == "zh" else _ENGLISH
    return "\n".join(_lines(words)) + "\n"


def _lines(words: _Words) -> Iterator[str]:
    release = _RELEASE.search((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert release, "CHANGELOG.md has no heading with a version and a day"
    yield r".\" Written by docs/generate.py; changes here are lost."
    yield f'.TH NEWSREADER 1 "{release["date"]}" "newsreader {release["version"]}"'
    yield ".ad l"  # even right ends would put wide gaps into Chinese
    yield f".SH {words.name}"
    yield f"newsreader \\- {_escaped(words.purpose)}"
    yield f".SH {words.synopsis}"
    yield from (r".B newsreader", r"[\fIOPTION\fR]... [\fIFILE\fR]...", ".br")
    yield from (r".B newsreader", r"\fICOMMAND\fR [\fIOPTION\fR]... [\fIFILE\fR]...")
    yield f".SH {words.description}"
    for number, paragraph in enumerate(words.about):
        yield from [".PP"] * bool(number)
        yield _escaped(paragraph)
    yield f".SH {words.options}"
    yield from _options(_parser("", common=True))
    yield f".SH {words.commands}"
    for name, command in SPECS.items():
        if name:
            made = _parser(name)
            positional = " ".join(f"\\fI{_positional(each)}\\fR" for each in _named(made, False))
            yield f".SS newsreader {name} {positional}".rstrip()
            yield _escaped(command.summary())
            yield from _options(made)
    sections = {words.status: words.codes, words.files: words.places}
    for title, rows in {**sections, words.environment: words.variables}.items():
        yield f".SH {title}"
        for term, meaning in rows.items():
            yield from (".TP", f".B {_escaped(term)}", _escaped(meaning))
    yield f".SH {words.more}"
    yield _escaped(words.see)


def _parser(name: str, common: bool = False) -> ArgumentParser:
    """The arguments of a command, and with `common` those of all commands."""
    made = ArgumentParser(prog="newsreader", add_help=False)
    SPECS[name].add_arguments(made)  # type: ignore[arg-type]
    if common:
        add_common_arguments(made)  # type: ignore[arg-type]
    return made


def _named(made: ArgumentParser, options: bool) -> Iterable[Action]:
    """The options, or the other arguments."""
    return (each for each in made._actions if bool(each.option_strings) is options)


def _options(made: ArgumentParser) -> Iterator[str]:
    for action in _named(made, True):
        names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in action.option_strings)
        if action.help != SUPPRESS:
            yield from (".TP", f"{names} {_value(action)}".rstrip(), _escaped(action.help or ""))


def _value(action: Action) -> str:
    """The value of an option as argparse shows it."""
    if action.nargs == 0:
        return ""
    if action.choices:
        return "|".join(map(_escaped, action.choices))
    name = f"\\fI{_escaped(str(action.metavar))}\\fR"
    return f"[{name}]" if action.nargs == "?" else name


def _positional(action: Action) -> str:
    name = _escaped(str(action.metavar))
    return {"+": f"{name}...", "*": f"[{name}]...", "?": f"[{name}]"}.get(str(action.nargs), name)


def _escaped(words: str) -> str:
    """Words as text of roff: no request, no escape, and hyphens that can be copied.

    Chinese is broken after its marks: not every groff knows how to break it elsewhere.
    """
    words = words.replace("%%", "%").replace("\\", "\\e").replace("-", "\\-")
    words = _FULL_WIDTH.sub(r"\g<0>\\:", words)
    return f"\\&{words}" if words.startswith((".", "'")) else words
