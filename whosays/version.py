"""The version of the program; it stands in every record."""

VERSION = "0.1.0"
