"""The public Python API: `import newsreader`."""

from __future__ import annotations

import json
import pickle
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsreader
from newsreader.api.notes import Notebook
from newsreader.errors import NewsreaderError
from tests.api.conftest import TEXT
from tests.interpreter import ROOT, printed


def test_every_public_name_is_there_and_has_a_description() -> None:
    for name in newsreader.__all__:
        assert getattr(newsreader, name).__doc__, name
    assert set(newsreader.__all__) <= set(dir(newsreader))
    assert newsreader.__version__
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = newsreader.nothing_like_it  # type: ignore[attr-defined]


def test_the_import_loads_nothing_else() -> None:
    code = "import sys\nbefore = set(sys.modules)\nimport newsreader\n"
    loaded = printed(code + "print(*(set(sys.modules) - before))")
    assert set(loaded) <= {"newsreader", "types"}


def test_reading_an_article_loads_nothing_heavy() -> None:
    path = ROOT / "sample_articles" / "essay.txt"
    code = f"import newsreader, sys\nnewsreader.open_article({str(path)!r})\n"
    heavy = "{'numpy', 'jieba', 'textual', 'rich', 'pandas', 'sqlite3'}"
    assert printed(f"{code}print(*{heavy} & set(sys.modules))") == []


def test_a_function_with_the_name_of_a_package_stays_a_function() -> None:
    code = "import newsreader, newsreader.compare.comparison\nprint(newsreader.compare.__name__)\n"
    assert printed(code) == ["compare"]


def test_an_article_is_opened_from_path_bytes_and_text(file: Path) -> None:
    for source in (file, str(file), file.read_bytes(), TEXT, TEXT.encode("gb18030")):
        article = newsreader.open_article(source)
        assert (article.title, article.text) == ("港口扩建完成", TEXT)
    assert newsreader.open_article(file).path == file
    assert newsreader.open_article("一句话。").path is None
    with pytest.raises(NewsreaderError, match="no file"):
        newsreader.open_article(file.with_name("b.txt"))


def test_paragraphs_have_roles_and_places(file: Path) -> None:
    article = newsreader.open_article(file)
    first, second, *_rest = article.paragraphs
    assert (first.role, second.role) == ("title", "body")
    assert article.text[second.start : second.end] == second.text
    assert json.dumps(article.to_dict())


def test_the_names_are_the_same_in_this_process_and_in_others(file: Path) -> None:
    texts: list[str | newsreader.Article] = [
        newsreader.open_article(file),
        "王毅在北京。",
        "",
        "李书福在宁波。",
    ] * 3
    here = list(newsreader.find_entities(texts))
    assert [entity.name for entity in here[1]] == ["王毅", "北京"]
    assert here == list(newsreader.find_entities(texts, workers=2))
    assert here[0].to_dicts()[0]["kind"] == "LOC"


@pytest.mark.slow
def test_texts_that_are_read_together_do_not_change_each_other() -> None:
    samples = sorted((ROOT / "sample_articles").glob("*.txt"))
    articles = [newsreader.open_article(path) for path in samples]
    alone = [next(newsreader.find_entities([article])) for article in articles]
    assert list(newsreader.find_entities(articles)) == alone


def test_names_are_found_as_they_are_needed() -> None:
    taken = []

    def texts() -> Iterator[str]:
        for number in range(300):
            taken.append(number)
            yield "王毅在北京。"

    found = newsreader.find_entities(texts())
    next(found)
    assert len(taken) <= 128


