"""The helper process: it finds words and mentions, visible paragraphs first."""
