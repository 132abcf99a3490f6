"""Which lines of documents tell something of the training data: units, what marks them, weights."""
