"""`osaid.toml`: read, edited, and proposed from what was found."""
