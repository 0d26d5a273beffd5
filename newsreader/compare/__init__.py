"""Two texts compared: what changed between two versions or reprints of an article."""
