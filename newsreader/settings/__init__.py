"""The settings, and the user's config.toml."""
