"""Time what a reader does with a folder of articles, by keys alone.

    python benchmarks/tasks.py FOLDER [--word 腾讯] [--frequent 经济] [--size 100x30] [--copies N]

The articles are copied to a temporary folder, and the program runs in a pseudo-terminal (with
`pyte`, of the extra `dev`). Each task begins in the list of the articles. A step is some keys, and
the words that must then be on the screen; the seconds are from the first key of a task until the
words of its last step are there. The keys of a step are sent at once, so this is the time of the
program, without that of the reader. A Chinese character counts as one key.

The tasks marked "first" are done at once after the folder was opened for the first time, while its
articles are still being read for names. With `--copies` each article but the one with a changed
version is there so many times more, with other figures and its paragraphs in another order.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from newsreader.article.loader import read_article
from tests.terminal import Terminal

_ESCAPE, _ENTER, _SAVE, _EXPORT = "\x1b", "\r", "\x13", "\x05"
_NAMES = {_ESCAPE: "Esc", _ENTER: "Enter", _SAVE: "Ctrl+S", _EXPORT: "Ctrl+E"}
_PASTE = "\x1b[200~"
_PATIENCE = 600.0
"""Seconds until a step has failed. One step waits until all articles are read for names."""

_AFTER_ESCAPE = 1.0
"""Seconds, also where the machine is busy: with the next key it would be another key."""

_TITLE = "晨星号货轮抵达南浦港"
_PASTED = f"{_TITLE}\n2030-01-02 08:00\n来源：南浦日报\n\n" + "\n".join(
    f"第{number}批货物当天卸下，港口说一切正常。" for number in range(1, 9)
)
_NOTE = "写进简报"
_LIST = r"\A(?!(?s:.*)╭)\s*Library +[\d,]+ articles · by date {2,}"
"""The head of the list, without a search, and no dialog over it."""

_COLLECTED = r"(?s:.*)Enter goes there"
"""The foot of a report of which all rows are there."""

_MOST_ESCAPES = 6


class Step(NamedTuple):
    """Keys, and a regular expression for what is on the screen when they are done."""

    keys: str
    seen: str

    @property
    def single(self) -> list[str]:
        """The keys one by one; a paste is one key."""
        return [self.keys] if self.keys.startswith(_PASTE) else list(self.keys)


class Task(NamedTuple):
    """What a reader wants, and the steps to it; afterwards the reader goes `back` to the list.

    `back` is not timed. Without it, escape is pressed until the list is there.
    """

    name: str
    steps: list[Step]
    back: list[Step] | None = None

    @property
    def keys(self) -> list[str]:
        return [key for step in self.steps for key in step.single]

    @property
    def spelled(self) -> str:
        """The keys as a reader names them."""
        names = ("paste" if key.startswith(_PASTE) else _NAMES.get(key, key) for key in self.keys)
        return re.sub(r" +", " ", "".join(f" {n} " if len(n) > 1 else n for n in names)).strip()


class Reader:
    """The program in a terminal."""

    def __init__(self, folder: Path, home: Path, size: tuple[int, int]) -> None:
        kinds = ("CONFIG", "DATA", "CACHE", "STATE")
        places = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds}
        environment = {**os.environ, **places, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "newsreader", "--lang", "en", str(folder)]
        self._terminal = Terminal(command, environment, *size)

    def see(self, pattern: str) -> None:
        """Wait until `pattern` is on the screen. Raises AssertionError if it never is."""
        if not self._sees(pattern, _PATIENCE):
            raise AssertionError(f"not seen: {pattern}\n{self._terminal.text()}")

    def _sees(self, pattern: str, seconds: float) -> bool:
        """Whether `pattern` is on the screen within some seconds."""
        until = time.monotonic() + seconds
        while not re.search(pattern, self._terminal.text()):
            if self._terminal.ended or time.monotonic() > until:
                return False
            self._terminal.read(0.02)
        return True

    def do(self, steps: list[Step]) -> float:
        """Do `steps`; the seconds from the first key to the end of the last."""
        begun = time.monotonic()
        for keys, seen in steps:
            self._terminal.send_all(keys.encode())
            self.see(seen)
        return time.monotonic() - begun

    def go_back(self) -> None:
        """Press escape until the list is there: the first one may only stop what runs."""
        for _ in range(_MOST_ESCAPES):
            if self._sees(_LIST, 0):
                return
            self._terminal.send_all(_ESCAPE.encode())
            self._sees(r"(?!)", _AFTER_ESCAPE)  # the next key must not be taken with it
        self.see(_LIST)

    def close(self) -> None:
        self._terminal.close()


def name_tasks(word: str) -> Iterator[Task]:
    """Tasks that need the names of the articles."""
    wanted = [
        Step("e", "People, organisations"),
        Step(f"/{word}{_ENTER}", rf"/{word}(?s:.*)▌\S.* mention"),
        Step(_ENTER, f"about this name{_COLLECTED}"),
    ]
    yield Task(f"everything about {word}: the dossier", wanted)
    yield Task("who said what", [Step("Q", r"[1-9]\d* quotations?, by speaker")])


def tasks(word: str, frequent: str) -> Iterator[Task]:
    """The others."""
    found = [Step(f"/{word}", rf"/{word}(?s:.*) ×\d")]
    yield Task(f"everything about {word}: the search", found)
    watched = [Step("/is:watched", r"[1-9]\d* of \d+ articles.*is:watched")]
    yield Task("what names my watch list", watched)
    new = [Step("/added:monday", r"\d+ (of \d+ )?articles.*added:monday")]
    yield Task("what is new since Monday", new)
    brief = [
        Step(f"/{frequent}{_ENTER}", rf"/{frequent}(?s:.*)A highlights every hit"),
        Step("A", r"Highlight \d+"),
        Step("1", "Enter highlights"),
        Step(_ENTER, "u takes it back"),
        Step("n", "Highlights and notes [1-9]"),
        Step("a", "save and close"),
        Step(f"{_NOTE}{_SAVE}", f"[*] {_NOTE}"),
        Step(_EXPORT, "One file with all articles"),
        Step(_SAVE, "exported to"),
    ]
    hits = [Step(_ESCAPE, "Esc drops")]
    yield Task(f"a brief: mark {frequent}, write a note, export", brief, hits)
    undone = [Step("u", "Undone: .*note"), Step("u", "Undone: highlight")]
    yield Task("take the note and the marks back", undone)
    places = [Step(f"i{frequent}{_ENTER}", rf"[1-9]\d* times · \d+ articles{_COLLECTED}")]
    yield Task(f"concordance of {frequent}", places)
    yield Task("timeline", [Step("t", rf"[1-9]\d* times · {_COLLECTED}")])
    yield Task("compare two versions", [Step("D", "changed(?s:.*)next, previous change")])
    added = [
        Step("p", "New article"),
        Step(f"{_PASTE}{_PASTED}\x1b[201~", f"Title +{_TITLE}"),
        Step(_ENTER, rf"\A(?s:.*){_TITLE}(?s:.*)Nothing is marked yet"),
    ]
    yield Task("add an article by pasting it", added, [])
    following = Step("J", r"\A(?!(?s:.*)第3批)(?s:.*)┃ Entities")
    yield Task("next article", [following], [Step("L", _LIST)])


def varied(text: str, number: int) -> str:
    """`text` with other figures and its paragraphs below the first in another order."""
    first, *paragraphs = text.split("\n\n")
    randomness = random.Random(number)
    randomness.shuffle(paragraphs)
    changed = "\n\n".join((first, *paragraphs[: max(2, len(paragraphs) * 2 // 3)]))
    return re.sub(r"[3-8](?=\d*[^\d:年月日-])", lambda _: str(randomness.randint(1, 9)), changed)


def prepared(folder: Path, target: Path, word: str, copies: int = 0) -> int:
    """Copy the articles, with a changed version of the newest; write the settings."""
    articles = target / "articles"
    articles.mkdir()
    for path in (*folder.glob("*.txt"), *folder.glob("*.md")):
        shutil.copy(path, articles)
    dated = [
        p
        for p in sorted(articles.iterdir())
        if re.search(r"20\d\d", p.read_text("utf-8", "replace"))
    ]
    for number, path in enumerate(dated[:1]):
        text = path.read_text("utf-8", "replace")
        changed = re.sub(r"20\d\d([-/年.])", r"2029\1", text)
        path.write_text(changed, "utf-8")
        other = articles / f"changed-{number}.txt"
        other.write_text(re.sub(r"[3-8](?=\d*[^\d:年月日-])", "9", changed), "utf-8")
    newest = {path.name for path in dated[:1]}
    for path in folder.glob("*.txt"):
        if not copies or path.name in newest:  # it has one other version
            continue
        text = read_article(path.read_bytes(), path.name).text
        for number in range(copies):
            (articles / f"{path.stem}-{number}.txt").write_text(varied(text, number), "utf-8")
    (target / "config" / "newsreader").mkdir(parents=True)
    settings = target / "config" / "newsreader" / "config.toml"
    settings.write_text(f'watch = ["{word}"]\n', "utf-8")
    return len(list(articles.iterdir()))


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the tasks of a reader.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--word", default="腾讯", help="a name that some of the articles have")
    parser.add_argument("--frequent", default="经济", help="a word that many of them have")
    parser.add_argument("--size", default="100x30", help="columns and rows of the terminal")
    parser.add_argument("--copies", type=int, default=0, help="more articles, made of each")
    arguments = parser.parse_args()
    columns, rows = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        count = prepared(arguments.folder, home, arguments.word, arguments.copies)
        print(f"{count} articles, load {os.getloadavg()[0]:.1f}\n")
        print("| task | keys | number | seconds |\n|---|---|--:|--:|")
        reader = Reader(home / "articles", home, (columns, rows))
        try:
            run(reader, arguments.word, arguments.frequent)
        finally:
            reader.close()
    print(f"\nload {os.getloadavg()[0]:.1f}")


def run(reader: Reader, word: str, frequent: str) -> None:
    def row(task: Task, remark: str = "") -> None:
        seconds = reader.do(task.steps)
        keys = f"`{task.spelled}` | {len(task.keys)}"
        print(f"| {task.name}{remark} | {keys} | {seconds:.1f} |", flush=True)
        if task.back is None:
            reader.go_back()
        else:
            reader.do(task.back)

    begun = time.monotonic()
    reader.see(_LIST)
    print(f"| the list of the articles, first | | | {time.monotonic() - begun:.1f} |", flush=True)
    for task in name_tasks(word):
        row(task, ", first")
    for task in tasks(word, frequent):
        row(task)
    reader.do([Step("e", "shows all about it")])
    print(f"| all articles read for names | | | {time.monotonic() - begun:.1f} |", flush=True)
    reader.do([Step("e", _LIST)])
    for task in name_tasks(word):
        row(task)


if __name__ == "__main__":
    main()
