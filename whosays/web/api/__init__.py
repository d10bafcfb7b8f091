"""The API: its verbs, what they are asked and answer, their addresses and their description."""
