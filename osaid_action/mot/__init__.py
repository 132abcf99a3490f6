"""Files of the Model Openness Tool: read, written, rated; what a manifest or a report says of one. Pure."""
