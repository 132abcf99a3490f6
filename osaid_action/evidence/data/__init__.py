"""What documents and files tell of the training data."""
