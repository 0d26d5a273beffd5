"""Failures fit to show a reader: one sentence that says what is wrong and what to do."""


class NewsreaderError(Exception):
    """What the program could not do, in the reader's language, as one sentence.

    The text is shown as it is (through the one door, like every other text from outside), so it
    names the file and the remedy and nothing of the program's inside.
    """


class SourceError(NewsreaderError):
    """The article cannot be read: missing, not permitted, not text, too large."""


class SidecarError(NewsreaderError):
    """The notebook's file cannot be read or written."""


class UnsavedError(SidecarError):
    """A change is not on disk (no space, no permission …); the old file is whole: try again."""


class ReadOnlyError(SidecarError):
    """The notebook may be read and not written, and trying again will not help (newer schema …)."""


class FormatError(NewsreaderError):
    """A format is unknown, or cannot carry what it was asked to carry."""


class AnalysisError(NewsreaderError):
    """The helper process could not be started or ended early."""


class SearchError(NewsreaderError):
    """A pattern to search for is not a regular expression, or takes too long."""


class UsageError(NewsreaderError):
    """The words of a command do not fit together (exit status 2)."""
