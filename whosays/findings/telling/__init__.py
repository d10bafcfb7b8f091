"""How a thing is told: with a hedge or without, on a condition, in a headline, in whose mouth, corrected or withdrawn."""
