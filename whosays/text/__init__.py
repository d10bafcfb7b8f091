"""Text by its surface: quotation marks, brackets, line ends, turns of speech, clauses as printed, spans that lie in a stretch, folded names."""
