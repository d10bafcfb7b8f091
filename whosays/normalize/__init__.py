"""Expression → value: times, places, quantities; one type, one file."""
