"""From what was found and declared to the status of each item and the result. Pure."""
