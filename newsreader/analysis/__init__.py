"""The helper process: words and mentions, a paragraph at a time, the visible ones first."""
