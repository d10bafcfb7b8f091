"""Expression → value: times, places, quantities; one type, one room."""
