"""The GitHub Action: an event to a check, a report to log, summary, outputs and comment."""
