"""What can be set, and the user's config.toml."""
