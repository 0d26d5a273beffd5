"""A file becomes an article: bytes to canonical text, lines to title, byline, body, furniture."""
