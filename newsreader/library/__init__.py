"""Many articles: their index, search, names across articles, and reprints."""
