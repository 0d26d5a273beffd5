"""Text and saved pages become an Article: title, byline, body, headings, furniture."""
