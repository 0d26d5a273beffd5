"""Who and what an article names: entities, their mentions, and the reader's corrections."""
