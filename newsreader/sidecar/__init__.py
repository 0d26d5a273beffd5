"""The notes on disk: the TOML file beside an article, its copies, and what can be salvaged."""
