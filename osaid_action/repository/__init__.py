"""A repository of files: listed, read within bounds, fetched; and what is kept or written on this machine."""
