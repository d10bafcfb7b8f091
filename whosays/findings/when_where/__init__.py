"""Hours, lengths of time and places set against each other."""
