"""Many articles: which there are, what was written on them, who appears in them."""
