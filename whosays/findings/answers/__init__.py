"""Answers in words set against each other: yes and no, states, doers, holders of one part, sides, causes."""
