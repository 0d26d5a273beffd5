"""A corpus, read in this process and on a cluster of two processes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import newsreader
from newsreader.api import corpus
from newsreader.errors import NewsreaderError

pytestmark = pytest.mark.tool("dask")

SENTENCES = ("王毅在北京。", "", "李书福在宁波。", "澜川汽车公司昨天到了上海。")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path / "home"))
    source = tmp_path / "news"
    source.mkdir()
    for number in range(12):
        words = f"第{number}篇\n\n2026年3月{number + 1}日\n\n{SENTENCES[number % 4]}\n"
        (source / f"{number:02d}.txt").write_text(words, "utf-8")
    (source / "empty.txt").write_bytes(b"")
    return source


def rows(files: list[Path]) -> list[dict[str, Any]]:
    import pyarrow.parquet

    return [row for file in files for row in pyarrow.parquet.read_table(file).to_pylist()]


def test_a_cluster_finds_the_same_as_one_process(folder: Path, tmp_path: Path) -> None:
    import distributed

    alone = newsreader.corpus_entities(folder, tmp_path / "alone", partition=3)
    assert len(alone) == 5
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        many = newsreader.corpus_entities(folder, tmp_path / "two", client=client, partition=3)
    found = rows(alone)
    assert rows(many) == found
    articles = [newsreader.open_article(path) for path in sorted(folder.glob("[0-9]*.txt"))]
    names = [each.name for entities in newsreader.find_entities(articles) for each in entities]
    assert [row["name"] for row in found if not row["problem"]] == names
    (bad,) = (row for row in found if row["problem"])
    assert bad["article"].endswith("empty.txt")


def test_only_what_is_missing_is_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = newsreader.corpus_entities(folder, tmp_path / "out", partition=3)
    before = rows(files)
    files[2].unlink()
    read: list[Path] = []
    write = corpus.write_partition

    def record(part: corpus.Partition) -> None:
        read.append(part.target)
        write(part)

    monkeypatch.setattr(corpus, "write_partition", record)
    assert rows(newsreader.corpus_entities(folder, tmp_path / "out", partition=3)) == before
    assert read == [files[2]]
    with pytest.raises(NewsreaderError, match="another"):
        newsreader.corpus_entities(folder, tmp_path / "out", partition=4)


def test_results_with_another_lexicon_are_refused(folder: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon.txt"
    lexicon.write_text("澜川 5 nt\n", "utf-8")
    out = tmp_path / "out"
    newsreader.corpus_entities(folder, out, lexicon=lexicon)
    newsreader.corpus_entities(folder, out, lexicon=lexicon)
    lexicon.write_text("澜川 5 nr\n", "utf-8")
    for other in (lexicon, None):
        with pytest.raises(NewsreaderError, match="another"):
            newsreader.corpus_entities(folder, out, lexicon=other)


def test_a_call_that_wrote_nothing_does_not_stand_in_the_way(folder: Path, tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    source, out = tmp_path / "in.parquet", tmp_path / "out"
    pyarrow.parquet.write_table(pyarrow.table({"text": SENTENCES, "day": [1, 2, 3, 4]}), source)
    with pytest.raises(NewsreaderError, match="date"):
        newsreader.corpus_entities(source, out, columns=["date"])
    assert len(newsreader.corpus_entities(source, out, columns=["day"])) == 1


def test_what_cannot_be_a_corpus_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    (tmp_path / "bad.parquet").write_text("no table")
    with pytest.raises(NewsreaderError, match=r"bad\.parquet"):
        newsreader.corpus_entities(tmp_path, out)
    with pytest.raises(NewsreaderError, match="no file"):
        newsreader.corpus_entities(tmp_path / "nwes", out)
    with pytest.raises(TypeError, match="columns"):
        newsreader.corpus_entities(tmp_path, out, columns="day")
    monkeypatch.setattr(corpus, "find_spec", lambda _name: None)
    with pytest.raises(NewsreaderError, match="install pyarrow"):
        newsreader.corpus_entities(tmp_path, out)
    assert not out.exists()


def test_parquet_is_read_by_row_groups(folder: Path, tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({"text": [*SENTENCES, None], "day": [1, 2, 3, 4, 5]})
    pyarrow.parquet.write_table(table, tmp_path / "in.parquet", row_group_size=2)
    files = newsreader.corpus_entities(tmp_path / "in.parquet", tmp_path / "out", columns=["day"])
    assert len(files) == 3
    assert [(row["day"], row["name"]) for row in rows(files)][:2] == [(1, "王毅"), (1, "北京")]
    for wrong in (["nothing"], ["name"]):
        with pytest.raises(NewsreaderError, match=wrong[0]):
            newsreader.corpus_entities(tmp_path / "in.parquet", tmp_path / wrong[0], columns=wrong)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(NewsreaderError, match="none"):
        newsreader.corpus_entities(tmp_path / "none", tmp_path / "out")


@pytest.mark.slow
def test_a_killed_run_is_finished_by_the_next(folder: Path, tmp_path: Path) -> None:
    for number in range(12, 72):
        (folder / f"{number}.txt").write_text(f"第{number}篇\n\n{SENTENCES[3] * 3}\n", "utf-8")
    target = tmp_path / "out"
    program = (
        "import newsreader, sys\n"
        "newsreader.corpus_entities(sys.argv[1], sys.argv[2], partition=5)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(folder), str(target)]) as killed:
        while len(list(target.glob("part-*.parquet"))) < 2:
            assert killed.poll() is None
            time.sleep(0.01)
        killed.kill()
    assert len(list(target.glob("part-*.parquet"))) < 15
    files = newsreader.corpus_entities(folder, target, partition=5)
    assert len(files) == 15
    assert rows(files) == rows(newsreader.corpus_entities(folder, tmp_path / "b", partition=5))
