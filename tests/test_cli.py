"""The commands: their output, messages and exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsreader import cli
from newsreader.analysis.service import Service
from newsreader.article.loader import open_article
from newsreader.commands.command_table import COMMANDS, split, value_of
from newsreader.entities.corrections import Correction, CorrectionAction, to_table
from newsreader.entities.kind import Kind
from newsreader.locale import use_language
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.sidecar.names_file import NamesFile
from newsreader.sidecar.sidecar import Sidecar, sidecar_path
from newsreader.text.span import Span
from tests.commands.runner import Result, Run, runner
from tests.fakes import FixedService
from tests.privileges import permissions_apply

TEXT = "标题在这里\n\n第一段说的是宁波，后面还有一句。\n\n第二段说的是上海。\n"
NOW = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    use_language("en")
    return tmp_path / "home"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with two highlights, one with a note and a tag."""
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    opened = open_article(path)
    sidecar = Sidecar(path, tmp_path / "data")
    loaded = sidecar.load(opened)
    notes = {"宁波": ("值得一查\n真的", ("地方",), Colour.GREEN), "上海": ("", (), Colour.YELLOW)}
    highlights = []
    for words, (note, tags, colour) in notes.items():
        start = TEXT.index(words)
        made = Highlight.new(TEXT, Span(start, start + len(words)), colour, NOW)
        highlights.append(made.changed(NOW, note=note, tags=tags))
    sidecar.save(loaded.changed(loaded.notebook.with_highlights(highlights)))
    return path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return runner(capfd)


# The command line


def test_the_first_word_names_the_command() -> None:
    assert split(["export", "a.txt"]) == ("export", ["a.txt"])
    assert split(["--lang", "zh", "list", "x"]) == ("list", ["--lang", "zh", "x"])
    assert split(["./export"]) == ("", ["./export"])
    assert split(["a.txt", "export"]) == ("", ["a.txt", "export"])
    assert split(["--", "export"]) == ("", ["--", "export"])
    assert split(["-"]) == ("", ["-"])
    assert split([]) == ("", [])


def test_the_value_of_an_option_is_found_without_the_parser() -> None:
    assert value_of(["list", "--lang", "zh"], "--lang") == "zh"
    assert value_of(["--lang=zh"], "--lang") == "zh"
    assert value_of(["--", "--lang", "zh"], "--lang") is None
    assert value_of(["--lang"], "--lang") is None


