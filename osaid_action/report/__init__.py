"""Reports as text, Markdown, JSON and more. Pure: a renderer turns a Report into a string, and no more."""
