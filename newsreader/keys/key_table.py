"""The table of keys: the source of the bindings, the help, the docs and the check of settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsreader.locale import chosen


class Key(NamedTuple):
    """A function with its default keys; the user rebinds it by its `id`.

    A key is a character or a name (`?`, `ctrl+e`, `pagedown`). `main` marks the few functions that
    a new user sees first.
    """

    id: str
    keys: tuple[str, ...]
    en: str
    zh: str
    main: bool = False

    @property
    def group(self) -> str:
        """The first part of the id: the group of the function."""
        return self.id.partition(".")[0]

    @property
    def words(self) -> str:
        """What it does, in the language of the interface."""
        return chosen(self.en, self.zh)


class KeyScope(NamedTuple):
    """A part of the screen that has key bindings, and the groups of functions in it."""

    name: str
    groups: tuple[str, ...]
    en: str
    zh: str

    @property
    def words(self) -> str:
        return chosen(self.en, self.zh)


COMMAND = "command"
"""The group of the user's own commands."""

SCOPES = (
    KeyScope("everywhere", ("app", "view"), "Everywhere", "任何地方"),
    KeyScope(
        "article",
        (
            *("cursor", "search", "selection", "highlight", "mention", "entity", "bookmark"),
            *("article", "lookup", "command"),
        ),
        "Article",
        "文章",
    ),
    KeyScope("entities", ("entities",), "Entity sidebar", "实体侧边栏"),
    KeyScope("notes", ("notes",), "Notes panel", "笔记面板"),
    KeyScope("library", ("library",), "Library", "文章库"),
    KeyScope("allnotes", ("allnotes",), "All notes of the library", "文章库的所有笔记"),
    KeyScope("compare", ("compare",), "Comparison", "比较"),
    KeyScope("report", ("report",), "Dossier, concordance, timeline", "档案、语境、时间线"),
    KeyScope("editor", ("editor",), "Note editor", "写想法"),
)

