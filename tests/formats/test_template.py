"""Templates of the reader's own: their variables, their limits, and those that are shipped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from newsreader.article.own_export import is_exported
from newsreader.errors import FormatError
from newsreader.formats import template
from newsreader.formats.citation_formats import Gbt7714
from newsreader.formats.collection import collection
from newsreader.formats.json_format import Json
from newsreader.formats.template import Template
from newsreader.formats.template_files import SHIPPED, template_named, templates, with_templates
from newsreader.formats.weread import WeRead
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, document, highlight_of

pytest.importorskip("jinja2")


def _template(folder: Path, text: str, name: str = "own.md.j2") -> Template:
    path = folder / name
    path.write_text(text, "utf-8")
    return Template(path)


def _problem(folder: Path, text: str) -> str:
    with pytest.raises(FormatError) as raised:
        _template(folder, text).write(document())
    return str(raised.value)


def test_the_variables_are_the_fields_of_the_json_export(tmp_path: Path) -> None:
    whole = json.loads(Json().write(document()))
    fields = {**whole, "article": "", **{f"article.{name}": "" for name in whole["article"]}}
    fields |= {f"highlights[0].{name}": "" for name in whole["highlights"][0]}
    fields |= {f"entities[0].{name}": "" for name in whole["entities"][0]}
    text = "\n".join("{{ %s is defined }}" % name for name in fields)  # noqa: UP031
    assert set(_template(tmp_path, text).write(document()).split()) == {"True"}
    same = _template(tmp_path, "{{ highlights | tojson }}").write(document())
    assert json.loads(same) == whole["highlights"]


def test_a_template_for_one_article_is_filled_for_each_of_several(tmp_path: Path) -> None:
    several = collection([document(), document()], ["a.txt", "b.txt"])
    one = _template(tmp_path, "{{ article.file }}: {{ highlights | length }}\n")
    assert one.write_all(several) == "a.txt: 4\n\nb.txt: 4\n"
    many = _template(tmp_path, "{% for each in articles %}{{ each.article.file }} {% endfor %}")
    assert many.write_all(several) == "a.txt b.txt "
    assert many.write(document()) == "harbour.txt "


def test_a_name_that_is_not_there_is_an_error_with_its_line(tmp_path: Path) -> None:
    problem = _problem(tmp_path, "{% for each in highlights %}\n{{ each.qoute }}{% endfor %}")
    assert "own.md.j2, line 2" in problem
    assert "“qoute”" in problem
    assert "“quote”" in problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n{% for %}", "line 2"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ highlights.append(1) }}", "append"),
        ("{{ 1 + 'a' }}", "line 1"),
        ("{% include 'none' %}", "“none”"),
        ("{{ article.title | nosuch }}", "line 1"),
        ("{{ range(10**9) | length }}", "too much"),
        ("{{ 'a' * 10**11 }}", "too much"),
    ],
)
def test_what_a_template_may_not_do_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    problem = _problem(tmp_path, text)
    assert words in problem
    assert "own.md.j2" in problem
    assert "\n" not in problem


def test_a_template_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.md.j2"
    path.write_bytes("标题：{{ article.title }}".encode("gbk"))
    with pytest.raises(FormatError, match=r"own\.md\.j2: it is not UTF-8\.$"):
        Template(path).write(document())


def test_only_templates_are_included(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret").write_text("secret", "utf-8")
    (tmp_path / "keys" / "part.j2").write_text("part", "utf-8")
    assert _template(tmp_path, '{% include "keys/part.j2" %}').write(document()) == "part"
    assert "keys/secret" in _problem(tmp_path, '{% include "keys/secret" %}')


def test_a_loop_without_an_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "_SECONDS", 1)
    inner = "{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3
    assert "own.md.j2" in _problem(tmp_path, inner)


def test_nothing_that_a_terminal_obeys_is_in_the_output(tmp_path: Path) -> None:
    noted = highlight_of(TEXT, "零碳", note="a\x1b[2Jb\x9b")
    hostile = replace(document(), notebook=Notebook().with_highlights([noted]))
    text = _template(tmp_path, "\x1b]0;x\x07{{ highlights[0].note }}\n").write(hostile)
    assert text == "�]0;x�a�[2Jb�\n"


def test_without_jinja2_a_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template, "find_spec", lambda _name: None)
    assert "install jinja2" in _problem(tmp_path, "x")


def test_names_are_found_by_their_beginning_and_the_own_folder_comes_first(tmp_path: Path) -> None:
    _template(tmp_path, "mine", "brief.md.j2")
    assert template_named("brief", [tmp_path]).write(document()) == "mine"
    assert template_named(str(SHIPPED / "brief.md.j2"), []).title == "brief.md"
    assert set(templates([tmp_path / "none"])) == {"brief.md", "footnotes.md", "weread.txt"}
    with pytest.raises(FormatError, match=r"“breif”.*“brief\.md”"):
        template_named("breif", [])
    assert list(with_templates([]))[-3:] == [
        "template:brief.md",
        "template:footnotes.md",
        "template:weread.txt",
    ]


@pytest.mark.parametrize("name", ["~nobody-is-called-so/own.md.j2", "x" * 300])
def test_a_path_that_the_system_does_not_take_is_no_template(name: str) -> None:
    with pytest.raises(FormatError, match="There is no template"):
        template_named(name, [])


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.md.j2", ".a.md"), ("a.j2", ".a.txt"), ("报.html.j2", ".报.html")]
)
def test_the_suffix_of_the_file_is_that_of_the_template(name: str, suffix: str) -> None:
    assert Template(Path(name)).suffix == suffix


def test_names_are_looked_for_only_where_the_template_has_them(tmp_path: Path) -> None:
    assert not _template(tmp_path, "{{ article.title }}").includes_entities
    assert _template(tmp_path, "{{ entities | length }}").includes_entities


def test_the_brief_has_every_article_by_its_day() -> None:
    days = (None, "2026-04-13T08:00", "2026-04-12")
    found = [
        replace(document(), article=document().article._replace(published_iso=day)) for day in days
    ]
    text = template_named("brief", []).write_all(collection(found, ["a", "b", "c"]))
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == ["## 2026-04-12", "## 2026-04-13", "## 日期不详"]
    assert text.count("### 海东港") == 3
    assert is_exported("brief.md", text)
    assert "{" not in text


def test_what_is_like_weread_is_read_by_its_importer() -> None:
    text = template_named("weread", []).write(document())
    entries = {entry.quote: entry.note for entry in WeRead().read(text)}
    for excerpt in document().all():
        quote = " ".join(excerpt.highlight.quote.split())
        assert entries[quote].split() == excerpt.highlight.note.split()


def test_footnotes_are_references_of_gbt7714() -> None:
    text = template_named("footnotes", []).write(document())
    reference = Gbt7714().write(document()).strip()
    shown = MarkdownIt().render(text.replace("[^1]: ", "").replace("[^1]", ""))
    assert reference in shown
    assert text.count("[^1]\n") == 4


@pytest.mark.parametrize(
    ("name", "exported"),
    [("a.txt.日报.md", True), ("a.md.weread.txt", True), ("a.txt.md", False), ("a.b.c.md", False)],
)
def test_what_a_template_wrote_is_known_by_its_name(name: str, *, exported: bool) -> None:
    assert is_exported(name, "随便什么") is exported
