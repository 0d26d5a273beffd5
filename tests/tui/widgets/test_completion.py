"""The completion of a query (names of fields, then their values) and of a path."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from newsreader.text.query_expression import Field
from newsreader.tui.widgets import completion
from newsreader.tui.widgets.completion import PathCompletion, QueryCompletion
from newsreader.user_paths import names_in
from tests.tui.waiting import until

KNOWN = QueryCompletion(
    {
        Field.TAG: ["数据", "数字 经济", "人物"],
        Field.SOURCE: ["新华社", "新京报", ""],
        Field.COLOUR: ["red", "红色"],
    }
)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("#数", ["#数据", '#"数字 经济"']),
        ("港口 #人", ["#人物"]),
        ("so", ["source:"]),
        ("source:新", ["source:新华社", "source:新京报"]),
        ("source：新京", ["source:新京报"]),
        ("-source:新京", ["source:新京报"]),
        ("(colour:r", ["colour:red"]),
        ("a", []),
        ("name:林", []),
        ("http://a", []),
        ("source:新华社 ", []),
    ],
)
def test_the_last_word_of_a_query_is_completed(query: str, wanted: list[str]) -> None:
    assert KNOWN.candidates(query) == wanted


async def test_what_is_before_the_last_word_stays() -> None:
    assert await KNOWN.get_suggestion("港口 -so") == "港口 -source:"
    assert await KNOWN.get_suggestion("港口 ") is None


async def found(value: str, known: PathCompletion) -> list[str]:
    """What `value` may become, once the disk has answered."""
    await until(lambda: known.candidates(value))
    return known.candidates(value)


async def test_a_path_is_completed_by_the_names_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "摘录").mkdir()
    for name in ("My Clippings.txt", "摘录.json", ".hidden", "a\x1b[2Jb"):
        (tmp_path / name).touch()
    known = PathCompletion()
    assert await found(f"{tmp_path}/", known) == ["My Clippings.txt", "摘录.json", "摘录/"]
    assert await found(f"{tmp_path}/my", known) == ["My Clippings.txt"]
    assert await found(f"{tmp_path}/.h", known) == [".hidden"]
    assert await known.get_suggestion(f"{tmp_path}/摘录.") == f"{tmp_path}/摘录.json"


def test_a_folder_that_cannot_be_read_completes_nothing(tmp_path: Path) -> None:
    assert names_in(tmp_path / "none") == []
    assert PathCompletion().candidates(f"{tmp_path}/none/") == []


async def test_a_slow_disk_completes_nothing_until_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = Event()

    def names(_folder: Path) -> list[str]:
        answers.wait(20)
        return ["摘录.json"]

    monkeypatch.setattr(completion, "names_in", names)
    known = PathCompletion()
    assert known.candidates("/slow/") == []
    answers.set()
    await until(lambda: known.candidates("/slow/") == ["摘录.json"])
