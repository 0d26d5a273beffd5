"""One session with one article: what a reader can do, without terminal or file format."""

from newsreader.session.environment import Environment
from newsreader.session.reading_session import ReadingSession, open_session

__all__ = ["Environment", "ReadingSession", "open_session"]