def test_a_lexicon_adds_names(tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon.txt"
    lexicon.write_text("澜川 9 ntc\n", "utf-8")
    for workers in (0, 1):
        found = next(newsreader.find_entities(["昨天，澜川来了。"], workers, lexicon=lexicon))
        assert ("澜川", "COMPANY") in [(each.name, each.subkind) for each in found]


def test_quotations_have_their_speakers(file: Path) -> None:
    article = newsreader.open_article(file)
    (said,) = newsreader.quotations(article)
    assert said.speaker == "李书福"
    assert newsreader.quotations(article, next(newsreader.find_entities([article])))[0] == said


def test_notes_are_saved_and_loaded(file: Path) -> None:
    notebook = newsreader.Notebook.load(file)
    notebook.save()
    assert not list(file.parent.glob("*.toml"))  # nothing was written down
    newsreader.highlight(notebook, "泊位多了三个", "green", "数量", ["港口"])
    notebook.note = "好文章"
    notebook.save()
    again = Notebook.load(newsreader.open_article(file))
    (found,) = again.highlights
    assert (found.quote, found.colour, found.note, found.tags) == (
        "泊位多了三个",
        "green",
        "数量",
        ("港口",),
    )
    assert again.note == "好文章"
    changed = again.change(found, note="三个")
    again.delete(again.highlight((0, 4)))
    again.save()
    assert [each.note for each in Notebook.load(file).highlights] == [changed.note]


def test_two_notebooks_keep_the_notes_of_each_other(file: Path) -> None:
    one, two = Notebook.load(file), Notebook.load(file)
    one.highlight("港口已经扩建完成，明年投产")
    two.highlight("泊位多了三个")
    one.save()
    two.save()
    assert len(two.highlights) == 2
    assert len(Notebook.load(file).highlights) == 2


def test_notes_follow_a_changed_text(file: Path) -> None:
    notebook = Notebook.load(file)
    notebook.highlight("泊位多了三个")
    notebook.save()
    file.write_text(TEXT.replace("记者", "昨天下午，本报记者"), "utf-8")
    (found,) = Notebook.load(file).highlights
    assert found.quote == "泊位多了三个"


def test_a_wrong_place_or_tag_is_refused(file: Path) -> None:
    notebook = Notebook.load(file)
    for where in ("没有的话", "港口", "", (0, 0), (0, 1000)):
        with pytest.raises(ValueError, match="text"):
            notebook.highlight(where)
    with pytest.raises(ValueError, match="tag"):
        notebook.highlight("泊位", tags=["两 个"])
    with pytest.raises(ValueError, match="pink"):
        notebook.highlight("泊位", "pink")


def test_notebooks_are_exported(file: Path) -> None:
    other = file.with_name("b.txt")
    shutil.copy(file, other)
    notebooks = [Notebook.load(each) for each in (file, other)]
    for notebook in notebooks:
        notebook.highlight("泊位多了三个")
    assert "泊位多了三个" in newsreader.export(notebooks[0])
    assert newsreader.export(notebooks, "csv").count("泊位多了三个") == 2
    assert '"李书福"' in newsreader.export(notebooks[0], "json")
    with pytest.raises(NewsreaderError, match="nonsense"):
        newsreader.export(notebooks[0], "nonsense")


def test_rows_are_those_of_the_command() -> None:
    assert newsreader.wrap("他说：“好的。”我们走", 8) == ["他说：", "“好的。”", "我们走"]
    with pytest.raises(ValueError, match="width"):
        newsreader.wrap("好", 1)


def test_a_folder_is_searched(file: Path) -> None:
    hits = newsreader.search("泊位", file.parent)
    assert [(hit.path.name, hit.text) for hit in hits] == [
        ("a.txt", "记者在现场看到，泊位多了三个。")
    ]
    with pytest.raises(NewsreaderError, match="no file"):
        newsreader.search("泊位", file.parent / "none.txt")
    with pytest.raises(NewsreaderError, match="re:"):
        newsreader.search("re:(", file.parent)
    with pytest.raises(TypeError, match="files or folders"):
        newsreader.search("泊位")


def test_versions_are_compared(file: Path) -> None:
    old = newsreader.open_article(file)
    found = newsreader.compare(old, newsreader.open_article(TEXT.replace("三个", "五个")))
    assert not found.same
    assert found.changes.to_dicts()[0]["kind"] == "changed"
    assert newsreader.compare(old, old).same
    assert json.dumps(found.to_dict())


def test_html_is_escaped() -> None:
    article = newsreader.open_article(
        "<script>alert(1)</script>\n\n正文有<b>标记</b>，也有“引号”。\n"
    )
    notebook = Notebook.load(article)
    notebook.highlight("<b>标记</b>")
    for shown in (article, article.paragraphs, notebook, notebook.highlights):
        html = shown._repr_html_()
        assert "<script>" not in html
        assert "<b>" not in html
    assert "&lt;b&gt;" in notebook._repr_html_()


def test_a_notebook_shows_no_formula_and_no_endless_table() -> None:
    article = newsreader.open_article("价格\n\n三$\\href{javascript:x}{元}$五。\n" + "好。\n" * 300)
    for shown in (article, article.paragraphs):
        assert shown._repr_html_().startswith('<div class="tex2jax_ignore mathjax_ignore">')
    assert article.paragraphs._repr_html_().count("<tr>") == 201
    assert repr(article.paragraphs).endswith(f", … {len(article.paragraphs)} in all])")
    names = next(newsreader.find_entities(["北京，北京。"]))
    assert "<td>0–2, 3–5</td>" in names._repr_html_()


def test_results_can_be_sent_to_other_processes(file: Path) -> None:
    article = newsreader.open_article(file)
    notebook = Notebook.load(file)
    notebook.highlight("泊位")
    results = (
        article.paragraphs,
        newsreader.quotations(article),
        next(newsreader.find_entities([article])),
        newsreader.search("泊位", file.parent),
        notebook.highlights,
    )
    for result in results:
        assert pickle.loads(pickle.dumps(result)).to_dicts() == result.to_dicts()
    assert pickle.loads(pickle.dumps(article)).to_dict() == article.to_dict()


def test_results_become_data_frames(file: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = newsreader.open_article(file).paragraphs.to_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["role"])[:2] == ["title", "body"]


def test_a_frame_of_nothing_has_the_same_columns(file: Path) -> None:
    pytest.importorskip("pandas")
    some = newsreader.search("泊位", file.parent).to_frame()
    none = newsreader.search("没有的话", file.parent).to_frame()
    assert list(none.columns) == list(some.columns)
    assert len(none) == 0


def test_without_pandas_there_is_an_import_error(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pandas"):
        newsreader.open_article(file).paragraphs.to_frame()
