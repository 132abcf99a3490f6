"""Places elsewhere: what is there, what the lock tells of it, how it is joined with what is here."""