def test_help_names_every_command_in_both_languages(run: Run) -> None:
    for language, word in (("en", "commands:"), ("zh", "命令")):
        ran = run("--help", "--lang", language)
        assert ran.status == 0
        assert word in ran.out
        assert all(name in ran.out for name in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--nonsense",),
        ("export",),
        ("export", "a.txt", "--format", "nonsense"),
        ("export", "a.txt", "--colour", "pink"),
        ("export", "a.txt", "--since", "yesterday"),
        ("--lang", "fr", "a.txt"),
        ("wrap", "--width", "wide"),
        ("wrap", "--width", "1", "a.txt"),
        ("wrap", "--width", "10", "--indent", "10", "a.txt"),
        ("entities",),
        ("inspect", "a.txt", "--encoding", "nonsense"),
    ],
    ids=" ".join,
)
def test_wrong_arguments_exit_with_2_and_one_sentence(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(article.parent)
    ran = run(*words)
    assert ran.status == 2
    assert ran.err.startswith("newsreader: ")
    assert ran.err.count("\n") == 1


# Files that cannot be opened


@pytest.mark.parametrize("command", [[], ["inspect"], ["list"], ["export"], ["check"], ["wrap"]])
def test_a_missing_file_is_one_sentence(run: Run, tmp_path: Path, command: list[str]) -> None:
    ran = run(*command, tmp_path / "none.txt")
    assert ran.status == 1
    assert "none.txt" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b"\x7fELF\x00\x00\x01" * 40, b"\x89PNG\r\n\x1a\n\x00\x00"]
)
def test_a_file_that_is_no_article_is_one_sentence(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    ran = run(path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_a_file_of_more_than_256_megabytes_is_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(257 * 1024 * 1024)
    ran = run(path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_a_folder_without_articles_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in ([], ["list"], ["export"], ["inspect"]):
        ran = run(*command, tmp_path / "empty")
        assert (ran.status, ran.err.count("\n")) == (1, 1)


def test_a_file_without_permission_is_one_sentence(run: Run, article: Path) -> None:
    article.chmod(0)
    with permissions_apply():
        ran = run(article)
    assert (ran.status, ran.err.count("\n")) == (1, 1)


def test_a_bad_file_is_reported_and_the_others_are_processed(run: Run, article: Path) -> None:
    ran = run("inspect", article.parent / "none.txt", article)
    assert ran.status == 1
    assert "宁波" in ran.out
    assert "none.txt" in ran.err


def test_control_characters_in_a_file_name_are_sanitized(run: Run, tmp_path: Path) -> None:
    for name in ("\x1b]0;owned\x07.txt", "\x9b2J\u202e.txt"):
        ran = run(tmp_path / name)
        assert ran.status == 1
        assert not any(c in ran.err for c in "\x1b\x07\x9b\u202e")
    assert "\x1b" not in run("--\x1b[2J").err


def test_an_unexpected_failure_is_one_line_and_a_log(
    run: Run, home: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_words: list[str]) -> int:
        raise LookupError("\x1b[2J inside")

    monkeypatch.setattr(cli, "run", fail)
    ran = run(article)
    log = home / "state" / "newsreader.log"
    assert ran.status == 1
    assert str(log) in ran.err
    assert ran.err.count("\n") == 1
    assert "LookupError" in log.read_text("utf-8")
    assert "inside" not in log.read_text("utf-8")


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("can't start new thread")])
def test_too_little_memory_is_one_sentence(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_words: list[str]) -> int:
        raise error

    monkeypatch.setattr(cli, "run", fail)
    ran = run(article)
    assert ran.status == 1
    assert (
        ran.err == "newsreader: There is not enough memory; close other programs and start again.\n"
    )


def test_the_version_is_data(run: Run) -> None:
    ran = run("--version")
    assert ran.status == 0
    assert ran.out.startswith("newsreader ")
    assert ran.err == ""


# Plain output


def test_without_a_terminal_the_article_is_printed_with_its_highlights(
    run: Run, article: Path
) -> None:
    ran = run(article)
    assert ran.status == 0
    assert "第一段说的是⟦宁波⟧[1]" in ran.out
    assert "值得一查" in ran.out
    assert "#地方" in ran.out


def test_reading_writes_nothing_beside_the_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(TEXT, "utf-8")
    for command in ([], ["export"], ["list"], ["inspect"], ["check"], ["wrap"]):
        run(*command, path)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("plain")] == ["plain.txt"]


