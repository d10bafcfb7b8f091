"""Measurements of whosays: accuracy on stories with gold, and cold start; not installed with the package."""
