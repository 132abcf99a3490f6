"""Documents that others' tools read: a statement to be signed, bills of material. Pure, without a library."""
