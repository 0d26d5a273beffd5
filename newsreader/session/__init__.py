"""One sitting with one article: what a reader can do, with no terminal and no file format in sight."""

from newsreader.session.reading_session import ReadingSession

__all__ = ["ReadingSession"]
