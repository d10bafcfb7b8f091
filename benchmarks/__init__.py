"""Measurements of whosays: accuracy on stories with gold, and cold start; not installed with the package."""

import os

os.environ["WHOSAYS_GAZETTEER"] = "no-gazetteer-of-your-own"  # what the measurer has added must not count
