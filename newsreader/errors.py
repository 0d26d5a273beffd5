"""Errors to show to the reader: one sentence that says what is wrong and what to do."""

import sys


class NewsreaderError(Exception):
    """One sentence in the reader's language on what failed.

    It is shown as it is (sanitized, like every text from outside), so it names the file and the
    remedy, and no internals.
    """


class SourceError(NewsreaderError):
    """The article cannot be read: missing, not permitted, not text, or too large."""


class SidecarError(NewsreaderError):
    """The sidecar cannot be read or written."""


class UnsavedError(SidecarError):
    """A change is not on disk (no space, no permission …). The old file is intact; try again."""


class ReadOnlyError(SidecarError):
    """The notebook can be read but never written (newer schema …); trying again does not help."""


class FormatError(NewsreaderError):
    """A format is unknown, or cannot represent the data."""


class AnalysisError(NewsreaderError):
    """The helper process could not be started, or ended early."""


class SearchError(NewsreaderError):
    """A search pattern is not a regular expression, or takes too long."""


class LinkError(NewsreaderError):
    """A link in a note links to nothing, or may link to several things."""


class IndexAccessError(NewsreaderError):
    """The index of the library is in use, or cannot be read."""


class SettingsError(NewsreaderError):
    """A setting cannot be changed: the value is wrong, or its file cannot be written."""


class UsageError(NewsreaderError):
    """The arguments of a command are wrong (exit status 2)."""


def how_to_install(package: str) -> str:
    """The command for the shell that installs `package` where this program is installed.

    An environment may have no pip of its own, so that the pip of the system is named.
    """
    import shlex  # noqa: PLC0415 (showing an article needs none)

    pip = "python3 -m pip"
    if sys.prefix != sys.base_prefix:
        pip += f" --python {shlex.quote(sys.prefix)}"
    return f"{pip} install {package}"
