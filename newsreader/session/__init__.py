"""One sitting with one article: what a reader can do, without terminal or file format."""

from newsreader.session.reading_session import ReadingSession

__all__ = ["ReadingSession"]