KEYS = (
    Key("app.quit", ("q", "ctrl+q"), "quit, when everything is saved", "保存完毕后退出", main=True),
    Key("app.help", ("?", "f1"), "keys and what they do", "按键说明", main=True),
    Key("app.palette", ("ctrl+p",), "every command by name", "按名称找命令"),
    Key("app.next_pane", ("tab",), "next pane", "下一个窗格", main=True),
    Key("app.previous_pane", ("shift+tab",), "previous pane", "上一个窗格"),
    Key("app.toggle_entities", ("f2",), "show or hide the entities", "显示或隐藏实体"),
    Key("app.toggle_notes", ("f3",), "show or hide the notes", "显示或隐藏笔记"),
    Key("app.zen", ("z",), "the article alone", "只看文章"),
    Key("app.export", ("ctrl+e",), "export", "导出", main=True),
    Key("app.undo", ("u",), "undo the last change", "撤销"),
    Key("app.redo", ("ctrl+r",), "redo", "重做"),
    Key("app.library", ("L",), "back to the list of articles", "回到文章库"),
    Key("app.theme", (), "next theme: dark, light, sepia …", "换主题：深色、浅色、护眼……"),
    Key("app.redraw", ("ctrl+l",), "draw the screen again", "重画屏幕"),
    Key("app.suspend", ("ctrl+z",), "to the shell; fg comes back", "回到 shell，fg 返回"),
    Key("view.settings", ("f4",), "settings", "设置", main=True),
    Key("view.wider", ("=",), "wider column of text", "加宽正文栏"),
    Key("view.narrower", ("_",), "narrower column of text", "收窄正文栏"),
    Key("view.spacing", (), "blank rows within paragraphs, or none", "段内行间留空或不留空"),
    Key("view.indent", (), "paragraphs: a blank row, or an indent", "分段：空行或缩进"),
    Key("view.preset", (), "keys: vim or plain", "切换按键方案：vim 或普通"),
    Key("cursor.down", ("j", "down"), "down a row", "下一行"),
    Key("cursor.up", ("k", "up"), "up a row", "上一行"),
    Key("cursor.left", ("h", "left"), "left a character", "左移一字"),
    Key("cursor.right", ("l", "right"), "right a character", "右移一字"),
    Key("cursor.next_word", ("w",), "next word", "下一个词"),
    Key("cursor.previous_word", ("b",), "previous word", "上一个词"),
    Key("cursor.end_of_word", ("e",), "end of the word", "词尾"),
    Key("cursor.next_sentence", (")",), "next sentence", "下一句"),
    Key("cursor.previous_sentence", ("(",), "previous sentence", "上一句"),
    Key("cursor.next_paragraph", ("}",), "next paragraph", "下一段", main=True),
    Key("cursor.previous_paragraph", ("{",), "previous paragraph", "上一段"),
    Key("cursor.row_start", ("0", "home"), "start of the row", "行首"),
    Key("cursor.row_end", ("$", "end"), "end of the row", "行尾"),
    Key("cursor.page_down", ("space", "pagedown", "ctrl+f"), "next page", "下一页", main=True),
    Key("cursor.page_up", ("pageup", "ctrl+b"), "previous page", "上一页"),
    Key("cursor.half_page_down", ("ctrl+d",), "half a page down", "下半页"),
    Key("cursor.half_page_up", ("ctrl+u",), "half a page up", "上半页"),
    Key("cursor.top", ("g", "ctrl+home"), "start of the article", "文章开头"),
    Key("cursor.bottom", ("G", "ctrl+end"), "end of the article", "文章结尾"),
    Key("cursor.go_to", (":",), "go to 50% or a paragraph", "前往 50% 或某一段"),
    Key("cursor.back", ("ctrl+o",), "back to where one was", "跳回"),
    Key("cursor.forward", ("ctrl+n",), "forward again", "再向前跳"),
    Key("search.open", ("/",), "search", "搜索", main=True),
    Key("search.next", ("n",), "next hit", "下一个结果"),
    Key("search.previous", ("N",), "previous hit", "上一个结果"),
    Key("search.word", ("*",), "search the word or entity here", "搜索此处的词或实体"),
    Key("selection.start", ("v",), "start or drop a selection", "开始或放弃选择", main=True),
    Key("selection.swap", ("o",), "move the other end", "换到另一端"),
    Key("selection.grow", ("+",), "grow: word, name, clause, quotation, sentence …", "扩大选择"),
    Key("selection.shrink", ("-",), "shrink again", "缩小选择"),
    Key("selection.sentence", ("s",), "select the sentence", "选择整句", main=True),
    Key("selection.paragraph", ("p",), "select the paragraph", "选择整段"),
    Key("selection.quotation", ('"',), "select the quotation", "选择整段引语"),
    Key(
        "selection.pair",
        ("%",),
        "select what is between “”, 「」, 《》, （）",
        "选择成对标点之间的文字",
    ),
    Key("selection.cancel", ("escape",), "drop the selection", "取消选择"),
    Key("selection.left", ("shift+left",), "select to the left", "向左选择"),
    Key("selection.right", ("shift+right",), "select to the right", "向右选择"),
    Key("selection.up", ("shift+up",), "select upward", "向上选择"),
    Key("selection.down", ("shift+down",), "select downward", "向下选择"),
    Key("selection.next_word", ("ctrl+shift+right",), "select the next word", "选到下一个词"),
    Key("selection.previous_word", ("ctrl+shift+left",), "select the word before", "选到上一个词"),
    Key(
        "selection.menu", ("f10", "."), "what can be done here", "此处可做的事（或右键）", main=True
    ),
    Key("selection.quote", ("Y",), "copy as a quotation with its source", "复制为带出处的引文"),
    Key("selection.pinyin", (), "pinyin of the selection", "选中文字的拼音"),
    Key("selection.copy", ("y", "ctrl+c"), "copy", "复制"),
    Key("highlight.colour_1", ("1",), "highlight in yellow", "划线：黄色", main=True),
    Key("highlight.colour_2", ("2",), "highlight in green", "划线：绿色"),
    Key("highlight.colour_3", ("3",), "highlight in blue", "划线：蓝色"),
    Key("highlight.colour_4", ("4",), "highlight in red", "划线：红色"),
    Key("highlight.colour_5", ("5",), "highlight in purple", "划线：紫色"),
    Key("highlight.note", ("a", "enter"), "write a note", "写想法", main=True),
    Key("highlight.tags", ("t",), "tags", "标签"),
    Key("highlight.all", ("A",), "highlight every occurrence", "给所有相同文字划线"),
    Key("highlight.range", ("r",), "give the highlight new ends", "调整划线范围"),
    Key("highlight.follow", ("F",), "follow the link in its note", "打开想法中的链接"),
    Key("highlight.was", ("W",), "its words before the text changed", "文字改动前的原句"),
    Key("highlight.delete", ("d", "delete"), "delete the highlight", "删除划线"),
    Key("highlight.next", ("]",), "next highlight", "下一条划线"),
    Key("highlight.previous", ("[",), "previous highlight", "上一条划线"),
    Key("mention.next", (">",), "next mention of the entity", "实体的下一处提及"),
    Key("mention.previous", ("<",), "previous mention", "实体的上一处提及"),
    Key("mention.next_any", (";",), "next name of any entity", "下一个实体名称"),
    Key("mention.previous_any", (",",), "previous name of any entity", "上一个实体名称"),
    Key("entity.mark", ("E",), "make an entity of it, or correct it", "标为实体，或更正实体"),
    Key("entity.concordance", ("i",), "its mentions in their sentences", "逐句列出实体的提及"),
    Key("entity.dossier", (), "all about it in the library", "文章库中的名称档案"),
    Key("entity.corrections", (), "corrections of entities", "实体的更正"),
    Key("bookmark.set", ("m",), "set a bookmark, then a letter", "设书签（再按一个字母）"),
    Key("bookmark.jump", ("'",), "jump to a bookmark", "跳到书签"),
    Key("article.next", ("J",), "next article of the list", "列表中的下一篇文章"),
    Key("article.previous", ("H",), "previous article of the list", "列表中的上一篇文章"),
    Key("article.contents", ("c",), "table of contents", "目录"),
    Key("article.compare", ("D",), "compare with another version", "与另一个版本比较"),
    Key("article.timeline", (), "timeline of the article", "本文的时间线"),
    Key("article.citation", (), "copy a citation of the article", "复制文章的引用著录"),
    Key("article.import", (), "import notes from a file", "从文件导入笔记"),
    Key("article.note", ("M",), "a note on the whole article", "写整篇文章的想法"),
    Key("article.tags", ("#",), "the tags: rename, merge", "标签：改名、合并"),
    Key("article.quotations", ("Q",), "who says what", "引语：谁说了什么"),
    Key("article.script", (), "simplified or traditional characters", "切换简体、繁体显示"),
    Key("article.furniture", ("f",), "show or fold page furniture", "展开或折叠页面杂项"),
    Key("article.keep", ("ctrl+s",), "keep a piped text as a file", "把管道传入的文章存为文件"),
    Key("article.encoding", (), "read it in another encoding", "换一种编码重新打开"),
    Key("lookup.dictionary", ("K",), "look up in the dictionary", "查词典"),
    Key("lookup.glossary", ("T",), "put it into the glossary", "加入术语表"),
    Key("lookup.words", (), "words of the article, for learners", "文章的生词"),
    Key("lookup.terms", (), "export terms and names with translations", "导出术语、名称和译文"),
    Key("entities.down", ("j", "down"), "down", "下移"),
    Key("entities.up", ("k", "up"), "up", "上移"),
    Key("entities.menu", ("f10", "."), "what can be done here", "此处可做的事"),
    Key("entities.open", ("enter",), "first, then next mention", "第一处、下一处提及", main=True),
    Key("entities.next", (">",), "next mention", "下一处提及"),
    Key("entities.previous", ("<",), "previous mention", "上一处提及"),
    Key("entities.fold", ("space",), "fold or unfold the kind", "折叠或展开此类"),
    Key("entities.filter", ("/",), "filter", "筛选"),
    Key("entities.sort", ("s",), "by mention or by count", "按出现先后或次数排序"),
    Key("entities.concordance", ("i",), "mentions in their sentences", "逐句列出提及", main=True),
    Key("entities.rename", ("r",), "another name", "改名"),
    Key("entities.merge", ("m",), "the same as another one", "与另一实体合并"),
    Key("entities.split", ("S",), "one of its names is another one", "把其中一个名称分开"),
    Key("entities.retype", ("t",), "another kind", "改类别"),
    Key("entities.hide", ("x",), "no entity", "不是实体"),
    Key("entities.corrections", ("C",), "corrections, to take back", "更正列表，可撤回"),
    Key(
        "entities.clear", ("escape",), "drop the filter; back to the article", "清除筛选，回到文章"
    ),
    Key("notes.down", ("j", "down"), "down", "下移"),
    Key("notes.up", ("k", "up"), "up", "上移"),
    Key("notes.page_down", ("space", "pagedown"), "next page", "下一页"),
    Key("notes.page_up", ("pageup",), "previous page", "上一页"),
    Key("notes.menu", ("f10", "."), "what can be done here", "此处可做的事"),
    Key("notes.open", ("enter",), "go there", "前往原文", main=True),
    Key("notes.edit", ("a", "e"), "edit the note", "编辑想法", main=True),
    Key("notes.tags", ("t",), "tags", "标签"),
    Key("notes.follow", ("F",), "follow the link in the note", "打开想法中的链接"),
    Key("notes.delete", ("d", "delete"), "delete", "删除"),
    Key("notes.filter", ("/",), "filter", "筛选"),
    Key("notes.sort", ("s",), "text, newest, colour first", "按原文、时间、颜色排序"),
    Key("notes.group", ("g",), "group: section, colour, tag", "按小标题、颜色、标签分组"),
    Key("notes.article", ("M",), "a note on the whole article", "写整篇文章的想法"),
    Key("notes.all_tags", ("#",), "the tags: rename, merge", "标签：改名、合并"),
    Key("notes.colour_1", ("1",), "only yellow", "只看黄色"),
    Key("notes.colour_2", ("2",), "only green", "只看绿色"),
    Key("notes.colour_3", ("3",), "only blue", "只看蓝色"),
    Key("notes.colour_4", ("4",), "only red", "只看红色"),
    Key("notes.colour_5", ("5",), "only purple", "只看紫色"),
    Key("notes.all", ("0",), "all colours", "所有颜色"),
    Key("notes.orphans", ("o",), "orphans and reviews", "孤立和待核对的划线"),
    Key("notes.reattach", ("r",), "give it the selection as its place", "重新放到选中的文字上"),
    Key("notes.keep", ("x",), "keep it as an orphan", "留作孤立划线"),
    Key("notes.trash", ("T",), "the trash; enter restores", "回收站（Enter 恢复）"),
    Key("notes.empty_trash", (), "empty the trash", "清空回收站"),
    Key("notes.clear", ("escape",), "drop the filter; back to the article", "清除筛选，回到文章"),
    Key("library.down", ("j", "down"), "down", "下移"),
    Key("library.up", ("k", "up"), "up", "上移"),
    Key("library.page_down", ("space", "pagedown", "ctrl+f"), "next page", "下一页"),
    Key("library.page_up", ("pageup", "ctrl+b"), "previous page", "上一页"),
    Key("library.top", ("g", "home"), "first", "第一项"),
    Key("library.bottom", ("G", "end"), "last", "最后一项"),
    Key("library.menu", ("f10", "."), "what can be done here", "此处可做的事"),
    Key("library.open", ("enter",), "open the article", "打开文章", main=True),
    Key("library.search", ("/",), "search texts and notes", "搜索正文和想法", main=True),
    Key("library.star", ("*",), "star the article, or take the star away", "加星或去掉星标"),
    Key("library.archive", ("a",), "archive the article, or bring it back", "归档或取回"),
    Key("library.sort", ("s",), "sort by the next column", "按下一列排序", main=True),
    Key("library.backwards", ("S",), "sort the other way round", "反向排序"),
    Key("library.notes", ("n",), "all highlights and notes", "所有划线和想法", main=True),
    Key("library.linked_from", ("B",), "notes that link to it", "链接到此处的笔记"),
    Key("library.mark_all", ("A",), "highlight every hit of the search", "给所有搜索结果划线"),
    Key("library.tags", ("#",), "tags of all articles: rename, merge", "所有标签：改名、合并"),
    Key("library.names", ("e",), "names in all articles", "所有文章中的名称", main=True),
    Key("library.quotations", ("Q",), "who says what in all articles", "所有文章中的引语"),
    Key("library.reprints", ("r",), "reprints of the article", "文章的转载"),
    Key("library.compare", ("D",), "compare with a reprint", "与转载比较"),
    Key("library.carry", ("c",), "carry the notes of a reprint over", "把转载上的笔记带过来"),
    Key("library.paste", ("p",), "add an article by pasting it", "粘贴一篇新文章"),
    Key("library.look", ("R",), "look at the files again", "重新查看文件"),
    Key("library.export", (), "export what is listed", "导出所列内容"),
    Key("library.dossier", (), "all about a name", "名称档案"),
    Key("library.concordance", ("i",), "every place of a word, aligned", "逐处列出一个词的语境"),
    Key("library.timeline", ("t",), "timeline of the articles", "文章的时间线"),
    Key("library.clear", ("escape",), "stop, drop the search, back", "停止、清除搜索、返回"),
    Key("allnotes.down", ("j", "down"), "down", "下移"),
    Key("allnotes.up", ("k", "up"), "up", "上移"),
    Key("allnotes.page_down", ("space", "pagedown", "ctrl+f"), "next page", "下一页"),
    Key("allnotes.page_up", ("pageup", "ctrl+b"), "previous page", "上一页"),
    Key("allnotes.top", ("home",), "first", "第一项"),
    Key("allnotes.bottom", ("G", "end"), "last", "最后一项"),
    Key("allnotes.menu", ("f10", "."), "what can be done here", "此处可做的事"),
    Key("allnotes.open", ("enter",), "go there", "前往原文", main=True),
    Key("allnotes.edit", ("a", "e"), "edit the note", "编辑想法", main=True),
    Key("allnotes.follow", ("F",), "follow the link in the note", "打开想法中的链接"),
    Key("allnotes.tags", ("t",), "tags", "标签"),
    Key("allnotes.copy", ("y", "ctrl+c"), "copy", "复制"),
    Key("allnotes.delete", ("d", "delete"), "delete", "删除"),
    Key("allnotes.colour_1", (), "make it yellow", "改为黄色"),
    Key("allnotes.colour_2", (), "make it green", "改为绿色"),
    Key("allnotes.colour_3", (), "make it blue", "改为蓝色"),
    Key("allnotes.colour_4", (), "make it red", "改为红色"),
    Key("allnotes.colour_5", (), "make it purple", "改为紫色"),
    Key("allnotes.search", ("/",), "search the notes", "搜索笔记", main=True),
    Key(
        "allnotes.group",
        ("g",),
        "group: article, tag, colour, date",
        "按文章、标签、颜色、日期分组",
    ),
    Key("allnotes.only_colour_1", ("1",), "only yellow", "只看黄色"),
    Key("allnotes.only_colour_2", ("2",), "only green", "只看绿色"),
    Key("allnotes.only_colour_3", ("3",), "only blue", "只看蓝色"),
    Key("allnotes.only_colour_4", ("4",), "only red", "只看红色"),
    Key("allnotes.only_colour_5", ("5",), "only purple", "只看紫色"),
    Key("allnotes.all", ("0",), "all colours", "所有颜色"),
    Key("allnotes.all_tags", ("#",), "tags of all articles: rename, merge", "所有标签：改名、合并"),
    Key("allnotes.back", ("n",), "back to the articles", "回到文章列表"),
    Key("allnotes.clear", ("escape",), "show all; back to the articles", "显示全部、返回"),
    Key("compare.next", ("n", "]"), "next change", "下一处改动", main=True),
    Key("compare.previous", ("N", "["), "previous change", "上一处改动"),
    Key("compare.down", ("j", "down"), "down", "下移"),
    Key("compare.up", ("k", "up"), "up", "上移"),
    Key("compare.page_down", ("pagedown", "ctrl+f"), "next page", "下一页"),
    Key("compare.page_up", ("pageup", "ctrl+b"), "previous page", "上一页"),
    Key("compare.top", ("g", "home"), "first", "开头"),
    Key("compare.bottom", ("G", "end"), "last", "结尾"),
    Key(
        "compare.unfold", ("space",), "unfold what is unchanged, or fold it", "展开或折叠未变的部分"
    ),
    Key(
        "compare.open",
        ("enter",),
        "the other place of what has moved; the article",
        "移动的另一处；原文",
    ),
    Key("compare.exact", ("x",), "count script, width and punctuation", "也比较繁简、全半角和标点"),
    Key("compare.copy", ("y", "ctrl+c"), "copy as Markdown", "复制为 Markdown"),
    Key("compare.export", ("e",), "write it to a file", "写入文件"),
    Key("compare.close", ("escape",), "close", "关闭"),
    Key("report.down", ("j", "down"), "down", "下移"),
    Key("report.up", ("k", "up"), "up", "上移"),
    Key("report.page_down", ("space", "pagedown", "ctrl+f"), "next page", "下一页"),
    Key("report.page_up", ("pageup", "ctrl+b"), "previous page", "上一页"),
    Key("report.top", ("g", "home"), "first", "第一项"),
    Key("report.bottom", ("G", "end"), "last", "最后一项"),
    Key("report.menu", ("f10", "."), "what can be done here", "此处可做的事"),
    Key("report.open", ("enter",), "go there", "前往原文", main=True),
    Key("report.note", ("a",), "a note about the name", "写关于此名称的想法", main=True),
    Key("report.follow", ("F",), "follow the link in the note", "打开想法中的链接"),
    Key("report.concordance", ("i",), "every place of the name, aligned", "逐处列出名称的语境"),
    Key("report.correct", ("E",), "correct the name in all articles", "在所有文章中更正名称"),
    Key("report.filter", ("/",), "filter", "筛选", main=True),
    Key("report.sort", ("s",), "sort", "排序", main=True),
    Key("report.backwards", ("S",), "sort the other way round", "反向排序"),
    Key("report.clear", ("escape",), "stop, drop the filter, back", "停止、清除筛选、返回"),
    Key("editor.save", ("ctrl+s",), "save and close", "保存并关闭", main=True),
    Key(
        "editor.cancel",
        ("escape",),
        "close; asks when something would be lost",
        "关闭，有改动会先询问",
        main=True,
    ),
    Key("editor.external", ("ctrl+g",), "write in $VISUAL or $EDITOR", "用 $EDITOR 编辑"),
)

FORMER_IDS = {"library.filter": "library.search"}
"""Ids of earlier versions, which stay valid in settings, and what they are now."""

BY_ID: dict[str, Key] = {key.id: key for key in KEYS}
"""The functions by id, with those of `use_commands`."""


def use_commands(commands: Iterable[tuple[str, str]]) -> None:
    """Add the user's own commands, as (id, title), in place of those added before.

    They have no keys here: the settings have them.
    """
    for id_ in [id_ for id_, key in BY_ID.items() if key.group == COMMAND]:
        del BY_ID[id_]
    for id_, title in commands:
        BY_ID[f"{COMMAND}.{id_}"] = Key(f"{COMMAND}.{id_}", (), title, title)


def own_commands() -> list[str]:
    """The ids of the functions that are the user's own commands."""
    return [id_ for id_, key in BY_ID.items() if key.group == COMMAND]


def keys_of_scope(name: str) -> Iterator[Key]:
    """The functions in the part of the screen called `name`, in the order of the table."""
    groups = next(scope.groups for scope in SCOPES if scope.name == name)
    return (key for key in tuple(BY_ID.values()) if key.group in groups)
