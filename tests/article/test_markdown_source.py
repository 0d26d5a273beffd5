"""Markdown files: the text is the raw source, with its headings."""

from __future__ import annotations

from newsreader.article.article import Article, Role
from newsreader.article.loader import read_article
from newsreader.article.outline import outline

SOURCE = """\
---
title: 桥
---
# 家乡的桥

小时候，村口有一座石桥，
桥下的水清得能看见石子。
第二行还是同一段。

## 旧桥 ##

- 第一项
  接着写
- 第二项

> 引文一句

修路之后
--------

![桥](bridge.jpg)

```python
# 不是标题
x = 1
```

### 后来

| 年 | 事 |
|---|---|
"""


def opened() -> Article:
    return read_article(SOURCE.encode(), "桥.md")


def words(role: Role) -> list[str]:
    article = opened()
    return [p.span.of(article.text) for p in article.paragraphs if p.role is role]


def test_the_source_is_the_text() -> None:
    assert opened().text == SOURCE


def test_headings_have_the_level_of_their_marks() -> None:
    assert [(entry.level, entry.words) for entry in outline(opened())] == [
        (1, "旧桥"),
        (1, "修路之后"),
        (2, "后来"),
    ]


def test_the_first_heading_is_the_title() -> None:
    assert opened().title == "家乡的桥"
    assert words(Role.TITLE) == ["家乡的桥"]


def test_the_marks_of_headings_are_not_shown() -> None:
    assert words(Role.HEADING) == ["旧桥", "修路之后", "后来"]


def test_front_matter_is_metadata_and_pictures_are_captions() -> None:
    assert words(Role.METADATA) == ["---", "title: 桥", "---"]
    assert words(Role.CAPTION) == ["![桥](bridge.jpg)"]


def test_lines_of_a_paragraph_are_joined_and_items_are_not() -> None:
    body = words(Role.BODY)
    assert body[0].count("\n") == 2
    assert body[1:4] == ["- 第一项\n  接着写", "- 第二项", "> 引文一句"]


def test_code_stays_line_by_line_and_has_no_headings() -> None:
    assert words(Role.BODY)[4:8] == ["```python", "# 不是标题", "x = 1", "```"]


def test_a_fence_that_is_never_closed_is_code_to_the_end() -> None:
    article = read_article(b"```\n# a\n# b\n", "a.md")
    assert {p.role for p in article.paragraphs} == {Role.BODY}


def test_front_matter_supplies_missing_metadata() -> None:
    text = '---\ntitle: "桥"\nauthor: 王小明\ndate: 2023-05-08\n---\n\n河上有一座桥。\n'
    article = read_article(text.encode(), "a.md")
    assert (article.title, article.author, article.published) == ("桥", "王小明", "2023-05-08")


def test_markdown_is_detected_without_its_suffix_and_a_program_is_not() -> None:
    assert read_article("# 家乡的桥\n\n河上有一座桥。\n".encode(), "-").title == "家乡的桥"
    program = "#!/bin/sh\n# 一个注释\necho 你好\n# 又一个注释\nexit 0\n"
    assert outline(read_article(program.encode(), "a.txt")) == ()
