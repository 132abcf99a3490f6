"""Which terms cover what: license files, sentences and metadata, placed."""
