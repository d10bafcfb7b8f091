"""What is reported: the words that a cue covers, where they stand, and where the parser has lost them."""