def test_hostile_text_is_sanitized(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("标题\x1b]52;c;eA==\x07在这里\n\n正文\x9b2J与\u202e其他。\n", "utf-8")
    for command in ([], ["inspect"], ["wrap"]):
        assert not any(c in run(*command, path).out for c in "\x1b\x07\x9b\u202e")


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    assert "第二段说的是上海。" in run("-", "--encoding", "gb18030").out


# Export and lists of notes


def test_export_prints_quotes_and_notes_in_text_order(run: Run, article: Path) -> None:
    ran = run("export", article, "--format", "markdown")
    assert ran.status == 0
    assert ran.out.index("宁波") < ran.out.index("值得一查") < ran.out.index("上海")


def test_export_filters(run: Run, article: Path) -> None:
    for words in (("--colour", "green"), ("--colour", "2"), ("--tag", "地方")):
        ran = run("export", article, "--format", "csv", *words)  # needs no helper process
        assert [row["quote"] for row in csv.DictReader(ran.out.splitlines())] == ["宁波"]
    ran = run("export", article, "--format", "csv", "--since", "2027-01-01")
    assert list(csv.DictReader(ran.out.splitlines())) == []


def test_export_overwrites_only_with_force(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    out.write_text("mine", "utf-8")
    ran = run("export", article, "-o", out)
    assert ran.status == 1
    assert "--force" in ran.err
    assert out.read_text("utf-8") == "mine"
    assert run("export", article, "-o", out, "--format", "json", "--force").status == 0
    assert json.loads(out.read_text("utf-8"))


def test_a_folder_exports_every_article_with_notes(run: Run, article: Path, tmp_path: Path) -> None:
    (article.parent / "without.txt").write_text(TEXT, "utf-8")
    ran = run("export", article.parent, "-o", f"{tmp_path}/out/", "--format", "json")
    assert ran.status == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt.json"]


def test_an_output_that_cannot_be_written_is_one_sentence(run: Run, article: Path) -> None:
    ran = run("export", article, "-o", article / "below" / "x.md")
    assert (ran.status, ran.err.count("\n")) == (1, 1)


def test_list_prints_a_line_for_each_highlight(run: Run, article: Path) -> None:
    for where in (article, article.parent):
        ran = run("list", where)
        assert ran.status == 0
        assert ran.out.splitlines() == [
            f"{article}:2: 宁波 – 值得一查 真的 #地方",
            f"{article}:3: 上海",
        ]


def test_exports_in_a_folder_are_not_its_articles(run: Run, article: Path) -> None:
    folder = article.parent
    for name in ("markdown", "obsidian", "clippings"):
        assert run("export", folder, "--format", name, "-o", folder, "--force").status == 0
    assert (folder / "a.txt.md").exists()
    ran = run("inspect", folder, "--json")
    assert json.loads(ran.out)["file"] == str(article)
    assert json.loads(run("inspect", folder / "a.txt.md", "--json").out)["file"].endswith(".txt.md")


def test_one_file_in_the_folder_itself_is_no_article_either(run: Run, article: Path) -> None:
    folder = article.parent
    for name in ("markdown", "obsidian"):
        assert run("export", folder, "-f", name, "-o", folder / f"{name}.md").status == 0
    assert json.loads(run("inspect", folder, "--json").out)["file"] == str(article)


def test_several_articles_are_one_document(run: Run, article: Path, tmp_path: Path) -> None:
    other = article.parent / "x" / "a.txt"
    other.parent.mkdir()
    for path, copy in ((article, other), (sidecar_path(article), sidecar_path(other))):
        copy.write_bytes(path.read_bytes())
    found = json.loads(run("export", article.parent, "-f", "json").out)
    assert [each["article"]["file"] for each in found["exports"]] == ["a.txt", "x/a.txt"]
    assert run("export", article, article, "-f", "csv").out.count("宁波") == 1
    out = tmp_path / "all.csv"
    assert run("export", article.parent, "-f", "csv", "-o", out).status == 0
    assert (out.is_file(), out.read_text("utf-8").count("\ufeff")) == (True, 1)
    ran = run("export", article.parent, "-f", "brat")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert run("export", article.parent, "-f", "brat", "-o", f"{tmp_path}/brat/").status == 0
    names = sorted(str(p.relative_to(tmp_path / "brat")) for p in tmp_path.glob("brat/**/*.ann"))
    assert names == ["a.txt.ann", "x/a.txt.ann"]
    ran = run("export", article.parent, "--tag", "none", "-f", "w3c")
    assert json.loads(ran.out) == []
    assert "the export is empty" in ran.err


def test_list_json_is_one_object_and_lines_for_a_folder(run: Run, article: Path) -> None:
    found = json.loads(run("list", article, "--json").out)
    assert [entry["quote"] for entry in found["highlights"]] == ["宁波", "上海"]
    first = found["highlights"][0]
    assert TEXT[first["start"] : first["end"]] == first["quote"]
    assert (first["paragraph"], first["colour"], first["tags"]) == (2, "green", ["地方"])
    assert run("list", article.parent, "--json").out.count("\n") == 1


def test_grep_searches_quotes_notes_and_tags(run: Run, article: Path) -> None:
    for pattern, count in (("宁波", 1), ("一查", 1), ("地方", 1), ("上海", 1), ("北京", 0)):
        ran = run("grep", pattern, article.parent)
        assert ran.out.count("\n") == count
        assert ran.status == (0 if count else 1)


def test_grep_takes_a_query(run: Run, article: Path) -> None:
    for query, count in (
        ("#地方", 1),
        ("colour:green", 1),
        ("colour:2 -值得", 0),
        ("宁波 OR 上海", 2),
    ):
        assert run("grep", query, article.parent).out.count("\n") == count
    ran = run("grep", "after:soon", article)
    assert (ran.status, "2026-03-18" in ran.err) == (1, True)


def test_search_prints_sentences_and_highlights(run: Run, article: Path) -> None:
    ran = run("search", "宁波", article.parent)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        f"{article}: 宁波 – 值得一查 真的 #地方",
        f"{article}: 第一段说的是宁波，后面还有一句。",
    ]
    assert run("search", "北京", article.parent).status == 1
    assert run("search", "re:(", article.parent).status == 1
    found = json.loads(run("search", "上海", article.parent, "--json").out)
    (hit,) = found["hits"]
    assert TEXT[hit["start"] :].startswith("上海")
    assert [hit["sentence"][start:end] for start, end in hit["marks"]] == ["上海"]
    assert [highlight["quote"] for highlight in found["highlights"]] == ["上海"]


def test_every_place_of_a_word_is_printed_in_its_column(run: Run, article: Path) -> None:
    ran = run("search", "宁波", article.parent, "--kwic")
    (line,) = ran.out.splitlines()
    assert line.strip() == f"第一段说的是 宁波 ，后面还有一句。  {article}"
    assert cell_len(line.partition("宁波")[0]) == 41
    found = json.loads(run("search", "上海", article.parent, "--kwic", "--json").out)
    assert (found["left"], found["word"], found["right"]) == ("第二段说的是", "上海", "。")
    assert run("search", "上海", article.parent, "--kwic", "--csv").out.count("\n") == 2
    assert run("search", "北京", article.parent, "--kwic").status == 1
    assert run("search", "北京", article.parent, "--csv").status == 2


def test_the_times_that_articles_name_are_printed_in_order(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "新站启用\n2026-03-18 09:00 来源：临江日报\n\n昨天，新站启用。去年3月，工程开工。\n",
        "utf-8",
    )
    ran = run("timeline", tmp_path)
    assert ran.out.splitlines() == [
        f"2025-03 {path}: 去年3月，工程开工。",
        f"2026-03-17 {path}: 昨天，新站启用。",
    ]
    found = [json.loads(line) for line in run("timeline", tmp_path, "--json").out.splitlines()]
    assert [(each["from"], each["to"], each["certain"]) for each in found] == [
        ("2025-03-01", "2025-03-31", True),
        ("2026-03-17", "2026-03-17", True),
    ]
    assert "2025-03-01,2025-03-31,yes,去年3月" in run("timeline", tmp_path, "--csv").out
    path.write_text("没有时间\n\n这里没有。\n", "utf-8")
    assert run("timeline", tmp_path).status == 1


def test_the_dossier_of_a_name_is_printed(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = FixedService([("宁波", Kind.LOC)])
    monkeypatch.setattr(Service, "start", lambda *_unused: service)
    ran = run("entities", article.parent, "--name", "宁波")
    assert "- 第一段说的是**宁波**，后面还有一句。" in ran.out.splitlines()
    found = json.loads(run("entities", article.parent, "--name", "宁波", "--json").out)
    (passage,) = found["passages"]
    assert TEXT[passage["start"] :].startswith("宁波")
    assert passage["highlights"][0]["note"] == "值得一查\n真的"
    csv = run("entities", article.parent, "--name", "宁波", "--format", "csv")
    assert csv.out.count("第一段") == 1
    assert run("entities", article.parent, "--name", "北京").status == 1
    assert run("entities", article.parent, "--format", "csv").status == 2


def test_notes_on_names_are_no_article_and_no_notes_without_one(run: Run, article: Path) -> None:
    names = NamesFile(article.parent, article.parent / "data")
    names.save_note("LOC", "宁波", "港口", "")
    for command in (("list",), ("grep", "港口"), ("search", "宁波市")):
        ran = run(*command, article.parent)
        assert "newsreader-names" not in ran.out + ran.err, command


def test_entities_have_the_corrections_of_the_folder(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = FixedService([("宁波", Kind.LOC), ("上海", Kind.LOC)])
    monkeypatch.setattr(Service, "start", lambda *_unused: service)
    hide = Correction.new(CorrectionAction.HIDE, "宁波", everywhere=True)
    NamesFile(article.parent, article.parent / "data").save_corrections([to_table(hide)])
    assert run("entities", article).out.splitlines() == ["place 上海 ×1"]


def test_a_search_where_there_is_no_article_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("search", "宁波", tmp_path / "empty")
    assert (ran.status, "no article" in ran.err) == (1, True)
    assert "is not a state" in run("search", "is:unknown x", tmp_path).err
    for command in ("search", "grep"):
        ran = run(command, "colour:gren", tmp_path)
        assert ran.status == 1
        assert "“gren” is not a colour; there are yellow" in ran.err


def test_a_search_says_that_letters_were_taken_as_initials(run: Run, article: Path) -> None:
    ran = run("search", "nb", article.parent)
    assert "宁波" in ran.out
    assert "“nb” is found nowhere; these are words with such initials in pinyin" in ran.err
    assert "initials" not in run("search", "py:nb", article.parent).err
    assert "initials" not in run("search", "宁波", article.parent).err


def test_news_are_printed_once(run: Run, article: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('watch = ["上海"]\n', "utf-8")

    def news(*more: str) -> Result:
        return run("news", article.parent, "--config", settings, *more)

    first = news()
    assert (first.status, first.out.count("\n")) == (0, 2)
    assert "第二段说的是上海。" in first.out
    assert news().status == 1
    (article.parent / "b.txt").write_text("又一篇\n\n上海今天下了一场很大的雨。\n", "utf-8")
    assert "b.txt" in news().out
    assert news("--since", "2020-01-01").status == 0
    assert news("--since", "2999-01-01").status == 1
    assert news("--since", "2999").status == 1
    assert "is not a date" in news("--since", "x").err
    assert "watch list is empty" in run("news", article.parent).err


def test_the_note_on_the_whole_article_is_listed_and_found(
    run: Run, article: Path, tmp_path: Path
) -> None:
    sidecar = Sidecar(article, tmp_path / "data")
    loaded = sidecar.load(open_article(article))
    sidecar.save(loaded.changed(loaded.notebook.with_note("与去年\n同期比较")))
    line = f"{article}:article: 与去年 同期比较"
    assert run("list", article).out.splitlines()[0] == line
    ran = run("grep", "同期", article)
    assert (ran.status, ran.out.splitlines()) == (0, [line])
    found = json.loads(run("grep", "同期", article, "--json").out)
    assert (found["note"], found["highlights"]) == ("与去年\n同期比较", [])
    assert "去年" not in run("grep", "宁波", article).out


def test_check_finds_no_problem_in_a_valid_notebook(run: Run, article: Path) -> None:
    assert run("check", article).status == 0


def test_check_reports_orphans_and_damage(run: Run, article: Path) -> None:
    article.write_text(TEXT.replace("宁波", "杭州"), "utf-8")
    ran = run("check", article)
    assert ran.status == 1
    assert "宁波" in ran.out
    sidecar_path(article).write_text("这不是 TOML", "utf-8")
    assert run("check", article).status == 1
    assert sidecar_path(article).read_text("utf-8") == "这不是 TOML"


def test_check_finds_notes_in_the_data_directory(run: Run, tmp_path: Path, home: Path) -> None:
    long = tmp_path / ("长" * 82 + ".txt")
    long.write_text(TEXT, "utf-8")
    assert "no notes" in run("check", long).out
    opened = open_article(long)
    sidecar = Sidecar(long, home / "data")
    made = Highlight.new(opened.text, Span(0, 2), Colour.RED, NOW)
    loaded = sidecar.load(opened)
    sidecar.save(loaded.changed(loaded.notebook.with_highlights([made])))
    assert sidecar.path is not None
    assert sidecar.path.is_relative_to(home)
    assert "in order" in run("check", long).out
    sidecar.path.write_bytes(sidecar.path.read_bytes()[:-60])
    assert run("check", long).status == 1


def test_check_writes_the_repaired_notes_to_a_new_file(run: Run, article: Path) -> None:
    sidecar = sidecar_path(article)
    damaged = sidecar.read_bytes()[:-40]
    sidecar.write_bytes(damaged)
    ran = run("check", article, "--repair")
    assert ran.status == 1
    assert sidecar.read_bytes() == damaged
    assert [path.name for path in article.parent.glob("*repaired*")] == [
        "a.txt.notes.repaired.toml"
    ]


# Import, and carrying notes to another version


def test_an_export_is_imported_only_once(run: Run, article: Path, tmp_path: Path) -> None:
    exported = tmp_path / "x.json"
    assert run("export", article, "--format", "json", "-o", exported).status == 0
    other = tmp_path / "other.txt"
    other.write_text("新的一行。\n\n" + TEXT, "utf-8")
    tried = run("import", other, exported, "--dry-run")
    assert (tried.status, tried.out.splitlines()[-1][:8]) == (0, "2 placed")
    assert not sidecar_path(other).exists()
    assert run("import", other, exported).status == 0
    found = json.loads(run("list", other, "--json").out)["highlights"]
    assert [entry["quote"] for entry in found] == ["宁波", "上海"]
    assert found[0]["note"] == "值得一查\n真的"
    again = run("import", other, exported)
    assert "2 there already" in again.out
    assert len(json.loads(run("list", other, "--json").out)["highlights"]) == 2


def test_entries_without_a_place_are_reported_and_left_out(
    run: Run, article: Path, tmp_path: Path
) -> None:
    exported = tmp_path / "x.json"
    run("export", article, "--format", "json", "-o", exported)
    other = tmp_path / "other.txt"
    other.write_text("完全不同的文章。\n\n这里没有那些字。\n", "utf-8")
    ran = run("import", other, exported)
    assert (ran.status, "2 of another title" in ran.out) == (1, True)
    ran = run("import", other, exported, "--all")
    assert ran.status == 1
    assert "no place found: 宁波" in ran.out
    assert not sidecar_path(other).exists()


def test_what_an_import_reports_adds_up(run: Run, article: Path, tmp_path: Path) -> None:
    rows = [
        ("宁波", "a", "补一句"),
        ("第一段说的是", "a", ""),
        ("没有的一句话在这里", "a", ""),
        ("上海", "大江大河", "别处的话"),
        ("", "a", ""),
    ]
    lines = [f"{quote},{title},{note},x" for quote, title, note in rows]
    origin = tmp_path / "theirs.csv"
    origin.write_text("\n".join(["Highlight,Title,Note,Author", *lines]), "gb18030")
    ran = run("import", article, origin)
    assert ran.out.splitlines()[-1] == (
        "1 placed, 0 to be reviewed, 0 there already, 1 with no place, "
        "1 merged into notes that are there, 1 of another title, 1 not understood"
    )
    assert "1 entry of 1 other title; use --title or --all (大江大河)" in ran.out
    notes = {
        h["quote"]: h["note"] for h in json.loads(run("list", article, "--json").out)["highlights"]
    }
    assert notes["宁波"] == "值得一查\n真的\n\n补一句"
    assert notes["上海"] == ""
    ran = run("import", article, origin, "--title", "大江")
    assert "1 merged" in ran.out
    (tmp_path / "none.csv").write_text("Highlight,Title\n上海,大江大河\n", "utf-8")
    assert run("import", article, tmp_path / "none.csv").status == 1


def test_the_encoding_of_an_import_is_not_that_of_the_article(
    run: Run, article: Path, tmp_path: Path
) -> None:
    origin = tmp_path / "theirs.csv"
    origin.write_text("Highlight,Title,Note\n宁波,a,港口\n", "gb18030")
    ran = run("import", "--encoding", "gbk", article, origin)
    assert (ran.status, "merged" in ran.out) == (0, True)
    assert run("import", "--encoding", "klingon", article, origin).status == 2


def test_a_name_of_the_greatest_length_does_not_end_a_command_on_its_folder(
    run: Run, tmp_path: Path
) -> None:
    for name in ("长" * 83 + ".txt", "短.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    for command in ("inspect", "entities", "list", "check"):
        ran = run(command, tmp_path)
        assert "Traceback" not in ran.err
        assert "went wrong" not in ran.err
    assert run("inspect", tmp_path).out.count("File: ") == 2


def test_labels_of_kinds_can_become_entities(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("T1\tLOC 13 15\t宁波\n", "utf-8")
    assert run("import", article, tmp_path / "a.ann", "--labels", "entities").status == 0
    assert 'name = "宁波"' in sidecar_path(article).read_text("utf-8")


def test_a_folder_is_exported_past_a_bad_file_and_names_do_not_collide(
    run: Run, article: Path, tmp_path: Path
) -> None:
    for folder in ("x", "y"):
        place = article.parent / folder
        place.mkdir()
        for path in (article, sidecar_path(article)):
            (place / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    (out / "bad").mkdir(parents=True)
    long = article.parent / ("长" * 80 + "1234567.txt")
    long.write_bytes(article.read_bytes())
    (tmp_path / "in.csv").write_text("Highlight,Title\n宁波,a\n", "utf-8")
    run("import", long, tmp_path / "in.csv", "--all")
    assert len(run("list", article.parent).out.splitlines()) >= 7
    ran = run("export", article.parent, "-o", out, "--format", "readwise", "--force")
    assert len([path for path in out.rglob("*.csv") if path.name == "a.txt.csv"]) == 3
    ran = run("export", article.parent, "-o", out, "--format", "webannotation")
    assert ran.status == 1
    assert "1 article was not exported" in ran.err
    assert len(list(out.rglob("*.jsonld"))) == 3


def test_an_import_never_waits_for_a_fifo(run: Run, article: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path / "pipe", "/dev/zero", tmp_path):
        ran = run("import", article, odd)
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert "not an ordinary file" in ran.err


def test_the_same_span_is_imported_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(TEXT, "utf-8")
    twice = {"format": "newsreader-export", "schema": 1, "highlights": [{"quote": "上海"}] * 2}
    (tmp_path / "theirs.json").write_text(json.dumps(twice), "utf-8")
    ran = run("import", path, tmp_path / "theirs.json")
    assert ran.out.splitlines()[-1] == (
        "1 placed, 0 to be reviewed, 1 there already, 0 with no place"
    )


@pytest.mark.parametrize(("words", "status"), [((), 1), (("--format", "nonsense"), 2)])
def test_an_unknown_format_is_one_sentence(
    run: Run, article: Path, words: tuple[str, ...], status: int
) -> None:
    ran = run("import", article, article, *words)
    assert (ran.status, ran.err.count("\n")) == (status, 1)
    assert words or str(article) in ran.err


def test_notes_are_carried_to_another_version(run: Run, article: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("新的开头，与旧文不同。\n\n" + TEXT, "utf-8")
    tried = json.loads(run("carry", article, new, "--dry-run", "--json").out)
    assert [entry["quote"] for entry in tried["placed"]] == ["宁波", "上海"]
    assert not sidecar_path(new).exists()
    assert run("carry", article, new).status == 0
    assert run("carry", article, new).status == 0
    found = json.loads(run("list", new, "--json").out)["highlights"]
    assert [entry["quote"] for entry in found] == ["宁波", "上海"]
    assert [entry["state"] for entry in found] == ["placed", "placed"]


def test_a_highlight_without_a_place_in_the_other_version_is_an_orphan(
    run: Run, article: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    new.write_text(TEXT.replace("第二段说的是上海。", "这一段另有内容。"), "utf-8")
    ran = run("carry", article, new)
    assert ran.status == 1
    states = {
        e["quote"]: e["state"] for e in json.loads(run("list", new, "--json").out)["highlights"]
    }
    assert states == {"宁波": "placed", "上海": "orphan"}


# The article as data


def test_inspect_json_has_the_documented_keys(run: Run, article: Path) -> None:
    found = json.loads(run("inspect", article, "--json").out)
    assert list(found) == [
        "id", "file", "encoding", "certain", "newline", "title", "author", "source",
        "published", "published_iso", "url", "captured",
        "headings", "body", "captions", "metadata", "furniture",
    ]  # fmt: skip
    assert found["id"] == "a"
    assert found["file"] == str(article)
    several = run("inspect", article, article, "--json").out.splitlines()
    assert [json.loads(line)["id"] for line in several] == ["a", "a"]


def test_wrap_breaks_rows_at_the_width(run: Run, article: Path) -> None:
    rows = run("wrap", "--width", "20", article).out.splitlines()
    assert all(len(row) <= 10 for row in rows)
    assert "".join(rows) == TEXT.replace("\n", "")


def test_wrap_answers_lines_of_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = '{"width": 8, "text": "今天去了宁波。", "id": 7}\n\n{"width": 4, "text": "宁波"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    answers = [json.loads(line) for line in run("wrap", "--jsonl").out.splitlines()]
    assert [answer.get("id") for answer in answers] == [7, None]
    assert "".join(answers[0]["rows"]) == "今天去了宁波。"


@pytest.mark.parametrize("line", ["[1]", "nonsense", '{"text": 3}', '{"width": 3}'])
def test_an_invalid_line_is_reported_with_its_number(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    ran = run("wrap", "--jsonl")
    assert ran.status == 2
    assert "1" in ran.err


def test_a_file_beside_lines_of_json_is_refused(run: Run, article: Path) -> None:
    for command in ("wrap", "entities"):
        ran = run(command, "--jsonl", article)
        assert ran.status == 2
        assert "--jsonl reads standard input" in ran.err


# Settings


def test_config_prints_the_path_and_the_settings(run: Run, home: Path) -> None:
    ran = run("config")
    assert ran.status == 0
    assert str(home / "config" / "config.toml") in ran.out
    assert "column = 42" in ran.out


def test_the_default_settings_can_be_saved_and_used(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(run("config", "--default").out, "utf-8")
    ran = run("config", "--config", path)
    assert (ran.status, ran.err) == (0, "")


def test_wrong_settings_are_reported_and_the_others_apply(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('[page]\ncolunm = 3\ncolumn = 30\n[keys]\n"app.qiut" = "x"\n', "utf-8")
    ran = run("config", "--config", path)
    assert ran.status == 1
    assert "column = 30" in ran.out
    assert "did you mean column?" in ran.err
    assert "did you mean app.quit?" in ran.err


def test_the_language_of_the_settings_is_used_unless_another_is_named(run: Run, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('language = "zh"\n', "utf-8")
    assert "命令" in run("--help").out
    assert "commands" in run("--help", "--lang", "en").out


# In a pipe


def test_a_pipe_that_is_closed_early_is_no_error(article: Path) -> None:
    big = article.parent / "big.txt"
    big.write_text("很长的一段话。\n\n" * 20_000, "utf-8")
    command = f"'{sys.executable}' -m newsreader wrap '{big}' | head -1"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout == "很长的一段话。\n"


def test_a_terminal_without_unicode_is_no_error(article: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "newsreader", "list", str(article)],
        env=environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"\\u5b81\\u6ce2" in done.stdout


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run `command` in a shell in which `newsreader` is the program."""
    whole = f"newsreader() {{ '{sys.executable}' -m newsreader \"$@\"; }}; {command}"
    return subprocess.run(
        ["sh", "-c", whole], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_one_sentence(article: Path) -> None:
    for command in ("list", "export", "wrap"):
        done = shell(f"newsreader {command} '{article}' > /dev/full")
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "went wrong" not in done.stderr


def test_closed_streams_are_no_error(article: Path) -> None:
    assert shell(f"newsreader list '{article}' >&-").returncode == 0
    assert shell("newsreader list /nothing/there 2>&-").returncode == 1
    assert shell(f"newsreader inspect '{article}' <&-").returncode == 0


def test_a_width_that_is_no_number_is_one_plain_sentence(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--lang", "zh", "wrap", "--width", "x"])
    assert left.value.code == 2
    assert "x 不是整数" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("words", "near"),
    [(("exprot", "a.txt"), "export"), (("--tutroial",), "--tutorial"), (("lst",), "list")],
)
def test_the_message_for_a_typo_names_the_nearest_word(
    run: Run, words: tuple[str, ...], near: str
) -> None:
    ran = run(*words)
    assert ran.status == 2
    assert f"id you mean the command {near}?" in ran.err or f"Did you mean {near}?" in ran.err


def test_the_message_for_a_word_like_no_other_names_none(run: Run) -> None:
    assert "did you mean" not in run("--zzz").err.lower()
    assert "did you mean" not in run("nothing.txt").err.lower()
    assert "did you mean" not in run("wrap", "--width", "x").err.lower()
