"""Cues, one file a kind: the words by which a report hands a statement to somebody else, with its source and its content."""
