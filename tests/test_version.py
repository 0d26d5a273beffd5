"""What a report of a fault says."""

from __future__ import annotations

import re
import tomllib

from newsreader.version import PACKAGES, report
from tests.interpreter import ROOT

FOR_USERS = ("pinyin", "dictionary", "templates", "fetch", "corpus")
"""The extras that the program itself uses."""


def test_a_report_names_every_package_that_the_program_uses() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *(each for name in FOR_USERS for each in extras[name])]
    names = [re.split(r"[^\w-]", each)[0] for each in needed]
    listed = {"dask": "distributed"}  # the extra with both
    assert {listed.get(name, name) for name in names} <= set(PACKAGES)
    line = next(each for each in report() if each.startswith("textual "))
    assert [each.split()[0] for each in line.split(", ")] == list(PACKAGES)
